"""The shape of a ready survey's file, which is also the frozen definition of a wave.

One shape for both, so that what was checked when a wave opened is exactly what is asked,
counted and exported later, whatever happens to the file in between. Every question is
answered by taps, because parents answer with one thumb and the unfinished answer has to
fit into a button. The one short text, `comment`, comes after handing in and is tied to none
of the answers.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from enum import StrEnum
from itertools import pairwise
from typing import Annotated, Final, Literal, Self

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    PlainSerializer,
    WithJsonSchema,
    model_validator,
)

from bot.i18n.languages import Language

MOST_QUESTIONS: Final = 30
"""More would not fit into a button's 64 bytes, nor into a parent's patience."""

MOST_CHOICES: Final = 9
"""Choices are kept as one digit each."""

MOST_OF_SEVERAL: Final = 6
"""Choices of which several may be taken, so that every set of them is one character."""

ALL_GRADES: Final = (1, 9)

LONGEST_LABEL: Final = 40
"""Characters; what a phone shows of a button in two lines."""

GAD2: Final = "gad-2"
"""The first two items of the GAD-7, which is in the public domain."""


def _visible(text: str) -> str:
    stripped = text.strip()
    if not stripped:
        message = "must not be empty"
        raise ValueError(message)
    if any(ord(character) < ord(" ") and character != "\n" for character in stripped):
        message = "holds a control character; delete it"
        raise ValueError(message)
    return stripped


def _span(written: object) -> object:
    """Read grades as people write them: 7, or 1-6."""
    if isinstance(written, (list, tuple)):
        return tuple(written)
    match = re.fullmatch(r"([1-9])(?:-([1-9]))?", str(written))
    first, last = (int(match[1]), int(match[2] or match[1])) if match else (1, 0)
    if first > last:
        message = f"{written} are no grades; write one from 1 to 9, or two such as 1-6"
        raise ValueError(message)
    return first, last


def _written(span: tuple[int, int]) -> str:
    return f"{span[0]}-{span[1]}"


Grades = Annotated[
    tuple[int, int],
    BeforeValidator(_span),
    PlainSerializer(_written),
    WithJsonSchema(
        {
            "anyOf": [
                {"type": "integer", "minimum": 1, "maximum": 9},
                {"type": "string", "pattern": "^[1-9](-[1-9])?$"},
            ]
        }
    ),
]
"""The first and the last grade, both included."""

Text = Annotated[str, AfterValidator(_visible), Field(max_length=600)]
Slug = Annotated[str, Field(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=40)]


class Part(BaseModel):
    """A part of a survey; unknown keys are errors."""

    model_config = ConfigDict(extra="forbid", frozen=True, populate_by_name=True)


class Texts(Part):
    """One text in every language; zh-Hant is filled in when the survey is opened."""

    zh_hans: Text = Field(alias="zh-Hans")
    zh_hant: Text | None = Field(None, alias="zh-Hant")
    en: Text

    def in_language(self, language: Language) -> str:
        """Return the text as a person of this language reads it."""
        if language is Language.EN:
            return self.en
        if language is Language.ZH_HANT:
            return self.zh_hant or self.zh_hans
        return self.zh_hans

    def everywhere(self) -> tuple[str, ...]:
        """Return the text in each language that has it."""
        return tuple(text for text in (self.zh_hans, self.zh_hant, self.en) if text)


class Choice(Part):
    """One button of a question.

    A band says which numbers it holds, so that figures can be compared with official
    limits: `above` and `below` are left out, `at_least` and `up_to` are included.
    `points` are what a choice of a scale counts.
    """

    id: Slug
    text: Texts
    points: int | None = Field(None, ge=0, le=10)
    above: float | None = None
    at_least: float | None = None
    up_to: float | None = None
    below: float | None = None

    @model_validator(mode="after")
    def _fits_a_button(self) -> Self:
        if any(len(text) > LONGEST_LABEL for text in self.text.everywhere()):
            message = f"the choice {self.id} is too long for a button; use {LONGEST_LABEL} letters"
            raise ValueError(message)
        return self


class Unit(StrEnum):
    """Who gives one answer."""

    CHILD = "child"  # one for each child; the invitation names the class
    FAMILY = "family"  # one for each family


class Variant(Part):
    """How a question is put to some grades."""

    grades: Grades
    text: Texts


class Question(Part):
    """One question, answered by taps or skipped.

    Attributes:
        kind: `choice` for one of plain choices, `several` for any number of them, `bands`
            for ranges of a number that touch each other, `scale` for steps with points.
        grades: Who is asked; all grades if it is left out.
        variants: Other words for some grades; the choices stay, so that figures compare.
        stem: What stands above the question, as published scales have it.
        unit: What the numbers of bands count.
        scale: Which published scale this is an item of; None for a scale of our own.
    """

    id: Slug
    kind: Literal["choice", "several", "bands", "scale"]
    text: Texts
    grades: Grades | None = None
    variants: tuple[Variant, ...] = ()
    stem: Texts | None = None
    unit: Literal["minutes", "hours"] | None = None
    scale: Literal["gad-2"] | None = None
    choices: tuple[Choice, ...] = Field(min_length=2, max_length=MOST_CHOICES)

    def asks(self, grade: int) -> bool:
        """Say whether a grade is asked this."""
        first, last = self.grades or ALL_GRADES
        return first <= grade <= last

    def put_to(self, grade: int) -> Texts:
        """Return the words for a grade."""
        for variant in self.variants:
            if variant.grades[0] <= grade <= variant.grades[1]:
                return variant.text
        return self.text

    @model_validator(mode="after")
    def _holds_together(self) -> Self:
        _require_unique("choice", (choice.id for choice in self.choices))
        if self.kind == "bands":
            _require_bands(self)
        if self.kind == "scale":
            _require_scale(self)
        if self.kind == "several" and len(self.choices) > MOST_OF_SEVERAL:
            message = f"{self.id} has too many choices to take several; {MOST_OF_SEVERAL} at most"
            raise ValueError(message)
        _require_apart(self)
        return self


class Survey(Part):
    """A ready survey.

    Attributes:
        version: Raised by whoever changes the questions, so that waves stay comparable.
        unit: Whether each child or each family gives one answer.
        about: Why it is asked, in a sentence or two.
        comment: How the one free comment is asked for; None asks for none.
    """

    id: Slug
    version: int = Field(ge=1)
    unit: Unit = Unit.FAMILY
    title: Texts
    about: Texts
    questions: tuple[Question, ...] = Field(min_length=1, max_length=MOST_QUESTIONS)
    comment: Texts | None = None

    @model_validator(mode="after")
    def _holds_together(self) -> Self:
        _require_unique("question", (question.id for question in self.questions))
        items = [question for question in self.questions if question.scale == GAD2]
        if items and len(items) != 2:  # noqa: PLR2004 - the 2 is GAD-2's own
            message = "gad-2 has exactly two items; ask both or neither"
            raise ValueError(message)
        _require_something_for_all(self.questions)
        return self


def _require_unique(what: str, ids: Iterable[str]) -> None:
    doubled = [name for name, count in Counter(ids).items() if count > 1]
    if doubled:
        message = f"the {what} {doubled[0]} stands twice; give each its own id"
        raise ValueError(message)


def _require_bands(question: Question) -> None:
    if question.unit is None:
        message = f"the bands of {question.id} need a unit: minutes or hours"
        raise ValueError(message)
    for lower, upper in pairwise(question.choices):
        touches = (lower.up_to is not None and lower.up_to == upper.above) or (
            lower.below is not None and lower.below == upper.at_least
        )
        if not touches:
            message = (
                f"the bands {lower.id} and {upper.id} do not touch; end one with up_to and begin "
                "the next with above, or with below and at_least, at the same number"
            )
            raise ValueError(message)


def _require_scale(question: Question) -> None:
    points = [choice.points for choice in question.choices]
    begins = (0,) if question.scale else (0, 1)
    if not any(points == list(range(first, first + len(points))) for first in begins):
        message = (
            f"{question.id} is a scale: give its choices the points 0, 1, 2 and so on; "
            "a scale of your own may begin with 1"
        )
        raise ValueError(message)


def _require_apart(question: Question) -> None:
    if question.scale and (question.grades or question.variants):
        message = f"{question.id} is an item of a published scale: ask all grades the same"
        raise ValueError(message)
    spans = sorted(variant.grades for variant in question.variants)
    for before, after in pairwise(spans):
        if after[0] <= before[1]:
            message = f"two variants of {question.id} are for grade {after[0]}; keep one"
            raise ValueError(message)


def _require_something_for_all(questions: Sequence[Question]) -> None:
    for grade in range(ALL_GRADES[0], ALL_GRADES[1] + 1):
        if not any(question.asks(grade) for question in questions):
            message = f"grade {grade} is asked nothing; give one question more grades"
            raise ValueError(message)
