"""SQL of courses, who has a place in them, and who waits."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any

import sqlalchemy as sa

from bot.people.model import ChildId, ClassId, SchoolId
from bot.storage.database import Connection
from bot.storage.tables import timetable as tables
from bot.storage.tables.people import children, classes, joins
from bot.timetable.model import Course, CourseId, Enrolment

_COURSES, _ENROLMENTS = tables.courses, tables.enrolments


async def add(connection: Connection, school_id: SchoolId, course: Course) -> CourseId:
    """Put a new course down and return its number."""
    values = {"school_id": school_id, **_values(course)}
    made = await connection.execute(sa.insert(_COURSES).values(values).returning(_COURSES.c.id))
    return CourseId(made.scalar_one())


async def change(connection: Connection, course: Course) -> None:
    """Write a course as it is now over what its row held."""
    mine = sa.update(_COURSES).where(_COURSES.c.id == course.id)
    await connection.execute(mine.values(_values(course)))


async def of_school(connection: Connection, school_id: SchoolId) -> list[Course]:
    """Return the courses of a school by name."""
    query = sa.select(_COURSES).where(_COURSES.c.school_id == school_id).order_by(_COURSES.c.name)
    return [_course(row) for row in await connection.execute(query)]


async def find(connection: Connection, course_id: int) -> tuple[SchoolId, Course] | None:
    """Return a course and its school; None if there is none."""
    query = sa.select(_COURSES).where(_COURSES.c.id == course_id)
    row = (await connection.execute(query)).first()
    return None if row is None else (SchoolId(row.school_id), _course(row))


async def put_enrolment(connection: Connection, enrolment: Enrolment) -> None:
    """Put a child down at the end of those who have asked."""
    values = {
        "course_id": enrolment.course_id,
        "child_id": enrolment.child_id,
        "asked_at": enrolment.asked_at,
        "placed_at": enrolment.placed_at,
        "by_school": enrolment.by_school,
    }
    await connection.execute(sa.insert(_ENROLMENTS).values(values))


async def place(
    connection: Connection, course_id: CourseId, child_id: ChildId, at: datetime
) -> None:
    """Give a waiting child a place."""
    mine = sa.update(_ENROLMENTS).where(_is(course_id, child_id))
    await connection.execute(mine.values(placed_at=at))


async def remove_enrolment(connection: Connection, course_id: CourseId, child_id: ChildId) -> bool:
    """Take a child out of a course or off its waiting list; say whether it was there."""
    gone = await connection.execute(sa.delete(_ENROLMENTS).where(_is(course_id, child_id)))
    return bool(gone.rowcount)


async def enrolments_of_course(connection: Connection, course_id: CourseId) -> list[Enrolment]:
    """Return who has asked for a course, in the order of asking."""
    return await _enrolments(connection, _ENROLMENTS.c.course_id == course_id)


async def enrolments_of_children(
    connection: Connection, child_ids: Iterable[int]
) -> list[Enrolment]:
    """Return what some children have asked for, in the order of asking."""
    return await _enrolments(connection, _ENROLMENTS.c.child_id.in_(list(child_ids)))


async def enrolments_of_school(connection: Connection, school_id: SchoolId) -> list[Enrolment]:
    """Return who has asked for any course of a school, in the order of asking."""
    mine = sa.select(_COURSES.c.id).where(_COURSES.c.school_id == school_id)
    return await _enrolments(connection, _ENROLMENTS.c.course_id.in_(mine))


async def courses_of_class(connection: Connection, class_id: ClassId) -> list[CourseId]:
    """Return the courses in which a child of a class has a place."""
    query = (
        sa.select(_ENROLMENTS.c.course_id)
        .distinct()
        .join(children, children.c.id == _ENROLMENTS.c.child_id)
        .where(children.c.class_id == class_id, _ENROLMENTS.c.placed_at.is_not(None))
        .order_by(_ENROLMENTS.c.course_id)
    )
    return [CourseId(number) for number in (await connection.execute(query)).scalars()]


async def grade_and_school(connection: Connection, child_id: int) -> tuple[int, SchoolId] | None:
    """Return a child's grade and school; None if there is no such child."""
    query = (
        sa.select(classes.c.grade, classes.c.school_id)
        .join(children, children.c.class_id == classes.c.id)
        .where(children.c.id == child_id)
    )
    row = (await connection.execute(query)).first()
    return None if row is None else (row.grade, SchoolId(row.school_id))


async def remove_unread(connection: Connection) -> list[CourseId]:
    """Take out the children nobody reads for any more, unless the school put them down.

    Returns:
        The courses that have lost somebody.
    """
    read = sa.select(joins.c.child_id)
    gone = await connection.execute(
        sa.delete(_ENROLMENTS)
        .where(_ENROLMENTS.c.by_school.is_(False), _ENROLMENTS.c.child_id.not_in(read))
        .returning(_ENROLMENTS.c.course_id)
    )
    return sorted({CourseId(number) for number in gone.scalars()})


async def _enrolments(
    connection: Connection, condition: sa.ColumnElement[bool]
) -> list[Enrolment]:
    query = sa.select(_ENROLMENTS).where(condition).order_by(_ENROLMENTS.c.id)
    return [_enrolment(row) for row in await connection.execute(query)]


def _is(course_id: CourseId, child_id: ChildId) -> sa.ColumnElement[bool]:
    return sa.and_(_ENROLMENTS.c.course_id == course_id, _ENROLMENTS.c.child_id == child_id)


def _values(course: Course) -> dict[str, object]:
    return {
        "name": course.name,
        "capacity": course.capacity,
        "fee": course.fee,
        "first_grade": course.first_grade,
        "last_grade": course.last_grade,
    }


def _course(row: sa.Row[*tuple[Any, ...]]) -> Course:
    return Course(
        CourseId(row.id), row.name, row.capacity, row.fee, row.first_grade, row.last_grade
    )


def _enrolment(row: sa.Row[*tuple[Any, ...]]) -> Enrolment:
    return Enrolment(
        CourseId(row.course_id),
        ChildId(row.child_id),
        row.asked_at,
        row.placed_at,
        by_school=row.by_school,
    )
