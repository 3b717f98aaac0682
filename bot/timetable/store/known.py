"""SQL of plans as families know them, where a new file has changed them."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable
from datetime import datetime

import sqlalchemy as sa

from bot.people.model import SchoolId
from bot.storage.database import Connection
from bot.storage.tables import timetable as tables
from bot.timetable.model import Owner, Slot, SlotId
from bot.timetable.store.rows import Row, entry, entry_of

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
    return {"slot_id": slot.id, **entry(slot)}


def _slot(row: Row) -> Slot:
    return dataclasses.replace(entry_of(row), id=SlotId(row.slot_id))
