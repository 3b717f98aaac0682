"""Notices for the families of an after-school course, on both databases."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest
import sqlalchemy as sa

from bot.audit.model import InChat
from bot.i18n.languages import Language
from bot.notices.announcing import Manner
from bot.notices.errors import NobodyInCourse
from bot.notices.model import Asks, State
from bot.people import audience
from bot.people.course_givers import CourseGivers
from bot.people.errors import CourseMissing
from bot.people.model import ClassId
from bot.storage.database import Database
from bot.storage.tables.timetable import courses
from tests.support.builders import (
    A_FATHER,
    A_GRANDMOTHER,
    A_MOTHER,
    A_TEACHER,
    AN_AUNT,
    THE_OFFICE,
    Rooms,
    join_office,
    join_parent,
    join_teacher,
    make_class,
    make_draft,
    make_school,
    open_rooms,
    texts,
    texts_of,
    who_is,
)
from tests.support.clocks import FixedClock

SLOTS = (
    "weekday,start,end,title,place,teacher,course,capacity\n"
    "5,16:00,17:30,,操场,,足球,2\n5,16:00,17:30,,棋室,,围棋,\n"
)
FOOTBALL, CHESS = 1, 2


@pytest.fixture
async def class_id(rooms: Rooms, tmp_path: Path) -> ClassId:
    """A class whose seat 1 has two guardians and a place in football; seat 2 waits for one.

    The mother has a younger child in another class, and a third seat has a place but no reader.
    """
    school = await make_school(rooms)
    number = await make_class(rooms, school)
    younger = await make_class(rooms, school, grade=1, name="一（1）班")
    path = tmp_path / "slots.csv"
    path.write_text(SLOTS, encoding="utf-8")
    await rooms.timetable.import_slots(school, path)
    await join_parent(rooms, number, A_MOTHER, seat=1)
    await join_parent(rooms, number, A_FATHER, seat=1)
    await join_parent(rooms, younger, A_MOTHER, seat=9)
    await enrols(rooms, A_MOTHER)
    await join_parent(rooms, younger, AN_AUNT, seat=8)
    await enrols(rooms, AN_AUNT)
    left = (await who_is(rooms, AN_AUNT)).children[0]
    async with rooms.database.begin() as connection:
        await connection.exec_driver_sql("UPDATE enrolments SET by_school = true")
    await rooms.membership.leave(AN_AUNT, left.id)
    await join_parent(rooms, number, A_GRANDMOTHER, seat=2)
    await enrols(rooms, A_GRANDMOTHER)
    return number


async def enrols(rooms: Rooms, address: int, course: int = FOOTBALL) -> None:
    child = (await who_is(rooms, address)).children[0]
    await rooms.timetable.courses.enrol(course, child.id)


async def delete(rooms: Rooms, course: int = FOOTBALL) -> None:
    async with rooms.database.begin() as connection:
        await connection.execute(sa.delete(courses).where(courses.c.id == course))


async def test_a_course_is_counted_by_child_and_headed_with_its_name(
    rooms: Rooms, class_id: ClassId
) -> None:
    assert class_id
    notice = await make_draft(rooms, f"course:{FOOTBALL}")

    reach = await rooms.notices.reach(notice)
    sent = await rooms.notices.announce(notice.audiences, notice.text)

    assert (reach.chats, reach.children, reach.unreached) == (2, 2, 1)
    found = await texts(rooms, sent)
    assert sorted(found) == [A_MOTHER, A_FATHER]
    assert all(text.startswith("【通知】足球\n") for text in found.values())
    assert sent.school_id == 1


async def test_a_class_and_a_course_together_reach_each_chat_once(
    rooms: Rooms, class_id: ClassId
) -> None:
    notice = await make_draft(rooms, f"class:{class_id}", f"course:{FOOTBALL}")

    found = await texts(rooms, await rooms.notices.send(notice.id))

    heads = {address: text.splitlines()[0] for address, text in found.items()}
    assert heads == {
        A_MOTHER: "【通知】足球、三（1）班",
        A_FATHER: "【通知】足球、三（1）班",
        A_GRANDMOTHER: "【通知】三（1）班",
    }


async def test_whoever_has_not_confirmed_is_told_under_the_courses_name(
    rooms: Rooms, class_id: ClassId
) -> None:
    assert class_id
    whom = audience.parse_all([f"course:{FOOTBALL}"])
    first = await rooms.notices.announce(whom, "请带水壶。", Manner(asks=Asks.READ))

    again = await make_draft(rooms, f"unconfirmed:{first.id}")
    found = await texts(rooms, await rooms.notices.send(again.id))

    assert {text.splitlines()[0] for text in found.values()} == {"【通知】足球"}


async def test_an_empty_course_is_said_to_be_so_and_nothing_is_sent(
    rooms: Rooms, class_id: ClassId
) -> None:
    assert class_id
    notice = await make_draft(rooms, f"course:{CHESS}")

    assert (await rooms.notices.reach(notice)).chats == 0
    with pytest.raises(NobodyInCourse, match="no child with a place in this course"):
        await rooms.notices.send(notice.id)

    assert (await rooms.notices.find(notice.id)).state is State.DRAFT


async def test_a_course_that_is_deleted_before_sending_is_refused(
    rooms: Rooms, class_id: ClassId
) -> None:
    assert class_id
    notice = await make_draft(rooms, f"course:{FOOTBALL}")
    await rooms.notices.preview(notice, Language.ZH_HANS)
    await delete(rooms)

    with pytest.raises(CourseMissing, match=f"Course {FOOTBALL}: there is none"):
        await rooms.notices.send(notice.id)

    assert (await rooms.notices.find(notice.id)).state is State.DRAFT


async def test_a_course_that_is_deleted_before_its_time_ends_the_notice_with_a_word(
    rooms: Rooms, class_id: ClassId
) -> None:
    await join_teacher(rooms, class_id)
    post = (await who_is(rooms, A_TEACHER)).posts[0]
    givers = CourseGivers(rooms.database, rooms.clock, rooms.people)
    await givers.give(FOOTBALL, post.id)
    whom = audience.parse_all([f"course:{FOOTBALL}"])
    number = await rooms.notices.draft(post, A_TEACHER, whom)
    await rooms.notices.write(number, "请带水壶。")
    tomorrow = rooms.clock.now() + timedelta(days=1)
    await rooms.notices.send(number, at=tomorrow, by=InChat(A_TEACHER))
    await delete(rooms)

    rooms.clock.set(tomorrow)
    await rooms.plans.make_due(tomorrow)

    notice = await rooms.notices.find(number)
    assert notice.state is State.CANCELLED
    [(address, text)] = await texts_of(rooms, f"notice-word:{notice.id}")
    assert (address, "没有发出" in text) == (A_TEACHER, True)


async def test_a_place_given_after_the_preview_counts_when_it_is_sent(
    rooms: Rooms, class_id: ClassId
) -> None:
    assert class_id
    notice = await make_draft(rooms, f"course:{CHESS}")
    await enrols(rooms, A_GRANDMOTHER, CHESS)

    assert list(await texts(rooms, await rooms.notices.send(notice.id))) == [A_GRANDMOTHER]


async def test_a_second_person_is_shown_an_urgent_notice_as_the_course_reads_it(
    database: Database, clock: FixedClock, tmp_path: Path
) -> None:
    rooms = open_rooms(database, clock, second_person=["urgent"])
    school = await make_school(rooms)
    number = await make_class(rooms, school)
    (tmp_path / "slots.csv").write_text(SLOTS, encoding="utf-8")
    await rooms.timetable.import_slots(school, tmp_path / "slots.csv")
    await join_parent(rooms, number, A_MOTHER, seat=1)
    await enrols(rooms, A_MOTHER)
    for address in (THE_OFFICE, A_TEACHER):
        await join_office(rooms, school, address)
    post = (await who_is(rooms, THE_OFFICE)).posts[0]
    whom = audience.parse_all([f"course:{FOOTBALL}"])

    notice = await rooms.notices.announce(
        whom, "球场积水。", Manner(urgent_because="暴雨"), staff=post.id
    )

    [(address, text)] = await texts_of(rooms, f"notice-approval:{notice.id}")
    assert address == A_TEACHER
    assert "足球\n\n球场积水。" in text
