"""The shape of a ready survey's file, which is also the frozen definition of a wave.

One shape for both, so that what was checked when a wave opened is exactly what is asked,
counted and exported later, whatever happens to the file in between. Every question is
answered by one tap, because parents answer with one thumb and the unfinished answer has to
fit into a button.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import Annotated, Final, Literal, Self

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, model_validator

from bot.i18n.languages import Language

MOST_QUESTIONS: Final = 30
"""More would not fit into a button's 64 bytes, nor into a parent's patience."""

MOST_CHOICES: Final = 9
"""Choices are kept as one digit each."""

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


class Question(Part):
    """One question, answered by one tap or skipped.

    Attributes:
        kind: `choice` for plain choices, `bands` for ranges of a number that touch each
            other, `scale` for an item of a published scale.
        stem: What stands above the question, as published scales have it.
        unit: What the numbers of bands count.
        scale: Which published scale this is an item of.
    """

    id: Slug
    kind: Literal["choice", "bands", "scale"]
    text: Texts
    stem: Texts | None = None
    unit: Literal["minutes", "hours"] | None = None
    scale: Literal["gad-2"] | None = None
    choices: tuple[Choice, ...] = Field(min_length=2, max_length=MOST_CHOICES)

    @model_validator(mode="after")
    def _holds_together(self) -> Self:
        _require_unique("choice", (choice.id for choice in self.choices))
        if self.kind == "bands":
            _require_bands(self)
        if self.kind == "scale":
            _require_scale(self)
        return self


class Survey(Part):
    """A ready survey.

    Attributes:
        version: Raised by whoever changes the questions, so that waves stay comparable.
        about: Why it is asked, in a sentence or two.
        comment: How the one free comment is asked for; None asks for none.
    """

    id: Slug
    version: int = Field(ge=1)
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
    if question.scale is None or not _counts_up(points):
        message = (
            f"{question.id} is an item of a scale: name the scale and give its choices "
            "the points 0, 1, 2 and so on"
        )
        raise ValueError(message)


def _counts_up(points: Sequence[int | None]) -> bool:
    return list(points) == list(range(len(points)))
