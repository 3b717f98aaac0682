"""What can be computed from published totals, exactly; pure.

Every published row is the sum over some grades. Whoever has several of them may add and
subtract, so what is known is their row space over the rationals: the figures of a set of
grades can be had if and only if the set's indicator lies in that space. Whole numbers and
fractions only, so that nothing is decided by rounding.

Source: the audit of tables in statistical disclosure control, where a hidden cell counts as
recoverable if its indicator lies in the row space of the published totals.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from collections.abc import Set as AbstractSet
from fractions import Fraction
from functools import lru_cache

Group = frozenset[int]
"""Grades that are counted together; one grade alone, or the whole school."""

_Vector = list[Fraction]


class Published:
    """Totals somebody may hold, each the counts of a group.

    Args:
        totals: Each group with its counts, one for each answer.
    """

    def __init__(self, totals: Iterable[tuple[Group, Sequence[int]]]) -> None:
        self._totals = [(group, tuple(counts)) for group, counts in totals]
        self._grades = sorted({grade for group, _ in self._totals for grade in group})
        rows = [
            [*(Fraction(int(grade in group)) for grade in self._grades), *map(Fraction, counts)]
            for group, counts in self._totals
        ]
        self._rows = _eliminated(rows, len(self._grades))

    @property
    def grades(self) -> Group:
        """Every grade that is in a total."""
        return frozenset(self._grades)

    def counts_of(self, group: AbstractSet[int]) -> tuple[int, ...] | None:
        """Compute the counts of a group from the totals; None if they do not give them."""
        if not group or not group <= set(self._grades):
            return None
        width = len(self._totals[0][1])
        left = [Fraction(int(grade in group)) for grade in self._grades] + [Fraction(0)] * width
        for place, row in self._rows:
            if left[place]:
                left = _less(left, left[place], row)
        if any(left[: len(self._grades)]):
            return None
        return tuple(int(-value) for value in left[len(self._grades) :])


@lru_cache(maxsize=4096)
def smallest_exposed(groups: frozenset[Group]) -> tuple[Group, ...]:
    """List the smallest sets of grades whose figures can be computed from those of groups.

    Every other set that can be computed is put together from sets listed here that share no
    grade, because with two sets their difference can be computed, too.

    Args:
        groups: The published groups.
    """
    parts = blocks(groups)
    matrix = [[Fraction(int(part <= group)) for part in parts] for group in groups]
    rows = _eliminated(matrix, len(parts))
    kernel = _kernel(rows, len(parts))
    found: list[int] = []
    for subset in sorted(range(1, 1 << len(parts)), key=int.bit_count):
        if any(smaller & subset == smaller for smaller in found):
            continue
        places = [place for place in range(len(parts)) if subset >> place & 1]
        if all(not sum(vector[place] for place in places) for vector in kernel):
            found.append(subset)
    return tuple(
        frozenset().union(*(part for place, part in enumerate(parts) if subset >> place & 1))
        for subset in found
    )


def tangled(groups: Collection[Group]) -> list[Group]:
    """List the sets of grades that no group parts, and that cannot be computed by themselves.

    There are none if everything that can be computed is put together from sets that share no
    grade. Where groups overlap in another way, such as grades 1 and 2, 2 and 3, 3 and 4, 4
    and 1, more may come out than sums and differences give: counts are whole and not negative.

    Args:
        groups: The published groups.
    """
    exposed = set(smallest_exposed(frozenset(groups)))
    return [block for block in blocks(groups) if block not in exposed]


def blocks(groups: Collection[Group]) -> list[Group]:
    """Put grades together that no group tells apart; only whole blocks can be computed."""
    signatures: dict[Group, set[int]] = {}
    ordered = sorted(groups, key=sorted)
    for grade in sorted(set().union(*groups)):
        signature = frozenset(at for at, group in enumerate(ordered) if grade in group)
        signatures.setdefault(signature, set()).add(grade)
    return [frozenset(block) for block in signatures.values()]


@lru_cache(maxsize=4096)
def given_away_by_all(groups: frozenset[Group], everybody: Group) -> tuple[Group, ...]:
    """List the sets of grades that become computable once the sum over all grades is told.

    Args:
        groups: The published groups.
        everybody: All grades.

    Returns:
        Nothing if the sum over all grades can be computed already.
    """
    grades = sorted(everybody)
    rows = [[Fraction(int(grade in group)) for grade in grades] for group in groups]
    before = _eliminated(rows, len(grades))
    after = _eliminated([*rows, [Fraction(1)] * len(grades)], len(grades))
    if len(after) == len(before):
        return ()
    found = []
    for bits in range(1, 1 << len(grades)):
        row = [Fraction(bits >> place & 1) for place in range(len(grades))]
        if any(_reduced(row, before)) and not any(_reduced(row, after)):
            found.append(frozenset(g for place, g in enumerate(grades) if bits >> place & 1))
    return tuple(found)


def _reduced(row: _Vector, rows: list[tuple[int, _Vector]]) -> _Vector:
    """Take away from a row what the others can make of it."""
    for place, other in rows:
        row = _less(row, row[place], other)
    return row


def _eliminated(rows: list[_Vector], width: int) -> list[tuple[int, _Vector]]:
    """Bring rows into reduced echelon form; return them with the place of their leading one."""
    done: list[tuple[int, _Vector]] = []
    for row in rows:
        left = row
        for place, other in done:
            left = _less(left, left[place], other)
        lead = next((place for place in range(width) if left[place]), None)
        if lead is None:
            continue
        unit = [value / left[lead] for value in left]
        done = [(place, _less(other, other[lead], unit)) for place, other in done]
        done.append((lead, unit))
    return done


def _kernel(rows: list[tuple[int, _Vector]], width: int) -> list[_Vector]:
    """Return a basis of what every row is orthogonal to."""
    leads = {place for place, _ in rows}
    basis = []
    for free in (place for place in range(width) if place not in leads):
        vector = [Fraction(0)] * width
        vector[free] = Fraction(1)
        for place, row in rows:
            vector[place] = -row[free]
        basis.append(vector)
    return basis


def _less(row: _Vector, times: Fraction, other: _Vector) -> _Vector:
    if not times:
        return row
    return [value - times * each for value, each in zip(row, other, strict=True)]
