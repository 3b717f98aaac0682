"""Teachers and the office change a day in the chat; on 2026-11-19, a Thursday, at noon."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import date, time, timedelta
from pathlib import Path

import pytest
import sqlalchemy as sa

from bot.chat.editing_taps import MakeChange, MoreDays, PickDay, PickSession, TypeInstead
from bot.i18n.catalogue import speaking
from bot.i18n.languages import Language
from bot.storage.tables.delivery import outgoing, outgoing_bodies
from bot.taps import Tap
from bot.timetable.model import Change
from tests.support import alter
from tests.support.clocks import FixedClock
from tests.support.front_desk import FrontDesk, a_front_desk
from tests.support.staff_phone import StaffPhone

MOTHER, TEACHER, OFFICE, COACH = 6, 7, 8, 9
WORDS = speaking(Language.ZH_HANS)
TODAY, FRIDAY = date(2026, 11, 19), date(2026, 11, 20)
CALLIGRAPHY, READING, FOOTBALL = range(1, 4)
LAST_WEEK = date(2026, 11, 12).toordinal()
SLOTS = """class,weekday,start,end,title,place,teacher,course
二年级(1)班,4,16:00,17:30/18:30,书法,美术室,李老师,
三年级(1)班,4,16:00,17:30,阅读,图书馆,王老师,
,4,16:00,17:30,足球,操场,赵老师,足球
,5,16:00,17:30,围棋,棋室,孙老师,围棋
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
def teacher(desk: FrontDesk) -> StaffPhone:
    return StaffPhone(desk, TEACHER)


@pytest.fixture
async def office(desk: FrontDesk) -> StaffPhone:
    await desk.office(OFFICE)
    return StaffPhone(desk, OFFICE)


async def told(desk: FrontDesk) -> list[tuple[int, str]]:
    """Everything the outbox holds that has not been cancelled."""
    query = (
        sa.select(outgoing.c.address, outgoing_bodies.c.text)
        .join(outgoing_bodies, outgoing_bodies.c.id == outgoing.c.body_id)
        .where(outgoing.c.state == "pending")
        .order_by(outgoing.c.id)
    )
    async with desk.services.database.read() as connection:
        return [(row.address, row.text) for row in await connection.execute(query)]


async def standing(desk: FrontDesk, slot: int = CALLIGRAPHY, on: date = TODAY) -> Change | None:
    found = await desk.services.timetable.schedule(desk.school, on, on)
    return next(one.change for one in found.sessions if one.slot.id == slot)


async def test_three_taps_cancel_today_and_tell_the_family(
    desk: FrontDesk, teacher: StaffPhone
) -> None:
    await teacher.writes("/change")
    assert "11月19日 周四（今天）" in teacher.text
    await teacher.taps("书法")
    await teacher.taps("取消这一次")
    assert "当天取消。" in teacher.text
    assert "涉及 1 个孩子，现在就告知 1 位家长。" in teacher.text
    assert await told(desk) == []
    await teacher.taps("确认并告知家长")

    assert teacher.text.startswith("已经改好。")
    [(address, text)] = await told(desk)
    assert address == MOTHER
    assert "当天取消。" in text
    change = await standing(desk)
    assert change is not None
    assert change.is_cancelled


async def test_an_early_end_is_three_taps_too_with_a_reason_in_a_fourth(
    desk: FrontDesk, teacher: StaffPhone
) -> None:
    await teacher.writes("/change")
    await teacher.taps("书法")
    await teacher.taps("提前到 17:00 放学")
    await teacher.taps("☐ 天气原因")
    assert "☑ 天气原因" in teacher.buttons
    await teacher.taps("确认并告知家长")

    change = await standing(desk)
    assert change is not None
    assert (change.ends_at, change.reason) == (time(17), "天气原因")
    assert (
        "时间改为 16:00–17:00（原定 16:00–17:30/18:30）。\n原因：天气原因"
        in (await told(desk))[0][1]
    )


async def test_another_place_is_offered_from_the_timetable_free_ones_first(
    desk: FrontDesk, teacher: StaffPhone
) -> None:
    await teacher.writes("/change")
    await teacher.taps("书法")
    await teacher.taps("换地点")
    assert list(teacher.buttons)[:3] == ["棋室", "图书馆", "操场"]
    await teacher.taps("图书馆")
    assert "请注意：同一时间还有 三年级(1)班 16:00–17:30 阅读 · 图书馆 · 王老师" in teacher.text
    await teacher.taps("确认并告知家长")

    change = await standing(desk)
    assert change is not None
    assert change.place == "图书馆"


@pytest.mark.parametrize(
    ("way", "written", "expected"),
    [
        ("换地点", " 大礼堂 ", {"place": "大礼堂"}),
        ("换老师", "钱老师", {"teacher": "钱老师"}),
        ("其他时间", "16：45", {"ends_at": time(16, 45)}),
    ],
)
async def test_what_is_typed_is_shown_before_it_is_done(
    desk: FrontDesk, teacher: StaffPhone, way: str, written: str, expected: dict[str, object]
) -> None:
    await teacher.writes("/change")
    await teacher.taps("书法")
    await teacher.taps(way)
    if way != "其他时间":
        await teacher.taps("自己填写")
    await teacher.replies(written)
    assert "【请核对】" in teacher.text
    assert await standing(desk) is None
    await teacher.taps("确认并告知家长")

    change = await standing(desk)
    assert change is not None
    assert {name: getattr(change, name) for name in expected} == expected


@pytest.mark.parametrize(
    ("way", "written", "answer"),
    [
        (TypeInstead(CALLIGRAPHY, TODAY.toordinal(), "e"), "四点半", "desk-end-unreadable"),
        (TypeInstead(CALLIGRAPHY, TODAY.toordinal(), "e"), "15:00", "desk-end-too-early"),
        (TypeInstead(CALLIGRAPHY, TODAY.toordinal(), "p"), "长" * 61, "desk-text-unusable"),
        (TypeInstead(CALLIGRAPHY, TODAY.toordinal(), "p"), "两\n行", "desk-text-unusable"),
        (TypeInstead(CALLIGRAPHY, TODAY.toordinal(), "t"), "李老师", "desk-unchanged"),
    ],
)
async def test_what_cannot_be_is_answered_in_a_sentence(
    desk: FrontDesk, teacher: StaffPhone, way: Tap, written: str, answer: str
) -> None:
    await teacher.sends(way.pack())
    await teacher.replies(written)

    assert teacher.text == WORDS(answer)
    assert await standing(desk) is None


async def test_a_second_change_keeps_the_first_and_undo_takes_both_back(
    desk: FrontDesk, teacher: StaffPhone
) -> None:
    await desk.services.timetable.pushes.changes.change(
        CALLIGRAPHY, TODAY, alter.other_teacher("钱老师")
    )
    await teacher.writes("/change")
    await teacher.taps("书法（有调整）")
    await teacher.taps("提前到 17:00 放学")
    await teacher.taps("确认并告知家长")
    both = await standing(desk)
    await teacher.taps("恢复原安排")
    assert "改了以后：\n16:00–17:30/18:30 书法 · 美术室 · 李老师" in teacher.text
    await teacher.taps("确认")

    assert both is not None
    assert (both.teacher, both.ends_at) == ("钱老师", time(17))
    change = await standing(desk)
    assert change is not None
    assert change.is_none
    # Nothing had left yet, so families need not hear of it at all.
    assert await told(desk) == []
    assert WORDS("desk-told-not") in teacher.text


async def test_tomorrow_and_other_days_are_offered_and_days_off_say_why(
    desk: FrontDesk, office: StaffPhone
) -> None:
    await office.writes("/change")
    await office.taps("明天")
    assert [label for label in office.buttons if "围棋" in label] == ["16:00–17:30 围棋"]
    await office.taps("其他日子")
    assert list(office.buttons) == [
        "11月19日 周四",
        "11月20日 周五",
        "11月26日 周四",
        "11月27日 周五",
    ]

    await office.sends(PickDay(date(2026, 11, 21).toordinal(), 0).pack())
    assert "11月21日 周六　休息" in office.text
    await office.sends(PickDay(date(2026, 10, 1).toordinal(), 0).pack())
    assert "休息（国庆节）" in office.text
    assert WORDS("desk-nothing") in office.text


async def test_a_teacher_changes_own_classes_and_courses_and_the_office_all(
    desk: FrontDesk, teacher: StaffPhone, office: StaffPhone
) -> None:
    await teacher.writes("/change")
    assert [label for label in teacher.buttons if "–" in label] == ["16:00–18:30 二年级(1)班 书法"]
    await office.writes("/change")
    assert [label for label in office.buttons if "–" in label] == [
        "16:00–18:30 二年级(1)班 书法",
        "16:00–17:30 三年级(1)班 阅读",
        "16:00–17:30 足球",
    ]
    await office.writes("/change 足球")
    assert [label for label in office.buttons if "–" in label] == ["16:00–17:30 足球"]

    person = await desk.services.people.person(TEACHER, Language.ZH_HANS)
    await desk.services.course_givers.give(1, person.posts[0].id)
    await teacher.writes("/change")
    assert "16:00–17:30 足球" in teacher.buttons


@pytest.mark.parametrize(
    "tap",
    [
        PickSession(READING, TODAY.toordinal()),
        TypeInstead(FOOTBALL, TODAY.toordinal(), "p"),
        MakeChange(READING, TODAY.toordinal(), "x", None, 0, None),
        MakeChange(READING, TODAY.toordinal(), "x", None, 0, 1),
    ],
)
async def test_nobody_changes_what_is_not_theirs(
    desk: FrontDesk, teacher: StaffPhone, tap: Tap
) -> None:
    await teacher.sends(tap.pack())
    assert teacher.text == WORDS("failure-not-your-class")
    await desk.feels(MOTHER, tap.pack())
    assert desk.told(MOTHER)[-1] == WORDS("failure-not-allowed")

    assert await standing(desk, READING) is None


@pytest.mark.parametrize(
    ("tap", "answer"),
    [
        (PickSession(99, TODAY.toordinal()), "timetable-slot-gone"),
        (PickSession(CALLIGRAPHY, FRIDAY.toordinal()), "desk-not-planned"),
        (PickSession(CALLIGRAPHY, date(2026, 11, 21).toordinal()), "desk-not-planned"),
        (MakeChange(CALLIGRAPHY, LAST_WEEK, "x", None, 0, None), "desk-day-past"),
        (MakeChange(CALLIGRAPHY, LAST_WEEK, "x", None, 0, 5), "desk-day-past"),
        (MakeChange(CALLIGRAPHY, TODAY.toordinal(), "p", None, 0, None), "desk-text-gone"),
        (MakeChange(CALLIGRAPHY, TODAY.toordinal(), "p", 99, 0, None), "timetable-slot-gone"),
    ],
)
async def test_old_buttons_are_answered_in_a_sentence(
    teacher: StaffPhone, tap: Tap, answer: str
) -> None:
    await teacher.sends(tap.pack())

    assert WORDS(answer).splitlines()[0] in teacher.text


@pytest.mark.parametrize(
    "tap",
    [
        PickDay(10**15, 0),
        PickSession(1, -5),
        MakeChange(1, 740_000, "?", None, 0, None),
        MakeChange(1, TODAY.toordinal(), "e", 10**6, 0, None),
    ],
)
async def test_forged_buttons_do_no_harm(desk: FrontDesk, teacher: StaffPhone, tap: Tap) -> None:
    await teacher.sends(tap.pack())

    assert teacher.text == WORDS("failure-old-button")
    assert await standing(desk) is None


async def test_a_page_that_is_not_there_and_no_days_at_all_are_borne(
    desk: FrontDesk, teacher: StaffPhone
) -> None:
    await teacher.sends(PickDay(TODAY.toordinal(), 10**9).pack())
    assert WORDS("desk-question") in teacher.text

    await desk.plans("\n".join(SLOTS.splitlines()[:1] + SLOTS.splitlines()[2:]))
    await teacher.sends(MoreDays().pack())
    assert teacher.text == WORDS("desk-no-days")


async def test_what_has_ended_is_not_changed_any_more(
    desk: FrontDesk, teacher: StaffPhone, clock: FixedClock
) -> None:
    await teacher.writes("/change")
    await teacher.taps("书法")
    clock.move(timedelta(hours=6, minutes=31))  # 18:31; the last of its ends was 18:30.
    await teacher.taps("取消这一次")

    assert teacher.text == WORDS("desk-session-over")
    assert await standing(desk) is None


async def test_of_two_at_once_the_second_sees_what_the_first_has_done(
    desk: FrontDesk, teacher: StaffPhone, office: StaffPhone
) -> None:
    for phone in (teacher, office):
        await phone.writes("/change")
        await phone.taps("书法")
        await phone.taps("提前到 17:00 放学" if phone is teacher else "取消这一次")

    await teacher.taps("确认并告知家长")
    await office.taps("确认并告知家长")
    assert WORDS("desk-seen-otherwise") in office.text
    change = await standing(desk)
    assert change is not None
    assert not change.is_cancelled

    await office.taps("确认并告知家长")
    change = await standing(desk)
    assert change is not None
    assert change.is_cancelled


async def test_a_slot_that_a_new_file_takes_away_meanwhile_is_gone_in_a_sentence(
    desk: FrontDesk, teacher: StaffPhone
) -> None:
    await teacher.writes("/change")
    await teacher.taps("书法")
    await teacher.taps("取消这一次")
    await desk.plans("\n".join(SLOTS.splitlines()[:1] + SLOTS.splitlines()[2:]))
    await teacher.taps("确认并告知家长")

    assert teacher.text == WORDS("timetable-slot-gone")
    [(_, text)] = await told(desk)
    assert "起不再安排：16:00–17:30/18:30 书法" in text


async def test_what_nobody_reads_for_says_so(desk: FrontDesk, office: StaffPhone) -> None:
    await office.writes("/change 足球")
    await office.taps("足球")
    await office.taps("取消这一次")

    assert WORDS("desk-told-nobody") in office.text
    assert await standing(desk, FOOTBALL) is None
