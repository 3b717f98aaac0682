"""Who gives a course, and who its families are; on both databases."""

from __future__ import annotations

from pathlib import Path

import pytest
import sqlalchemy as sa

from bot.errors import BadOption
from bot.people.audience import Audience, Kind
from bot.people.course_givers import CourseGivers
from bot.people.errors import CourseMissing, PostMissing
from bot.people.model import ChildId, ClassId, CourseId, SchoolId, StaffId
from bot.storage.tables.timetable import courses
from tests.support.builders import (
    A_FATHER,
    A_MOTHER,
    A_TEACHER,
    AN_AUNT,
    THE_OFFICE,
    Rooms,
    join_office,
    join_parent,
    join_teacher,
    make_class,
    make_school,
    recipients,
    who_is,
)

FOOTBALL = "weekday,start,end,title,place,teacher,course,capacity\n5,16:00,17:30,,操场,,足球,2\n"


@pytest.fixture
async def school(rooms: Rooms) -> SchoolId:
    return await make_school(rooms)


@pytest.fixture
async def class_id(rooms: Rooms, school: SchoolId, tmp_path: Path) -> ClassId:
    """A class of a school that has one course."""
    number = await make_class(rooms, school)
    path = tmp_path / "slots.csv"
    path.write_text(FOOTBALL, encoding="utf-8")
    await rooms.timetable.import_slots(school, path)
    return number


@pytest.fixture
def givers(rooms: Rooms) -> CourseGivers:
    return CourseGivers(rooms.database, rooms.clock, rooms.people)


async def post_of(rooms: Rooms, address: int) -> StaffId:
    return (await who_is(rooms, address)).posts[0].id


async def courses_of(rooms: Rooms, address: int) -> list[str]:
    return [item.name for item in (await who_is(rooms, address)).posts[0].courses]


async def test_a_teacher_has_the_courses_given_to_them_and_the_office_all(
    rooms: Rooms, school: SchoolId, class_id: ClassId, givers: CourseGivers
) -> None:
    await join_teacher(rooms, class_id)
    await join_office(rooms, school, THE_OFFICE)
    assert await courses_of(rooms, A_TEACHER) == []
    assert await courses_of(rooms, THE_OFFICE) == ["足球"]

    assert await givers.give(1, await post_of(rooms, A_TEACHER))
    assert not await givers.give(1, await post_of(rooms, A_TEACHER))

    assert await courses_of(rooms, A_TEACHER) == ["足球"]
    [(course, posts)] = await givers.of_school(school)
    assert (course.name, posts) == ("足球", (await post_of(rooms, A_TEACHER),))

    assert await givers.take(1, await post_of(rooms, A_TEACHER))
    assert not await givers.take(1, await post_of(rooms, A_TEACHER))
    assert await courses_of(rooms, A_TEACHER) == []


async def test_only_a_teacher_of_the_school_can_be_given_a_course(
    rooms: Rooms, school: SchoolId, class_id: ClassId, givers: CourseGivers
) -> None:
    assert class_id
    await join_office(rooms, school, THE_OFFICE)
    await join_teacher(rooms, await make_class(rooms), A_TEACHER)

    for address in (THE_OFFICE, A_TEACHER):
        with pytest.raises(BadOption, match="is no teacher of school 1"):
            await givers.give(1, await post_of(rooms, address))
    with pytest.raises(PostMissing, match="--staff 99: nobody holds this post"):
        await givers.give(1, 99)
    with pytest.raises(CourseMissing, match="Course 99: there is none with this number"):
        await givers.give(99, await post_of(rooms, A_TEACHER))


async def enrols(rooms: Rooms, address: int) -> ChildId:
    [child] = (await who_is(rooms, address)).children
    await rooms.timetable.courses.enrol(1, child.id)
    return child.id


async def test_a_courses_families_are_those_of_children_with_a_place(
    rooms: Rooms, school: SchoolId, class_id: ClassId
) -> None:
    other = await make_class(rooms, school, grade=4, name="四（1）班")
    await join_parent(rooms, class_id, A_MOTHER, seat=7)
    await join_parent(rooms, class_id, A_FATHER, seat=7)
    await join_parent(rooms, other, AN_AUNT, seat=7)
    await join_parent(rooms, other, 105, seat=8)
    for address in (A_MOTHER, AN_AUNT, 105):  # Two places; who asks last, waits.
        await enrols(rooms, address)

    found = await recipients(rooms, "course:1")

    assert [item.address for item in found] == [A_MOTHER, A_FATHER, AN_AUNT]
    assert [item.classes[0].name for item in found] == ["三（1）班", "三（1）班", "四（1）班"]


async def test_a_child_on_a_course_is_told_of_once_and_a_sibling_is_not_why(
    rooms: Rooms, school: SchoolId, class_id: ClassId
) -> None:
    await join_parent(rooms, class_id, A_MOTHER, seat=7)
    child = await enrols(rooms, A_MOTHER)
    await join_parent(rooms, await make_class(rooms, school, name="三（2）班"), A_MOTHER, seat=1)

    [recipient] = await recipients(rooms, "course:1", "course:1")
    async with rooms.database.read() as connection:
        children = await rooms.people.children_in(connection, [Audience(Kind.COURSE, 1)])

    assert [one.id for one in recipient.children] == [child]
    assert children == {child}


async def test_an_empty_course_has_nobody_and_a_missing_one_is_refused(
    rooms: Rooms, class_id: ClassId
) -> None:
    assert class_id
    assert await recipients(rooms, "course:1") == []

    async with rooms.database.begin() as connection:
        await connection.execute(sa.delete(courses).where(courses.c.id == CourseId(1)))

    with pytest.raises(CourseMissing, match="Course 1: there is none with this number"):
        await recipients(rooms, "course:1")
