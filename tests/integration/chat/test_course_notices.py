"""The families of a course in the chat's question for whom a notice is."""

from __future__ import annotations

from pathlib import Path

import pytest
import sqlalchemy as sa

from bot.chat.taps import ComposeFor
from bot.i18n.catalogue import speaking
from bot.i18n.languages import Language
from bot.storage.tables.timetable import courses
from tests.support.front_desk import FrontDesk
from tests.support.staff_phone import StaffPhone

MOTHER, TEACHER = 6, 7
WORDS = speaking(Language.ZH_HANS)
SLOTS = (
    "weekday,start,end,title,place,teacher,course\n"
    "5,16:00,17:30,,操场,,足球\n5,16:00,17:30,,棋室,,围棋\n"
)


@pytest.fixture
async def teacher(desk: FrontDesk, tmp_path: Path) -> StaffPhone:
    """A teacher who gives football, to which the one child of the class goes."""
    path = tmp_path / "slots.csv"
    path.write_text(SLOTS, encoding="utf-8")
    await desk.services.timetable.import_slots(desk.school, path)
    await desk.parent(MOTHER, 12)
    await desk.teacher(TEACHER)
    person = await desk.services.people.person(TEACHER, Language.ZH_HANS)
    await desk.services.course_givers.give(1, person.posts[0].id)
    family = await desk.services.people.person(MOTHER, Language.ZH_HANS)
    await desk.services.timetable.courses.enrol(1, family.children[0].id)
    return StaffPhone(desk, TEACHER)


async def test_a_teacher_writes_to_the_families_of_their_course(teacher: StaffPhone) -> None:
    await teacher.writes("/notice")
    assert [label for label in teacher.buttons if "（" in label] == ["足球（社团）"]
    await teacher.taps("足球（社团）")
    await teacher.replies("周五请带水壶。")
    assert "【通知】足球" in teacher.text
    assert "将发给 1 位家长，涉及 1 个孩子。" in teacher.text
    await teacher.taps("发送")

    notice = await teacher.desk.services.notices.find(1)
    assert [str(whom) for whom in notice.audiences] == ["course:1"]


async def test_what_is_kept_about_a_teacher_names_their_courses(teacher: StaffPhone) -> None:
    await teacher.writes("/mydata")

    assert "负责二年级(1)班、足球" in teacher.text


async def test_a_course_that_is_gone_or_not_theirs_is_answered_in_a_sentence(
    teacher: StaffPhone,
) -> None:
    await teacher.sends(ComposeFor("course-2").pack())
    assert teacher.text == WORDS("failure-not-your-class")
    await teacher.sends(ComposeFor("course-1").pack())
    await teacher.replies("周五请带水壶。")
    async with teacher.desk.services.database.begin() as connection:
        await connection.execute(sa.delete(courses))

    await teacher.taps("发送")

    assert teacher.text == WORDS("timetable-course-gone")


async def test_many_courses_have_a_list_of_their_own(teacher: StaffPhone, tmp_path: Path) -> None:
    many = "".join(f"5,16:00,17:30,,,,社团{number}\n" for number in range(10))
    path = tmp_path / "slots.csv"
    path.write_text(SLOTS + many, encoding="utf-8")
    services = teacher.desk.services
    await services.timetable.import_slots(teacher.desk.school, path)
    person = await services.people.person(TEACHER, Language.ZH_HANS)
    for course, _ in await services.course_givers.of_school(teacher.desk.school):
        await services.course_givers.give(course.id, person.posts[0].id)

    await teacher.writes("/notice")
    assert list(teacher.buttons) == ["二年级(1)班", "社团…", "选几个…"]
    await teacher.taps("社团…")
    assert len(teacher.buttons) == 12
    await teacher.taps("社团7（社团）")

    assert await services.notices.draft_in(TEACHER) is not None
