"""What one child, or one class, has on some days. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time
from types import MappingProxyType

from bot.i18n.catalogue import Words
from bot.people.model import ChildId, SchoolClass
from bot.timetable.model import CourseId, SchoolDay, Session
from bot.timetable.phrases import session_line

Days = tuple[tuple[SchoolDay, tuple[Session, ...]], ...]


@dataclass(frozen=True)
class OwnPlan:
    """What a child has on some days, or a class as a whole.

    Attributes:
        days: Each day with its sessions by time: the class's, and those of the courses in
            which the child has a place.
        has_slots: Whether there are any slots at all, on these days or others.
        child_id: The child; None where it is about the class.
        seat: The child's seat, if the family has given it.
        absent_on: The days on which the child does not stay, as the family has said.
        courses: The names of the courses among the sessions.
    """

    school_class: SchoolClass
    days: Days
    has_slots: bool
    child_id: ChildId | None = None
    seat: int | None = None
    absent_on: frozenset[date] = frozenset()
    courses: Mapping[CourseId, str] = field(default_factory=lambda: MappingProxyType({}))

    def course_of(self, session: Session) -> str:
        """Return what the course of a session is called; empty for a class's."""
        number = session.slot.course_id
        return "" if number is None else self.courses.get(number, "")

    def lines(self, sessions: Sequence[Session], words: Words) -> list[str]:
        """Return sessions line by line."""
        return [session_line(one, words, self.course_of(one)) for one in sessions]


def label(plan: OwnPlan, plans: Sequence[OwnPlan], words: Words) -> str:
    """Return what a plan is headed with: the class, and the seat where the class does not say.

    Args:
        plan: The plan.
        plans: All that stand together; two children may be in one class.
        words: The catalogue in the reader's language.
    """
    name = plan.school_class.name
    twins = sum(one.school_class.id == plan.school_class.id for one in plans) > 1
    if plan.seat is None or not twins:
        return name
    return words("timetable-child-seat", name=name, seat=plan.seat)


def pickup_times(sessions: Sequence[Session]) -> tuple[time, ...]:
    """Return when a child may be fetched: the ends of whatever goes on longest."""
    last = last_session(sessions)
    return () if last is None else last.ends


def last_session(sessions: Sequence[Session]) -> Session | None:
    """Return where a child is fetched: what goes on longest; None if nothing takes place.

    A club within the hours of the class's service brings the child back there; one that goes
    on longer is where the child is fetched. In whatever order they come, it is the same one.
    """
    there = sorted(
        (one for one in sessions if one.takes_place),
        key=lambda one: (one.starts_at, one.ends, one.slot.id),
    )
    return max(there, key=lambda one: (one.ends[-1], one.starts_at), default=None)


def next_stay(plan: OwnPlan, now: datetime) -> date | None:
    """Return the first day of a plan on which a child could still stay; None if there is none.

    Args:
        plan: The plan, from today on.
        now: This instant in the school's zone.
    """
    for day, sessions in plan.days:
        if any(one.takes_place for one in sessions) and _lies_ahead(day.on, sessions, now):
            return day.on
    return None


def stays(plan: OwnPlan, now: datetime) -> bool:
    """Say whether there is service left to stay away from."""
    return next_stay(plan, now) is not None


def _lies_ahead(on: date, sessions: Sequence[Session], now: datetime) -> bool:
    if on != now.date():
        return on > now.date()
    return any(one.takes_place and one.ends[-1] > now.time() for one in sessions)
