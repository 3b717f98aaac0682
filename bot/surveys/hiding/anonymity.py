"""The only door out: what may be shown of a wave without anyone being recognised. Pure.

A group's figures leave only if enough families stand behind them and not all of them, but
perhaps one, gave the same answer; else everybody would know what each of them said. Hiding
such a group alone does not protect it: whoever subtracts what is shown from the total gets
what is hidden. So it is worked out which sets of grades can be computed from everything
that is shown, and was shown before (`exposure.py`), and groups are hidden, the smallest
first, until each of these sets might be shown itself. `door/door.py` brings the answers here and
hands out nothing but what is decided here.

Sources: thresholds of 5 for figures and 10 for free text, as surveys of parents and health
networks commonly use them; complementary suppression and its audit as in statistical
offices; the rule about equal answers after l-diversity.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from bot.surveys.hiding.exposure import Group, Published, smallest_exposed, tangled

ROUNDED_TO: Final = 5
"""While a wave is open its number of answers is told only in such steps."""

LEAST_OTHERS: Final = 2
"""How many must have answered otherwise than most; one alone would know all the others."""

LEAST_OF_NEARLY_ALL: Final = 100
"""How many must have answered before it is told what nearly all of them chose."""

Counts = Sequence[int]
"""How often each answer was given."""


@dataclass(frozen=True)
class Limits:
    """The smallest groups whose figures and whose texts may leave.

    Attributes:
        figures: The setting `surveys.smallest_group`.
        texts: The setting `surveys.smallest_group_text`.
    """

    figures: int = 5
    texts: int = 10


@dataclass(frozen=True)
class Table:
    """What is asked of one measure: how each grade answered it.

    Attributes:
        counts: By grade; grades that were not asked or did not answer at all are absent.
        is_plain: Whether it only counts answers, so that equal ones tell nothing.
    """

    counts: Mapping[int, Counts]
    is_plain: bool = False

    def of(self, group: Iterable[int]) -> tuple[int, ...]:
        """Add the counts of some grades up."""
        rows = [self.counts[grade] for grade in group if grade in self.counts]
        return tuple(map(sum, zip(*rows, strict=True)))

    @property
    def everybody(self) -> Group:
        """All grades of the table."""
        return frozenset(self.counts)


@dataclass(frozen=True)
class Told:
    """What has left before.

    Attributes:
        groups: The groups of the same table that earlier exports have shown.
        waves: What was shown of the same question in other waves that nearly the same
            families answered a short time ago.
        is_final: Whether nothing may be added to it, because a total over several schools has
            left that would then give this school away.
    """

    groups: frozenset[Group] = frozenset()
    waves: tuple[Published, ...] = ()
    is_final: bool = False


NOTHING: Final = Told()

Pinned = Callable[[frozenset[Group]], Collection[Group]]
"""Tells of which sets of grades a hidden number could be guessed if groups were shown."""


def rounded_down(responses: int) -> int:
    """Return how many answers may be said to have come in so far."""
    return responses - responses % ROUNDED_TO


def is_enough(counts: Counts, smallest: int, *, is_plain: bool = False) -> bool:
    """Say whether enough stand behind counts, and enough of them differ."""
    count = sum(counts)
    return count >= smallest and (is_plain or count - max(counts) >= LEAST_OTHERS)


def shown_together(
    tables: Sequence[Table],
    wanted: Collection[Group],
    limits: Limits,
    told: Sequence[Told],
    pinned: Pinned = lambda _shown: (),
) -> frozenset[Group]:
    """Decide which groups' figures may leave of several tables of the same answers.

    The items of a scale and their sum are such tables: whoever has a group's sum and one item
    knows something of the other item. So each group is shown in all of them or in none. What
    can be computed of any of them is then exactly the sums over those sets of grades that can be
    computed in each, and all of these are held against the limits.

    Args:
        tables: The answers, table by table, with the same grades.
        wanted: The groups somebody asks for; grades that are not in the tables do not count.
        limits: The smallest groups that may be shown.
        told: What has left before, table by table; it is not hidden any more, but nothing may be
            added that makes more of it.
        pinned: What the numbers of answers must not tell, see `numbers.py`.

    Returns:
        The wanted groups, cut to the tables' grades, that may be shown in every table.
    """
    table, *_ = tables
    audits = [_Audit(each, limits, before) for each, before in zip(tables, told, strict=True)]
    cut = {frozenset(group & table.everybody) for group in wanted}
    shown = frozenset(
        group for group in cut if group and all(audit.is_harmless(group) for audit in audits)
    )

    def harmed(shown: frozenset[Group]) -> list[Group]:
        if not shown:
            return []
        return [*(group for audit in audits for group in audit.harmed_by(shown)), *pinned(shown)]

    while bad := harmed(shown):
        shown -= {_given_up(shown, bad, table, harmed)}
    return shown


def nearly_all(table: Table, limits: Limits) -> int | None:
    """Return the answer that all gave but perhaps one, where that is why nothing is shown.

    It is said of the whole school only, and whether there is the one is not said. Of a small
    school it would tell what each of a few known families chose, so there nothing is said.
    """
    counts = table.of(table.everybody)
    least = max(LEAST_OF_NEARLY_ALL, limits.figures)
    if sum(counts) < least or is_enough(counts, limits.figures):
        return None
    return counts.index(max(counts))


def may_show_comments(count: int, limits: Limits) -> bool:
    """Say whether there are enough comments for none to stand out."""
    return count >= limits.texts


class _Audit:
    """Finds what may not be computed from what is shown."""

    def __init__(self, table: Table, limits: Limits, told: Told) -> None:
        self._table = table
        self._smallest = limits.figures
        self._told = told
        self._before = frozenset(g & table.everybody for g in told.groups if g & table.everybody)
        self._known = frozenset(smallest_exposed(self._before)) if self._before else frozenset()
        self._is_tangled = bool(self._before) and bool(tangled(self._before))
        self._never = [not count for count in table.of(table.everybody)]

    def is_harmless(self, group: Group) -> bool:
        """Say whether a group may be shown, if nothing else were."""
        if group in self._known or group in self._before:
            return True
        if self._told.is_final or self._is_tangled:
            return False
        return is_enough(self._table.of(group), self._smallest, is_plain=self._table.is_plain)

    def harmed_by(self, shown: frozenset[Group]) -> list[Group]:
        """List the sets of grades that could be computed or guessed and may not be."""
        exposed = smallest_exposed(shown | self._before)
        alone = {grade for group in exposed if len(group) == 1 for grade in group}
        overlapping = [] if self._is_tangled else tangled(shown | self._before)
        return overlapping + [
            group
            for group in exposed
            if group not in self._known
            and (
                not self.is_harmless(group)
                or self._leaves_nothing(group, alone)
                or self._is_difference(group)
            )
        ]

    def _leaves_nothing(self, group: Group, alone: Collection[int]) -> bool:
        """Say whether hidden grades together never gave an answer that others gave.

        Counts are not negative, so each hidden one would be known to be zero.
        """
        if self._table.is_plain or group <= set(alone):
            return False
        counts = self._table.of(group)
        return any(
            not count and not never for count, never in zip(counts, self._never, strict=True)
        )

    def _is_difference(self, group: Group) -> bool:
        """Say whether a wave a short time ago differs by a few families more or less.

        Where no answer went the other way, the difference is what these few said.
        """
        if self._table.is_plain:
            return False
        counts = self._table.of(group)
        for wave in self._told.waves:
            same = [group & wave.grades]
            if group == self._table.everybody:
                same.append(wave.grades)
            if any(self._is_step(counts, wave.counts_of(each)) for each in same):
                return True
        return False

    def _is_step(self, counts: Counts, before: Counts | None) -> bool:
        if before is None or len(before) != len(counts):
            return False
        steps = [now - then for now, then in zip(counts, before, strict=True)]
        one_way = min(steps) >= 0 or max(steps) <= 0
        return one_way and 0 < abs(sum(steps)) < self._smallest


def _given_up(
    shown: frozenset[Group],
    bad: list[Group],
    table: Table,
    harmed: Callable[[frozenset[Group]], list[Group]],
) -> Group:
    """Choose the group to hide next: the smallest one that helps, the whole school last."""
    ordered = sorted(shown, key=lambda group: (sum(table.of(group)), sorted(group)))
    touching = [group for group in ordered if any(group & one for one in bad)]
    for group in (one for one in touching if one != table.everybody):
        if len(harmed(shown - {group})) < len(bad):
            return group
    return next((one for one in ordered if one != table.everybody), ordered[0])
