"""What is counted of an answer: each question, and the sum of a published scale.

A measure turns an answer's characters into the place of one of its answers, or None if the
family skipped it, so that everything further on counts places and knows no questions.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from bot.i18n.catalogue import speaking
from bot.i18n.languages import Language
from bot.surveys.questions.care import SEVERE_FROM, gad2_sum
from bot.surveys.questions.choices import SKIPPED, chosen
from bot.surveys.questions.schema import GAD2, Question, Survey


@dataclass(frozen=True)
class Labels:
    """How a measure and its answers are called in one language.

    Attributes:
        choice: The choice that is counted by itself; None for a whole question.
    """

    question: str
    answers: tuple[str, ...]
    choice: str | None = None


@dataclass(frozen=True)
class Measure:
    """One thing that is counted.

    Attributes:
        id: The question's id, or the scale's.
        answers: The ids of its possible answers.
        of: Gives the place of the answer in an answer's characters; None if skipped.
        labels: Gives its names in a language.
        places: Which characters of an answer it reads.
        question: The question it counts; None for the sum of a scale.
    """

    id: str
    answers: tuple[str, ...]
    of: Callable[[str], int | None]
    labels: Callable[[Language], Labels]
    places: tuple[int, ...]
    question: Question | None = None

    @property
    def family(self) -> str:
        """The scale whose items and sum are published together, or the measure by itself."""
        return (self.question.scale if self.question else None) or self.id

    @property
    def is_of_scale(self) -> bool:
        """Whether it is an item of a published scale, which may say that somebody needs help.

        What nearly all chose is then never told, or it would be said of every one of them.
        """
        return self.question is None or self.question.scale is not None

    @property
    def is_for_all(self) -> bool:
        """Whether every grade is asked this."""
        return self.question is None or self.question.grades is None

    def asks(self, grade: int) -> bool:
        """Say whether a grade is asked this."""
        return self.question is None or self.question.asks(grade)

    @property
    def points(self) -> tuple[int, ...]:
        """What the answers of a scale count; empty if it is none."""
        if self.question is None or self.question.kind != "scale":
            return ()
        return tuple(choice.points or 0 for choice in self.question.choices)


def measures(survey: Survey) -> list[Measure]:
    """List what is counted: every question in order, then the scale's sum."""
    found: list[Measure] = []
    for place, question in enumerate(survey.questions):
        if question.kind == "several":
            found += [_of_choice(place, question, at) for at in range(len(question.choices))]
        else:
            found.append(_of_question(place, question))
    if any(question.scale == GAD2 for question in survey.questions):
        found.append(_of_gad2(survey))
    return found


def _of_question(place: int, question: Question) -> Measure:
    def of(choices: str) -> int | None:
        return None if choices[place] == SKIPPED else int(choices[place])

    def labels(language: Language) -> Labels:
        answers = tuple(choice.text.in_language(language) for choice in question.choices)
        return Labels(question.text.in_language(language), answers)

    answers = tuple(choice.id for choice in question.choices)
    return Measure(question.id, answers, of, labels, (place,), question)


def _of_choice(place: int, question: Question, at: int) -> Measure:
    """Count one of several choices by itself: who took it, and who did not."""
    choice = question.choices[at]

    def of(choices: str) -> int | None:
        places = chosen(question, choices[place])
        return None if places is None else int(at not in places)

    def labels(language: Language) -> Labels:
        words = speaking(language)
        text, name = question.text.in_language(language), choice.text.in_language(language)
        return Labels(f"{text} {name}", (words("survey-yes"), words("survey-no")), name)

    return Measure(f"{question.id}.{choice.id}", ("yes", "no"), of, labels, (place,), question)


def _of_gad2(survey: Survey) -> Measure:
    places = [at for at, question in enumerate(survey.questions) if question.scale == GAD2]

    def of(choices: str) -> int | None:
        if any(choices[place] == SKIPPED for place in places):
            return None
        return int(gad2_sum(survey, choices) >= SEVERE_FROM)

    def labels(language: Language) -> Labels:
        words = speaking(language)
        answers = (words("survey-gad2-low"), words("survey-gad2-high"))
        return Labels(words("survey-gad2-question"), answers)

    return Measure(GAD2, ("0-2", "3-6"), of, labels, tuple(places))
