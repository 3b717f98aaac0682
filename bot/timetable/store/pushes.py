"""SQL of the account of each morning's message."""

from __future__ import annotations

from datetime import date, datetime

import sqlalchemy as sa

from bot.people.model import SchoolId
from bot.storage.database import Connection
from bot.storage.tables import timetable as tables
from bot.storage.tables.people import chats, children, classes, joins


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


async def families_with_service(connection: Connection) -> int:
    """Count the chats that may be told something in a morning, over all schools."""
    query = (
        sa.select(sa.func.count(sa.distinct(joins.c.chat_id)))
        .select_from(joins)
        .join(chats, chats.c.id == joins.c.chat_id)
        .join(children, children.c.id == joins.c.child_id)
        .join(classes, classes.c.id == children.c.class_id)
        .where(
            chats.c.gone_at.is_(None),
            classes.c.school_id.in_(sa.select(tables.slots.c.school_id)),
        )
    )
    return (await connection.execute(query)).scalar_one()


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
