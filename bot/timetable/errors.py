"""What can be wrong with the files of this room; every problem is a sentence of its own."""

from __future__ import annotations

from collections.abc import Sequence

from bot.errors import BadInput, BadOption, NotAllowed, NotFound
from bot.people.errors import CourseMissing

__all__ = [
    "BadCalendar",
    "BadChange",
    "BadSlots",
    "BadSpan",
    "CourseMissing",
    "NotForThem",
    "SlotMissing",
]


class BadSlots(BadInput):
    """A timetable file cannot be imported; the sentences name row and column."""

    def __init__(self, problems: Sequence[str]) -> None:
        super().__init__("\n".join(problems))
        self.problems = tuple(problems)


class BadCalendar(BadInput):
    """A calendar file cannot be imported; the sentences name file and line."""

    def __init__(self, problems: Sequence[str]) -> None:
        super().__init__("\n".join(problems))
        self.problems = tuple(problems)


class BadSpan(BadOption):
    """The days asked for cannot be shown."""


class BadChange(BadInput):
    """A day cannot be changed as wished; the sentence says why."""


class SlotMissing(NotFound):
    """There is no such slot."""

    text_key = "timetable-slot-gone"


class NotForThem(NotAllowed):
    """A course is not for this child."""

    text_key = "timetable-course-not-for-them"
