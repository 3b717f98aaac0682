from __future__ import annotations

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.clock import SCHOOL_ZONE
from bot.errors import BadOption
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
from bot.notices.times.timing import (
    check,
    check_deadline,
    check_until,
    deadline,
    instant,
    on_the_wall,
)

NOW = datetime(2026, 11, 21, 4, 0, tzinfo=UTC)
MINUTE, YEAR = timedelta(minutes=1), timedelta(days=366)


@pytest.mark.parametrize("after", [-MINUTE, timedelta(0), MINUTE, YEAR])
def test_a_time_within_a_year_is_taken(after: timedelta) -> None:
    check(NOW + after, NOW)


def test_a_time_that_has_passed_is_refused() -> None:
    with pytest.raises(TimeHasPassed):
        check(NOW - 2 * MINUTE, NOW)


@pytest.mark.parametrize("at", [NOW + YEAR + MINUTE, datetime.max.replace(tzinfo=UTC)])
def test_a_time_more_than_a_year_ahead_is_taken_for_a_mistake(at: datetime) -> None:
    with pytest.raises(TimeTooFar):
        check(at, NOW)


BERLIN = ZoneInfo("Europe/Berlin")


def test_a_time_is_read_at_school_unless_it_names_its_own_offset() -> None:
    at_school = datetime(2026, 9, 1, 8, 0, tzinfo=SCHOOL_ZONE)

    assert instant("2026-09-01T08:00", SCHOOL_ZONE) == at_school
    assert instant("2026-09-01T00:00+00:00", SCHOOL_ZONE) == at_school


@pytest.mark.parametrize("written", ["2026-02-30T08:00", "2026-13-01T08:00", "2026-09-01T25:00"])
def test_a_day_no_calendar_has_is_named_in_one_sentence(written: str) -> None:
    with pytest.raises(DayMissing, match=f"--at {written}: no calendar has this day"):
        instant(written, SCHOOL_ZONE)


@pytest.mark.parametrize("written", ["", "tomorrow", "08:00", "1.9.2026 8:00"])
def test_what_is_no_time_is_told_how_to_be_written(written: str) -> None:
    with pytest.raises(TimeUnreadable, match="write the time like 2026-09-01T08:00"):
        instant(written, SCHOOL_ZONE)


def test_an_hour_the_clock_jumps_over_is_refused() -> None:
    with pytest.raises(HourMissing, match="jumps over this hour"):
        instant("2027-03-28T02:30", BERLIN)


def test_an_hour_that_comes_twice_is_refused_and_both_are_named() -> None:
    with pytest.raises(HourTwice, match=r"02:30\+02:00 or 2026-10-25T02:30\+01:00"):
        instant("2026-10-25T02:30", BERLIN)

    assert instant("2026-10-25T02:30+01:00", BERLIN).utcoffset() == timedelta(hours=1)


def test_a_deadline_may_be_a_time_of_the_day_a_notice_starts() -> None:
    starts = datetime(2026, 11, 23, 8, 0, tzinfo=SCHOOL_ZONE)

    assert deadline("18:00", starts, SCHOOL_ZONE) == starts.replace(hour=18)
    assert deadline("2026-11-24T09:00", starts, SCHOOL_ZONE) == starts.replace(day=24, hour=9)


def test_a_deadline_before_the_start_is_refused() -> None:
    with pytest.raises(DeadlineTooEarly):
        check_deadline(NOW, NOW)
    check_deadline(NOW + MINUTE, NOW)


def test_a_series_ends_within_a_year_and_not_before_today() -> None:
    today = NOW.date()
    check_until(today, today)
    with pytest.raises(NeverDue):
        check_until(today - timedelta(days=1), today)
    with pytest.raises(TimeTooFar):
        check_until(today + YEAR + timedelta(days=1), today)


@given(st.datetimes(datetime(1950, 1, 1), datetime(2060, 1, 1)))  # noqa: DTZ001 - on the wall
def test_whatever_the_wall_shows_is_an_instant_or_refused(shown: datetime) -> None:
    try:
        found = on_the_wall(shown, BERLIN)
    except BadOption:
        return
    assert found.astimezone(UTC).astimezone(BERLIN).replace(tzinfo=None) == shown
