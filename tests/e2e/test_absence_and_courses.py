"""A child stays away for a day; children enrol, wait, move up and leave."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.e2e.test_own_days import has_slots
from tests.support.clocks import RunningClock
from tests.support.dialogue import Someone
from tests.support.town import Town, a_town, at

SECOND, FIFTH = "二年级(1)班", "五年级(2)班"


@pytest.fixture
async def town(tmp_path: Path) -> AsyncIterator[Town]:
    async with a_town(tmp_path, clock=RunningClock()) as town:
        await has_slots(town, tmp_path)
        yield town


async def at_time(town: Town, text: str) -> None:
    clock = town.services.clock
    assert isinstance(clock, RunningClock)
    clock.set(at(text, clock))


async def test_two_taps_tell_the_teacher_who_does_not_stay_and_one_takes_it_back(
    town: Town,
) -> None:
    parent, teacher = await town.parent(1, SECOND, 12), await town.teacher(9, SECOND)

    which = await parent.asks("/absent")
    assert which.labels == ["二年级(1)班：今天不参加"]
    await parent.taps(which, "今天不参加")
    sure = await parent.sees("11月19日 周四不参加课后服务，对吗")
    await parent.taps(sure, "对，不参加")
    noted = await parent.sees("记下了", "老师会在名单上看到")

    assert "11月19日 周四\n二年级(1)班：12号" in (await teacher.asks("/absences")).text
    assert "您已说明：这一天孩子不参加课后服务" in (await parent.asks("/today")).text
    assert "11月19日 周四不参加课后服务" in (await parent.asks("/mydata")).text
    await parent.taps(noted, "撤回")
    await parent.sees("已撤回")
    assert "12号" not in (await teacher.asks("/absences")).text


async def test_after_the_end_the_next_service_is_offered_and_an_old_button_says_so(
    town: Town,
) -> None:
    parent = await town.parent(1, SECOND, 12)
    old = await parent.asks("/absent")
    await at_time(town, "2026-11-19T18:45")

    later = await parent.asks("/absent")
    await parent.taps(old, "今天不参加")

    assert later.labels == ["二年级(1)班：11月26日 周四不参加"]
    await parent.sees("已经结束或取消了")


async def enrolled(someone: Someone) -> None:
    menu = await someone.asks("/courses")
    await someone.taps(menu, "足球")
    course = await someone.sees("【足球】", "周五 16:00–17:30 · 操场 · 赵老师", "自愿选择")
    await someone.taps(course, "报名" if "报名" in "".join(course.labels) else "排队候补")


async def test_whoever_waits_is_told_when_a_place_is_free_and_may_give_it_on(
    town: Town,
) -> None:
    first, second, third = [await town.parent(n, SECOND, n) for n in (1, 2, 3)]
    await enrolled(first)
    await first.sees("已经报上名了")
    await enrolled(second)
    await second.sees("排第 1 位")
    await enrolled(third)
    await third.sees("排第 2 位")

    course = await first.sees("已经报上名了")
    await first.taps(course, "退出")
    await first.taps(await first.sees("要退出“足球”吗"), "确定退出")

    told = await second.sees("“足球”有名额了")
    await second.taps(told, "让给下一位")
    await second.taps(await second.sees("要退出“足球”吗"), "确定退出")
    await third.sees("“足球”有名额了")
    assert "足球" in (await third.asks("/week")).text
