from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from bot.clock import SystemClock, at_school, today
from tests.support.clocks import FixedClock


def test_the_machines_clock_tells_aware_utc() -> None:
    assert SystemClock().now().tzinfo is UTC


def test_a_clock_that_runs_ahead_translates_back_for_the_machine() -> None:
    clock = SystemClock(ahead_by=timedelta(days=3))
    instant = clock.now()

    assert clock.to_system(instant) == instant - timedelta(days=3)


def test_the_school_day_begins_at_midnight_in_shanghai() -> None:
    before, after = datetime(2026, 11, 19, 15, 59, tzinfo=UTC), timedelta(minutes=1)
    clock = FixedClock(before)
    first = today(clock)

    clock.move(after)

    assert (first, today(clock)) == (date(2026, 11, 19), date(2026, 11, 20))


def test_people_are_shown_the_time_of_their_school() -> None:
    clock = FixedClock(zone=ZoneInfo("Asia/Urumqi"))

    assert at_school(clock.now(), clock).hour == 10
