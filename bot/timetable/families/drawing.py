"""Draws a week: values as JSON on standard input, a PNG on standard output.

A process of its own. The picture is as wide as a telephone and as high as it must be; each day
is a row, for a table of five columns cannot be read on a telephone. Lengths are in pixels from
the upper left corner.
"""

from __future__ import annotations

import sys
from collections.abc import Mapping, Sequence
from io import BytesIO
from typing import TYPE_CHECKING, Any, Final

from bot.fonts import Font, missing_glyphs
from bot.printing.page import ems
from bot.printing.program import run

if TYPE_CHECKING:
    from matplotlib.figure import Figure

WIDTH: Final = 1080
EDGE: Final = 48
DPI: Final = 100
_DAY_WIDTH: Final = 270
_TITLE: Final = 150
_NAME: Final = 84
_LINE: Final = 92
_LOW_LINE: Final = 62
_PADDING: Final = 18
_FOOT: Final = 80

INK: Final = "#1f2933"
GREY: Final = "#6b7280"
RULE: Final = "#d9dde3"
HEAD: Final = "#1d4ed8"
TODAY: Final = "#fff7d6"
_TONES: Final[Mapping[str, str]] = {"plain": INK, "changed": "#b45309", "gone": "#9aa1ab"}

Values = Mapping[str, Any]


def render(values: Values, font: Font) -> bytes:
    """Draw a week.

    Args:
        values: As `picture.picture_of` gives them.
        font: What its text is written with; a character it lacks becomes a question mark.
    """
    table = {ord(one): "?" for one in missing_glyphs(_texts(values), font)}
    height = _TITLE + sum(_height(part) for part in values["parts"]) + _FOOT
    sheet = _Sheet(height, font, table)
    sheet.text(EDGE, 88, values["title"], 44, room=WIDTH - 2 * EDGE)
    top = _TITLE
    for part in values["parts"]:
        _draw_part(sheet, part, top)
        top += _height(part)
    sheet.text(EDGE, height - 34, values["note"], 26, colour=GREY, room=WIDTH - 2 * EDGE)
    return sheet.png()


class _Sheet:
    """A picture that is written on in pixels from its upper left corner."""

    def __init__(self, height: int, font: Font, table: Mapping[int, str]) -> None:
        from matplotlib.figure import Figure  # noqa: PLC0415 - only drawing needs it
        from matplotlib.font_manager import FontPath, FontProperties  # noqa: PLC0415

        self._height = height
        self._table = table
        size = (WIDTH / DPI, height / DPI)
        self._figure: Figure = Figure(figsize=size, dpi=DPI, facecolor="white")
        self._font = FontProperties(fname=FontPath(str(font.path), font.face))

    def text(
        self, x: float, base: float, text: str, size: float, *, room: float, colour: str = INK
    ) -> float:
        """Write one line, smaller if it would not fit; return how wide it is."""
        shown = text.translate(self._table)
        fitting = min(size, room / max(ems(shown), 1))
        font = self._font.copy()
        font.set_size(fitting * 72 / DPI)
        place = (x / WIDTH, 1 - base / self._height)
        written = self._figure.text(
            *place, shown, fontproperties=font, color=colour, parse_math=False
        )
        return float(written.get_window_extent().width)

    def box(self, left: float, top: float, size: tuple[float, float], colour: str) -> None:
        """Fill a rectangle."""
        from matplotlib.patches import Rectangle  # noqa: PLC0415

        width, height = size
        corner = (left / WIDTH, 1 - (top + height) / self._height)
        across, down = width / WIDTH, height / self._height
        patch = Rectangle(corner, across, down, color=colour, linewidth=0)
        patch.set_transform(self._figure.transFigure)
        self._figure.add_artist(patch)

    def png(self) -> bytes:
        """Return the picture."""
        buffer = BytesIO()
        self._figure.savefig(buffer, format="png", dpi=DPI, metadata={"Software": None})
        return buffer.getvalue()


def _draw_part(sheet: _Sheet, part: Values, top: float) -> None:
    sheet.box(EDGE, top, (WIDTH - 2 * EDGE, 64), HEAD)
    sheet.text(EDGE + 22, top + 44, part["name"], 34, room=WIDTH - 3 * EDGE, colour="white")
    top += _NAME - 16
    for row in part["rows"]:
        _draw_row(sheet, row, top)
        top += _row_height(row)


def _draw_row(sheet: _Sheet, row: Values, top: float) -> None:
    height = _row_height(row)
    if row["is_today"]:
        sheet.box(EDGE, top, (WIDTH - 2 * EDGE, height), TODAY)
    sheet.box(EDGE, top + height - 2, (WIDTH - 2 * EDGE, 2), RULE)
    left = EDGE + 22
    sheet.text(left, top + 58, row["day"], 31, room=_DAY_WIDTH - 40)
    begin = EDGE + _DAY_WIDTH
    base = top + _PADDING
    for line in row["lines"]:
        _draw_line(sheet, line, begin, base)
        base += _LINE if line["lower"] else _LOW_LINE
    if row["nothing"]:
        sheet.text(begin, base + 40, row["nothing"], 30, room=_right(begin), colour=GREY)


def _draw_line(sheet: _Sheet, line: Values, begin: float, top: float) -> None:
    colour = _TONES[line["tone"]]
    tag = f"【{line['tag']}】" if line["tag"] else ""
    room = _right(begin) - ems(tag) * 28
    width = sheet.text(begin, top + 40, line["upper"], 33, room=room, colour=colour)
    sheet.text(begin + width, top + 40, tag, 28, room=_right(begin), colour=colour)
    if line["tone"] == "gone":
        sheet.box(begin, top + 28, (width, 3), colour)
    sheet.text(begin, top + 78, line["lower"], 26, room=_right(begin), colour=GREY)


def _right(begin: float) -> float:
    return WIDTH - EDGE - 12 - begin


def _height(part: Values) -> int:
    return _NAME + sum(_row_height(row) for row in part["rows"]) + 20


def _row_height(row: Values) -> int:
    lines = sum(_LINE if line["lower"] else _LOW_LINE for line in row["lines"])
    return 2 * _PADDING + lines + (_LOW_LINE if row["nothing"] else 0)


def _texts(values: Values) -> Sequence[str]:
    found = [values["title"], values["note"]]
    for part in values["parts"]:
        found.append(part["name"])
        for row in part["rows"]:
            found += [row["day"], row["nothing"]]
            found += [line[key] for line in row["lines"] for key in ("upper", "lower", "tag")]
    return found


if __name__ == "__main__":
    sys.exit(run(render))
