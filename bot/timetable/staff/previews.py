"""What families would read on each day of a term, and on which days they read nothing and why.

The texts are made by what makes the morning's message, from the timetable as it stands now, so a
preview cannot say anything else than the push.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from bot.clock import Clock, today
from bot.i18n.catalogue import speaking
from bot.i18n.languages import Language
from bot.people.model import ClassId
from bot.people.service import People
from bot.storage.database import Database
from bot.timetable.errors import BadSpan
from bot.timetable.model import SchoolDay, Session
from bot.timetable.naming import Names, names_at
from bot.timetable.occurrences import by_class, by_course
from bot.timetable.phrases import made_up_mark, session_line
from bot.timetable.pushes.morning_texts import Today, TodaysService
from bot.timetable.schedules import Schedules, check_span
from bot.timetable.store import calendars

WITHOUT_TERMS: Final = timedelta(days=140)
"""How far a preview looks ahead where the school's calendar names no terms: about one."""


@dataclass(frozen=True)
class Reading:
    """What the families of one class or one course read on a day.

    Attributes:
        text: Of a class the whole message, as a family with one child in it gets it; of a course
            what its children's messages say of it besides.
    """

    owner: str
    is_course: bool
    text: str


@dataclass(frozen=True)
class PushDay:
    """One day and what families read on it; nothing where there is no push.

    Attributes:
        mark: What a made-up day is marked with; empty on other days.
    """

    day: SchoolDay
    readings: tuple[Reading, ...]
    mark: str = ""

    @property
    def has_push(self) -> bool:
        """Whether anybody is told anything on this day."""
        return bool(self.readings)


class PushPreviews:
    """Previews of every push of a stretch of days.

    Args:
        database: Where everything is.
        clock: The time.
        people: Knows schools and classes.
        schedules: Knows what takes place.
    """

    def __init__(
        self, database: Database, clock: Clock, people: People, schedules: Schedules
    ) -> None:
        self._database = database
        self._clock = clock
        self._people = people
        self._schedules = schedules

    async def term(self, school_id: int) -> tuple[date, date]:
        """Return the first and the last day of this term, or of the next one in holidays.

        Raises:
            SchoolMissing: There is no such school.
        """
        here = today(self._clock)
        async with self._database.read() as connection:
            school = await self._people.school(connection, school_id)
            calendar = await calendars.calendar_of(connection, school.id)
        for term in calendar.terms:
            if here <= term.last_on:
                return term.first_on, term.last_on
        return here, here + WITHOUT_TERMS

    async def of_school(
        self,
        school_id: int,
        begin: date,
        end: date,
        language: Language = Language.ZH_HANS,
        class_id: int | None = None,
    ) -> list[PushDay]:
        """Return each day of a school, both ends included, with all that families read on it.

        Args:
            school_id: The school.
            begin: The first day.
            end: The last day.
            language: What families read it in.
            class_id: Only this class, and no course.

        Raises:
            BadSpan: The days are in the wrong order or too many, or the class is another
                school's.
            SchoolMissing: There is no such school.
        """
        check_span(begin, end)
        async with self._database.read() as connection:
            school = await self._people.school(connection, school_id)
            names = await names_at(connection, self._people, school.id)
            days = await self._schedules.days(connection, school.id, begin, end)
            found = await self._schedules.sessions_of(connection, school.id, begin, end)
        if class_id is not None and ClassId(class_id) not in names[0]:
            raise BadSpan(f"--class {class_id}: school {school_id} has no such class.")
        sessions: dict[date, list[Session]] = defaultdict(list)
        for session in found:
            sessions[session.day.on].append(session)
        return [_day(day, sessions[day.on], names, language, class_id) for day in days]


def _day(
    day: SchoolDay,
    found: list[Session],
    names: Names,
    language: Language,
    class_id: int | None,
) -> PushDay:
    words, (class_names, course_names) = speaking(language), names
    here = Today(day, by_class(found), by_course(found), class_names, course_names)
    service = TodaysService(here, words)
    readings = [
        Reading(name, is_course=False, text=text)
        for number, name in class_names.items()
        if class_id in (None, number) and (text := service.text(((number, ()),)))
    ]
    if class_id is None:
        readings += [
            Reading(
                course_names[number],
                is_course=True,
                text="\n".join(session_line(one, words, course_names[number]) for one in mine),
            )
            for number, mine in here.courses.items()
        ]
    return PushDay(day, tuple(readings), made_up_mark(day, found, words))
