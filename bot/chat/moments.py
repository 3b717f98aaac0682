"""Times as an author types, is offered and reads them. Pure: `here` is now, at school."""

from __future__ import annotations

import re
from datetime import datetime, time, timedelta

from bot.i18n.catalogue import Words

OFFERED = (time(7, 30), time(12, 0), time(16, 30), time(18, 30))
MOST_OFFERED = 6
SOONEST = timedelta(minutes=5)
_TYPED = re.compile(r"\s*(?:(\d{4})-)?(\d{1,2})[-/月.](\d{1,2})日?\s+(\d{1,2})[:：](\d{2})\s*")


def typed(text: str, here: datetime) -> datetime | None:
    """Read a typed time such as 11-22 16:30; None if it is no time.

    Without a year it is the coming one: a day that has passed means next year.
    """
    match = _TYPED.fullmatch(text)
    if match is None:
        return None
    year, *numbers = match.groups()
    month, day, hour, minute = map(int, numbers)
    try:
        moment = datetime(int(year or here.year), month, day, hour, minute, tzinfo=here.tzinfo)
        if year is None and moment < here - timedelta(days=1):
            moment = moment.replace(year=here.year + 1)
    except ValueError:
        return None
    return moment


def offered(here: datetime) -> list[datetime]:
    """Return the next usual times of today and tomorrow, soonest first."""
    moments = [
        datetime.combine(here.date() + timedelta(days=ahead), at, here.tzinfo)
        for ahead in (0, 1)
        for at in OFFERED
    ]
    return [moment for moment in moments if moment > here + SOONEST][:MOST_OFFERED]


def spoken(moment: datetime, here: datetime, words: Words) -> str:
    """Say a time as people do: today, tomorrow, a date, or a date of another year."""
    there = moment.astimezone(here.tzinfo)
    days = (there.date() - here.date()).days
    if days in (0, 1):
        day = words("notices-today" if days == 0 else "notices-tomorrow")
    elif there.year == here.year:
        day = words("notices-date", month=there.month, day=there.day)
    else:
        year = str(there.year)
        day = words("notices-date-with-year", year=year, month=there.month, day=there.day)
    return f"{day} {there:%H:%M}"
