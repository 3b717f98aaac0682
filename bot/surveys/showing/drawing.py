"""The drawing program: values as JSON on standard input, PNG or PDF on standard output.

A process of its own, started by `charts.py` and `booklets.py`.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping
from io import BytesIO
from typing import Any, Final

from pydantic import TypeAdapter

from bot.fonts import Font, missing_glyphs
from bot.printing.program import run
from bot.surveys.showing.binding import bound
from bot.surveys.showing.courses import Plot
from bot.surveys.showing.pen import (
    DPI,
    EDGE,
    GAP,
    HEAD,
    LINE,
    QUIET_COLOUR,
    WIDTH,
    Layout,
    Pen,
    laid_out,
)
from bot.surveys.showing.picture import (
    Booklet,
    Chart,
    TrendChart,
    texts_in,
    without,
    wrapped,
)

NOTE_WIDTH: Final = 100
"""Half-widths in a line of the note below."""


def render(chart: Chart, font: Font) -> bytes:
    """Draw a chart as PNG."""
    layouts: list[Layout] = []
    top = HEAD
    for panel in chart.panels:
        layouts.append(laid_out(panel, top))
        top = layouts[-1].bottom + GAP
    pen = _sheet(top, chart.title, chart.note, font)
    for layout in layouts:
        pen.panel(layout, chart.hidden)
    return _png(pen)


def render_trend(chart: TrendChart, font: Font) -> bytes:
    """Draw the course of shares as PNG."""
    plots, top = [], HEAD
    for course in chart.courses:
        plots.append(Plot(course, top))
        top = plots[-1].bottom + GAP
    pen = _sheet(top, chart.title, chart.note, font)
    for plot in plots:
        plot.draw(pen)
    return _png(pen)


def drawn(told: Mapping[str, Any], font: Font) -> bytes:
    """Draw what is told of as `kind`; a character the font lacks is left out."""
    values = without(told["values"], missing_glyphs(texts_in(told["values"]), font))
    return _KINDS[told["kind"]](values, font)


_KINDS: Final[dict[str, Callable[[object, Font], bytes]]] = {
    "chart": lambda values, font: render(TypeAdapter(Chart).validate_python(values), font),
    "trend": lambda values, font: render_trend(
        TypeAdapter(TrendChart).validate_python(values), font
    ),
    "booklet": lambda values, font: bound(TypeAdapter(Booklet).validate_python(values), font),
}


def _sheet(bottom: float, title: str, note: str, font: Font) -> Pen:
    """Begin a picture as high as it needs, with its title and the note below."""
    # Imported on use, so that importing this module costs the service nothing.
    from matplotlib.figure import Figure  # noqa: PLC0415

    lines = list(wrapped(note, NOTE_WIDTH))
    height = bottom + len(lines) * LINE + EDGE
    figure = Figure(figsize=(WIDTH, height), dpi=DPI, facecolor="white")
    pen = Pen(figure, height, font)
    pen.text(EDGE, EDGE + 0.2, title, size=17)
    for place, line in enumerate(lines):
        pen.text(EDGE, height - EDGE - (len(lines) - 1 - place) * LINE, line, 9, QUIET_COLOUR)
    return pen


def _png(pen: Pen) -> bytes:
    buffer = BytesIO()
    pen.figure.savefig(buffer, format="png", metadata={"Software": None})
    return buffer.getvalue()


if __name__ == "__main__":
    sys.exit(run(drawn))
