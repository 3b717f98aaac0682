"""The values of this room: days and what takes place on them. Pure."""

from bot.people.model import CourseId
from bot.timetable.model.days import (
    FRIDAY,
    OPEN_REASONS,
    PublicCalendar,
    PublicDay,
    Reason,
    SchoolCalendar,
    SchoolDay,
    SpecialDay,
    Term,
    Work,
)
from bot.timetable.model.slots import (
    Change,
    Changes,
    Course,
    Enrolment,
    Kind,
    Owner,
    Session,
    Slot,
    SlotId,
    State,
    Weeks,
)

__all__ = [
    "FRIDAY",
    "OPEN_REASONS",
    "Change",
    "Changes",
    "Course",
    "CourseId",
    "Enrolment",
    "Kind",
    "Owner",
    "PublicCalendar",
    "PublicDay",
    "Reason",
    "SchoolCalendar",
    "SchoolDay",
    "Session",
    "Slot",
    "SlotId",
    "SpecialDay",
    "State",
    "Term",
    "Weeks",
    "Work",
]
