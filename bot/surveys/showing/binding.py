"""Draws a booklet on sheets of A4: what is on one sheet, and where the next one begins."""

from __future__ import annotations

from dataclasses import dataclass, replace
from io import BytesIO
from typing import TYPE_CHECKING, Final

from bot.fonts import Font
from bot.surveys.showing.courses import Plot
from bot.surveys.showing.pen import EDGE, GAP, LINE, QUIET_COLOUR, WIDTH, Pen, laid_out
from bot.surveys.showing.picture import Booklet, Section, Table, wrapped

if TYPE_CHECKING:
    from matplotlib.figure import Figure

HEIGHT: Final = 11.69
"""Of A4; all lengths are inches."""

BOTTOM: Final = HEIGHT - 0.75
CELL: Final = 0.24
NAMES: Final = 2.6
"""Room for the first column of a table."""

ITEMS: Final = 1.45
"""Room for the items of the notes."""

NOTE_WIDTH: Final = 86
"""Half-widths in a line of a note's text."""

FACT_WIDTH: Final = 104
SMALL: Final = 9.5


def bound(booklet: Booklet, font: Font) -> bytes:
    """Draw a booklet as PDF."""
    from matplotlib.backends.backend_pdf import PdfPages  # noqa: PLC0415 - only drawing needs it

    book = _Book(font)
    book.head(booklet)
    for section in booklet.sections:
        book.section(section, booklet.hidden)
    for title, table in booklet.tables:
        book.titled(title, table)
    book.notes(booklet.notes)
    buffer = BytesIO()
    with PdfPages(buffer, metadata={"Creator": None, "Producer": None}) as pages:
        for place, pen in enumerate(book.sheets, start=1):
            pen.text(EDGE, HEIGHT - 0.4, booklet.footer, 8, QUIET_COLOUR)
            pen.text(WIDTH - EDGE - 0.5, HEIGHT - 0.4, f"{place}/{len(book.sheets)}", 8)
            pages.savefig(pen.figure)
    return buffer.getvalue()


@dataclass(frozen=True)
class _Columns:
    """Where the columns of figures end; the first column begins at the edge."""

    count: int

    @property
    def width(self) -> float:
        """Of each."""
        return (WIDTH - 2 * EDGE - NAMES) / self.count

    def right(self, place: int) -> float:
        """Where one ends."""
        return EDGE + NAMES + self.width * (place + 1)


class _Book:
    """Sheets, filled from top to bottom."""

    def __init__(self, font: Font) -> None:
        self._font = font
        self.sheets: list[Pen] = []
        self._top = 0.0
        self._turn()

    def head(self, booklet: Booklet) -> None:
        """Write title and facts."""
        self._pen.text(EDGE, self._top + 0.3, booklet.title, 18)
        self._top += 0.5
        for fact in booklet.facts:
            for line in wrapped(fact, FACT_WIDTH):
                self._pen.text(EDGE, self._top + 0.2, line, 10)
                self._top += 0.22
        self._top += GAP

    def section(self, section: Section, hidden: str) -> None:
        """Draw a question: bars and table together, its course where there is room."""
        layout = laid_out(section.panel, 0)
        self._need(layout.bottom + 0.15 + _high(section.table))
        self._pen.panel(replace(layout, top=self._top), hidden)
        self._top += layout.bottom + 0.15
        self._table(section.table)
        if section.course is not None:
            self._need(Plot(section.course, 0).bottom)
            plot = Plot(section.course, self._top)
            plot.draw(self._pen)
            self._top = plot.bottom
        self._top += GAP

    def titled(self, title: str, table: Table) -> None:
        """Draw a table with its title."""
        self._need(LINE + _high(table))
        self._pen.text(EDGE, self._top + 0.75 * LINE, title, 12)
        self._top += LINE
        self._table(table)
        self._top += GAP

    def notes(self, notes: tuple[tuple[str, str], ...]) -> None:
        """Write how the figures came about."""
        for item, content in notes:
            lines = list(wrapped(content, NOTE_WIDTH))
            self._need(len(lines) * 0.2 + 0.06)
            self._pen.text(EDGE, self._top + 0.15, item, SMALL, fit=ITEMS - 0.25)
            for line in lines:
                self._pen.text(EDGE + ITEMS, self._top + 0.15, line, SMALL, QUIET_COLOUR)
                self._top += 0.2
            self._top += 0.06

    def _table(self, table: Table) -> None:
        columns = _Columns(len(table.heading) - 1)
        for place, row in enumerate((table.heading, *table.rows)):
            base = self._top + (place + 0.7) * CELL
            colour = QUIET_COLOUR if place == 0 else "#1c1c1c"
            self._pen.text(EDGE, base, row[0], SMALL, colour, fit=NAMES)
            for at, cell in enumerate(row[1:]):
                fit, end = columns.width - 0.1, columns.right(at)
                self._pen.text(end, base, cell, SMALL, colour, right=True, fit=fit)
        self._pen.rule(EDGE, WIDTH - EDGE, self._top + CELL)
        self._top += _high(table)

    def _need(self, height: float) -> None:
        if self._top + height > BOTTOM:
            self._turn()

    def _turn(self) -> None:
        self.sheets.append(Pen(_a4(), HEIGHT, self._font))
        self._top = EDGE

    @property
    def _pen(self) -> Pen:
        return self.sheets[-1]


def _a4() -> Figure:
    from matplotlib.figure import Figure  # noqa: PLC0415 - only drawing needs it

    return Figure(figsize=(WIDTH, HEIGHT), facecolor="white")


def _high(table: Table) -> float:
    return (len(table.rows) + 1) * CELL + 0.1
