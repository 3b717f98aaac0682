"""Take a school's own calendar over, and remember which school days it takes back."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Iterator
from datetime import date, timedelta
from pathlib import Path

from bot.audit.model import OPERATOR, About, Actor, Deed, Subject
from bot.audit.trail import note
from bot.clock import Clock, today
from bot.people.model import SchoolId
from bot.people.service import People
from bot.storage.database import Connection, Database
from bot.timetable.calendar.deciding import verdicts
from bot.timetable.calendar.file import read_calendar
from bot.timetable.model import PublicCalendar, SchoolCalendar, SchoolDay
from bot.timetable.store import calendars

Tell = Callable[[Connection, SchoolId, SchoolCalendar, SchoolCalendar], Awaitable[int]]
"""Told the old calendar and the new one in the import's transaction; returns how many chats."""


class Calendars:
    """The schools' own calendars.

    Args:
        database: Where they are kept.
        clock: The time.
        people: Knows schools.
        public: The public calendar.
        tell: Tells families of days just ahead that are different now.
    """

    def __init__(
        self,
        database: Database,
        clock: Clock,
        people: People,
        public: PublicCalendar,
        tell: Tell,
    ) -> None:
        self._database = database
        self._clock = clock
        self._people = people
        self._public = public
        self._tell = tell

    async def take(self, school_id: int, path: Path, *, by: Actor = OPERATOR) -> SchoolCalendar:
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
            told = await self._tell(connection, school.id, old, calendar)
            subject, now = Subject(About.SCHOOL, school.id), self._clock.now()
            count = len(calendar.terms) + len(calendar.days)
            deed = Deed.CALENDAR_IMPORTED
            await note(connection, by, deed, subject, at=now, count=count, messages=told)
        return calendar

    async def of_school(self, school_id: int) -> SchoolCalendar:
        """Return a school's own calendar; an empty one if it has given none.

        Raises:
            SchoolMissing: There is no such school.
        """
        async with self._database.read() as connection:
            school = await self._people.school(connection, school_id)
            return await calendars.calendar_of(connection, school.id)


def _taken_back(
    old: SchoolCalendar, new: SchoolCalendar, here: date, public: PublicCalendar
) -> Iterator[tuple[date, int]]:
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
