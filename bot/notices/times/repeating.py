"""Notices that repeat: each week on a day, or on the first school day of each month. Pure.

A day of the week is passed over when it is free: a public holiday, a day the school has
taken off, or outside its terms. An ordinary weekend is not, since whoever names a Sunday
means it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time
from zoneinfo import ZoneInfo

from bot.errors import BadOption

FIRST_SCHOOL_DAY = "first-school-day"
WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_WRITTEN = re.compile(r"([a-z-]+)\s+([01]?[0-9]|2[0-3]):([0-5][0-9])")


class BadRepetition(BadOption):
    """--every: write "monday 08:00" or "first-school-day 08:00"."""

    text_key = "notices-repeat-unusable"


@dataclass(frozen=True)
class Every:
    """When something repeats: `weekday` is 1 to 7, Monday being 1; None is each month.

    `at` is a time on the school's wall.
    """

    weekday: int | None
    at: time

    def __str__(self) -> str:
        """Write it as schools script it."""
        day = FIRST_SCHOOL_DAY if self.weekday is None else WEEKDAYS[self.weekday - 1]
        return f"{day} {self.at:%H:%M}"


@dataclass(frozen=True)
class Day:
    """What a school's calendar says of a day.

    Attributes:
        is_open: Whether there is school.
        is_free: Whether the week's rhythm is broken: a holiday, a day off, out of term.
    """

    on: date
    is_open: bool
    is_free: bool


def parse(written: str) -> Every:
    """Read a repetition.

    Raises:
        BadRepetition: It is not of a known form.
    """
    match = _WRITTEN.fullmatch(written.strip().lower())
    if match is None or match[1] not in (*WEEKDAYS, FIRST_SCHOOL_DAY):
        message = f'--every {written}: write "monday 08:00" or "first-school-day 08:00".'
        raise BadRepetition(message)
    weekday = None if match[1] == FIRST_SCHOOL_DAY else WEEKDAYS.index(match[1]) + 1
    return Every(weekday, time(int(match[2]), int(match[3])))


def span(after: datetime, until: date) -> tuple[date, date]:
    """Return the days to look at for what follows an instant: from the first of its month."""
    return after.date().replace(day=1), max(until, after.date())


def following(
    every: Every, after: datetime, days: Iterable[Day], zone: ZoneInfo
) -> datetime | None:
    """Return when it is due next after an instant; None if the days hold no such time.

    Args:
        every: How it repeats.
        after: The instant before, in the school's zone.
        days: The calendar from the first of that month, in order.
        zone: The school's zone.
    """
    month: tuple[int, int] | None = None
    for day in days:
        if every.weekday is None:
            is_first = day.is_open and month != (day.on.year, day.on.month)
            month = (day.on.year, day.on.month) if day.is_open else month
            fits = is_first
        else:
            fits = fits_week(every, day)
        due = datetime.combine(day.on, every.at, zone)
        if fits and due.timestamp() > after.timestamp():
            return due
    return None


def fits_week(every: Every, day: Day) -> bool:
    """Say whether a weekly repetition falls on a day."""
    return day.on.isoweekday() == every.weekday and not day.is_free


def falls_on(every: Every, on: date, days: Iterable[Day]) -> bool:
    """Say whether a repetition falls on a day, by a calendar that holds its month up to it."""
    month = [day for day in days if day.on <= on and day.on.replace(day=1) == on.replace(day=1)]
    if every.weekday is not None:
        return any(fits_week(every, day) for day in month if day.on == on)
    return next((day.on for day in month if day.is_open), None) == on


def month_until(on: date) -> tuple[date, date]:
    """Return the days of a month up to one of them."""
    return on.replace(day=1), on
