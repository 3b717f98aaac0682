"""Totals over schools: what is left of them after subtracting every school that is known."""

from __future__ import annotations

import os
from collections.abc import Mapping
from itertools import combinations
from typing import Final

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.surveys.hiding.anonymity import Limits, Table, Told
from bot.surveys.hiding.districts import may_be_told, part_of
from bot.surveys.hiding.exposure import Group, given_away_by_all
from tests.support.attacking import Attacker
from tests.support.figures import shown_groups

LIMITS: Final = Limits()
CASES: Final = 1000 if os.environ.get("JIAXIAO_ALL_CASES") else 80
OPEN: Final = Table({1: (10, 10), 2: (10, 10)})
"""A school that shows everything."""

HIDDEN: Final = Table({1: (9, 1), 2: (6, 0)})
"""A school whose families all but one agree."""

MIXED: Final = Table({1: (2, 2)})
"""A school of four."""


def published(table: Table) -> frozenset[Group]:
    wanted = [table.everybody, *(frozenset({grade}) for grade in table.counts)]
    return shown_groups(table, wanted, LIMITS)


def may(
    schools: list[Table], before: list[set[int]] | None = None, now: set[int] | None = None
) -> bool:
    group = frozenset(now or range(len(schools)))
    total = tuple(
        map(sum, zip(*(schools[at].of(schools[at].everybody) for at in group), strict=True))
    )
    parts = {at: part_of(table, published(table)) for at, table in enumerate(schools)}
    return may_be_told(group, total, parts, list(map(frozenset, before or [])), LIMITS)


def test_of_schools_that_are_all_known_the_total_may_be_told() -> None:
    assert may([OPEN] * 5)


def test_fewer_than_five_schools_make_no_district() -> None:
    assert not may([OPEN] * 4)


def test_one_hidden_school_would_come_out_by_subtracting_the_others() -> None:
    assert not may([OPEN] * 5 + [HIDDEN])


def test_two_hidden_schools_that_are_mixed_together_protect_each_other() -> None:
    assert may([OPEN] * 4 + [MIXED, MIXED])


def test_two_hidden_schools_that_agree_do_not() -> None:
    assert not may([OPEN] * 4 + [Table({1: (9, 0)}), Table({1: (9, 0)})])


def test_hidden_schools_of_which_none_gave_an_answer_would_be_known_by_its_zero() -> None:
    known = Table({1: (9, 9, 9)})
    small = Table({1: (2, 2, 0)})

    assert not may([known] * 4 + [small, small])


def test_an_earlier_total_is_subtracted_too() -> None:
    schools = [OPEN] * 5 + [MIXED, MIXED, MIXED]

    assert may(schools, now={0, 1, 2, 3, 5, 6})
    assert not may(schools, before=[{0, 1, 2, 3, 5, 6}], now={0, 1, 2, 3, 5, 6, 7})
    assert may(schools, before=[{0, 1, 2, 3, 5, 6}], now={0, 1, 2, 3, 4, 5, 6})


def test_totals_that_overlap_in_schools_nobody_knows_do_not_both_leave() -> None:
    schools = [OPEN] * 5 + [MIXED, MIXED, MIXED, MIXED]

    assert may(schools, before=[{0, 1, 2, 5, 6}], now={0, 1, 2, 7, 8})
    assert not may(schools, before=[{0, 1, 2, 5, 6}], now={0, 1, 2, 6, 7})


def test_after_a_total_has_left_a_school_in_it_shows_no_more_than_before() -> None:
    table = Table({1: (10, 10), 2: (10, 10), 3: (9, 9)})
    told = Told(frozenset({frozenset({1})}), is_final=True)

    shown = shown_groups(table, [frozenset({1}), frozenset({2}), table.everybody], LIMITS, told)

    assert shown == {frozenset({1})}


def test_what_the_sum_over_all_grades_gives_away() -> None:
    whole = frozenset({1, 2, 3})

    assert given_away_by_all(frozenset({whole}), whole) == ()
    assert set(given_away_by_all(frozenset({frozenset({1})}), whole)) == {
        frozenset({2, 3}),
        whole,
    }


count = st.integers(0, 6)
school = st.dictionaries(
    st.sampled_from([1, 2, 3]), st.tuples(count, count), min_size=1, max_size=3
)
Cell = tuple[int, int]


def an_attacker(schools: list[Table]) -> Attacker[Cell]:
    """Somebody who has every school's own export."""
    attacker: Attacker[Cell] = Attacker(
        [(at, grade) for at, each in enumerate(schools) for grade in each.counts]
    )
    for at, each in enumerate(schools):
        for group in published(each):
            attacker.learns({(at, grade): 1 for grade in group})
    return attacker


def known_of_schools(attacker: Attacker[Cell], schools: list[Table]) -> set[tuple[int, Group]]:
    """Every set of grades of one school whose figures somebody can compute."""
    return {
        (at, frozenset(grades))
        for at, each in enumerate(schools)
        for size in range(1, len(each.counts) + 1)
        for grades in combinations(each.counts, size)
        if attacker.knows({(at, grade): 1 for grade in grades})
    }


@settings(max_examples=CASES, deadline=None)
@given(st.lists(school, min_size=5, max_size=8), st.lists(st.sets(st.integers(0, 7)), max_size=3))
def test_whoever_solves_for_all_schools_at_once_learns_no_hidden_school(
    rows: list[Mapping[int, tuple[int, int]]], wishes: list[set[int]]
) -> None:
    tables = [Table({grade: row for grade, row in each.items() if sum(row)}) for each in rows]
    schools = [each for each in tables if each.counts]
    attacker, told = an_attacker(schools), list[set[int]]()
    before = known_of_schools(attacker, schools)
    for wish in wishes:
        now = {at for at in wish if at < len(schools)}
        if now and may(schools, told, now):
            told.append(now)
            attacker.learns({(at, grade): 1 for at in now for grade in schools[at].counts})

    assert known_of_schools(attacker, schools) == before
