"""All of a day is changed at once in the chat; on 2026-11-19, a Thursday, at noon."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import date, time, timedelta
from pathlib import Path

import pytest
import sqlalchemy as sa

from bot.chat.editing_taps import MakeAll, PickAll
from bot.i18n.catalogue import speaking
from bot.i18n.languages import Language
from bot.storage.tables.delivery import outgoing
from bot.taps import Tap
from tests.support import alter
from tests.support.clocks import FixedClock
from tests.support.front_desk import FrontDesk, a_front_desk
from tests.support.staff_phone import StaffPhone

MOTHER, TEACHER, OFFICE = 6, 7, 8
WORDS = speaking(Language.ZH_HANS)
TODAY = date(2026, 11, 19)
DAY = TODAY.toordinal()
SLOTS = """class,weekday,start,end,title,place,teacher,course
二年级(1)班,4,15:40,16:20,作业,,,
二年级(1)班,4,16:30,17:30,书法,美术室,李老师,
三年级(1)班,4,15:40,17:30,阅读,图书馆,王老师,
,4,17:00,18:00,足球,操场,赵老师,足球
"""


@pytest.fixture
async def desk(tmp_path: Path, clock: FixedClock) -> AsyncIterator[FrontDesk]:
    async with a_front_desk(tmp_path, clock) as desk:
        await desk.services.office.add_class(desk.school, 3, "三年级(1)班")
        await desk.plans(SLOTS)
        await desk.parent(MOTHER, 12)
        await desk.teacher(TEACHER)
        yield desk


@pytest.fixture
async def office(desk: FrontDesk) -> StaffPhone:
    await desk.office(OFFICE)
    return StaffPhone(desk, OFFICE)


async def day(desk: FrontDesk) -> list[str]:
    """Each session of the day by its title: its hours, or that it is cancelled."""
    found = await desk.services.timetable.schedule(desk.school, TODAY, TODAY)
    return [
        f"{one.slot.title} {one.starts_at:%H:%M}-{one.ends_at:%H:%M}"
        if one.takes_place
        else f"{one.slot.title} cancelled"
        for one in found.sessions
    ]


AS_PLANNED = ["作业 15:40-16:20", "书法 16:30-17:30", "阅读 15:40-17:30", "足球 17:00-18:00"]


async def told(desk: FrontDesk) -> int:
    query = sa.select(sa.func.count()).where(outgoing.c.state == "pending")
    async with desk.services.database.read() as connection:
        return (await connection.execute(query)).scalar_one()


async def test_everybody_goes_home_at_half_past_four_and_it_is_taken_back(
    desk: FrontDesk, office: StaffPhone
) -> None:
    await office.writes("/change")
    await office.taps("全部一起改（4 项）")
    assert [label for label in office.buttons if "提前" in label] == [
        f"提前到 {end} 放学" for end in ("16:00", "16:30", "17:00", "17:30")
    ]
    await office.taps("提前到 16:30 放学")
    assert "【请核对】11月19日 周四，3 项改了以后：" in office.text
    assert "三年级(1)班 15:40–16:30 阅读 · 图书馆 · 王老师（有调整）" in office.text
    assert "足球 17:00–18:00 足球 · 操场 · 赵老师（取消）" in office.text
    assert "涉及 1 个孩子，现在就告知 1 位家长。" in office.text
    assert "每位家长看到的消息里，写着自己的孩子几点放学。" in office.text
    await office.taps("天气原因")
    assert await day(desk) == AS_PLANNED
    await office.taps("确认并告知家长")

    assert office.text.startswith("已经改好。")
    assert await day(desk) == [
        "作业 15:40-16:20",
        "书法 cancelled",
        "阅读 15:40-16:30",
        "足球 cancelled",
    ]
    assert await told(desk) == 1

    await office.taps("返回")
    await office.taps("全部一起改")
    await office.taps("全部恢复原安排")
    await office.taps("确认并告知家长")
    assert await day(desk) == AS_PLANNED


async def test_a_teacher_changes_all_that_is_theirs_and_nothing_else(desk: FrontDesk) -> None:
    teacher = StaffPhone(desk, TEACHER)
    await teacher.writes("/change")
    await teacher.taps("全部一起改（2 项）")
    await teacher.taps("全部取消")
    await teacher.taps("确认并告知家长")

    assert await day(desk) == ["作业 cancelled", "书法 cancelled", *AS_PLANNED[2:]]
    await teacher.sends(MakeAll(DAY, "x", None, 0, None).pack())
    assert teacher.text == WORDS("desk-unchanged")


async def test_what_somebody_has_changed_since_is_shown_again_and_nothing_is_done(
    desk: FrontDesk, office: StaffPhone
) -> None:
    await office.sends(MakeAll(DAY, "x", None, 0, None).pack())
    await desk.services.timetable.pushes.changes.change(2, TODAY, alter.early_end(time(17)))
    before = await told(desk)
    await office.taps("确认并告知家长")

    assert WORDS("desk-seen-otherwise") in office.text
    assert await day(desk) == ["作业 15:40-16:20", "书法 16:30-17:00", *AS_PLANNED[2:]]
    assert await told(desk) == before


@pytest.mark.parametrize(
    "tap",
    [
        MakeAll(DAY, "p", None, 0, None),
        MakeAll(DAY, "e", None, 0, None),
        MakeAll(DAY, "x", 960, 0, None),
        MakeAll(DAY, "e", 10**6, 0, None),
        PickAll(10**15),
    ],
)
async def test_forged_buttons_do_no_harm(desk: FrontDesk, office: StaffPhone, tap: Tap) -> None:
    await office.sends(tap.pack())

    assert office.text == WORDS("failure-old-button")
    assert await day(desk) == AS_PLANNED


async def test_a_day_that_is_over_or_off_is_not_changed_any_more(
    desk: FrontDesk, office: StaffPhone, clock: FixedClock
) -> None:
    await office.sends(MakeAll(DAY + 2, "x", None, 0, None).pack())
    assert office.text == WORDS("desk-session-over")
    clock.move(timedelta(hours=7))
    await office.sends(MakeAll(DAY, "x", None, 0, 5).pack())

    assert office.text == WORDS("desk-session-over")
    assert await day(desk) == AS_PLANNED
    await desk.feels(MOTHER, MakeAll(DAY, "x", None, 0, None).pack())
    assert desk.told(MOTHER)[-1] == WORDS("failure-not-allowed")
