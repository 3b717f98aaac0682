"""The values of this room.

A *group* is one question in several wordings. Editors see it once three families have asked
it, and never before. A *request* is one parent's wish that somebody at their school looks at
a question; it never says whose.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final, NewType

from bot.i18n.languages import Language
from bot.people.model import ChatId

GroupId = NewType("GroupId", int)
HelpRequestId = NewType("HelpRequestId", int)

FAMILIES: Final = 3
"""From so many on editors see what was asked."""
MOST_WORDINGS: Final = 20
"""Sentences kept of one group; more would only say the same again."""
MOST_GROUPS: Final = 500
"""Groups that wait for more families; beyond that the oldest makes room."""
MOST_AWAITED: Final = 2000
"""The same with those whose answer somebody waits for, who is told."""
MOST_COMPARED: Final = 5000
"""Sentences that a new question is held against, the newest ones."""
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
    """One scrubbed sentence of a group.

    `shown` is the id of the answer that was wrong, empty if none was given.
    """

    text: str
    why: Why
    shown: str = ""


@dataclass(frozen=True)
class Group:
    """A group as it is stored; it is erased with its answer.

    `asked_on` is the day of its last question, `opened_on` since when editors see it.
    """

    id: GroupId
    gist: str
    asked_on: date
    opened_on: date | None = None


@dataclass(frozen=True)
class OpenGroup:
    """What an editor sees of a group that three families or more have asked.

    How many more is not known: what told families apart is erased with the third one.
    `waiting` is how many chats want to be told of an answer.
    """

    id: GroupId
    gist: str
    wordings: tuple[Wording, ...]
    opened_on: date
    asked_on: date
    waiting: int


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
    """A request as it is answered; `is_open` while nobody has."""

    id: HelpRequestId
    sentence: str
    address: int
    language: Language
    is_open: bool


@dataclass(frozen=True)
class Votes:
    """The thumbs of one answer."""

    entry: str
    up: int
    down: int


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
