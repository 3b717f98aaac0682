"""From the answers of a closed wave to the figures that may leave; pure.

Everything that shows, prints, draws or exports figures takes them from here, so what is
hidden is hidden everywhere alike. The groups are the grades and the whole school, or the
grades somebody asks for. What is derived later (weights, trends, shares above a limit) is
computed from these figures alone and so cannot tell more than they do.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from typing import Final

from bot.surveys.figures.measures import Measure, measures
from bot.surveys.figures.populations import Population
from bot.surveys.figures.statistics import Estimate, Share, mean, shares
from bot.surveys.hiding.anonymity import (
    NOTHING,
    Limits,
    Table,
    Told,
    may_show_comments,
    nearly_all,
    shown_together,
)
from bot.surveys.hiding.exposure import Group
from bot.surveys.hiding.numbers import Numbers, Question
from bot.surveys.model import Wave

ANSWERED: Final = "answered"
"""The name of the table that only counts who answered; no question can be called so, too."""


@dataclass(frozen=True)
class Figure:
    """What a group said to one question.

    Attributes:
        n: How many answered it; None if that is hidden.
        shares: One for each answer, in order; empty if hidden.
        nearly: The answer that all gave but perhaps one, where only that is told.
        missing: How many of the group passed over it; None if hidden.
        mean: The mean of a scale's points.
    """

    id: str
    answers: tuple[str, ...]
    n: int | None
    shares: tuple[Share, ...]
    nearly: str | None = None
    missing: int | None = None
    mean: Estimate | None = None

    @property
    def is_hidden(self) -> bool:
        """Whether it may not be shown."""
        return self.n is None


@dataclass(frozen=True)
class GroupFigures:
    """The figures of one group.

    Attributes:
        grade: The grade; None for the whole school, or all grades that were asked for.
        n: How many answers; None if the group is hidden.
        figures: One for each measure, in order; hidden ones included.
        invited: How many were asked; None if that is not known.
        chosen: The grades that were asked for; empty for the whole school and for one grade.
        schools: How many schools it is the sum of; 0 for one school.
    """

    grade: int | None
    n: int | None
    figures: tuple[Figure, ...]
    invited: int | None = None
    chosen: frozenset[int] = frozenset()
    schools: int = 0

    @property
    def id(self) -> str:
        """The group's name for scripts."""
        if self.schools:
            return "district"
        if self.chosen:
            return "grades-" + "-".join(map(str, sorted(self.chosen)))
        return "school" if self.grade is None else f"grade-{self.grade}"

    @property
    def is_hidden(self) -> bool:
        """Whether too few families stand behind it."""
        return self.n is None

    @property
    def rate(self) -> float | None:
        """Which part of those asked has answered."""
        return min(1.0, self.n / self.invited) if self.n is not None and self.invited else None


@dataclass(frozen=True)
class Shown:
    """One published row: the counts of some grades, as somebody may keep them."""

    measure: str
    group: Group
    counts: tuple[int, ...]


@dataclass(frozen=True)
class Results:
    """All that may be known of a closed wave.

    Attributes:
        responses: How many answered; None if fewer than the smallest group.
        groups: The whole school first, then the grades in order.
        comments: In random order; empty if there are too few to be shown.
        grades: The grades somebody asked for; empty for all.
        invited: How many were asked in each grade; empty if that is not known.
        shown: What stands in it, row by row, for the record of what has left.
    """

    wave: Wave
    limits: Limits
    responses: int | None
    groups: tuple[GroupFigures, ...]
    comments: tuple[str, ...]
    grades: frozenset[int] = frozenset()
    invited: Mapping[int, int] = field(default_factory=dict)
    shown: tuple[Shown, ...] = ()

    @property
    def digest(self) -> str:
        """SHA-256 over what is shown, in hexadecimal; stands in every export and the account."""
        plain = [[row.measure, sorted(row.group), list(row.counts)] for row in self.shown]
        return hashlib.sha256(json.dumps([self.wave.id, plain]).encode()).hexdigest()


@dataclass(frozen=True)
class Asked:
    """What somebody wants to see, and what is known besides the answers.

    Attributes:
        grades: Only these grades; empty for the whole school.
        told: What has left before, by measure.
        invited: How many were asked in each grade; empty if that is not known.
    """

    grades: AbstractSet[int] = frozenset()
    told: Mapping[str, Told] = field(default_factory=dict)
    invited: Mapping[int, int] = field(default_factory=dict)


EVERYTHING: Final = Asked()


def from_tables(
    wave: Wave,
    tables: Mapping[str, Table],
    comments: Sequence[str],
    limits: Limits,
    asked: Asked = EVERYTHING,
) -> Results:
    """Work out the figures of a closed wave.

    Args:
        wave: The wave.
        tables: Its answers, counted; see `counting.counted`.
        comments: Its comments in random order.
        limits: The smallest groups that may be shown.
        asked: Which grades, and what is known besides.
    """
    everybody = tables[ANSWERED].everybody
    whole = everybody & asked.grades if asked.grades else everybody
    wanted = [whole, *(frozenset({grade}) for grade in sorted(whole))]
    population = Population(wave, asked.invited, asked.grades)
    builder = _Builder(tables, limits, asked, population)
    groups = builder.decide([ANSWERED], wanted)
    texts = tuple(comments) if may_show_comments(len(comments), limits) else ()
    listed: list[int | None] = [None]
    responses = None
    if whole in groups:
        responses = tables[ANSWERED].of(whole)[0]
        listed += sorted(whole)
    counted = measures(wave.survey)
    left = [group for group in wanted if group in groups]
    for family in dict.fromkeys(measure.family for measure in counted):
        builder.decide([each.id for each in counted if each.family == family], left)
    figures = [builder.figures(measure, left, whole) for measure in counted]
    found = []
    for grade in listed:
        group = whole if grade is None else frozenset({grade})
        n = tables[ANSWERED].of(group)[0] if group in groups else None
        mine = tuple(by_group[grade] for by_group in figures)
        chosen = frozenset(asked.grades) if grade is None else frozenset()
        found.append(GroupFigures(grade, n, mine, population.of(grade), chosen))
    return Results(
        wave,
        limits,
        responses,
        tuple(found),
        texts,
        frozenset(asked.grades),
        dict(asked.invited),
        tuple(builder.rows),
    )


class _Builder:
    """Puts figures together, and keeps account of what it shows."""

    def __init__(
        self, tables: Mapping[str, Table], limits: Limits, asked: Asked, population: Population
    ) -> None:
        self._tables = tables
        self._limits = limits
        self._asked = asked
        self._population = population
        self._numbers = Numbers(
            {grade: n for grade, (n,) in tables[ANSWERED].counts.items()}, asked.invited
        )
        self._held = {name: asked.told.get(name, NOTHING).groups for name in tables}
        self._shown: dict[str, frozenset[Group]] = {}
        self.rows: list[Shown] = []

    def decide(self, names: Sequence[str], wanted: Sequence[Group]) -> frozenset[Group]:
        """Decide which groups are shown of tables that belong together, and note their rows."""
        tables = [self._tables[name] for name in names]
        told = [self._asked.told.get(name, NOTHING) for name in names]
        before = self._pinned(names, frozenset())
        found = shown_together(
            tables, wanted, self._limits, told, lambda now: self._pinned(names, now) - before
        )
        for name, table in zip(names, tables, strict=True):
            self._shown[name] = found
            self._held[name] |= found
            self.rows += [Shown(name, g, table.of(g)) for g in sorted(found, key=sorted)]
        return found

    def _pinned(self, names: Sequence[str], shown: frozenset[Group]) -> frozenset[Group]:
        """List the hidden numbers of answers that could be guessed if groups were shown, too."""
        held = self._held | {name: self._held[name] | shown for name in names}
        questions = [
            Question(table, held[name])
            for name, table in self._tables.items()
            if name != ANSWERED and held[name]
        ]
        return self._numbers.pinned(held[ANSWERED], questions)

    def figures(
        self, measure: Measure, wanted: Sequence[Group], whole: Group
    ) -> dict[int | None, Figure]:
        """Return a measure's figures by grade, with all grades under None."""
        table = self._tables[measure.id]
        shown = self._shown[measure.id]
        found: dict[int | None, Figure] = {}
        for grade in (None, *sorted(whole)):
            group = whole if grade is None else frozenset({grade})
            cut = group & table.everybody
            is_shown = bool(cut) and group in wanted and cut in shown
            found[grade] = (
                self._figure(measure, grade, cut, is_all=cut == group)
                if is_shown
                else _hidden(measure)
            )
        alone = not self._asked.grades and whole in wanted and not shown
        may_tell = alone and not measure.is_of_scale
        if may_tell and self._asked.told.get(measure.id, NOTHING) == NOTHING:
            most = nearly_all(table, self._limits)
            if most is not None:
                found[None] = _hidden(measure, measure.answers[most])
        return found

    def _figure(
        self, measure: Measure, grade: int | None, group: Group, *, is_all: bool
    ) -> Figure:
        counts = self._tables[measure.id].of(group)
        n = sum(counts)
        # How many of some grades answered at all may only be told where that is shown anyhow.
        missing = self._tables[ANSWERED].of(group)[0] - n if is_all else None
        population = self._population.of(grade, measure)
        points = measure.points
        return Figure(
            measure.id,
            measure.answers,
            n,
            tuple(shares(counts, population)),
            missing=missing,
            mean=mean(counts, points, population) if points else None,
        )


def _hidden(measure: Measure, nearly: str | None = None) -> Figure:
    return Figure(measure.id, measure.answers, None, (), nearly)
