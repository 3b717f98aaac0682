from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.timetable.calendar.deciding import school_day, verdicts
from bot.timetable.calendar.public import public_day
from bot.timetable.model import (
    PublicDay,
    Reason,
    SchoolCalendar,
    SpecialDay,
    Term,
    Work,
)

NO_CALENDAR = SchoolCalendar()
TERM = Term(date(2026, 9, 1), date(2027, 1, 22))

days = st.dates(date(2025, 1, 1), date(2028, 12, 31))
specials = st.builds(
    SpecialDay, is_open=st.booleans(), follows=st.none() | st.integers(1, 7), name=st.just("")
)
calendars = st.builds(
    SchoolCalendar,
    terms=st.sampled_from([(), (TERM,)]),
    days=st.dictionaries(days, specials, max_size=60),
)


def unknown(day: date) -> PublicDay:
    return PublicDay(Work.UNKNOWN)


MADE_UP_2026 = {
    date(2026, 1, 4): 5,
    date(2026, 2, 14): 5,
    date(2026, 2, 28): 1,
    date(2026, 5, 9): 2,
    date(2026, 9, 20): 2,
    date(2026, 10, 10): 3,
}
"""Weekend days worked in 2026 and the weekday each makes up for, by the State Council's plan."""


def test_the_made_up_days_of_2026_are_school_days_and_follow_the_day_they_are_worked_for() -> None:
    weekend_days = {
        day.on: day.follows
        for day in verdicts(date(2026, 1, 1), date(2026, 12, 31), NO_CALENDAR, public_day)
        if day.is_open and day.on.isoweekday() > 5
    }

    assert weekend_days == MADE_UP_2026


def test_the_public_holidays_of_2026_are_no_school_days() -> None:
    weekdays_off = [
        day.on
        for day in verdicts(date(2026, 1, 1), date(2026, 12, 31), NO_CALENDAR, public_day)
        if not day.is_open and day.on.isoweekday() <= 5
    ]

    assert len(weekdays_off) == 19
    assert {day.month for day in weekdays_off} == {1, 2, 4, 5, 6, 9, 10}


@given(days.filter(lambda day: day.year >= 2027))
def test_in_a_year_nobody_knows_monday_to_friday_count_and_it_says_so(day: date) -> None:
    verdict = school_day(day, NO_CALENDAR, public_day)

    assert verdict.is_open == (day.isoweekday() <= 5)
    assert verdict.is_uncertain


@given(days, calendars)
def test_the_schools_own_word_beats_everything(day: date, calendar: SchoolCalendar) -> None:
    verdict = school_day(day, calendar, public_day)

    if (special := calendar.days.get(day)) is not None:
        assert verdict.is_open == special.is_open
        assert not verdict.is_uncertain


@given(days, calendars)
def test_outside_its_terms_a_school_is_closed_unless_it_says_otherwise(
    day: date, calendar: SchoolCalendar
) -> None:
    verdict = school_day(day, calendar, public_day)

    if calendar.terms and day not in calendar.days and not calendar.is_in_term(day):
        assert verdict.reason is Reason.OUTSIDE_TERM


@given(days, calendars)
def test_without_a_word_of_the_school_an_ordinary_day_follows_the_public_calendar(
    day: date, calendar: SchoolCalendar
) -> None:
    verdict = school_day(day, calendar, public_day)
    known = public_day(day).work

    if day not in calendar.days and calendar.is_in_term(day) and known is not Work.UNKNOWN:
        assert verdict.is_open == (known is Work.WORKING)
        assert not verdict.is_uncertain


@given(days, calendars)
def test_only_open_days_follow_another_weekday(day: date, calendar: SchoolCalendar) -> None:
    verdict = school_day(day, calendar, public_day)

    assert verdict.is_open or verdict.follows is None
    assert verdict.follows is None or verdict.is_made_up


@pytest.mark.parametrize(
    ("special", "reason", "follows"),
    [
        (SpecialDay(is_open=True), Reason.EXTRA, 3),
        (SpecialDay(is_open=True, follows=1), Reason.EXTRA, 1),
        (SpecialDay(is_open=False, name="运动会"), Reason.CLOSED, None),
    ],
)
def test_the_school_may_say_otherwise_about_a_made_up_day(
    special: SpecialDay, reason: Reason, follows: int | None
) -> None:
    saturday = date(2026, 10, 10)

    verdict = school_day(saturday, SchoolCalendar(days={saturday: special}), public_day)

    assert (verdict.reason, verdict.follows) == (reason, follows)


def test_naming_an_ordinary_working_day_settles_an_uncertain_year() -> None:
    monday = date(2027, 3, 1)
    calendar = SchoolCalendar(days={monday: SpecialDay(is_open=True)})

    verdict = school_day(monday, calendar, unknown)

    assert (verdict.reason, verdict.is_uncertain) == (Reason.ORDINARY, False)


@given(days, st.integers(0, 40))
def test_there_is_one_verdict_for_every_day_of_a_stretch(begin: date, length: int) -> None:
    end = begin + timedelta(days=length)

    found = verdicts(begin, end, NO_CALENDAR, unknown)

    assert [day.on for day in found] == [begin + timedelta(days=n) for n in range(length + 1)]
