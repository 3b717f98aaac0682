"""What is chosen, as one character a question: the text of a button and of a sealed answer.

A single choice is its place as a digit. Of several choices the set is one of 64 characters,
each choice standing for one bit, so that every question takes one character and answers of a
wave have one length. Pure.
"""

from __future__ import annotations

import string
from collections.abc import Iterable
from typing import Final

from bot.surveys.questions.schema import Question, Survey

SKIPPED: Final = "-"
"""Stands for a question somebody would rather not answer, or that their grade is not asked."""

STILL_CHOOSING: Final = "+"
"""Ends an unfinished answer whose last question, of several choices, is still open."""

_SETS: Final = string.digits + string.ascii_uppercase + string.ascii_lowercase + "_."
NONE_OF_THEM: Final = _SETS[0]


def chosen(question: Question, character: str) -> tuple[int, ...] | None:
    """Return the places a character stands for, rising; None if the question was skipped.

    An empty tuple is the answer “none of these” to a question of several choices.

    Args:
        question: The question.
        character: Its character in an answer that fits; see `fits`.
    """
    if character == SKIPPED:
        return None
    if question.kind != "several":
        return (int(character),)
    bits = _SETS.index(character)
    return tuple(place for place in range(len(question.choices)) if bits >> place & 1)


def several(places: Iterable[int]) -> str:
    """Return the character for a set of places."""
    return _SETS[sum(1 << place for place in set(places))]


def toggled(question: Question, character: str, place: int) -> str:
    """Return the character with one choice more, or less if it was taken."""
    return several(set(chosen(question, character) or ()) ^ {place})


def fits(question: Question, character: str) -> bool:
    """Say whether a character can be an answer to a question."""
    if character == SKIPPED:
        return True
    if question.kind == "several":
        return character in _SETS and _SETS.index(character) < 1 << len(question.choices)
    return character in string.digits and int(character) < len(question.choices)


def are_possible(survey: Survey, grade: int, choices: str) -> bool:
    """Say whether choices, finished or not, can have come from taps of a grade's family."""
    decided, pending = split(choices)
    count = len(decided) + (pending is not None)
    if count > len(survey.questions):
        return False
    pairs = zip(survey.questions, decided, strict=False)
    if not all(
        fits(question, one) and (question.asks(grade) or one == SKIPPED) for question, one in pairs
    ):
        return False
    if pending is None:
        return True
    question = survey.questions[len(decided)]
    return question.kind == "several" and pending != SKIPPED and fits(question, pending)


def split(choices: str) -> tuple[str, str | None]:
    """Part an unfinished answer into what is decided and the set that is still open."""
    if choices.endswith(STILL_CHOOSING):
        return choices[:-2], choices[-2:-1]
    return choices, None


def passed_over(survey: Survey, grade: int, choices: str) -> str:
    """Go on to the next question a grade is asked."""
    for question in survey.questions[len(choices) :]:
        if question.asks(grade):
            break
        choices += SKIPPED
    return choices


def step_back(survey: Survey, grade: int, choices: str) -> str | None:
    """Return the answer as it was at the question before; None at the first.

    A set of several choices is open again with what it held.
    """
    while choices:
        question, last = survey.questions[len(choices) - 1], choices[-1]
        choices = choices[:-1]
        if question.asks(grade):
            is_set = question.kind == "several" and last != SKIPPED
            return f"{choices}{last}{STILL_CHOOSING}" if is_set else choices
    return None


def place_of(survey: Survey, grade: int, choices: str) -> tuple[int, int]:
    """Return which of a grade's questions comes next, from 1, and how many it is asked."""
    asked = [question.asks(grade) for question in survey.questions]
    return sum(asked[: len(choices)]) + 1, sum(asked)
