"""Who may dispatch: one process at a time, known at once when it dies.

Two dispatchers would each take the other's messages on their way for lost ones. The lock
is held by the operating system (SQLite) or by a database session (PostgreSQL), so a
killed process gives it up at that moment and the next start need not wait for a lease to
run out; nothing is written while it is held.
"""

from __future__ import annotations

import sqlite3
from typing import Protocol

from sqlalchemy.exc import SQLAlchemyError

from bot.storage.database import Connection, Database, DatabaseUnwritable


class Lease(Protocol):
    """The right to dispatch."""

    async def take(self) -> bool:
        """Take or keep the right; False while another process has it."""

    async def release(self) -> None:
        """Give the right up."""


def lease_of(database: Database) -> Lease:
    """Return the lease on this database's outbox, not yet taken."""
    if not database.is_sqlite:
        return SessionLease(database)
    return FileLease(f"{database.url.database}-dispatcher")


class FileLease:
    """A lock on an empty SQLite file beside the database; SQLite knows every system's locks.

    Args:
        path: The file; it is made if absent and stays.
    """

    def __init__(self, path: str) -> None:
        self._path = path
        self._held: sqlite3.Connection | None = None

    async def take(self) -> bool:
        """Take or keep the right.

        Raises:
            DatabaseUnwritable: The file cannot be made beside the database.
        """
        if self._held is not None:
            return True
        lock: sqlite3.Connection | None = None
        try:
            lock = sqlite3.connect(self._path, timeout=0, isolation_level=None)
            lock.execute("BEGIN EXCLUSIVE")
        except sqlite3.OperationalError as error:
            if lock is not None:
                lock.close()
            if "locked" in str(error):
                return False
            raise DatabaseUnwritable(
                "database.url: the folder of the database cannot be written; "
                "check its owner and its permissions."
            ) from error
        self._held = lock
        return True

    async def release(self) -> None:
        """Give the right up."""
        if self._held is not None:
            self._held.close()
            self._held = None


class SessionLease:
    """An advisory lock of PostgreSQL; it ends with the session that took it.

    Args:
        database: The database; one of its connections is kept as long as the lease.
    """

    def __init__(self, database: Database) -> None:
        self._database = database
        self._session: Connection | None = None

    async def take(self) -> bool:
        """Take the right, or see whether the session that holds it is still there."""
        if self._session is not None:
            return await self._is_alive(self._session)
        session = await self._database.engine.connect()
        held = False
        try:
            await session.execution_options(isolation_level="AUTOCOMMIT")
            answer = await session.exec_driver_sql(
                "SELECT pg_try_advisory_lock("
                "hashtextextended('jiaxiao dispatcher ' || current_schema(), 0))"
            )
            held = bool(answer.scalar_one())
        finally:
            if not held:
                await session.close()
        self._session = session if held else None
        return held

    async def release(self) -> None:
        """Give the right up by ending the session."""
        session, self._session = self._session, None
        if session is not None:
            await session.invalidate()
            await session.close()

    async def _is_alive(self, session: Connection) -> bool:
        try:
            await session.exec_driver_sql("SELECT 1")
        except SQLAlchemyError:
            await self.release()
            raise
        return True
