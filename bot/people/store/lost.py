"""SQL for the chats that have shut the bot out."""

from __future__ import annotations

from collections.abc import Sequence

import sqlalchemy as sa

from bot.people.audience import Audience
from bot.people.store.registry import condition
from bot.storage.database import Connection
from bot.storage.tables.people import chats, children, classes, joins, schools


async def count(connection: Connection, audiences: Sequence[Audience]) -> int:
    """Count the chats of audiences of families that have blocked the bot."""
    query = (
        sa.select(sa.func.count(sa.distinct(chats.c.id)))
        .select_from(joins)
        .join(chats, chats.c.id == joins.c.chat_id)
        .join(children, children.c.id == joins.c.child_id)
        .join(classes, classes.c.id == children.c.class_id)
        .join(schools, schools.c.id == classes.c.school_id)
        .where(chats.c.gone_at.is_not(None), sa.or_(*map(condition, audiences)))
    )
    return (await connection.execute(query)).scalar_one()
