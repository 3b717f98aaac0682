"""Whom, when and how often, tapped together in the chat; and stopping what is going out."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from bot.clock import SCHOOL_ZONE
from bot.notices.model import State, Status
from tests.e2e.test_notices import FIFTH, SECOND, begin_notice, settled
from tests.support.clocks import FixedClock, RunningClock
from tests.support.dialogue import Someone
from tests.support.town import Town, a_town


async def goes_by(town: Town, clock: FixedClock, moment: datetime) -> None:
    """Let the clock show a time, and do what is due, as the bells would within the minute."""
    clock.set(moment)
    await town.services.plans.make_due(clock.now())


async def opens(teacher: Someone, *labels: str) -> None:
    """Tap one button after the other under the preview, waiting for each."""
    preview = await teacher.sees("预览")
    for label in labels:
        await teacher.taps(await teacher.sees_button(preview.id, label), label)


async def test_several_classes_are_ticked_and_a_family_in_both_gets_one_message(
    tmp_path: Path,
) -> None:
    async with a_town(tmp_path) as town:
        teacher = await town.teacher(9, SECOND, FIFTH)
        parent = await town.parent(1, SECOND, 12)
        made = await town.services.office.invite_family(town.classes[FIFTH], seat=1)
        await parent.starts(made.code)
        await parent.sees("您已加入阳光小学五年级(2)班")
        await town.services.office.add_class(town.school, 6, "六年级(1)班")
        await teacher.says("/notice")
        await teacher.taps(await teacher.sees("这份通知发给谁"), "选几个")
        ticks = await teacher.sees("选好后点")
        await teacher.taps(ticks, "选好了")
        await teacher.sees("还没有选")
        for name in (SECOND, FIFTH):
            await teacher.taps(ticks, f"☐ {name}")
            ticks = await teacher.sees_button(ticks.id, f"☑ {name}")
        await teacher.taps(ticks, "选好了")
        await teacher.sees("发给：二年级(1)班、五年级(2)班")
        question = await teacher.sees("请回复这条消息，写下通知内容")
        await teacher.says("明天降温，请加衣服。", reply_to=question.id)
        await teacher.taps(await teacher.sees("将发给 1 位家长，涉及 2 个孩子"), "现在发送")

        await parent.sees("【通知】二年级(1)班、五年级(2)班", "明天降温")
        await settled(town, 1)
        assert len([m for m in await parent.from_bot() if "明天降温" in m.text]) == 1


async def test_a_notice_repeats_each_monday_until_it_is_stopped(tmp_path: Path) -> None:
    clock = RunningClock()
    async with a_town(tmp_path, clock=clock) as town:
        teacher, parent = await town.teacher(9, SECOND), await town.parent(1, SECOND, 12)
        await begin_notice(teacher, SECOND, "今天升旗，请穿校服。")
        await opens(teacher, "定时发送", "重复发送", "每周一", "08:00", "到2026年12月17日")
        await teacher.taps(await teacher.sees("每周一 08:00 发一次，到2026年12月17日为止"), "开始")
        await teacher.sees("通知 1", "11月23日 08:00发出", "每周一")

        await goes_by(town, clock, datetime(2026, 11, 23, 8, 0, tzinfo=SCHOOL_ZONE))
        await parent.sees("今天升旗")
        await goes_by(town, clock, datetime(2026, 11, 30, 8, 0, tzinfo=SCHOOL_ZONE))
        await parent.sees("今天升旗", count=2)
        shown = await teacher.sees("通知 1", "送达 1")
        await teacher.taps(await teacher.sees_button(shown.id, "停止以后"), "停止以后")
        await teacher.sees("以后也不再重复发送")
        await goes_by(town, clock, datetime(2026, 12, 7, 8, 0, tzinfo=SCHOOL_ZONE))

        states = [notice.state for notice in await town.services.notices.listed()]
        assert states[0] is State.CANCELLED
        assert len([m for m in await parent.from_bot() if "今天升旗" in m.text]) == 2


async def test_a_notice_to_be_gone_by_noon_says_so_to_the_author(tmp_path: Path) -> None:
    clock = FixedClock(datetime(2026, 11, 19, 9, 0, tzinfo=SCHOOL_ZONE))
    async with a_town(tmp_path, clock=clock) as town:
        teacher, parent = await town.teacher(9, SECOND), await town.parent(1, SECOND, 12)
        await begin_notice(teacher, SECOND, "中午有雨，请送伞。")
        await opens(teacher, "定时发送", "限时发送", "今天 12:00截止")

        await parent.sees("中午有雨")
        status = await settled(town, 1)
        notice = await town.services.notices.find(1)
        assert notice.schedule.not_after == datetime(2026, 11, 19, 12, 0, tzinfo=SCHOOL_ZONE)
        assert (status.delivered, status.dropped) == (1, 0)


async def test_a_day_that_is_on_no_calendar_is_asked_for_again(tmp_path: Path) -> None:
    async with a_town(tmp_path, clock=FixedClock()) as town:
        teacher = await town.teacher(9, SECOND)
        await town.parent(1, SECOND, 12)
        await begin_notice(teacher, SECOND, "放学请走东门。")
        await teacher.sees("预览")

        await teacher.says("11-31 16:30")

        await teacher.sees("日历上没有这一天")
        await teacher.sees("写下发送时间")


async def status_when(town: Town, is_so: Callable[[Status], bool]) -> Status:
    """Wait until the first notice is as far as it should be."""
    for _ in range(1_000):
        status = await town.services.notices.status(1)
        if is_so(status):
            return status
        await asyncio.sleep(0.02)
    raise AssertionError(status)


async def test_stopped_midway_the_rest_never_leaves_and_the_author_sees_both_numbers(
    tmp_path: Path,
) -> None:
    slow = {"delivery": {"messages_per_second": 1, "in_flight": 1}}
    async with a_town(tmp_path, changes=slow) as town:
        teacher = await town.teacher(9, SECOND)
        parents = [await town.parent(number, SECOND, number) for number in range(1, 9)]
        await begin_notice(teacher, SECOND, "先别带课本。")
        await teacher.taps(await teacher.sees("预览"), "现在发送")
        await status_when(town, lambda status: status.delivered > 0)

        await teacher.taps(await teacher.sees("通知 1：正在发送"), "停止发送")
        await teacher.sees("通知 1：已停止", "没有发出")

        status = await status_when(town, lambda status: status.pending + status.sending == 0)
        assert status.delivered >= 1
        assert status.cancelled >= 4
        assert status.delivered + status.cancelled == 8
        got = [m for parent in parents for m in await parent.from_bot() if "先别带" in m.text]
        assert len(got) == status.delivered
        assert status.children_unreached == status.cancelled
