"""SQL of the account: read the end, add one, find an actor's number."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import sqlalchemy as sa

from bot.audit.model import Entry
from bot.storage.database import Connection, inserted_id
from bot.storage.tables.audit import actors, audit_entries
from bot.storage.tables.people import chats, staff

_LOCK = 0x6A786175  # any number that nobody else locks


async def lock(connection: Connection) -> None:
    """Keep other writers out until the transaction ends; SQLite has one writer anyway."""
    if connection.dialect.name == "postgresql":
        await connection.execute(sa.select(sa.func.pg_advisory_xact_lock(_LOCK)))


async def last(connection: Connection) -> Entry | None:
    """Return the newest entry."""
    query = sa.select(audit_entries).order_by(audit_entries.c.id.desc()).limit(1)
    row = (await connection.execute(query)).one_or_none()
    return _entry(row) if row else None


async def add(connection: Connection, entry: Entry) -> None:
    """Save an entry."""
    await connection.execute(sa.insert(audit_entries).values(**vars(entry)))


async def after(connection: Connection, number: int, limit: int) -> list[Entry]:
    """List entries behind a number, oldest first."""
    query = (
        sa.select(audit_entries)
        .where(audit_entries.c.id > number)
        .order_by(audit_entries.c.id)
        .limit(limit)
    )
    return [_entry(row) for row in await connection.execute(query)]


async def since(connection: Connection, instant: datetime | None, limit: int) -> list[Entry]:
    """List the newest entries from an instant on, oldest first."""
    query = sa.select(audit_entries).order_by(audit_entries.c.id.desc()).limit(limit)
    if instant is not None:
        query = query.where(audit_entries.c.at >= instant)
    return [_entry(row) for row in await connection.execute(query)][::-1]


async def of(connection: Connection, deed: str) -> list[Entry]:
    """List the entries of one kind of deed, oldest first."""
    query = (
        sa.select(audit_entries).where(audit_entries.c.action == deed).order_by(audit_entries.c.id)
    )
    return [_entry(row) for row in await connection.execute(query)]


async def chat_of_address(connection: Connection, address: int) -> int | None:
    """Find the row of a chat by Telegram's number."""
    query = sa.select(chats.c.id).where(chats.c.address == address)
    return (await connection.execute(query)).scalar_one_or_none()


async def chat_of_post(connection: Connection, staff_id: int) -> int | None:
    """Find the row of the chat that holds a post."""
    query = sa.select(staff.c.chat_id).where(staff.c.id == staff_id)
    return (await connection.execute(query)).scalar_one_or_none()


async def actor_of(connection: Connection, chat_id: int) -> int | None:
    """Return the number a chat acts under, None if it never has."""
    query = sa.select(actors.c.id).where(actors.c.chat_id == chat_id)
    return (await connection.execute(query)).scalar_one_or_none()


async def add_actor(connection: Connection, chat_id: int) -> int:
    """Give a chat a number to act under."""
    result = await connection.execute(sa.insert(actors).values(chat_id=chat_id))
    return inserted_id(result)


async def owned(connection: Connection) -> set[int]:
    """List the numbers whose owners are known."""
    return set((await connection.execute(sa.select(actors.c.id))).scalars())


async def count_of(connection: Connection, actor: int) -> int:
    """Count the entries under a number."""
    query = sa.select(sa.func.count()).where(audit_entries.c.actor == actor)
    return (await connection.execute(query)).scalar_one()


def _entry(row: sa.Row[*tuple[Any, ...]]) -> Entry:
    return Entry(**row._mapping)  # noqa: SLF001 - SQLAlchemy's public name for it
