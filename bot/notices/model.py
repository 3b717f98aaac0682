"""The values of this room, and which state of a notice may follow which."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import NewType

from bot.delivery.model import WhenUnsure
from bot.mirrors.model import PostStatus
from bot.notices.particulars import Approval, Ending, Outcome, Schedule
from bot.people.audience import Audience
from bot.people.model import SchoolId, StaffId

NoticeId = NewType("NoticeId", int)


def batch_of(number: NoticeId) -> str:
    """Return the name the messages of a notice bear in the outbox."""
    return f"notice:{number}"


LONGEST_TEXT = 12_000
"""Characters; three messages, or four. Whoever has more to say attaches a document."""


class State(StrEnum):
    """Where a notice stands."""

    DRAFT = "draft"  # being written; nobody has seen it
    AWAITING_APPROVAL = "awaiting_approval"  # a second person must agree
    SCHEDULED = "scheduled"  # goes out by itself at its time
    SENDING = "sending"  # on its way
    SENT = "sent"  # every message is settled: delivered, failed or cancelled
    CANCELLED = "cancelled"  # stopped; what had left is listed
    WITHDRAWN = "withdrawn"  # had been sent and was taken back


class Overtaken(StrEnum):
    """Why a text no longer holds."""

    CORRECTED = "corrected"  # another text was sent in its place
    WITHDRAWN = "withdrawn"  # it was taken back
    OVERTAKEN = "overtaken"  # a reminder of a text that was put right


class Asks(StrEnum):
    """What a notice asks of a family."""

    NOTHING = "nothing"  # to read it
    READ = "read"  # to tap that it was read
    AGREE = "agree"  # to tap that it was read and agreed to


OPEN = frozenset({State.DRAFT, State.AWAITING_APPROVAL, State.SCHEDULED, State.SENDING})
"""States in which a notice can still be stopped."""


@dataclass(frozen=True)
class Notice:
    """A notice; every instant is UTC.

    `author_id` is empty for the operator of the command line. `send_at` is when it goes
    out, empty while nobody has decided. `goes_on_until` is there while an app may still send
    the rest of a draft's text, or of the `correction` that its author is writing.
    `shown_message_id` is the message that showed how far it is, once that stays as it is.
    """

    id: NoticeId
    school_id: SchoolId | None
    author_id: StaffId | None
    audiences: tuple[Audience, ...]
    text: str
    asks_confirmation: bool
    is_urgent: bool
    state: State
    created_at: datetime
    send_at: datetime | None = None
    sent_at: datetime | None = None
    author_address: int | None = None
    prompt_message_id: int | None = None
    progress_message_id: int | None = None
    shown_message_id: int | None = None
    goes_on_until: datetime | None = None
    correction: str = ""
    asks_agreement: bool = False
    reminds_of: NoticeId | None = None
    reason: str = ""
    version: int = 1
    when_unsure: WhenUnsure = WhenUnsure.RESEND
    objections: tuple[str, ...] = ()
    despite: str = ""
    schedule: Schedule = field(default_factory=Schedule)
    approval: Approval = field(default_factory=Approval)
    outcome: Outcome = field(default_factory=Outcome)

    @property
    def asks(self) -> Asks:
        """What it asks of a family."""
        if not self.asks_confirmation:
            return Asks.NOTHING
        return Asks.AGREE if self.asks_agreement else Asks.READ

    @property
    def confirms(self) -> NoticeId:
        """The notice a tap under it confirms: a reminder's taps count for the one it is of."""
        return self.reminds_of or self.id

    @property
    def batch(self) -> str:
        """The name its messages bear in the outbox."""
        return batch_of(self.id)


@dataclass(frozen=True)
class Reach:
    """Whom a notice would reach.

    `children` counts every child it concerns, `unreached` those nobody reads along for.
    """

    chats: int
    children: int
    unreached: int


@dataclass(frozen=True)
class Status:
    """How far a notice is; the fields are those of `notice status --json`.

    `confirmed` and `agreed` count chats; whoever has agreed has confirmed, too. A child is
    confirmed once one of its chats has. `late_by` is seconds after its time at which it left or
    was dropped; `dropped` counts messages cancelled because it was too late for them. `edits_…`
    count messages of older texts, or of a notice that was taken back, that are made to say so.
    `correction_waits` says whether a second person is asked about a correction, `overtaken`
    whether this is a reminder of a text that was put right since.
    """

    id: NoticeId
    state: State
    recipients: int
    pending: int
    sending: int
    delivered: int
    failed: int
    ambiguous: int
    cancelled: int
    confirmed: int
    children: int
    children_unreached: int
    agreed: int = 0
    children_confirmed: int = 0
    children_agreed: int = 0
    urgent: bool = False
    quiet_hours_overridden: int = 0
    late_by: int = 0
    dropped: int = 0
    ending: Ending | None = None
    corrections: int = 0
    correction_waits: bool = False
    overtaken: bool = False
    edits_pending: int = 0
    edits_done: int = 0
    edits_failed: int = 0
    attachments: int = 0
    when_unsure: WhenUnsure = WhenUnsure.RESEND
    mirrors: tuple[PostStatus, ...] = ()

    @property
    def waiting(self) -> int:
        """Children, or members of staff, whom it reached and of whom nobody has confirmed."""
        if self.children:
            return max(0, self.children - self.children_unreached - self.children_confirmed)
        return max(0, self.delivered - self.confirmed)

    @property
    def settled(self) -> int:
        """Messages whose fate is known."""
        return self.recipients - self.pending - self.sending
