"""The after-school service: import it, show it, and have every family told each morning.

What belongs together is apart: courses and who is in them (`courses`), changes of single days
(`editing`), files taken over (`imports`), files given out (`calendar_files`), messages each
morning (`morning`) and warnings of unknown years (`warning`). This is the door to all of them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, time, timedelta
from pathlib import Path
from typing import Final

from bot.audit.model import OPERATOR, About, Actor, Deed, Subject
from bot.audit.trail import note
from bot.clock import Clock, today
from bot.delivery.outbox import Outbox
from bot.i18n.languages import Language
from bot.people.model import ClassId, SchoolClass, SchoolId
from bot.people.service import People
from bot.plans.model import Daily
from bot.plans.service import Plans
from bot.storage.database import Connection, Database
from bot.timetable.calendar.deciding import A_DAY, verdicts
from bot.timetable.calendar.file import read_calendar
from bot.timetable.calendar.public import last_known_year, public_day
from bot.timetable.calendar_files import CalendarFiles
from bot.timetable.courses import Courses
from bot.timetable.editing import Editing
from bot.timetable.errors import BadSpan
from bot.timetable.imports import SlotImport, SlotImports, names_of
from bot.timetable.model import (
    CourseId,
    PublicCalendar,
    SchoolCalendar,
    SchoolDay,
    Session,
    Slot,
)
from bot.timetable.morning import Morning
from bot.timetable.occurrences import sessions
from bot.timetable.rendering import ClassWeek
from bot.timetable.rules import Concern, Limits, concerns
from bot.timetable.store import calendars, changes, slots
from bot.timetable.store import courses as course_store
from bot.timetable.warning import CalendarWarnings

PLAN_KIND: Final = "timetable_push"

LATEST_PUSH: Final = time(10, 0)
"""At school. Later than this, today's service is no news any more."""

SHORTEST_CATCH_UP: Final = timedelta(hours=1)
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


class Timetable:
    """After-school service of every school.

    Args:
        database: Where slots and calendars are kept.
        clock: Knows the school's zone.
        people: Knows schools, classes and whom to tell.
        outbox: Takes the morning's messages.
        plans: Where the daily plans are put down; their handlers are registered here.
        push_at: The time of each school day, at school, when families are told.
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
        push_at: time = time(7, 20),
        public: PublicCalendar = public_day,
        known_until: Callable[[], int] = last_known_year,
        limits: Callable[[str], Limits] = lambda _: Limits(),
    ) -> None:
        self._database = database
        self._clock = clock
        self._people = people
        self._plans = plans
        self._push_at = push_at.replace(second=0, microsecond=0)
        self._public = public
        self._limits = limits
        self.courses = Courses(database, clock)
        self.editing = Editing(database, clock, public)
        self._imports = SlotImports(clock, people, self.courses, limits)
        self._files = CalendarFiles(clock, people, public)
        self._warnings = CalendarWarnings(people, outbox, plans, clock, known_until)
        morning = Morning(people, outbox, public, clock.zone)
        plans.register(PLAN_KIND, morning.tell, dropped=morning.apologise)

    async def import_slots(
        self, school_id: int, path: Path, *, is_dry_run: bool = False, by: Actor = OPERATOR
    ) -> SlotImport:
        """Put the slots of a file in the place of a school's, all or nothing.

        A slot that is recognised keeps its identity, and with it the changes of single days.

        Args:
            school_id: The school.
            path: A CSV (UTF-8 or GBK), XLSX or YAML file.
            is_dry_run: Only check; change nothing.
            by: Who does it, for the account.

        Raises:
            BadSlots: Every problem of the file, by row and column.
            BrokenYaml: A YAML file is not YAML.
            SchoolMissing: There is no such school.
        """
        async with self._database.begin() as connection:
            school = await self._people.school(connection, school_id)
            done = await self._imports.take(connection, school, path, is_dry_run=is_dry_run, by=by)
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
        calendar = read_calendar(path)
        async with self._database.begin() as connection:
            school = await self._people.school(connection, school_id)
            old = await calendars.calendar_of(connection, school.id)
            lost = _taken_back(old, calendar, today(self._clock), self._public)
            await calendars.keep_former_days(connection, school.id, lost)
            await calendars.replace_calendar(connection, school.id, calendar)
            await calendars.raise_version(connection, school.id)
            subject, now = Subject(About.SCHOOL, school.id), self._clock.now()
            count = len(calendar.terms) + len(calendar.days)
            await note(connection, by, Deed.CALENDAR_IMPORTED, subject, at=now, count=count)
        return calendar

    async def calendar(self, school_id: int) -> SchoolCalendar:
        """Return a school's own calendar; an empty one if it has given none.

        Raises:
            SchoolMissing: There is no such school.
        """
        async with self._database.read() as connection:
            school = await self._people.school(connection, school_id)
            return await calendars.calendar_of(connection, school.id)

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
        _check_span(begin, end)
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

    async def week(self, class_ids: Sequence[int], day: date) -> list[ClassWeek]:
        """Return the week around a day, Monday to Sunday, for each class in turn.

        Raises:
            ClassMissing: There is no such class.
        """
        async with self._database.read() as connection:
            return [await self._week(connection, class_id, day) for class_id in class_ids]

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

    async def forget(self, connection: Connection) -> None:
        """Take children nobody reads for any more out of their courses."""
        await self.courses.forget(connection)

    async def ensure_push_plan(self, connection: Connection, school_id: int) -> None:
        """Put down the daily plans of a school: its morning message, and its look ahead."""
        rule = Daily(self._push_at)
        await self._plans.put(connection, PLAN_KIND, school_id, rule, _catch_up(self._push_at))
        await self._warnings.ensure_plan(connection, school_id)

    async def ensure_push_plans(self) -> None:
        """Put down the plans of every school that has slots, as the settings now want them."""
        async with self._database.begin() as connection:
            for school_id in await slots.schools_with_slots(connection):
                await self.ensure_push_plan(connection, school_id)

    async def _week(self, connection: Connection, class_id: int, day: date) -> ClassWeek:
        school_class = await self._people.school_class(connection, class_id)
        monday = day - day.weekday() * A_DAY
        sunday = monday + 6 * A_DAY
        days = await self.days(connection, school_class.school_id, monday, sunday)
        planned = await slots.slots_of(connection, class_id=school_class.id)
        different = await changes.of_school(connection, school_class.school_id, monday, sunday)
        plan = tuple((item, tuple(sessions(planned, [item], different))) for item in days)
        return ClassWeek(school_class, plan, has_slots=bool(planned))


def _taken_back(
    old: SchoolCalendar, new: SchoolCalendar, here: date, public: PublicCalendar
) -> Iterable[tuple[date, int]]:
    """Yield the school days of the old calendar that the new one has not, or not so."""
    end = here + timedelta(days=366)
    pairs = zip(verdicts(here, end, old, public), verdicts(here, end, new, public), strict=True)
    for before, after in pairs:
        was, now = _plans_of(before), _plans_of(after)
        yield from ((before.on, weekday) for weekday in sorted(was - now))


def _plans_of(day: SchoolDay) -> set[int]:
    """Return the weekdays whose plan may apply on a day."""
    if not day.is_open:
        return set()
    own = set() if day.is_ordered else {day.on.isoweekday()}
    return own | ({day.follows} if day.follows else set())


def _check_span(begin: date, end: date) -> None:
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


def _catch_up(push_at: time) -> timedelta:
    """Return how late the morning's message may be: until the latest hour that helps."""
    left = timedelta(hours=LATEST_PUSH.hour - push_at.hour, minutes=-push_at.minute)
    return max(left, SHORTEST_CATCH_UP)
