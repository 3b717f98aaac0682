"""The values of this room.

A *group* is one question in several wordings. Editors see it once three families have asked
it, or as far as an asker has agreed. A *request* is one parent's wish that somebody at school
looks at a question; it never says whose.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Final, NewType

from bot.i18n.languages import Language
from bot.people.model import ChatId, ClassId, SchoolId

GroupId = NewType("GroupId", int)
HelpRequestId = NewType("HelpRequestId", int)

FAMILIES: Final = 3
"""From so many on editors see what was asked."""
MOST_WORDINGS: Final = 20
"""Sentences kept of one group; more would only say the same again."""
MOST_GROUPS: Final = 500
"""Groups that wait for more families; beyond that the oldest makes room."""
LONGEST_ANSWER: Final = 3000
"""Characters of a reply, an emoji counting as two; the quoted sentence stands above it."""
SMALLEST_CLASS: Final = 5
"""Families that a class must have joined with before its name stands beside a question."""
MOST_REQUESTS: Final = 5
"""Questions that one chat may have waiting at school."""


class Why(StrEnum):
    """How a question came here."""

    ABSTAINED = "abstained"  # no answer was given
    THUMBS_DOWN = "thumbs_down"  # the answer did not help
    NOT_MEANT = "not_meant"  # the answer was about something else
    ASKED = "asked"  # the parent wants the school to look, or to be told


@dataclass(frozen=True)
class Wording:
    """One scrubbed sentence of a group, and how often it came.

    `shown` is the id of the answer that was wrong, empty if none was given.
    """

    text: str
    count: int
    why: Why
    shown: str = ""
    is_released: bool = False


@dataclass(frozen=True)
class Group:
    """A group as it is stored; `asked_on` is the day of its last question."""

    id: GroupId
    gist: str
    asked_on: date
    opened_on: date | None = None
    closed_on: date | None = None
    answered_by: str | None = None


@dataclass(frozen=True)
class OpenGroup:
    """What an editor sees of a group.

    `opened_on` is None when fewer than three families have asked: then only the sentences
    are here whose askers agreed. `waiting` is how many chats want to be told of an answer.
    """

    id: GroupId
    gist: str
    wordings: tuple[Wording, ...]
    opened_on: date | None
    waiting: int

    @property
    def count(self) -> int:
        """How often it was asked."""
        return sum(wording.count for wording in self.wordings)


@dataclass(frozen=True)
class HelpRequest:
    """What a teacher or the office sees; nothing here leads to the asker.

    `class_name` is None where the office is asked, or where the class is too small.
    """

    id: HelpRequestId
    sentence: str
    school: str
    class_name: str | None = None


@dataclass(frozen=True)
class StoredRequest:
    """A request as it is stored; `address` is empty once the answer has arrived."""

    id: HelpRequestId
    sentence: str
    school_id: SchoolId
    class_id: ClassId | None
    address: int | None
    language: Language
    asked_at: datetime
    answered_at: datetime | None
    answer: str | None


@dataclass(frozen=True)
class Colleague:
    """Somebody at school who may be told of a request; `address` is their chat's."""

    chat_id: ChatId
    address: int
    language: Language


@dataclass(frozen=True)
class Waiting:
    """What a chat has with us: its own requests, and how many answers it waits for."""

    requests: tuple[str, ...]
    """The scrubbed sentences of requests that are not settled."""
    answers: int
