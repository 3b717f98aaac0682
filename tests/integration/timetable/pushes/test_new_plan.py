"""A new weekly plan reaches exactly the families whose days it changes, once and in time."""

from __future__ import annotations

from datetime import date, datetime

import pytest
import sqlalchemy as sa

from bot.audit.model import Deed
from bot.clock import SCHOOL_ZONE
from bot.i18n.languages import Language
from bot.storage.tables.audit import audit_entries
from bot.storage.tables.people import children, joins
from bot.timetable import editing
from tests.integration.timetable.conftest import School

CALLIGRAPHY = "二年级(1)班,4,16:00,17:30,书法,一楼美术室,李老师,,"
READING = "三年级(2)班,4,16:00,17:30,阅读,图书馆,,,"
MONDAY = "二年级(1)班,1,16:00,17:30,足球,操场,,,"
EARLIER = CALLIGRAPHY.replace("17:30", "17:00")
TOLD_EARLIER = (
    "【课后服务变动】每周安排有调整\n\n二年级(1)班\n"
    "11月19日 周四起：16:00–17:30 书法\n时间改为 16:00–17:00（原定 16:00–17:30）。\n\n"
    "11月19日 周四，孩子 17:00 放学，请按时来接。\n\n其余照常。"
)
TERMS = "terms:\n  - {from: 2026-09-01, to: 2027-01-22}\n  - {from: 2027-02-22, to: 2027-07-02}\n"


def at(day: int, hour: int, minute: int = 0) -> datetime:
    return datetime(2026, 11, day, hour, minute, tzinfo=SCHOOL_ZONE)


@pytest.fixture
async def planned(school: School) -> School:
    """Two classes on Thursdays, and a family in each."""
    await school.has_slots(CALLIGRAPHY, READING, MONDAY)
    await school.add_parent(1001, "二年级(1)班")
    await school.add_parent(1002, "三年级(2)班")
    school.clock.set(at(18, 17))
    return school


async def test_exactly_the_families_concerned_are_told_at_once_and_only_what_is_different(
    planned: School,
) -> None:
    done = await planned.timetable.import_slots(
        planned.id, planned.write(EARLIER, READING, MONDAY)
    )

    assert (done.told_now, done.told_sunday) == (1, 0)
    assert await planned.messages() == [(1001, TOLD_EARLIER)]


async def test_place_teacher_a_slot_gone_and_a_new_one_are_one_message(planned: School) -> None:
    other = CALLIGRAPHY.replace("一楼美术室", "操场").replace("李老师", "王老师")

    await planned.has_slots(other, READING, "二年级(1)班,2,16:00,17:30,围棋,三楼,,,")

    assert await planned.messages() == [
        (
            1001,
            (
                "【课后服务变动】每周安排有调整\n\n二年级(1)班\n"
                "11月19日 周四起：16:00–17:30 书法\n地点改为操场（原定一楼美术室）。\n"
                "教师改为王老师（原定李老师）。\n"
                "11月23日 周一起不再安排：16:00–17:30 足球\n"
                "11月24日 周二起新增：16:00–17:30 围棋 · 三楼\n\n"
                "11月19日 周四，孩子 17:30 放学，请按时来接。\n"
                "11月23日 周一没有课后服务了，请按学校通知的时间来接孩子。\n"
                "11月24日 周二，孩子 17:30 放学，请按时来接。\n\n其余照常。"
            ),
        )
    ]


async def test_a_family_with_two_children_gets_one_message_in_its_language(
    planned: School,
) -> None:
    await planned.add_parent(1003, "二年级(1)班", "三年级(2)班", language=Language.EN)

    await planned.has_slots(EARLIER, READING.replace("图书馆", "操场"), MONDAY)

    [text] = [text for address, text in await planned.messages() if address == 1003]
    assert text == (
        "Change in after-school service: the weekly plan is different\n\n二年级(1)班\n"
        "From Thu 19 Nov: 16:00–17:30 书法\nNow 16:00–17:00 instead of 16:00–17:30.\n\n"
        "三年级(2)班\nFrom Thu 19 Nov: 16:00–17:30 阅读\nNow in 操场 instead of 图书馆.\n\n"
        "二年级(1)班: On Thu 19 Nov, please pick your child up at 17:00.\n"
        "三年级(2)班: On Thu 19 Nov, please pick your child up at 17:30.\n\n"
        "Everything else is as always."
    )


async def test_what_begins_next_week_is_told_on_sunday_and_only_once(planned: School) -> None:
    done = await planned.timetable.import_slots(
        planned.id, planned.write(CALLIGRAPHY, READING, MONDAY.replace("操场", "体育馆"))
    )
    before = await planned.messages()
    await sunday(planned, 22)
    after = [text for _, text in await planned.messages()]
    await sunday(planned, 29)

    assert (done.told_now, done.told_sunday) == (0, 1)
    assert before == []
    assert len(after) == 1
    assert "11月23日 周一起：16:00–17:30 足球\n地点改为体育馆（原定操场）。" in after[0]
    assert len(await planned.messages()) == 1


async def test_what_is_put_right_before_sunday_is_never_told(planned: School) -> None:
    await planned.has_slots(CALLIGRAPHY, READING, MONDAY.replace("操场", "体育馆"))
    await planned.has_slots(CALLIGRAPHY, READING, MONDAY)
    await sunday(planned, 22)

    assert await planned.messages() == []


async def test_what_quiet_hours_hold_back_and_is_put_right_by_then_is_never_told(
    planned: School,
) -> None:
    planned.clock.set(at(18, 21, 40))
    await planned.has_slots(EARLIER, READING, MONDAY)
    waiting = await planned.departures()
    done = await planned.timetable.import_slots(
        planned.id, planned.write(CALLIGRAPHY, READING, MONDAY)
    )

    assert waiting == [(1001, at(19, 7))]
    assert (done.told_now, done.told_sunday) == (0, 0)
    assert await planned.states() == {"cancelled"}


async def test_a_second_file_is_told_against_what_families_have_read(planned: School) -> None:
    await planned.has_slots(EARLIER, READING, MONDAY)
    await planned.everything_arrives()
    await planned.has_slots(CALLIGRAPHY.replace("17:30", "17:15"), READING, MONDAY)

    assert "时间改为 16:00–17:15（原定 16:00–17:00）。" in (await planned.messages())[-1][1]


async def test_what_could_not_leave_until_it_was_over_is_cancelled(planned: School) -> None:
    await planned.has_slots(EARLIER, READING, MONDAY)
    planned.clock.set(at(27, 11, 30))
    await planned.plans.make_due(planned.clock.now())

    assert await planned.states() == {"cancelled"}


async def test_what_begins_before_nine_tomorrow_does_not_wait_and_is_accounted_for(
    school: School,
) -> None:
    early = "二年级(1)班,4,07:30,08:10,早托,一楼,,,"
    await school.has_slots(early)
    await school.add_parent(1001, "二年级(1)班")
    school.clock.set(at(18, 21, 40))

    await school.has_slots(early.replace("07:30", "07:45"))

    assert await school.departures() == [(1001, at(18, 21, 40))]
    assert '"hurried":1' in await account(school, Deed.TIMETABLE_TOLD)


async def test_a_trial_counts_the_families_and_tells_none(planned: School) -> None:
    path = planned.write(EARLIER, READING, MONDAY)
    done = await planned.timetable.import_slots(planned.id, path, is_dry_run=True)

    assert (done.told_now, done.told_sunday) == (1, 0)
    assert await planned.messages() == []


async def test_a_mistake_in_typing_is_put_right_without_a_word_and_that_is_accounted_for(
    planned: School,
) -> None:
    path = planned.write(EARLIER, READING, MONDAY)
    done = await planned.timetable.import_slots(planned.id, path, is_quiet=True)
    await sunday(planned, 22)

    assert (done.told_now, done.told_sunday) == (0, 0)
    assert await planned.messages() == []
    assert '"told_nobody":true' in await account(planned, Deed.TIMETABLE_IMPORTED)


async def test_a_mistake_in_typing_that_still_waits_is_told_as_it_was_put_right(
    planned: School,
) -> None:
    planned.clock.set(at(18, 21, 40))
    await planned.has_slots(EARLIER.replace("书法,一楼美术室", "书法,一楼美木室"), READING, MONDAY)
    path = planned.write(EARLIER, READING, MONDAY)

    await planned.timetable.import_slots(planned.id, path, is_quiet=True)

    assert (await planned.messages())[1:] == [(1001, TOLD_EARLIER)]


async def test_a_class_that_had_nothing_and_a_school_s_first_plan_are_not_told(
    school: School,
) -> None:
    await school.add_parent(1001, "二年级(1)班")
    await school.add_parent(1002, "三年级(2)班")
    await school.has_slots(READING)
    await school.has_slots(READING, CALLIGRAPHY)
    await sunday(school, 22)

    assert await school.messages() == []


async def test_the_first_plan_of_a_term_is_not_told_and_the_second_is(planned: School) -> None:
    await planned.has_calendar(TERMS)
    planned.clock.set(datetime(2027, 2, 23, 12, tzinfo=SCHOOL_ZONE))
    await planned.has_slots(EARLIER, READING, MONDAY)
    before = await planned.messages()

    await planned.has_slots(CALLIGRAPHY, READING, MONDAY.replace("足球", "篮球"))
    await planned.everything_arrives()
    await planned.has_slots(CALLIGRAPHY, READING.replace("图书馆", "操场"), MONDAY)

    assert before == []
    assert [address for address, _ in await planned.messages()] == [1001, 1002]


async def test_a_day_that_was_cancelled_anyway_is_no_day_to_tell_of(planned: School) -> None:
    changes = planned.timetable.pushes.changes
    await changes.change(1, date(2026, 11, 19), editing.cancelled())
    await planned.everything_arrives()

    done = await planned.timetable.import_slots(
        planned.id, planned.write(EARLIER, READING, MONDAY)
    )

    assert (done.told_now, done.told_sunday) == (0, 1)


async def test_a_course_s_new_plan_is_told_to_those_who_have_a_place(school: School) -> None:
    header = "class,weekday,start,end,title,place,teacher,course,capacity"
    row = ",4,16:00,17:30,,操场,王老师,足球,1"
    await school.timetable.import_slots(school.id, school.write(row, header=header))
    for address in (1001, 1002):
        await school.add_parent(address, "二年级(1)班")
    async with school.database.read() as connection:
        query = sa.select(joins.c.child_id).join(children).order_by(joins.c.child_id)
        first, second = (await connection.execute(query)).scalars()
    await school.timetable.courses.enrol(1, first)
    await school.timetable.courses.enrol(1, second)
    school.clock.set(at(19, 9))

    path = school.write(row.replace("操场", "体育馆"), header=header)
    done = await school.timetable.import_slots(school.id, path)

    assert done.told_now == 1
    assert [address for address, _ in await school.messages()] == [1001]


async def sunday(school: School, day: int) -> None:
    """Let a Sunday evening come, and only its message."""
    school.clock.set(at(day, 19))
    await school.plans.make_due(school.clock.now())
    await school.everything_arrives()


async def account(school: School, deed: Deed) -> str:
    query = (
        sa.select(audit_entries.c.details)
        .where(audit_entries.c.action == deed.value)
        .order_by(audit_entries.c.id.desc())
    )
    async with school.database.read() as connection:
        return str((await connection.execute(query)).scalars().first())
