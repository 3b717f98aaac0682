from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.clock import SCHOOL_ZONE
from bot.people.model import ClassId
from bot.timetable import editing
from bot.timetable.model import Change, Slot, SlotId
from bot.timetable.pushes.standing import Aspect, aspects, standing
from bot.timetable.pushes.timing import How, departure, sunday_before, timing
from tests.support import alter

CALLIGRAPHY = Slot(ClassId(1), 4, time(16), time(17, 30), "书法", "一楼美术室", "李老师")
MORNING_CARE = replace(CALLIGRAPHY, starts_at=time(7, 30), ends_at=time(8, 10))
THURSDAY, FRIDAY = date(2026, 11, 19), date(2026, 11, 20)
NEXT_THURSDAY = date(2026, 11, 26)


def at(day: int, hour: int, minute: int = 0) -> datetime:
    return datetime(2026, 11, day, hour, minute, tzinfo=SCHOOL_ZONE)


def told(
    change: Change, now: datetime, *, on: date = THURSDAY, slot: Slot = CALLIGRAPHY
) -> tuple[How, bool]:
    known, changed = standing(slot, on, None), standing(slot, on, change)
    following = now.date().replace(day=now.day + (3 if now.isoweekday() == 5 else 1))
    found = timing(known, changed, now, following, SCHOOL_ZONE)
    return found.how, found.is_urgent


def test_what_lies_within_a_day_is_told_at_once() -> None:
    assert told(editing.cancelled(), at(18, 16)) == (How.NOW, False)


def test_what_is_further_away_waits_for_the_sunday_before_its_week() -> None:
    assert told(editing.cancelled(), at(18, 16), on=NEXT_THURSDAY) == (How.SUNDAY, False)
    assert told(editing.cancelled(), at(22, 18, 59), on=NEXT_THURSDAY) == (How.SUNDAY, False)


def test_where_that_sunday_has_passed_it_is_told_at_once() -> None:
    assert told(editing.cancelled(), at(22, 19), on=NEXT_THURSDAY) == (How.NOW, False)
    assert told(editing.cancelled(), at(16, 8)) == (How.NOW, False)


@pytest.mark.parametrize("now", [at(18, 22), at(19, 6, 30)])
def test_what_is_cancelled_before_nine_of_the_next_school_day_is_urgent(now: datetime) -> None:
    assert told(editing.cancelled(), now, slot=MORNING_CARE) == (How.NOW, True)
    assert told(alter.moved(place="操场"), now, slot=MORNING_CARE) == (How.NOW, True)
    assert told(alter.early_end(time(8)), now, slot=MORNING_CARE) == (How.NOW, True)


def test_another_teacher_is_never_urgent() -> None:
    assert told(alter.other_teacher("王老师"), at(18, 22), slot=MORNING_CARE) == (How.NOW, False)


def test_tomorrow_afternoon_is_not_urgent_tonight_and_this_afternoon_is() -> None:
    assert told(editing.cancelled(), at(18, 22)) == (How.NOW, False)
    assert told(editing.cancelled(), at(19, 12)) == (How.NOW, True)


def test_what_is_over_is_not_told() -> None:
    assert told(editing.cancelled(), at(19, 17, 30)) == (How.NOT, False)


def test_what_is_moved_away_after_it_has_ended_is_told_for_the_new_day() -> None:
    assert told(alter.moved(FRIDAY), at(19, 18)) == (How.NOW, False)


def test_what_changes_nothing_is_not_told() -> None:
    assert told(alter.moved(place="一楼美术室"), at(19, 12)) == (How.NOT, False)


def test_an_earlier_end_takes_the_later_ends_away() -> None:
    slot = replace(CALLIGRAPHY, later_ends=(time(18, 30),))

    now = standing(slot, THURSDAY, alter.early_end(time(17)))

    assert now.ends == (time(17),)
    assert aspects(standing(slot, THURSDAY, None), now) == (Aspect.TIME,)


CHANGES = st.one_of(
    st.none(),
    st.builds(
        Change,
        st.just(SlotId(0)),
        st.just(THURSDAY),
        is_cancelled=st.booleans(),
        moved_to=st.none() | st.sampled_from([THURSDAY, FRIDAY, NEXT_THURSDAY]),
        starts_at=st.none() | st.sampled_from([time(15), time(16)]),
        ends_at=st.none() | st.sampled_from([time(17), time(17, 30)]),
        place=st.none() | st.sampled_from(["操场", "一楼美术室"]),
        teacher=st.none() | st.sampled_from(["王老师", "李老师"]),
    ),
)


@given(CHANGES, CHANGES)
def test_nothing_differs_exactly_where_a_family_would_do_the_same(
    known: Change | None, now: Change | None
) -> None:
    before, after = (standing(CALLIGRAPHY, THURSDAY, change) for change in (known, now))
    are_both_off = not before.takes_place and not after.takes_place

    assert bool(aspects(before, after)) == (before != after and not are_both_off)


@given(
    CHANGES,
    CHANGES,
    st.integers(0, 27 * 24 * 60).map(lambda minutes: at(1, 0) + timedelta(minutes=minutes)),
)
def test_whatever_is_told_is_told_before_it_is_over(
    known: Change | None, now: Change | None, moment: datetime
) -> None:
    before, after = (standing(CALLIGRAPHY, THURSDAY, change) for change in (known, now))

    found = timing(before, after, moment, moment.date().replace(day=28), SCHOOL_ZONE)

    if found.how is How.NOW:
        assert found.at == moment
        assert found.not_after is not None
        assert found.not_after > moment
    if found.how is How.SUNDAY:
        assert found.at is not None
        assert moment < found.at < datetime(2026, 11, 27, tzinfo=SCHOOL_ZONE)
        assert not found.is_urgent


def test_the_sunday_before_a_sunday_is_a_week_earlier() -> None:
    assert sunday_before(date(2026, 11, 22), SCHOOL_ZONE) == at(15, 19)
    assert sunday_before(date(2026, 11, 23), SCHOOL_ZONE) == at(22, 19)


def test_few_families_are_told_when_the_school_wants() -> None:
    found = departure(time(7, 20), time(8), time(7), 2_000, 25)

    assert (found.at, found.minutes, found.is_in_time) == (time(7, 20), 2, True)


def test_many_families_are_told_from_earlier_on_so_that_the_last_is_in_time() -> None:
    found = departure(time(7, 20), time(8), time(7), 70_000, 25)

    assert (found.at, found.minutes, found.is_in_time) == (time(7, 13), 47, True)


def test_too_many_families_are_told_from_the_end_of_quiet_hours_on_and_late() -> None:
    found = departure(time(7, 20), time(8), time(7), 100_000, 25)

    assert (found.at, found.minutes, found.is_in_time) == (time(7), 67, False)


def test_a_school_that_wants_to_be_earlier_still_is() -> None:
    assert departure(time(6, 40), time(7, 20), time(7), 100_000, 25).at == time(6, 40)


@given(st.times(), st.integers(0, 119), st.times(), st.integers(0, 200_000), st.floats(1, 1_000))
def test_the_morning_never_begins_later_than_wanted_nor_before_quiet_hours_end(
    wanted: time, within: int, earliest: time, messages: int, per_second: float
) -> None:
    wanted = wanted.replace(hour=wanted.hour % 20, second=0, microsecond=0)
    earliest = earliest.replace(second=0, microsecond=0)
    minute = wanted.hour * 60 + wanted.minute + within
    latest = time(*divmod(minute, 60))

    found = departure(wanted, latest, earliest, messages, per_second)

    assert found.at <= wanted
    assert found.at >= min(wanted, earliest)
    assert found.is_in_time == (found.at.hour * 60 + found.at.minute + found.minutes <= minute)
