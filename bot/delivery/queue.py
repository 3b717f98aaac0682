"""How much is waiting to leave, for whoever wants to say when something new would."""

from __future__ import annotations

from datetime import datetime

from bot.delivery.store import waiting
from bot.storage.database import Connection


async def ahead(connection: Connection, *, by: datetime) -> int:
    """Count the messages that may leave by an instant and have not been settled."""
    return await waiting.count(connection, by)
