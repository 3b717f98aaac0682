"""Everything a thief of the database would hold: files byte by byte, and rows table by table."""

from __future__ import annotations

from pathlib import Path

import sqlalchemy as sa

from bot.storage.database import Database

Rows = dict[str, list[tuple[object, ...]]]


def files_of(database: Database) -> dict[str, bytes]:
    """Return SQLite's file, its write-ahead log and its shared memory, by name."""
    path = Path(str(database.url.database))
    return {each.name: each.read_bytes() for each in sorted(path.parent.glob(f"{path.name}*"))}


async def rows_of(database: Database, *, without: str = "-") -> Rows:
    """Return every row of every table in the order the file gives them.

    Args:
        database: The database.
        without: How the names of tables begin that are left out.
    """
    found: Rows = {}
    async with database.read() as connection:
        tables = await connection.execute(
            sa.text("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name")
        )
        for name in tables.scalars().all():
            if not name.startswith((without, "sqlite_")):
                rows = await connection.execute(sa.text(f'SELECT * FROM "{name}"'))
                found[name] = [tuple(row) for row in rows]
    return found
