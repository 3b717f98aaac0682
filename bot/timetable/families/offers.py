"""The courses a child may ask for, as they stand now."""

from __future__ import annotations

from dataclasses import dataclass

from bot.clock import Clock, today
from bot.people.model import Child
from bot.storage.database import Connection, Database
from bot.timetable.courses import Courses, CourseState, over
from bot.timetable.errors import CourseMissing
from bot.timetable.model import Course, Enrolment, Slot
from bot.timetable.store import calendars


@dataclass(frozen=True)
class Offer:
    """A course as it is for one child.

    Attributes:
        state: The course, who is in and who waits.
        slots: When it takes place each week.
        is_over: Whether nothing of it lies ahead.
        mine: What the child has asked for; None if nothing.
    """

    state: CourseState
    slots: tuple[Slot, ...]
    is_over: bool
    mine: Enrolment | None = None

    @property
    def course(self) -> Course:
        """The course."""
        return self.state.course

    @property
    def place_in_line(self) -> int:
        """Which place on the waiting list the child has, from 1; 0 unless it waits."""
        if self.mine is None or self.mine.has_place:
            return 0
        return self.state.waiting.index(self.mine) + 1

    @property
    def is_full(self) -> bool:
        """Whether whoever asks now has to wait."""
        return bool(self.state.waiting) or self.state.free == 0


class Offers:
    """Reads offers.

    Args:
        database: Where everything is kept.
        clock: The time.
        courses: Knows who is in and who waits.
    """

    def __init__(self, database: Database, clock: Clock, courses: Courses) -> None:
        self._database = database
        self._clock = clock
        self._courses = courses

    async def of_child(self, child: Child) -> list[Offer]:
        """Return what a child may ask for by name, and whatever it has asked for already."""
        async with self._database.read() as connection:
            offers = await self._offers(connection, child)
        grade = child.school_class.grade
        return [
            one for one in offers if one.mine or (one.course.admits(grade) and not one.is_over)
        ]

    async def one(self, child: Child, course_id: int) -> Offer:
        """Return one course as it is for a child.

        Raises:
            CourseMissing: The child's school has no such course.
        """
        async with self._database.read() as connection:
            for offer in await self._offers(connection, child):
                if offer.course.id == course_id:
                    return offer
        raise CourseMissing

    async def _offers(self, connection: Connection, child: Child) -> list[Offer]:
        school_id, here = child.school_class.school_id, today(self._clock)
        calendar = await calendars.calendar_of(connection, school_id)
        planned = await self._courses.slots(connection, school_id)
        found = []
        for state in await self._courses.of_school(connection, school_id):
            slots = tuple(planned.get(state.course.id, ()))
            asked = (*state.placed, *state.waiting)
            mine = next((one for one in asked if one.child_id == child.id), None)
            found.append(Offer(state, slots, over(slots, calendar, here), mine))
        return found
