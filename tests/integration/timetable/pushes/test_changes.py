"""Exactly the families concerned learn of a change, of nothing but it, and at the right time."""

from __future__ import annotations

from datetime import date, datetime, time

import pytest
import sqlalchemy as sa

from bot.audit.model import Deed
from bot.clock import SCHOOL_ZONE
from bot.i18n.catalogue import speaking
from bot.i18n.languages import Language
from bot.storage.database import Database
from bot.storage.tables.audit import audit_entries
from bot.storage.tables.people import children, joins
from bot.timetable import editing
from bot.timetable.editing import AS_PLANNED
from bot.timetable.pushes.timing import How
from tests.integration.timetable.conftest import School
from tests.support import alter

CALLIGRAPHY = "二年级(1)班,4,16:00,17:30,书法,一楼美术室,李老师,,"
READING = "三年级(2)班,4,16:00,17:30,阅读,图书馆,,,"
THURSDAY = date(2026, 11, 19)
NEXT_THURSDAY = date(2026, 11, 26)
SLOT = 1


def at(day: int, hour: int, minute: int = 0) -> datetime:
    return datetime(2026, 11, day, hour, minute, tzinfo=SCHOOL_ZONE)


@pytest.fixture
async def planned(school: School) -> School:
    """Two classes on Thursdays, a family in each, one in both."""
    await school.has_slots(CALLIGRAPHY, READING)
    await school.add_parent(1001, "二年级(1)班")
    await school.add_parent(1002, "三年级(2)班")
    await school.add_parent(1003, "二年级(1)班", "三年级(2)班", language=Language.EN)
    return school


async def test_exactly_the_families_of_the_class_are_told_and_only_what_changed(
    planned: School,
) -> None:
    await planned.timetable.pushes.changes.change(
        SLOT, THURSDAY, alter.moved(place="操场", reason="美术室检修")
    )

    assert await planned.messages() == [
        (
            1001,
            (
                "【课后服务变动】11月19日 周四\n二年级(1)班\n16:00–17:30 书法\n"
                "地点改为操场（原定一楼美术室）。\n原因：美术室检修\n\n"
                "11月19日 周四，孩子 17:30 放学，请按时来接。"
            ),
        ),
        (
            1003,
            (
                "Change in after-school service, Thu 19 Nov\n二年级(1)班\n16:00–17:30 书法\n"
                "Now in 操场 instead of 一楼美术室.\nReason: 美术室检修\n\n"
                "On Thu 19 Nov, please pick your child up at 17:30."
            ),
        ),
    ]


async def test_a_preview_says_whom_and_when_and_what_and_does_nothing(planned: School) -> None:
    found = await planned.timetable.pushes.changes.preview(
        SLOT, THURSDAY, alter.early_end(time(16, 30))
    )

    assert [one.address for one, _ in found.leaving] == [1001, 1003]
    assert (found.timing.how, found.timing.is_urgent, found.waiting) == (How.NOW, True, 0)
    assert "时间改为 16:00–16:30（原定 16:00–17:30）。" in found.text(speaking(Language.ZH_HANS))
    assert await planned.messages() == []


async def test_a_course_s_change_is_told_to_those_who_have_a_place(school: School) -> None:
    header = "class,weekday,start,end,title,place,teacher,course,capacity"
    path = school.write(",4,16:00,17:30,,操场,王老师,足球,1", header=header)
    await school.timetable.import_slots(school.id, path)
    for address in (1001, 1002, 1003):
        await school.add_parent(address, "二年级(1)班")
    async with school.database.read() as connection:
        query = sa.select(joins.c.child_id).join(children).order_by(joins.c.child_id)
        first, second, _ = (await connection.execute(query)).scalars()
    await school.timetable.courses.enrol(1, first)
    await school.timetable.courses.enrol(1, second)

    await school.timetable.pushes.changes.change(SLOT, THURSDAY, editing.cancelled())

    assert await school.messages() == [
        (
            1001,
            (
                "【课后服务变动】11月19日 周四\n足球\n16:00–17:30\n当天取消。\n\n"
                "二年级(1)班：11月19日 周四没有课后服务了，请按学校通知的时间来接孩子。"
            ),
        )
    ]


async def test_what_is_further_away_is_not_told_before_sunday(planned: School) -> None:
    found = await planned.timetable.pushes.changes.change(SLOT, NEXT_THURSDAY, editing.cancelled())

    assert (found.timing.how, found.timing.at) == (How.SUNDAY, at(22, 19))
    assert [one.address for one, _ in found.leaving] == [1001, 1003]
    assert await planned.messages() == []


async def test_quiet_hours_hold_a_change_back(planned: School) -> None:
    planned.clock.set(at(18, 21, 30))

    found = await planned.timetable.pushes.changes.change(SLOT, THURSDAY, editing.cancelled())

    assert found.waiting == 2
    assert found.latest == at(19, 7)
    assert await planned.departures() == [(1001, at(19, 7)), (1003, at(19, 7))]


async def test_what_is_cancelled_early_next_morning_is_urgent_and_counted(
    school: School, database: Database
) -> None:
    await school.has_slots("二年级(1)班,4,07:30,08:10,早托,一楼,,,")
    await school.add_parent(1001, "二年级(1)班")
    school.clock.set(at(18, 21, 30))

    found = await school.timetable.pushes.changes.change(SLOT, THURSDAY, editing.cancelled())

    assert (found.timing.is_urgent, found.hurried) == (True, 1)
    assert await school.departures() == [(1001, at(18, 21, 30))]
    async with database.read() as connection:
        told = sa.select(audit_entries.c.details).where(
            audit_entries.c.action == Deed.TIMETABLE_TOLD.value
        )
        (details,) = (await connection.execute(told)).scalars()
    assert '"hurried":1' in details
    assert '"urgent":true' in details


async def test_a_second_change_is_told_against_the_first(planned: School) -> None:
    changes = planned.timetable.pushes.changes
    await changes.change(SLOT, THURSDAY, alter.moved(place="操场"))
    await planned.everything_arrives()
    await changes.change(SLOT, THURSDAY, alter.moved(place="操场", ends_at=time(17)))
    await planned.everything_arrives()
    await changes.change(SLOT, THURSDAY, AS_PLANNED)

    texts = [
        text.splitlines()[3:] for address, text in await planned.messages() if address == 1001
    ]
    assert texts == [
        ["地点改为操场（原定一楼美术室）。", "", fetched("17:30")],
        ["时间改为 16:00–17:00（原定 16:00–17:30）。", "", fetched("17:00")],
        [
            "时间改为 16:00–17:30（原定 16:00–17:00）。",
            "地点改为一楼美术室（原定操场）。",
            "",
            fetched("17:30"),
        ],
    ]


async def test_what_was_cancelled_by_mistake_takes_place_after_all(planned: School) -> None:
    changes = planned.timetable.pushes.changes
    await changes.change(SLOT, THURSDAY, editing.cancelled())
    await planned.everything_arrives()

    await changes.change(SLOT, THURSDAY, AS_PLANNED)

    (_, text), *_ = (await planned.messages())[2:]
    assert text.endswith(
        "11月19日 周四照常进行：16:00–17:30 · 一楼美术室 · 李老师\n\n" + fetched("17:30")
    )


async def test_a_mistake_put_right_before_anybody_was_told_is_never_told(planned: School) -> None:
    changes = planned.timetable.pushes.changes
    planned.clock.set(at(18, 21, 30))
    await changes.change(SLOT, THURSDAY, editing.cancelled())

    found = await changes.change(SLOT, THURSDAY, AS_PLANNED)

    assert found.timing.how is How.NOT
    assert await planned.states() == {"cancelled"}


async def test_what_is_over_is_changed_without_a_word(planned: School) -> None:
    planned.clock.set(at(19, 18))

    found = await planned.timetable.pushes.changes.change(
        SLOT, THURSDAY, alter.other_teacher("王老师")
    )

    assert found.timing.how is How.NOT
    assert await planned.messages() == []


async def test_in_an_unknown_year_the_school_s_word_counts(planned: School) -> None:
    planned.clock.set(datetime(2027, 3, 4, 8, tzinfo=SCHOOL_ZONE))

    await planned.timetable.pushes.changes.change(SLOT, date(2027, 3, 4), editing.cancelled())

    assert (await planned.messages())[0][1].endswith("\n\n放假安排以学校通知为准。")


def fetched(at: str) -> str:
    """What a family reads of the hour at which its child is fetched on Thursday."""
    return f"11月19日 周四，孩子 {at} 放学，请按时来接。"
