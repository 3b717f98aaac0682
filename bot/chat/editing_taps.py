"""Taps with which staff change single days of the after-school service, and see who comes.

Days are counted as Python counts them, and `what` is a value of `staff.wishes.What`.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from bot.taps import Tap


@dataclass(frozen=True)
class PickDay(Tap):
    """What somebody may change of a day; `page` counts from 0."""

    prefix: ClassVar[str] = "ed"
    day: int
    page: int


@dataclass(frozen=True)
class MoreDays(Tap):
    """The days of the next two weeks that have something to change."""

    prefix: ClassVar[str] = "el"


@dataclass(frozen=True)
class PickSession(Tap):
    """What can be different about a slot on the day it is planned for."""

    prefix: ClassVar[str] = "es"
    slot: int
    day: int


@dataclass(frozen=True)
class PickInstead(Tap):
    """Other places or teachers to choose from."""

    prefix: ClassVar[str] = "ei"
    slot: int
    day: int
    what: str


@dataclass(frozen=True)
class TypeInstead(Tap):
    """Another place, teacher or end, to be typed."""

    prefix: ClassVar[str] = "et"
    slot: int
    day: int
    what: str


@dataclass(frozen=True)
class MakeChange(Tap):
    """What is wanted: without `seen` it is shown what it would come to, with it, it is done.

    `value` is the minute of the day of another end, or the slot whose place or teacher is
    meant; None is what was typed into the message this one replies to. `reason` is the number
    of a usual reason, or 0.
    """

    prefix: ClassVar[str] = "em"
    slot: int
    day: int
    what: str
    value: int | None
    reason: int
    seen: int | None


@dataclass(frozen=True)
class ListDay(Tap):
    """Whose lists for the door there are on a day; `page` counts from 0."""

    prefix: ClassVar[str] = "ll"
    day: int
    page: int


@dataclass(frozen=True)
class ShowList(Tap):
    """One list of a day: of a class, or of a course."""

    prefix: ClassVar[str] = "ls"
    day: int
    class_id: int | None
    course_id: int | None


@dataclass(frozen=True)
class GiveList(Tap):
    """A day's lists as a file to print: one of them, or with neither number all."""

    prefix: ClassVar[str] = "lf"
    day: int
    class_id: int | None
    course_id: int | None


@dataclass(frozen=True)
class PickAll(Tap):
    """What can be different about all of a day at once."""

    prefix: ClassVar[str] = "ea"
    day: int


@dataclass(frozen=True)
class MakeAll(Tap):
    """As `MakeChange`, for all of a day; `value` is the minute of the day at which it ends."""

    prefix: ClassVar[str] = "eg"
    day: int
    what: str
    value: int | None
    reason: int
    seen: int | None
