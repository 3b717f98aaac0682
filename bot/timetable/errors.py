"""What can be wrong with the files of this room; every problem is a sentence of its own."""

from __future__ import annotations

from collections.abc import Sequence

from bot.errors import BadInput, BadOption, NotAllowed, NotFound, WrongMoment
from bot.people.errors import CourseMissing

__all__ = [
    "BadCalendar",
    "BadChange",
    "BadSlots",
    "BadSpan",
    "CourseMissing",
    "CourseOver",
    "DayPast",
    "EndTooEarly",
    "EndUnreadable",
    "NotForThem",
    "NotPlanned",
    "SeenOtherwise",
    "SessionOver",
    "SlotMissing",
    "TextUnusable",
    "Unchanged",
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


class DayPast(BadChange):
    """This day has passed and can no longer be changed."""

    text_key = "desk-day-past"


class SessionOver(BadChange):
    """This has ended already and can no longer be changed."""

    text_key = "desk-session-over"


class NotPlanned(BadChange):
    """This is not planned for that day, or no longer; look at the day again."""

    text_key = "desk-not-planned"


class EndTooEarly(BadChange):
    """The new end is not after the beginning, or has passed."""

    text_key = "desk-end-too-early"


class EndUnreadable(BadChange):
    """The new end is not a time such as 16:45."""

    text_key = "desk-end-unreadable"


class TextUnusable(BadChange):
    """The new place or teacher is too long, or is not one line."""

    text_key = "desk-text-unusable"


class Unchanged(BadChange):
    """It is so already; nothing would change."""

    text_key = "desk-unchanged"


class SeenOtherwise(WrongMoment):
    """Somebody has changed this since it was looked at; look again."""

    text_key = "desk-seen-otherwise"


class SlotMissing(NotFound):
    """There is no such slot."""

    text_key = "timetable-slot-gone"


class NotForThem(NotAllowed):
    """A course is not for this child."""

    text_key = "timetable-course-not-for-them"


class CourseOver(WrongMoment):
    """Nothing of this course lies ahead any more."""

    text_key = "courses-over"
