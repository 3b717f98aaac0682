from __future__ import annotations

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.surveys.figures.results import GroupFigures, Results
from bot.surveys.hiding.anonymity import Limits
from bot.surveys.model import Answer, WaveState
from bot.surveys.questions.choices import SKIPPED
from tests.support.figures import results_of
from tests.support.surveys import a_ready_survey, a_wave

CLOSED = a_wave(state=WaveState.CLOSED)
ANXIETY = a_wave(a_ready_survey("parent-anxiety"), WaveState.CLOSED)
LIMITS = Limits()

choices = st.text(alphabet="01-", min_size=2, max_size=2)
tallies = st.lists(st.builds(Answer, st.integers(1, 4), choices), max_size=60)


def count(answers: list[Answer], comments: int = 0) -> Results:
    texts = [f"留言{number}" for number in range(comments)]
    return results_of(CLOSED, Counter(answers), texts, LIMITS)


def group(results: Results, grade: int | None) -> GroupFigures:
    return next(each for each in results.groups if each.grade == grade)


def test_shares_are_of_those_who_answered_the_question() -> None:
    results = count([Answer(3, "00")] * 4 + [Answer(3, "1-")] * 6)

    homework, sleep = group(results, 3).figures
    assert [share.count for share in homework.shares] == [4, 6]
    assert homework.n == 10
    assert sleep.is_hidden  # only four families answered it

    assert group(results, None).n == 10


def test_a_small_grade_and_the_next_smallest_are_hidden() -> None:
    results = count([Answer(1, "00")] * 3 + [Answer(2, "11")] * 8 + [Answer(3, "01")] * 9)

    assert [each.grade for each in results.groups if each.is_hidden] == [1, 2]
    assert all(figure.is_hidden for figure in group(results, 1).figures)
    assert group(results, None).n == 20


def test_a_wave_with_fewer_than_five_answers_shows_nothing_not_even_which_grades_answered() -> (
    None
):
    results = count([Answer(1, "00"), Answer(2, "00")])

    assert results.responses is None
    assert [(each.grade, each.n) for each in results.groups] == [(None, None)]
    assert all(figure.is_hidden for figure in results.groups[0].figures)


def test_a_wave_with_no_answer_looks_like_one_with_few() -> None:
    assert count([]) == count([Answer(1, "00")] * 4)


def test_comments_appear_only_when_there_are_ten() -> None:
    answers = [Answer(1, "00")] * 20

    assert count(answers, comments=9).comments == ()
    assert len(count(answers, comments=10).comments) == 10


def test_the_gad_2_sum_is_counted_where_both_items_were_answered() -> None:
    answers = [Answer(3, "12000")] * 5 + [Answer(3, "01000")] * 6 + [Answer(3, "-3000")] * 2
    results = results_of(ANXIETY, Counter(answers), [], LIMITS)

    figure = group(results, 3).figures[-1]
    assert figure.id == "gad-2"
    assert (figure.n, [share.count for share in figure.shares]) == (11, [6, 5])


@pytest.mark.parametrize("items", ["33", "00"])
def test_of_gad_2_it_is_never_said_that_nearly_all_chose_the_same(items: str) -> None:
    """Of a school in which all are severely anxious this would say it of every family."""
    results = results_of(ANXIETY, {Answer(3, f"{items}222"): 150}, [], LIMITS)

    figures = {figure.id: figure for figure in group(results, None).figures}
    assert all(figure.is_hidden for figure in figures.values())
    assert {name for name, figure in figures.items() if figure.nearly is None} == {
        "gad-nervous",
        "gad-worrying",
        "gad-2",
    }
    assert figures["study-worry"].nearly == "much"


@given(tallies)
def test_nothing_hidden_can_be_had_by_subtracting_what_is_shown(answers: list[Answer]) -> None:
    results = count(answers)
    school = group(results, None)
    for place, figure in enumerate(school.figures):
        if figure.n is None:
            continue
        shown = [each.figures[place].n or 0 for each in results.groups if each.grade is not None]
        left_over = figure.n - sum(shown)
        assert left_over == 0 or left_over >= LIMITS.figures


@given(tallies)
def test_every_figure_shown_has_enough_families_behind_it(answers: list[Answer]) -> None:
    for each in count(answers).groups:
        assert each.n is None or each.n >= LIMITS.figures
        for figure in each.figures:
            assert figure.n is None or figure.n >= LIMITS.figures
            assert each.n is not None or each.grade is None or figure.n is None


@given(tallies)
def test_figures_are_the_plain_counts(answers: list[Answer]) -> None:
    results = count(answers)
    for each in results.groups:
        members = [a for a in answers if each.grade in (None, a.grade)]
        for place, figure in enumerate(each.figures):
            if figure.n is None:
                continue
            given_here = Counter(a.choices[place] for a in members)
            assert [share.count for share in figure.shares] == [given_here["0"], given_here["1"]]
            assert figure.n == len(members) - given_here[SKIPPED]
