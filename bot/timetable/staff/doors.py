"""Who is expected at the door: the children of a class or a course on one day.

A child is a seat number, as everywhere; whoever stands at the door has the names. On the list of
a class stand all of its children, because nobody keeps who takes part in its service; on that of
a course stand those that have a place. A child whose family has said that it does not stay is
marked on both.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from bot.people.errors import NotYourClass
from bot.people.model import Child, CourseId, Person, School, SchoolId
from bot.people.permissions import Action, may_in_class, may_in_course, posts_for
from bot.people.service import People
from bot.storage.database import Connection, Database
from bot.timetable.absences import Absences
from bot.timetable.errors import BadSpan
from bot.timetable.model import Course, Owner, SchoolDay, Session
from bot.timetable.naming import names_of
from bot.timetable.occurrences import by_class, by_course
from bot.timetable.schedules import Schedules
from bot.timetable.store import courses


@dataclass(frozen=True)
class Expected:
    """A child on a list.

    Attributes:
        is_absent: Its family has said that it does not stay on this day.
        elsewhere: On the list of a class, the courses it is in at that time.
    """

    child: Child
    is_absent: bool = False
    elsewhere: tuple[str, ...] = ()

    @property
    def is_here(self) -> bool:
        """Whether it is expected here."""
        return not self.is_absent and not self.elsewhere


@dataclass(frozen=True)
class DoorList:
    """Who is expected where on a day.

    Attributes:
        owner: What the class or course is called.
        sessions: What it has on that day, by start; nothing where nothing takes place.
        children: By class and seat, those without a seat number last.
    """

    school: str
    owner: str
    of: Owner
    day: SchoolDay
    sessions: tuple[Session, ...]
    children: tuple[Expected, ...]

    @property
    def is_course(self) -> bool:
        """Whether it is a course's list, which may name several classes."""
        return self.of[1] is not None

    @property
    def absent(self) -> int:
        """How many do not stay."""
        return sum(one.is_absent for one in self.children)

    @property
    def expected(self) -> int:
        """How many are expected here."""
        return sum(one.is_here for one in self.children)


class DoorLists:
    """Draws lists up, always as things stand now.

    Args:
        database: Where everything is.
        people: Knows children.
        schedules: Knows what takes place.
        absences: Knows who does not stay.
    """

    def __init__(
        self, database: Database, people: People, schedules: Schedules, absences: Absences
    ) -> None:
        self._database = database
        self._people = people
        self._schedules = schedules
        self._absences = absences

    async def of_person(self, person: Person, on: date) -> list[DoorList]:
        """Return the lists that somebody may see of a day, classes first.

        Raises:
            NotYourClass: They may see none on any day.
        """
        if not posts_for(person, Action.CHANGE_SERVICE):
            raise NotYourClass
        return await self._at_schools_of(person, on, lambda owner: _may(person, owner))

    async def one(self, person: Person, owner: Owner, on: date) -> DoorList | None:
        """Return one list of a day; None if nothing of it takes place.

        Raises:
            NotYourClass: This person may not see it.
        """
        if not _may(person, owner):
            raise NotYourClass
        found = await self._at_schools_of(person, on, lambda other: other == owner)
        return found[0] if found else None

    async def of_school(
        self,
        school_id: int,
        on: date,
        *,
        class_ids: Sequence[int] = (),
        course_ids: Sequence[int] = (),
    ) -> list[DoorList]:
        """Return the lists of a school's day: of classes by grade and name, then of courses.

        Args:
            school_id: The school.
            on: The day.
            class_ids: Only these classes; with neither classes nor courses named, all.
            course_ids: Only these courses.

        Raises:
            SchoolMissing: There is no such school.
            BadSpan: A class or course is not the school's.
        """
        async with self._database.read() as connection:
            school = await self._people.school(connection, school_id)
            classes = await self._people.classes(connection, school)
            known = {one.id for one in await courses.of_school(connection, school.id)}
            _check("--class", class_ids, {item.id for item in classes}, school.id)
            _check("--course", course_ids, known, school.id)
            wanted = {(one, None) for one in class_ids} | {(None, one) for one in course_ids}
            return await self._drawn(
                connection, school, on, lambda owner: not wanted or owner in wanted
            )

    async def _at_schools_of(
        self, person: Person, on: date, is_wanted: Callable[[Owner], bool]
    ) -> list[DoorList]:
        schools = {post.school.id: None for post in posts_for(person, Action.CHANGE_SERVICE)}
        found: list[DoorList] = []
        async with self._database.read() as connection:
            for number in schools:
                school = await self._people.school(connection, number)
                found += await self._drawn(connection, school, on, is_wanted)
        return found

    async def _drawn(
        self, connection: Connection, school: School, on: date, is_wanted: Callable[[Owner], bool]
    ) -> list[DoorList]:
        classes = await self._people.classes(connection, school)
        known = {one.id: one for one in await courses.of_school(connection, school.id)}
        day = await self._day(connection, school.id, on)
        owners: list[Owner] = [(item.id, None) for item in classes]
        owners += [(None, number) for number in known]
        name = names_of(classes, known)
        return [
            DoorList(
                school.name,
                name(day.sessions[owner][0].slot),
                owner,
                day.verdict,
                day.sessions[owner],
                await self._children(connection, owner, day, known),
            )
            for owner in owners
            if owner in day.sessions and is_wanted(owner)
        ]

    async def _day(self, connection: Connection, school_id: SchoolId, on: date) -> _Day:
        (verdict,) = await self._schedules.days(connection, school_id, on, on)
        found = await self._schedules.sessions_of(connection, school_id, on, on)
        sessions: dict[Owner, tuple[Session, ...]] = {
            **{(number, None): mine for number, mine in by_class(found).items()},
            **{(None, number): mine for number, mine in by_course(found).items()},
        }
        placed = {
            number: await self._people.children_of_course(connection, number)
            for _, number in sessions
            if number is not None
        }
        return _Day(verdict, sessions, placed)

    async def _children(
        self, connection: Connection, owner: Owner, day: _Day, known: Mapping[CourseId, Course]
    ) -> tuple[Expected, ...]:
        class_id, course_id = owner
        absent = await self._absences.of_day(connection, owner, day.verdict.on)
        if course_id is not None:
            placed = day.placed[course_id]
            return tuple(Expected(child, child.id in absent) for child in placed)
        assert class_id is not None
        children = await self._people.children_of_class(connection, class_id)
        return tuple(
            Expected(child, child.id in absent, day.elsewhere(child, owner, known))
            for child in children
        )


@dataclass(frozen=True)
class _Day:
    """What a school has on a day, and who has a place in its courses of that day."""

    verdict: SchoolDay
    sessions: Mapping[Owner, tuple[Session, ...]]
    placed: Mapping[CourseId, Sequence[Child]]

    def elsewhere(
        self, child: Child, owner: Owner, known: Mapping[CourseId, Course]
    ) -> tuple[str, ...]:
        """Return the courses that a child is in while its class has its service."""
        return tuple(
            known[number].name
            for number, children in self.placed.items()
            if any(one.id == child.id for one in children)
            and _meet(self.sessions[None, number], self.sessions[owner])
        )


def _meet(some: Iterable[Session], others: Sequence[Session]) -> bool:
    return any(
        one.takes_place
        and other.takes_place
        and one.starts_at < other.ends[-1]
        and other.starts_at < one.ends[-1]
        for one in some
        for other in others
    )


def _may(person: Person, owner: Owner) -> bool:
    class_id, course_id = owner
    if class_id is not None:
        return may_in_class(person, Action.CHANGE_SERVICE, class_id)
    return course_id is not None and may_in_course(person, Action.CHANGE_SERVICE, course_id)


def _check(option: str, asked: Iterable[int], known: Collection[int], school_id: int) -> None:
    for number in asked:
        if number not in known:
            kind = option.removeprefix("--")
            raise BadSpan(f"{option} {number}: school {school_id} has no such {kind}.")
