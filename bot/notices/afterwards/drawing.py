"""Prints a list on A4: values as JSON on standard input, a PDF on standard output.

A process of its own, started by `lists.py`. The heading stands on every sheet, and behind
each line there is room to tick off by hand whom somebody has telephoned.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from bot.fonts import Font, missing_glyphs
from bot.printing.page import GREY, WIDTH, Page, file_of
from bot.printing.program import run

EDGE: Final = 18.0
LINE: Final = 7.0
ROWS_A_PAGE: Final = 33
_TOP: Final = 44.0
_BOX: Final = 4.0

_SHARES: Final[Mapping[int, tuple[float, ...]]] = {
    3: (0.30, 0.18, 0.44),
    4: (0.28, 0.22, 0.14, 0.28),
}
"""How the sheet's width goes to the columns; what is left is for the box."""

Row = Sequence[str | int]


def render(values: Mapping[str, object], font: Font) -> bytes:
    """Print a list.

    Args:
        values: `title`, `note`, `heading` and `rows` of a table.
        font: What its text is printed with; a character it lacks becomes a question mark.
    """
    heading, rows = values["heading"], values["rows"]
    assert isinstance(heading, list)
    assert isinstance(rows, list)
    texts = [str(values["title"]), str(values["note"])]
    cells = [str(cell) for row in [heading, *rows] for cell in row]
    table = {ord(character): "?" for character in missing_glyphs([*texts, *cells], font)}
    pages = list(_split(rows))
    drawn = []
    for number, part in enumerate(pages, start=1):
        page = Page(font)
        top = f"{texts[0]}　{number}/{len(pages)}" if len(pages) > 1 else texts[0]
        page.text(EDGE, 24, top.translate(table), 16, left=True, fit=WIDTH - 2 * EDGE)
        note = texts[1].translate(table)
        page.text(EDGE, 32, note, 10, left=True, fit=WIDTH - 2 * EDGE, colour=GREY)
        _line(page, _TOP, heading, table, size=11)
        for place, row in enumerate(part, start=1):
            _line(page, _TOP + place * LINE, row, table, size=10.5)
            _box(page, _TOP + place * LINE)
        drawn.append(page)
    return file_of(drawn, ".pdf")


def _split(rows: Sequence[Row]) -> Iterator[Sequence[Row]]:
    for first in range(0, max(len(rows), 1), ROWS_A_PAGE):
        yield rows[first : first + ROWS_A_PAGE]


def _line(page: Page, base: float, row: Row, table: Mapping[int, str], *, size: float) -> None:
    left, room = EDGE, WIDTH - 2 * EDGE
    for cell, share in zip(row, _SHARES[len(row)], strict=True):
        text = str(cell).translate(table)
        page.text(left, base, text, size, left=True, fit=share * room - 3)
        left += share * room
    page.line((EDGE, base + 2.2), (WIDTH - EDGE, base + 2.2))


def _box(page: Page, base: float) -> None:
    right, low, high = WIDTH - EDGE, base + 0.6, base + 0.6 - _BOX
    corners = [(right, low), (right, high), (right - _BOX, high), (right - _BOX, low)]
    for begin, end in zip(corners, [*corners[1:], corners[0]], strict=True):
        page.line(begin, end)


if __name__ == "__main__":
    sys.exit(run(render))
