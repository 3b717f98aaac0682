from __future__ import annotations

from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.clock import SCHOOL_ZONE
from bot.people.quiet_hours import FIRST_JUNIOR_GRADE, QuietHours, Span

PRIMARY: Span = (time(21, 20), time(7, 0))
JUNIOR: Span = (time(22, 0), time(6, 30))
QUIET = QuietHours(SCHOOL_ZONE, PRIMARY, JUNIOR)


def at(hour: int, minute: int = 0, day: int = 19) -> datetime:
    """Return an instant of November 2026 in the school's zone."""
    return datetime(2026, 11, day, hour, minute, tzinfo=SCHOOL_ZONE)


BEGINNING = datetime(2026, 1, 1, tzinfo=UTC)
INSTANTS = st.integers(0, 2 * 366 * 86_400).map(lambda s: BEGINNING + timedelta(seconds=s))
GRADES = st.lists(st.integers(1, 9), max_size=4)
ZONES = st.sampled_from(["Asia/Shanghai", "Asia/Urumqi", "America/New_York", "Europe/Berlin"])
ZONED = ZONES.map(ZoneInfo)


def times(first: int, last: int) -> st.SearchStrategy[time]:
    """Draw times of day between two hours, in whole minutes."""
    return st.integers(first * 60, last * 60 - 1).map(lambda m: time(m // 60, m % 60))


NIGHTS: st.SearchStrategy[Span] = st.tuples(times(18, 24), times(0, 10))
NAPS: st.SearchStrategy[Span] = st.tuples(times(11, 13), times(13, 15))
SPANS = st.none() | NIGHTS | NAPS


def is_quiet(instant: datetime, span: Span | None, zone: ZoneInfo) -> bool:
    """Say by the clock on the wall whether a span holds; the slow obvious version."""
    if span is None:
        return False
    wall = instant.astimezone(zone).time()
    begin, end = span
    return begin <= wall < end if begin < end else wall >= begin or wall < end


def spans_of(quiet: QuietHours, grades: list[int]) -> list[Span | None]:
    return [quiet.junior if grade >= FIRST_JUNIOR_GRADE else quiet.primary for grade in grades]


@given(INSTANTS, GRADES, SPANS, SPANS)
def test_nothing_ever_leaves_inside_the_quiet_hours(
    wanted: datetime, grades: list[int], primary: Span | None, junior: Span | None
) -> None:
    quiet = QuietHours(SCHOOL_ZONE, primary, junior)

    leaves_at = quiet.leaves_at(wanted, grades)

    assert not any(is_quiet(leaves_at, s, quiet.zone) for s in spans_of(quiet, grades))


@given(INSTANTS, GRADES, SPANS, SPANS, ZONED)
def test_nothing_ever_leaves_earlier_than_wanted(
    wanted: datetime,
    grades: list[int],
    primary: Span | None,
    junior: Span | None,
    zone: ZoneInfo,
) -> None:
    assert QuietHours(zone, primary, junior).leaves_at(wanted, grades) >= wanted


@given(INSTANTS, GRADES, SPANS, SPANS)
def test_outside_the_quiet_hours_nothing_is_moved(
    wanted: datetime, grades: list[int], primary: Span | None, junior: Span | None
) -> None:
    quiet = QuietHours(SCHOOL_ZONE, primary, junior)
    is_moved = quiet.leaves_at(wanted, grades) != wanted

    assert is_moved is any(is_quiet(wanted, s, quiet.zone) for s in spans_of(quiet, grades))


@given(INSTANTS, GRADES)
def test_nothing_waits_longer_than_a_night(wanted: datetime, grades: list[int]) -> None:
    assert QUIET.leaves_at(wanted, grades) - wanted <= timedelta(hours=9, minutes=40)


@pytest.mark.parametrize(
    ("wanted", "grade", "leaves_at"),
    [
        (at(21, 19), 6, at(21, 19)),
        (at(21, 20), 6, at(7, 0, day=20)),
        (at(23, 59), 1, at(7, 0, day=20)),
        (at(0, 0), 1, at(7, 0)),
        (at(6, 59), 6, at(7, 0)),
        (at(7, 0), 6, at(7, 0)),
        (at(21, 59), 7, at(21, 59)),
        (at(22, 0), 9, at(6, 30, day=20)),
        (at(6, 29), 7, at(6, 30)),
        (at(6, 30), 7, at(6, 30)),
    ],
)
def test_each_stage_has_its_own_quiet_hours(
    wanted: datetime, grade: int, leaves_at: datetime
) -> None:
    assert QUIET.leaves_at(wanted, [grade]) == leaves_at


@pytest.mark.parametrize(
    ("wanted", "leaves_at"),
    [(at(21, 30), at(7, 0, day=20)), (at(6, 45), at(7, 0)), (at(21, 0), at(21, 0))],
)
def test_a_family_with_children_in_both_stages_is_quiet_whenever_either_is(
    wanted: datetime, leaves_at: datetime
) -> None:
    assert QUIET.leaves_at(wanted, [3, 8]) == leaves_at


def test_spans_that_follow_each_other_are_waited_for_together() -> None:
    quiet = QuietHours(SCHOOL_ZONE, (time(21), time(6)), (time(5, 30), time(8)))

    assert quiet.leaves_at(at(22), [1, 9]) == at(8, day=20)


def test_staff_have_no_quiet_hours() -> None:
    assert QUIET.leaves_at(at(23), []) == at(23)


def test_quiet_hours_that_are_off_hold_nothing_back() -> None:
    assert QuietHours(SCHOOL_ZONE).leaves_at(at(23), [1, 9]) == at(23)


def test_spans_that_leave_no_time_hold_a_message_back_a_day_but_not_for_ever() -> None:
    quiet = QuietHours(SCHOOL_ZONE, (time(7), time(19)), (time(19), time(7)))

    assert quiet.leaves_at(at(12), [1, 9]) == at(19, day=20)


def test_the_hour_that_comes_twice_in_autumn_does_not_send_a_message_back_in_time() -> None:
    berlin = ZoneInfo("Europe/Berlin")
    quiet = QuietHours(berlin, (time(21), time(2, 30)))
    second_two_ten = datetime(2026, 10, 25, 1, 10, tzinfo=UTC)

    assert quiet.leaves_at(second_two_ten, [1]) >= second_two_ten


def test_the_answer_is_in_utc() -> None:
    assert QUIET.leaves_at(at(12), [1]).tzinfo is UTC


@given(instant=INSTANTS, grades=GRADES, primary=SPANS, junior=SPANS, own=NIGHTS, zone=ZONED)
def test_a_wish_of_ones_own_never_makes_the_quiet_shorter(
    *,
    instant: datetime,
    grades: list[int],
    primary: Span | None,
    junior: Span | None,
    own: Span,
    zone: ZoneInfo,
) -> None:
    quiet = QuietHours(zone, primary, junior)

    leaves = quiet.leaves_at(instant, grades, own)

    assert leaves >= quiet.leaves_at(instant, grades)
    if leaves < instant + timedelta(days=1):
        assert not any(is_quiet(leaves, span, zone) for span in [*spans_of(quiet, grades), own])


def test_a_wish_holds_for_staff_and_beside_the_rule() -> None:
    own = (time(20), time(8))

    assert QUIET.leaves_at(at(20, 30), [], own) == at(8, 0, day=20)
    assert QUIET.leaves_at(at(19, 30), [3], own) == at(19, 30)
    assert QUIET.leaves_at(at(22, 30), [3], (time(18), time(21, 30))) == at(7, 0, day=20)


def test_the_hours_that_hold_for_a_family_are_named_once_each() -> None:
    assert QUIET.of([1, 2, 8]) == [PRIMARY, JUNIOR]
    assert QUIET.of([]) == []
