"""A teacher changes today in the chat, and exactly the families concerned hear of it."""

from __future__ import annotations

from pathlib import Path

from tests.support.clocks import RunningClock
from tests.support.town import a_town

SLOTS = """class,weekday,start,end,title,place,teacher
二年级(1)班,4,16:00,17:30,书法,美术室,李老师
五年级(2)班,4,16:00,17:30,足球,操场,赵老师
"""


async def test_three_taps_change_today_and_tell_the_families_of_the_class_alone(
    tmp_path: Path,
) -> None:
    async with a_town(tmp_path, clock=RunningClock()) as town:
        path = tmp_path / "slots.csv"
        path.write_text(SLOTS, encoding="utf-8")
        await town.services.timetable.import_slots(town.school, path)
        mother = await town.parent(1, "二年级(1)班", 12)
        other = await town.parent(2, "五年级(2)班", 3)
        teacher = await town.teacher(3, "二年级(1)班")

        day = await teacher.asks("/change")
        await teacher.taps(day, "书法")
        ways = await teacher.sees("书法 · 美术室")
        await teacher.taps(ways, "提前到 17:00 放学")
        preview = await teacher.sees("【请核对】", "现在就告知 1 位家长")
        await teacher.taps(preview, "确认并告知家长")
        done = await teacher.sees("已经改好。")
        await mother.sees("【课后服务变动】", "时间改为 16:00–17:00（原定 16:00–17:30）。")
        await teacher.taps(done, "恢复原安排")
        back = await teacher.sees("【请核对】")
        await teacher.taps(back, "确认并告知家长")
        await mother.sees("时间改为 16:00–17:30（原定 16:00–17:00）。")

        today = await other.asks("/today")
        assert "16:00–17:30 足球" in today.text
        assert not [one for one in await other.messages() if "变动" in one.text]
