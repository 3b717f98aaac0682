"""On Sunday evening a family learns what is different next week, and nothing if nothing is."""

from __future__ import annotations

from datetime import date, datetime, time

import pytest

from bot.clock import SCHOOL_ZONE
from bot.i18n.languages import Language
from bot.plans.model import Settled
from bot.timetable import editing
from bot.timetable.editing import AS_PLANNED
from bot.timetable.pushes.sunday import PLAN_KIND
from tests.integration.timetable.conftest import School
from tests.support import alter

CALLIGRAPHY = [f"二年级(1)班,{day},16:00,17:30,书法,一楼美术室,李老师,," for day in (2, 4)]
READING = "三年级(2)班,4,16:00,17:30,阅读,图书馆,,,"
SUNDAY, THURSDAY = date(2026, 11, 22), date(2026, 11, 26)
ON_TUESDAY, ON_THURSDAY, READING_SLOT = 1, 2, 3


def at(day: int, hour: int, minute: int = 0, month: int = 11) -> datetime:
    return datetime(2026, month, day, hour, minute, tzinfo=SCHOOL_ZONE)


async def ring(school: School, *moments: datetime) -> list[tuple[int, str]]:
    """Let some moments pass and return what is newly in the outbox."""
    before = len(await school.messages())
    for moment in moments:
        school.clock.set(moment)
        await school.plans.make_due(school.clock.now())
    return (await school.messages())[before:]


@pytest.fixture
async def planned(school: School) -> School:
    await school.has_slots(*CALLIGRAPHY, READING)
    await school.add_parent(1001, "二年级(1)班")
    await school.add_parent(1002, "三年级(2)班")
    return school


async def test_a_week_as_always_is_not_told(planned: School) -> None:
    assert await ring(planned, at(22, 19), at(22, 20)) == []


async def test_only_families_for_whom_something_differs_are_told_and_once(
    planned: School,
) -> None:
    changes = planned.timetable.pushes.changes
    await changes.change(ON_THURSDAY, THURSDAY, editing.cancelled("教师外出"))

    told = await ring(planned, at(22, 18, 59), at(22, 19), at(22, 19, 30))

    assert told == [
        (
            1001,
            (
                "【下周课后服务有变化】11月23日 周一 至 11月29日 周日\n\n"
                "二年级(1)班\n11月26日 周四：16:00–17:30 书法\n当天取消。\n原因：教师外出\n\n"
                "11月26日 周四没有课后服务了，请按学校通知的时间来接孩子。\n\n"
                "其余照常。"
            ),
        )
    ]


async def test_what_was_taken_back_before_sunday_is_not_told(planned: School) -> None:
    changes = planned.timetable.pushes.changes
    await changes.change(ON_THURSDAY, THURSDAY, editing.cancelled())
    await changes.change(ON_THURSDAY, THURSDAY, AS_PLANNED)

    assert await ring(planned, at(22, 19)) == []


async def test_what_is_taken_back_after_sunday_is_told_at_once(planned: School) -> None:
    changes = planned.timetable.pushes.changes
    await changes.change(ON_THURSDAY, THURSDAY, editing.cancelled())
    await ring(planned, at(22, 19))

    await changes.change(ON_THURSDAY, THURSDAY, AS_PLANNED)

    assert "照常进行" in (await planned.messages())[-1][1]


async def test_moved_within_the_week_is_one_line_and_from_another_week_is_one_more(
    planned: School,
) -> None:
    changes = planned.timetable.pushes.changes
    friday, next_tuesday = date(2026, 11, 27), date(2026, 12, 1)
    await changes.change(ON_THURSDAY, THURSDAY, alter.moved(friday, starts_at=time(15, 30)))
    await changes.change(ON_TUESDAY, next_tuesday, alter.moved(date(2026, 11, 25)))

    ((_, text),) = await ring(planned, at(22, 19))

    assert text.splitlines()[3:-2] == [
        "11月25日 周三：加一次（原定12月1日 周二）",
        "16:00–17:30 书法 · 一楼美术室 · 李老师（有调整）",
        "11月26日 周四：16:00–17:30 书法",
        "改到11月27日 周五 15:30–17:30。",
        "",
        "11月25日 周三，孩子 17:30 放学，请按时来接。",
        "11月26日 周四没有课后服务了，请按学校通知的时间来接孩子。",
        "11月27日 周五，孩子 17:30 放学，请按时来接。",
    ]


async def test_what_families_expect_from_an_earlier_move_is_taken_back(planned: School) -> None:
    changes = planned.timetable.pushes.changes
    await changes.change(ON_THURSDAY, date(2026, 11, 19), alter.moved(THURSDAY))
    await planned.everything_arrives()
    await changes.change(ON_THURSDAY, date(2026, 11, 19), alter.moved(date(2026, 12, 3)))

    ((_, text),) = await ring(planned, at(22, 19))

    assert "11月26日 周四：16:00–17:30 书法\n改到12月3日 周四 16:00–17:30。" in text


async def test_of_several_earlier_moves_families_expect_the_last(planned: School) -> None:
    changes = planned.timetable.pushes.changes
    for moved_to in (date(2026, 11, 20), THURSDAY):
        await changes.change(ON_THURSDAY, date(2026, 11, 19), alter.moved(moved_to))
        await planned.everything_arrives()
    await changes.change(ON_THURSDAY, date(2026, 11, 19), alter.moved(date(2026, 12, 3)))

    ((_, text),) = await ring(planned, at(22, 19))

    assert "11月26日 周四：16:00–17:30 书法\n改到12月3日 周四 16:00–17:30。" in text


async def test_a_festival_and_the_saturday_worked_for_it_are_told(school: School) -> None:
    school.clock.set(at(25, 12, month=9))
    await school.has_slots(*[f"二年级(1)班,{day},16:00,17:30,书法,,,," for day in range(1, 6)])
    await school.add_parent(1001, "二年级(1)班", language=Language.EN)
    await school.add_parent(1002, "二年级(1)班")

    told = await ring(school, at(27, 19, month=9), at(4, 19, month=10))

    chinese = [text for address, text in told if address == 1002]
    assert "\n10月1日 周四 至 10月2日 周五：国庆节，没有课后服务\n" in chinese[0]
    assert chinese[1].splitlines()[3:6] == [
        "10月5日 周一 至 10月7日 周三：国庆节，没有课后服务",
        "10月10日 周六（调休上班，按周三安排）",
        "16:00–17:30 书法",
    ]
    english = next(text for address, text in told if address == 1001)
    assert "Thu 1 Oct to Fri 2 Oct: no after-school service (National Day)" in english


async def test_what_a_class_and_a_course_have_on_a_day_is_said_together(school: School) -> None:
    school.clock.set(at(25, 12, month=9))
    header = "class,weekday,start,end,title,place,teacher,course"
    rows = [f"二年级(1)班,{day},16:00,17:30,书法,,," for day in (1, 2, 3)]
    slots = school.write(*rows, ",3,17:30,18:30,,,,足球", header=header)
    await school.timetable.import_slots(school.id, slots)
    await school.add_parent(1001, "二年级(1)班")
    await school.timetable.courses.enrol(1, 1)

    ((_, text),) = await ring(school, at(4, 19, month=10))

    assert text.splitlines()[3:-2] == [
        "10月5日 周一 至 10月7日 周三：国庆节，没有课后服务",
        "10月10日 周六（调休上班，按周三安排）",
        "16:00–17:30 书法",
        "17:30–18:30 足球",
        "",
        "10月10日 周六，孩子 18:30 放学，请按时来接。",
    ]


async def test_a_family_without_service_on_the_day_off_is_not_told(planned: School) -> None:
    await planned.has_calendar("days_off:\n  - {date: 2026-11-24, name: 运动会}\n")

    ((address, text),) = await ring(planned, at(22, 19))

    assert address == 1001
    assert "11月24日 周二：运动会，没有课后服务" in text


async def test_in_the_holidays_nothing_is_told_week_after_week(planned: School) -> None:
    await planned.has_calendar("terms:\n  - {from: 2026-09-01, to: 2026-11-22}\n")

    assert await ring(planned, at(22, 19), at(29, 19)) == []


async def test_who_wants_peace_on_sunday_evening_is_told_in_the_morning(planned: School) -> None:
    changes = planned.timetable.pushes.changes
    await changes.change(ON_THURSDAY, THURSDAY, editing.cancelled())
    await planned.people.choose_quiet(1001, Language.ZH_HANS, (time(18), time(8)))

    await ring(planned, at(22, 19))

    assert await planned.departures() == [(1001, at(23, 8))]


async def test_down_on_sunday_evening_it_is_late_and_says_so(planned: School) -> None:
    changes = planned.timetable.pushes.changes
    await changes.change(ON_THURSDAY, THURSDAY, editing.cancelled())

    ((_, text),) = await ring(planned, at(22, 20, 50))

    assert text.endswith("其余照常。\n今天的提醒发晚了，请您谅解。")


async def test_down_until_the_night_it_is_dropped_and_accounted_for(planned: School) -> None:
    changes = planned.timetable.pushes.changes
    await changes.change(ON_THURSDAY, THURSDAY, editing.cancelled())

    assert await ring(planned, at(22, 21, 30)) == []

    async with planned.database.read() as connection:
        account = await planned.plans.account(connection, PLAN_KIND, planned.id)
    assert account[-1][:2] == (at(22, 19), Settled.DROPPED)
