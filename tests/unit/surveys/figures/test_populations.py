"""How many were asked stands behind intervals: the school's, and a grade's where it is known."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

import pytest

from bot.surveys.figures.results import EVERYTHING, Asked, Figure, GroupFigures, Results
from bot.surveys.figures.statistics import wilson
from bot.surveys.hiding.anonymity import Limits
from bot.surveys.model import Answer, Wave, WaveState
from bot.surveys.questions.schema import Unit
from tests.support.figures import results_of
from tests.support.surveys import TWO_QUESTIONS, a_survey, a_wave

FAMILIES = a_wave(state=WaveState.CLOSED)  # forty were asked
OLDER = "  - id: sleep\n    grades: 3-9"


def of_children(survey_text: str = TWO_QUESTIONS, invited: int = 90) -> Wave:
    survey = a_survey(survey_text).model_copy(update={"unit": Unit.CHILD})
    return replace(a_wave(survey, WaveState.CLOSED), invited=invited)


def answers(**grades: tuple[int, int]) -> Counter[Answer]:
    """How many of each grade answered both questions with their first and second choice."""
    found = Counter[Answer]()
    for name, (first, second) in grades.items():
        found += Counter({Answer(int(name[1:]), "00"): first, Answer(int(name[1:]), "11"): second})
    return found


def found(wave: Wave, tally: Counter[Answer], asked: Asked = EVERYTHING) -> Results:
    return results_of(wave, tally, [], Limits(), asked)


def group(results: Results, grade: int | None = None) -> GroupFigures:
    return next(each for each in results.groups if each.grade == grade)


def interval(figure: Figure) -> tuple[float, float]:
    return figure.shares[0].low, figure.shares[0].high


def test_a_survey_of_families_knows_how_many_families_the_school_has() -> None:
    results = found(FAMILIES, answers(g1=(9, 6), g2=(6, 9)))

    assert interval(group(results).figures[0]) == wilson(15, 30, 40)


def test_how_many_families_belong_to_a_grade_is_nobodys_to_say() -> None:
    results = found(FAMILIES, answers(g1=(9, 6), g2=(6, 9)))

    assert group(results, 1).invited is None
    assert group(results, 1).rate is None
    assert interval(group(results, 1).figures[0]) == wilson(9, 15)


def test_of_chosen_grades_of_families_the_number_is_not_known_either() -> None:
    results = found(FAMILIES, answers(g1=(9, 6), g2=(6, 9)), Asked(frozenset({1, 2})))

    assert results.groups[0].invited is None
    assert interval(results.groups[0].figures[0]) == wilson(15, 30)


def test_nor_of_a_question_that_only_some_grades_are_asked() -> None:
    wave = replace(FAMILIES, survey=a_survey(TWO_QUESTIONS.replace("  - id: sleep", OLDER)))

    results = found(wave, answers(g3=(9, 6), g4=(6, 9)))

    assert interval(group(results).figures[0]) == wilson(15, 30, 40)
    assert interval(group(results).figures[1]) == wilson(15, 30)


def test_children_of_a_grade_in_which_nobody_answered_were_asked_all_the_same() -> None:
    asked = Asked(invited={1: 30, 2: 30, 3: 30})

    results = found(of_children(), answers(g1=(9, 6), g2=(6, 9)), asked)

    assert interval(group(results).figures[0]) == wilson(15, 30, 90)
    assert interval(group(results, 1).figures[0]) == wilson(9, 15, 30)


def test_a_question_for_some_grades_was_asked_of_their_children_alone() -> None:
    wave, asked = of_children(TWO_QUESTIONS.replace("  - id: sleep", OLDER)), {1: 30, 3: 25, 5: 35}

    results = found(wave, answers(g1=(9, 6), g3=(6, 9)), Asked(invited=asked))

    assert interval(group(results).figures[0]) == wilson(15, 30, 90)
    assert interval(group(results).figures[1]) == wilson(6, 15, 60)


@pytest.mark.parametrize("chosen", [{1, 2, 3}, {1, 2, 3, 9}])
def test_of_chosen_grades_all_their_children_were_asked(chosen: set[int]) -> None:
    asked = Asked(frozenset(chosen), invited={1: 30, 2: 30, 3: 30, 4: 30})

    results = found(of_children(invited=120), answers(g1=(9, 6), g2=(6, 9), g4=(5, 5)), asked)

    assert results.groups[0].invited == 90
    assert interval(results.groups[0].figures[0]) == wilson(15, 30, 90)


def test_a_grade_that_came_later_has_no_known_number() -> None:
    results = found(of_children(), answers(g1=(9, 6), g2=(6, 9)), Asked(invited={1: 90}))

    assert group(results, 2).invited is None
    assert interval(group(results, 2).figures[0]) == wilson(6, 15)


def test_where_more_answered_than_were_counted_nobody_knows_how_many_came_later() -> None:
    results = found(FAMILIES, answers(g1=(30, 20)))

    assert interval(group(results).figures[0]) == wilson(30, 50)
