"""What the room of answers says to a message: a value that any front door can show."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from bot.faq.model import EntryId, Level, Source, Variant
from bot.faq.smalltalk import SmallTalk
from bot.i18n.languages import Language
from bot.matching.decision import Decision
from bot.matching.grades import Span


@dataclass(frozen=True, slots=True)
class Offer:
    """A question we can answer, as a parent may be offered it."""

    id: EntryId
    question: str
    short: str
    """At most 12 characters, or 24 Latin letters, for a button."""
    score: float
    """Between 0 and 1: how probable it is that this is meant."""


class Lacking(StrEnum):
    """Why an answer that places decide themselves has only the national rule."""

    NOT_ENTERED = "not-entered"  # nobody has written this place's own words yet
    PLACE_UNKNOWN = "place-unknown"  # we do not know where the child goes to school


@dataclass(frozen=True, slots=True)
class Whose:
    """Whose words these are, for the line above them."""

    who: str
    level: Level
    is_example: bool


@dataclass(frozen=True, slots=True)
class LocalPart:
    """What a region or a school adds to an answer."""

    whose: Whose
    text: str
    variant: Variant | None
    """Where the text comes from; None is the text for everybody."""
    sources: tuple[Source, ...]
    school: str | None = None
    """The one school it is for, where the children's schools differ; else None."""


@dataclass(frozen=True, slots=True)
class Shown:
    """One answer, chosen for a child, a language and the places of its schools."""

    id: EntryId
    question: str
    text: str
    variant: Variant | None
    """Where the text comes from; None is the text for everybody."""
    grade: int | None
    """The one grade the text was chosen for, as far as it is known."""
    needs_grade: bool
    """Whether the answer depends on the grade and no grade is known."""
    sources: tuple[Source, ...]
    """In the script of the text."""
    who_decides: str | None
    see_also: tuple[Offer, ...]
    span: Span | None = None
    """The grades the text was chosen for, as far as they are known."""
    whose: Whose | None = None
    """Who replaced the national rule; None when `text` is the national rule."""
    choices: tuple[Variant, ...] = ()
    """The grades to choose from where `needs_grade`; each is clear for every text shown."""
    local: tuple[LocalPart, ...] = ()
    """What is added to `text`, the wider rule before the narrower."""
    without: tuple[str, ...] = ()
    """The children's schools that have nothing of their own, where another has."""
    lacking: Lacking | None = None
    """Why nothing local is shown although places decide; None when nothing is missing."""


@dataclass(frozen=True, slots=True)
class Reply:
    """What is said to a message, and why."""

    decision: Decision
    language: Language
    candidates: tuple[Offer, ...] = ()
    """The best three, best first, whatever the decision."""
    answer: Shown | None = None
    """Present when the decision is `answer`."""
    more: tuple[Shown, ...] = ()
    """Answers to further questions of the same message, in the order they were asked."""
    small_talk: SmallTalk | None = None
    """Present when the decision is `smalltalk`."""
