from __future__ import annotations

import asyncio
from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
import sqlalchemy as sa

from bot.clock import SCHOOL_ZONE
from bot.i18n.languages import Language
from bot.plans.model import Daily, Settled
from bot.plans.service import Plans
from bot.storage.database import Database
from bot.storage.tables.timetable import pushes
from bot.timetable.pushes.departing import PLAN_KIND
from tests.integration.timetable.conftest import School

EVERY_DAY = [f"二年级(1)班,{day},16:00,17:30,书法,一楼美术室,李老师,," for day in range(1, 6)]
ON_FRIDAY = "三年级(2)班,5,16:00,17:00,足球,操场,,,"


def at(month: int, day: int, hour: int, minute: int, year: int = 2026) -> datetime:
    return datetime(year, month, day, hour, minute, tzinfo=SCHOOL_ZONE)


async def ring(school: School, when: datetime) -> None:
    school.clock.set(when)
    await school.plans.make_due(school.clock.now())


@pytest.fixture
async def morning_school(school: School) -> School:
    """A school whose timetable was imported on Thursday noon, with one family."""
    await school.has_slots(*EVERY_DAY, ON_FRIDAY)
    await school.add_parent(1001, "二年级(1)班")
    return school


async def test_every_parent_is_told_once_each_school_morning(morning_school: School) -> None:
    await ring(morning_school, at(11, 20, 7, 19))
    before = await morning_school.messages()
    for minute in (20, 21, 50):
        await ring(morning_school, at(11, 20, 7, minute))

    assert before == []
    assert await morning_school.messages() == [
        (
            1001,
            ("【今日课后服务】11月20日 周五\n二年级(1)班\n16:00–17:30 书法 · 一楼美术室 · 李老师"),
        )
    ]


async def test_a_family_with_two_children_gets_one_message(morning_school: School) -> None:
    await morning_school.add_parent(1002, "三年级(2)班", "二年级(1)班")

    await ring(morning_school, at(11, 20, 7, 20))

    (text,) = [text for address, text in await morning_school.messages() if address == 1002]
    assert "二年级(1)班\n16:00–17:30 书法" in text
    assert "\n\n三年级(2)班\n16:00–17:00 足球 · 操场" in text


async def test_two_children_of_one_class_are_named_once(morning_school: School) -> None:
    await morning_school.add_parent(1002, "二年级(1)班", "二年级(1)班")

    await ring(morning_school, at(11, 20, 7, 20))

    (text,) = [text for address, text in await morning_school.messages() if address == 1002]
    assert text.count("二年级(1)班") == 1


async def test_a_family_whose_class_has_nothing_today_is_left_in_peace(
    morning_school: School,
) -> None:
    await morning_school.add_parent(1002, "三年级(2)班")
    await ring(morning_school, at(11, 20, 7, 20))
    await ring(morning_school, at(11, 23, 7, 20))

    told = [address for address, _ in await morning_school.messages()]

    assert told.count(1002) == 1
    assert told.count(1001) == 2


async def test_everybody_reads_their_own_language(morning_school: School) -> None:
    await morning_school.add_parent(1002, "二年级(1)班", language=Language.EN)

    await ring(morning_school, at(11, 20, 7, 20))

    assert dict(await morning_school.messages())[1002].startswith(
        "After-school service today, Fri 20 Nov\n"
    )


async def test_a_parent_who_blocked_us_and_a_family_of_another_school_are_not_told(
    morning_school: School,
) -> None:
    await morning_school.add_parent(1002, "二年级(1)班")
    await morning_school.mark_gone(1002)
    other = await morning_school.office.add_school("星海小学", "example")
    morning_school.classes["别校"] = await morning_school.office.add_class(other, 2, "别校")
    await morning_school.add_parent(1003, "别校")

    await ring(morning_school, at(11, 20, 7, 20))

    assert [address for address, _ in await morning_school.messages()] == [1001]


async def test_nothing_is_sent_on_days_off(morning_school: School) -> None:
    await morning_school.has_calendar("days_off:\n  - date: 2026-11-20\n    name: 运动会\n")

    told_of_the_calendar = await morning_school.messages()

    for day in (20, 21, 22):
        await ring(morning_school, at(11, day, 7, 20))

    assert await morning_school.messages() == told_of_the_calendar


async def test_a_made_up_saturday_is_a_school_morning(school: School) -> None:
    school.clock.set(at(10, 9, 12, 0))
    await school.has_slots("二年级(1)班,3,16:00,17:30,书法,,,,")
    await school.add_parent(1001, "二年级(1)班")

    await ring(school, at(10, 10, 7, 20))

    ((_, text),) = await school.messages()
    assert text.startswith("【今日课后服务】10月10日 周六（调休上班，按周三安排）")


async def test_in_an_unknown_year_parents_are_warned_daily_and_staff_once_a_week(
    school: School,
) -> None:
    school.clock.set(at(1, 3, 12, 0, year=2027))
    await school.has_slots(*EVERY_DAY)
    await school.add_parent(1001, "二年级(1)班")
    await school.add_staff(2001)

    for day in (4, 5, 6, 7, 8, 9, 11):
        await ring(school, at(1, day, 7, 20, year=2027))

    messages = await school.messages()
    to_parents = [text for address, text in messages if address == 1001]
    to_staff = [text for address, text in messages if address == 2001]
    assert len(to_parents) == 6
    assert all("放假安排以学校通知为准" in text for text in to_parents)
    assert len(to_staff) == 2
    assert all("2027年" in text for text in to_staff)


async def test_in_a_known_year_nobody_is_warned(morning_school: School) -> None:
    await morning_school.add_staff(2001)

    await ring(morning_school, at(11, 20, 7, 20))

    ((address, text),) = await morning_school.messages()
    assert address == 1001
    assert "放假安排" not in text


async def test_down_until_0740_the_message_goes_out_once_and_says_it_is_late(
    morning_school: School,
) -> None:
    await ring(morning_school, at(11, 20, 7, 40))
    await ring(morning_school, at(11, 20, 7, 41))

    ((_, text),) = await morning_school.messages()
    assert text.endswith("今天的提醒发晚了，请您谅解。")


async def test_until_the_latest_hour_it_is_caught_up(morning_school: School) -> None:
    await ring(morning_school, at(11, 20, 10, 0))

    assert len(await morning_school.messages()) == 1


async def test_down_until_1700_it_is_dropped_accounted_for_and_staff_are_told(
    morning_school: School, database: Database
) -> None:
    await morning_school.add_staff(2001)

    await ring(morning_school, at(11, 20, 17, 0))

    ((address, text),) = await morning_school.messages()
    assert address == 2001
    assert "11月20日 周五的课后服务没有按时推送" in text
    async with database.read() as connection:
        account = await morning_school.plans.account(connection, PLAN_KIND, morning_school.id)
    assert [state for _, state, _ in account] == [Settled.DROPPED]


async def test_after_days_of_silence_only_todays_message_goes_out(
    morning_school: School,
) -> None:
    await morning_school.add_staff(2001)

    await ring(morning_school, at(11, 25, 8, 0))

    ((address, text),) = await morning_school.messages()
    assert address == 1001
    assert "11月25日" in text


async def test_nobody_hears_of_a_day_off_that_was_missed(morning_school: School) -> None:
    await morning_school.add_staff(2001)
    await ring(morning_school, at(11, 20, 7, 20))

    await ring(morning_school, at(11, 21, 17, 0))

    assert [address for address, _ in await morning_school.messages()] == [1001]


async def test_two_schedulers_send_one_message(
    morning_school: School, another_process: Callable[[], tuple[Database, Plans]]
) -> None:
    other_database, other_plans = another_process()
    now = at(11, 20, 7, 20)
    morning_school.clock.set(now)

    await asyncio.gather(morning_school.plans.make_due(now), other_plans.make_due(now))
    await other_database.close()

    assert len(await morning_school.messages()) == 1


async def test_moving_the_hour_after_todays_message_sends_no_second_one(
    morning_school: School, database: Database
) -> None:
    await ring(morning_school, at(11, 20, 7, 20))
    async with database.begin() as connection:
        rule = Daily(at(11, 20, 7, 45).time())
        await morning_school.plans.put(
            connection, PLAN_KIND, morning_school.id, rule, timedelta(hours=2)
        )

    await ring(morning_school, at(11, 20, 7, 45))

    assert len(await morning_school.messages()) == 1


async def test_each_morning_is_accounted_for(morning_school: School, database: Database) -> None:
    await ring(morning_school, at(11, 20, 7, 40))

    async with database.read() as connection:
        (row,) = (await connection.execute(sa.select(pushes))).all()
    assert (row.day.isoformat(), row.message_count) == ("2026-11-20", 1)
    assert (row.is_late, row.is_uncertain) == (True, False)
