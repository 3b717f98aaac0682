"""Figures as the service works them out, from answers that a test makes up."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

from bot.surveys.figures.counting import counted
from bot.surveys.figures.results import EVERYTHING, Asked, Results, from_tables
from bot.surveys.hiding.anonymity import NOTHING, Limits, Table, Told, shown_together
from bot.surveys.hiding.exposure import Group
from bot.surveys.model import Answer, Wave


def results_of(
    wave: Wave,
    tally: Mapping[Answer, int],
    comments: Sequence[str],
    limits: Limits,
    asked: Asked = EVERYTHING,
) -> Results:
    """Return the figures of a wave in which each answer was given so many times."""
    answers = "".join(f"{one.grade}{one.choices}" * count for one, count in tally.items())
    return from_tables(wave, counted(wave.survey, answers), comments, limits, asked)


def shown_groups(
    table: Table, wanted: Collection[Group], limits: Limits, told: Told = NOTHING
) -> frozenset[Group]:
    """Return which groups may leave of a question that belongs to no other."""
    return shown_together([table], wanted, limits, [told])
