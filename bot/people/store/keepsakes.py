"""SQL for small facts about the service itself."""

from __future__ import annotations

import sqlalchemy as sa

from bot.storage.database import Connection
from bot.storage.tables.people import keepsakes


async def keep(connection: Connection, name: str, value: str) -> None:
    """Remember a small fact about the service itself."""
    changed = await connection.execute(
        sa.update(keepsakes).where(keepsakes.c.name == name).values(value=value)
    )
    if not changed.rowcount:
        await connection.execute(sa.insert(keepsakes).values(name=name, value=value))


async def kept(connection: Connection, name: str) -> str | None:
    """Recall a small fact."""
    query = sa.select(keepsakes.c.value).where(keepsakes.c.name == name)
    return (await connection.execute(query)).scalar_one_or_none()
