"""Times as an author types and is offered them. Pure: `here` is now, at school."""

from __future__ import annotations

import re
from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from bot.notices.errors import DayMissing
from bot.notices.times import phrases, timing

OFFERED = (time(7, 30), time(12, 0), time(16, 30), time(18, 30))
MOST_OFFERED = 6
SOONEST = timedelta(minutes=5)
_TYPED = re.compile(r"\s*(?:(\d{4})-)?(\d{1,2})[-/月.](\d{1,2})日?\s+(\d{1,2})[:：](\d{2})\s*")


def typed(text: str, here: datetime) -> tuple[datetime, ...]:
    """Return what a typed time may mean, the soonest first; nothing if it is none.

    It is written like 11-22 16:30, or as people say it. Without a year it is the coming one: a
    day that has passed means next year.

    Raises:
        DayMissing: No calendar has this day or hour.
        HourMissing: The school's clock jumps over it.
        HourTwice: The school's clock shows it twice.
    """
    match = _TYPED.fullmatch(text)
    return phrases.said(text, here) if match is None else (_written(match, here),)


def _written(match: re.Match[str], here: datetime) -> datetime:
    year, *numbers = match.groups()
    month, day, hour, minute = map(int, numbers)
    try:
        shown = datetime(int(year or here.year), month, day, hour, minute)  # noqa: DTZ001 - on the wall
        if year is None and shown < here.replace(tzinfo=None) - timedelta(days=1):
            shown = shown.replace(year=here.year + 1)
    except ValueError as error:
        raise DayMissing from error
    zone = here.tzinfo
    assert isinstance(zone, ZoneInfo)
    return timing.on_the_wall(shown, zone)


def offered(here: datetime) -> list[datetime]:
    """Return the next usual times of today and tomorrow, soonest first."""
    moments = [
        datetime.combine(here.date() + timedelta(days=ahead), at, here.tzinfo)
        for ahead in (0, 1)
        for at in OFFERED
    ]
    return [moment for moment in moments if moment > here + SOONEST][:MOST_OFFERED]
