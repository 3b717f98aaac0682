"""The items of GAD-2 and their sum: together they tell nothing that is hidden in one of them."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Mapping
from itertools import combinations, product
from typing import Final

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.surveys.figures.results import ANSWERED, Asked, Results, Shown
from bot.surveys.hiding.anonymity import Limits, Told
from bot.surveys.hiding.exposure import Group
from bot.surveys.model import Answer, WaveState
from tests.support.attacking import Attacker
from tests.support.figures import results_of
from tests.support.surveys import a_ready_survey, a_wave

CASES: Final = 1000 if os.environ.get("JIAXIAO_ALL_CASES") else 60
WAVE: Final = a_wave(a_ready_survey("parent-anxiety"), WaveState.CLOSED)
NERVOUS, WORRYING, SUM = "gad-nervous", "gad-worrying", "gad-2"
SCALE: Final = (NERVOUS, WORRYING, SUM)
GRADES: Final = (1, 2, 3)
PAIRS: Final = tuple(product("0123-", repeat=2))
Cell = tuple[int, str, str]
"""A grade, the answer to the first item, the answer to the second."""

answers = st.lists(
    st.builds(
        lambda grade, pair: Answer(grade, f"{pair[0]}{pair[1]}000"),
        st.sampled_from(GRADES),
        st.sampled_from(PAIRS),
    ),
    max_size=60,
)
filters = st.lists(st.frozensets(st.sampled_from(GRADES)), min_size=1, max_size=3)


def figures(given_answers: list[Answer], told: Mapping[str, Told], grades: Group) -> Results:
    return results_of(WAVE, Counter(given_answers), [], Limits(), Asked(grades, told))


def holds(measure: str, place: int, first: str, second: str) -> bool:
    """Whether a family that answered like this is counted there."""
    if measure == NERVOUS:
        return first == str(place)
    if measure == WORRYING:
        return second == str(place)
    if "-" in (first, second):
        return False
    return (int(first) + int(second) >= 3) == bool(place)


def terms(measure: str, group: Group, place: int) -> dict[Cell, int]:
    return {
        (grade, first, second): 1
        for grade in group
        for first, second in PAIRS
        if measure == ANSWERED or holds(measure, place, first, second)
    }


def number(measure: str, group: Group, given_answers: list[Answer]) -> tuple[int, ...]:
    mine = [each.choices[:2] for each in given_answers if each.grade in group]
    places = range(2 if measure == SUM else 4)
    return tuple(sum(holds(measure, place, *pair) for pair in mine) for place in places)


def is_enough(counts: tuple[int, ...]) -> bool:
    return sum(counts) >= 5 and sum(counts) - max(counts) >= 2


@settings(max_examples=CASES, deadline=None)
@given(answers, filters)
def test_whoever_solves_for_all_three_at_once_learns_no_hidden_cell(
    given_answers: list[Answer], exports: list[Group]
) -> None:
    cells = [(grade, first, second) for grade in GRADES for first, second in PAIRS]
    attacker: Attacker[Cell] = Attacker(cells)
    history: list[Shown] = []
    for grades in exports:
        told = {
            name: Told(frozenset(row.group for row in history if row.measure == name))
            for name in SCALE
        }
        found = figures(given_answers, told, grades)
        history += found.shown
        for row in found.shown:
            if row.measure in (*SCALE, ANSWERED):
                for place in range(len(row.counts)):
                    attacker.learns(terms(row.measure, row.group, place))

    groups = [frozenset(each) for n in (1, 2, 3) for each in combinations(GRADES, n)]
    for measure, group in product(SCALE, groups):
        counts = number(measure, group, given_answers)
        for place in range(len(counts)):
            if attacker.knows(terms(measure, group, place)):
                assert is_enough(counts), (measure, sorted(group), place)


@settings(max_examples=CASES, deadline=None)
@given(answers)
def test_a_group_is_shown_in_both_items_and_their_sum_or_in_none(
    given_answers: list[Answer],
) -> None:
    for group in figures(given_answers, {}, frozenset()).groups:
        shown = {figure.id for figure in group.figures if figure.id in SCALE and figure.n}
        assert shown in (set(), set(SCALE))


@pytest.mark.parametrize(
    ("first", "second"), [("0123" * 6, "0" * 24), ("0" * 24, "0123" * 6), ("01" * 12, "10" * 12)]
)
def test_an_item_is_hidden_where_the_other_or_the_sum_would_tell_it(
    first: str, second: str
) -> None:
    pairs = zip(first, second, strict=True)
    found = figures([Answer(3, f"{a}{b}012") for a, b in pairs], {}, frozenset())

    assert all(figure.is_hidden for figure in found.groups[1].figures if figure.id in SCALE)
