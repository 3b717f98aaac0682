from __future__ import annotations

from dataclasses import replace
from datetime import date, time

import pytest

from bot.i18n.catalogue import speaking
from bot.i18n.languages import Language
from bot.people.model import ChildId, ClassId, SchoolClass, SchoolId
from bot.timetable.calendar.deciding import school_day
from bot.timetable.calendar.public import public_day
from bot.timetable.editing import cancelled
from bot.timetable.families.plans import OwnPlan, pickup_times
from bot.timetable.families.rendering import day, hours
from bot.timetable.model import Change, CourseId, SchoolCalendar, Session, Slot, SlotId
from bot.timetable.occurrences import sessions
from tests.support.alter import early_end, moved

CHINESE = speaking(Language.ZH_HANS)
SECOND = SchoolClass(ClassId(1), SchoolId(1), 2, "二年级(1)班")
THURSDAY = date(2026, 11, 19)
SERVICE = Slot(
    ClassId(1),
    4,
    time(15, 40),
    time(17, 30),
    "课后托管",
    "本班教室",
    "王老师",
    later_ends=(time(18, 30),),
    id=SlotId(1),
)
FOOTBALL = Slot(
    None, 4, time(16, 10), time(17, 10), "", "操场", course_id=CourseId(7), id=SlotId(2)
)


def plan(*slots: Slot, on: date = THURSDAY, change: Change | None = None) -> OwnPlan:
    there = school_day(on, SchoolCalendar(), public_day)
    laid_over = {(change.slot_id, change.on): change} if change else {}
    found = tuple(sessions(slots, [there], laid_over))
    return OwnPlan(SECOND, ((there, found),), has_slots=bool(slots), courses={CourseId(7): "足球"})


def on_thursday(change: Change, slot: Slot = SERVICE) -> Change:
    return replace(change, slot_id=slot.id, on=THURSDAY)


def shown(one: OwnPlan) -> str:
    return day([one], THURSDAY, CHINESE)


def test_a_day_names_where_until_when_and_every_time_to_fetch_the_child() -> None:
    assert shown(plan(SERVICE)) == (
        "【课后服务】11月19日 周四（今天）\n"
        "\n"
        "二年级(1)班\n"
        "15:40–17:30/18:30 课后托管 · 本班教室 · 王老师\n"
        "可以来接：17:30 或 18:30"
    )


def test_a_course_goes_by_its_name_among_the_service_of_the_class() -> None:
    assert "16:10–17:10 足球 · 操场\n可以来接：17:30 或 18:30" in shown(plan(SERVICE, FOOTBALL))


def test_what_is_cancelled_says_so_with_its_reason() -> None:
    text = shown(plan(SERVICE, change=on_thursday(cancelled("台风"))))

    assert "（取消）\n（台风）\n这一天没有课后服务了" in text
    assert "可以来接" not in text


def test_an_early_end_leaves_one_time_only() -> None:
    text = shown(plan(SERVICE, change=on_thursday(early_end(time(16, 30)))))

    assert text.endswith("可以来接：16:30")


def test_what_moved_elsewhere_is_shown_there() -> None:
    text = shown(plan(SERVICE, change=on_thursday(moved(place="图书馆"))))

    assert "图书馆 · 王老师（有调整）" in text


def test_a_day_off_a_day_without_service_and_a_class_without_plan_are_told_apart() -> None:
    assert "10月1日 周四　休息（国庆节）" in shown(plan(SERVICE, on=date(2026, 10, 1)))
    assert "没有课后服务，放学时间请以班主任的通知为准" in shown(
        plan(SERVICE, on=date(2026, 11, 20))
    )
    assert "这个班还没有课后服务安排" in shown(plan())


def test_a_made_up_day_is_marked() -> None:
    text = shown(plan(replace(SERVICE, weekday=3), on=date(2026, 10, 10)))

    assert "二年级(1)班（调休上班，按周三安排）\n15:40" in text


def test_an_unknown_year_sends_to_the_schools_notice() -> None:
    assert shown(plan(SERVICE, on=date(2027, 3, 4))).endswith("放假安排以学校通知为准。")


def test_two_children_of_one_class_are_told_apart_by_seat() -> None:
    twins = [replace(plan(SERVICE), child_id=ChildId(seat), seat=seat) for seat in (5, 8)]

    text = day(twins, THURSDAY, CHINESE)

    assert "二年级(1)班 5号\n" in text
    assert "二年级(1)班 8号\n" in text
    assert "号\n" not in day(twins[:1], THURSDAY, CHINESE)


def test_who_does_not_stay_is_reminded_of_having_said_so() -> None:
    absent = replace(plan(SERVICE), absent_on=frozenset({THURSDAY}))

    text = shown(absent)
    assert text.endswith("您已说明：这一天孩子不参加课后服务，请按放学时间来接孩子。")
    assert "可以来接" not in text


def test_a_stranger_learns_hours_only() -> None:
    text = hours(plan(SERVICE), THURSDAY, CHINESE)

    assert text == (
        "【课后服务】11月19日 周四（今天）\n"
        "二年级(1)班\n"
        "15:40–17:30 或 18:30\n"
        "可以来接：17:30 或 18:30"
    )


@pytest.mark.parametrize(
    ("club_ends", "expected"),
    [(time(17, 10), (time(17, 30), time(18, 30))), (time(19, 0), (time(19, 0),))],
)
def test_a_child_is_fetched_where_it_is_last(club_ends: time, expected: tuple[time, ...]) -> None:
    there = school_day(THURSDAY, SchoolCalendar(), public_day)
    both = [Session(there, SERVICE), Session(there, replace(FOOTBALL, ends_at=club_ends))]

    assert pickup_times(both) == expected


def test_two_that_end_together_give_the_same_times_in_any_order() -> None:
    there = school_day(THURSDAY, SchoolCalendar(), public_day)
    club = replace(FOOTBALL, starts_at=SERVICE.starts_at, ends_at=time(18, 30))
    both = [Session(there, SERVICE), Session(there, club)]

    assert pickup_times(both) == pickup_times(both[::-1]) == (time(17, 30), time(18, 30))
