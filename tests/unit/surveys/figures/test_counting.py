"""The quick counting gives what reading answer by answer would."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.surveys.figures.counting import counted
from bot.surveys.figures.measures import Measure, measures
from bot.surveys.figures.results import ANSWERED
from bot.surveys.model import Answer
from bot.surveys.questions.choices import SKIPPED
from bot.surveys.questions.schema import Question, Survey
from tests.support.surveys import a_ready_survey

SURVEYS = [a_ready_survey(name) for name in ("after-school", "homework-burden", "parent-anxiety")]


def packed(answers: Sequence[Answer]) -> str:
    return "".join(f"{one.grade}{one.choices}" for one in answers)


def characters(question: Question) -> st.SearchStrategy[str]:
    count = len(question.choices)
    known = "01234567" if question.kind == "several" else "0123456789"[:count]
    return st.sampled_from(known + SKIPPED)


def answers_to(survey: Survey) -> st.SearchStrategy[list[Answer]]:
    choices = st.tuples(*map(characters, survey.questions)).map("".join)
    return st.lists(st.builds(Answer, st.integers(1, 9), choices), max_size=30)


def read_one_by_one(measure: Measure, answers: Sequence[Answer]) -> dict[int, list[int]]:
    grades = {one.grade for one in answers if measure.asks(one.grade)}
    rows = {grade: [0] * len(measure.answers) for grade in grades}
    for one in answers:
        place = measure.of(one.choices)
        if one.grade in rows and place is not None:
            rows[one.grade][place] += 1
    return rows


@given(st.sampled_from(SURVEYS).flatmap(lambda one: st.tuples(st.just(one), answers_to(one))))
def test_every_measure_is_counted_by_grade(given_answers: tuple[Survey, list[Answer]]) -> None:
    survey, answers = given_answers
    tables = counted(survey, packed(answers))

    grades = {one.grade for one in answers}
    assert tables.pop(ANSWERED).counts == {
        grade: (sum(one.grade == grade for one in answers),) for grade in grades
    }
    found = {name: table.counts for name, table in tables.items()}
    assert found == {one.id: read_one_by_one(one, answers) for one in measures(survey)}


@pytest.mark.parametrize("grade", [2, 3])
def test_a_grade_that_is_not_asked_a_question_has_no_row_for_it(grade: int) -> None:
    survey = a_ready_survey("after-school")
    answers = [Answer(grade, SKIPPED * len(survey.questions))] * 6

    tables = counted(survey, packed(answers))

    assert list(tables["homework-done"].counts) == ([3] if grade == 3 else [])
    assert list(tables["pick-up"].counts) == [grade]
