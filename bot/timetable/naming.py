"""What whatever is on is called by: its class or course. Pure."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from bot.people.model import SchoolClass
from bot.timetable.model import Course, CourseId, Slot


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
