"""SQL of weekly slots, and of what slots were before."""

from __future__ import annotations

import secrets
from collections.abc import Iterable, Sequence
from datetime import date, time
from typing import Any

import sqlalchemy as sa

from bot.people.model import ClassId, SchoolId
from bot.storage.database import Connection
from bot.storage.tables import timetable as tables
from bot.timetable.model import CourseId, Kind, Slot, SlotId, Weeks

_FORMER_COLUMNS = (
    "class_id",
    "course_id",
    "uid",
    "weekday",
    "starts_at",
    "ends_at",
    "title",
    "weeks",
    "valid_from",
    "valid_until",
)


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
    rows = []
    for slot in slots:
        values = {"uid": slot.uid, **_values(slot)}
        former = {name: values[name] for name in _FORMER_COLUMNS}
        kept = {"school_id": school_id, "version": slot.version + 1, "removed_on": removed_on}
        rows.append(former | kept)
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
    return {
        "class_id": slot.class_id,
        "course_id": slot.course_id,
        "weekday": slot.weekday,
        "starts_at": slot.starts_at,
        "ends_at": slot.ends_at,
        "title": slot.title,
        "place": slot.place,
        "teacher": slot.teacher,
        "valid_from": slot.valid_from,
        "valid_until": slot.valid_until,
        "later_ends": " ".join(f"{end:%H:%M}" for end in slot.later_ends),
        "weeks": slot.weeks.value,
        "kind": slot.kind.value,
        "capacity": slot.capacity,
        "fee": slot.fee,
    }


def _slot(row: sa.Row[*tuple[Any, ...]]) -> Slot:
    return Slot(
        class_id=None if row.class_id is None else ClassId(row.class_id),
        weekday=row.weekday,
        starts_at=row.starts_at,
        ends_at=row.ends_at,
        title=row.title,
        place=row.place,
        teacher=row.teacher,
        valid_from=row.valid_from,
        valid_until=row.valid_until,
        course_id=None if row.course_id is None else CourseId(row.course_id),
        later_ends=tuple(time.fromisoformat(end) for end in row.later_ends.split()),
        weeks=Weeks(row.weeks),
        kind=Kind(row.kind),
        capacity=row.capacity,
        fee=row.fee,
        id=SlotId(row.id),
        uid=row.uid,
        version=row.version,
    )


def _former(row: sa.Row[*tuple[Any, ...]]) -> Slot:
    return Slot(
        class_id=None if row.class_id is None else ClassId(row.class_id),
        weekday=row.weekday,
        starts_at=row.starts_at,
        ends_at=row.ends_at,
        title=row.title,
        valid_from=row.valid_from,
        valid_until=row.valid_until,
        course_id=None if row.course_id is None else CourseId(row.course_id),
        weeks=Weeks(row.weeks),
        uid=row.uid,
        version=row.version,
    )
