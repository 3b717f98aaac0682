"""Courses and who is in them: enrol, wait, move up, leave.

Places go in the order of asking, and whoever has one keeps it, even when the school later says
that there are fewer. Each step is one transaction in which the database lets nobody else
write, so that the last place is given once. Whatever frees a place gives it away in the same
transaction, in which the family is told, too.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from bot.audit.model import BY_ITSELF, About, Actor, Deed, Subject
from bot.audit.trail import note
from bot.clock import Clock, today
from bot.people.model import ChildId, SchoolId
from bot.storage.database import Connection, Database
from bot.timetable.errors import CourseMissing, CourseOver, NotForThem
from bot.timetable.model import Course, CourseId, Enrolment, SchoolCalendar, Slot
from bot.timetable.store import calendars, slots
from bot.timetable.store import courses as store

OnMovedUp = Callable[[Connection, Course, Sequence[Enrolment]], Awaitable[None]]
"""Told, inside the transaction, who has moved up into a place of a course."""


class Asked(StrEnum):
    """What came of asking for a course."""

    PLACED = "placed"  # the child is in
    WAITING = "waiting"  # all places are taken; it is on the list
    ALREADY = "already"  # it had asked before; nothing has changed


@dataclass(frozen=True)
class Answer:
    """What came of asking for a course.

    Attributes:
        ahead: How many wait before this child; 0 unless it waits.
    """

    asked: Asked
    enrolment: Enrolment
    ahead: int = 0


@dataclass(frozen=True)
class CourseState:
    """A course and how full it is.

    Attributes:
        placed: Who has a place, in the order of asking.
        waiting: Who waits, the next one first.
    """

    course: Course
    placed: tuple[Enrolment, ...]
    waiting: tuple[Enrolment, ...]

    @property
    def free(self) -> int | None:
        """How many places are left; None means as many as ask."""
        if self.course.capacity is None:
            return None
        return max(0, self.course.capacity - len(self.placed))


class Courses:
    """The courses of every school.

    Args:
        database: Where they are kept.
        clock: Gives the time of asking.
        on_moved_up: Tells families that a place has become theirs.
    """

    def __init__(
        self, database: Database, clock: Clock, on_moved_up: OnMovedUp | None = None
    ) -> None:
        self._database = database
        self._clock = clock
        self._on_moved_up = on_moved_up

    async def of_school(self, connection: Connection, school_id: SchoolId) -> list[CourseState]:
        """Return a school's courses by name, with who is in and who waits."""
        everybody = await store.enrolments_of_school(connection, school_id)
        return [
            _state(course, [one for one in everybody if one.course_id == course.id])
            for course in await store.of_school(connection, school_id)
        ]

    async def state(self, connection: Connection, course_id: int) -> CourseState:
        """Return a course with who is in and who waits.

        Raises:
            CourseMissing: There is no such course.
        """
        _, course = await _found(connection, course_id)
        return _state(course, await store.enrolments_of_course(connection, course.id))

    async def of_children(
        self, connection: Connection, child_ids: Iterable[int]
    ) -> dict[ChildId, tuple[Enrolment, ...]]:
        """Return what children have asked for, places and waiting lists alike."""
        found: dict[ChildId, tuple[Enrolment, ...]] = {}
        for one in await store.enrolments_of_children(connection, child_ids):
            found[one.child_id] = (*found.get(one.child_id, ()), one)
        return found

    async def enrol(
        self, course_id: int, child_id: int, *, by: Actor = BY_ITSELF, by_school: bool = False
    ) -> Answer:
        """Ask for a place; whoever finds none waits at the end of the list.

        Args:
            course_id: The course.
            child_id: The child.
            by: Who asks, for the account. Families are not named there, only the school is.
            by_school: Whether the school puts the child down.

        Raises:
            CourseMissing: There is no such course.
            NotForThem: The child is of another school, or of a grade it is not for.
            CourseOver: Nothing of it lies ahead, and it is the family that asks.
        """
        async with self._database.begin() as connection:
            school_id, course = await _found(connection, course_id)
            await self.forget(connection)
            await _check_child(connection, school_id, course, child_id)
            if not by_school and await self.is_over(connection, school_id, course.id):
                raise CourseOver
            state = _state(course, await store.enrolments_of_course(connection, course.id))
            known = _enrolment_of(state, child_id)
            if known is not None:
                return Answer(Asked.ALREADY, known, _ahead(state, known))
            has_room = not state.waiting and state.free != 0
            now = self._clock.now()
            asked = Enrolment(
                course.id, ChildId(child_id), now, now if has_room else None, by_school=by_school
            )
            await store.put_enrolment(connection, asked)
            await self._note(connection, by, Deed.COURSE_ENROLLED, course.id, by_school=by_school)
        if has_room:
            return Answer(Asked.PLACED, asked)
        return Answer(Asked.WAITING, asked, len(state.waiting))

    async def leave(
        self, course_id: int, child_id: int, *, by: Actor = BY_ITSELF, by_school: bool = False
    ) -> list[Enrolment]:
        """Leave a course or its waiting list.

        Returns:
            Whoever moved up into a place because of it.

        Raises:
            CourseMissing: There is no such course.
        """
        async with self._database.begin() as connection:
            _, course = await _found(connection, course_id)
            if not await store.remove_enrolment(connection, course.id, ChildId(child_id)):
                return []
            moved_up = await self.fill(connection, course.id)
            await self._note(connection, by, Deed.COURSE_LEFT, course.id, by_school=by_school)
        return moved_up

    async def fill(self, connection: Connection, course_id: CourseId) -> list[Enrolment]:
        """Give free places to those who wait, in the order of asking.

        To be called after anything that may have freed a place: more places than before, or a
        child that was removed.

        Returns:
            Whoever has a place now and had none before.
        """
        state = await self.state(connection, course_id)
        free = len(state.waiting) if state.free is None else state.free
        moved_up = state.waiting[:free]
        for one in moved_up:
            await store.place(connection, course_id, one.child_id, self._clock.now())
        if moved_up and self._on_moved_up is not None:
            await self._on_moved_up(connection, state.course, moved_up)
        return list(moved_up)

    async def slots(
        self, connection: Connection, school_id: SchoolId
    ) -> dict[CourseId, list[Slot]]:
        """Return when each course of a school takes place in the week."""
        found: dict[CourseId, list[Slot]] = {}
        for slot in await slots.slots_of_school(connection, school_id):
            if slot.course_id is not None:
                found.setdefault(slot.course_id, []).append(slot)
        return found

    async def is_over(
        self, connection: Connection, school_id: SchoolId, course_id: CourseId
    ) -> bool:
        """Say whether nothing of a course lies ahead any more."""
        calendar = await calendars.calendar_of(connection, school_id)
        planned = (await self.slots(connection, school_id)).get(course_id, ())
        return over(planned, calendar, today(self._clock))

    async def forget(self, connection: Connection) -> list[Enrolment]:
        """Take out the children nobody reads for any more, unless the school put them down.

        Returns:
            Whoever moved up into a place because of it.
        """
        moved_up: list[Enrolment] = []
        for course_id in await store.remove_unread(connection):
            moved_up += await self.fill(connection, course_id)
        return moved_up

    async def _note(
        self, connection: Connection, by: Actor, deed: Deed, course_id: int, *, by_school: bool
    ) -> None:
        if by_school:
            subject, now = Subject(About.COURSE, course_id), self._clock.now()
            await note(connection, by, deed, subject, at=now)


def over(planned: Iterable[Slot], calendar: SchoolCalendar, here: date) -> bool:
    """Say whether none of a course's weekly slots and no term reach today any more; pure."""
    if calendar.terms and max(term.last_on for term in calendar.terms) < here:
        return True
    return all(slot.valid_until is not None and slot.valid_until < here for slot in planned)


async def _found(connection: Connection, course_id: int) -> tuple[SchoolId, Course]:
    found = await store.find(connection, course_id)
    if found is None:
        raise CourseMissing
    return found


async def _check_child(
    connection: Connection, school_id: SchoolId, course: Course, child_id: int
) -> None:
    grade, child_school = await store.grade_and_school(connection, child_id) or (0, None)
    if child_school != school_id or not course.admits(grade):
        raise NotForThem


def _state(course: Course, enrolments: Iterable[Enrolment]) -> CourseState:
    listed = tuple(enrolments)
    placed = tuple(one for one in listed if one.has_place)
    return CourseState(course, placed, tuple(one for one in listed if not one.has_place))


def _enrolment_of(state: CourseState, child_id: int) -> Enrolment | None:
    return next((one for one in (*state.placed, *state.waiting) if one.child_id == child_id), None)


def _ahead(state: CourseState, one: Enrolment) -> int:
    return 0 if one.has_place else state.waiting.index(one)
