"""Whom an audience has lost: chats that have shut the bot out and get nothing any more."""

from __future__ import annotations

from collections.abc import Sequence

from bot.people.audience import Audience, Kind
from bot.people.store import lost as store
from bot.storage.database import Connection

_NOT_BY_CHILDREN = (Kind.STAFF, Kind.UNCONFIRMED)


async def chats(connection: Connection, audiences: Sequence[Audience]) -> int:
    """Count the chats of families that would get a notice if they had not blocked the bot."""
    families = [item for item in audiences if item.kind not in _NOT_BY_CHILDREN]
    return await store.count(connection, families) if families else 0
