"""SQL of the after-school service."""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from datetime import date, datetime
from types import MappingProxyType
from typing import Any

import sqlalchemy as sa

from bot.people.model import ClassId, SchoolId
from bot.storage.database import Connection
from bot.storage.tables import timetable as tables
from bot.timetable.model import SchoolCalendar, Slot, SpecialDay, Term


async def replace_slots(connection: Connection, school_id: SchoolId, slots: Sequence[Slot]) -> int:
    """Put new slots in the place of a school's old ones; return how many those were."""
    old = await connection.execute(
        sa.delete(tables.slots).where(tables.slots.c.school_id == school_id)
    )
    rows = [{"school_id": school_id, **_slot_values(slot)} for slot in slots]
    if rows:
        await connection.execute(sa.insert(tables.slots), rows)
    return old.rowcount


async def slots_of_school(connection: Connection, school_id: SchoolId) -> list[Slot]:
    """Return the slots of a school, in the order of their file."""
    return await _slots(connection, tables.slots.c.school_id == school_id)


async def slots_of_class(connection: Connection, class_id: ClassId) -> list[Slot]:
    """Return the slots of a class, in the order of their file."""
    return await _slots(connection, tables.slots.c.class_id == class_id)


async def schools_with_slots(connection: Connection) -> list[SchoolId]:
    """Return the schools that have a timetable."""
    query = sa.select(tables.slots.c.school_id).distinct().order_by(tables.slots.c.school_id)
    return [SchoolId(number) for number in (await connection.execute(query)).scalars()]


async def replace_calendar(
    connection: Connection, school_id: SchoolId, calendar: SchoolCalendar
) -> None:
    """Put a new calendar in the place of a school's old one."""
    for table in (tables.terms, tables.special_days):
        await connection.execute(sa.delete(table).where(table.c.school_id == school_id))
    if calendar.terms:
        terms = [
            {"school_id": school_id, "name": t.name, "first_on": t.first_on, "last_on": t.last_on}
            for t in calendar.terms
        ]
        await connection.execute(sa.insert(tables.terms), terms)
    if calendar.days:
        days = [
            {
                "school_id": school_id,
                "day": on,
                "is_open": day.is_open,
                "follows": day.follows,
                "name": day.name,
            }
            for on, day in calendar.days.items()
        ]
        await connection.execute(sa.insert(tables.special_days), days)


async def calendar_of(connection: Connection, school_id: SchoolId) -> SchoolCalendar:
    """Return a school's calendar; an empty one if it has given none."""
    terms, days = tables.terms, tables.special_days
    term_rows = await connection.execute(
        sa.select(terms).where(terms.c.school_id == school_id).order_by(terms.c.first_on)
    )
    day_rows = await connection.execute(
        sa.select(days).where(days.c.school_id == school_id).order_by(days.c.day)
    )
    return SchoolCalendar(
        tuple(Term(row.first_on, row.last_on, row.name) for row in term_rows),
        MappingProxyType(
            {row.day: SpecialDay(row.is_open, row.follows, row.name) for row in day_rows}
        ),
    )


async def was_pushed(connection: Connection, school_id: SchoolId, day: date) -> bool:
    """Say whether this day's message has been made already."""
    pushes = tables.pushes
    query = sa.select(pushes.c.day).where(pushes.c.school_id == school_id, pushes.c.day == day)
    return (await connection.execute(query)).first() is not None


async def was_uncertain_between(
    connection: Connection, school_id: SchoolId, begin: date, end: date
) -> bool:
    """Say whether a message from `begin` to before `end` had to warn of unknown holidays."""
    pushes = tables.pushes
    query = sa.select(pushes.c.day).where(
        pushes.c.school_id == school_id,
        pushes.c.day >= begin,
        pushes.c.day < end,
        pushes.c.is_uncertain,
    )
    return (await connection.execute(query.limit(1))).first() is not None


async def record_push(
    connection: Connection,
    school_id: SchoolId,
    day: date,
    *,
    made_at: datetime,
    message_count: int,
    is_late: bool,
    is_uncertain: bool,
) -> None:
    """Account for a day's message."""
    values = {
        "school_id": school_id,
        "day": day,
        "made_at": made_at,
        "message_count": message_count,
        "is_late": is_late,
        "is_uncertain": is_uncertain,
    }
    await connection.execute(sa.insert(tables.pushes).values(values))


async def _slots(connection: Connection, condition: sa.ColumnElement[bool]) -> list[Slot]:
    query = sa.select(tables.slots).where(condition).order_by(tables.slots.c.id)
    return [_slot(row) for row in await connection.execute(query)]


def _slot_values(slot: Slot) -> dict[str, object]:
    return {
        "uid": secrets.token_hex(12),
        "class_id": slot.class_id,
        "weekday": slot.weekday,
        "starts_at": slot.starts_at,
        "ends_at": slot.ends_at,
        "title": slot.title,
        "place": slot.place,
        "teacher": slot.teacher,
        "valid_from": slot.valid_from,
        "valid_until": slot.valid_until,
    }


def _slot(row: sa.Row[*tuple[Any, ...]]) -> Slot:
    return Slot(
        class_id=ClassId(row.class_id),
        weekday=row.weekday,
        starts_at=row.starts_at,
        ends_at=row.ends_at,
        title=row.title,
        place=row.place,
        teacher=row.teacher,
        valid_from=row.valid_from,
        valid_until=row.valid_until,
    )
