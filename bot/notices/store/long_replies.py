"""SQL for long texts of staff, which may be the first part of one that an app has cut."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

import sqlalchemy as sa

from bot.notices.particulars import LongReply
from bot.storage.database import Connection
from bot.storage.tables.notices import long_replies

_TABLE = long_replies


async def add(connection: Connection, chat: int, reply: LongReply, **values: object) -> None:
    """Save one, unless an update that comes again has saved it before."""
    same = sa.select(_TABLE.c.chat_id).where(
        _TABLE.c.chat_id == chat, _TABLE.c.message_id == reply.message_id
    )
    if (await connection.execute(same)).first() is None:
        await connection.execute(
            sa.insert(_TABLE).values(
                chat_id=chat,
                message_id=reply.message_id,
                question_id=reply.question_id,
                **values,
            )
        )


async def recent(
    connection: Connection, chat: int, since: datetime, until: datetime
) -> list[LongReply]:
    """List what came to a chat between two instants, both included, in order."""
    query = (
        sa.select(_TABLE.c.message_id, _TABLE.c.question_id)
        .where(_TABLE.c.chat_id == chat, _TABLE.c.came_at.between(since, until))
        .order_by(_TABLE.c.came_at, _TABLE.c.message_id)
    )
    return [LongReply(*row) for row in await connection.execute(query)]


async def mark_cut(connection: Connection, chat: int, numbers: Collection[int]) -> None:
    """Note that more followed some messages."""
    await connection.execute(
        sa.update(_TABLE)
        .where(_TABLE.c.chat_id == chat, _TABLE.c.message_id.in_(list(numbers)))
        .values(is_cut=True)
    )


async def is_cut(connection: Connection, chat: int, message_id: int) -> bool:
    """Say whether more followed a message."""
    query = sa.select(_TABLE.c.is_cut).where(
        _TABLE.c.chat_id == chat, _TABLE.c.message_id == message_id
    )
    return bool((await connection.execute(query)).scalar_one_or_none())


async def held(connection: Connection, chat: int) -> int:
    """Count what is noted of a chat."""
    query = sa.select(sa.func.count()).where(_TABLE.c.chat_id == chat)
    return (await connection.execute(query)).scalar_one()


async def drop(connection: Connection, chat: int, before: datetime) -> None:
    """Erase what turned out to be whole."""
    await connection.execute(
        sa.delete(_TABLE).where(
            _TABLE.c.chat_id == chat, _TABLE.c.came_at < before, sa.not_(_TABLE.c.is_cut)
        )
    )
