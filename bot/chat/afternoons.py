"""The rows of the table that are about a family's own after-school service."""

from __future__ import annotations

from typing import Final

from bot.chat.handlers import absence, calendars, courses, pickup, timetable
from bot.chat.routing import Button, Command
from bot.chat.service_taps import (
    AskCourse,
    GiveCalendar,
    MakeAddress,
    PickClass,
    RevokeAddress,
    ShowCalendar,
    ShowCourses,
    ShowDay,
    ShowPicture,
    TakeBackAbsence,
    TellAbsence,
)
from bot.chat.taps import ShowWeek
from bot.people.permissions import Action
from bot.timetable.taps import LeaveCourse, ShowCourse

COMMANDS: Final = (
    Command("today", timetable.show_today),
    Command("week", timetable.week),
    Command("absent", absence.choose),
    Command("courses", courses.choose),
    Command("absences", absence.listed, (Action.SEE_CLASS,)),
)
BUTTONS: Final = (
    Button(ShowDay, timetable.other_day),
    Button(ShowWeek, timetable.other_week),
    Button(ShowPicture, timetable.picture),
    Button(ShowCalendar, calendars.show),
    Button(GiveCalendar, calendars.give),
    Button(MakeAddress, calendars.make),
    Button(RevokeAddress, calendars.revoke),
    Button(PickClass, pickup.pick_class),
    Button(TellAbsence, absence.tell),
    Button(TakeBackAbsence, absence.take_back),
    Button(ShowCourses, courses.show_all),
    Button(ShowCourse, courses.show),
    Button(AskCourse, courses.enrol),
    Button(LeaveCourse, courses.leave),
)
