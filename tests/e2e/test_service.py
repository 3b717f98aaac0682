"""Today's after-school service reaches every family each school morning."""

from __future__ import annotations

import asyncio
from datetime import timedelta
from pathlib import Path

import pytest

from bot.config import load
from tests.support.clocks import FixedClock
from tests.support.dialogue import Someone
from tests.support.town import Town, a_sandbox, a_town, at, founded, serving, write_config

SLOTS = """class,weekday,start,end,title,place,teacher
二年级(1)班,5,15:40,16:40,书法,一楼美术室,何老师
五年级(2)班,5,16:00,17:00,足球,操场,马老师
五年级(2)班,1,16:00,17:00,合唱,音乐教室,孙老师
"""
MORNING = "【今日课后服务】"


@pytest.fixture
def slots(tmp_path: Path) -> Path:
    path = tmp_path / "slots.csv"
    path.write_text(SLOTS, encoding="utf-8")
    return path


async def mornings(someone: Someone) -> list[str]:
    return [m.text for m in await someone.from_bot() if MORNING in m.text]


async def test_each_family_is_told_once_at_twenty_past_seven(tmp_path: Path, slots: Path) -> None:
    clock = FixedClock()
    clock.set(at("2026-11-20 07:19", clock))
    async with a_town(tmp_path, clock=clock) as town:
        second = await town.parent(1, "二年级(1)班", 12)
        both = await town.parent(2, "二年级(1)班", 13)
        made = await town.services.office.invite_family(town.classes["五年级(2)班"], seat=1)
        await both.starts(made.code)
        await both.sees("您已加入阳光小学五年级(2)班")
        await town.services.timetable.import_slots(town.school, slots)
        assert await mornings(second) == []

        clock.set(at("2026-11-20 07:20", clock))
        await town.services.plans.make_due(clock.now())

        told = await second.sees(MORNING, "书法", "15:40", "一楼美术室")
        assert "足球" not in told.text
        await both.sees(MORNING, "书法", "足球")
        await town.services.plans.make_due(clock.now() + timedelta(minutes=1))
        assert len(await mornings(both)) == 1


async def test_a_process_that_was_down_tells_late_once(tmp_path: Path, slots: Path) -> None:
    clock = FixedClock()
    clock.set(at("2026-11-20 07:00", clock))
    async with a_sandbox() as (sandbox, http):
        configuration = load(write_config(tmp_path, sandbox, {}))
        async with serving(configuration, clock) as services:
            town = await founded(Town(sandbox, services, configuration, http))
            parent = await town.parent(1, "二年级(1)班", 12)
            await services.timetable.import_slots(town.school, slots)
        clock.set(at("2026-11-20 07:40", clock))
        async with serving(configuration, clock):
            told = await parent.sees(MORNING, "书法")
            assert "发晚了" in told.text
        async with serving(configuration, clock):
            await asyncio.sleep(0.5)
            assert len(await mornings(parent)) == 1


async def test_nothing_comes_on_a_day_off(tmp_path: Path, slots: Path) -> None:
    clock = FixedClock()
    clock.set(at("2026-11-21 07:19", clock))
    async with a_town(tmp_path, clock=clock) as town:
        parent = await town.parent(1, "二年级(1)班", 12)
        await town.services.timetable.import_slots(town.school, slots)

        clock.set(at("2026-11-21 07:21", clock))
        assert await town.services.plans.make_due(clock.now()) == 1

        await parent.says("/help")
        await parent.sees("我是「家校」")
        assert await mornings(parent) == []


async def test_a_year_nobody_knows_is_said_to_parents_and_staff(
    tmp_path: Path, slots: Path
) -> None:
    clock = FixedClock()
    clock.set(at("2027-03-05 07:19", clock))
    async with a_town(tmp_path, clock=clock) as town:
        parent = await town.parent(1, "二年级(1)班", 12)
        office = await town.teacher(9)
        await town.services.timetable.import_slots(town.school, slots)

        clock.set(at("2027-03-05 07:20", clock))
        await town.services.plans.make_due(clock.now())

        await parent.sees(MORNING, "书法", "放假安排以学校通知为准")
        await office.sees("还没有收录2027年")


async def test_the_week_is_shown_and_turned(tmp_path: Path, slots: Path) -> None:
    clock = FixedClock()
    async with a_town(tmp_path, clock=clock) as town:
        parent = await town.parent(1, "五年级(2)班", 12)
        await town.services.timetable.import_slots(town.school, slots)

        await parent.says("/week")
        week = await parent.sees("【本周课后服务】", "足球", "合唱")
        await parent.taps(week, "下一周")

        assert "11月23日" in (await parent.sees("11月23日")).text


async def test_a_stranger_asking_for_the_week_is_told_how_to_join(tmp_path: Path) -> None:
    async with a_town(tmp_path) as town:
        stranger = await town.person(1)

        await stranger.says("/week")

        await stranger.sees("您还没有加入班级")


async def test_on_a_weekend_the_coming_week_is_shown(tmp_path: Path, slots: Path) -> None:
    clock = FixedClock()
    clock.set(at("2026-11-21 09:00", clock))
    async with a_town(tmp_path, clock=clock) as town:
        parent = await town.parent(1, "五年级(2)班", 12)
        await town.services.timetable.import_slots(town.school, slots)

        await parent.says("/week")

        await parent.sees("11月23日", "合唱")
