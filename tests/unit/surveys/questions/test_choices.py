from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from bot.surveys.questions.choices import (
    SKIPPED,
    are_possible,
    chosen,
    fits,
    passed_over,
    several,
    split,
    step_back,
    toggled,
)
from bot.surveys.questions.schema import Question, Survey
from tests.support.surveys import a_ready_survey

BURDEN = a_ready_survey("homework-burden")
SERVICE = a_ready_survey("after-school")
PUNITIVE = next(each for each in BURDEN.questions if each.kind == "several")
MINUTES = BURDEN.questions[0]

places = st.sets(st.integers(0, 5))


@given(places)
def test_a_set_of_choices_is_one_character_and_comes_back(taken: set[int]) -> None:
    six = PUNITIVE.model_copy(update={"choices": PUNITIVE.choices * 2})
    character = several(taken)

    assert len(character) == 1
    assert fits(six, character)
    assert chosen(six, character) == tuple(sorted(taken))


@given(places, st.integers(0, 5))
def test_tapping_a_choice_twice_changes_nothing(taken: set[int], place: int) -> None:
    six = PUNITIVE.model_copy(update={"choices": PUNITIVE.choices * 2})
    character = several(taken)

    assert toggled(six, toggled(six, character, place), place) == character


def test_none_of_them_is_an_answer_and_skipping_is_not() -> None:
    assert chosen(PUNITIVE, several([])) == ()
    assert chosen(PUNITIVE, SKIPPED) is None
    assert chosen(MINUTES, SKIPPED) is None


@given(st.characters())
def test_a_character_fits_only_where_it_can_be_read(character: str) -> None:
    for question in (PUNITIVE, MINUTES):
        if fits(question, character):
            found = chosen(question, character)
            assert found is None or all(0 <= one < len(question.choices) for one in found)


def _taps(survey: Survey, grade: int, picks: list[int]) -> list[str]:
    """Tap through a survey; return every state on the way."""
    states, choices = [], ""
    for question, pick in zip(survey.questions, picks, strict=True):
        choices = passed_over(survey, grade, choices)
        states.append(choices)
        if len(choices) == len(survey.questions) or survey.questions[len(choices)] != question:
            continue
        choices += _pick(question, pick)
    states.append(passed_over(survey, grade, choices))
    return states


def _pick(question: Question, pick: int) -> str:
    if pick == len(question.choices):
        return SKIPPED
    return several([pick]) if question.kind == "several" else str(pick)


@given(
    st.sampled_from([BURDEN, SERVICE]),
    st.integers(1, 9),
    st.lists(st.integers(0, 3), min_size=5, max_size=5),
)
def test_every_state_on_the_way_is_possible_and_leads_back(
    survey: Survey, grade: int, picks: list[int]
) -> None:
    states = _taps(survey, grade, picks[: len(survey.questions)])

    assert len(states[-1]) == len(survey.questions)
    for state in states:
        assert are_possible(survey, grade, state)
        before = step_back(survey, grade, state)
        if before is not None:
            assert are_possible(survey, grade, before)
            decided, _ = split(before)
            assert state.startswith(decided)
            assert len(decided) < len(state)
