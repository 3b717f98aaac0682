"""Whoever has asked is reminded before a child is fetched, of what holds that minute."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

import pytest
import sqlalchemy as sa

from bot.clock import SCHOOL_ZONE
from bot.i18n.languages import Language
from bot.storage.database import Database
from bot.storage.tables.people import chats, children, joins
from bot.timetable import editing
from tests.integration.timetable.conftest import School
from tests.support import alter

EVERY_DAY = [f"二年级(1)班,{day},16:00,17:30,书法,一楼美术室,,," for day in range(1, 6)]
ON_FRIDAY = "三年级(2)班,5,16:00,17:00,足球,操场,,,"
HEADER = "class,weekday,start,end,title,place,teacher,course"
FRIDAY = date(2026, 11, 20)


def at(day: int, hour: int, minute: int = 0) -> datetime:
    return datetime(2026, 11, day, hour, minute, tzinfo=SCHOOL_ZONE)


async def ring(school: School, *moments: datetime) -> list[tuple[int, str]]:
    """Let some moments pass and return the reminders among what is newly in the outbox."""
    before = len(await school.messages())
    for moment in moments:
        school.clock.set(moment)
        await school.plans.make_due(school.clock.now())
    new = (await school.messages())[before:]
    return [(address, text) for address, text in new if "接孩子" in text]


async def wants(school: School, address: int, minutes: int | None) -> None:
    await school.timetable.pushes.reminders.choose(address, Language.ZH_HANS, minutes)


async def afternoon(school: School, day: int = 20) -> list[tuple[int, str, str]]:
    """Let a whole afternoon pass in five minutes each; return when who was reminded of what."""
    told = []
    for step in range(12 * 4):
        moment = at(day, 15) + timedelta(minutes=5 * step)
        told += [
            (address, f"{moment:%H:%M}", text) for address, text in await ring(school, moment)
        ]
    return told


@pytest.fixture
async def planned(school: School) -> School:
    await school.has_slots(*EVERY_DAY, ON_FRIDAY)
    await school.add_parent(1001, "二年级(1)班")
    await school.add_parent(1002, "二年级(1)班")
    return school


async def test_who_asked_is_reminded_so_long_before_and_nobody_else(planned: School) -> None:
    await wants(planned, 1001, 20)

    assert await afternoon(planned) == [
        (1001, "17:10", "【接孩子提醒】17:30 放学\n二年级(1)班 · 一楼美术室")
    ]


async def test_who_wants_no_reminder_any_more_gets_none(planned: School) -> None:
    await wants(planned, 1001, 20)
    await wants(planned, 1001, None)

    assert await planned.timetable.pushes.reminders.minutes_of(1001) is None
    assert await afternoon(planned) == []


async def test_who_asks_for_more_time_after_the_reminder_has_one_only(planned: School) -> None:
    await wants(planned, 1001, 30)
    await ring(planned, at(20, 17))
    await wants(planned, 1001, 10)

    assert await ring(planned, at(20, 17, 5), at(20, 17, 20)) == []


async def test_a_day_that_ends_earlier_or_not_at_all_is_right_at_once(planned: School) -> None:
    await wants(planned, 1001, 20)
    changes = planned.timetable.pushes.changes
    await changes.change(5, FRIDAY, alter.early_end(time(16, 40)))
    await changes.change(1, date(2026, 11, 23), editing.cancelled())

    assert [(one, rings) for one, rings, _ in await afternoon(planned)] == [(1001, "16:20")]
    assert await afternoon(planned, 23) == []


async def test_two_children_fetched_at_two_times_are_two_reminders(planned: School) -> None:
    await planned.add_parent(1003, "二年级(1)班", "三年级(2)班")
    await wants(planned, 1003, 15)

    assert [(rings, text.splitlines()[1]) for _, rings, text in await afternoon(planned)] == [
        ("16:45", "三年级(2)班 · 操场"),
        ("17:15", "二年级(1)班 · 一楼美术室"),
    ]


async def test_a_child_in_a_course_is_fetched_where_that_ends(school: School) -> None:
    rows = ["二年级(1)班,5,16:00,17:30,书法,一楼,,", ",5,17:30,18:30,,操场,,足球"]
    await school.timetable.import_slots(school.id, school.write(*rows, header=HEADER))
    await school.add_parent(1001, "二年级(1)班")
    async with school.database.read() as connection:
        child = (await connection.execute(sa.select(children.c.id))).scalar_one()
    await school.timetable.courses.enrol(1, child)
    await wants(school, 1001, 10)

    assert await afternoon(school) == [
        (1001, "18:20", "【接孩子提醒】18:30 放学\n二年级(1)班 · 操场")
    ]


async def test_of_a_child_that_does_not_stay_nobody_is_reminded(planned: School) -> None:
    await wants(planned, 1001, 20)
    async with planned.database.read() as connection:
        query = sa.select(joins.c.child_id).join(chats).where(chats.c.address == 1001)
        child = (await connection.execute(query)).scalar_one()
    await planned.timetable.absences.note(child, FRIDAY)

    assert await afternoon(planned) == []


async def test_on_a_day_off_nobody_is_reminded(planned: School) -> None:
    await wants(planned, 1001, 20)
    await planned.has_calendar("days_off:\n  - {date: 2026-11-20}\n")

    assert await afternoon(planned) == []


async def test_who_has_quiet_hours_then_is_left_in_peace(planned: School) -> None:
    await wants(planned, 1001, 20)
    await planned.people.choose_quiet(1001, Language.ZH_HANS, (time(17), time(19)))

    assert await afternoon(planned) == []


async def test_down_at_the_time_it_comes_late_but_not_after_the_child_is_fetched(
    planned: School,
) -> None:
    await wants(planned, 1001, 20)

    assert len(await ring(planned, at(20, 17, 25))) == 1
    assert await ring(planned, at(23, 17, 30)) == []


async def test_the_wish_goes_with_the_chat(planned: School, database: Database) -> None:
    await wants(planned, 1001, 20)

    async with database.begin() as connection:
        await connection.execute(sa.delete(chats).where(chats.c.address == 1001))

    assert await planned.timetable.pushes.reminders.minutes_of(1001) is None
