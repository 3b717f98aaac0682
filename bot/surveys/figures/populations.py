"""How many were asked, so that intervals know how much is left to chance; pure.

Where each child has an answer of its own, every grade's children were counted when the survey was
opened. A family with children in two grades answers once, for whichever of them it chooses: it
belongs to both grades until it has answered. So in a survey of families only the whole school
has a number that is known without looking at who answered, and a grade has none. Without a
number an interval is that of an endless population: wider than need be, never too narrow.
"""

from __future__ import annotations

from collections.abc import Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass

from bot.surveys.figures.measures import Measure
from bot.surveys.model import Wave
from bot.surveys.questions.schema import Unit


@dataclass(frozen=True)
class Population:
    """Whom a wave asked.

    Attributes:
        wave: The wave.
        by_grade: How many children of each grade; empty if that is not known.
        chosen: The grades somebody wants to see; empty for the whole school.
    """

    wave: Wave
    by_grade: Mapping[int, int]
    chosen: AbstractSet[int] = frozenset()

    def of(self, grade: int | None, measure: Measure | None = None) -> int | None:
        """Return how many were asked; fewer than answered if families joined later.

        Args:
            grade: The grade; None for all grades that somebody wants to see.
            measure: What they were asked; None for the survey as such.

        Returns:
            None if that is not known.
        """
        if grade is None and not self.chosen and (measure is None or measure.is_for_all):
            return self.wave.invited
        if self.wave.survey.unit is Unit.FAMILY:
            return None
        if grade is not None:
            return self.by_grade.get(grade)
        grades = self.chosen or self.by_grade.keys()
        asked = [
            count
            for each, count in self.by_grade.items()
            if each in grades and (measure is None or measure.asks(each))
        ]
        return sum(asked) or None
