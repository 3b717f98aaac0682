"""Consistent copies of a SQLite database, made and put back.

SQLite's own online backup is used, so a copy can be made while the service writes. The key
files of open surveys are deliberately not part of it: whoever holds a backup must not be
able to open answers. PostgreSQL has pg_dump and pg_restore, which do this better.
"""

from __future__ import annotations

import asyncio
import sqlite3
from contextlib import closing
from pathlib import Path

from bot.errors import BadOption
from bot.storage import migrate
from bot.storage.database import BUSY_SECONDS, Database


async def back_up(database: Database, target: Path) -> None:
    """Write a copy to a file that must not exist yet.

    Raises:
        BadOption: The file exists, cannot be written, or this is PostgreSQL.
        DatabaseNotCurrent: There is no database to copy.
    """
    source = _file_of(database)
    if target.exists():
        message = f"{target}: exists already; name a new file."
        raise BadOption(message)
    await migrate.require_current(database, make_absent=False)
    try:
        await asyncio.to_thread(_copy, source, target)
    except (OSError, sqlite3.Error) as error:
        target.unlink(missing_ok=True)
        message = f"{target}: cannot be written; check the folder and the free space."
        raise BadOption(message) from error


async def restore(database: Database, backup: Path) -> None:
    """Put a backup in the database's place; the old one is kept beside it until the end.

    Raises:
        BadOption: The backup is missing, damaged or of another release, or the database is
            in use.
    """
    target = _file_of(database)
    if not backup.exists():
        message = f"{backup}: there is no such file."
        raise BadOption(message)
    copy = Database(f"sqlite:///{backup}")
    try:
        condition = await migrate.condition(copy)
    finally:
        await copy.close()
    if condition not in (migrate.Condition.CURRENT, migrate.Condition.OLDER):
        message = f"{backup}: this is no backup this release can read."
        raise BadOption(message)
    try:
        await asyncio.to_thread(_put_back, backup, target)
    except sqlite3.OperationalError as error:
        message = "database.url: the database is in use; stop `jiaxiao run` first."
        raise BadOption(message) from error


def _file_of(database: Database) -> Path:
    if not database.is_sqlite:
        message = "database.url: use pg_dump and pg_restore for PostgreSQL."
        raise BadOption(message)
    return Path(str(database.url.database))


def _copy(source: Path, target: Path) -> None:
    with (
        closing(sqlite3.connect(source, timeout=BUSY_SECONDS)) as here,
        closing(sqlite3.connect(target)) as there,
    ):
        here.backup(there)
    target.chmod(0o600)


def _put_back(backup: Path, target: Path) -> None:
    fresh = target.with_name(target.name + ".restoring")
    fresh.unlink(missing_ok=True)
    _copy(backup, fresh)
    if target.exists():
        with closing(sqlite3.connect(target, timeout=1)) as current:
            current.execute("PRAGMA locking_mode=EXCLUSIVE")
            current.execute("BEGIN EXCLUSIVE")
            current.rollback()
            current.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    fresh.replace(target)
    for suffix in ("-wal", "-shm"):
        target.with_name(target.name + suffix).unlink(missing_ok=True)
