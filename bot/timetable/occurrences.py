"""From weekly slots to dated sessions. Pure.

On a made-up day three things may decide, in this order: the school's calendar, when it
names a weekday to follow; slots the class has for that very Saturday or Sunday, which can
mean nothing but such a day; and the plan of the weekday that is being made up. A course is
treated as a class of its own.

What was changed for one day is laid over the plan afterwards. A session that was moved to
another day is there twice: cancelled on the day it was planned for, and moved where it takes
place, if there is school on that day.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date
from types import MappingProxyType
from typing import Final

from bot.people.model import ClassId
from bot.timetable.model import (
    Change,
    Changes,
    CourseId,
    Owner,
    SchoolDay,
    Session,
    Slot,
    SlotId,
    State,
)

NO_CHANGES: Final[Changes] = MappingProxyType({})


def sessions(
    slots: Iterable[Slot], days: Iterable[SchoolDay], changes: Changes = NO_CHANGES
) -> list[Session]:
    """Return what takes place on these days, and what does not although it was planned.

    Args:
        slots: Weekly slots of any number of classes and courses.
        days: The verdicts on the days asked for.
        changes: What is different on single days; those of other slots do not matter.

    Returns:
        Sessions by day, then class or course as given, then start.
    """
    plan = _Plan(slots)
    moved = plan.moved_here(changes.values())
    found: list[Session] = []
    for day in days:
        if day.is_open:
            found += _on(day, plan, changes, moved.get(day.on, ()))
    return found


def by_class(found: Iterable[Session]) -> dict[ClassId, tuple[Session, ...]]:
    """Return the sessions of classes by class, each class's in their order."""
    classes: dict[ClassId, list[Session]] = defaultdict(list)
    for session in found:
        if session.slot.class_id is not None:
            classes[session.slot.class_id].append(session)
    return {class_id: tuple(items) for class_id, items in classes.items()}


def by_course(found: Iterable[Session]) -> dict[CourseId, tuple[Session, ...]]:
    """Return the sessions of courses by course, each course's in their order."""
    courses: dict[CourseId, list[Session]] = defaultdict(list)
    for session in found:
        if session.slot.course_id is not None:
            courses[session.slot.course_id].append(session)
    return {course_id: tuple(items) for course_id, items in courses.items()}


_MovedHere = Sequence[tuple[Slot, Change]]


class _Plan:
    """The week's slots, laid out so that a day is quickly read off."""

    def __init__(self, slots: Iterable[Slot]) -> None:
        listed = list(slots)
        owners: dict[Owner, list[Slot]] = defaultdict(list)
        for slot in listed:
            owners[slot.owner].append(slot)
        self.place = {owner: number for number, owner in enumerate(owners)}
        self._by_id: dict[SlotId, Slot] = {slot.id: slot for slot in listed}
        self._weekdays: dict[int, list[Slot]] = defaultdict(list)
        for mine in owners.values():
            for slot in sorted(mine, key=_time):
                self._weekdays[slot.weekday].append(slot)

    def on(self, day: SchoolDay) -> list[Slot]:
        """Return what the plan has for an open day."""
        own = [] if day.is_ordered else self._valid(day.on.isoweekday(), day)
        if day.follows is None:
            return own
        followed = self._valid(day.follows, day)
        if not own:
            return followed
        having = {slot.owner for slot in own}
        mixed = [*own, *(slot for slot in followed if slot.owner not in having)]
        return sorted(mixed, key=lambda slot: (self.place[slot.owner], *_time(slot)))

    def moved_here(self, changes: Iterable[Change]) -> dict[date, list[tuple[Slot, Change]]]:
        """Return what was moved from one day to another, by where it was moved."""
        moved: dict[date, list[tuple[Slot, Change]]] = defaultdict(list)
        for change in changes:
            slot = self._by_id.get(change.slot_id)
            if slot is None or change.is_cancelled or change.moved_to in (None, change.on):
                continue
            assert change.moved_to is not None
            moved[change.moved_to].append((slot, change))
        return moved

    def _valid(self, weekday: int, day: SchoolDay) -> list[Slot]:
        on, week = day.on, day.week
        return [
            slot
            for slot in self._weekdays.get(weekday, ())
            if slot.is_valid_on(on) and slot.weeks.include(week)
        ]


def _on(day: SchoolDay, plan: _Plan, changes: Changes, moved: _MovedHere) -> list[Session]:
    slots = plan.on(day)
    if not changes:
        return [Session(day, slot) for slot in slots]
    found = [_session(day, slot, changes.get((slot.id, day.on))) for slot in slots]
    if not moved:
        return found
    found += [Session(day, slot, State.MOVED, change) for slot, change in moved]
    return sorted(
        found, key=lambda item: (plan.place[item.slot.owner], item.starts_at, item.planned_on)
    )


def _session(day: SchoolDay, slot: Slot, change: Change | None) -> Session:
    if change is None or change.is_none:
        # What was taken back is kept: telephones must learn of it under a higher number.
        return Session(day, slot, State.ON, change)
    if change.is_off:
        return Session(day, slot, State.CANCELLED, change)
    is_moved = change.starts_at is not None or change.place is not None
    return Session(day, slot, State.MOVED if is_moved else State.ON, change)


def _time(slot: Slot) -> tuple[object, ...]:
    return slot.starts_at, slot.ends_at, slot.title
