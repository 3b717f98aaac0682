"""From the answers of a closed wave to the figures that may leave; pure.

Everything that shows, prints, draws or exports figures takes them from here, so what is
hidden is hidden everywhere alike. The groups are the grades and the whole school.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from bot.surveys.anonymity import Limits, hidden_groups, may_show_comments, may_show_total
from bot.surveys.measures import Measure, measures
from bot.surveys.model import Answer, Wave
from bot.surveys.statistics import Share, shares

Tally = Mapping[Answer, int]
"""How often each answer was given."""

Counts = Mapping[int, Mapping[int, int]]
"""For one measure: by grade, how often each place was answered."""


@dataclass(frozen=True)
class Figure:
    """What a group said to one question.

    Attributes:
        n: How many answered it; None if that is hidden.
        shares: One for each answer, in order; empty if hidden.
    """

    id: str
    answers: tuple[str, ...]
    n: int | None
    shares: tuple[Share, ...]

    @property
    def is_hidden(self) -> bool:
        """Whether too few answered."""
        return self.n is None


@dataclass(frozen=True)
class GroupFigures:
    """The figures of one group.

    Attributes:
        grade: The grade; None for the whole school.
        n: How many families; None if the group is hidden.
        figures: One for each measure, in order; hidden ones included.
    """

    grade: int | None
    n: int | None
    figures: tuple[Figure, ...]

    @property
    def id(self) -> str:
        """The group's name for scripts."""
        return "school" if self.grade is None else f"grade-{self.grade}"

    @property
    def is_hidden(self) -> bool:
        """Whether too few families stand behind it."""
        return self.n is None


@dataclass(frozen=True)
class Results:
    """All that may be known of a closed wave.

    Attributes:
        responses: How many families answered; None if fewer than the smallest group.
        groups: The whole school first, then the grades in order.
        comments: In random order; empty if there are too few to be shown.
    """

    wave: Wave
    limits: Limits
    responses: int | None
    groups: tuple[GroupFigures, ...]
    comments: tuple[str, ...]


def results_of(wave: Wave, tally: Tally, comments: Sequence[str], limits: Limits) -> Results:
    """Work out the figures of a closed wave.

    Args:
        wave: The wave.
        tally: Its answers, counted.
        comments: Its comments in random order.
        limits: The smallest groups that may be shown.
    """
    sizes: Counter[int] = Counter()
    for answer, count in tally.items():
        sizes[answer.grade] += count
    shown = tuple(comments) if may_show_comments(len(comments), limits) else ()
    if not may_show_total(sizes, limits.figures):
        school = _group(None, None, [_hidden(measure) for measure in measures(wave.survey)])
        return Results(wave, limits, None, (school,), shown)
    hidden = hidden_groups(sizes, limits.figures)
    by_measure = [
        _figures(measure, _counts(measure, tally), hidden, limits.figures)
        for measure in measures(wave.survey)
    ]
    school = _group(None, sizes.total(), [figures[None] for figures in by_measure])
    grades = [
        _group(
            grade,
            None if grade in hidden else sizes[grade],
            [figures[grade] for figures in by_measure],
        )
        for grade in sorted(sizes)
    ]
    return Results(wave, limits, sizes.total(), (school, *grades), shown)


def _counts(measure: Measure, tally: Tally) -> Counts:
    found: dict[int, Counter[int]] = {}
    for answer, count in tally.items():
        places = found.setdefault(answer.grade, Counter())
        place = measure.of(answer.choices)
        if place is not None:
            places[place] += count
    return found


def _figures(
    measure: Measure, counts: Counts, hidden: frozenset[int], smallest: int
) -> dict[int | None, Figure]:
    """Return a measure's figures by grade, with the whole school under None."""
    answered = {grade: sum(places.values()) for grade, places in counts.items()}
    hidden = hidden_groups(answered, smallest, hidden)
    found: dict[int | None, Figure] = {
        grade: _hidden(measure) if grade in hidden else _figure(measure, places)
        for grade, places in counts.items()
    }
    total: Counter[int] = Counter()
    for places in counts.values():
        total.update(places)
    may_show = may_show_total(answered, smallest)
    found[None] = _figure(measure, total) if may_show else _hidden(measure)
    return found


def _figure(measure: Measure, places: Mapping[int, int]) -> Figure:
    counts = [places.get(place, 0) for place in range(len(measure.answers))]
    return Figure(measure.id, measure.answers, sum(counts), tuple(shares(counts)))


def _hidden(measure: Measure) -> Figure:
    return Figure(measure.id, measure.answers, None, ())


def _group(grade: int | None, n: int | None, figures: Sequence[Figure]) -> GroupFigures:
    return GroupFigures(grade, n, tuple(figures))
