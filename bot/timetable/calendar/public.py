"""The public calendar of mainland China, from the package chinesecalendar.

The package knows the State Council's plan for the years published so far and refuses the
others; here a refusal becomes "unknown". It names the days off taken in lieu and the
weekend days worked, but not which belongs to which: within one festival they are paired in
their order, as other calendars do (compared for 2023 to 2026, all equal). Imported on first
use: whoever only answers questions need not load it.
"""

from __future__ import annotations

from collections import defaultdict
from datetime import date
from functools import cache
from types import ModuleType

from bot.timetable.model import PublicDay, Work


def public_day(on: date) -> PublicDay:
    """Look a day up; an unpublished year is unknown, never an error."""
    calendar = _calendar()
    try:
        is_off, festival = calendar.get_holiday_detail(on)
    except NotImplementedError:
        return PublicDay(Work.UNKNOWN)
    work = Work.OFF if is_off else Work.WORKING
    return PublicDay(work, _slug(festival), None if is_off else _made_up_for().get(on))


def festivals() -> list[str]:
    """List every festival the calendar may name, as in `PublicDay.holiday`."""
    return sorted(_slug(festival.value) for festival in _calendar().Holiday)


def last_known_year() -> int:
    """Return the last year whose public plan is known."""
    return int(max(day.year for day in _calendar().holidays))


def _calendar() -> ModuleType:
    import chinese_calendar  # noqa: PLC0415 - loaded on first use only

    module: ModuleType = chinese_calendar
    return module


@cache
def _made_up_for() -> dict[date, date]:
    calendar = _calendar()
    worked = _by_festival(calendar.workdays)
    off = _by_festival(calendar.in_lieu_days)
    pairs: dict[date, date] = {}
    for key, days in worked.items():
        pairs.update(zip(days, off.get(key, []), strict=False))
    return pairs


def _by_festival(days: dict[date, str]) -> dict[tuple[str, int], list[date]]:
    """Group days by festival and the year of the festival itself."""
    groups: dict[tuple[str, int], list[date]] = defaultdict(list)
    for day in sorted(days):
        groups[days[day], _festival_year(day, days[day])].append(day)
    return groups


def _festival_year(day: date, festival: str) -> int:
    """Return the year a festival falls in; New Year's days may lie in the December before."""
    belongs_to_next = _slug(festival) == "new-years-day" and day.month == DECEMBER
    return day.year + 1 if belongs_to_next else day.year


DECEMBER = 12


def _slug(festival: str | None) -> str:
    return (festival or "").lower().replace("'", "").replace(" ", "-")
