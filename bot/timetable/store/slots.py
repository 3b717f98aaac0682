"""SQL of weekly slots, and of what slots were before."""

from __future__ import annotations

import secrets
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date

import sqlalchemy as sa

from bot.people.model import ClassId, SchoolId
from bot.storage.database import Connection
from bot.storage.tables import timetable as tables
from bot.timetable.model import CourseId, Kind, Slot, SlotId
from bot.timetable.store.rows import Row, entry, entry_of, hours, hours_of


async def add(connection: Connection, school_id: SchoolId, slots: Iterable[Slot]) -> None:
    """Put new slots down, each with a name of its own for calendar files."""
    rows = [
        {"school_id": school_id, "uid": secrets.token_hex(12), **_values(slot)} for slot in slots
    ]
    if rows:
        await connection.execute(sa.insert(tables.slots), rows)


async def change(connection: Connection, slot: Slot) -> None:
    """Write a slot as it is now over what its row held; its name stays."""
    mine = sa.update(tables.slots).where(tables.slots.c.id == slot.id)
    await connection.execute(mine.values(version=slot.version, **_values(slot)))


async def remove(connection: Connection, slots: Iterable[Slot]) -> None:
    """Take slots away, with the changes of single days."""
    for slot in slots:
        await connection.execute(sa.delete(tables.slots).where(tables.slots.c.id == slot.id))


async def keep_former(
    connection: Connection, school_id: SchoolId, slots: Iterable[Slot], removed_on: date
) -> None:
    """Remember what slots were, so that calendar files can cancel it."""
    kept = {"school_id": school_id, "removed_on": removed_on}
    rows = [
        {**kept, "uid": slot.uid, "version": slot.version + 1, **hours(slot)} for slot in slots
    ]
    if rows:
        await connection.execute(sa.insert(tables.former_slots), rows)


async def former_of(
    connection: Connection, *, class_id: ClassId, courses: Sequence[CourseId] = ()
) -> list[tuple[Slot, date]]:
    """Return what slots of a class and of courses were, and since when they are that no more."""
    former = tables.former_slots
    query = sa.select(former).where(_owned(former, class_id, courses)).order_by(former.c.id)
    return [(_former(row), row.removed_on) for row in await connection.execute(query)]


async def slots_of_school(connection: Connection, school_id: SchoolId) -> list[Slot]:
    """Return the slots of a school, in the order in which they came."""
    return await _slots(connection, tables.slots.c.school_id == school_id)


async def slots_of(
    connection: Connection, *, class_id: ClassId, courses: Sequence[CourseId] = ()
) -> list[Slot]:
    """Return the slots of a class and of courses, in the order in which they came."""
    return await _slots(connection, _owned(tables.slots, class_id, courses))


async def slot_of(connection: Connection, slot_id: int) -> tuple[SchoolId, Slot] | None:
    """Return a slot and its school; None if there is none."""
    query = sa.select(tables.slots).where(tables.slots.c.id == slot_id)
    row = (await connection.execute(query)).first()
    return None if row is None else (SchoolId(row.school_id), _slot(row))


async def schools_with_slots(connection: Connection) -> list[SchoolId]:
    """Return the schools that have a timetable."""
    query = sa.select(tables.slots.c.school_id).distinct().order_by(tables.slots.c.school_id)
    return [SchoolId(number) for number in (await connection.execute(query)).scalars()]


def _owned(
    table: sa.Table, class_id: ClassId, courses: Sequence[CourseId]
) -> sa.ColumnElement[bool]:
    return sa.or_(table.c.class_id == class_id, table.c.course_id.in_(courses))


async def _slots(connection: Connection, condition: sa.ColumnElement[bool]) -> list[Slot]:
    query = sa.select(tables.slots).where(condition).order_by(tables.slots.c.id)
    return [_slot(row) for row in await connection.execute(query)]


def _values(slot: Slot) -> dict[str, object]:
    own = {"kind": slot.kind.value, "capacity": slot.capacity, "fee": slot.fee}
    return entry(slot) | own


def _slot(row: Row) -> Slot:
    return replace(
        entry_of(row),
        kind=Kind(row.kind),
        capacity=row.capacity,
        fee=row.fee,
        id=SlotId(row.id),
        uid=row.uid,
        version=row.version,
    )


def _former(row: Row) -> Slot:
    return replace(hours_of(row), uid=row.uid, version=row.version)
