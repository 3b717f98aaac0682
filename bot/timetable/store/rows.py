"""What several tables hold alike, between rows and values: slots, and differences of a day.

A slot stands in a table as it is, in one as it was, and in one as families know it; a difference
stands in one as it is and in one as families were told. Each table adds columns of its own.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import time
from typing import Any

import sqlalchemy as sa

from bot.people.model import ClassId
from bot.timetable.model import Change, CourseId, Slot, SlotId, Weeks

Row = sa.Row[*tuple[Any, ...]]


def change_of(row: Row) -> Change:
    """Read what is different on a day, without the reason."""
    return Change(
        slot_id=SlotId(row.slot_id),
        on=row.day,
        version=row.version,
        is_cancelled=row.is_cancelled,
        moved_to=row.moved_to,
        starts_at=row.starts_at,
        ends_at=row.ends_at,
        place=row.place,
        teacher=row.teacher,
    )


def difference(change: Change) -> dict[str, object]:
    """Return the columns of what is different, without slot, day and reason."""
    return {
        "version": change.version,
        "is_cancelled": change.is_cancelled,
        "moved_to": change.moved_to,
        "starts_at": change.starts_at,
        "ends_at": change.ends_at,
        "place": change.place,
        "teacher": change.teacher,
    }


def hours_of(row: Row) -> Slot:
    """Read whose a slot is, when it is, and what it is called."""
    return Slot(
        class_id=None if row.class_id is None else ClassId(row.class_id),
        course_id=None if row.course_id is None else CourseId(row.course_id),
        weekday=row.weekday,
        starts_at=row.starts_at,
        ends_at=row.ends_at,
        title=row.title,
        weeks=Weeks(row.weeks),
        valid_from=row.valid_from,
        valid_until=row.valid_until,
    )


def hours(slot: Slot) -> dict[str, object]:
    """Return the columns that `hours_of` reads."""
    return {
        "class_id": slot.class_id,
        "course_id": slot.course_id,
        "weekday": slot.weekday,
        "starts_at": slot.starts_at,
        "ends_at": slot.ends_at,
        "title": slot.title,
        "weeks": slot.weeks.value,
        "valid_from": slot.valid_from,
        "valid_until": slot.valid_until,
    }


def entry_of(row: Row) -> Slot:
    """Read a slot as a plan shows it: also where, with whom, and its later ends."""
    later_ends = tuple(time.fromisoformat(end) for end in row.later_ends.split())
    return replace(hours_of(row), place=row.place, teacher=row.teacher, later_ends=later_ends)


def entry(slot: Slot) -> dict[str, object]:
    """Return the columns that `entry_of` reads."""
    later_ends = " ".join(f"{end:%H:%M}" for end in slot.later_ends)
    return hours(slot) | {"place": slot.place, "teacher": slot.teacher, "later_ends": later_ends}
