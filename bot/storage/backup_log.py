"""When copies of the database were made, so that whoever is erased learns what is left.

A copy still holds a person who was erased after it was made, until the copy itself is
deleted. So every `db backup` is noted, and a restored database learns again which copies
there are: it may be older than they.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

import sqlalchemy as sa

from bot.storage.database import Connection, Database
from bot.storage.tables.backups import backups


@dataclass(frozen=True)
class Backup:
    """A copy: when it was made, and where it was written."""

    made_at: datetime
    file: Path


@dataclass(frozen=True)
class Holding:
    """The newest copy that holds a person: when it was made, when it is to be deleted."""

    made_at: datetime
    lapses_at: datetime


async def remember(database: Database, made: Iterable[Backup]) -> None:
    """Note copies; one noted before is left alone, and so is a database too old for this."""
    async with database.begin() as connection:
        if not await connection.run_sync(_has_table):
            return
        noted = set(await _all(connection))
        fresh = [one for one in made if one not in noted]
        rows = [{"made_at": one.made_at, "file": str(one.file)} for one in fresh]
        if rows:
            await connection.execute(sa.insert(backups), rows)


async def known(database: Database) -> list[Backup]:
    """List the copies that were noted, oldest first."""
    async with database.read() as connection:
        if not await connection.run_sync(_has_table):
            return []
        return await _all(connection)


async def holding(
    database: Database, since: datetime, now: datetime, keep_days: int
) -> Holding | None:
    """Find the newest copy that may hold somebody.

    Args:
        database: Where copies are noted.
        since: When the person was first saved; copies from before hold nothing of theirs.
        now: This instant.
        keep_days: How long copies are kept.

    Returns:
        None if there is no such copy, or its time is over.
    """
    made = [one.made_at for one in await known(database) if one.made_at >= since]
    if not made:
        return None
    lapses_at = max(made) + timedelta(days=keep_days)
    return Holding(max(made), lapses_at) if lapses_at > now else None


async def lapsed(database: Database, now: datetime, keep_days: int) -> list[Path]:
    """List the files of copies that should be gone by now and are still there."""
    before = now - timedelta(days=keep_days)
    files = {one.file: one.made_at for one in await known(database)}
    return [file for file, made_at in files.items() if made_at <= before and file.exists()]


async def _all(connection: Connection) -> list[Backup]:
    rows = await connection.execute(sa.select(backups).order_by(backups.c.made_at, backups.c.id))
    return [Backup(row.made_at, Path(row.file)) for row in rows]


def _has_table(connection: sa.Connection) -> bool:
    return sa.inspect(connection).has_table(backups.name)
