"""What the children of a chat have: their classes, with the courses of those children. Pure.

Chats that have the same read the same, so what they read is put together once for all of them.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from bot.people.model import ClassId, CourseId
from bot.timetable.model import Owner

Having = tuple[tuple[ClassId, tuple[CourseId, ...]], ...]
"""The classes of a chat's children by grade and name, with the courses of those children."""


def owners(class_id: ClassId, course_ids: Sequence[CourseId]) -> list[Owner]:
    """Return a class and the courses that its children are in as those who own slots."""
    return [(class_id, None), *((None, number) for number in course_ids)]


def owners_of(having: Having) -> set[Owner]:
    """Return the classes and courses of the children of a chat."""
    return {owner for part in having for owner in owners(*part)}


def by_class(
    having: Having,
    lines: Callable[[ClassId, tuple[CourseId, ...]], Sequence[str]],
    names: Mapping[ClassId, str],
) -> list[str]:
    """Return a paragraph for each class that has something to say, headed by its name.

    Args:
        having: The classes of a chat's children, with the courses of those children.
        lines: What there is to say of one of them.
        names: What classes are called.
    """
    mine = [(class_id, lines(class_id, courses)) for class_id, courses in having]
    return ["\n".join([names[class_id], *said]) for class_id, said in mine if said]
