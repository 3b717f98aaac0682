"""What stands in a chart, as plain values that travel to the drawing process; pure.

Kept apart from both sides: the service that fills it knows no Matplotlib, and the process
that draws it knows no database.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass


@dataclass(frozen=True)
class Bar:
    """One group's bar.

    Attributes:
        shares: One for each answer, adding up to 1; None if the group is hidden.
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

    def texts(self) -> list[str]:
        """Return every text in the picture."""
        found = [self.title, self.note, self.hidden]
        for panel in self.panels:
            found += [panel.question, *panel.answers, *(bar.label for bar in panel.bars)]
        return found


def chart_from(values: Mapping[str, object]) -> Chart:
    """Put a chart together from JSON."""
    panels = values["panels"]
    assert isinstance(panels, list)
    return Chart(
        str(values["title"]),
        str(values["note"]),
        str(values["hidden"]),
        tuple(
            Panel(
                panel["question"],
                tuple(panel["answers"]),
                tuple(
                    Bar(bar["label"], bar["shares"] and tuple(bar["shares"]))
                    for bar in panel["bars"]
                ),
            )
            for panel in panels
        ),
    )


def without(chart: Chart, characters: AbstractSet[str]) -> Chart:
    """Return the chart without some characters, such as emoji that a font cannot draw."""
    gone = {ord(character): None for character in characters}
    panels = tuple(
        Panel(
            panel.question.translate(gone),
            tuple(answer.translate(gone) for answer in panel.answers),
            tuple(Bar(bar.label.translate(gone), bar.shares) for bar in panel.bars),
        )
        for panel in chart.panels
    )
    return Chart(
        chart.title.translate(gone),
        chart.note.translate(gone),
        chart.hidden.translate(gone),
        panels,
    )


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
    """Give what must stay on one line together: a Chinese character, an English word."""
    word = ""
    for character in text:
        if width_of(character) > 1:
            if word:
                yield word
            word = ""
            yield character
            continue
        word += character
        if character.isspace():
            yield word
            word = ""
    if word:
        yield word


def width_of(text: str) -> int:
    """Return how wide a text is, a Latin letter being 1 and a Chinese character 2."""
    return sum(2 if unicodedata.east_asian_width(each) in "WF" else 1 for each in text)
