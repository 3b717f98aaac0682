"""The values of what takes place: slots, courses, changes of a day, and sessions. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time
from enum import StrEnum
from typing import NewType

from bot.people.model import ChildId, ClassId, CourseId
from bot.timetable.model.days import SchoolDay

SlotId = NewType("SlotId", int)


class Weeks(StrEnum):
    """In which weeks of a term a slot counts; a term's first week is odd."""

    EVERY = "every"
    ODD = "odd"
    EVEN = "even"

    def include(self, week: int) -> bool:
        """Say whether the week with this number is one of them."""
        match self:
            case Weeks.EVERY:
                return True
            case Weeks.ODD:
                return week % 2 == 1
            case Weeks.EVEN:
                return week % 2 == 0

    def meet(self, other: Weeks) -> bool:
        """Say whether there are weeks that belong to both."""
        return self is other or Weeks.EVERY in (self, other)


class Kind(StrEnum):
    """What a slot is; the rules differ."""

    SERVICE = "service"  # after-school service
    EVENING = "evening"  # evening self-study of junior school, which is no after-school service


@dataclass(frozen=True, slots=True)
class Course:
    """Something that children of several classes enrol in, such as a club.

    Attributes:
        capacity: How many places there are; None means as many as ask.
        fee: What parents are told about its price; may be empty.
        first_grade: The lowest grade whose children may enrol, 1 to 9.
        last_grade: The highest.
    """

    id: CourseId
    name: str
    capacity: int | None = None
    fee: str = ""
    first_grade: int = 1
    last_grade: int = 9

    def admits(self, grade: int) -> bool:
        """Say whether children of a grade may enrol."""
        return self.first_grade <= grade <= self.last_grade


@dataclass(frozen=True, slots=True)
class Enrolment:
    """A child who has asked for a course.

    Attributes:
        asked_at: When; earlier ones come first.
        placed_at: Since when it has a place; None means it waits.
        by_school: Put down by the school rather than by the family.
    """

    course_id: CourseId
    child_id: ChildId
    asked_at: datetime
    placed_at: datetime | None = None
    by_school: bool = False

    @property
    def has_place(self) -> bool:
        """Whether it is in, and not only on the waiting list."""
        return self.placed_at is not None


Owner = tuple[ClassId | None, CourseId | None]
"""Whose a slot is; exactly one of the two."""


@dataclass(frozen=True, slots=True)
class Slot:
    """After-school service of one class or one course, every week on one weekday.

    Attributes:
        class_id: The class all of which it is for; None where it is a course's.
        weekday: 1 to 7, Monday is 1.
        starts_at: When it begins, at school.
        ends_at: When it ends, at school; after the start.
        place: Where; may be empty.
        teacher: Who, as parents know them; may be empty.
        valid_from: The first day it counts; None means it always did.
        valid_until: The last day it counts; None means it always will.
        course_id: The course it is a part of; None where it is a class's.
        later_ends: Other times at which a child may be fetched, each later than the one before.
        capacity: How many seats there are; None where nobody has said.
        fee: What parents are told about its price; may be empty.
        id: Its row's number; 0 as long as it has none.
        uid: Its name in calendar files, which it keeps for life.
        version: Rises whenever the slot is changed.
    """

    class_id: ClassId | None
    weekday: int
    starts_at: time
    ends_at: time
    title: str
    place: str = ""
    teacher: str = ""
    valid_from: date | None = None
    valid_until: date | None = None
    course_id: CourseId | None = None
    later_ends: tuple[time, ...] = ()
    weeks: Weeks = Weeks.EVERY
    kind: Kind = Kind.SERVICE
    capacity: int | None = None
    fee: str = ""
    id: SlotId = field(default=SlotId(0), compare=False)
    uid: str = field(default="", compare=False)
    version: int = field(default=0, compare=False)

    @property
    def owner(self) -> Owner:
        """Whose it is."""
        return self.class_id, self.course_id

    @property
    def last_end(self) -> time:
        """The latest time at which a child may be fetched."""
        return self.later_ends[-1] if self.later_ends else self.ends_at

    def is_valid_on(self, day: date) -> bool:
        """Say whether the slot counts on this day, whatever the week."""
        begun = self.valid_from is None or self.valid_from <= day
        return begun and (self.valid_until is None or day <= self.valid_until)


@dataclass(frozen=True, slots=True)
class Change:
    """What is different about a slot on one day; without any difference it was taken back.

    Attributes:
        slot_id: The slot.
        on: The day it was planned for.
        version: From 1; rises with every change to this slot on this day.
        is_cancelled: It does not take place.
        moved_to: Another day on which it takes place instead.
        starts_at: Another beginning; None leaves it as planned, and so below.
        ends_at: Another end, such as an early one; later ends fall away.
        reason: What parents are told; may be empty.
    """

    slot_id: SlotId
    on: date
    version: int = 1
    is_cancelled: bool = False
    moved_to: date | None = None
    starts_at: time | None = None
    ends_at: time | None = None
    place: str | None = None
    teacher: str | None = None
    reason: str = ""

    @property
    def is_none(self) -> bool:
        """Whether everything is as planned after all."""
        given = (self.moved_to, self.starts_at, self.ends_at, self.place, self.teacher)
        return not self.is_cancelled and all(value is None for value in given)

    @property
    def is_off(self) -> bool:
        """Whether nothing of it is left on the day it was planned for."""
        return self.is_cancelled or self.moved_to not in (None, self.on)


Changes = Mapping[tuple[SlotId, date], Change]
"""Changes by slot and the day it was planned for."""


class State(StrEnum):
    """Whether a session takes place."""

    ON = "on"  # on its day, in its time and place
    CANCELLED = "cancelled"  # it does not take place on this day
    MOVED = "moved"  # it takes place at another time, on another day or elsewhere


@dataclass(frozen=True, slots=True)
class Session:
    """One slot on one date.

    Attributes:
        day: The day on which it takes place; of a cancelled one, on which it would have.
        change: What is different from the plan; None if nothing is.
    """

    day: SchoolDay
    slot: Slot
    state: State = State.ON
    change: Change | None = None

    @property
    def takes_place(self) -> bool:
        """Whether there is anything to come to."""
        return self.state is not State.CANCELLED

    @property
    def planned_on(self) -> date:
        """The day the week's plan has it on."""
        return self.day.on if self.change is None else self.change.on

    @property
    def starts_at(self) -> time:
        """When it begins, at school."""
        changed = None if self.change is None else self.change.starts_at
        return self.slot.starts_at if changed is None else changed

    @property
    def ends_at(self) -> time:
        """When it ends, at school; the first of several ends."""
        changed = None if self.change is None else self.change.ends_at
        return self.slot.ends_at if changed is None else changed

    @property
    def ends(self) -> tuple[time, ...]:
        """Every time at which a child may be fetched; one only, where the day's end is changed."""
        if self.change is not None and self.change.ends_at is not None:
            return (self.change.ends_at,)
        return (self.slot.ends_at, *self.slot.later_ends)

    @property
    def place(self) -> str:
        """Where; may be empty."""
        changed = None if self.change is None else self.change.place
        return self.slot.place if changed is None else changed

    @property
    def teacher(self) -> str:
        """Who; may be empty."""
        changed = None if self.change is None else self.change.teacher
        return self.slot.teacher if changed is None else changed
