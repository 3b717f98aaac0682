"""Is this a school day, and whose weekday's plan applies? Pure.

The school's own calendar decides first, then its terms, then the public calendar with its
made-up working days (调休). In a year whose public plan is not known, Monday to Friday count
as school days and the verdict says that it is uncertain: parents are better served by a
push with a warning than by silence or by an error.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from bot.timetable.model import (
    FRIDAY,
    PublicCalendar,
    PublicDay,
    Reason,
    SchoolCalendar,
    SchoolDay,
    SpecialDay,
    Work,
)

A_DAY = timedelta(days=1)


def school_day(on: date, calendar: SchoolCalendar, public: PublicCalendar) -> SchoolDay:
    """Decide about a day.

    Args:
        on: The day, at school.
        calendar: The school's own terms, days off and working days.
        public: Knows the public calendar; may answer that it does not.
    """
    return replace(_verdict(on, calendar, public(on)), week=calendar.week_of(on))


def verdicts(
    begin: date, end: date, calendar: SchoolCalendar, public: PublicCalendar
) -> list[SchoolDay]:
    """Return the verdict on each day of a stretch, both ends included."""
    days = (begin + n * A_DAY for n in range((end - begin).days + 1))
    return [school_day(day, calendar, public) for day in days]


def _verdict(on: date, calendar: SchoolCalendar, known: PublicDay) -> SchoolDay:
    special = calendar.days.get(on)
    if special is not None:
        return _by_the_school(on, special, known)
    if not calendar.is_in_term(on):
        return SchoolDay(on, Reason.OUTSIDE_TERM)
    return _by_the_public(on, known)


def _by_the_school(on: date, special: SpecialDay, known: PublicDay) -> SchoolDay:
    if not special.is_open:
        return SchoolDay(on, Reason.CLOSED, name=special.name)
    if special.follows is None and _is_plain(on, known):
        return SchoolDay(on, Reason.ORDINARY, name=special.name)
    return SchoolDay(
        on,
        Reason.EXTRA,
        follows=special.follows or _stands_for(known),
        is_ordered=special.follows is not None,
        holiday=known.holiday,
        name=special.name,
    )


def _by_the_public(on: date, known: PublicDay) -> SchoolDay:
    is_weekend = on.isoweekday() > FRIDAY
    if known.work is Work.UNKNOWN:
        reason = Reason.WEEKEND if is_weekend else Reason.ORDINARY
        return SchoolDay(on, reason, is_uncertain=True)
    if known.work is Work.WORKING:
        reason = Reason.MADE_UP if is_weekend else Reason.ORDINARY
        return SchoolDay(on, reason, follows=_stands_for(known), holiday=known.holiday)
    reason = Reason.HOLIDAY if known.holiday else Reason.WEEKEND
    return SchoolDay(on, reason, holiday=known.holiday)


def _is_plain(on: date, known: PublicDay) -> bool:
    return known.work is not Work.OFF and on.isoweekday() <= FRIDAY


def _stands_for(known: PublicDay) -> int | None:
    return None if known.makes_up_for is None else known.makes_up_for.isoweekday()
