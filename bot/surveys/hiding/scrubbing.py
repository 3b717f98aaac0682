"""Takes out of a comment what would say who wrote it; what is said stays readable. Pure.

The patterns are those of the questions parents ask (`bot.scrubbing`); besides, the names of
the school and of its classes are known here and go wherever they stand, also with gaps or
without brackets. A comment is read by the school itself, so some ways of naming a teacher and
of writing a number go here that may stay in a question. What only one family can know is
found by no pattern: the exports say so, and the comment's own question asks to name nobody.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache
from typing import Final

from bot.scrubbing.given import DOUBLE_SURNAMES, SURNAMES
from bot.scrubbing.patterns import RULES, Rule
from bot.scrubbing.places import without_places

_ROUNDS: Final = 4
_LONG_NUMBER: Final = re.compile(r"(?<![0-9A-Za-z])[0-9]{5,18}[Xx]?(?![0-9A-Za-z])")
_HELP_LINES: Final = frozenset({"12345", "12355", "12356"})
_SHORTEST_NAME: Final = 2
_BRACKETS: Final = "()（）"
_NUMERALS: Final = "0-9一二三四五六七八九十"
_SURNAME: Final = f"(?:{'|'.join(DOUBLE_SURNAMES)}|[{''.join(sorted(SURNAMES))}])"

_ALSO: Final[tuple[Rule, ...]] = (
    (re.compile(r"(?<![0-9A-Za-z])[0-9](?:[ .-]?[0-9]){10,}(?![0-9A-Za-z])"), "某号码"),
    (re.compile("[零〇一二三四五六七八九幺]{8,}"), "某号码"),
    (re.compile(r"((?:座号|座位号|学号|座號|學號)[是为為:： ]*)[0-9]{1,3}(?![0-9])"), r"\1某号码"),
    (re.compile(r"(?i)(?<![a-z0-9])t\.me/\S+"), "某账号"),
    (re.compile(f"(?<=班主任){_SURNAME}(?=老师|老師)"), "某"),
    (re.compile(f"(?<=[老师师師]姓){_SURNAME}"), "某"),
    (re.compile(f"{_SURNAME}(?=姓(?:老师|老師|教师|教師|班主任|学生|同学|家长|的))"), "某"),
    (re.compile(r"(?<![A-Za-z])(?:Mr|Mrs|Ms|Miss)\.? *[A-Z][a-z]+"), "a teacher"),
)
"""What may stay in a question and not in a comment."""


def scrubbed(text: str, school: str, classes: Iterable[str]) -> str:
    """Return a comment without names, numbers, classes and schools, line by line.

    Args:
        text: What a family wrote.
        school: The name of its school.
        classes: The names of the school's classes.
    """
    rules = _rules(school, tuple(classes))
    lines = (_line(line, rules) for line in _visible(text).split("\n"))
    return "\n".join(line for line in lines if line)


@lru_cache(maxsize=8)
def _rules(school: str, classes: tuple[str, ...]) -> tuple[Rule, ...]:
    """Make the rules that hold at a school besides those of all questions; the longest first."""
    names = [(name, "某班") for name in classes] + [(school, "某学校")]
    names.sort(key=lambda pair: -len(pair[0]))
    known = [(_anyhow(name), instead) for name, instead in names if len(name) >= _SHORTEST_NAME]
    return (*known, *_ALSO)


def _line(line: str, rules: tuple[Rule, ...]) -> str:
    for pattern, instead in rules:
        line = pattern.sub(instead, line)
    line = _LONG_NUMBER.sub(_number, line)
    for _ in range(_ROUNDS):
        before = line
        for pattern, instead in RULES:
            line = pattern.sub(instead, line)
        line = " ".join(without_places(line).split())
        if line == before:
            break
    return line


def _anyhow(name: str) -> re.Pattern[str]:
    """Find a name with gaps in it, with either kind of brackets or none."""
    parts = (
        f"[{_BRACKETS}]?" if each in _BRACKETS else re.escape(each)
        for each in _half_width(name)
        if not each.isspace()
    )
    not_longer = f"(?<![{_NUMERALS}])" if re.match(f"[{_NUMERALS}]", name) else ""
    return re.compile(not_longer + r"\s*".join(parts))


def _number(match: re.Match[str]) -> str:
    return match[0] if match[0] in _HELP_LINES else "某号码"


def _visible(text: str) -> str:
    """Return text without what cannot be seen; letters, digits and brackets in half width."""
    return "".join(
        each
        for each in _half_width(text)
        if each == "\n" or unicodedata.category(each)[0] not in "CM"
    )


def _half_width(text: str) -> str:
    return "".join(
        unicodedata.normalize("NFKC", each)
        if "\uff01" <= each <= "\uff5e" and unicodedata.category(each)[0] in "LN"
        else each
        for each in text
    )
