"""Takes out of a comment what would say who wrote it; what is said stays readable. Pure.

The patterns are those of the questions parents ask (`bot.scrubbing`); besides, the names of
the school and of its classes are known here and go wherever they stand. What only one family
can know is found by no pattern: the exports say so, and the comment's own question asks to
name nobody.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from typing import Final

from bot.scrubbing.patterns import RULES
from bot.scrubbing.places import without_places

_ROUNDS: Final = 4
_LONG_NUMBER: Final = re.compile(r"(?<![0-9A-Za-z])[0-9]{5,18}[Xx]?(?![0-9A-Za-z])")
_HELP_LINES: Final = frozenset({"12345", "12355", "12356"})
_SHORTEST_NAME: Final = 2


def scrubbed(text: str, school: str, classes: Iterable[str]) -> str:
    """Return a comment without names, numbers, classes and schools, line by line.

    Args:
        text: What a family wrote.
        school: The name of its school.
        classes: The names of the school's classes.
    """
    known = [(name, "某班") for name in classes] + [(school, "某学校")]
    known.sort(key=lambda pair: -len(pair[0]))
    lines = (_line(line, known) for line in _visible(text).split("\n"))
    return "\n".join(line for line in lines if line)


def _line(line: str, known: list[tuple[str, str]]) -> str:
    for name, instead in known:
        if len(name) >= _SHORTEST_NAME:
            line = line.replace(_half_width(name), instead)
    line = _LONG_NUMBER.sub(_number, line)
    for _ in range(_ROUNDS):
        before = line
        for pattern, instead in RULES:
            line = pattern.sub(instead, line)
        line = " ".join(without_places(line).split())
        if line == before:
            break
    return line


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
