"""The values of this room.

A *child* is a seat of a class, without a name. A *chat* is one person's conversation with
the bot, without a name or a telephone number. A *family* is the children and chats that
joins connect: two guardians of one child are two chats of one family.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime, time
from enum import StrEnum
from typing import NewType

from bot.i18n.languages import Language

SchoolId = NewType("SchoolId", int)
ClassId = NewType("ClassId", int)
CourseId = NewType("CourseId", int)
"""A course of after-school service; what it is, its room knows."""
ChildId = NewType("ChildId", int)
ChatId = NewType("ChatId", int)
"""Our own row number of a chat; Telegram's number is its `address`."""
StaffId = NewType("StaffId", int)
FamilyId = NewType("FamilyId", int)

GRADES = range(1, 10)
LEFT = 0
"""The grade of a class that has left the school; only its own notices still reach it."""

SEATS = range(1, 100)
MOST_CHATS_A_SEAT = 3


class Role(StrEnum):
    """What a member of staff is at a school."""

    TEACHER = "teacher"  # writes to and sees the classes given to them
    SCHOOL = "school"  # the office: writes to and sees the whole school
    DISTRICT = "district"  # writes to every school of a region, and sees their totals
    EDITOR = "editor"  # looks after the answers for a region


class InvitationKind(StrEnum):
    """Whom a code lets in."""

    CLASS = "class"  # any family of a class, until it expires
    SEAT = "seat"  # one chat, for one seat
    TEACHER = "teacher"  # one person, as a teacher of named classes
    SCHOOL = "school"  # one person, as school staff
    DISTRICT = "district"  # one person, as district staff
    EDITOR = "editor"  # one person, as an editor


@dataclass(frozen=True)
class School:
    """A school; `region` is the code its district's schools share."""

    id: SchoolId
    name: str
    region: str


@dataclass(frozen=True)
class SchoolClass:
    """A class; grades run from 1 to 9, 7 being 初一, and `LEFT` once it has left."""

    id: ClassId
    school_id: SchoolId
    grade: int
    name: str


@dataclass(frozen=True)
class SchoolCourse:
    """A course by its name, as far as audiences and posts ask for it."""

    id: CourseId
    school_id: SchoolId
    name: str


@dataclass(frozen=True)
class Child:
    """A seat of a class; without a number as long as the family has not given one."""

    id: ChildId
    school_class: SchoolClass
    seat: int | None


@dataclass(frozen=True)
class Chat:
    """One person's conversation with the bot."""

    id: ChatId
    address: int
    language: Language
    gone_at: datetime | None = None
    has_chosen_language: bool = False


@dataclass(frozen=True)
class StaffMember:
    """A person's post at one school; teachers have classes and courses, school staff all of them.

    District staff and editors belong to a region: any one of its schools stands for it.
    """

    id: StaffId
    school: School
    role: Role
    classes: tuple[SchoolClass, ...]
    courses: tuple[SchoolCourse, ...] = ()
    since: datetime | None = field(default=None, compare=False)

    @property
    def given(self) -> tuple[str, ...]:
        """The names of its classes and courses."""
        return (*(item.name for item in self.classes), *(item.name for item in self.courses))

    @property
    def own_school(self) -> SchoolId | None:
        """The school they speak for; None for those who belong to a whole region."""
        return None if self.role in (Role.DISTRICT, Role.EDITOR) else self.school.id


@dataclass(frozen=True)
class Person:
    """Everything we know about whoever is speaking; a stranger has no chat."""

    address: int
    language: Language
    chat: Chat | None = None
    children: tuple[Child, ...] = ()
    posts: tuple[StaffMember, ...] = ()

    @property
    def is_parent(self) -> bool:
        """Whether a child of theirs is with us."""
        return bool(self.children)

    @property
    def is_staff(self) -> bool:
        """Whether they work at a school."""
        return bool(self.posts)

    @property
    def has_school(self) -> bool:
        """Whether there is a school that they belong to, through a child or a post."""
        return self.is_parent or self.is_staff


@dataclass(frozen=True)
class Invitation:
    """A code's row, without the code."""

    id: int
    kind: InvitationKind
    school_id: SchoolId
    class_id: ClassId | None
    seat: int | None
    expires_at: datetime
    revoked_at: datetime | None
    used_at: datetime | None


@dataclass(frozen=True)
class Recipient:
    """A chat that something is sent to, and because of which of its children.

    `grades` are those of all its children, whichever it is about; quiet hours ask for them.
    `quiet` are the hours its person has asked for on top of the rule's, and `courses` the names of
    the courses because of which it is concerned.
    """

    address: int
    language: Language
    children: tuple[Child, ...] = ()
    grades: frozenset[int] = frozenset()
    quiet: tuple[time, time] | None = None
    courses: tuple[str, ...] = ()

    @property
    def classes(self) -> tuple[SchoolClass, ...]:
        """The classes of those children, each once, by grade and name."""
        unique = {child.school_class.id: child.school_class for child in self.children}
        return tuple(sorted(unique.values(), key=lambda item: (item.grade, item.name)))


@dataclass(frozen=True)
class SeatCount:
    """A seat of a class list and how many chats read along for it."""

    child: Child
    chat_count: int


@dataclass(frozen=True)
class SchoolTotals:
    """How far a school has come, in numbers only."""

    school: School
    classes: int
    children: int
    children_reached: int
