"""With many families the morning begins earlier, and staff hear of it where that is too late."""

from __future__ import annotations

from datetime import datetime, time

from bot.clock import SCHOOL_ZONE
from bot.delivery.outbox import Outbox
from bot.people.quiet_hours import QuietHours
from bot.people.service import People
from bot.plans.service import Plans
from bot.timetable.pushes.room import PushSettings
from bot.timetable.service import Timetable
from tests.integration.timetable.conftest import FURTHER_THAN_ANY_TEST, School

EVERY_DAY = [f"二年级(1)班,{day},16:00,17:30,书法,,,," for day in range(1, 6)]
QUIET = QuietHours(SCHOOL_ZONE, (time(21, 20), time(7)), (time(22), time(6, 30)))


def at(day: int, hour: int, minute: int = 0) -> datetime:
    return datetime(2026, 11, day, hour, minute, tzinfo=SCHOOL_ZONE)


async def scheduler(school: School, minutes_each: float) -> Plans:
    """Open the service once more, with a bot that needs so many minutes for a message."""
    plans, people = Plans(school.database, school.clock), People(school.database, school.clock)
    settings = PushSettings(per_second=1 / (60 * minutes_each), quiet=QUIET)
    await Timetable(
        school.database,
        school.clock,
        people,
        Outbox(),
        plans,
        pushes=settings,
        known_until=lambda: FURTHER_THAN_ANY_TEST,
    ).ensure_push_plans()
    return plans


async def ring(school: School, plans: Plans, *moments: datetime) -> list[tuple[int, datetime]]:
    """Let some moments pass; return whom the next message is for and when it may leave."""
    before = len(await school.departures())
    for moment in moments:
        school.clock.set(moment)
        await plans.make_due(school.clock.now())
    return (await school.departures())[before:]


async def families(school: School, *addresses: int) -> None:
    for address in addresses:
        await school.add_parent(address, "二年级(1)班")


async def test_few_families_are_told_at_the_wanted_time(school: School) -> None:
    await school.has_slots(*EVERY_DAY)
    await families(school, 1001, 1002)
    plans = await scheduler(school, 1)

    assert await ring(school, plans, at(20, 7, 19)) == []
    assert len(await ring(school, plans, at(20, 7, 20))) == 2


async def test_many_families_are_told_so_much_earlier_that_the_last_is_in_time(
    school: School,
) -> None:
    await school.has_slots(*EVERY_DAY)
    await families(school, 1001, 1002, 1003, 1004, 1005)
    plans = await scheduler(school, 10)

    assert await ring(school, plans, at(20, 7, 9)) == []
    assert len(await ring(school, plans, at(20, 7, 10), at(20, 7, 20), at(20, 8))) == 5


async def test_families_who_join_are_counted_at_noon_for_the_next_morning(school: School) -> None:
    await school.has_slots(*EVERY_DAY)
    await families(school, 1001, 1002)
    plans = await scheduler(school, 10)
    await families(school, 1003, 1004, 1005)
    await ring(school, plans, at(20, 7, 20), at(20, 12))

    assert len(await ring(school, plans, at(23, 7, 10))) == 5


async def test_a_start_with_more_families_in_the_morning_loses_nobody_s_message(
    school: School,
) -> None:
    await school.has_slots(*EVERY_DAY)
    await families(school, 1001, 1002)
    school.clock.set(at(20, 7, 15))
    plans = await scheduler(school, 30)  # It was to begin at 07:20, and now at 07:00.

    assert len(await ring(school, plans, at(20, 7, 20))) == 2


async def test_a_start_after_an_outage_makes_up_for_the_morning_though_it_would_begin_earlier_now(
    school: School,
) -> None:
    await school.has_slots(*EVERY_DAY)
    await families(school, 1001, 1002)
    school.clock.set(at(20, 7, 40))
    plans = await scheduler(school, 25)

    assert len(await ring(school, plans, at(20, 7, 40))) == 2
    assert (await school.messages())[0][1].endswith("今天的提醒发晚了，请您谅解。")


async def test_where_quiet_hours_leave_too_little_time_staff_are_told_once_a_week(
    school: School,
) -> None:
    await school.has_slots(*EVERY_DAY)
    await school.add_staff(2001)
    await families(school, 1001, 1002, 1003, 1004, 1005)
    plans = await scheduler(school, 20)
    noons = [at(day, 12) for day in (20, 21, 22, 23, 24)]

    await ring(school, plans, at(20, 6, 59))
    morning = await ring(school, plans, at(20, 7))
    await ring(school, plans, *noons)

    assert [address for address, _ in morning] == [1001, 1002, 1003, 1004, 1005]
    told = [text for address, text in await school.messages() if "约需 100 分钟" in text]
    assert len(told) == 2
    assert "从 07:00 开始" in told[0]
