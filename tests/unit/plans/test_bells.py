from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.clock import SCHOOL_ZONE
from bot.plans.bells import bells, due_times, is_too_late, outstanding
from bot.plans.model import Daily, Once, Plan, PlanId, Rule, UnusableRule

ZONES = [ZoneInfo(name) for name in ("Asia/Shanghai", "Europe/Berlin", "America/Sao_Paulo")]
SEVEN_TWENTY = Daily(time(7, 20))
MONDAY = datetime(2026, 11, 16, tzinfo=UTC)

instants = st.integers(0, 20 * 365 * 24 * 60).map(
    lambda minutes: datetime(2010, 1, 1, tzinfo=UTC) + timedelta(minutes=minutes)
)
wall_times = st.builds(time, st.integers(0, 23), st.integers(0, 59))


def make_plan(rule: Rule, catch_up_for: timedelta | None = None, since: datetime = MONDAY) -> Plan:
    return Plan(PlanId(1), "notice", 7, rule, catch_up_for, since)


@given(instants, wall_times, st.sampled_from(ZONES), st.integers(1, 40))
def test_a_daily_plan_falls_due_once_on_every_day(
    begin: datetime, at: time, zone: ZoneInfo, day_count: int
) -> None:
    end = begin + timedelta(days=day_count)

    times = list(due_times(Daily(at), begin, end, zone))

    days = [due_at.astimezone(zone).date() for due_at in times]
    assert days == [days[0] + timedelta(days=n) for n in range(len(days))]
    assert len(days) in (day_count - 1, day_count, day_count + 1)


@given(instants, wall_times, st.sampled_from(ZONES), st.integers(0, 2000))
def test_adjoining_windows_share_no_due_time_and_miss_none(
    begin: datetime, at: time, zone: ZoneInfo, minute_count: int
) -> None:
    middle, end = begin + timedelta(minutes=minute_count), begin + timedelta(days=3)

    halves = [
        *due_times(Daily(at), begin, middle, zone),
        *due_times(Daily(at), middle, end, zone),
    ]

    assert halves == list(due_times(Daily(at), begin, end, zone))


@given(instants, wall_times)
def test_where_the_clock_never_changes_the_wall_always_shows_the_time_asked_for(
    begin: datetime, at: time
) -> None:
    zone = ZoneInfo("Asia/Kolkata")

    times = due_times(Daily(at), begin, begin + timedelta(days=3), zone)

    assert {due_at.astimezone(zone).time() for due_at in times} == {at}


def test_where_the_clock_jumps_over_the_time_it_is_due_an_hour_later() -> None:
    zone = ZoneInfo("Europe/Berlin")
    begin = datetime(2026, 3, 28, 12, tzinfo=UTC)

    (due_at,) = due_times(Daily(time(2, 30)), begin, begin + timedelta(days=1), zone)

    assert due_at.astimezone(zone) == datetime(2026, 3, 29, 3, 30, tzinfo=zone)


def test_where_an_hour_comes_twice_the_first_counts() -> None:
    zone = ZoneInfo("Europe/Berlin")
    begin = datetime(2026, 10, 24, 12, tzinfo=UTC)

    times = list(due_times(Daily(time(2, 30)), begin, begin + timedelta(days=1), zone))

    assert times == [datetime(2026, 10, 25, 0, 30, tzinfo=UTC)]


def test_a_day_a_zone_leaves_out_has_no_due_time() -> None:
    zone = ZoneInfo("Pacific/Apia")
    begin = datetime(2011, 12, 28, tzinfo=zone)

    times = due_times(SEVEN_TWENTY, begin, begin + timedelta(days=5), zone)

    days = [due_at.astimezone(zone).date() for due_at in times]
    assert days == [date(2011, 12, 28), date(2011, 12, 29), date(2011, 12, 31), date(2012, 1, 1)]


def test_a_plan_of_one_time_is_outstanding_from_its_instant_on() -> None:
    plan = make_plan(Once(MONDAY + timedelta(hours=2)))

    before = outstanding(plan, None, MONDAY + timedelta(minutes=119), SCHOOL_ZONE)
    then = outstanding(plan, None, MONDAY + timedelta(hours=2), SCHOOL_ZONE)

    assert (before, then) == ([], [MONDAY + timedelta(hours=2)])


def test_a_plan_put_down_for_a_past_instant_is_outstanding_at_once() -> None:
    plan = make_plan(Once(MONDAY - timedelta(days=3)))

    assert outstanding(plan, None, MONDAY, SCHOOL_ZONE) == [MONDAY - timedelta(days=3)]


def test_a_daily_plan_owes_nothing_for_the_time_before_it_was_made() -> None:
    plan = make_plan(SEVEN_TWENTY, since=MONDAY + timedelta(hours=6))

    assert outstanding(plan, None, MONDAY + timedelta(hours=20), SCHOOL_ZONE) == []


@given(st.integers(0, 300), st.integers(0, 300))
def test_what_is_outstanding_after_a_settled_day_is_only_later_days(
    settled_days: int, waiting_days: int
) -> None:
    plan = make_plan(SEVEN_TWENTY)
    settled_at = MONDAY + timedelta(days=settled_days) - timedelta(minutes=40)

    times = outstanding(plan, settled_at, settled_at + timedelta(days=waiting_days), SCHOOL_ZONE)

    expected = [settled_at + timedelta(days=n) for n in range(1, waiting_days + 1)]
    assert times == [time for time in expected if time > plan.since]


def test_a_missed_time_is_too_late_only_after_the_whole_catch_up() -> None:
    plan = make_plan(SEVEN_TWENTY, timedelta(hours=2))

    lateness = [timedelta(hours=2), timedelta(hours=2, seconds=1)]

    assert [is_too_late(plan, MONDAY, MONDAY + late) for late in lateness] == [False, True]


def test_a_plan_without_catch_up_limit_is_never_too_late() -> None:
    plan = make_plan(Once(MONDAY))

    assert not is_too_late(plan, MONDAY, MONDAY + timedelta(days=4000))


@given(st.lists(st.sampled_from([7, 8, 9]), min_size=1))
def test_there_is_one_bell_for_each_distinct_time_however_many_plans(hours: list[int]) -> None:
    plans = [make_plan(Daily(time(hour, 20))) for hour in hours]

    rung = bells(plans, MONDAY, MONDAY + timedelta(days=1), SCHOOL_ZONE)

    assert len(rung) == len(set(hours))
    assert rung == sorted(rung)


def test_an_instant_without_a_zone_is_refused() -> None:
    with pytest.raises(UnusableRule, match="with its zone"):
        Once(datetime(2026, 11, 19, 8, 0))  # noqa: DTZ001


@pytest.mark.parametrize("at", [time(7, 20, 30), time(7, 20, tzinfo=UTC)])
def test_a_daily_time_is_hours_and_minutes_only(at: time) -> None:
    with pytest.raises(UnusableRule, match="hours and minutes"):
        Daily(at)
