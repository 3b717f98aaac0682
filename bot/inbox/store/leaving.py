"""SQL for votes, and for what goes when a chat leaves or its time is over."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

import sqlalchemy as sa

from bot.inbox.model import Votes
from bot.inbox.store.upsert import insert_into
from bot.storage.database import Connection
from bot.storage.tables.inbox import answer_votes, answer_waiters, help_requests
from bot.storage.tables.people import chats
from bot.storage.tables.topics import last_topics

# Votes, and what leaves with a chat


async def vote(connection: Connection, entry: str, *, up: int, down: int) -> None:
    """Count a thumb."""
    await connection.execute(
        insert_into(connection, answer_votes)
        .values(entry=entry, up=up, down=down)
        .on_conflict_do_update(
            index_elements=[answer_votes.c.entry],
            set_={"up": answer_votes.c.up + up, "down": answer_votes.c.down + down},
        )
    )


async def votes(connection: Connection) -> list[Votes]:
    """Return thumbs up and down of every answer that has any."""
    rows = await connection.execute(sa.select(answer_votes))
    return [Votes(row.entry, row.up, row.down) for row in rows]


async def forget(connection: Connection, addresses: sa.Select[Any] | Sequence[int]) -> None:
    """Take chats out of everything here; their requests are settled without an answer."""
    await connection.execute(
        sa.delete(answer_waiters).where(answer_waiters.c.address.in_(addresses))
    )
    await connection.execute(
        sa.update(help_requests).where(help_requests.c.address.in_(addresses)).values(address=None)
    )
    await connection.execute(sa.delete(last_topics).where(last_topics.c.address.in_(addresses)))


async def forget_gone(connection: Connection) -> None:
    """Forget the chats that have blocked the bot."""
    await forget(connection, sa.select(chats.c.address).where(chats.c.gone_at.is_not(None)))


async def remove_old_topics(connection: Connection, before: datetime) -> None:
    """Erase what chats were last told before an instant."""
    await connection.execute(sa.delete(last_topics).where(last_topics.c.answered_at < before))
