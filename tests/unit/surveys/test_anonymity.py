from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from bot.surveys.anonymity import Limits, hidden_groups, may_show_comments, rounded_down

sizes = st.dictionaries(st.integers(1, 9), st.integers(0, 40), max_size=9)
smallest = st.integers(3, 12)


def shown(counts: dict[int, int], hidden: frozenset[int]) -> dict[int, int]:
    return {group: count for group, count in counts.items() if group not in hidden}


@given(sizes, smallest)
def test_no_group_is_shown_that_is_too_small(counts: dict[int, int], least: int) -> None:
    assert all(count >= least for count in shown(counts, hidden_groups(counts, least)).values())


@given(sizes, smallest)
def test_what_the_total_leaves_over_is_nobody_or_enough(
    counts: dict[int, int], least: int
) -> None:
    hidden = hidden_groups(counts, least)

    left_over = sum(counts.values()) - sum(shown(counts, hidden).values())
    assert left_over == 0 or left_over >= least or sum(counts.values()) < least


@given(sizes, smallest, st.sets(st.integers(1, 9)))
def test_what_was_hidden_stays_hidden_and_is_covered_too(
    counts: dict[int, int], least: int, before: set[int]
) -> None:
    hidden = hidden_groups(counts, least, before)

    covered = sum(counts.get(group, 0) for group in hidden)
    assert before & set(counts) <= hidden
    assert covered == 0 or covered >= least or sum(counts.values()) < least


@given(sizes, smallest)
def test_no_more_is_hidden_than_it_takes(counts: dict[int, int], least: int) -> None:
    if sum(counts.values()) < least or all(
        count >= least or not count for count in counts.values()
    ):
        return
    hidden = hidden_groups(counts, least)

    large = sorted((counts[group] for group in hidden if counts[group] >= least), reverse=True)
    assert len(large) <= 1


def test_the_next_smallest_group_is_hidden_with_a_small_one() -> None:
    assert hidden_groups({1: 3, 2: 20, 3: 8}, 5) == {1, 3}


def test_two_small_groups_that_are_enough_together_need_no_third() -> None:
    assert hidden_groups({1: 3, 2: 2, 3: 8}, 5) == {1, 2}


def test_two_small_groups_that_are_still_few_take_a_third_with_them() -> None:
    assert hidden_groups({1: 1, 2: 1, 3: 8, 4: 30}, 5) == {1, 2, 3}


def test_a_small_school_is_hidden_altogether() -> None:
    assert hidden_groups({1: 2, 2: 2}, 5) == {1, 2}


@given(st.integers(0, 10**6))
def test_while_open_the_number_of_answers_moves_in_steps_of_five(count: int) -> None:
    told = rounded_down(count)

    assert told % 5 == 0
    assert 0 <= count - told < 5


def test_comments_need_ten() -> None:
    assert not may_show_comments(9, Limits())
    assert may_show_comments(10, Limits())
