"""Whether a notice can be sent at a time, and what a typed time means. Pure.

A time is typed as the clock on the school's wall shows it. Where that clock jumps ahead, a
time may not exist; where an hour comes twice, nobody can know which was meant. Both are
refused rather than guessed.
"""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from bot.notices.errors import (
    DayMissing,
    DeadlineTooEarly,
    HourMissing,
    HourTwice,
    NeverDue,
    TimeHasPassed,
    TimeTooFar,
    TimeUnreadable,
)

LATENESS_FORGIVEN = timedelta(minutes=1)
"""A time typed in minutes may lie a moment back by the time it is confirmed."""

LATEST_AFTER = timedelta(days=366)
"""Whoever names a later time has mistaken the year."""

_FORM = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}[T ][0-9]{2}:[0-9]{2}(?::[0-9]{2})?.*")
_OF_THE_DAY = re.compile(r"([01]?[0-9]|2[0-3]):([0-5][0-9])")


def check(at: datetime, now: datetime) -> None:
    """Refuse a time at which no notice can be sent; both are aware.

    Raises:
        TimeHasPassed: It lies in the past.
        TimeTooFar: It is more than a year ahead.
    """
    if at < now - LATENESS_FORGIVEN:
        raise TimeHasPassed
    if at > now + LATEST_AFTER:
        raise TimeTooFar


def check_until(until: date, today: date) -> None:
    """Refuse a last day of a series that lies too far ahead, or back.

    Raises:
        NeverDue: It has passed.
        TimeTooFar: It is more than a year ahead.
    """
    if until < today:
        raise NeverDue
    if until > today + LATEST_AFTER:
        message = "--until: this is more than a year ahead; name an earlier day."
        raise TimeTooFar(message)


def check_deadline(not_after: datetime, starts: datetime) -> None:
    """Refuse a time that is over before a notice begins to leave; both are aware.

    Raises:
        DeadlineTooEarly: It is.
    """
    if not_after <= starts:
        raise DeadlineTooEarly


def instant(written: str, zone: ZoneInfo, option: str = "--at") -> datetime:
    """Read a time such as 2026-09-01T08:00, at school unless it names its own offset.

    Raises:
        TimeUnreadable: It is not written so.
        DayMissing: No calendar has this day.
        HourMissing: The school's clock jumps over it.
        HourTwice: The school's clock shows it twice.
    """
    try:
        moment = datetime.fromisoformat(written)
    except ValueError as error:
        if _FORM.fullmatch(written):
            message = f"{option} {written}: no calendar has this day or hour; check the date."
            raise DayMissing(message) from error
        message = f"{option} {written}: write the time like 2026-09-01T08:00."
        raise TimeUnreadable(message) from error
    return moment if moment.tzinfo else on_the_wall(moment, zone, option)


def deadline(written: str, starts: datetime, zone: ZoneInfo) -> datetime:
    """Read a deadline: a time like that of `instant`, or 18:00 on the day a notice starts.

    Raises:
        BadOption: As for `instant`.
    """
    match = _OF_THE_DAY.fullmatch(written.strip())
    if match is None:
        return instant(written, zone, "--not-after")
    day = starts.astimezone(zone).date()
    at = datetime.combine(day, time(int(match[1]), int(match[2])))
    return on_the_wall(at, zone, "--not-after")


def on_the_wall(shown: datetime, zone: ZoneInfo, option: str = "--at") -> datetime:
    """Return the instant at which the school's clock shows a time.

    Args:
        shown: The time on the wall, without a zone.
        zone: The school's zone.
        option: Which option named it, for the refusal.

    Raises:
        DayMissing: It lies at the end of the calendar.
        HourMissing: The clock jumps over it.
        HourTwice: The clock shows it twice.
    """
    first, second = (shown.replace(tzinfo=zone, fold=fold) for fold in (0, 1))
    try:
        there = first.astimezone(UTC).astimezone(zone).replace(tzinfo=None)
    except OverflowError as error:
        message = f"{option} {shown:%Y-%m-%d}: the calendar ends there; name another day."
        raise DayMissing(message) from error
    if there != shown:
        message = f"{option} {shown:%Y-%m-%dT%H:%M}: the clock jumps over this hour; name another."
        raise HourMissing(message)
    if first.utcoffset() != second.utcoffset():
        message = (
            f"{option} {shown:%Y-%m-%dT%H:%M}: this hour comes twice that night; "
            f"write {first.isoformat(timespec='minutes')} or "
            f"{second.isoformat(timespec='minutes')}."
        )
        raise HourTwice(message)
    return first
