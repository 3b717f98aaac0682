"""Draws one chart: values as JSON on standard input, a PNG on standard output.

A process of its own, started by `charts.py`. Answers are shades of one colour from light
to dark, so the picture reads the same printed in grey and to colour-blind eyes; a hidden
group is hatched and says so, which nobody can mistake for zero.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from io import BytesIO
from typing import TYPE_CHECKING, Final

from bot.fonts import Font, FontMissing, find_font, missing_glyphs
from bot.surveys.showing.picture import Chart, Panel, chart_from, width_of, without, wrapped

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

WIDTH: Final = 9.0
"""Inches; all lengths here are inches unless they say otherwise."""

DPI: Final = 150
EDGE: Final = 0.35
LABELS: Final = 1.75
ROW: Final = 0.36
LINE: Final = 0.26
HEAD: Final = 0.85
GAP: Final = 0.32
SWATCH: Final = 0.15
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


def render(chart: Chart, font: Font) -> bytes:
    """Draw a chart as PNG.

    Args:
        chart: What stands in it; characters the font lacks are left out.
        font: What its text is drawn with.
    """
    # Imported on use, so that importing this module costs the service nothing.
    from matplotlib.figure import Figure  # noqa: PLC0415

    layouts = list(_laid_out(chart))
    note = list(wrapped(chart.note, 96))
    height = (layouts[-1].bottom if layouts else HEAD) + GAP + len(note) * LINE + EDGE
    figure = Figure(figsize=(WIDTH, height), dpi=DPI, facecolor="white")
    pen = _Pen(figure, height, font)
    pen.text(EDGE, EDGE + 0.2, chart.title, size=17)
    for layout in layouts:
        pen.panel(layout, chart.hidden)
    for place, line in enumerate(note):
        pen.text(EDGE, height - EDGE - (len(note) - 1 - place) * LINE, line, 9, QUIET_COLOUR)
    buffer = BytesIO()
    figure.savefig(buffer, format="png", metadata={"Software": None})
    return buffer.getvalue()


def shades(count: int) -> list[Colour]:
    """Return as many shades as there are answers, from light to dark."""
    steps = [place / max(count - 1, 1) for place in range(count)]
    return [
        tuple(light + (dark - light) * step for light, dark in zip(LIGHTEST, DARKEST, strict=True))  # type: ignore[misc]
        for step in steps
    ]


def main() -> int:
    """Read a chart, write its picture; complain in one sentence."""
    chart = chart_from(json.load(sys.stdin))
    try:
        font = find_font()
    except FontMissing as error:
        sys.stderr.write(f"{error}\n")
        return 1
    sys.stdout.buffer.write(render(without(chart, missing_glyphs(chart.texts(), font)), font))
    return 0


class _Pen:
    """Draws into one picture, in inches from its upper left corner."""

    def __init__(self, figure: Figure, height: float, font: Font) -> None:
        from matplotlib.font_manager import FontPath, FontProperties  # noqa: PLC0415

        self._figure = figure
        self._height = height
        self._font = FontProperties(fname=FontPath(str(font.path), font.face))

    def text(
        self, left: float, base: float, text: str, size: float = 11, colour: str = TEXT_COLOUR
    ) -> None:
        self._figure.text(
            left / WIDTH,
            1 - base / self._height,
            text,
            fontproperties=self._sized(size),
            color=colour,
            va="baseline",
            parse_math=False,
        )

    def panel(self, layout: Layout, hidden: str) -> None:
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
        axes = self._figure.add_axes(
            (
                (EDGE + LABELS) / WIDTH,
                1 - layout.bottom / self._height,
                (WIDTH - LABELS - 2 * EDGE) / WIDTH,
                rows * ROW / self._height,
            )
        )
        axes.set(xlim=(0, 1), ylim=(rows - 0.5, -0.5), xticks=[])
        axes.set_yticks([_row(place) for place in range(len(bars))], [bar.label for bar in bars])
        for label in axes.get_yticklabels():
            label.set(fontproperties=self._sized(10), color=TEXT_COLOUR, parse_math=False)
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
        self._figure.add_artist(patch)

    def _bar(self, axes: Axes, row: float, shares: tuple[float, ...]) -> None:
        left = 0.0
        for share, colour in zip(shares, shades(len(shares)), strict=True):
            axes.barh(row, share, 0.7, left, color=colour, edgecolor="white", linewidth=0.8)
            if share >= READABLE_SHARE:
                axes.text(
                    left + share / 2,
                    row,
                    f"{share:.0%}",
                    ha="center",
                    va="center_baseline",
                    color="white" if sum(colour) / 3 < DARK else TEXT_COLOUR,
                    fontproperties=self._sized(9),
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
            fontproperties=self._sized(9),
            bbox={"facecolor": "white", "edgecolor": "none", "pad": 2},
        )

    def _sized(self, size: float) -> object:
        font = self._font.copy()
        font.set_size(size)
        return font


def _laid_out(chart: Chart) -> Iterator[Layout]:
    top = HEAD
    for panel in chart.panels:
        question = tuple(wrapped(panel.question, 78))
        layout = Layout(panel, question, tuple(_legend(panel.answers)), top)
        yield layout
        top = layout.bottom + GAP


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


if __name__ == "__main__":
    sys.exit(main())
