from __future__ import annotations

from collections.abc import Mapping

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.surveys.hiding.anonymity import (
    Limits,
    Table,
    Told,
    is_enough,
    may_show_comments,
    nearly_all,
    rounded_down,
)
from bot.surveys.hiding.exposure import Group, Published
from tests.support.figures import shown_groups

LIMITS = Limits()
MIXED = (10, 10)


def sizes(counts: Mapping[int, int]) -> Table:
    return Table({grade: (count,) for grade, count in counts.items()}, is_plain=True)


def table(**rows: tuple[int, ...]) -> Table:
    return Table({int(name[1:]): counts for name, counts in rows.items()})


def total_and_grades(of: Table) -> list[Group]:
    return [of.everybody, *(frozenset({grade}) for grade in of.counts)]


def hidden(of: Table, told: Told | None = None) -> set[int]:
    shown = shown_groups(of, total_and_grades(of), LIMITS, told or Told())
    return {grade for grade in of.counts if frozenset({grade}) not in shown}


def test_the_next_smallest_group_is_hidden_with_a_small_one() -> None:
    assert hidden(sizes({1: 3, 2: 20, 3: 8})) == {1, 3}


def test_two_small_groups_that_are_enough_together_need_no_third() -> None:
    assert hidden(sizes({1: 3, 2: 2, 3: 8})) == {1, 2}


def test_two_small_groups_that_are_still_few_take_a_third_with_them() -> None:
    assert hidden(sizes({1: 1, 2: 1, 3: 8, 4: 30})) == {1, 2, 3}


def test_a_small_school_is_hidden_altogether() -> None:
    small = sizes({1: 2, 2: 2})

    assert shown_groups(small, total_and_grades(small), LIMITS) == frozenset()


def test_of_no_answers_nothing_is_shown() -> None:
    assert shown_groups(sizes({}), [frozenset()], LIMITS) == frozenset()


@pytest.mark.parametrize(
    ("counts", "shown"),
    [((12, 0), False), ((11, 1), False), ((10, 2), True), ((3, 1), False), ((3, 2), True)],
)
def test_a_group_in_which_all_but_one_agree_is_not_shown(
    counts: tuple[int, ...],
    *,
    shown: bool,
) -> None:
    assert is_enough(counts, LIMITS.figures) is shown


def test_a_grade_that_agrees_is_hidden_and_another_with_it() -> None:
    assert hidden(table(g1=(12, 0), g2=(6, 6), g3=MIXED)) == {1, 2}


def test_hidden_grades_may_not_agree_together_either() -> None:
    assert hidden(table(g1=(4, 0), g2=(4, 0), g3=MIXED, g4=(12, 12))) == {1, 2, 3}


def test_an_answer_no_hidden_grade_gave_would_be_known_of_each_so_one_more_is_hidden() -> None:
    assert hidden(table(g1=(2, 1, 0), g2=(3, 4, 0), g3=(5, 5, 5), g4=(9, 9, 9))) == {1, 2, 3}


def test_where_the_whole_school_agrees_only_that_is_told() -> None:
    agreeing = table(g1=(60, 0), g2=(39, 1))

    assert shown_groups(agreeing, total_and_grades(agreeing), LIMITS) == frozenset()
    assert nearly_all(agreeing, LIMITS) == 0
    assert nearly_all(table(g1=(120, 2)), LIMITS) is None
    assert nearly_all(table(g1=(120, 0)), Limits(figures=200)) is None


@pytest.mark.parametrize("counts", [(4, 0), (5, 0), (22, 1), (99, 0)])
def test_of_a_small_school_not_even_what_nearly_all_chose_is_told(counts: tuple[int, int]) -> None:
    assert nearly_all(table(g1=counts), LIMITS) is None


def test_nested_filters_do_not_give_a_small_grade_away() -> None:
    rows = table(g1=MIXED, g2=MIXED, g3=(2, 2), g4=MIXED)
    wanted = [frozenset({1, 2, 3, 4}), frozenset({1, 2, 3}), frozenset({1, 2}), frozenset({4})]

    shown = shown_groups(rows, wanted, LIMITS)

    assert not {frozenset({1, 2, 3}), frozenset({1, 2})} <= shown
    assert not {frozenset({1, 2, 3, 4}), frozenset({1, 2}), frozenset({4})} <= shown


def test_an_earlier_export_is_not_completed_by_a_later_one() -> None:
    rows = table(g1=MIXED, g2=MIXED, g3=(2, 2))
    told = Told(frozenset({frozenset({1, 2, 3}), frozenset({2})}))

    assert frozenset({1}) not in shown_groups(rows, [frozenset({1})], LIMITS, told)


def test_what_has_left_once_may_leave_again() -> None:
    rows = table(g1=(2, 2), g2=MIXED)
    told = Told(frozenset({frozenset({1})}))

    assert frozenset({1}) in shown_groups(rows, total_and_grades(rows), LIMITS, told)


def test_one_family_more_in_the_next_wave_does_not_tell_what_it_said() -> None:
    rows = table(g1=(10, 11), g2=MIXED)
    before = Published([(frozenset({1}), (10, 10)), (frozenset({1, 2}), (19, 22))])

    assert hidden(rows, Told(waves=(before,))) == {1, 2}


def test_one_family_of_a_new_grade_does_not_give_itself_away_in_the_total() -> None:
    rows = table(g1=(10, 10), g2=(0, 1))
    before = Published([(frozenset({1}), (10, 10))])

    shown = shown_groups(rows, total_and_grades(rows), LIMITS, Told(waves=(before,)))

    assert shown == frozenset()


def test_where_answers_went_both_ways_waves_can_be_compared() -> None:
    rows = table(g1=(9, 12), g2=MIXED)
    before = Published([(frozenset({1}), (10, 10)), (frozenset({1, 2}), (22, 19))])

    assert hidden(rows, Told(waves=(before,))) == set()


@given(st.integers(0, 10**6))
def test_while_open_the_number_of_answers_moves_in_steps_of_five(count: int) -> None:
    told = rounded_down(count)

    assert told % 5 == 0
    assert 0 <= count - told < 5


def test_comments_need_ten() -> None:
    assert not may_show_comments(9, Limits())
    assert may_show_comments(10, Limits())
