"""Taps under a family's own days of after-school service."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from bot.taps import Tap


@dataclass(frozen=True)
class ShowDay(Tap):
    """One day of one's own children, counted from today."""

    prefix: ClassVar[str] = "dy"
    ahead: int


@dataclass(frozen=True)
class AskRules(Tap):
    """What was asked is not my child's day, but what the rules say."""

    prefix: ClassVar[str] = "dr"


@dataclass(frozen=True)
class PickClass(Tap):
    """Whose day is asked about, by somebody who has not joined: school, then grade, then class.

    `day` is counted as Python counts days.
    """

    prefix: ClassVar[str] = "dc"
    day: int
    school: int | None
    grade: int | None
    school_class: int | None


@dataclass(frozen=True)
class TellAbsence(Tap):
    """A child does not stay on a day, counted as Python counts days: first asked, then sure."""

    prefix: ClassVar[str] = "ua"
    child: int
    day: int
    is_sure: int


@dataclass(frozen=True)
class TakeBackAbsence(Tap):
    """A child stays on a day after all."""

    prefix: ClassVar[str] = "ub"
    child: int
    day: int


@dataclass(frozen=True)
class ShowCourses(Tap):
    """The courses that are open to a child."""

    prefix: ClassVar[str] = "us"
    child: int


@dataclass(frozen=True)
class AskCourse(Tap):
    """Ask for a place in a course."""

    prefix: ClassVar[str] = "ue"
    course: int
    child: int


@dataclass(frozen=True)
class ShowPicture(Tap):
    """A week of one's own as a picture, counted from this one."""

    prefix: ClassVar[str] = "wp"
    ahead: int


@dataclass(frozen=True)
class ShowCalendar(Tap):
    """How one's own days get into a telephone's calendar."""

    prefix: ClassVar[str] = "wc"


@dataclass(frozen=True)
class GiveCalendar(Tap):
    """One's own calendar as a file."""

    prefix: ClassVar[str] = "wf"


@dataclass(frozen=True)
class MakeAddress(Tap):
    """A private address to subscribe to, in the place of an older one."""

    prefix: ClassVar[str] = "wa"


@dataclass(frozen=True)
class RevokeAddress(Tap):
    """One's private address leads nowhere from now on."""

    prefix: ClassVar[str] = "wr"
