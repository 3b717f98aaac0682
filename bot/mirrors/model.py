"""The values of this room: a mirror, a post to it, and what became of it."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from bot.i18n.languages import Language


class State(StrEnum):
    """Where a post stands."""

    PENDING = "pending"  # waits for its turn, perhaps to be tried again
    SENDING = "sending"  # on its way; after a crash it may or may not have left
    SENT = "sent"  # the other side has accepted it
    FAILED = "failed"  # given up; the reason is kept
    CANCELLED = "cancelled"  # the notice was stopped before it left


class Reason(StrEnum):
    """Why an attempt failed; stored, so a value never changes."""

    UNREACHABLE = "unreachable"  # no connection
    TIMED_OUT = "timed-out"  # no answer; it may have arrived
    NOT_LET_IN = "not-let-in"  # the key or the password is not accepted
    TOO_FAST = "too-fast"  # too many messages in a short time
    THEIR_TROUBLE = "their-trouble"  # the other side has an error of its own
    REFUSED = "refused"  # it takes no such message
    UNREADABLE = "unreadable"  # Apprise cannot read the address
    NOT_SET_UP = "not-set-up"  # the settings have no mirror of this name any more
    NO_APPRISE = "no-apprise"  # the package is not installed


FOR_GOOD = frozenset({Reason.NOT_LET_IN, Reason.REFUSED, Reason.UNREADABLE, Reason.NOT_SET_UP})
"""Reasons that waiting does not mend."""


@dataclass(frozen=True)
class Mirror:
    """Another channel.

    Attributes:
        name: What it is called in the settings, in lists and in the log.
        url: Apprise's address of it, which holds a key or a password: never shown.
        language: Of what is posted there.
    """

    name: str
    url: str = field(repr=False)
    language: Language = Language.ZH_HANS


@dataclass(frozen=True)
class Post:
    """A post that has been claimed and is about to be sent.

    Attributes:
        attempts: How often it has been tried, this time included.
        doubts: How many earlier attempts may have arrived.
    """

    id: int
    batch: str
    mirror: str
    title: str
    text: str
    attempts: int
    doubts: int


@dataclass(frozen=True)
class Outcome:
    """What became of one attempt; without a reason it was accepted."""

    reason: Reason | None = None
    may_have_arrived: bool = False


@dataclass(frozen=True)
class Settlement:
    """What is to be written down after an attempt."""

    state: State
    doubts: int
    not_before: datetime
    reason: Reason | None = None


@dataclass(frozen=True)
class PostStatus:
    """What became of one post, as `notice status` shows it.

    Attributes:
        doubts: How many attempts may have arrived besides; more than 0 beside `sent` means
            that it may stand there twice, the later one marked.
    """

    mirror: str
    state: State
    attempts: int
    doubts: int
    reason: Reason | None
