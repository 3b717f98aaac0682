"""Makes what was deleted unreadable in the files too.

`secure_delete` overwrites a freed page, but the write-ahead log keeps the page as it was
until a checkpoint has emptied it, and a checkpoint must wait for whoever reads. So both steps
may come back undone, and are repeated. PostgreSQL, when it rewrites a table, takes along the
deleted rows that somebody's transaction may still see, whatever that transaction reads; so
there, too, whoever looks on is waited for.
"""

from __future__ import annotations

import asyncio
import sqlite3
from collections.abc import Sequence
from typing import Final

import sqlalchemy as sa

from bot.storage.database import BUSY_SECONDS, Connection, Database, DatabaseUnwritable

PATIENCE_MS: Final = 500
"""How long erasing waits for others before it is left for the next time."""
_STEP_MS: Final = 25
_EMPTY_LOG: Final = "PRAGMA wal_checkpoint(TRUNCATE)"
_LOCKED: Final = "55P03"
"""How PostgreSQL says that a lock was not to be had in time."""
_NUMBER: Final = "SELECT CAST(CAST(pg_current_xact_id() AS xid) AS text)"
_LOOK_BACK: Final = """
SELECT EXISTS (
  SELECT FROM pg_stat_activity
  WHERE pid <> pg_backend_pid() AND coalesce(datname, current_database()) = current_database()
    AND greatest(age(backend_xmin), age(backend_xid)) >= age(CAST(:number AS xid))
)
"""
"""Whether somebody may see what was so at the transaction with this number."""


async def rewrite(database: Database, tables: Sequence[str]) -> bool:
    """Rewrite the database without its freed pages and empty its write-ahead log.

    Args:
        database: The database.
        tables: Those of which rows were deleted; SQLite rewrites its whole file.

    Returns:
        False if somebody was reading or writing, so that it has to be done again later.

    Raises:
        DatabaseUnwritable: The disk has no room for the rewritten file, or fails.
    """
    if not database.is_sqlite:
        async with database.engine.connect() as connection:
            return await _on_server(connection, tables)
    async with database.between_writes() as connection:
        return await _in_file(connection, "VACUUM", _EMPTY_LOG)


async def empty_log(database: Database) -> bool:
    """Empty the write-ahead log, so that no file of ours shows what was deleted.

    PostgreSQL keeps its log to itself and reuses it; there is nothing to be done there.

    Returns:
        False if somebody was reading or writing, so that it has to be done again later.

    Raises:
        DatabaseUnwritable: The disk is full, or fails.
    """
    if not database.is_sqlite:
        return True
    async with database.between_writes() as connection:
        return await _in_file(connection, _EMPTY_LOG)


async def _on_server(connection: Connection, tables: Sequence[str]) -> bool:
    await connection.execution_options(isolation_level="AUTOCOMMIT")
    if not await _nobody_looks_back(connection):
        return False
    await connection.exec_driver_sql(f"SET lock_timeout = {PATIENCE_MS}")
    try:
        await connection.exec_driver_sql(f"VACUUM FULL {', '.join(tables)}")
    except sa.exc.OperationalError as error:
        if getattr(error.orig, "sqlstate", None) == _LOCKED:
            return False
        raise
    finally:
        await connection.exec_driver_sql("RESET lock_timeout")
    return True


async def _nobody_looks_back(connection: Connection) -> bool:
    """Wait a moment until nobody sees deleted rows any more; say whether that is so."""
    number = (await connection.exec_driver_sql(_NUMBER)).scalar_one()
    question = sa.text(_LOOK_BACK).bindparams(number=number)
    for _ in range(PATIENCE_MS // _STEP_MS):
        if not (await connection.execute(question)).scalar_one():
            return True
        await asyncio.sleep(_STEP_MS / 1000)
    return False


async def _in_file(connection: Connection, *steps: str) -> bool:
    """Take steps outside a transaction, of which the last one empties the log."""
    driver = (await connection.get_raw_connection()).driver_connection
    assert driver is not None
    # Every cursor is closed at once, because VACUUM refuses to run beside an open one.
    await (await driver.execute(f"PRAGMA busy_timeout={PATIENCE_MS}")).close()
    try:
        *before, last = steps
        for step in before:
            await (await driver.execute(step)).close()
        async with driver.execute(last) as cursor:
            busy, *_ = await cursor.fetchone()
    except sqlite3.OperationalError as error:
        if "locked" in str(error):
            return False
        raise DatabaseUnwritable(_no_room(error)) from error
    else:
        return not busy
    finally:
        await (await driver.execute(f"PRAGMA busy_timeout={BUSY_SECONDS * 1000}")).close()


def _no_room(error: sqlite3.OperationalError) -> str:
    return (
        f"database.url: what was deleted cannot be overwritten yet ({error}); make as much room "
        "on the disk as the database takes, and try again."
    )
