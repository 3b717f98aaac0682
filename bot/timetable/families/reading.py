"""Reads what children and classes have on some days: sessions, courses, absences together."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from bot.people.model import Child, SchoolClass, SchoolId
from bot.storage.database import Connection, Database
from bot.timetable.absences import Absences
from bot.timetable.families.plans import OwnPlan
from bot.timetable.model import Changes, CourseId, SchoolDay, Slot
from bot.timetable.occurrences import sessions
from bot.timetable.schedules import Schedules
from bot.timetable.store import changes, slots
from bot.timetable.store import courses as course_store


@dataclass(frozen=True)
class _School:
    days: Sequence[SchoolDay]
    changes: Changes
    courses: dict[CourseId, str]


class OwnPlans:
    """Reads plans.

    Args:
        database: Where everything is kept.
        schedules: Knows which days are school days.
        absences: Knows who does not stay.
    """

    def __init__(self, database: Database, schedules: Schedules, absences: Absences) -> None:
        self._database = database
        self._schedules = schedules
        self._absences = absences

    async def of_children(
        self, children: Sequence[Child], begin: date, end: date
    ) -> list[OwnPlan]:
        """Return the plan of each child in turn, both ends included."""
        async with self._database.read() as connection:
            mine = [child.school_class for child in children]
            schools = await self._schools(connection, mine, begin, end)
            numbers = [child.id for child in children]
            enrolled = await course_store.enrolments_of_children(connection, numbers)
            absent = await self._absences.of_children(connection, numbers)
            found = []
            for child in children:
                school_class = child.school_class
                having = [
                    one.course_id for one in enrolled if one.child_id == child.id and one.has_place
                ]
                planned = await slots.slots_of(
                    connection, class_id=school_class.id, courses=having
                )
                plan = _plan(school_class, planned, schools[school_class.school_id])
                days = frozenset(day for number, day in absent if number == child.id)
                found.append(replace(plan, child_id=child.id, seat=child.seat, absent_on=days))
            return found

    async def of_classes(
        self, classes: Sequence[SchoolClass], begin: date, end: date
    ) -> list[OwnPlan]:
        """Return the plan of each class in turn, without the courses of single children."""
        async with self._database.read() as connection:
            schools = await self._schools(connection, classes, begin, end)
            found = []
            for school_class in classes:
                planned = await slots.slots_of(connection, class_id=school_class.id)
                found.append(_plan(school_class, planned, schools[school_class.school_id]))
            return found

    async def _schools(
        self, connection: Connection, classes: Sequence[SchoolClass], begin: date, end: date
    ) -> dict[SchoolId, _School]:
        found = {}
        for number in {school_class.school_id for school_class in classes}:
            listed = await course_store.of_school(connection, number)
            found[number] = _School(
                await self._schedules.days(connection, number, begin, end),
                await changes.of_school(connection, number, begin, end),
                {course.id: course.name for course in listed},
            )
        return found


def _plan(school_class: SchoolClass, planned: Sequence[Slot], school: _School) -> OwnPlan:
    days = []
    for day in school.days:
        there = sessions(planned, [day], school.changes)
        days.append((day, tuple(sorted(there, key=lambda one: (one.starts_at, one.ends_at)))))
    return OwnPlan(school_class, tuple(days), has_slots=bool(planned), courses=school.courses)
