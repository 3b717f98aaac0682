from __future__ import annotations

from datetime import date, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.surveys.repeating import BadRhythm, Every, Rhythm, due_day

SIX = time(18)
days = st.dates(date(2026, 1, 1), date(2030, 12, 31))


def every(rhythm: Rhythm, on: str, days: int = 5, after: tuple[int, ...] = ()) -> Every:
    return Every(rhythm, on, SIX, days, after)


@given(days, st.integers(1, 7))
def test_each_week_has_one_day_and_it_is_that_weekday(today: date, weekday: int) -> None:
    due = due_day(every(Rhythm.WEEK, str(weekday)), today)

    assert due is None or (due.isoweekday() == weekday and due <= today < due + timedelta(7))
    assert (due == today) is (today.isoweekday() == weekday)


@pytest.mark.parametrize(
    ("rhythm", "on", "today", "due"),
    [
        (Rhythm.WEEK, "4", "2026-11-26", "2026-11-26"),
        (Rhythm.WEEK, "4", "2026-11-28", "2026-11-26"),
        (Rhythm.WEEK, "4", "2026-11-25", None),  # this week's day is still to come
        (Rhythm.MONTH, "15", "2026-11-15", "2026-11-15"),
        (Rhythm.MONTH, "15", "2026-11-28", "2026-11-15"),
        (Rhythm.MONTH, "15", "2026-11-29", None),  # too late for this month
        (Rhythm.MONTH, "15", "2026-11-14", None),
        (Rhythm.TERM, "03-20,10-20", "2026-10-20", "2026-10-20"),
        (Rhythm.TERM, "03-20,10-20", "2026-11-19", "2026-10-20"),
        (Rhythm.TERM, "03-20,10-20", "2026-11-20", None),
        (Rhythm.TERM, "12-20,06-20", "2027-01-10", "2026-12-20"),  # over the new year
    ],
)
def test_the_day_a_wave_belongs_to(rhythm: Rhythm, on: str, today: str, due: str | None) -> None:
    found = due_day(every(rhythm, on), date.fromisoformat(today))

    assert found == (date.fromisoformat(due) if due else None)


@pytest.mark.parametrize(
    ("rhythm", "on", "sentence"),
    [
        (Rhythm.WEEK, "8", "--on 8: each week needs a weekday"),
        (Rhythm.WEEK, "thursday", "--on thursday: each week"),
        (Rhythm.MONTH, "31", "--on 31: each month needs a day from 1 to 28"),
        (Rhythm.MONTH, "0", "each month needs"),
        (Rhythm.TERM, "10-32", "--on 10-32: each term"),
        (Rhythm.TERM, "02-29", "each term needs its day"),
        (Rhythm.TERM, "13-01", "each term needs its day"),
        (Rhythm.TERM, "", "each term needs its day"),
        (Rhythm.TERM, "10-20,", "each term needs its day"),
    ],
)
def test_a_day_that_cannot_be_met_is_named(rhythm: Rhythm, on: str, sentence: str) -> None:
    with pytest.raises(BadRhythm, match=sentence):
        every(rhythm, on)


def test_a_wave_never_outlives_its_rhythm() -> None:
    with pytest.raises(BadRhythm, match="--days 8: a survey each week may stay open 1 to 7 days"):
        every(Rhythm.WEEK, "1", days=8)
    with pytest.raises(BadRhythm, match="--days 0"):
        every(Rhythm.MONTH, "1", days=0)


@pytest.mark.parametrize("after", [(1, 2, 3), (0,), (5,), (-1,)])
def test_reminders_lie_inside_the_wave_and_are_two_at_most(after: tuple[int, ...]) -> None:
    with pytest.raises(BadRhythm, match="--remind-after: give two at most"):
        every(Rhythm.WEEK, "1", after=after)
