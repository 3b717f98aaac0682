"""A sheet of A4 as Matplotlib draws it: text, lines and codes of squares.

Black on white, so that a school's copier does. Every length is in millimetres from the
upper left corner, as somebody with a ruler would check it. A code of squares is drawn as
shapes rather than as a picture, so it stays sharp however it is printed; the same drawing
becomes PDF or PNG.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from io import BytesIO
from typing import TYPE_CHECKING, Final

from bot.errors import BadOption, NotFound
from bot.fonts import Font, find_font, missing_glyphs

if TYPE_CHECKING:
    from matplotlib.figure import Figure

WIDTH: Final = 210.0
HEIGHT: Final = 297.0
DPI: Final = 200
GREY: Final = "#5c5c5c"
BLACK: Final = "#000000"
POINT: Final = 25.4 / 72
"""Millimetres."""

_INCH: Final = 25.4
_LATIN: Final = 0.58
"""How wide a narrow character is at most, in the height of a wide one."""

_QUIET_ZONE: Final = 4
"""Modules of white around the code, as ISO/IEC 18004 asks for."""


class GlyphMissing(NotFound):
    """The font lacks a character of a name that is to be printed."""


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


def matrix_of(link: str) -> list[list[bool]]:
    """Return the squares of a code, row by row, without the white around them."""
    import segno  # noqa: PLC0415 - only printing needs it

    return [[bool(module) for module in row] for row in segno.make(link, error="m").matrix]


class Page:
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
        colour: str = BLACK,
    ) -> None:
        """Write one line, centred unless said otherwise, smaller if it would not fit."""
        font = self._font.copy()
        font.set_size(min(size, fit / max(ems(text), 1) / POINT))
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
                color=BLACK,
                linewidth=0,
                antialiased=False,
                transform=self.figure.transFigure,
            )
        )

    def line(
        self, begin: tuple[float, float], end: tuple[float, float], *, to_cut: bool = False
    ) -> None:
        """Draw a thin line; one to cut along is broken."""
        from matplotlib.lines import Line2D  # noqa: PLC0415

        across = [begin[0] / WIDTH, end[0] / WIDTH]
        down = [1 - begin[1] / HEIGHT, 1 - end[1] / HEIGHT]
        style: tuple[float, tuple[float, float]] | None = (0, (4, 4)) if to_cut else None
        line = Line2D(across, down, color=GREY, linewidth=0.6, linestyle=style)
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


def file_of(pages: Sequence[Page], ending: str) -> bytes:
    """Return sheets as a file; a PNG holds the first.

    Raises:
        BadOption: The ending is neither `.pdf` nor `.png`.
    """
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


def ems(text: str) -> float:
    """Return how wide a text is, in the height of a wide character."""
    return sum(
        1 if unicodedata.east_asian_width(character) in "WFA" else _LATIN for character in text
    )


def wrapped(text: str, size: float, room: float) -> Iterator[str]:
    """Break a text into lines; Chinese between any two characters, else between words."""
    line = ""
    for piece in _pieces(text):
        if line and ems(line + piece) * size * POINT > room:
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
