"""SQL of what families have been told about changed days."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime

import sqlalchemy as sa

from bot.people.model import SchoolId
from bot.storage.database import Connection
from bot.storage.tables import timetable as tables
from bot.timetable.model import Change, SlotId
from bot.timetable.store.rows import change_of, difference

_TOLD = tables.told_changes


async def put(
    connection: Connection,
    change: Change,
    *,
    at: datetime,
    messages: int = 0,
    hurried: int = 0,
    batch: str | None = None,
) -> None:
    """Account for a change that families are told of; once is enough for each version.

    Args:
        connection: The caller's transaction.
        change: What they are told.
        at: When.
        messages: How many messages that takes.
        hurried: How many of those leave in quiet hours.
        batch: The messages, where they tell of other changes too; None if they are its own.
    """
    await forget(connection, change)
    values = {
        "slot_id": change.slot_id,
        "day": change.on,
        **difference(change),
        "told_at": at,
        "message_count": messages,
        "hurried": hurried,
        "batch": batch,
    }
    await connection.execute(sa.insert(_TOLD).values(values))


async def forget(connection: Connection, change: Change) -> None:
    """Take back that families were told, because no message had left yet."""
    mine = sa.delete(_TOLD).where(
        _TOLD.c.slot_id == change.slot_id,
        _TOLD.c.day == change.on,
        _TOLD.c.version == change.version,
    )
    await connection.execute(mine)


async def newest_first(connection: Connection, slot_id: SlotId, on: date) -> list[Change]:
    """Return what families were told about a slot on a day, the newest first."""
    mine = sa.and_(_TOLD.c.slot_id == slot_id, _TOLD.c.day == on)
    query = sa.select(_TOLD).where(mine).order_by(_TOLD.c.version.desc())
    return [change_of(row) for row in await connection.execute(query)]


async def batch_of(connection: Connection, change: Change) -> str | None:
    """Return the messages that tell of a change together with others; None if there are none."""
    mine = sa.and_(
        _TOLD.c.slot_id == change.slot_id,
        _TOLD.c.day == change.on,
        _TOLD.c.version == change.version,
    )
    batch: str | None = (await connection.execute(sa.select(_TOLD.c.batch).where(mine))).scalar()
    return batch


async def of_batch(connection: Connection, batch: str) -> list[Change]:
    """Return every change that some messages tell of."""
    query = sa.select(_TOLD).where(_TOLD.c.batch == batch).order_by(_TOLD.c.slot_id)
    return [change_of(row) for row in await connection.execute(query)]


async def of_days(
    connection: Connection, school_id: SchoolId, days: Iterable[date]
) -> list[Change]:
    """Return the newest that families of a school were told about each slot of some days.

    What they were told to have been moved into these days is among it.
    """
    slots, wanted = tables.slots, list(days)
    query = (
        sa.select(_TOLD)
        .join(slots, slots.c.id == _TOLD.c.slot_id)
        .where(
            slots.c.school_id == school_id,
            sa.or_(_TOLD.c.day.in_(wanted), _TOLD.c.moved_to.in_(wanted)),
            _is_newest(),
        )
        .order_by(_TOLD.c.day, _TOLD.c.slot_id)
    )
    return [change_of(row) for row in await connection.execute(query)]


async def moved_into(
    connection: Connection, school_id: SchoolId, begin: date, end: date
) -> list[Change]:
    """Return what families know to have been moved into some days, and is not there any more."""
    now, slots = tables.slot_changes, tables.slots
    query = (
        sa.select(_TOLD)
        .join(slots, slots.c.id == _TOLD.c.slot_id)
        .join(now, sa.and_(now.c.slot_id == _TOLD.c.slot_id, now.c.day == _TOLD.c.day))
        .where(
            slots.c.school_id == school_id,
            _TOLD.c.is_cancelled.is_(False),
            _TOLD.c.moved_to.between(begin, end),
            sa.or_(
                now.c.moved_to.is_(None), now.c.moved_to != _TOLD.c.moved_to, now.c.is_cancelled
            ),
            _is_newest(),
        )
    )
    return [change_of(row) for row in await connection.execute(query)]


def _is_newest() -> sa.ColumnElement[bool]:
    newer = _TOLD.alias()
    return ~sa.exists().where(
        newer.c.slot_id == _TOLD.c.slot_id,
        newer.c.day == _TOLD.c.day,
        newer.c.version > _TOLD.c.version,
    )
