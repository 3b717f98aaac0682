"""SQL of plans as families know them, where a new file has changed them."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, time
from typing import Any

import sqlalchemy as sa

from bot.people.model import ClassId, SchoolId
from bot.storage.database import Connection
from bot.storage.tables import timetable as tables
from bot.timetable.model import CourseId, Owner, Slot, SlotId, Weeks

_KNOWN, _VERSIONS = tables.known_slots, tables.plan_versions

Known = tuple[Slot, str | None]
"""A slot as families know it, and the messages that tell of the new plan; None: Sunday will."""


async def of_school(connection: Connection, school_id: SchoolId) -> list[Known]:
    """Return what families of a school know otherwise than it is by now."""
    query = sa.select(_KNOWN).where(_KNOWN.c.school_id == school_id).order_by(_KNOWN.c.id)
    return [(_slot(row), row.batch) for row in await connection.execute(query)]


async def replace(connection: Connection, school_id: SchoolId, known: Iterable[Known]) -> None:
    """Put this in the place of all that was known at a school."""
    await connection.execute(sa.delete(_KNOWN).where(_KNOWN.c.school_id == school_id))
    rows = [{"school_id": school_id, "batch": batch, **_values(slot)} for slot, batch in known]
    if rows:
        await connection.execute(sa.insert(_KNOWN), rows)


async def forget(connection: Connection, owners: Iterable[Owner]) -> None:
    """Forget what families knew of some classes and courses, because they have been told."""
    for class_id, course_id in owners:
        mine = _KNOWN.c.class_id == class_id if class_id else _KNOWN.c.course_id == course_id
        await connection.execute(sa.delete(_KNOWN).where(mine))


async def last_import(connection: Connection, school_id: SchoolId) -> tuple[int, datetime | None]:
    """Return how often a school's slots were imported, and when the last time was."""
    query = sa.select(_VERSIONS).where(_VERSIONS.c.school_id == school_id)
    row = (await connection.execute(query)).first()
    return (0, None) if row is None else (row.version, row.imported_at)


async def record_import(
    connection: Connection, school_id: SchoolId, version: int, *, at: datetime
) -> None:
    """Account for an import of a school's slots."""
    await connection.execute(sa.delete(_VERSIONS).where(_VERSIONS.c.school_id == school_id))
    row = {"school_id": school_id, "version": version, "imported_at": at}
    await connection.execute(sa.insert(_VERSIONS).values(row))


def _values(slot: Slot) -> dict[str, object]:
    return {
        "slot_id": slot.id,
        "class_id": slot.class_id,
        "course_id": slot.course_id,
        "weekday": slot.weekday,
        "starts_at": slot.starts_at,
        "ends_at": slot.ends_at,
        "later_ends": " ".join(f"{end:%H:%M}" for end in slot.later_ends),
        "title": slot.title,
        "place": slot.place,
        "teacher": slot.teacher,
        "weeks": slot.weeks.value,
        "valid_from": slot.valid_from,
        "valid_until": slot.valid_until,
    }


def _slot(row: sa.Row[*tuple[Any, ...]]) -> Slot:
    return Slot(
        class_id=None if row.class_id is None else ClassId(row.class_id),
        course_id=None if row.course_id is None else CourseId(row.course_id),
        weekday=row.weekday,
        starts_at=row.starts_at,
        ends_at=row.ends_at,
        later_ends=tuple(time.fromisoformat(end) for end in row.later_ends.split()),
        title=row.title,
        place=row.place,
        teacher=row.teacher,
        weeks=Weeks(row.weeks),
        valid_from=row.valid_from,
        valid_until=row.valid_until,
        id=SlotId(row.slot_id),
    )
