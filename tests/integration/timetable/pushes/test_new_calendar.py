"""A closure for tomorrow, imported tonight, reaches the families whose day it changes."""

from __future__ import annotations

from datetime import datetime

import pytest

from bot.clock import SCHOOL_ZONE
from tests.integration.timetable.conftest import School

CALLIGRAPHY = [f"二年级(1)班,{day},16:00,17:30,书法,一楼,,," for day in (1, 2, 4, 5)]
READING = "三年级(2)班,3,16:00,17:30,阅读,图书馆,,,"
SNOW = "days_off:\n  - {date: 2026-11-20, name: 大雪停课}\n"
NEXT_WEEK = "days_off:\n  - {date: 2026-11-26, name: 秋游}\n"


def at(day: int, hour: int, minute: int = 0) -> datetime:
    return datetime(2026, 11, day, hour, minute, tzinfo=SCHOOL_ZONE)


@pytest.fixture
async def planned(school: School) -> School:
    await school.has_slots(*CALLIGRAPHY, READING)
    await school.add_parent(1001, "二年级(1)班")
    await school.add_parent(1002, "三年级(2)班")
    return school


async def test_whoever_had_something_that_day_is_told_at_once(planned: School) -> None:
    await planned.has_calendar(SNOW)

    assert await planned.messages() == [
        (
            1001,
            (
                "【课后服务变动】校历有调整\n\n二年级(1)班\n"
                "11月20日 周五：大雪停课，没有课后服务\n\n其余照常。"
            ),
        )
    ]


async def test_quiet_hours_hold_it_back(planned: School) -> None:
    planned.clock.set(at(19, 21, 40))

    await planned.has_calendar(SNOW)

    assert await planned.departures() == [(1001, at(20, 7))]


async def test_a_day_that_is_open_after_all_and_a_saturday_worked_are_told(
    planned: School,
) -> None:
    await planned.has_calendar(SNOW)

    await planned.has_calendar("working_days:\n  - {date: 2026-11-21, follows: 3, name: 补课}\n")

    again, saturday = (await planned.messages())[1:]
    assert again[0] == 1001
    assert "11月20日 周五\n16:00–17:30 书法 · 一楼" in again[1]
    assert saturday[0] == 1002
    assert "11月21日 周六（补课，按周三安排）\n16:00–17:30 阅读 · 图书馆" in saturday[1]


async def test_what_lies_beyond_sunday_waits_for_its_message(planned: School) -> None:
    await planned.has_calendar(NEXT_WEEK)
    before = await planned.messages()
    planned.clock.set(at(22, 19))
    await planned.plans.make_due(planned.clock.now())

    assert before == []
    assert "秋游，没有课后服务" in (await planned.messages())[-1][1]


async def test_after_sunday_s_message_the_week_it_told_of_is_told_at_once(
    planned: School,
) -> None:
    planned.clock.set(at(22, 19, 30))

    await planned.has_calendar(NEXT_WEEK)

    assert [address for address, _ in await planned.messages()] == [1001]


async def test_a_calendar_that_changes_nothing_ahead_and_one_for_today_s_past_are_not_told(
    planned: School,
) -> None:
    planned.clock.set(at(20, 17, 30))
    await planned.has_calendar("terms:\n  - {from: 2026-09-01, to: 2027-01-22}\n")
    await planned.has_calendar(SNOW)

    assert await planned.messages() == []
