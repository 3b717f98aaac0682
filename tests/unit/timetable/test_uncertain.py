from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.timetable.calendar.uncertain import DAYS_AHEAD, due_warning

FIRST = date(2027, 1, 1)


@pytest.mark.parametrize("step", DAYS_AHEAD)
def test_a_warning_is_due_on_its_day(step: int) -> None:
    earlier = [one for one in DAYS_AHEAD if one > step]

    due = due_warning(FIRST - timedelta(days=step), 2026, earlier)

    assert due is not None
    assert (due.year, due.begins_in, due.settles) == (2027, step, (step,))


def test_after_a_time_of_silence_only_the_nearest_warning_is_given() -> None:
    due = due_warning(FIRST - timedelta(days=20), 2026, [])

    assert due is not None
    assert due.settles == (60, 30)


def test_before_and_after_nothing_is_due() -> None:
    assert due_warning(FIRST - timedelta(days=61), 2026, []) is None
    assert due_warning(FIRST, 2026, [60, 30, 7]) is None
    assert due_warning(FIRST + timedelta(days=1), 2026, []) is None


@given(st.sets(st.integers(-5, 90)))
def test_whichever_days_the_service_runs_each_step_is_told_at_most_once(
    running: set[int],
) -> None:
    told: set[int] = set()
    warnings = 0
    for begins_in in sorted(running, reverse=True):
        due = due_warning(FIRST - timedelta(days=begins_in), 2026, told)
        if due is not None:
            assert not told & set(due.settles)
            told |= set(due.settles)
            warnings += 1

    assert warnings <= 3
    assert told == {step for step in DAYS_AHEAD if any(0 <= day <= step for day in running)}
