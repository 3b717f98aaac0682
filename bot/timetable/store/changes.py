"""SQL of what is different on single days."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime

import sqlalchemy as sa

from bot.people.model import SchoolId
from bot.storage.database import Connection
from bot.storage.tables import timetable as tables
from bot.timetable.model import Change, Changes, SlotId
from bot.timetable.store.rows import Row, change_of, difference

_CHANGES = tables.slot_changes


async def put(connection: Connection, change: Change, *, at: datetime) -> None:
    """Write a change over an earlier one of the same slot and day, if there is one."""
    values = difference(change) | {"reason": change.reason, "changed_at": at}
    mine = sa.update(_CHANGES).where(
        _CHANGES.c.slot_id == change.slot_id, _CHANGES.c.day == change.on
    )
    if not (await connection.execute(mine.values(values))).rowcount:
        key = {"slot_id": change.slot_id, "day": change.on}
        await connection.execute(sa.insert(_CHANGES).values(key | values))


async def find(connection: Connection, slot_id: SlotId, on: date) -> Change | None:
    """Return what is different about a slot on the day it was planned for."""
    query = sa.select(_CHANGES).where(_CHANGES.c.slot_id == slot_id, _CHANGES.c.day == on)
    row = (await connection.execute(query)).first()
    return None if row is None else _change(row)


async def of_school(
    connection: Connection, school_id: SchoolId, begin: date, end: date
) -> Changes:
    """Return a school's changes of slots planned for or moved into some days."""
    query = (
        sa.select(_CHANGES)
        .join(tables.slots, tables.slots.c.id == _CHANGES.c.slot_id)
        .where(
            tables.slots.c.school_id == school_id,
            sa.or_(_CHANGES.c.day.between(begin, end), _CHANGES.c.moved_to.between(begin, end)),
        )
    )
    found = [_change(row) for row in await connection.execute(query)]
    return {(change.slot_id, change.on): change for change in found}


def _change(row: Row) -> Change:
    return replace(change_of(row), reason=row.reason)
