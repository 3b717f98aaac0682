"""SQL for courses as far as people are concerned: by name, and who gives them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

import sqlalchemy as sa

from bot.people.audience import Audience, Kind
from bot.people.model import (
    Child,
    CourseId,
    Recipient,
    SchoolClass,
    SchoolCourse,
    SchoolId,
    StaffId,
)
from bot.storage.database import Connection
from bot.storage.tables.people import children, classes, staff_courses
from bot.storage.tables.timetable import courses, enrolments

_COURSE = sa.select(courses.c.id, courses.c.school_id, courses.c.name).order_by(courses.c.name)


async def find(connection: Connection, course_id: int) -> SchoolCourse | None:
    """Find a course."""
    found = await _courses(connection, _COURSE.where(courses.c.id == course_id))
    return found[0] if found else None


def with_place(course_id: int) -> sa.Select[tuple[int]]:
    """Return the query for the children that have a place in a course."""
    return sa.select(enrolments.c.child_id).where(
        enrolments.c.course_id == course_id, enrolments.c.placed_at.is_not(None)
    )


async def children_of(connection: Connection, course_id: CourseId) -> list[Child]:
    """List the children that have a place in a course, by class and seat, no seat last."""
    query = (
        sa.select(
            children.c.id,
            children.c.seat,
            children.c.class_id,
            classes.c.school_id,
            classes.c.grade,
            classes.c.name,
        )
        .join(classes, classes.c.id == children.c.class_id)
        .where(children.c.id.in_(with_place(course_id)))
        .order_by(
            classes.c.grade,
            classes.c.name,
            children.c.seat.is_(None),
            children.c.seat,
            children.c.id,
        )
    )
    return [
        Child(row.id, SchoolClass(row.class_id, row.school_id, row.grade, row.name), row.seat)
        for row in await connection.execute(query)
    ]


async def named(
    connection: Connection, recipients: list[Recipient], audiences: Iterable[Audience]
) -> list[Recipient]:
    """Return recipients with the names of those courses among audiences that concern them."""
    numbers = [item.number for item in audiences if item.kind is Kind.COURSE]
    if not numbers:
        return recipients
    query = (
        sa.select(enrolments.c.child_id, courses.c.name)
        .join(courses, courses.c.id == enrolments.c.course_id)
        .where(courses.c.id.in_(numbers), enrolments.c.placed_at.is_not(None))
        .order_by(courses.c.name)
    )
    names: dict[str, set[int]] = {}
    for row in await connection.execute(query):
        names.setdefault(row.name, set()).add(row.child_id)
    return [
        replace(
            one,
            courses=tuple(
                name
                for name, children in names.items()
                if any(child.id in children for child in one.children)
            ),
        )
        for one in recipients
    ]


async def of_school(connection: Connection, school_id: int) -> tuple[SchoolCourse, ...]:
    """List a school's courses by name."""
    return await _courses(connection, _COURSE.where(courses.c.school_id == school_id))


async def given_by(connection: Connection, staff_id: int) -> tuple[SchoolCourse, ...]:
    """List the courses that the holder of a post gives, by name."""
    query = _COURSE.join(staff_courses, staff_courses.c.course_id == courses.c.id)
    return await _courses(connection, query.where(staff_courses.c.staff_id == staff_id))


async def givers(connection: Connection, school_id: SchoolId) -> dict[CourseId, list[StaffId]]:
    """Return the posts that give each of a school's courses."""
    query = (
        sa.select(staff_courses)
        .join(courses, courses.c.id == staff_courses.c.course_id)
        .where(courses.c.school_id == school_id)
        .order_by(staff_courses.c.staff_id)
    )
    found: dict[CourseId, list[StaffId]] = {}
    for row in await connection.execute(query):
        found.setdefault(CourseId(row.course_id), []).append(StaffId(row.staff_id))
    return found


async def give(connection: Connection, course_id: CourseId, staff_id: StaffId) -> bool:
    """Let the holder of a post give a course; False if they do already."""
    pair = {"course_id": course_id, "staff_id": staff_id}
    query = sa.select(staff_courses).filter_by(**pair)
    if (await connection.execute(query)).first() is not None:
        return False
    await connection.execute(sa.insert(staff_courses).values(pair))
    return True


async def take(connection: Connection, course_id: CourseId, staff_id: StaffId) -> bool:
    """Take a course from the holder of a post; False if they do not give it."""
    gone = await connection.execute(
        sa.delete(staff_courses).where(
            staff_courses.c.course_id == course_id, staff_courses.c.staff_id == staff_id
        )
    )
    return bool(gone.rowcount)


async def _courses(
    connection: Connection, query: sa.Select[tuple[int, int, str]]
) -> tuple[SchoolCourse, ...]:
    rows = await connection.execute(query)
    return tuple(SchoolCourse(CourseId(row.id), SchoolId(row.school_id), row.name) for row in rows)
