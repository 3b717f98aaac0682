"""SQL of the schools' own calendars, what they took back, and warnings of unknown years."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from types import MappingProxyType

import sqlalchemy as sa

from bot.people.model import SchoolId
from bot.storage.database import Connection
from bot.storage.tables import timetable as tables
from bot.timetable.model import SchoolCalendar, SpecialDay, Term


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


async def version_of(connection: Connection, school_id: SchoolId) -> int:
    """Return how often a school's calendar was imported."""
    versions = tables.calendar_versions
    query = sa.select(versions.c.version).where(versions.c.school_id == school_id)
    return (await connection.execute(query)).scalar_one_or_none() or 0


async def raise_version(connection: Connection, school_id: SchoolId) -> None:
    """Count one more import of a school's calendar."""
    versions = tables.calendar_versions
    mine = sa.update(versions).where(versions.c.school_id == school_id)
    raised = await connection.execute(mine.values(version=versions.c.version + 1))
    if not raised.rowcount:
        first = {"school_id": school_id, "version": 1}
        await connection.execute(sa.insert(versions).values(first))


async def keep_former_days(
    connection: Connection, school_id: SchoolId, days: Iterable[tuple[date, int]]
) -> None:
    """Remember school days that were taken back, with the weekday whose plan applied."""
    known = set(await former_days(connection, school_id))
    rows = [
        {"school_id": school_id, "day": day, "weekday": weekday}
        for day, weekday in days
        if (day, weekday) not in known
    ]
    if rows:
        await connection.execute(sa.insert(tables.former_days), rows)


async def former_days(connection: Connection, school_id: SchoolId) -> list[tuple[date, int]]:
    """Return the school days that were taken back, with the weekday whose plan applied."""
    former = tables.former_days
    query = sa.select(former.c.day, former.c.weekday).where(former.c.school_id == school_id)
    rows = await connection.execute(query.order_by(former.c.day, former.c.weekday))
    return [(row.day, row.weekday) for row in rows]


async def warnings_told(connection: Connection, school_id: SchoolId, year: int) -> set[int]:
    """Return how many days ahead staff were warned of a year's unknown holidays."""
    warnings = tables.calendar_warnings
    query = sa.select(warnings.c.days_ahead).where(
        warnings.c.school_id == school_id, warnings.c.year == year
    )
    return set((await connection.execute(query)).scalars())


async def record_warnings(
    connection: Connection,
    school_id: SchoolId,
    year: int,
    days_ahead: Iterable[int],
    *,
    at: datetime,
) -> None:
    """Account for a warning, and for those that it makes superfluous."""
    rows = [
        {"school_id": school_id, "year": year, "days_ahead": days, "told_at": at}
        for days in days_ahead
    ]
    await connection.execute(sa.insert(tables.calendar_warnings), rows)
