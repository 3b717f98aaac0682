"""The figures of a whole district: one row a question, summed over its schools. Pure.

There are no grades and no schools in it, so a district's export can neither be held against
another school's nor rank anybody.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import replace

from bot.surveys.figures.measures import Measure, measures
from bot.surveys.figures.results import ANSWERED, Figure, GroupFigures, Results, Shown
from bot.surveys.figures.statistics import mean, shares
from bot.surveys.hiding.anonymity import Limits, Table
from bot.surveys.model import Wave

Tables = Mapping[int, Mapping[str, Table]]
"""By wave, then by measure: how its grades answered."""


def totals(waves: Collection[int], tables: Tables, measure: str) -> tuple[int, ...]:
    """Add up what all grades of some waves answered."""
    rows = [tables[wave][measure].of(tables[wave][measure].everybody) for wave in sorted(waves)]
    return tuple(map(sum, zip(*(row for row in rows if row), strict=True)))


def district_of(
    waves: Collection[Wave], tables: Tables, limits: Limits, told: Collection[str]
) -> Results:
    """Put the totals over some schools together.

    Args:
        waves: The waves, one of each school, of the same questions.
        tables: Their answers, counted.
        limits: The smallest groups that may be shown.
        told: The measures whose totals may leave.

    Returns:
        Figures with one group. Its wave stands for all of them: the newest one's number, the
        earliest opening, the latest closing, and as many asked as in all together.
    """
    group = frozenset(int(wave.id) for wave in waves)
    newest = max(waves, key=lambda wave: wave.id)
    invited = sum(wave.invited for wave in waves)
    wave = replace(
        newest,
        invited=invited,
        opened_at=min(each.opened_at for each in waves),
        closed_at=max(each.closed_at for each in waves if each.closed_at),
    )
    counts = {measure: totals(group, tables, measure) for measure in told}
    listed = [ANSWERED, *(each.id for each in measures(newest.survey))]
    n = counts[ANSWERED][0] if ANSWERED in counts else None
    figures = tuple(
        _figure(measure, counts.get(measure.id), invited) for measure in measures(newest.survey)
    )
    return Results(
        wave,
        limits,
        n,
        (GroupFigures(None, n, figures, invited, schools=len(waves)),),
        (),
        shown=tuple(Shown(name, group, counts[name]) for name in listed if name in counts),
    )


def _figure(measure: Measure, counts: tuple[int, ...] | None, invited: int) -> Figure:
    if counts is None:
        return Figure(measure.id, measure.answers, None, ())
    n = sum(counts)
    population = invited if measure.is_for_all else None
    points = measure.points
    return Figure(
        measure.id,
        measure.answers,
        n,
        tuple(shares(counts, population)),
        mean=mean(counts, points, population) if points else None,
    )
