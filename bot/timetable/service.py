"""The after-school service: import it, show it, and have every family told each morning."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, time, timedelta
from pathlib import Path
from typing import Final

from bot.audit.model import OPERATOR, About, Deed, Subject
from bot.audit.trail import note
from bot.clock import Clock
from bot.delivery.outbox import Outbox
from bot.people.model import ClassId, SchoolClass, SchoolId
from bot.people.service import People
from bot.plans.model import Daily
from bot.plans.service import Plans
from bot.storage.database import Connection, Database
from bot.timetable import store
from bot.timetable.calendar import A_DAY, verdicts
from bot.timetable.calendar_file import read_calendar
from bot.timetable.csv_import import read_slots
from bot.timetable.errors import BadSlots, BadSpan
from bot.timetable.model import PublicCalendar, SchoolCalendar, SchoolDay, Session, Slot
from bot.timetable.morning import Morning
from bot.timetable.occurrences import sessions
from bot.timetable.rendering import ClassWeek
from bot.timetable.workdays import public_day

PLAN_KIND: Final = "timetable_push"

LATEST_PUSH: Final = time(10, 0)
"""At school. Later than this, today's service is no news any more."""

SHORTEST_CATCH_UP: Final = timedelta(hours=1)
LONGEST_SPAN: Final = timedelta(days=3 * 366)


@dataclass(frozen=True)
class SlotImport:
    """What an import of slots did, or would do.

    Attributes:
        slot_count: Slots in the file.
        class_count: Classes they belong to.
        replaced_count: Slots of the school before, all of them replaced.
    """

    slot_count: int
    class_count: int
    replaced_count: int


@dataclass(frozen=True)
class Schedule:
    """Sessions by date, class and start, with the names of their classes."""

    sessions: tuple[Session, ...]
    class_names: dict[ClassId, str]


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
    ) -> None:
        self._database = database
        self._clock = clock
        self._people = people
        self._plans = plans
        self._push_at = push_at.replace(second=0, microsecond=0)
        self._public = public
        morning = Morning(people, outbox, public, clock.zone)
        plans.register(PLAN_KIND, morning.tell, dropped=morning.apologise)

    async def import_slots(
        self, school_id: int, path: Path, *, is_dry_run: bool = False
    ) -> SlotImport:
        """Replace a school's slots by those of a CSV file, all or nothing.

        Args:
            school_id: The school.
            path: The file; UTF-8 with or without a mark, or GBK.
            is_dry_run: Only check; change nothing.

        Raises:
            BadSlots: Every problem of the file, by row and column.
            SchoolMissing: There is no such school.
        """
        data = _bytes_of(path)
        async with self._database.begin() as connection:
            school = await self._people.school(connection, school_id)
            slots = read_slots(data, await self._people.classes(connection, school))
            replaced_count = len(await store.slots_of_school(connection, school.id))
            if not is_dry_run:
                await store.replace_slots(connection, school.id, slots)
                await self.ensure_push_plan(connection, school.id)
                await self._note(connection, Deed.TIMETABLE_IMPORTED, school.id, len(slots))
        class_count = len({slot.class_id for slot in slots})
        return SlotImport(len(slots), class_count, replaced_count)

    async def import_calendar(self, school_id: int, path: Path) -> SchoolCalendar:
        """Replace a school's own calendar by that of a YAML file, all or nothing.

        Raises:
            BrokenYaml: The file is not YAML.
            BadCalendar: Every problem of the file, by line.
            SchoolMissing: There is no such school.
        """
        calendar = read_calendar(path)
        async with self._database.begin() as connection:
            school = await self._people.school(connection, school_id)
            await store.replace_calendar(connection, school.id, calendar)
            count = len(calendar.terms) + len(calendar.days)
            await self._note(connection, Deed.CALENDAR_IMPORTED, school.id, count)
        return calendar

    async def calendar(self, school_id: int) -> SchoolCalendar:
        """Return a school's own calendar; an empty one if it has given none.

        Raises:
            SchoolMissing: There is no such school.
        """
        async with self._database.read() as connection:
            school = await self._people.school(connection, school_id)
            return await store.calendar_of(connection, school.id)

    async def schedule(
        self, school_id: int, begin: date, end: date, class_id: int | None = None
    ) -> Schedule:
        """Return what takes place at a school on some days, both ends included.

        Args:
            school_id: The school.
            begin: The first day.
            end: The last day, at most three years later.
            class_id: Only this class.

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
            calendar = await store.calendar_of(connection, school.id)
            slots = await store.slots_of_school(connection, school.id)
        found = sessions(_in_order(slots, chosen), verdicts(begin, end, calendar, self._public))
        return Schedule(tuple(found), {item.id: item.name for item in classes})

    async def week(self, class_ids: Sequence[int], day: date) -> list[ClassWeek]:
        """Return the week around a day, Monday to Sunday, for each class in turn.

        Raises:
            ClassMissing: There is no such class.
        """
        async with self._database.read() as connection:
            return [await self._week(connection, class_id, day) for class_id in class_ids]

    async def days(
        self, connection: Connection, school_id: SchoolId | None, begin: date, end: date
    ) -> list[SchoolDay]:
        """Return the verdict on a school's days, both ends included; of no school, the public."""
        calendar = SchoolCalendar()
        if school_id is not None:
            calendar = await store.calendar_of(connection, school_id)
        return verdicts(begin, end, calendar, self._public)

    async def ensure_push_plan(self, connection: Connection, school_id: int) -> None:
        """Put down the daily plan of a school's morning message; once is enough."""
        rule = Daily(self._push_at)
        await self._plans.put(connection, PLAN_KIND, school_id, rule, _catch_up(self._push_at))

    async def ensure_push_plans(self) -> None:
        """Put down the plan of every school that has slots, as the settings now want it."""
        async with self._database.begin() as connection:
            for school_id in await store.schools_with_slots(connection):
                await self.ensure_push_plan(connection, school_id)

    async def _note(self, connection: Connection, deed: Deed, school_id: int, count: int) -> None:
        subject, now = Subject(About.SCHOOL, school_id), self._clock.now()
        await note(connection, OPERATOR, deed, subject, at=now, count=count)

    async def _week(self, connection: Connection, class_id: int, day: date) -> ClassWeek:
        school_class = await self._people.school_class(connection, class_id)
        calendar = await store.calendar_of(connection, school_class.school_id)
        slots = await store.slots_of_class(connection, school_class.id)
        monday = day - day.weekday() * A_DAY
        days = verdicts(monday, monday + 6 * A_DAY, calendar, self._public)
        plan = tuple((item, tuple(sessions(slots, [item]))) for item in days)
        return ClassWeek(school_class, plan, has_slots=bool(slots))


def _bytes_of(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        sentence = f"{path}: the file cannot be read ({error.strerror}); check its name"
        raise BadSlots([sentence]) from error


def _check_span(begin: date, end: date) -> None:
    if end < begin:
        raise BadSpan(f"--to {end}: is before --from {begin}.")
    if end - begin > LONGEST_SPAN:
        raise BadSpan(f"--to {end}: is more than three years after --from {begin}.")


def _in_order(slots: Sequence[Slot], classes: Sequence[SchoolClass]) -> list[Slot]:
    """Return the slots of these classes, in the order of the classes."""
    place = {item.id: number for number, item in enumerate(classes)}
    chosen = [slot for slot in slots if slot.class_id in place]
    return sorted(chosen, key=lambda slot: place[slot.class_id])


def _catch_up(push_at: time) -> timedelta:
    """Return how late the morning's message may be: until the latest hour that helps."""
    left = timedelta(hours=LATEST_PUSH.hour - push_at.hour, minutes=-push_at.minute)
    return max(left, SHORTEST_CATCH_UP)
