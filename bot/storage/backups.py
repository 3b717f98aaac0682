"""Consistent copies of a database, made while the service writes, and put back.

SQLite's own online backup is used, and pg_dump for PostgreSQL, whose copies the operator puts
back. The key files of open surveys are deliberately not part of it: whoever holds a backup
must not be able to open answers.
"""

from __future__ import annotations

import asyncio
import sqlite3
from contextlib import closing
from pathlib import Path

from bot.errors import BadOption
from bot.storage import dumps, migrate
from bot.storage.database import BUSY_SECONDS, Database

USABLE = (migrate.Condition.CURRENT, migrate.Condition.OLDER)
"""Older ones too: a backup is what one makes before upgrading."""


async def back_up(database: Database, target: Path) -> None:
    """Write a copy to a file that must not exist yet.

    Raises:
        BadOption: The file exists or cannot be written, or pg_dump is missing.
        DatabaseNotCurrent: There is no database that this release can read.
    """
    if target.exists():
        message = f"{target}: exists already; name a new file."
        raise BadOption(message)
    condition = await migrate.condition(database)
    if condition not in USABLE:
        raise migrate.DatabaseNotCurrent(migrate.ADVICE[condition])
    if not database.is_sqlite:
        await dumps.dump(database.url, target)
        return
    try:
        await asyncio.to_thread(_copy, _file_of(database), target)
    except (OSError, sqlite3.Error) as error:
        target.unlink(missing_ok=True)
        message = f"{target}: cannot be written; check the folder and the free space."
        raise BadOption(message) from error


async def restore(database: Database, backup: Path) -> None:
    """Put a backup in the database's place; until all is checked the old one stays.

    Raises:
        BadOption: The backup is missing, damaged or of another release, or the database is
            in use or on a server.
    """
    if not database.is_sqlite:
        raise BadOption(dumps.HOW_TO_GO_BACK)
    target = _file_of(database)
    if not backup.exists():
        message = f"{backup}: there is no such file."
        raise BadOption(message)
    if not target.parent.is_dir():
        message = f"database.url: there is no folder {target.parent}; make it first."
        raise BadOption(message)
    fresh = target.with_name(target.name + ".restoring")
    try:
        await _prepare(backup, fresh)
        await asyncio.to_thread(_put_in_place, fresh, target)
    finally:
        _remove(fresh)


def _file_of(database: Database) -> Path:
    return Path(str(database.url.database))


def _copy(source: Path, target: Path) -> None:
    target.touch(mode=0o600)
    with (
        closing(sqlite3.connect(source, timeout=BUSY_SECONDS)) as here,
        closing(sqlite3.connect(target)) as there,
    ):
        here.backup(there)


async def _prepare(backup: Path, fresh: Path) -> None:
    _remove(fresh)
    try:
        await asyncio.to_thread(_copy_whole, backup, fresh)
    except sqlite3.Error as error:
        message = f"{backup}: the file is damaged or no backup; use another one."
        raise BadOption(message) from error
    except OSError as error:
        message = f"database.url: the folder {fresh.parent} cannot be written; check its owner."
        raise BadOption(message) from error
    copy = Database(f"sqlite:///{fresh}")
    try:
        condition = await migrate.condition(copy)
    finally:
        await copy.close()
    if condition not in USABLE:
        message = f"{backup}: this is no backup this release can read."
        raise BadOption(message)


def _copy_whole(backup: Path, fresh: Path) -> None:
    _copy(backup, fresh)
    with closing(sqlite3.connect(fresh)) as copy:
        (verdict,) = copy.execute("PRAGMA integrity_check(1)").fetchone()
    if verdict != "ok":
        raise sqlite3.DatabaseError(verdict)


def _put_in_place(fresh: Path, target: Path) -> None:
    """Replace the database while nobody else can open it."""
    with closing(sqlite3.connect(target, timeout=1)) as current:
        try:
            current.execute("PRAGMA locking_mode=EXCLUSIVE")
            current.execute("BEGIN EXCLUSIVE")
            current.rollback()
            current.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        except sqlite3.OperationalError as error:
            message = "database.url: the database is in use; stop `jiaxiao run` first."
            raise BadOption(message) from error
        except sqlite3.DatabaseError:
            # A damaged database cannot be locked, and is what backups are for.
            pass
        fresh.replace(target)
    _remove_beside(target)


def _remove(file: Path) -> None:
    file.unlink(missing_ok=True)
    _remove_beside(file)


def _remove_beside(file: Path) -> None:
    for suffix in ("-wal", "-shm"):
        file.with_name(file.name + suffix).unlink(missing_ok=True)
