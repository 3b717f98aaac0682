"""What is different from the plan in a week, for each class and course. Pure.

A day off on which there would have been service, a made-up day, and whatever staff have changed:
that is what a family must know of the coming week. The rest is as always and is not said.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import IntEnum

from bot.people.model import ClassId, CourseId
from bot.timetable.calendar.deciding import school_day
from bot.timetable.model import (
    FRIDAY,
    Change,
    Changes,
    Owner,
    PublicCalendar,
    Reason,
    SchoolCalendar,
    SchoolDay,
    Session,
    Slot,
    SlotId,
)
from bot.timetable.occurrences import sessions
from bot.timetable.pushes.change_texts import Difference
from bot.timetable.pushes.standing import standing

NO_CALENDAR = SchoolCalendar()

Lost = tuple[Change, Change]


class What(IntEnum):
    """What is different; on one day in this order."""

    OFF = 1  # a day off on which there would have been service
    EXTRA = 2  # a day of school that the week's rhythm would not have
    CHANGED = 3  # something of the plan is different
    HERE = 4  # something of another week takes place here
    REPLANNED = 5  # the plan is another one from this day on


@dataclass(frozen=True)
class Note:
    """One thing that is different.

    Attributes:
        on: The day it is said of.
        day: The verdict on that day.
        sessions: What would have been there, what is there, or what is different.
        difference: How something of the plan is different.
    """

    on: date
    what: What
    day: SchoolDay
    sessions: tuple[Session, ...] = ()
    difference: Difference | None = None


@dataclass(frozen=True)
class WeekAhead:
    """A week of a school.

    Attributes:
        days: Monday to Sunday.
        notes: What is different for each class and course, by day.
    """

    days: tuple[SchoolDay, ...]
    notes: Mapping[Owner, tuple[Note, ...]]
    class_names: Mapping[ClassId, str]
    course_names: Mapping[CourseId, str]


def differences(
    planned: Sequence[Slot],
    days: Sequence[SchoolDay],
    changes: Changes,
    lost: Iterable[Lost],
    public: PublicCalendar,
) -> dict[Owner, tuple[Note, ...]]:
    """Return what is different in a week, for each class and course that it concerns.

    Args:
        planned: The school's slots.
        days: The verdicts on the days of the week.
        changes: What is different on single days, or was moved into them.
        lost: What families know to have been moved into these days and is there no more: what
            they know, and what holds.
        public: The public calendar.
    """
    found: dict[Owner, list[Note]] = defaultdict(list)
    for day in days:
        usual = _usual(day, public)
        if usual is not None:
            _add(found, What.OFF, day, sessions(planned, [usual]))
        there = sessions(planned, [day], changes)
        if day.is_made_up:
            _add(found, What.EXTRA, day, there)
        for session in there:
            note = _changed(session, {one.on for one in days})
            if note is not None:
                found[session.slot.owner].append(note)
    _add_lost(found, planned, days, lost)
    return {owner: tuple(sorted(notes, key=_order)) for owner, notes in found.items()}


def _usual(day: SchoolDay, public: PublicCalendar) -> SchoolDay | None:
    """Return what a day off would be without its holiday; None if it would be one anyway."""
    if day.reason not in (Reason.HOLIDAY, Reason.CLOSED):
        return None
    if day.on.isoweekday() <= FRIDAY:
        return SchoolDay(day.on, Reason.ORDINARY, week=day.week)
    usual = school_day(day.on, NO_CALENDAR, public)
    return replace(usual, week=day.week) if usual.is_open else None


def _add(
    found: dict[Owner, list[Note]], what: What, day: SchoolDay, there: Iterable[Session]
) -> None:
    owners: dict[Owner, list[Session]] = defaultdict(list)
    for session in there:
        owners[session.slot.owner].append(session)
    for owner, mine in owners.items():
        found[owner].append(Note(day.on, what, day, tuple(mine)))


def _changed(session: Session, week: set[date]) -> Note | None:
    change, on = session.change, session.day.on
    if change is None or change.is_none:
        return None
    if session.planned_on != on:
        if session.planned_on in week:
            return None  # It is told of the day it was planned for.
        return Note(on, What.HERE, session.day, (session,))
    now = standing(session.slot, on, change)
    different = Difference(session.slot, standing(session.slot, on, None), now, change)
    if not different.aspects:
        return None
    return Note(on, What.CHANGED, session.day, (session,), different)


def _add_lost(
    found: dict[Owner, list[Note]],
    planned: Iterable[Slot],
    days: Iterable[SchoolDay],
    lost: Iterable[Lost],
) -> None:
    slots: dict[SlotId, Slot] = {slot.id: slot for slot in planned}
    verdicts = {day.on: day for day in days}
    for known, change in lost:
        slot, day = slots.get(known.slot_id), verdicts.get(known.moved_to or known.on)
        if slot is None or day is None:
            continue
        now = standing(slot, known.on, change)
        different = Difference(slot, standing(slot, known.on, known), now, change)
        if different.aspects:
            found[slot.owner].append(Note(day.on, What.CHANGED, day, difference=different))


def _order(note: Note) -> tuple[date, What]:
    return note.on, note.what
