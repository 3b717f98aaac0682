"""A teacher cancels today's slot; its family hears when to come, and no reminder rings for it."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from bot.clock import SCHOOL_ZONE
from tests.support.clocks import RunningClock
from tests.support.town import a_town

SLOTS = """class,weekday,start,end,title,place,teacher
二年级(1)班,4,15:40,16:10,作业,本班教室,李老师
二年级(1)班,4,16:20,17:30,书法,美术室,李老师
五年级(2)班,4,16:00,17:30,足球,操场,赵老师
"""


async def test_what_is_cancelled_in_three_taps_is_told_and_nobody_is_reminded_of_it(
    tmp_path: Path,
) -> None:
    clock = RunningClock()
    async with a_town(tmp_path, clock=clock) as town:
        path = tmp_path / "slots.csv"
        path.write_text(SLOTS, encoding="utf-8")
        await town.services.timetable.import_slots(town.school, path)
        mother = await town.parent(1, "二年级(1)班", 12)
        other = await town.parent(2, "五年级(2)班", 3)
        teacher = await town.teacher(3, "二年级(1)班")
        for number in (1, 2):
            await town.services.timetable.pushes.reminders.choose(number, town.language, 10)

        day = await teacher.asks("/change")
        await teacher.taps(day, "书法")
        ways = await teacher.sees("书法 · 美术室")
        await teacher.taps(ways, "取消这一次")
        hour = "11月19日 周四，孩子 16:10 放学，请按时来接。"
        preview = await teacher.sees("【请核对】", hour, "现在就告知 1 位家长")
        await teacher.taps(preview, "确认并告知家长")
        await mother.sees("【课后服务变动】", "当天取消。", hour)
        assert "可以来接：16:10" in (await mother.asks("/today")).text
        clock.set(datetime(2026, 11, 19, 17, 20, tzinfo=SCHOOL_ZONE))
        await town.services.plans.make_due(clock.now())

        await other.sees("【接孩子提醒】")
        assert not [one for one in await mother.messages() if "接孩子提醒" in one.text]
