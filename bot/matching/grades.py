"""Which grade a message speaks of, in the many ways parents write it.

Grades are numbers from 1 to 12: 1 to 6 are primary school, 7 to 9 are 初一 to 初三, 10 to 12
高一 to 高三. A message may name a grade (二年级, 初二, G3, 五(2)班) or only a stage (小学, 初中);
two children in two grades leave the grade open, and so does a kindergarten.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from typing import Final

from bot.matching.scripts import to_simplified

Span = tuple[int, int]

_NUMBER: Final = "十[一二]|[一二三四五六七八九十]|1[0-2]|[1-9]"
_VALUES: Final = {name: value for value, name in enumerate("一二三四五六七八九十", 1)} | {
    "十一": 11,
    "十二": 12,
}
_FROM_TO = re.compile(
    rf"(?<![0-9老第])({_NUMBER})(?:年级)?(?:到|至|-|~|—|、|和|,|，)({_NUMBER})年级"
    r"|(?<![十老第])([一二三四五六七八])([二三四五六七八九])年级"
)
_YEAR = re.compile(
    rf"(?<![0-9十第])({_NUMBER})年级?(?=级|[1-9一二三四五六七八九十]{{1,2}}班)|"
    rf"(?<![0-9十第])({_NUMBER})年级"
)
_CLASS = re.compile(
    r"(?<![0-9初高十第])([一二三四五六七八九1-9])[(（][0-9一二三四五六七八九十]{1,3}[)）]班?"
)
_JUNIOR = re.compile(r"(?<![年月])(?:初|国)([一二三123])(?![十0-9])")
_SENIOR = re.compile(r"高([一二三123])(?![十0-9])")
_PRIMARY = re.compile(r"小([一二三四五六1-6])(?![一二三四五六七八九十0-9个点时])")
_ENGLISH = re.compile(r"(?<![a-z0-9])(?:g|grade ?)([1-9]|1[0-2])(?![0-9a-z])")
_STAGE_YEAR = re.compile("(初|高)中([一二三123])年级")
_STAGES: Final[tuple[tuple[re.Pattern[str], Span], ...]] = (
    (re.compile("低年级"), (1, 2)),
    (re.compile("小学|primary school|elementary"), (1, 6)),
    (re.compile("初中|国中|junior (?:high|school)|middle school"), (7, 9)),
    (re.compile("高中|senior (?:high|school)|high school"), (10, 12)),
)
_JUNIOR_BEFORE: Final = 6
_SENIOR_BEFORE: Final = 9


def overlap(one: Span, other: Span) -> bool:
    """Say whether two spans share a grade."""
    return one[0] <= other[1] and other[0] <= one[1]


def span_in(text: str) -> Span | None:
    """Return the grades a text speaks of as first and last; None when it leaves them open.

    A single grade is a span of one. Grades named one by one and stages named side by side
    (小学和初中) leave it open, because the answers differ.
    """
    plain = _plain(text)
    spans = set(_ranges(plain))
    if not spans:
        spans = {(grade, grade) for grade in _grades(plain)}
    if not spans:
        spans = {span for pattern, span in _STAGES if pattern.search(plain)}
    return spans.pop() if len(spans) == 1 else None


def _plain(text: str) -> str:
    plain = to_simplified(unicodedata.normalize("NFKC", text).casefold())
    visible = "".join(c for c in plain if unicodedata.category(c) != "Cf")
    joined = visible if visible.isascii() else visible.replace(" ", "")
    return _STAGE_YEAR.sub(r"\1\2", joined)


def _grades(plain: str) -> Iterator[int]:
    for first, last in _ranges(plain):
        yield from (first, last)
    for pattern, before in (
        (_YEAR, 0),
        (_CLASS, 0),
        (_JUNIOR, _JUNIOR_BEFORE),
        (_SENIOR, _SENIOR_BEFORE),
        (_PRIMARY, 0),
        (_ENGLISH, 0),
    ):
        for match in pattern.finditer(plain):
            yield _value(next(filter(None, match.groups()))) + before


def _ranges(plain: str) -> Iterator[Span]:
    for match in _FROM_TO.finditer(plain):
        first, last = (_value(name) for name in match.groups() if name)
        if first < last:
            yield first, last


def _value(name: str) -> int:
    return _VALUES[name] if name in _VALUES else int(name)
