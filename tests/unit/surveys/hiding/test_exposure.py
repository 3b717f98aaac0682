"""The audit against sums and differences, held against elimination written another way."""

from __future__ import annotations

from itertools import chain, combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.surveys.hiding.exposure import Group, Published, smallest_exposed, tangled

grades = st.integers(1, 6)
group_sets = st.frozensets(st.frozensets(grades, min_size=1), min_size=1, max_size=6)


def rank(rows: list[list[int]]) -> int:
    """Gauss on whole numbers, without fractions."""
    left, found = [row[:] for row in rows], 0
    for column in range(len(rows[0])):
        pivot = next((at for at in range(found, len(left)) if left[at][column]), None)
        if pivot is None:
            continue
        left[found], left[pivot] = left[pivot], left[found]
        for at in range(found + 1, len(left)):
            one, other = left[at][column], left[found][column]
            left[at] = [other * a - one * b for a, b in zip(left[at], left[found], strict=True)]
        found += 1
    return found


def is_exposed(target: Group, groups: frozenset[Group]) -> bool:
    rows = [[int(grade in group) for grade in range(1, 7)] for group in groups]
    return rank([*rows, [int(grade in target) for grade in range(1, 7)]]) == rank(rows)


def subsets() -> list[Group]:
    sizes = (combinations(range(1, 7), size) for size in range(1, 7))
    return [frozenset(each) for each in chain.from_iterable(sizes)]


@given(group_sets)
def test_what_can_be_computed_is_exactly_what_lies_in_the_row_space(
    groups: frozenset[Group],
) -> None:
    by_hand = [each for each in subsets() if is_exposed(each, groups)]

    least = [each for each in by_hand if not any(other < each for other in by_hand)]
    assert set(smallest_exposed(groups)) == set(least)


def test_a_grade_is_had_by_subtracting_the_others() -> None:
    groups = frozenset({frozenset({1, 2, 3}), frozenset({2}), frozenset({3})})

    assert set(smallest_exposed(groups)) == {frozenset({1}), frozenset({2}), frozenset({3})}


def test_a_grade_is_had_from_three_overlapping_filters() -> None:
    pairs = frozenset(map(frozenset, ({1, 2}, {2, 3}, {1, 3})))

    assert frozenset({1}) in smallest_exposed(pairs)


def test_groups_that_overlap_leave_grades_that_nobody_can_compute_by_themselves() -> None:
    chain = [frozenset({1, 2}), frozenset({2, 3})]

    assert set(tangled(chain)) == {frozenset({1}), frozenset({2}), frozenset({3})}
    assert tangled([*chain, frozenset({3})]) == []


@given(group_sets, st.lists(st.tuples(*[st.integers(0, 9)] * 2), min_size=6, max_size=6))
def test_computed_counts_are_the_true_ones(
    groups: frozenset[Group], cells: list[tuple[int, int]]
) -> None:
    def true(group: Group) -> tuple[int, int]:
        return (
            sum(cells[grade - 1][0] for grade in group),
            sum(cells[grade - 1][1] for grade in group),
        )

    published = Published((group, true(group)) for group in groups)
    for target in subsets():
        expected = true(target) if is_exposed(target, groups) else None
        assert published.counts_of(target) == expected


@pytest.mark.parametrize("target", [frozenset({1}), frozenset({9}), frozenset[int]()])
def test_from_nothing_nothing_can_be_computed(target: Group) -> None:
    assert Published([]).counts_of(target) is None
