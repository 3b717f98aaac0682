"""What somebody wants different about a session, and the change that comes to. Pure.

A wish adds to what is different already: another teacher does not take back another place.
Only a cancelled session is begun anew, because nothing of it is left to add to.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from typing import Final
from zlib import crc32

from bot.timetable import cells
from bot.timetable.editing import AS_PLANNED, Changed, cancelled
from bot.timetable.errors import EndUnreadable, TextUnusable
from bot.timetable.model import Change, Session, Slot

EARLIER: Final = tuple(timedelta(minutes=minutes) for minutes in (60, 30, 15))
LATER: Final = tuple(timedelta(minutes=minutes) for minutes in (30, 60))
LATEST: Final = time(21)
"""What ends after this is typed, not tapped."""


class What(StrEnum):
    """What is to be different; the values stand in buttons and never change."""

    CANCEL = "x"  # it does not take place
    END = "e"  # it ends at another time, earlier or later, for everybody
    PLACE = "p"  # it is somewhere else
    TEACHER = "t"  # somebody else is there
    UNDO = "u"  # it takes place as planned after all


TYPED: Final = frozenset({What.END, What.PLACE, What.TEACHER})
"""What may be typed instead of tapped."""


@dataclass(frozen=True)
class Wish:
    """What somebody wants different about a session.

    Attributes:
        end: The other end, where that is what is wanted.
        text: The other place or teacher; empty says that it is open.
        reason: What families are told; empty keeps what they were told before.
    """

    what: What
    end: time | None = None
    text: str = ""
    reason: str = ""


def typed(what: What, written: str, reason: str = "") -> Wish:
    """Return the wish that somebody has written down.

    Raises:
        EndUnreadable: It should be a time and is none.
        TextUnusable: It is too long, or is not one line.
    """
    try:
        if what is What.END:
            return Wish(what, end=cells.time_of_day(written), reason=reason)
        return Wish(what, text=cells.text(written), reason=reason)
    except ValueError as error:
        raise (EndUnreadable if what is What.END else TextUnusable) from error


def change_of(wish: Wish, slot: Slot, old: Change | None) -> Change:
    """Return the change that a wish comes to; what is wanted as planned is no difference.

    Args:
        wish: What is wanted.
        slot: The plan.
        old: What is different about the session already, if anything is.
    """
    change = _laid_over(wish, old)
    has_planned_end = change.ends_at == slot.ends_at and not slot.later_ends
    return replace(
        change,
        ends_at=None if has_planned_end else change.ends_at,
        place=None if change.place == slot.place else change.place,
        teacher=None if change.teacher == slot.teacher else change.teacher,
    )


def _laid_over(wish: Wish, old: Change | None) -> Change:
    kept = AS_PLANNED if old is None or old.is_cancelled else old
    reason = wish.reason or kept.reason
    match wish.what:
        case What.UNDO:
            return AS_PLANNED
        case What.CANCEL:
            return cancelled(reason)
        case What.END:
            return replace(kept, ends_at=wish.end, reason=reason)
        case What.PLACE:
            return replace(kept, place=wish.text, reason=reason)
        case What.TEACHER:
            return replace(kept, teacher=wish.text, reason=reason)


def ends_offered(session: Session, now: datetime) -> tuple[time, ...]:
    """Return other ends of a session that a button may offer, the earliest first.

    Args:
        session: The session as it stands.
        now: This instant, at school; what has passed is not offered.
    """
    first, last = session.ends_at, session.slot.last_end
    wanted = [_moved(first, -step) for step in EARLIER] + [_moved(last, step) for step in LATER]
    return tuple(
        end
        for end in wanted
        if session.starts_at < end <= LATEST
        and end not in session.ends
        and datetime.combine(session.day.on, end, now.tzinfo) > now
    )


def others(known: Iterable[tuple[int, str]], own: str) -> Iterator[tuple[int, str]]:
    """Yield each text once with the first slot that has it, without one's own and empty ones."""
    seen = {own, ""}
    for number, text in known:
        if text not in seen:
            seen.add(text)
            yield number, text


def seen_as(changed: Changed) -> int:
    """Return a number that stands for all a preview shows, to tell whether it still holds.

    It covers the slot's version and the change's, so it differs as soon as anybody has changed
    either since.
    """
    shown = [
        (one.day.on, one.state, one.starts_at, one.ends, one.place, one.teacher)
        for one in (*changed.before, *changed.after)
    ]
    stands_for = (changed.slot.id, changed.slot.version, changed.change, shown)
    return crc32(repr(stands_for).encode())


def is_over(sessions: Iterable[Session], now: datetime) -> bool:
    """Say whether the last of some sessions, as planned or changed, has ended.

    Args:
        sessions: The sessions of one slot around a change.
        now: This instant, at school.
    """
    ends = [datetime.combine(one.day.on, one.ends[-1], now.tzinfo) for one in sessions]
    return bool(ends) and max(ends) <= now


def _moved(at: time, by: timedelta) -> time:
    return (datetime.combine(date(2000, 1, 1), at) + by).time()
