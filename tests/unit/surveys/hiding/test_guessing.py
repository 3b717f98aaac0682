"""Nobody can guess what is hidden by knowing that counts are whole and not negative.

Small schools with questions that not every grade is asked, filters one after the other, and an
attacker who tries every table that fits all that has left: that listed grades have answered at
least once, and that no more families than were asked. What may come out of a hidden grade: what
its being listed and the whole school's totals tell anyhow (the only family asked has answered,
all have, nobody gave an answer), that nobody passed a question over, and what groups that are
shown leave of each other, if it is large and mixed enough to be shown itself.

All 2,000 cases take about three minutes on a free machine; an ordinary run takes 60. To run all:

    JIAXIAO_ALL_CASES=1 pytest tests/unit/surveys/hiding/test_guessing.py
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import inf
from typing import Final

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.surveys.figures.results import ANSWERED, Asked, Shown, from_tables
from bot.surveys.hiding.anonymity import Limits, Table, Told, is_enough
from bot.surveys.hiding.exposure import Group
from bot.surveys.model import WaveState
from tests.support.attacking import Attacker
from tests.support.figures import shown_groups
from tests.support.guessing import Guesser
from tests.support.surveys import a_survey, a_wave

CASES: Final = 2000 if os.environ.get("JIAXIAO_ALL_CASES") else 60
WAVE: Final = a_wave(a_survey(), WaveState.CLOSED)
QUESTIONS: Final = ("homework", "sleep")
MISSING: Final = 2
Cell = tuple[str, int, int]
"""A question, a grade, and an answer's place or `MISSING`."""


@dataclass(frozen=True)
class School:
    """How a small school has answered.

    Attributes:
        sizes: How many answers, by grade.
        rows: By question and grade that is asked it: two answers and who passed it over.
        invited: How many were asked, by grade; empty if nobody knows.
    """

    sizes: Mapping[int, int]
    rows: Mapping[tuple[str, int], tuple[int, int, int]]
    invited: Mapping[int, int]

    @property
    def tables(self) -> dict[str, Table]:
        found = {ANSWERED: Table({g: (n,) for g, n in self.sizes.items()}, is_plain=True)}
        for question in QUESTIONS:
            asked = {g: row[:2] for (q, g), row in self.rows.items() if q == question}
            found[question] = Table(asked)
        return found


@st.composite
def schools(draw: st.DrawFn) -> School:
    sizes = draw(
        st.dictionaries(
            st.integers(1, 5), st.sampled_from([1, 1, 2, 3, 4, 5, 6, 8, 12]), min_size=2
        )
    )
    rows = {}
    for question in QUESTIONS:
        first = draw(st.sampled_from([1, 1, 1, 2, 3, 4]))
        for grade in (each for each in sizes if each >= first):
            missing = draw(st.sampled_from([0, 0, 0, 1, sizes[grade]]))
            left = sizes[grade] - min(missing, sizes[grade])
            yes = draw(st.sampled_from([0, left, left // 2, left // 3]))
            rows[question, grade] = (yes, left - yes, sizes[grade] - left)
    more = draw(st.lists(st.sampled_from([0, 0, 1, 5]), min_size=5, max_size=5))
    known = draw(st.booleans())
    return School(sizes, rows, {g: n + more[g - 1] for g, n in sizes.items()} if known else {})


filters = st.lists(st.frozensets(st.integers(1, 5), max_size=4), min_size=1, max_size=5)


def exported(school: School, filters: Sequence[Group], smallest: int = 5) -> list[Shown]:
    history: list[Shown] = []
    for grades in filters:
        told = {
            name: Told(frozenset(row.group for row in history if row.measure == name))
            for name in school.tables
        }
        asked = Asked(grades, told, school.invited)
        history += from_tables(WAVE, school.tables, [], Limits(smallest), asked).shown
    return history


def a_guesser(school: School, history: Sequence[Shown]) -> Guesser[Cell]:
    truth = {
        (question, grade, place): school.rows.get((question, grade), (0, 0, size))[place]
        for question in QUESTIONS
        for grade, size in school.sizes.items()
        for place in range(3)
    }
    guesser: Guesser[Cell] = Guesser(truth)
    for grade in school.sizes:
        mine, other = (who_answered(question, grade) for question in QUESTIONS)
        guesser.learns(mine, 1, school.invited.get(grade, inf))
        guesser.learns({**mine, **dict.fromkeys(other, -1)}, 0, 0)
        for question in QUESTIONS:
            if (question, grade) not in school.rows:
                guesser.learns({(question, grade, 0): 1, (question, grade, 1): 1}, 0, 0)
    for row in dict.fromkeys(history):
        for place, count in enumerate(row.counts):
            guesser.learns(terms(row.measure, row.group, place), count, count)
    return guesser


def who_answered(question: str, grade: int) -> dict[Cell, int]:
    return {(question, grade, place): 1 for place in range(3)}


def terms(measure: str, group: Group, place: int) -> dict[Cell, int]:
    if measure == ANSWERED:
        return {cell: 1 for grade in group for cell in who_answered(QUESTIONS[0], grade)}
    return {(measure, grade, place): 1 for grade in group}


def hidden(school: School, history: Sequence[Shown]) -> Iterator[dict[Cell, int]]:
    """Give everything that was held back and is not a zero of the whole school."""
    is_complete = school.sizes == school.invited
    for grade in school.sizes:
        alone = frozenset({grade})
        is_only_one = school.invited.get(grade) == 1
        is_counted = is_told(school, history, ANSWERED, grade)
        if not (is_counted or is_complete or is_only_one):
            yield terms(ANSWERED, alone, 0)
        for question in QUESTIONS:
            if (question, grade) not in school.rows or is_told(school, history, question, grade):
                continue
            if is_left_over(school, question, grade) and alone not in groups(history, ANSWERED):
                continue
            for place in range(3):
                total = sum(row[place] for (q, _), row in school.rows.items() if q == question)
                if total and (place != MISSING or school.rows[question, grade][MISSING]):
                    yield terms(question, alone, place)


def is_left_over(school: School, question: str, grade: int) -> bool:
    """Whether a grade's answers would be shown if the number of all its answers were.

    Where a question is not asked of all grades, what is left of its total may be one of these;
    it is large and mixed enough, like any figure that is shown.
    """
    table = school.tables[question]
    return table.everybody < school.sizes.keys() and is_enough(table.of({grade}), 5)


def is_told(school: School, history: Sequence[Shown], measure: str, grade: int) -> bool:
    """Whether a grade's figure is shown, or is what groups that are leave of each other.

    Only such a figure may come out by subtracting as might be shown itself.
    """
    table, shown = school.tables[measure], groups(history, measure)
    attacker = Attacker(sorted(school.sizes))
    for group in shown:
        attacker.learns(dict.fromkeys(group, 1))
    may_be_shown = is_enough(table.of({grade}), 5, is_plain=table.is_plain)
    return frozenset({grade}) in shown or (may_be_shown and attacker.knows({grade: 1}))


@settings(max_examples=CASES, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(schools(), filters)
def test_no_table_but_the_true_one_fitting_never_happens_to_a_hidden_cell(
    school: School, exports: list[Group]
) -> None:
    history = exported(school, exports)

    assert a_guesser(school, history).pins(hidden(school, history)) == []


def a_school(**rows: tuple[int, int, int]) -> School:
    """One question; each grade's two answers and who passed it over."""
    of = {int(name[1:]): row for name, row in rows.items()}
    sizes = {grade: sum(row) for grade, row in of.items()}
    both = {(question, grade): row for grade, row in of.items() for question in QUESTIONS}
    return School(sizes, both, {})


def groups(history: Sequence[Shown], measure: str) -> set[Group]:
    return {row.group for row in history if row.measure == measure}


def test_overlapping_filters_that_leave_only_one_table_are_not_all_shown() -> None:
    """1 and 2, 2 and 3, 3 and 4, 4 and 1: grade 2 could only have said one thing."""
    school = a_school(g1=(3, 3, 0), g2=(5, 0, 0), g3=(3, 3, 0), g4=(0, 5, 0))
    table, around = school.tables["homework"], [{1, 2}, {2, 3}, {3, 4}, {4, 1}]
    pairs = [frozenset(pair) for pair in around]
    published = [Shown("homework", pair, table.of(pair)) for pair in pairs] + [
        Shown(ANSWERED, frozenset({grade}), (size,)) for grade, size in school.sizes.items()
    ]
    second = terms("homework", frozenset({2}), 0)

    shown = shown_groups(table, pairs, Limits())

    assert a_guesser(school, published).pins([second]) == [second]
    assert shown
    assert sum(map(len, shown)) == len(frozenset().union(*shown)), "they overlap"


def test_after_two_grades_together_no_filter_parts_them_without_showing_both() -> None:
    table = Table({1: (2, 2), 2: (2, 2), 3: (2, 2), 4: (2, 2)})
    told = Told(frozenset({frozenset({1, 2})}))

    assert not shown_groups(table, [frozenset({2, 3})], Limits(), told)
    assert shown_groups(table, [frozenset({3, 4})], Limits(), told)


def test_a_question_that_small_grades_are_not_asked_does_not_tell_their_numbers() -> None:
    rows = {(question, 3): (4, 4, 0) for question in QUESTIONS}
    school = School({1: 1, 2: 1, 3: 8}, rows, {})

    history = exported(school, [frozenset()])

    assert groups(history, ANSWERED) == {frozenset({1, 2, 3})}
    assert not groups(history, "homework")


def test_hidden_grades_in_which_everybody_asked_has_answered_take_another_with_them() -> None:
    school = a_school(g1=(2, 1, 0), g2=(3, 3, 0), g3=(9, 9, 0), g4=(9, 9, 0))
    invited = {1: 3, 2: 6, 3: 20, 4: 20}

    shown = groups(exported(School(school.sizes, school.rows, invited), [frozenset()]), ANSWERED)

    assert shown == {frozenset({1, 2, 3, 4}), frozenset({4})}


def test_the_number_of_a_grade_that_might_be_shown_may_come_out_by_subtracting() -> None:
    """Which of two equal grades is held back is chosen before the next filter is known."""
    school = a_school(g1=(0, 2, 0), g3=(0, 5, 0), g5=(0, 5, 0))
    school = School(school.sizes, school.rows, {1: 2, 3: 5, 5: 6})

    history = exported(school, [frozenset(), frozenset({1, 2, 5})])

    assert groups(history, ANSWERED) == {frozenset({1, 3, 5}), frozenset({1, 5})}
    numbers = {grade: terms(ANSWERED, frozenset({grade}), 0) for grade in school.sizes}
    assert a_guesser(school, history).pins(numbers.values()) == [numbers[3]]
    assert is_told(school, history, ANSWERED, 3)
    assert not is_told(school, history, "homework", 3)


def test_where_all_the_school_has_answered_that_may_be_told() -> None:
    school = a_school(g1=(2, 1, 0), g2=(3, 3, 0), g3=(9, 9, 0))

    history = exported(School(school.sizes, school.rows, dict(school.sizes)), [frozenset()])

    assert frozenset({3}) in groups(history, ANSWERED)
