"""What the room of answers says to a message: a value that any front door can show."""

from __future__ import annotations

from dataclasses import dataclass

from bot.faq.model import EntryId, Source, Variant
from bot.faq.smalltalk import SmallTalk
from bot.i18n.languages import Language
from bot.matching.decision import Decision


@dataclass(frozen=True, slots=True)
class Offer:
    """A question we can answer, as a parent may be offered it."""

    id: EntryId
    question: str
    short: str
    """At most 12 characters, or 24 Latin letters, for a button."""
    score: float
    """Between 0 and 1: how probable it is that this is meant."""


@dataclass(frozen=True, slots=True)
class Shown:
    """One answer, chosen for a child and a language."""

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
    """With the documents' titles in the language of the text."""
    who_decides: str | None
    see_also: tuple[Offer, ...]


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
