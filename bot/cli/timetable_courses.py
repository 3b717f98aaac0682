"""`jiaxiao timetable courses` and `teach`: which courses there are, and who gives them."""

from __future__ import annotations

import asyncio
from typing import Annotated

import typer

from bot.app import open_services
from bot.cli import invocation
from bot.people.model import StaffId
from bot.timetable.courses import CourseState


def courses(
    context: typer.Context, school: Annotated[int, typer.Option(help="The school's number.")]
) -> None:
    """List a school's courses with their numbers, how full they are, and who gives them.

    The number is what --to course:ID takes.

    Example: jiaxiao timetable courses --school 1
    """

    async def work() -> list[tuple[CourseState, tuple[StaffId, ...]]]:
        async with open_services(invocation.of(context).configuration()) as services:
            given = await services.course_givers.of_school(school)
            posts = {course.id: numbers for course, numbers in given}
            async with services.database.read() as connection:
                found = await services.people.school(connection, school)
                states = await services.timetable.courses.of_school(connection, found.id)
            return [(state, posts.get(state.course.id, ())) for state in states]

    found = asyncio.run(work())
    lines = [_line(state, posts) for state, posts in found]
    text = "\n".join(lines) or "There is no course; a timetable that names one makes it."
    invocation.answer(context, text, [_row(state, posts) for state, posts in found])


def teach(
    context: typer.Context,
    course: Annotated[int, typer.Option(help="The course's number.")],
    staff: Annotated[
        int, typer.Option(help="The teacher's post; `people staff` lists the numbers.")
    ],
    stop: Annotated[
        bool, typer.Option("--stop", help="The teacher does not give it any more.")
    ] = False,
) -> None:
    """Let a teacher give a course: change its days, see its list, write to its families.

    Examples: jiaxiao timetable teach --course 2 --staff 5;
    jiaxiao timetable teach --course 2 --staff 5 --stop
    """

    async def work() -> bool:
        async with open_services(invocation.of(context).configuration()) as services:
            if stop:
                return await services.course_givers.take(course, staff)
            return await services.course_givers.give(course, staff)

    is_new = asyncio.run(work())
    does = "does not give" if stop else "gives"
    before = "" if is_new else "; it was so before"
    invocation.answer(
        context,
        f"Post {staff} {does} course {course}{before}.",
        {"course": course, "staff": staff, "gives": not stop, "changed": is_new},
    )


def _line(state: CourseState, posts: tuple[StaffId, ...]) -> str:
    course = state.course
    places = "" if course.capacity is None else f" of {course.capacity}"
    waiting = f", {len(state.waiting)} wait" if state.waiting else ""
    given = f"  posts {', '.join(map(str, posts))}" if posts else ""
    full = f"{len(state.placed)}{places} places{waiting}"
    return f"{course.id:>5}  {course.name}  {full}{given}"


def _row(state: CourseState, posts: tuple[StaffId, ...]) -> dict[str, object]:
    return {
        "id": state.course.id,
        "name": state.course.name,
        "capacity": state.course.capacity,
        "placed": len(state.placed),
        "waiting": len(state.waiting),
        "grades": [state.course.first_grade, state.course.last_grade],
        "fee": state.course.fee,
        "staff": list(posts),
    }
