"""Staff learn 60, 30 and 7 days ahead that nobody knows next year's holidays yet."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest

from bot.clock import SCHOOL_ZONE
from bot.delivery.outbox import Outbox
from bot.i18n.languages import Language
from bot.people.service import People
from bot.plans.service import Plans
from bot.timetable.service import Timetable
from tests.integration.timetable.conftest import School

NEW_YEAR = date(2027, 1, 1)


async def look(
    school: School, days_ahead: int, *, last_known: int = 2026
) -> list[tuple[int, str]]:
    """Let the scheduler look on a day and return what is newly in the outbox."""
    before = len(await school.messages())
    on = NEW_YEAR - timedelta(days=days_ahead)
    school.clock.set(datetime(on.year, on.month, on.day, 9, 0, tzinfo=SCHOOL_ZONE))
    plans = Plans(school.database, school.clock)
    people = People(school.database, school.clock)
    Timetable(
        school.database, school.clock, people, Outbox(), plans, known_until=lambda: last_known
    )
    await plans.make_due(school.clock.now())
    return (await school.messages())[before:]


@pytest.fixture
async def staffed(school: School) -> School:
    """A school with an office, an English one too, and a parent; its timetable is of autumn."""
    on = datetime(2026, 10, 20, 12, 0, tzinfo=SCHOOL_ZONE)
    school.clock.set(on)
    await school.add_staff(2001)
    await school.add_staff(2002, Language.EN)
    await school.has_slots("二年级(1)班,7,16:00,17:30,书法,,,,")
    return school


async def test_staff_are_warned_three_times_and_once_each(staffed: School) -> None:
    told = {}
    for days in (61, 60, 59, 31, 30, 29, 8, 7, 6, 1):
        told[days] = [address for address, _ in await look(staffed, days)]

    assert {days for days, addresses in told.items() if addresses} == {60, 30, 7}
    assert all(sorted(told[days]) == [2001, 2002] for days in (60, 30, 7))


async def test_the_warning_names_the_year_the_days_and_what_happens(staffed: School) -> None:
    found = dict(await look(staffed, 60))

    assert "还有 60 天就是2027年" in found[2001]
    assert "放假安排以学校通知为准" in found[2001]
    assert "2027 begins in 60 days" in found[2002]


async def test_after_a_silence_staff_are_told_once(staffed: School) -> None:
    first = await look(staffed, 20)
    second = await look(staffed, 19)

    assert len(first) == 2
    assert "还有 20 天" in dict(first)[2001]
    assert second == []


async def test_nobody_is_warned_of_a_year_that_is_known(staffed: School) -> None:
    assert await look(staffed, 30, last_known=2027) == []
