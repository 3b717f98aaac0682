"""What takes place when: a school's days and sessions, as they stand now."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from bot.people.model import ClassId, SchoolClass, SchoolId
from bot.people.service import People
from bot.storage.database import Connection, Database
from bot.timetable.calendar.deciding import verdicts
from bot.timetable.errors import BadSpan
from bot.timetable.model import (
    CourseId,
    PublicCalendar,
    SchoolCalendar,
    SchoolDay,
    Session,
    Slot,
)
from bot.timetable.naming import names_of
from bot.timetable.occurrences import sessions
from bot.timetable.rules import Concern, Limits, concerns
from bot.timetable.store import calendars, changes, slots
from bot.timetable.store import courses as course_store

LONGEST_SPAN: Final = timedelta(days=3 * 366)


@dataclass(frozen=True)
class Schedule:
    """Sessions by date, class and start, with the names of their classes and courses.

    Attributes:
        concerns: What double reduction would not have so.
    """

    sessions: tuple[Session, ...]
    class_names: dict[ClassId, str]
    names: Callable[[Slot], str]
    concerns: tuple[Concern, ...] = ()

    @property
    def uncertain_years(self) -> tuple[int, ...]:
        """The years among these days whose public holidays are not known."""
        days = (session.day for session in self.sessions)
        return tuple(sorted({day.on.year for day in days if day.is_uncertain}))


class Schedules:
    """Reads off what takes place.

    Args:
        database: Where slots and calendars are kept.
        people: Knows schools and classes.
        public: The public calendar.
        limits: The hours of a region by its code.
    """

    def __init__(
        self,
        database: Database,
        people: People,
        public: PublicCalendar,
        limits: Callable[[str], Limits],
    ) -> None:
        self._database = database
        self._people = people
        self._public = public
        self._limits = limits

    async def schedule(
        self, school_id: int, begin: date, end: date, class_id: int | None = None
    ) -> Schedule:
        """Return what takes place at a school on some days, both ends included.

        Args:
            school_id: The school.
            begin: The first day.
            end: The last day, at most three years later.
            class_id: Only this class, with the courses that children of it are in.

        Raises:
            BadSpan: The days are in the wrong order or too many, or the class is another
                school's.
            SchoolMissing: There is no such school.
        """
        check_span(begin, end)
        async with self._database.read() as connection:
            school = await self._people.school(connection, school_id)
            classes = await self._people.classes(connection, school)
            chosen = [item for item in classes if class_id in (None, item.id)]
            if class_id is not None and not chosen:
                raise BadSpan(f"--class {class_id}: school {school_id} has no such class.")
            courses = {one.id: one for one in await course_store.of_school(connection, school.id)}
            wanted = list(courses)
            if class_id is not None:
                wanted = await course_store.courses_of_class(connection, ClassId(class_id))
            days = await self.days(connection, school.id, begin, end)
            planned = await slots.slots_of_school(connection, school.id)
            different = await changes.of_school(connection, school.id, begin, end)
        mine = _in_order(planned, chosen, wanted)
        limits, by_number = self._limits(school.region), {item.id: item for item in classes}
        return Schedule(
            tuple(sessions(mine, days, different)),
            {item.id: item.name for item in classes},
            names_of(classes, courses),
            tuple(concerns(mine, by_number, courses, limits)),
        )

    async def sessions_of(
        self, connection: Connection, school_id: SchoolId, begin: date, end: date
    ) -> list[Session]:
        """Return every session of a school on some days, classes' and courses', changes included.

        `occurrences.by_class` and `by_course` sort them; whoever has a place in a course stands
        in `courses.of_school` and `courses.of_children`.
        """
        days = await self.days(connection, school_id, begin, end)
        planned = await slots.slots_of_school(connection, school_id)
        different = await changes.of_school(connection, school_id, begin, end)
        return sessions(planned, days, different)

    async def days(
        self, connection: Connection, school_id: SchoolId | None, begin: date, end: date
    ) -> list[SchoolDay]:
        """Return the verdict on a school's days, both ends included; of no school, the public."""
        calendar = SchoolCalendar()
        if school_id is not None:
            calendar = await calendars.calendar_of(connection, school_id)
        return verdicts(begin, end, calendar, self._public)


def check_span(begin: date, end: date) -> None:
    """Refuse days that cannot be shown.

    Raises:
        BadSpan: They are in the wrong order, or too many.
    """
    if end < begin:
        raise BadSpan(f"--to {end}: is before --from {begin}.")
    if end - begin > LONGEST_SPAN:
        raise BadSpan(f"--to {end}: is more than three years after --from {begin}.")


def _in_order(
    planned: Sequence[Slot], classes: Sequence[SchoolClass], courses: Sequence[CourseId]
) -> list[Slot]:
    """Return the slots of these classes and courses, in the order of classes, then courses."""
    owners = [*((item.id, None) for item in classes), *((None, number) for number in courses)]
    place = {owner: number for number, owner in enumerate(owners)}
    chosen = [slot for slot in planned if slot.owner in place]
    return sorted(chosen, key=lambda slot: place[slot.owner])
