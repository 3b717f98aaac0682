"""What a notice may bear besides its text: when it is wanted, who agreed, how it ended."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from bot.notices.times.repeating import Every


class Ending(StrEnum):
    """Why a notice, or what was left of it, was not sent; stored by value."""

    STOPPED = "stopped"  # its author or the operator stopped it
    WITHDRAWN = "withdrawn"  # its author took it back before anybody agreed
    RETURNED = "returned"  # a second person wants it changed
    EXPIRED = "expired"  # no second person agreed in time
    TOO_LATE = "too-late"  # its time was over before it could leave
    NO_SCHOOL = "no-school"  # the day it repeats on turned out to be free
    GONE = "gone"  # whom it was for is not there any more


class Proposed(StrEnum):
    """Where a correction stands that needs a second person; stored by value."""

    WAITING = "waiting"  # somebody must agree
    APPROVED = "approved"  # somebody has agreed, and it went out
    RETURNED = "returned"  # a second person wants it changed
    EXPIRED = "expired"  # no second person agreed in time
    TAKEN_BACK = "taken-back"  # its author gave it up, or wrote another
    OVERTAKEN = "overtaken"  # the notice was corrected, stopped or withdrawn meanwhile


@dataclass(frozen=True)
class Repeats:
    """How a notice repeats, and the last day on which it may."""

    every: Every
    until: date


@dataclass(frozen=True)
class Schedule:
    """When a notice is wanted; every instant is UTC.

    Attributes:
        wished_at: When it is to go out; None is at once.
        not_after: What has not left by then never does.
        repeats: How it repeats; None for a notice that stands alone.
        series: The number of the first notice of its series.
    """

    wished_at: datetime | None = None
    not_after: datetime | None = None
    repeats: Repeats | None = None
    series: int | None = None


@dataclass(frozen=True)
class Approval:
    """What became of asking a second person; every instant is UTC.

    Attributes:
        asked_at: Since when somebody is asked; None if nobody had to be.
        ends_at: Until when they may agree.
        approver: The number of the post of whoever agreed or returned it.
        returned_because: What they want changed.
    """

    asked_at: datetime | None = None
    ends_at: datetime | None = None
    approver: int | None = None
    returned_because: str = ""


@dataclass(frozen=True)
class Outcome:
    """How it went.

    Attributes:
        ending: Why it was not sent, if it was not.
        late_by: Seconds after its time at which it left or was dropped.
        dropped: Messages that were cancelled because it was too late for them.
        hurried: Messages of an urgent notice that did not wait for quiet hours to end.
    """

    ending: Ending | None = None
    late_by: int = 0
    dropped: int = 0
    hurried: int = 0


@dataclass(frozen=True)
class LongReply:
    """A text in a chat that is long, or that goes on with a long one.

    Attributes:
        message_id: The message.
        question_id: The message of ours that it answers; None if it answers none.
    """

    message_id: int
    question_id: int | None
