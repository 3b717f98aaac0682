"""What could not leave in time is cancelled, counted, and told to the school."""

from __future__ import annotations

from datetime import date, datetime

import pytest
import sqlalchemy as sa

from bot.clock import SCHOOL_ZONE
from bot.storage.tables.delivery import outgoing
from bot.timetable import editing
from tests.integration.timetable.conftest import School

EVERY_DAY = [f"二年级(1)班,{day},16:00,17:30,书法,,,," for day in range(1, 6)]


def at(day: int, hour: int, minute: int = 0) -> datetime:
    return datetime(2026, 11, day, hour, minute, tzinfo=SCHOOL_ZONE)


async def ring(school: School, *moments: datetime) -> None:
    for moment in moments:
        school.clock.set(moment)
        await school.plans.make_due(school.clock.now())


async def fates(school: School) -> list[tuple[int, str]]:
    query = sa.select(outgoing.c.address, outgoing.c.state).order_by(outgoing.c.id)
    async with school.database.read() as connection:
        return [(row.address, row.state) for row in await connection.execute(query)]


@pytest.fixture
async def staffed(school: School) -> School:
    await school.has_slots(*EVERY_DAY)
    for address in (1001, 1002):
        await school.add_parent(address, "二年级(1)班")
    await school.add_staff(2001)
    return school


async def test_what_telegram_did_not_take_all_morning_is_cancelled_and_told(
    staffed: School,
) -> None:
    await ring(staffed, at(20, 7, 20))
    async with staffed.database.begin() as connection:
        first = sa.update(outgoing).where(outgoing.c.address == 1001)
        await connection.execute(first.values(state="delivered"))

    await ring(staffed, at(20, 10, 59), at(20, 11))

    assert await fates(staffed) == [(1001, "delivered"), (1002, "cancelled"), (2001, "pending")]
    assert "11月20日 周五的课后服务有 1 位家长没有按时收到" in (await staffed.messages())[-1][1]


async def test_a_morning_that_went_well_is_not_talked_about(staffed: School) -> None:
    await ring(staffed, at(20, 7, 20))
    await staffed.everything_arrives()

    await ring(staffed, at(20, 11))

    assert {address for address, _ in await fates(staffed)} == {1001, 1002}


async def test_a_change_that_did_not_leave_before_its_end_is_cancelled(staffed: School) -> None:
    await staffed.timetable.pushes.changes.change(4, date(2026, 11, 19), editing.cancelled())

    await ring(staffed, at(20, 11))

    assert tuple(state for _, state in (await fates(staffed))[:2]) == ("cancelled", "cancelled")
