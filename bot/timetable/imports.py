"""Take a timetable file over: all of it or nothing, and say what it changes."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from bot.audit.model import OPERATOR, About, Actor, Deed, Subject
from bot.audit.trail import note
from bot.clock import Clock, today
from bot.people.model import School, SchoolClass
from bot.people.service import People
from bot.storage.database import Connection
from bot.timetable.courses import Courses
from bot.timetable.importing.changes import SlotChange, What, compare
from bot.timetable.importing.reading import read_path
from bot.timetable.importing.rows import Reading
from bot.timetable.model import Course, CourseId, Enrolment, Slot
from bot.timetable.naming import names_of
from bot.timetable.pushes.new_plan import NewPlan, ToTell
from bot.timetable.rules import Concern, Limits, concerns
from bot.timetable.store import courses as course_store
from bot.timetable.store import slots as slot_store


@dataclass(frozen=True)
class SlotImport:
    """What an import of slots did, or would do.

    Attributes:
        slot_count: Slots in the file.
        class_count: Classes they belong to.
        replaced_count: Slots of the school before.
        changes: What is different from before, slot by slot; nothing that stayed.
        names: What the classes and courses in all of this are called.
        warnings: What is allowed but may be a mistake, by row.
        concerns: What double reduction would not have so.
        moved_up: Who has a place now because a course has more of them.
        told_now: How many chats are told at once of what is different.
        told_sunday: How many others are told of it on the Sunday before it begins.
    """

    slot_count: int
    class_count: int
    replaced_count: int
    changes: tuple[SlotChange, ...] = ()
    names: Callable[[Slot], str] = lambda _: ""
    warnings: tuple[str, ...] = ()
    concerns: tuple[Concern, ...] = ()
    moved_up: tuple[Enrolment, ...] = ()
    told_now: int = 0
    told_sunday: int = 0

    def count(self, what: What) -> int:
        """Return how many slots this has become of."""
        return sum(change.what is what for change in self.changes)


class SlotImports:
    """Imports files of slots.

    Args:
        clock: The time.
        people: Knows schools and classes.
        courses: Gives places away where a file says that there are more.
        limits: The hours of a region by its code.
        new_plan: Tells families of what is different.
    """

    def __init__(
        self,
        clock: Clock,
        people: People,
        courses: Courses,
        limits: Callable[[str], Limits],
        new_plan: NewPlan,
    ) -> None:
        self._clock = clock
        self._people = people
        self._courses = courses
        self._limits = limits
        self._new_plan = new_plan

    async def take(
        self,
        connection: Connection,
        school: School,
        path: Path,
        *,
        is_dry_run: bool,
        is_quiet: bool = False,
        by: Actor = OPERATOR,
    ) -> SlotImport:
        """Put the slots of a file in the place of a school's, in the caller's transaction.

        Args:
            connection: The transaction.
            school: The school.
            path: The file.
            is_dry_run: Only check; change nothing.
            is_quiet: Tell no family of what this file changes.
            by: Who does it, for the account.

        Raises:
            BadSlots: Every problem of the file, each a sentence of its own.
            BrokenYaml: A YAML file is not YAML.
        """
        classes = await self._people.classes(connection, school)
        known = await course_store.of_school(connection, school.id)
        reading = read_path(path, classes, known)
        before = await slot_store.slots_of_school(connection, school.id)
        changes = compare(before, reading.slots)
        telling = await self._new_plan.weigh(
            connection, school.id, before, _afterwards(before, changes), is_quiet=is_quiet
        )
        limits = self._limits(school.region)
        done = _told(reading, before, changes, classes, known, limits=limits, telling=telling)
        if not is_dry_run:
            moved_up = await self._save(connection, school, reading, changes)
            done = replace(done, moved_up=tuple(moved_up))
            await self._new_plan.tell(connection, school.id, telling, by=by)
            await self._account(connection, school, done, by, is_quiet=is_quiet)
        return done

    async def _account(
        self,
        connection: Connection,
        school: School,
        done: SlotImport,
        by: Actor,
        *,
        is_quiet: bool,
    ) -> None:
        await note(
            connection,
            by,
            Deed.TIMETABLE_IMPORTED,
            Subject(About.SCHOOL, school.id),
            at=self._clock.now(),
            count=done.slot_count,
            messages=done.told_now,
            sunday=done.told_sunday,
            told_nobody=is_quiet,
        )

    async def _save(
        self,
        connection: Connection,
        school: School,
        reading: Reading,
        changes: Sequence[SlotChange],
    ) -> list[Enrolment]:
        numbers, moved_up = await self._save_courses(connection, school, reading.courses)
        here = today(self._clock)
        former = [change.before for change in changes if change.is_other_rhythm and change.before]
        await slot_store.keep_former(connection, school.id, former, here)
        gone = [change.before for change in changes if change.after is None and change.before]
        await slot_store.remove(connection, gone)
        new = []
        for change in changes:
            if change.after is not None:
                after = _owned(change.after, numbers)
                if change.what is What.ADDED:
                    new.append(after)
                else:
                    await slot_store.change(connection, after)
        await slot_store.add(connection, school.id, new)
        return moved_up

    async def _save_courses(
        self, connection: Connection, school: School, courses: Mapping[CourseId, Course]
    ) -> tuple[dict[CourseId, CourseId], list[Enrolment]]:
        numbers: dict[CourseId, CourseId] = {}
        moved_up: list[Enrolment] = []
        for number, course in courses.items():
            if number < 0:
                numbers[number] = await course_store.add(connection, school.id, course)
            else:
                await course_store.change(connection, course)
                moved_up += await self._courses.fill(connection, course.id)
        return numbers, moved_up


def _afterwards(before: Sequence[Slot], changes: Sequence[SlotChange]) -> list[Slot]:
    """Return the slots as they will be, those that are known with their numbers."""
    touched = {change.before.id for change in changes if change.before is not None}
    kept = [slot for slot in before if slot.id not in touched]
    return kept + [change.after for change in changes if change.after is not None]


def _owned(slot: Slot, numbers: Mapping[CourseId, CourseId]) -> Slot:
    """Return a slot with the number that its new course was given."""
    if slot.course_id is None or slot.course_id not in numbers:
        return slot
    return replace(slot, course_id=numbers[slot.course_id])


def _told(
    reading: Reading,
    before: Sequence[Slot],
    changes: Sequence[SlotChange],
    classes: Sequence[SchoolClass],
    known: Sequence[Course],
    *,
    limits: Limits,
    telling: ToTell,
) -> SlotImport:
    courses = {course.id: course for course in known} | dict(reading.courses)
    by_number = {item.id: item for item in classes}
    return SlotImport(
        slot_count=len(reading.slots),
        class_count=len({slot.class_id for slot in reading.slots} - {None}),
        replaced_count=len(before),
        changes=tuple(changes),
        names=names_of(classes, courses),
        warnings=reading.warnings,
        concerns=tuple(concerns(reading.slots, by_number, courses, limits)),
        told_now=telling.now,
        told_sunday=telling.sunday,
    )
