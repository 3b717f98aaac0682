"""What stands in a chart, as plain values that travel to the drawing process; pure.

Kept apart from both sides: the service that fills it knows no Matplotlib, and the process
that draws it knows no database.
"""

from __future__ import annotations

import math
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from typing import Final

_CLOSING: Final = "，。、；：？！）」》”"
_OPENING: Final = "（「《“"


@dataclass(frozen=True)
class Bar:
    """One group's bar.

    Attributes:
        shares: One for each answer of the panel; None if the group is hidden.
    """

    label: str
    shares: tuple[float, ...] | None


@dataclass(frozen=True)
class Panel:
    """One question with its answers and a bar for each group."""

    question: str
    answers: tuple[str, ...]
    bars: tuple[Bar, ...]


@dataclass(frozen=True)
class Chart:
    """Everything that stands in the picture.

    Attributes:
        note: What stands below: when, how many, what is hidden.
        hidden: What stands in place of a hidden bar.
    """

    title: str
    note: str
    hidden: str
    panels: tuple[Panel, ...]


@dataclass(frozen=True)
class Line:
    """How one answer's share went.

    Attributes:
        points: For each wave the share and its interval's ends; None where it is hidden.
    """

    answer: str
    points: tuple[tuple[float, float, float] | None, ...]


@dataclass(frozen=True)
class Course:
    """One question over the waves, the oldest first."""

    question: str
    waves: tuple[str, ...]
    lines: tuple[Line, ...]


@dataclass(frozen=True)
class TrendChart:
    """How shares went, question by question."""

    title: str
    note: str
    courses: tuple[Course, ...]


@dataclass(frozen=True)
class Table:
    """A small table; the first column is text, the others are figures."""

    heading: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True)
class Section:
    """One question of a booklet: all groups as bars, the whole as a table, and its course."""

    panel: Panel
    table: Table
    course: Course | None = None


@dataclass(frozen=True)
class Booklet:
    """Everything that stands in a PDF.

    Attributes:
        facts: What stands under the title, line by line.
        hidden: What stands in place of a hidden bar.
        tables: More tables, each with its title.
        notes: How the figures came about, each an item and its text.
        footer: What stands at the foot of every sheet.
    """

    title: str
    facts: tuple[str, ...]
    hidden: str
    sections: tuple[Section, ...]
    tables: tuple[tuple[str, Table], ...]
    notes: tuple[tuple[str, str], ...]
    footer: str


Value = str | int | float | bool | None | Sequence["Value"] | Mapping[str, "Value"]
"""What goes into JSON."""


def texts_in(value: Value) -> Iterator[str]:
    """Give every text in what goes into JSON, names of fields excepted."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        for each in value.values():
            yield from texts_in(each)
    elif isinstance(value, Sequence):
        for each in value:
            yield from texts_in(each)


def without(value: Value, characters: AbstractSet[str]) -> Value:
    """Return it without some characters, such as emoji that a font cannot draw."""
    if isinstance(value, str):
        return value.translate({ord(character): None for character in characters})
    if isinstance(value, Mapping):
        return {key: without(each, characters) for key, each in value.items()}
    if isinstance(value, Sequence):
        return [without(each, characters) for each in value]
    return value


def wrapped(text: str, most: int) -> Iterator[str]:
    """Break text into lines of at most so many half-widths, English between words."""
    line = ""
    for piece in _pieces(text):
        if line and width_of(line + piece.rstrip()) > most:
            yield line.rstrip()
            line = ""
        line += piece
    if line:
        yield line.rstrip()


def _pieces(text: str) -> Iterator[str]:
    """Give what must stay on one line together: a Chinese character, an English word.

    What closes stays with what is before it, and what opens with what comes after.
    """
    piece = ""
    for character in text:
        is_wide = width_of(character) > 1
        may_part = is_wide or (piece and width_of(piece[-1]) > 1) or piece[-1:].isspace()
        if piece and may_part and character not in _CLOSING and piece[-1] not in _OPENING:
            yield piece
            piece = ""
        piece += character
    if piece:
        yield piece


def percent(share: float) -> str:
    """Write a share as whole percents, halves rounded up as people do: 12.5 % is 13 %."""
    # Python rounds halves to even, and 0.285 times 100 is a little less than 28.5.
    return f"{math.floor(share * 100 + 0.5 + 1e-9)}%"


def width_of(text: str) -> int:
    """Return how wide a text is, a Latin letter being 1 and a Chinese character 2."""
    return sum(2 if unicodedata.east_asian_width(each) in "WF" else 1 for each in text)
