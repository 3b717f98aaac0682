from __future__ import annotations

from datetime import timedelta

from hypothesis import given
from hypothesis import strategies as st

from bot.delivery.setback import TOLERATED, Setback
from tests.support.clocks import A_THURSDAY_NOON as NOON

STEPS = st.floats(0, 10_000, allow_nan=False)


def test_whoever_has_never_looked_knows_of_no_setback() -> None:
    assert Setback().due_until(NOON, 100.0) is None


@given(ahead=st.timedeltas(-TOLERATED, timedelta(days=400)), later=STEPS)
def test_a_clock_that_runs_on_stands_still_or_jumps_ahead_is_not_set_back(
    ahead: timedelta, later: float
) -> None:
    setback = Setback()
    setback.looked(NOON, 5.0)

    assert setback.due_until(NOON + ahead, 5.0 + later) is None


@given(back=st.timedeltas(TOLERATED + timedelta(microseconds=1), timedelta(days=400)), later=STEPS)
def test_what_was_due_is_reckoned_with_the_clock_that_only_runs_forward(
    back: timedelta, later: float
) -> None:
    setback = Setback()
    setback.looked(NOON, 5.0)

    until = setback.due_until(NOON - back, 5.0 + later)

    assert until is not None
    assert abs(until - NOON - timedelta(seconds=later)) < timedelta(milliseconds=1)


def test_a_setback_is_met_once() -> None:
    setback = Setback()
    setback.looked(NOON, 5.0)
    setback.looked(NOON - timedelta(hours=1), 6.0)

    assert setback.due_until(NOON - timedelta(minutes=59), 7.0) is None
