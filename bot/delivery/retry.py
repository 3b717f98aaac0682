"""After an attempt: settled for good, or tried again, and when.

Pure, so that the promise can be read in one place. What Telegram refuses is never tried
again; what it cannot take now, or what never reached it, is tried until it is taken, with
pauses that grow to a minute. What may have arrived follows the batch's rule: by default it
is sent again, since a second copy is better than none, but not for ever.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.delivery.model import (
    Delivered,
    Outcome,
    Outgoing,
    Refused,
    RetryLater,
    Settlement,
    State,
    Unreachable,
    WhenUnsure,
)

FIRST_PAUSE = timedelta(seconds=1)
LONGEST_PAUSE = timedelta(minutes=1)

MOST_DOUBTS = 10
"""A message that may have arrived this often is left; its parent may hold ten copies."""

_DETAIL_LENGTH = 200


@dataclass(frozen=True)
class Following:
    """The part that follows the one that was tried, and the pause before it."""

    id: int
    pause: timedelta


def decide(
    message: Outgoing, outcome: Outcome, now: datetime, following: Following | None = None
) -> Settlement:
    """Say what to write down after this attempt.

    Args:
        message: The message, its attempt counted.
        outcome: What became of the attempt.
        now: This instant, aware.
        following: The next part; None after the last.
    """
    match outcome:
        case Delivered(message_id):
            if following is not None:
                return _goes_on(message, following, now, message_id=message_id)
            return _final(message, _arrived(message), now, message_id=message_id)
        case Refused():
            return _refused(message, outcome, now)
        case RetryLater(after, halts_all):
            pause = after if halts_all else max(after, pause_after(message.attempts))
            return _again(message, pause, now, doubts=message.doubts)
        case Unreachable(maybe_accepted=False):
            return _again(message, pause_after(message.attempts), now, doubts=message.doubts)
        case Unreachable():
            return _in_doubt(message, now, following)


def pause_after(attempts: int) -> timedelta:
    """Return the pause after so many attempts: one second, doubled up to a minute."""
    doublings = min(max(attempts, 1) - 1, 10)
    return min(LONGEST_PAUSE, FIRST_PAUSE * (1 << doublings))


def _arrived(message: Outgoing) -> State:
    """An earlier part that was left in doubt is not made good by a later one."""
    is_left = message.when_unsure is WhenUnsure.LEAVE and message.doubts > 0
    return State.AMBIGUOUS if is_left else State.DELIVERED


def _goes_on(
    message: Outgoing,
    following: Following,
    now: datetime,
    *,
    message_id: int | None = None,
    doubts: int | None = None,
) -> Settlement:
    return Settlement(
        id=message.id,
        state=State.PENDING,
        settled_at=now,
        not_before=now + following.pause,
        doubts=message.doubts if doubts is None else doubts,
        message_id=message_id,
        part_id=message.body_id,
        next_id=following.id,
    )


def _in_doubt(message: Outgoing, now: datetime, following: Following | None) -> Settlement:
    doubts = message.doubts + 1
    if message.when_unsure is WhenUnsure.LEAVE and following is not None:
        return _goes_on(message, following, now, doubts=doubts)
    if message.when_unsure is WhenUnsure.LEAVE or doubts >= MOST_DOUBTS:
        return Settlement(
            id=message.id,
            state=State.AMBIGUOUS,
            settled_at=now,
            not_before=now,
            doubts=doubts,
        )
    return _again(message, pause_after(message.attempts), now, doubts=doubts)


def _refused(message: Outgoing, outcome: Refused, now: datetime) -> Settlement:
    return Settlement(
        id=message.id,
        state=State.FAILED,
        settled_at=now,
        not_before=now,
        doubts=message.doubts,
        reason=outcome.reason,
        detail=outcome.detail[:_DETAIL_LENGTH] or None,
    )


def _final(
    message: Outgoing, state: State, now: datetime, *, message_id: int | None = None
) -> Settlement:
    return Settlement(
        id=message.id,
        state=state,
        settled_at=now,
        not_before=now,
        doubts=message.doubts,
        message_id=message_id,
    )


def _again(message: Outgoing, pause: timedelta, now: datetime, *, doubts: int) -> Settlement:
    return Settlement(
        id=message.id,
        state=State.PENDING,
        settled_at=now,
        not_before=now + pause,
        doubts=doubts,
    )
