"""The one table of this room: what a chat was told last."""

from __future__ import annotations

from datetime import datetime

import sqlalchemy as sa

from bot.faq.model import EntryId
from bot.faq.recalled import LastTopic
from bot.storage.database import Connection
from bot.storage.tables.topics import last_topics


async def read(connection: Connection, address: int, since: datetime) -> LastTopic | None:
    """Find what a chat was told, unless that was before an instant."""
    found = await connection.execute(
        sa.select(last_topics).where(
            last_topics.c.address == address, last_topics.c.answered_at >= since
        )
    )
    row = found.one_or_none()
    if row is None:
        return None
    known = row.first_grade is not None and row.last_grade is not None
    grades = (row.first_grade, row.last_grade) if known else None
    return LastTopic(EntryId(row.entry), grades, row.answered_at)


async def write(connection: Connection, address: int, topic: LastTopic) -> None:
    """Put a chat's topic down in place of the one before."""
    first, last = topic.grades or (None, None)
    values = {
        "entry": topic.entry,
        "first_grade": first,
        "last_grade": last,
        "answered_at": topic.answered_at,
    }
    changed = await connection.execute(
        sa.update(last_topics).where(last_topics.c.address == address).values(values)
    )
    if changed.rowcount == 0:
        await connection.execute(sa.insert(last_topics).values(address=address, **values))


async def erase(connection: Connection, address: int) -> None:
    """Erase a chat's topic."""
    await connection.execute(sa.delete(last_topics).where(last_topics.c.address == address))
