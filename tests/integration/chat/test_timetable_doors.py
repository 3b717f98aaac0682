"""Lists for the door in the chat; on 2026-11-19, a Thursday, at noon."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import date
from io import BytesIO
from pathlib import Path

import pytest
from openpyxl import load_workbook

from bot.chat.editing_taps import GiveList, ListDay, ShowList
from bot.i18n.catalogue import speaking
from bot.i18n.languages import Language
from bot.taps import Tap
from tests.support.clocks import FixedClock
from tests.support.front_desk import FrontDesk, a_front_desk
from tests.support.staff_phone import StaffPhone

MOTHER, TEACHER, OFFICE = 6, 7, 8
WORDS = speaking(Language.ZH_HANS)
TODAY = date(2026, 11, 19).toordinal()
SLOTS = """class,weekday,start,end,title,place,teacher,course
二年级(1)班,4,16:00,17:30,书法,美术室,李老师,
三年级(1)班,4,16:00,17:30,阅读,图书馆,王老师,
,4,16:00,17:30,足球,操场,赵老师,足球
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


def sheets_of(phone: StaffPhone) -> list[str]:
    file = phone.desk.sandbox.world.files
    content = list(file.values())[-1].content
    return load_workbook(BytesIO(content)).sheetnames


async def test_a_teacher_of_one_class_sees_its_list_at_once_and_gets_it_as_a_file(
    desk: FrontDesk,
) -> None:
    person = await desk.services.people.person(MOTHER, Language.ZH_HANS)
    await desk.services.timetable.absences.note(person.children[0].id, date(2026, 11, 19))
    teacher = StaffPhone(desk, TEACHER)

    await teacher.writes("/door")
    assert "名单上 1 人" in teacher.text
    assert "请假：12号" in teacher.text
    await teacher.taps("这份名单")

    assert sheets_of(teacher) == ["二年级(1)班"]


async def test_the_office_chooses_a_list_a_day_or_all_of_them(office: StaffPhone) -> None:
    await office.writes("/door")
    assert list(office.buttons) == [
        "二年级(1)班",
        "三年级(1)班",
        "足球",
        "全部名单（Excel）",
        "今天",
        "11月20日 周五",
    ]
    await office.taps("足球")
    assert WORDS("desk-list-empty-course") in office.text
    await office.taps("返回")
    await office.taps("周五")
    assert WORDS("desk-lists-nothing") in office.text
    await office.taps("今天")
    await office.taps("全部名单")

    assert sheets_of(office) == ["二年级(1)班", "三年级(1)班", "足球"]


@pytest.mark.parametrize(
    ("tap", "answer"),
    [
        (ShowList(TODAY, 2, None), "failure-not-your-class"),
        (GiveList(TODAY, None, 1), "failure-not-your-class"),
        (ShowList(TODAY, None, None), "failure-not-your-class"),
        (ShowList(TODAY + 1, 1, None), "desk-list-gone"),
        (GiveList(TODAY + 1, 1, None), "desk-list-gone"),
        (GiveList(TODAY + 1, None, None), "desk-list-gone"),
        (ListDay(10**15, 0), "failure-old-button"),
    ],
)
async def test_old_and_forged_buttons_are_answered_in_a_sentence(
    desk: FrontDesk, tap: Tap, answer: str
) -> None:
    teacher = StaffPhone(desk, TEACHER)
    await teacher.sends(tap.pack())
    assert teacher.text == WORDS(answer)

    await desk.feels(MOTHER, tap.pack())
    assert desk.told(MOTHER)[-1] == WORDS("failure-not-allowed")
    assert not desk.sandbox.world.files


async def test_a_page_that_is_not_there_is_the_last_one(office: StaffPhone) -> None:
    await office.sends(ListDay(TODAY, 10**9).pack())

    assert "足球" in office.buttons
