"""The words of delivery: what is sent, what may become of it, and which step may follow.

Telegram takes no idempotency key and tells nobody whether a parent has read, so the states
say only what can be known: whether Telegram has accepted a message, has refused it, or has
left us without an answer. Nothing here knows Telegram's types.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum
from types import MappingProxyType


class State(StrEnum):
    """Where a message stands."""

    PENDING = "pending"  # waits for its turn
    SENDING = "sending"  # on its way; after a crash it may or may not have left
    DELIVERED = "delivered"  # Telegram has accepted it
    FAILED = "failed"  # refused for good; the reason is kept
    AMBIGUOUS = "ambiguous"  # may have arrived, and is not sent again
    CANCELLED = "cancelled"  # withdrawn before it left


STEPS: Mapping[State, frozenset[State]] = MappingProxyType(
    {
        State.PENDING: frozenset({State.SENDING, State.CANCELLED, State.AMBIGUOUS, State.FAILED}),
        State.SENDING: frozenset(
            {
                State.DELIVERED,
                State.FAILED,
                State.AMBIGUOUS,
                State.PENDING,
                State.CANCELLED,
            }
        ),
        State.DELIVERED: frozenset(),
        State.FAILED: frozenset(),
        State.AMBIGUOUS: frozenset(),
        State.CANCELLED: frozenset(),
    }
)
"""Which state may follow which; the last four are final."""


class WhenUnsure(StrEnum):
    """What to do with a message that may have arrived."""

    RESEND = "resend"  # at least once: a second copy is better than none
    LEAVE = "leave"  # at most once: it is listed as ambiguous instead


class Reason(StrEnum):
    """Why a message failed for good; each has words in the catalogue."""

    BLOCKED = "blocked"  # the person has blocked the bot
    ACCOUNT_GONE = "account-gone"  # the account was deleted or deactivated
    NEVER_STARTED = "never-started"  # the person has never opened the chat with the bot
    NO_SUCH_CHAT = "no-such-chat"  # Telegram knows no such chat
    REFUSED = "refused"  # Telegram refuses this message; the detail says why


@dataclass(frozen=True)
class Button:
    """A button under a message.

    Args:
        label: What the parent reads.
        data: What comes back when it is pressed, at most 64 bytes.
    """

    label: str
    data: str


class Deed(StrEnum):
    """What is done with a body."""

    SEND = "send"  # a message of its own
    EDIT = "edit"  # takes the place of an earlier message's text; its buttons go
    CAPTION = "caption"  # takes the place of the words under an earlier picture or file
    BLANK = "blank"  # takes the place of an earlier picture or file, with its words


class FileKind(StrEnum):
    """How a file is shown."""

    PHOTO = "photo"  # a picture in the chat
    DOCUMENT = "document"  # a file to open


@dataclass(frozen=True)
class File:
    """A picture or a document that goes with a message.

    Args:
        id: Its row.
        kind: How it is shown.
        name: What it is called; a person's data, never to be logged.
        known_as: Telegram's name for it once it has been uploaded by our bot.
        content: Its bytes, at hand only while it is uploaded.
    """

    id: int
    kind: FileKind
    name: str
    known_as: str | None = field(default=None, compare=False)
    content: bytes | None = field(default=None, repr=False, compare=False)


@dataclass(frozen=True)
class NewFile:
    """A file that is not kept yet.

    Args:
        kind: How it is shown.
        name: What it is called.
        size: Bytes.
        content: The bytes; None if Telegram has them already.
        known_as: Telegram's name for it, good for one bot; None if it must be uploaded.
    """

    kind: FileKind
    name: str
    size: int
    content: bytes | None = field(default=None, repr=False)
    known_as: str | None = None


@dataclass(frozen=True)
class Body:
    """What a message says; one body is shared by thousands of recipients.

    Rooms write any length and any number of files; the outbox makes as many parts of it as
    Telegram needs (`parts.py`), and a sender is given one part at a time.

    Args:
        text: Plain text as the parent reads it.
        keyboard: Rows of buttons under the text.
        force_reply: The hint in the input field when the parent's next words are to be a
            reply to this message; None asks for no reply. Excludes a keyboard.
        files: Pictures and documents; they come before a text that is too long for one.
        repeat_mark: Words put before a message that may have arrived before; may be empty.
        deed: What is done with it.
        edits: The number of the earlier message it takes the place of, known when it is sent.
    """

    text: str
    keyboard: tuple[tuple[Button, ...], ...] = ()
    force_reply: str | None = None
    files: tuple[File, ...] = ()
    repeat_mark: str = ""
    deed: Deed = Deed.SEND
    edits: int | None = None

    def __post_init__(self) -> None:
        if self.keyboard and self.force_reply is not None:
            message = "A message has either buttons or a reply field, not both."
            raise ValueError(message)


@dataclass(frozen=True)
class Letter:
    """A body and whom it goes to, as one of many that are put in together.

    Args:
        body: What it says.
        addresses: Who gets it.
        not_before: When it may leave; None is at once.
        not_after: From when on it may not leave any more; None is never.
    """

    body: Body
    addresses: tuple[int, ...]
    not_before: datetime | None = None
    not_after: datetime | None = None


@dataclass(frozen=True)
class Part:
    """One message of a body, as the dispatcher knows it.

    Args:
        body: What it says, with at most one file.
        next_id: The part that follows it; None for the last.
    """

    body: Body
    next_id: int | None = None

    @property
    def unknown_file(self) -> File | None:
        """The file that has to be uploaded first, if there is one."""
        file = self.body.files[0] if self.body.files else None
        return file if file is not None and file.known_as is None else None


@dataclass(frozen=True)
class Outgoing:
    """A message that has been claimed and is about to be sent.

    Args:
        id: Its row.
        batch: What it belongs to, such as ``notice:12``.
        body_id: Which body it carries.
        address: The chat it goes to.
        attempts: How often it has been tried, this time included.
        doubts: How many earlier attempts may have arrived.
        when_unsure: The batch's rule for the next attempt that may have arrived.
        target: The number of the message it takes the place of; None for a new one.
    """

    id: int
    batch: str
    body_id: int
    address: int
    attempts: int
    doubts: int
    when_unsure: WhenUnsure
    target: int | None = None


@dataclass(frozen=True)
class Delivered:
    """Telegram has accepted the message.

    Args:
        message_id: Telegram's number for it.
        known_as: Telegram's name for the file that was uploaded with it.
    """

    message_id: int
    known_as: str | None = None


@dataclass(frozen=True)
class Refused:
    """Telegram will never accept it.

    Args:
        reason: Why.
        gone: Whether the whole chat is lost to us, not just this message.
        detail: Telegram's own words, where they add something.
    """

    reason: Reason
    gone: bool
    detail: str = ""


@dataclass(frozen=True)
class RetryLater:
    """Telegram has answered that it cannot accept the message now.

    Args:
        after: The least time to wait; zero if Telegram named none.
        halts_all: Whether nothing at all may be sent until then (429).
    """

    after: timedelta = timedelta(0)
    halts_all: bool = False


@dataclass(frozen=True)
class Unreachable:
    """No answer came.

    Args:
        maybe_accepted: False when the message certainly never left, as when the connection
            was refused; True when it may have arrived, as when the answer timed out.
    """

    maybe_accepted: bool


Outcome = Delivered | Refused | RetryLater | Unreachable
"""What became of one attempt."""


@dataclass(frozen=True)
class Recipient:
    """What became of one message, for lists and for editing it later.

    Args:
        address: The chat; None once the person's data has been erased.
        state: Where the message stands.
        message_id: Telegram's number for it, once delivered.
        reason: Why it failed.
        doubts: How many attempts may have arrived besides; more than 0 beside `delivered`
            means that the parent may have two copies.
        settled_at: Since when its state is final, in UTC.
    """

    address: int | None
    state: State
    message_id: int | None
    reason: Reason | None
    doubts: int
    settled_at: datetime | None


@dataclass(frozen=True)
class Sent:
    """A message that has arrived in a chat and can be edited there.

    Args:
        address: The chat.
        message_id: Telegram's number for it.
        has_text: Whether it says something; a picture before a long text does not.
        has_file: Whether it is a picture or a document.
    """

    address: int
    message_id: int
    has_text: bool
    has_file: bool


@dataclass(frozen=True)
class Overtaken:
    """Whom a message was for that other words take the place of.

    Args:
        address: The chat.
        has_all: Whether it has arrived there as a whole.
        not_before: When it might have left, if nothing of it has.
        not_after: Until when, if there was such a time.
    """

    address: int
    has_all: bool
    not_before: datetime | None = None
    not_after: datetime | None = None

    @property
    def may_be_there(self) -> bool:
        """Whether the chat may hold something of it."""
        return self.not_before is None


@dataclass(frozen=True)
class Progress:
    """How many messages of a batch are in each state."""

    counts: Mapping[State, int] = field(default_factory=dict)

    def __getitem__(self, state: State) -> int:
        return self.counts.get(state, 0)

    @property
    def total(self) -> int:
        """All messages of the batch."""
        return sum(self.counts.values())

    @property
    def open_count(self) -> int:
        """Messages that are still to be sent or on their way."""
        return self[State.PENDING] + self[State.SENDING]

    @property
    def is_finished(self) -> bool:
        """Whether the fate of every message is settled."""
        return self.open_count == 0


@dataclass(frozen=True)
class Settlement:
    """What is to be written down after an attempt.

    Args:
        id: The row.
        state: Its next state; `pending` means to be tried again.
        settled_at: This instant.
        not_before: When it may be tried again.
        doubts: How many attempts may have arrived so far.
        message_id: Telegram's number, once delivered.
        reason: Why it failed.
        detail: Telegram's own words on a refusal.
        part_id: The part this was, when another follows.
        next_id: The part that follows and waits from now on; None for the last.
    """

    id: int
    state: State
    settled_at: datetime
    not_before: datetime
    doubts: int
    message_id: int | None = None
    reason: Reason | None = None
    detail: str | None = None
    part_id: int | None = None
    next_id: int | None = None


def counted(text: str) -> int:
    """Return the length of a text as Telegram counts it: in UTF-16 units, an emoji as two."""
    return len(text.encode("utf-16-le", errors="surrogatepass")) // 2
