"""SQL for what is waiting to leave."""

from __future__ import annotations

from datetime import datetime

import sqlalchemy as sa

from bot.delivery.model import State
from bot.storage.database import Connection
from bot.storage.tables.delivery import outgoing


async def count(connection: Connection, by: datetime) -> int:
    """Count the messages that may leave by an instant and have not been settled."""
    query = (
        sa.select(sa.func.count())
        .select_from(outgoing)
        .where(outgoing.c.state.in_([State.PENDING, State.SENDING]), outgoing.c.not_before <= by)
    )
    return (await connection.execute(query)).scalar_one()
