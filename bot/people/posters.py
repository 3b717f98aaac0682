"""Invitations on paper: a poster for a class, and a slip to cut out for every seat.

A4, black on white, so that a school's copier does. Every length is in millimetres from the
upper left corner, as somebody with a ruler would check it. The code of squares is drawn as
shapes rather than as a picture, so it stays sharp however it is printed; the same drawing
becomes PDF or PNG.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from io import BytesIO
from typing import TYPE_CHECKING, Final

from bot.errors import BadOption, NotFound
from bot.fonts import Font, find_font, missing_glyphs
from bot.i18n.catalogue import Words

if TYPE_CHECKING:
    from matplotlib.figure import Figure

WIDTH: Final = 210.0
HEIGHT: Final = 297.0
DPI: Final = 200
_MARGIN: Final = 18.0
_INCH: Final = 25.4
_POINT: Final = _INCH / 72
_LATIN: Final = 0.58
"""How wide a narrow character is at most, in the height of a wide one."""

COLUMNS: Final = 2
ROWS: Final = 4
_QUIET_ZONE: Final = 4
"""Modules of white around the code, as ISO/IEC 18004 asks for."""

_GREY: Final = "#5c5c5c"
_BLACK: Final = "#000000"


class GlyphMissing(NotFound):
    """The font lacks a character of a name that is to be printed."""


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


def matrix_of(link: str) -> list[list[bool]]:
    """Return the squares of a code, row by row, without the white around them."""
    import segno  # noqa: PLC0415 - only printing needs it

    return [[bool(module) for module in row] for row in segno.make(link, error="m").matrix]


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
    page = _Page(_font_for([printed]))
    middle = WIDTH / 2
    page.text(middle, 34, printed.school, 24, fit=WIDTH - 2 * _MARGIN)
    page.text(middle, 57, printed.name, 44, fit=WIDTH - 2 * _MARGIN)
    page.text(middle, 73, words("poster-headline"), 17, fit=WIDTH - 2 * _MARGIN)
    page.squares(middle - 45, 80, 90, printed.link)
    page.text(middle, 182, words("poster-code", bot=printed.bot), 13, fit=WIDTH - 2 * _MARGIN)
    page.text(middle, 192, printed.grouped, 22)
    for place, key in enumerate(("poster-step-scan", "poster-step-start", "poster-step-seat")):
        top = 212 + place * 13
        page.text(_MARGIN + 12, top, str(place + 1), 20, colour=_GREY)
        page.text(_MARGIN + 22, top, words(key), 15, left=True, fit=WIDTH - 2 * _MARGIN - 22)
    page.text(middle, 256, words("poster-until", date=printed.until), 14)
    for place, line in enumerate(_wrapped(words("poster-hint"), 10.5, WIDTH - 2 * _MARGIN)):
        page.text(middle, 268 + place * 6, line, 10.5, colour=_GREY)
    return _file([page], ending)


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
        page = _Page(font)
        _cut_lines(page)
        for place, one in enumerate(printed[first : first + a_page]):
            left = place % COLUMNS * WIDTH / COLUMNS
            _slip(page, left, place // COLUMNS * HEIGHT / ROWS, one, words)
        pages.append(page)
    return _file(pages, ending)


def _slip(page: _Page, left: float, top: float, one: Printed, words: Words) -> None:
    wide = WIDTH / COLUMNS - 16
    page.text(left + 8, top + 11, one.school, 10.5, left=True, fit=wide)
    page.text(left + 8, top + 20, one.name, 15, left=True, fit=wide - 30)
    seat = words("poster-seat", seat=one.seat or 0)
    page.text(left + 8 + wide, top + 20, seat, 15, right=True, fit=28)
    page.squares(left + 6, top + 24, 38, one.link)
    beside, room = left + 47, wide - 39
    base = top + 29.0
    for key in ("poster-slip-scan", "poster-slip-start", "poster-slip-one"):
        for text in _wrapped(words(key), 9, room):
            page.text(beside, base, text, 9, left=True, fit=room)
            base += 4.2
        base += 1.8
    until = words("poster-until", date=one.until)
    page.text(beside, top + 60, until, 9, left=True, fit=room, colour=_GREY)
    by_hand = words("poster-slip-code", bot=one.bot, code=one.grouped)
    page.text(left + 8, top + 68, by_hand, 9, left=True, fit=wide)


def _cut_lines(page: _Page) -> None:
    for column in range(1, COLUMNS):
        page.line((column * WIDTH / COLUMNS, 0), (column * WIDTH / COLUMNS, HEIGHT))
    for row in range(1, ROWS):
        page.line((0, row * HEIGHT / ROWS), (WIDTH, row * HEIGHT / ROWS))


class _Page:
    """A sheet of A4, written on in millimetres from its upper left corner."""

    def __init__(self, font: Font) -> None:
        # Imported on use, so that importing this module costs the service nothing.
        from matplotlib.figure import Figure  # noqa: PLC0415
        from matplotlib.font_manager import FontPath, FontProperties  # noqa: PLC0415

        self.figure: Figure = Figure(figsize=(WIDTH / _INCH, HEIGHT / _INCH), facecolor="white")
        self._font = FontProperties(fname=FontPath(str(font.path), font.face))

    def text(
        self,
        x: float,
        base: float,
        text: str,
        size: float,
        *,
        fit: float = WIDTH,
        left: bool = False,
        right: bool = False,
        colour: str = _BLACK,
    ) -> None:
        """Write one line, centred unless said otherwise, smaller if it would not fit."""
        font = self._font.copy()
        font.set_size(min(size, fit / max(_ems(text), 1) / _POINT))
        self.figure.text(
            x / WIDTH,
            1 - base / HEIGHT,
            text,
            fontproperties=font,
            color=colour,
            ha="left" if left else "right" if right else "center",
            va="baseline",
            parse_math=False,
        )

    def squares(self, left: float, top: float, side: float, link: str) -> None:
        """Draw a code with the white around it."""
        from matplotlib.patches import PathPatch  # noqa: PLC0415
        from matplotlib.path import Path  # noqa: PLC0415

        matrix = matrix_of(link)
        module = side / (len(matrix) + 2 * _QUIET_ZONE)
        boxes = []
        for row, first, length in _runs(matrix):
            begin = (left + (first + _QUIET_ZONE) * module) / WIDTH
            high = 1 - (top + (row + _QUIET_ZONE) * module) / HEIGHT
            end, low = begin + length * module / WIDTH, high - module / HEIGHT
            corners = [(begin, low), (end, low), (end, high), (begin, high), (begin, low)]
            boxes.append(Path(corners, closed=True))
        self.figure.add_artist(
            PathPatch(
                Path.make_compound_path(*boxes),
                color=_BLACK,
                linewidth=0,
                antialiased=False,
                transform=self.figure.transFigure,
            )
        )

    def line(self, begin: tuple[float, float], end: tuple[float, float]) -> None:
        """Draw a line to cut along."""
        from matplotlib.lines import Line2D  # noqa: PLC0415

        across = [begin[0] / WIDTH, end[0] / WIDTH]
        down = [1 - begin[1] / HEIGHT, 1 - end[1] / HEIGHT]
        line = Line2D(across, down, color=_GREY, linewidth=0.6, linestyle=(0, (4, 4)))
        self.figure.add_artist(line)


def _runs(matrix: Sequence[Sequence[bool]]) -> Iterator[tuple[int, int, int]]:
    """Yield row, first module and length of each stretch of black."""
    for number, row in enumerate(matrix):
        begin: int | None = None
        for place, is_black in enumerate([*row, False]):
            if is_black and begin is None:
                begin = place
            elif not is_black and begin is not None:
                yield number, begin, place - begin
                begin = None


def _file(pages: Sequence[_Page], ending: str) -> bytes:
    from matplotlib.backends.backend_pdf import PdfPages  # noqa: PLC0415

    buffer = BytesIO()
    if ending == ".png":
        pages[0].figure.savefig(buffer, format="png", dpi=DPI, metadata={"Software": None})
    elif ending == ".pdf":
        with PdfPages(buffer, metadata={"Creator": None, "Producer": None}) as book:
            for page in pages:
                book.savefig(page.figure)
    else:
        message = "-o: name a .pdf or .png file."
        raise BadOption(message)
    return buffer.getvalue()


def check_font(names: Iterable[str]) -> Font:
    """Find the font and see that it can print some names, before a code is made for them.

    Raises:
        FontMissing: There is no Chinese font; says what to install.
        GlyphMissing: The font lacks a character of a name.
    """
    font = find_font()
    missing = missing_glyphs(names, font)
    if missing:
        message = (
            f"{''.join(sorted(missing))}: the font {font.path.name} cannot print this; install "
            "Noto Sans CJK, or rename the class."
        )
        raise GlyphMissing(message)
    return font


def _font_for(printed: Sequence[Printed]) -> Font:
    return check_font({text for one in printed for text in (one.school, one.name)})


def _ems(text: str) -> float:
    return sum(
        1 if unicodedata.east_asian_width(character) in "WFA" else _LATIN for character in text
    )


def _wrapped(text: str, size: float, room: float) -> Iterator[str]:
    """Break a text into lines; Chinese between any two characters, else between words."""
    line = ""
    for piece in _pieces(text):
        if line and _ems(line + piece) * size * _POINT > room:
            yield line.strip()
            line = ""
        line += piece
    yield line.strip()


_CLOSING: Final = "，。！？：；、）」"


def _pieces(text: str) -> Iterator[str]:
    """Yield what stays together: a wide character with what closes it, or a word."""
    piece = ""
    for character in text:
        is_wide = unicodedata.east_asian_width(character) in "WF"
        if (
            piece
            and (is_wide or piece[-1] == " " or _is_wide_end(piece))
            and (character not in _CLOSING)
        ):
            yield piece
            piece = ""
        piece += character
    yield piece


def _is_wide_end(piece: str) -> bool:
    return unicodedata.east_asian_width(piece[-1]) in "WF"
