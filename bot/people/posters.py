"""Invitations on paper: a poster for a class, and a slip to cut out for every seat.

What stands where; how a sheet of A4 is drawn is `bot/printing`. Lengths are in millimetres from
the upper left corner.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from bot.errors import BadOption
from bot.fonts import Font
from bot.i18n.catalogue import Words
from bot.printing.page import GREY, HEIGHT, WIDTH, Page, check_font, file_of, wrapped

COLUMNS: Final = 2
ROWS: Final = 4
_MARGIN: Final = 18.0


@dataclass(frozen=True)
class Printed:
    """One invitation on paper.

    Attributes:
        school: The school's name.
        name: The class's name.
        code: Its letters.
        link: What the squares say.
        until: The day on which it expires, as people write it.
        seat: The seat it is for; None for the whole class.
    """

    school: str
    name: str
    code: str
    link: str
    until: str
    seat: int | None = None

    @property
    def grouped(self) -> str:
        """The code in groups of four, as people copy it."""
        return "-".join(self.code[at : at + 4] for at in range(0, len(self.code), 4))

    @property
    def bot(self) -> str:
        """The bot's name, out of the link."""
        return "@" + self.link.partition("t.me/")[2].partition("?")[0]


def poster(printed: Printed, words: Words, ending: str) -> bytes:
    """Draw the poster of a class.

    Args:
        printed: The class's invitation.
        words: The language.
        ending: `.pdf` or `.png`.

    Raises:
        FontMissing: There is no Chinese font; says what to install.
        GlyphMissing: The font lacks a character of a name.
        BadOption: The ending is neither.
    """
    page = Page(_font_for([printed]))
    middle = WIDTH / 2
    page.text(middle, 34, printed.school, 24, fit=WIDTH - 2 * _MARGIN)
    page.text(middle, 57, printed.name, 44, fit=WIDTH - 2 * _MARGIN)
    page.text(middle, 73, words("poster-headline"), 17, fit=WIDTH - 2 * _MARGIN)
    page.squares(middle - 45, 80, 90, printed.link)
    page.text(middle, 182, words("poster-code", bot=printed.bot), 13, fit=WIDTH - 2 * _MARGIN)
    page.text(middle, 192, printed.grouped, 22)
    for place, key in enumerate(("poster-step-scan", "poster-step-start", "poster-step-seat")):
        top = 212 + place * 13
        page.text(_MARGIN + 12, top, str(place + 1), 20, colour=GREY)
        page.text(_MARGIN + 22, top, words(key), 15, left=True, fit=WIDTH - 2 * _MARGIN - 22)
    page.text(middle, 256, words("poster-until", date=printed.until), 14)
    for place, line in enumerate(wrapped(words("poster-hint"), 10.5, WIDTH - 2 * _MARGIN)):
        page.text(middle, 268 + place * 6, line, 10.5, colour=GREY)
    return file_of([page], ending)


def slips(printed: Sequence[Printed], words: Words, ending: str) -> bytes:
    """Draw slips to cut out, eight to a page.

    Args:
        printed: The invitations in the order of their seats.
        words: The language.
        ending: `.pdf`.

    Raises:
        FontMissing: There is no Chinese font; says what to install.
        GlyphMissing: The font lacks a character of a name.
        BadOption: The ending is another.
    """
    if ending != ".pdf":
        message = "-o: slips fill several pages; name a .pdf file."
        raise BadOption(message)
    font, a_page = _font_for(printed), COLUMNS * ROWS
    pages = []
    for first in range(0, len(printed), a_page):
        page = Page(font)
        _cut_lines(page)
        for place, one in enumerate(printed[first : first + a_page]):
            left = place % COLUMNS * WIDTH / COLUMNS
            _slip(page, left, place // COLUMNS * HEIGHT / ROWS, one, words)
        pages.append(page)
    return file_of(pages, ending)


def _slip(page: Page, left: float, top: float, one: Printed, words: Words) -> None:
    wide = WIDTH / COLUMNS - 16
    page.text(left + 8, top + 11, one.school, 10.5, left=True, fit=wide)
    page.text(left + 8, top + 20, one.name, 15, left=True, fit=wide - 30)
    seat = words("poster-seat", seat=one.seat or 0)
    page.text(left + 8 + wide, top + 20, seat, 15, right=True, fit=28)
    page.squares(left + 6, top + 24, 38, one.link)
    beside, room = left + 47, wide - 39
    base = top + 29.0
    for key in ("poster-slip-scan", "poster-slip-start", "poster-slip-one"):
        for text in wrapped(words(key), 9, room):
            page.text(beside, base, text, 9, left=True, fit=room)
            base += 4.2
        base += 1.8
    until = words("poster-until", date=one.until)
    page.text(beside, top + 60, until, 9, left=True, fit=room, colour=GREY)
    by_hand = words("poster-slip-code", bot=one.bot, code=one.grouped)
    page.text(left + 8, top + 68, by_hand, 9, left=True, fit=wide)


def _cut_lines(page: Page) -> None:
    for column in range(1, COLUMNS):
        page.line((column * WIDTH / COLUMNS, 0), (column * WIDTH / COLUMNS, HEIGHT), to_cut=True)
    for row in range(1, ROWS):
        page.line((0, row * HEIGHT / ROWS), (WIDTH, row * HEIGHT / ROWS), to_cut=True)


def _font_for(printed: Sequence[Printed]) -> Font:
    return check_font({text for one in printed for text in (one.school, one.name)})
