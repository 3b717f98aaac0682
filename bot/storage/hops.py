"""SQLite on a thread of its own, with one trip to it for each statement.

aiosqlite makes four: one to make a cursor, one to execute, one to fetch and one to close. Each
wakes a thread and waits for Python's lock, which costs far more than what SQLite itself does for
the few rows that a tap reads; on the evening a survey opens that was a quarter of all work. So
the rows are fetched where they are found: all of them if they are few, else the first ones, and
the others when they are asked for, so that a million are never in memory at once.
"""

from __future__ import annotations

import sqlite3
from collections import deque
from collections.abc import Sequence
from typing import Any, Final, Self

import aiosqlite

AT_ONCE: Final = 256
"""Rows that are fetched without being asked for."""

_Row = Sequence[Any]


class OneTripCursor:
    """What SQLAlchemy asks of a cursor of aiosqlite.

    Args:
        connection: Whose thread does the work.
    """

    description: object = None
    rowcount = -1
    lastrowid: int | None = None
    arraysize = 1

    def __init__(self, connection: OneTripConnection) -> None:
        self._connection = connection
        self._rows: deque[_Row] = deque()
        self._open: sqlite3.Cursor | None = None

    async def __aenter__(self) -> Self:
        return self

    async def execute(self, sql: str, parameters: Any = ()) -> Self:
        """Execute a statement and fetch its first rows."""
        await self._connection.run(self._execute, sql, parameters)
        return self

    async def executemany(self, sql: str, parameters: Any) -> Self:
        """Execute a statement for each of many parameters."""
        await self._connection.run(self._executemany, sql, parameters)
        return self

    async def fetchone(self) -> _Row | None:
        """Return the next row; None after the last."""
        found = await self.fetchmany(1)
        return found[0] if found else None

    async def fetchmany(self, size: int | None = None) -> list[_Row]:
        """Return the next rows; fewer only after the last."""
        wanted = self.arraysize if size is None else size
        if len(self._rows) < wanted and self._open is not None:
            await self._connection.run(self._fetch, wanted - len(self._rows))
        return [self._rows.popleft() for _ in range(min(wanted, len(self._rows)))]

    async def fetchall(self) -> list[_Row]:
        """Return all rows that are left."""
        if self._open is not None:
            await self._connection.run(self._fetch, None)
        rows = list(self._rows)
        self._rows.clear()
        return rows

    async def close(self) -> None:
        """Let go of rows nobody has asked for."""
        self._rows.clear()
        if self._open is not None:
            await self._connection.run(self._end)

    def _execute(self, sql: str, parameters: Any) -> None:
        self._open = self._connection.raw.cursor()
        try:
            self._open.execute(sql, parameters)
            self.description = self._open.description
            self._fetch(AT_ONCE)
        except BaseException:
            self._end()
            raise

    def _executemany(self, sql: str, parameters: Any) -> None:
        self._open = self._connection.raw.cursor()
        try:
            self._open.executemany(sql, parameters)
        finally:
            self._note()
            self._end()

    def _fetch(self, count: int | None) -> None:
        assert self._open is not None
        rows = self._open.fetchall() if count is None else self._open.fetchmany(count)
        self._rows.extend(rows)
        self._note()
        if count is None or len(rows) < count:
            self._end()

    def _note(self) -> None:
        assert self._open is not None
        self.rowcount = self._open.rowcount
        self.lastrowid = self._open.lastrowid

    def _end(self) -> None:
        if self._open is not None:
            self._open.close()
            self._open = None


class OneTripConnection(aiosqlite.Connection):
    """A connection whose cursors need one trip.

    Args:
        path: The database file.
        options: As `sqlite3.connect` takes them.
    """

    def __init__(self, path: str, **options: Any) -> None:
        super().__init__(lambda: sqlite3.connect(path, **options), iter_chunk_size=AT_ONCE)
        # A process that ends does not wait for connections nobody has closed.
        self._thread.daemon = True

    @property
    def raw(self) -> sqlite3.Connection:
        """The connection itself, for use on its own thread."""
        return self._conn

    async def run(self, work: Any, *arguments: Any) -> None:
        """Do something on the connection's thread."""
        await self._execute(work, *arguments)  # type: ignore[no-untyped-call]

    def cursor(self) -> OneTripCursor:  # type: ignore[override]
        """Return a cursor; nothing happens yet."""
        return OneTripCursor(self)
