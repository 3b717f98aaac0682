"""The one table of this room: what a chat was told last."""

from __future__ import annotations

from collections.abc import Sequence

import sqlalchemy as sa

from bot.faq.model import EntryId
from bot.faq.recalled import LastTopic
from bot.storage.database import Connection
from bot.storage.tables.topics import last_topics


async def read(connection: Connection, addresses: Sequence[int]) -> list[LastTopic | None]:
    """Find what chats were told, however long ago; one for each address, in its order."""
    rows = await connection.execute(
        sa.select(last_topics).where(last_topics.c.address.in_(set(addresses)))
    )
    known = {row.address: _topic(row) for row in rows}
    return [known.get(address) for address in addresses]


async def write(
    connection: Connection, told: Sequence[tuple[int, LastTopic | None]]
) -> Sequence[None]:
    """Put topics down in place of those before, or erase them; of two for a chat the later."""
    last = dict(told)
    await connection.execute(sa.delete(last_topics).where(last_topics.c.address.in_(last)))
    rows = [_row(address, topic) for address, topic in last.items() if topic is not None]
    if rows:
        await connection.execute(sa.insert(last_topics), rows)
    return [None] * len(told)


def _topic(row: sa.Row[tuple[object, ...]]) -> LastTopic:
    known = row.first_grade is not None and row.last_grade is not None
    grades = (row.first_grade, row.last_grade) if known else None
    return LastTopic(EntryId(row.entry), grades, row.answered_at)


def _row(address: int, topic: LastTopic) -> dict[str, object]:
    first, last = topic.grades or (None, None)
    return {
        "address": address,
        "entry": topic.entry,
        "first_grade": first,
        "last_grade": last,
        "answered_at": topic.answered_at,
    }
