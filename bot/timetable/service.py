"""The after-school service: import it, show it, and have every family told each morning.

The parts are apart: courses and who is in them (`courses`), changes of single days (`editing`),
what takes place when (`schedules`), files taken over (`imports`, `own_calendars`), files given out
(`calendar_files`), and what families are told without asking (`pushes`).
This is the door to all of them.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path

from bot.audit.model import OPERATOR, Actor
from bot.clock import Clock
from bot.delivery.outbox import Outbox
from bot.i18n.languages import Language
from bot.people.model import SchoolId
from bot.people.service import People
from bot.plans.service import Plans
from bot.storage.database import Connection, Database
from bot.timetable.absences import Absences
from bot.timetable.calendar.public import last_known_year, public_day
from bot.timetable.calendar_files import CalendarFiles
from bot.timetable.courses import Courses
from bot.timetable.editing import Editing
from bot.timetable.families.addresses import OwnCalendars
from bot.timetable.families.offers import Offers
from bot.timetable.families.reading import OwnPlans
from bot.timetable.imports import SlotImport, SlotImports
from bot.timetable.model import (
    CourseId,
    Enrolment,
    PublicCalendar,
    SchoolCalendar,
    SchoolDay,
    Session,
)
from bot.timetable.own_calendars import Calendars
from bot.timetable.pushes.door import Pushes
from bot.timetable.pushes.moved_up import MovedUp
from bot.timetable.pushes.room import PushRoom, PushSettings
from bot.timetable.rules import Limits
from bot.timetable.schedules import Schedule, Schedules
from bot.timetable.staff.days import StaffDays
from bot.timetable.staff.doors import DoorLists
from bot.timetable.staff.previews import PushPreviews
from bot.timetable.staff.whole_days import WholeDays
from bot.timetable.store import slots


class Timetable:
    """After-school service of every school.

    Args:
        database: Where slots and calendars are kept.
        clock: Knows the school's zone.
        people: Knows schools, classes and whom to tell.
        outbox: Takes the morning's messages.
        plans: Where the daily plans are put down; their handlers are registered here.
        pushes: When families are told, and how fast messages leave.
        public: The public calendar.
        known_until: Says which year is the last whose public plan is known.
        limits: The hours of a region by its code.
    """

    def __init__(
        self,
        database: Database,
        clock: Clock,
        people: People,
        outbox: Outbox,
        plans: Plans,
        *,
        pushes: PushSettings | None = None,
        public: PublicCalendar = public_day,
        known_until: Callable[[], int] = last_known_year,
        limits: Callable[[str], Limits] = lambda _: Limits(),
    ) -> None:
        self._database = database
        self._clock = clock
        self._people = people
        self.absences = Absences(database, clock)
        self.editing = Editing(database, clock, public)
        room = PushRoom(people, outbox, plans, clock, public, pushes or PushSettings())
        self.courses = Courses(database, clock, MovedUp(room).tell)
        self.offers = Offers(database, clock, self.courses)
        self.pushes = Pushes(database, self.editing, room, known_until)
        self._schedules = Schedules(database, people, public, limits)
        self.push_previews = PushPreviews(database, clock, people, self._schedules)
        self.door_lists = DoorLists(database, people, self._schedules, self.absences)
        self.staff_days = StaffDays(
            database, clock, people, self._schedules, self.editing, self.pushes.changes
        )
        self.whole_days = WholeDays(
            database, clock, self.staff_days, self.editing, self.pushes.changes
        )
        self.own_plans = OwnPlans(database, self._schedules, self.absences)
        told = self.pushes.new_calendar.tell
        self._calendars = Calendars(database, clock, people, public, told)
        self._imports = SlotImports(clock, people, self.courses, limits, self.pushes.new_plan)
        self._files = CalendarFiles(clock, people, public)
        self.own_calendars = OwnCalendars(database, clock, people, self._files)

    async def import_slots(
        self,
        school_id: int,
        path: Path,
        *,
        is_dry_run: bool = False,
        is_quiet: bool = False,
        by: Actor = OPERATOR,
    ) -> SlotImport:
        """Put the slots of a file in the place of a school's, all or nothing.

        A slot that is recognised keeps its identity, and with it the changes of single days.
        Families whose days are different are told, as of a change of a single day.

        Args:
            school_id: The school.
            path: A CSV (UTF-8 or GBK), XLSX or YAML file.
            is_dry_run: Only check; change nothing.
            is_quiet: Tell no family of what this file changes.
            by: Who does it, for the account.

        Raises:
            BadSlots: Every problem of the file, by row and column.
            BrokenYaml: A YAML file is not YAML.
            SchoolMissing: There is no such school.
        """
        async with self._database.begin() as connection:
            school = await self._people.school(connection, school_id)
            done = await self._imports.take(
                connection, school, path, is_dry_run=is_dry_run, is_quiet=is_quiet, by=by
            )
            if not is_dry_run:
                await self.ensure_push_plan(connection, school.id)
        return done

    async def import_calendar(
        self, school_id: int, path: Path, *, by: Actor = OPERATOR
    ) -> SchoolCalendar:
        """Replace a school's own calendar by that of a YAML file, all or nothing.

        Raises:
            BrokenYaml: The file is not YAML.
            BadCalendar: Every problem of the file, by line.
            SchoolMissing: There is no such school.
        """
        return await self._calendars.take(school_id, path, by=by)

    async def calendar(self, school_id: int) -> SchoolCalendar:
        """Return a school's own calendar; an empty one if it has given none.

        Raises:
            SchoolMissing: There is no such school.
        """
        return await self._calendars.of_school(school_id)

    async def schedule(
        self, school_id: int, begin: date, end: date, class_id: int | None = None
    ) -> Schedule:
        """Return what takes place at a school on some days; as `Schedules.schedule`."""
        return await self._schedules.schedule(school_id, begin, end, class_id)

    async def sessions_of(
        self, connection: Connection, school_id: SchoolId, begin: date, end: date
    ) -> list[Session]:
        """Return every session of a school on some days; as `Schedules.sessions_of`."""
        return await self._schedules.sessions_of(connection, school_id, begin, end)

    async def days(
        self, connection: Connection, school_id: SchoolId | None, begin: date, end: date
    ) -> list[SchoolDay]:
        """Return the verdict on a school's days; as `Schedules.days`."""
        return await self._schedules.days(connection, school_id, begin, end)

    async def calendar_file(
        self,
        class_id: int,
        language: Language = Language.ZH_HANS,
        course_ids: Sequence[CourseId] = (),
    ) -> str:
        """Return the text of a calendar file (.ics) of a class, and of courses.

        Raises:
            ClassMissing: There is no such class.
        """
        async with self._database.read() as connection:
            school_class = await self._people.school_class(connection, class_id)
            return await self._files.text(connection, school_class, language, course_ids)

    async def forget(self, connection: Connection) -> list[Enrolment]:
        """Let go of children nobody reads for any more: absences, and as `Courses.forget`."""
        await self.absences.forget(connection)
        return await self.courses.forget(connection)

    async def tidy(self) -> None:
        """Delete what is over, and let go of children that nobody reads for any more.

        A chat that leaves one of its children is not forgotten; so places are looked after here.
        """
        await self.absences.tidy()
        async with self._database.begin() as connection:
            await self.courses.forget(connection)

    async def ensure_push_plan(self, connection: Connection, school_id: int) -> None:
        """Put down the plans of what a school's families and staff are told; once is enough."""
        await self.pushes.ensure_plans(connection, school_id)

    async def ensure_push_plans(self) -> None:
        """Put down the plans of every school that has slots, as the settings now want them."""
        async with self._database.begin() as connection:
            for school_id in await slots.schools_with_slots(connection):
                await self.ensure_push_plan(connection, school_id)
