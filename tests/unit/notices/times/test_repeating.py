"""On which days a notice repeats."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.clock import SCHOOL_ZONE
from bot.notices.times.repeating import BadRepetition, Day, Every, falls_on, following, parse, span

FIRST = date(2026, 11, 1)
EVERY = st.builds(
    Every,
    st.one_of(st.none(), st.integers(1, 7)),
    st.times().map(lambda at: at.replace(second=0, microsecond=0, fold=0)),
)


def days(count: int = 70, *, free: tuple[date, ...] = ()) -> list[Day]:
    """Return days from 1 November 2026, a Sunday; weekends and free days without school."""
    listed = [FIRST + timedelta(days=number) for number in range(count)]
    return [Day(day, day.isoweekday() < 6 and day not in free, day in free) for day in listed]


def at(month: int, day: int, hour: int = 8) -> datetime:
    return datetime(2026, month, day, hour, tzinfo=SCHOOL_ZONE)


@given(EVERY)
def test_what_is_written_is_read_again(every: Every) -> None:
    assert parse(str(every)) == every


@pytest.mark.parametrize("written", ["monday 08:00", " Monday  8:00 ", "MONDAY 08:00"])
def test_a_day_and_a_time_are_read(written: str) -> None:
    assert parse(written) == Every(1, time(8))


@pytest.mark.parametrize(
    "written", ["", "monday", "08:00", "mon 08:00", "monday 24:00", "daily 8"]
)
def test_anything_else_is_told_how_to_be_written(written: str) -> None:
    with pytest.raises(BadRepetition, match="first-school-day 08:00"):
        parse(written)


def test_the_same_day_counts_until_its_hour_has_come() -> None:
    monday = Every(1, time(8))

    assert following(monday, at(11, 23, 7), days(), SCHOOL_ZONE) == at(11, 23)
    assert following(monday, at(11, 23, 8), days(), SCHOOL_ZONE) == at(11, 30)


def test_a_free_day_is_passed_over_and_an_ordinary_sunday_is_not() -> None:
    free = days(free=(date(2026, 11, 23),))

    assert following(Every(1, time(8)), at(11, 20), free, SCHOOL_ZONE) == at(11, 30)
    assert following(Every(7, time(8)), at(11, 20), free, SCHOOL_ZONE) == at(11, 22)


def test_the_first_school_day_is_looked_for_in_each_month() -> None:
    each_month = Every(None, time(8))

    assert following(each_month, at(11, 1), days(), SCHOOL_ZONE) == at(11, 2)
    assert following(each_month, at(11, 3), days(), SCHOOL_ZONE) == at(12, 1)
    closed = days(free=(date(2026, 12, 1), date(2026, 12, 2)))
    assert following(each_month, at(11, 3), closed, SCHOOL_ZONE) == at(12, 3)


def test_after_the_last_day_nothing_follows() -> None:
    assert following(Every(1, time(8)), at(11, 9), days(10), SCHOOL_ZONE) is None


def test_a_day_no_longer_fits_once_the_calendar_has_changed() -> None:
    monday, each_month = Every(1, time(8)), Every(None, time(8))

    assert falls_on(monday, date(2026, 11, 23), days())
    assert not falls_on(monday, date(2026, 11, 23), days(free=(date(2026, 11, 23),)))
    assert falls_on(each_month, date(2026, 11, 2), days())
    assert not falls_on(each_month, date(2026, 11, 3), days())
    assert falls_on(each_month, date(2026, 11, 3), days(free=(date(2026, 11, 2),)))


def test_days_are_looked_at_from_the_first_of_the_month() -> None:
    assert span(at(11, 23), date(2026, 12, 7)) == (FIRST, date(2026, 12, 7))


@given(EVERY, st.datetimes(datetime(2026, 11, 1), datetime(2026, 12, 20)))  # noqa: DTZ001 - a zone follows
def test_what_follows_lies_ahead_and_fits(every: Every, naive: datetime) -> None:
    after = naive.replace(tzinfo=SCHOOL_ZONE)

    found = following(every, after, days(), SCHOOL_ZONE)

    assert found is None or (found > after and falls_on(every, found.date(), days()))
