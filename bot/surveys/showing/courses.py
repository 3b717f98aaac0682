"""Draws how shares went over the waves: one line an answer, with the interval at each point."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from math import nan
from typing import TYPE_CHECKING, Final

from bot.surveys.showing.pen import (
    EDGE,
    HALF_WIDTH,
    LINE,
    QUESTION_WIDTH,
    QUIET_COLOUR,
    TEXT_COLOUR,
    WIDTH,
    Pen,
)
from bot.surveys.showing.picture import Course, Line, width_of, wrapped

if TYPE_CHECKING:
    from matplotlib.axes import Axes

HEIGHT: Final = 1.9
"""Of the axes; all lengths are inches."""

FOOT: Final = 0.35
"""Room for the waves' names under the axes."""

SCALE: Final = 0.5
"""Room for the percentages left of the axes."""

KEY: Final = 0.5
"""How long the piece of line before an answer's name is."""

POINTS: Final = ("o", "s", "^", "D", "v", "P", "X", "<", ">")
DASHES: Final = ("-", "--", "-.", ":")
SHADES: Final = ("#0d335c", "#4f7396", "#1c1c1c", "#7a7a7a")
MOST_NAMED: Final = 6
"""Waves whose names have room under the axes; of more every second or third is named."""


@dataclass(frozen=True)
class Plot:
    """A question's course with its place on the sheet."""

    course: Course
    top: float

    @property
    def question(self) -> list[str]:
        """The question's lines."""
        return list(wrapped(self.course.question, QUESTION_WIDTH))

    @property
    def bottom(self) -> float:
        """Where it ends."""
        _, line = list(self._keys())[-1]
        return self.top + (len(self.question) + line + 1) * LINE + HEIGHT + FOOT + 0.1

    def draw(self, pen: Pen) -> None:
        """Draw it."""
        for place, line in enumerate(self.question):
            pen.text(EDGE, self.top + (place + 0.75) * LINE, line, size=12)
        head = self.top + len(self.question) * LINE
        keys = list(self._keys())
        for place, (left, row) in enumerate(keys):
            base = head + (row + 0.72) * LINE
            pen.key(left, base - 0.05, KEY, _look(place))
            name = self.course.lines[place].answer
            pen.text(left + KEY + 0.06, base, name, 9.5, QUIET_COLOUR)
        top = head + (keys[-1][1] + 1) * LINE + 0.1
        axes = pen.axes(EDGE + SCALE, top, WIDTH - 2 * EDGE - SCALE, HEIGHT)
        self._scale(axes, pen)
        for place, answer in enumerate(self.course.lines):
            _draw_line(axes, place, answer)

    def _scale(self, axes: Axes, pen: Pen) -> None:
        count = len(self.course.waves)
        highest = max(
            (high for line in self.course.lines for _, _, high in filter(None, line.points)),
            default=1.0,
        )
        steps = [step / 4 for step in range(5) if (step - 1) / 4 < highest]
        axes.set(xlim=(-0.4, count - 0.6), ylim=(0, steps[-1]))
        named = range(0, count, -(-count // MOST_NAMED))
        axes.set_xticks(list(named), [self.course.waves[place] for place in named])
        axes.set_yticks(steps, [f"{step:.0%}" for step in steps])
        for label in (*axes.get_xticklabels(), *axes.get_yticklabels()):
            label.set(fontproperties=pen.sized(9), color=TEXT_COLOUR, parse_math=False)
        axes.grid(visible=True, axis="y", color="#d9d9d9", linewidth=0.6)
        axes.set_axisbelow(True)
        axes.tick_params(length=0)
        axes.spines[["top", "right", "left"]].set_visible(b=False)

    def _keys(self) -> Iterator[tuple[float, int]]:
        """Set the answers one after another, and on the next line what has no more room."""
        left, row = EDGE, 0
        for line in self.course.lines:
            wide = KEY + 0.06 + width_of(line.answer) * HALF_WIDTH
            if left > EDGE and left + wide > WIDTH - EDGE:
                left, row = EDGE, row + 1
            yield left, row
            left += wide + 0.3


def _draw_line(axes: Axes, place: int, line: Line) -> None:
    look = _look(place)
    at = range(len(line.points))
    [course] = axes.plot(at, [point[0] if point else nan for point in line.points])
    course.set(**look)
    for where, point in zip(at, line.points, strict=True):
        if point is not None:
            # A little to the side for each answer, so that intervals do not cover each other.
            beside = where + (place % 5 - 2) * 0.02
            axes.vlines(beside, point[1], point[2], colors=str(look["color"]), linewidth=0.8)


def _look(place: int) -> dict[str, object]:
    return {
        "marker": POINTS[place % len(POINTS)],
        "linestyle": DASHES[place % len(DASHES)],
        "color": SHADES[place % len(SHADES)],
        "linewidth": 1.4,
        "markersize": 5,
    }
