"""When families are told of a change, and when the morning's message has to begin. Pure.

A change is told at once when what it is about lies within a day. Later things wait for the
message of the Sunday before their week; where that Sunday has passed, they are told at once as
well, for otherwise nobody would hear of them before the morning of the day itself.

What is cancelled or moved before 09:00 of the next school day is urgent: families who learn of
it in the morning would have learnt of it too late, so it does not wait for quiet hours to end.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum
from math import ceil
from typing import Final
from zoneinfo import ZoneInfo

from bot.timetable.pushes.standing import Aspect, Standing, aspects

AT_ONCE_WITHIN: Final = timedelta(hours=24)
URGENT_BEFORE: Final = time(9, 0)
SUNDAY_AT: Final = time(19, 0)
"""At school; well before the quiet hours of any stage begin."""

NOT_URGENT: Final = frozenset({Aspect.TEACHER})
"""Who else is there changes no family's way."""

_MINUTES_A_DAY: Final = 24 * 60


class How(StrEnum):
    """How families learn of a change."""

    NOW = "now"  # in a message of its own, at once
    SUNDAY = "sunday"  # in the message of the Sunday before its week
    NOT = "not"  # they need not: nothing differs from what they know, or it is over


@dataclass(frozen=True)
class Timing:
    """When families are told.

    Attributes:
        at: When, aware; None if they are not.
        not_after: The end of what it is about, after which the message helps nobody.
        is_urgent: Whether it does not wait for quiet hours to end.
    """

    how: How
    at: datetime | None = None
    not_after: datetime | None = None
    is_urgent: bool = False


def timing(
    known: Standing, now: Standing, at: datetime, next_school_day: date, zone: ZoneInfo
) -> Timing:
    """Decide when families are told of a change.

    Args:
        known: How the slot stands as far as they know.
        now: How it stands from now on.
        at: This instant, aware.
        next_school_day: The first day after today on which there is school.
        zone: The school's zone.
    """
    different = aspects(known, now)
    times = [span(one, zone) for one in (known, now) if one.takes_place]
    ahead = [(begins, ends) for begins, ends in times if ends > at]
    if not different or not ahead:
        return Timing(How.NOT)
    first = min(begins for begins, _ in ahead)
    sunday = sunday_before(first.astimezone(zone).date(), zone)
    if first - at > AT_ONCE_WITHIN and sunday > at:
        return Timing(How.SUNDAY, sunday)
    too_late = datetime.combine(next_school_day, URGENT_BEFORE, zone)
    is_urgent = first < too_late and not NOT_URGENT.issuperset(different)
    return Timing(How.NOW, at, max(ends for _, ends in ahead), is_urgent)


def sunday_before(day: date, zone: ZoneInfo) -> datetime:
    """Return when families are told of the week a day lies in: the Sunday before, in UTC."""
    monday = day - timedelta(days=day.weekday())
    return datetime.combine(monday - timedelta(days=1), SUNDAY_AT, zone).astimezone(UTC)


def span(one: Standing, zone: ZoneInfo) -> tuple[datetime, datetime]:
    """Return when something begins and when the last child is fetched, in UTC."""
    begins = datetime.combine(one.on, one.starts_at, zone)
    ends = datetime.combine(one.on, one.ends[-1], zone)
    return begins.astimezone(UTC), ends.astimezone(UTC)


@dataclass(frozen=True)
class Departure:
    """When the morning's messages begin to leave.

    Attributes:
        at: At school.
        minutes: How long they take at the setting's rate, rounded up.
        is_in_time: Whether the last of them has left by the latest time.
    """

    at: time
    minutes: int
    is_in_time: bool


def departure(
    wanted: time, latest: time, earliest: time, messages: int, per_second: float
) -> Departure:
    """Decide when the morning's messages begin to leave, early enough for the last of them.

    Args:
        wanted: When they should, at school.
        latest: When the last has to have left.
        earliest: Before this nobody is disturbed; a wish that is earlier still counts.
        messages: How many there are, over all schools of this bot.
        per_second: How many leave in a second.
    """
    minutes = ceil(messages / per_second / 60)
    needed = _minute(latest) - minutes
    begin = min(_minute(wanted), max(needed, min(_minute(earliest), _minute(wanted))))
    return Departure(_time(begin), minutes, begin + minutes <= _minute(latest))


def _minute(at: time) -> int:
    return at.hour * 60 + at.minute


def _time(minute: int) -> time:
    return time(*divmod(minute % _MINUTES_A_DAY, 60))
