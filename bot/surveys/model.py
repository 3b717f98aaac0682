"""The values of this room: a wave, its states, and what can go wrong.

A *wave* is one time a survey is asked at one school. An answer's choices are a text with
one character a question, a choice's place or `SKIPPED`, because that is what fits into a
button, and because it holds nothing else.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Final, NewType

from bot.errors import BadInput, NotAllowed, NotFound, WrongMoment
from bot.surveys.questions.schema import Survey
from bot.surveys.taps import WaveName

WaveId = NewType("WaveId", int)

LONGEST_COMMENT: Final = 4096
"""Characters, as many as one Telegram message holds."""

MAY_BE_CUT: Final = 2_048
"""UTF-16 units; apps cut what is longer than twice that, at a break in the second half if any."""


class WaveState(StrEnum):
    """How a wave stands."""

    OPEN = "open"  # families may answer; nobody sees a figure
    CLOSING = "closing"  # no answer is taken any more; the seals are being opened
    CLOSED = "closed"  # counted; answers, marks and keys of the open time are gone
    LOST = "lost"  # its key is gone, so nobody can ever read what was sealed


def takes_answers(state: WaveState, closes_at: datetime | None, now: datetime) -> bool:
    """Say whether a wave that stands like this takes answers at a moment."""
    return state is WaveState.OPEN and (closes_at is None or now < closes_at)


@dataclass(frozen=True)
class Wave:
    """One time a survey is asked at one school; the definition is frozen at opening.

    Attributes:
        tag: See `taps.WaveName`.
        invited: How many families were asked, or children if each gives an answer.
        closes_at: From when on no answer is taken; None until somebody closes it.
        erased_at: When keys and freed pages were destroyed, the last step of closing.
    """

    id: WaveId
    school_id: int
    survey: Survey
    public_key: bytes
    state: WaveState
    invited: int
    opened_at: datetime
    closes_at: datetime | None
    closed_at: datetime | None = None
    erased_at: datetime | None = None
    tag: str | None = None

    @property
    def name(self) -> WaveName:
        """Return what its buttons call it."""
        return WaveName(self.id, self.tag)

    def takes_answers(self, now: datetime) -> bool:
        """Say whether a family may answer at this moment."""
        return takes_answers(self.state, self.closes_at, now)


@dataclass(frozen=True)
class Turnout:
    """All that may be known of a wave before it is closed.

    Attributes:
        responses: Rounded down to a step of five.
    """

    wave: Wave
    responses: int


@dataclass(frozen=True)
class Subject:
    """What one answer is about.

    Attributes:
        number: What buttons carry: a child's number, or in a survey of families a grade.
        grade: The grade it counts for.
        mark: The number that is marked as answered: the child's, or the family's.
        school_class: The class; None where the family answers.
        class_name: What the class is called; empty where the family answers.
        seat: The child's seat number, if the family has given it.
    """

    number: int
    grade: int
    mark: int
    school_class: int | None = None
    class_name: str = ""
    seat: int | None = None


@dataclass(frozen=True)
class Respondent:
    """Who answers, for the moment of a tap only; never stored.

    Attributes:
        family: The number of the family at the people room.
        subjects: What it may answer about at the wave's school, in order; at least one.
    """

    family: int
    subjects: tuple[Subject, ...]

    def about(self, number: int | None) -> Subject | None:
        """Find what a button is about; the only one there is needs no choice."""
        if number is None:
            return self.subjects[0] if len(self.subjects) == 1 else None
        return next((each for each in self.subjects if each.number == number), None)


@dataclass(frozen=True)
class Answer:
    """One finished answer: the grade it is about, and one character a question."""

    grade: int
    choices: str


class Receipt(StrEnum):
    """What came of handing in."""

    TAKEN = "taken"  # sealed and stored, now or by the same button a moment ago
    REPEATED = "repeated"  # there was an answer before; nothing changed


class WaveMissing(NotFound):
    """There is no survey with this number."""

    text_key = "survey-missing"


class WaveForgotten(NotFound):
    """A button names a wave that a restored database no longer knows; its number is another's."""

    text_key = "survey-forgotten"


class WaveOver(WrongMoment):
    """This survey takes no answers any more."""

    text_key = "survey-over"


class DistrictTooSmall(WrongMoment):
    """Too few schools of a district have closed a survey."""

    text_key = "results-district-too-small"


class WaveLost(WrongMoment):
    """The key of this survey is gone."""

    text_key = "survey-lost"


class WaveStillOpen(WrongMoment):
    """Figures exist only after closing."""


class NotInvited(NotAllowed):
    """Whoever tapped has no child at the wave's school."""

    text_key = "survey-not-invited"


class UnfitAnswer(BadInput):
    """A tap does not fit the survey: it was made by hand or belongs to another one."""

    text_key = "failure-old-button"
