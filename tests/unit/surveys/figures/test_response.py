"""How many of those asked have answered: told where the number of answers is, and nowhere else."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from bot.surveys.figures.response import groups_asked
from bot.surveys.figures.results import ANSWERED, Asked, Results
from bot.surveys.hiding.anonymity import Limits
from bot.surveys.model import Answer, Wave, WaveState
from bot.surveys.questions.schema import Unit
from tests.support.figures import results_of
from tests.support.surveys import a_survey, a_wave

FAMILIES = a_wave(state=WaveState.CLOSED)

grades = st.integers(1, 5)
counts = st.dictionaries(grades, st.tuples(st.integers(0, 12), st.integers(0, 9)), min_size=1)


def of_children(invited: int) -> Wave:
    survey = a_survey().model_copy(update={"unit": Unit.CHILD})
    return replace(FAMILIES, survey=survey, invited=invited)


def results(answered: dict[int, int], asked: dict[int, int], *chosen: int) -> Results:
    tally = Counter[Answer]()
    for grade, count in answered.items():
        tally[Answer(grade, "00")] += count // 2
        tally[Answer(grade, "11")] += count - count // 2
    wanted = Asked(frozenset(chosen), invited=asked)
    return results_of(of_children(sum(asked.values())), +tally, [], Limits(), wanted)


def told(found: Results) -> list[tuple[int | None, int | None, int | None, float | None]]:
    return [(each.grade, each.invited, each.n, each.rate) for each in groups_asked(found)]


def test_each_grade_has_its_rate_and_the_school_one_for_all() -> None:
    found = results({1: 15, 2: 20}, {1: 30, 2: 25})

    assert told(found) == [(None, 55, 35, 35 / 55), (1, 30, 15, 0.5), (2, 25, 20, 0.8)]


def test_a_hidden_grade_has_no_rate_for_that_would_be_its_number() -> None:
    found = results({1: 3, 2: 8, 3: 20}, {1: 30, 2: 25, 3: 25})

    assert told(found)[1:] == [(1, 30, None, None), (2, 25, None, None), (3, 25, 20, 0.8)]


def test_a_grade_in_which_nobody_answered_looks_like_one_with_few() -> None:
    found = results({2: 8, 3: 20}, {1: 30, 2: 25, 3: 25})

    assert told(found)[1] == (1, 30, None, None)


def test_of_chosen_grades_no_other_is_listed() -> None:
    found = results({2: 8, 3: 20}, {1: 30, 2: 25, 3: 25, 4: 9}, 1, 2, 3)

    assert [(each.id, each.invited) for each in groups_asked(found)] == [
        ("grades-1-2-3", 80),
        ("grade-1", 30),
        ("grade-2", 25),
        ("grade-3", 25),
    ]


def test_where_nothing_is_shown_no_grade_is_named() -> None:
    assert told(results({1: 2, 2: 2}, {1: 30, 2: 25})) == [(None, 55, None, None)]


def test_families_have_a_rate_together_and_grades_have_none() -> None:
    tally = Counter({Answer(1, "00"): 8, Answer(2, "11"): 8})

    found = results_of(FAMILIES, tally, [], Limits())

    assert told(found) == [(None, 40, 16, 0.4), (1, None, 8, None), (2, None, 8, None)]


@given(counts)
def test_no_number_is_told_that_the_audit_has_not_let_out(
    counts: dict[int, tuple[int, int]],
) -> None:
    answered = {grade: count for grade, (count, _) in counts.items()}
    asked = {grade: count + more for grade, (count, more) in counts.items() if count + more}

    found = results(answered, asked)

    shown = {row.group: row.counts[0] for row in found.shown if row.measure == ANSWERED}
    for each in groups_asked(found):
        group = frozenset({each.grade} if each.grade else filter(answered.get, answered))
        assert each.n == shown.get(group)
        assert (each.rate is None) == (each.n is None)
