"""SQL of the children who do not stay on a day."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime

import sqlalchemy as sa

from bot.people.model import ChildId, SchoolId
from bot.storage.database import Connection
from bot.storage.tables import timetable as tables
from bot.storage.tables.people import children, classes, joins
from bot.timetable.model import Owner

_ABSENCES, _ENROLMENTS = tables.absences, tables.enrolments


async def put(connection: Connection, child_id: int, day: date, at: datetime) -> bool:
    """Note that a child does not stay on a day; say whether that is new."""
    mine = sa.select(_ABSENCES.c.child_id).where(_is(child_id, day))
    if (await connection.execute(mine)).first() is not None:
        return False
    values = {"child_id": child_id, "day": day, "told_at": at}
    await connection.execute(sa.insert(_ABSENCES).values(values))
    return True


async def remove(connection: Connection, child_id: int, day: date) -> bool:
    """Take a note back; say whether there was one."""
    gone = await connection.execute(sa.delete(_ABSENCES).where(_is(child_id, day)))
    return bool(gone.rowcount)


async def of_day(connection: Connection, owner: Owner, day: date) -> frozenset[ChildId]:
    """Return the children of a class, or with a place in a course, who do not stay on a day."""
    class_id, course_id = owner
    if class_id is not None:
        members = sa.select(children.c.id).where(children.c.class_id == class_id)
    else:
        members = sa.select(_ENROLMENTS.c.child_id).where(
            _ENROLMENTS.c.course_id == course_id, _ENROLMENTS.c.placed_at.is_not(None)
        )
    query = sa.select(_ABSENCES.c.child_id).where(
        _ABSENCES.c.day == day, _ABSENCES.c.child_id.in_(members)
    )
    return frozenset(ChildId(number) for number in (await connection.execute(query)).scalars())


async def of_school(connection: Connection, school_id: SchoolId, day: date) -> frozenset[ChildId]:
    """Return the children of a school who do not stay on a day."""
    query = (
        sa.select(_ABSENCES.c.child_id)
        .join(children, children.c.id == _ABSENCES.c.child_id)
        .join(classes, classes.c.id == children.c.class_id)
        .where(_ABSENCES.c.day == day, classes.c.school_id == school_id)
    )
    return frozenset(ChildId(number) for number in (await connection.execute(query)).scalars())


async def seats(
    connection: Connection, class_ids: Iterable[int], day: date
) -> dict[int, list[int | None]]:
    """Return the seats of who does not stay on a day, by class; None is a seat not given."""
    query = (
        sa.select(children.c.class_id, children.c.seat)
        .join(_ABSENCES, _ABSENCES.c.child_id == children.c.id)
        .where(_ABSENCES.c.day == day, children.c.class_id.in_(list(class_ids)))
        .order_by(children.c.class_id, children.c.seat.is_(None), children.c.seat)
    )
    found: dict[int, list[int | None]] = {}
    for row in await connection.execute(query):
        found.setdefault(row.class_id, []).append(row.seat)
    return found


async def of_children(
    connection: Connection, child_ids: Iterable[int]
) -> list[tuple[ChildId, date]]:
    """Return the notes of some children, the latest day first."""
    query = (
        sa.select(_ABSENCES.c.child_id, _ABSENCES.c.day)
        .where(_ABSENCES.c.child_id.in_(list(child_ids)))
        .order_by(_ABSENCES.c.day.desc(), _ABSENCES.c.child_id)
    )
    return [(ChildId(row.child_id), row.day) for row in await connection.execute(query)]


async def remove_before(connection: Connection, day: date) -> int:
    """Delete the notes of all days before one; return how many."""
    gone = await connection.execute(sa.delete(_ABSENCES).where(_ABSENCES.c.day < day))
    return gone.rowcount


async def remove_unread(connection: Connection) -> None:
    """Delete the notes about children nobody reads for any more."""
    read = sa.select(joins.c.child_id)
    await connection.execute(sa.delete(_ABSENCES).where(_ABSENCES.c.child_id.not_in(read)))


def _is(child_id: int, day: date) -> sa.ColumnElement[bool]:
    return sa.and_(_ABSENCES.c.child_id == child_id, _ABSENCES.c.day == day)
