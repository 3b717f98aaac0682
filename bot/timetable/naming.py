"""What whatever is on is called by: its class or course."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from bot.people.model import ClassId, SchoolClass, SchoolId
from bot.people.service import People
from bot.storage.database import Connection
from bot.timetable.model import Course, CourseId, Slot
from bot.timetable.store import courses as course_store

Names = tuple[dict[ClassId, str], dict[CourseId, str]]
"""What the classes and the courses of a school are called."""


def names_of(
    classes: Sequence[SchoolClass], courses: Mapping[CourseId, Course]
) -> Callable[[Slot], str]:
    """Return what says whose a slot is, by the name of its class or course."""
    by_class = {item.id: item.name for item in classes}

    def name(slot: Slot) -> str:
        if slot.class_id is not None:
            return by_class.get(slot.class_id, "")
        course = courses.get(slot.course_id) if slot.course_id is not None else None
        return course.name if course else ""

    return name


async def names_at(connection: Connection, people: People, school_id: SchoolId) -> Names:
    """Return what the classes of a school are called, and what its courses are."""
    classes = await people.classes(connection, await people.school(connection, school_id))
    listed = await course_store.of_school(connection, school_id)
    return {one.id: one.name for one in classes}, {one.id: one.name for one in listed}
