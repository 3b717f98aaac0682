"""Draws survey figures with Matplotlib, in inches from the upper left corner of a sheet.

Answers are shades of one colour from light to dark, so the picture reads the same printed in
grey and to colour-blind eyes; a hidden group is hatched and says so, which nobody can mistake
for zero. Lines differ by dashes and by the shape of their points.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from bot.fonts import Font
from bot.surveys.showing.picture import Panel, percent, width_of, wrapped

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure
    from matplotlib.font_manager import FontProperties

WIDTH: Final = 8.27
"""Inches, as wide as A4; all lengths here are inches unless they say otherwise."""

DPI: Final = 150
EDGE: Final = 0.45
LABELS: Final = 1.6
ROW: Final = 0.36
LINE: Final = 0.26
HEAD: Final = 0.85
GAP: Final = 0.32
SWATCH: Final = 0.15
QUESTION_WIDTH: Final = 82
"""Half-widths in a line of a question."""

HALF_WIDTH: Final = 0.069
"""How wide a Latin letter of the legend is at most; a Chinese character is twice that."""

APART: Final = 0.25
"""Rows between the bar of the whole school and those of the grades."""

READABLE_SHARE: Final = 0.06
"""A narrower piece of a bar has no room for its figure."""

LIGHTEST, DARKEST = (0.87, 0.92, 0.96), (0.05, 0.20, 0.36)
DARK: Final = 0.55
TEXT_COLOUR, QUIET_COLOUR = "#1c1c1c", "#5c5c5c"
Colour = tuple[float, float, float]


@dataclass(frozen=True)
class Layout:
    """Where a panel stands, measured from the picture's upper edge.

    Attributes:
        question: Its lines.
        legend: For each answer, how far from the left and in which line it stands.
    """

    panel: Panel
    question: tuple[str, ...]
    legend: tuple[tuple[float, int], ...]
    top: float

    @property
    def head(self) -> float:
        """Room for question and legend."""
        return (len(self.question) + self.legend[-1][1] + 1) * LINE + 0.1

    @property
    def bottom(self) -> float:
        """Where its last bar ends."""
        return self.top + self.head + (len(self.panel.bars) + APART) * ROW


def laid_out(panel: Panel, top: float) -> Layout:
    """Give a panel its place."""
    question = tuple(wrapped(panel.question, QUESTION_WIDTH))
    return Layout(panel, question, tuple(_legend(panel.answers)), top)


def shades(count: int) -> list[Colour]:
    """Return as many shades as there are answers, from light to dark; one alone is dark."""
    if count == 1:
        return [DARKEST]
    steps = [place / max(count - 1, 1) for place in range(count)]
    return [
        tuple(light + (dark - light) * step for light, dark in zip(LIGHTEST, DARKEST, strict=True))  # type: ignore[misc]
        for step in steps
    ]


class Pen:
    """Draws on one sheet, in inches from its upper left corner."""

    def __init__(self, figure: Figure, height: float, font: Font) -> None:
        # Imported on use, so that importing this module costs the service nothing.
        from matplotlib.font_manager import FontPath, FontProperties  # noqa: PLC0415

        self.figure = figure
        self._height = height
        self._font = FontProperties(fname=FontPath(str(font.path), font.face))

    def text(
        self,
        left: float,
        base: float,
        text: str,
        size: float = 11,
        colour: str = TEXT_COLOUR,
        *,
        right: bool = False,
        fit: float = WIDTH,
    ) -> None:
        """Write one line from here, or up to here, smaller if it would be longer than `fit`."""
        ems = max(width_of(text), 1) / 2
        self.figure.text(
            left / WIDTH,
            1 - base / self._height,
            text,
            fontproperties=self.sized(min(size, fit * 72 / ems)),
            color=colour,
            ha="right" if right else "left",
            va="baseline",
            parse_math=False,
        )

    def rule(self, left: float, right: float, at: float) -> None:
        """Draw a thin line across."""
        self._line((left, right), at, {"color": QUIET_COLOUR, "linewidth": 0.6})

    def key(self, left: float, at: float, length: float, look: Mapping[str, object]) -> None:
        """Draw a piece of a line with one of its points in the middle."""
        self._line((left, left + length / 2, left + length), at, {**look, "markevery": [1]})

    def axes(self, left: float, top: float, width: float, height: float) -> Axes:
        """Make room for a plot."""
        low = 1 - (top + height) / self._height
        place = (left / WIDTH, low, width / WIDTH, height / self._height)
        return self.figure.add_axes(place)

    def sized(self, size: float) -> FontProperties:
        """Return the font in a size."""
        font = self._font.copy()
        font.set_size(size)
        return font

    def _line(self, across: Sequence[float], at: float, look: Mapping[str, object]) -> None:
        from matplotlib.lines import Line2D  # noqa: PLC0415

        places = [left / WIDTH for left in across]
        line = Line2D(places, [1 - at / self._height] * len(places))
        line.set(**look)
        self.figure.add_artist(line)

    def panel(self, layout: Layout, hidden: str) -> None:
        """Draw a question with a bar for each group."""
        for place, line in enumerate(layout.question):
            self.text(EDGE, layout.top + (place + 0.75) * LINE, line, size=12)
        self._legend(layout)
        axes = self._axes(layout)
        for place, bar in enumerate(layout.panel.bars):
            if bar.shares is None:
                self._hidden_bar(axes, _row(place), hidden)
            else:
                self._bar(axes, _row(place), bar.shares)

    def _axes(self, layout: Layout) -> Axes:
        bars = layout.panel.bars
        rows = len(bars) + APART
        wide = WIDTH - LABELS - 2 * EDGE
        axes = self.axes(EDGE + LABELS, layout.top + layout.head, wide, rows * ROW)
        axes.set(xlim=(0, 1), ylim=(rows - 0.5, -0.5), xticks=[])
        axes.set_yticks([_row(place) for place in range(len(bars))], [bar.label for bar in bars])
        for label in axes.get_yticklabels():
            label.set(fontproperties=self.sized(10), color=TEXT_COLOUR, parse_math=False)
        axes.tick_params(length=0)
        axes.spines[:].set_visible(b=False)
        return axes

    def _legend(self, layout: Layout) -> None:
        first = layout.top + len(layout.question) * LINE
        answers, colours = layout.panel.answers, shades(len(layout.panel.answers))
        for answer, colour, (left, line) in zip(answers, colours, layout.legend, strict=True):
            base = first + (line + 0.72) * LINE
            self._swatch(left, base, colour)
            self.text(left + SWATCH + 0.06, base, answer, 9.5, QUIET_COLOUR)

    def _swatch(self, left: float, base: float, colour: Colour) -> None:
        from matplotlib.patches import Rectangle  # noqa: PLC0415

        corner = (left / WIDTH, 1 - base / self._height)
        patch = Rectangle(
            corner,
            SWATCH / WIDTH,
            0.13 / self._height,
            facecolor=colour,
            edgecolor=QUIET_COLOUR,
            linewidth=0.5,
        )
        self.figure.add_artist(patch)

    def _bar(self, axes: Axes, row: float, shares: tuple[float, ...]) -> None:
        left = 0.0
        for share, colour in zip(shares, shades(len(shares)), strict=True):
            axes.barh(row, share, 0.7, left, color=colour, edgecolor="white", linewidth=0.8)
            is_alone, has_room = len(shares) == 1, share >= READABLE_SHARE
            if has_room or is_alone:
                # A bar alone on its row has all the room beside it.
                axes.text(
                    left + share / 2 if has_room else share + 0.01,
                    row,
                    percent(share),
                    ha="center" if has_room else "left",
                    va="center_baseline",
                    color="white" if has_room and sum(colour) / 3 < DARK else TEXT_COLOUR,
                    fontproperties=self.sized(9),
                )
            left += share
        axes.barh(row, 1, 0.7, 0, fill=False, edgecolor=QUIET_COLOUR, linewidth=0.5)

    def _hidden_bar(self, axes: Axes, row: float, hidden: str) -> None:
        axes.barh(row, 1, 0.7, 0, color="white", edgecolor="#bdbdbd", hatch="////", linewidth=0.5)
        axes.text(
            0.5,
            row,
            hidden,
            ha="center",
            va="center_baseline",
            color=QUIET_COLOUR,
            fontproperties=self.sized(9),
            bbox={"facecolor": "white", "edgecolor": "none", "pad": 2},
        )


def _legend(answers: Sequence[str]) -> Iterator[tuple[float, int]]:
    """Set the answers one after another, and on the next line what has no more room."""
    left, line = EDGE, 0
    for answer in answers:
        wide = SWATCH + 0.06 + width_of(answer) * HALF_WIDTH
        if left > EDGE and left + wide > WIDTH - EDGE:
            left, line = EDGE, line + 1
        yield left, line
        left += wide + 0.32


def _row(place: int) -> float:
    """Return where a bar stands; the first, the whole school, a little apart."""
    return place + (APART if place else 0)
