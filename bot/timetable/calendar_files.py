"""Gathers what a calendar file of a class and of courses is made of, and has it written."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from datetime import datetime, time, timedelta
from typing import Final
from zoneinfo import ZoneInfo

from bot.clock import Clock, today
from bot.i18n.catalogue import Words, speaking
from bot.i18n.languages import Language
from bot.people.model import SchoolClass, SchoolId
from bot.people.service import People
from bot.storage.database import Connection
from bot.timetable.calendar.deciding import verdicts
from bot.timetable.ics.events import Known, events
from bot.timetable.ics.writer import Event, calendar_text
from bot.timetable.model import CourseId, PublicCalendar, SchoolDay
from bot.timetable.naming import names_of
from bot.timetable.store import calendars, changes, courses, slots

BACK: Final = timedelta(days=62)
AHEAD: Final = timedelta(days=366)

FAMILY_BACK: Final = timedelta(days=31)
FAMILY_AHEAD: Final = timedelta(days=184)
"""A term; telephones fetch this again and again, and nobody looks further."""


class CalendarFiles:
    """Calendar files, always as things stand now.

    Args:
        clock: The time.
        people: Knows schools and classes.
        public: The public calendar.
    """

    def __init__(self, clock: Clock, people: People, public: PublicCalendar) -> None:
        self._clock = clock
        self._people = people
        self._public = public

    async def text(
        self,
        connection: Connection,
        school_class: SchoolClass,
        language: Language,
        course_ids: Sequence[CourseId] = (),
    ) -> str:
        """Return the file of a class, with the courses a child of it has a place in.

        It covers what lies two months back and a year ahead.
        """
        school = await self._people.school(connection, school_class.school_id)
        words = speaking(language)
        days = await self._days(connection, school.id, BACK, AHEAD)
        known = await self._known(connection, school_class, course_ids, days)
        name = words("timetable-ics-name", name=school_class.name)
        found = events(known, words, self._clock.zone)
        return calendar_text(name, school.name, found, now=self._clock.now())

    async def of_family(
        self,
        connection: Connection,
        wanted: Sequence[tuple[SchoolClass, Sequence[CourseId]]],
        language: Language,
    ) -> str:
        """Return one file of several children, each by its class and its courses; at least one.

        It is dated by the day, so that the same calendar is the same text from morning to night.
        """
        schools: dict[SchoolId, str] = {}
        days: dict[SchoolId, list[SchoolDay]] = {}
        known = []
        for school_class, course_ids in wanted:
            school = await self._people.school(connection, school_class.school_id)
            schools[school.id] = school.name
            if school.id not in days:
                days[school.id] = await self._days(connection, school.id)
            one = await self._known(connection, school_class, course_ids, days[school.id])
            known.append(one)
        words = speaking(language)
        separator = words("list-separator")
        classes = dict.fromkeys(school_class.name for school_class, _ in wanted)
        name = words("timetable-ics-name", name=separator.join(classes))
        midnight = datetime.combine(today(self._clock), time(), self._clock.zone)
        # A year of events takes long enough to be felt by whoever is being answered meanwhile.
        return await asyncio.to_thread(
            _family_text, known, words, (name, separator.join(schools.values())), midnight
        )

    async def _days(
        self,
        connection: Connection,
        school_id: SchoolId,
        back: timedelta = FAMILY_BACK,
        ahead: timedelta = FAMILY_AHEAD,
    ) -> list[SchoolDay]:
        calendar, here = await calendars.calendar_of(connection, school_id), today(self._clock)
        return verdicts(here - back, here + ahead, calendar, self._public)

    async def _known(
        self,
        connection: Connection,
        school_class: SchoolClass,
        course_ids: Sequence[CourseId],
        days: Sequence[SchoolDay],
    ) -> Known:
        school_id, begin, end = school_class.school_id, days[0].on, days[-1].on
        known_courses = {one.id: one for one in await courses.of_school(connection, school_id)}
        return Known(
            days=days,
            slots=await slots.slots_of(connection, class_id=school_class.id, courses=course_ids),
            name=names_of([school_class], known_courses),
            changes=await changes.of_school(connection, school_id, begin, end),
            former_slots=await slots.former_of(
                connection, class_id=school_class.id, courses=course_ids
            ),
            former_days=await calendars.former_days(connection, school_id),
            calendar_version=await calendars.version_of(connection, school_id),
        )


def _family_text(
    known: Sequence[Known], words: Words, names: tuple[str, str], midnight: datetime
) -> str:
    """Write one file of several, each event once; named are the calendar and who gives it."""
    zone = midnight.tzinfo
    assert isinstance(zone, ZoneInfo)
    found: dict[str, Event] = {}
    for one in known:
        for event in events(one, words, zone):
            found.setdefault(event.uid, event)
    in_time = sorted(found.values(), key=lambda event: (event.starts_at, event.uid))
    return calendar_text(*names, in_time, now=midnight)
