"""What the total over several schools may tell, beside what each school has published. Pure.

A district's total is one more published row. Whoever holds it subtracts every school whose own
figure is known; what is left is the sum over the others. So a total may leave only if no other
school is left, or at least two whose remaining sets of grades are large and mixed enough
together, whatever earlier totals over other schools may be subtracted besides.

After a total has left, a school that was among the others must not show more of that question
than it had: its share of the total would come out (`Told.is_final`).
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Final

from bot.surveys.hiding.anonymity import (
    LEAST_OTHERS,
    Counts,
    Limits,
    Table,
    is_enough,
)
from bot.surveys.hiding.exposure import Group, given_away_by_all, smallest_exposed, tangled

LEAST_SCHOOLS: Final = 5
"""Fewer schools make no district: each would know too much of the others."""

_LEAST_UNKNOWN: Final = 2


@dataclass(frozen=True)
class Part:
    """What one school adds to a total that is not known of it by itself.

    Attributes:
        least: How many answers the smallest set of grades has that could be left over.
        differing: How many of such a set at least answered otherwise than most.
        never: The answers that nobody in some such set gave.
    """

    least: int
    differing: int
    never: frozenset[int]


Parts = Mapping[int, Part | None]
"""By the wave's number; None where the school's whole figure is known anyhow."""


def part_of(table: Table, published: frozenset[Group]) -> Part | None:
    """Work out what a school adds to a total.

    Args:
        table: How its grades answered.
        published: The groups of grades whose figures have left.

    Returns:
        None if its whole figure can be computed from what has left.
    """
    everybody = table.everybody
    cut = frozenset(group & everybody for group in published if group & everybody)
    left = given_away_by_all(cut, everybody)
    if not left:
        return None
    counts = [table.of(group) for group in left]
    return Part(
        min(map(sum, counts)),
        min(sum(each) - max(each) for each in counts),
        frozenset(at for each in counts for at, count in enumerate(each) if not count),
    )


def may_be_told(
    now: Group,
    total: Counts,
    parts: Parts,
    before: Collection[Group],
    limits: Limits,
    *,
    is_plain: bool = False,
) -> bool:
    """Say whether a total over schools may leave.

    Args:
        now: The numbers of the waves it is over, one of each school.
        total: The total.
        parts: What each wave adds, those of earlier totals included.
        before: The waves of earlier totals of the same question.
        limits: The smallest groups that may be shown.
        is_plain: Whether it only counts answers, so that equal ones tell nothing.
    """
    if len(now) < LEAST_SCHOOLS or not is_enough(total, limits.figures, is_plain=is_plain):
        return False
    unknown = frozenset(number for number, part in parts.items() if part is not None)
    earlier = frozenset(group & unknown for group in before if group & unknown)
    if not now & unknown:
        return True
    known = set(smallest_exposed(earlier)) if earlier else set()
    together = earlier | {now & unknown}
    exposed = set(smallest_exposed(together)) - known
    if exposed and tangled(together):
        return False
    return all(_is_mixed(group, parts, total, limits, is_plain=is_plain) for group in exposed)


def _is_mixed(
    group: Group, parts: Parts, total: Counts, limits: Limits, *, is_plain: bool
) -> bool:
    left = [part for number in group if (part := parts[number]) is not None]
    if len(left) < _LEAST_UNKNOWN or sum(part.least for part in left) < limits.figures:
        return False
    if is_plain:
        return True
    never = frozenset.intersection(*(part.never for part in left))
    is_told_by_zero = any(total[place] for place in never)
    return not is_told_by_zero and sum(part.differing for part in left) >= LEAST_OTHERS
