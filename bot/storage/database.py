"""The engine, SQLite's pragmas, and the two ways in: `begin` to write, `read` to look.

SQLite is the default: WAL so that readers never wait for the writer, foreign keys on,
deleted content overwritten (`secure_delete`), and full fsync, because a notice that was
promised must survive the plug being pulled. One process writes one transaction at a time
behind a lock, which is both fairer and faster than SQLite's own busy waiting; other
processes wait up to the busy time-out. PostgreSQL is held to the same turns.
"""

from __future__ import annotations

import asyncio
import sqlite3
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from importlib.util import find_spec
from pathlib import Path
from typing import Any, TypeVar

import sqlalchemy as sa
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import DBAPIError, OperationalError
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine, create_async_engine

from bot.errors import BadSetting, WrongMoment
from bot.storage import postgres
from bot.storage.hops import OneTripConnection

Connection = AsyncConnection
"""What stores are given; an open transaction."""

_Insert = TypeVar("_Insert", bound=sa.Insert)

DatabaseBroken = sa.exc.SQLAlchemyError
"""Whatever else the database may say; its text may hold rows, so it is never shown."""

BUSY_SECONDS = 10
_DRIVERS = {"sqlite": "sqlite+aiosqlite", "postgresql": "postgresql+psycopg"}


class BadDatabaseUrl(BadSetting):
    """database.url is not an address we can open."""


class DatabaseUnwritable(WrongMoment):
    """The database cannot be written now."""

    text_key = "failure-busy"


def asyncio_url(url: str) -> URL:
    """Return the URL with the driver we use.

    Raises:
        BadDatabaseUrl: It is neither a file of SQLite nor PostgreSQL, or its driver is missing.
    """
    try:
        parsed = make_url(url)
    except sa.exc.ArgumentError as error:
        sentence = "database.url: not an address; write sqlite:///jiaxiao.db for example."
        raise BadDatabaseUrl(sentence) from error
    driver = _DRIVERS.get(parsed.get_backend_name())
    if driver == _DRIVERS["postgresql"] and find_spec("psycopg") is None:
        sentence = (
            "database.url: PostgreSQL needs one more package; "
            "type `pip install 'jiaxiao-bot[postgres]'`."
        )
        raise BadDatabaseUrl(sentence)
    if driver is None:
        sentence = "database.url: only sqlite:/// and postgresql:// addresses are known."
        raise BadDatabaseUrl(sentence)
    if driver.startswith("sqlite") and parsed.database in (None, "", ":memory:"):
        sentence = "database.url: name a file, such as sqlite:///jiaxiao.db; memory forgets."
        raise BadDatabaseUrl(sentence)
    return parsed.set(drivername=driver)


class Database:
    """One open database.

    Args:
        url: `sqlite:///path` or `postgresql://user:secret@host/name`.
    """

    def __init__(self, url: str) -> None:
        self.url = asyncio_url(url)
        self.is_sqlite = self.url.get_backend_name() == "sqlite"
        self.engine = _engine(self.url)
        self._writer = self.engine.execution_options(begin="IMMEDIATE")
        self._reader = self.engine
        if not self.is_sqlite:
            self._reader = self.engine.execution_options(isolation_level="REPEATABLE READ")
        self._writing = asyncio.Lock()

    @asynccontextmanager
    async def begin(self) -> AsyncIterator[Connection]:
        """Open a transaction to write in; an error inside undoes all of it.

        Raises:
            DatabaseUnwritable: Another process holds it too long, it is read-only or away.
        """
        try:
            async with self._writing, self._writer.begin() as connection:
                if not self.is_sqlite:
                    await postgres.wait_for_turn(connection)
                yield connection
        except DBAPIError as error:
            self._say(error)
            raise

    @asynccontextmanager
    async def read(self) -> AsyncIterator[Connection]:
        """Open a transaction to look at one consistent state.

        Raises:
            DatabaseUnwritable: The server is away.
        """
        try:
            async with self._reader.connect() as connection:
                yield connection
        except DBAPIError as error:
            if not self.is_sqlite:
                self._say(error)
            raise

    @asynccontextmanager
    async def between_writes(self) -> AsyncIterator[Connection]:
        """Open a connection outside a transaction while nobody of this process writes."""
        async with self._writing, self.engine.connect() as connection:
            yield connection

    async def close(self) -> None:
        """Close every connection."""
        await self.engine.dispose()

    def _say(self, error: DBAPIError) -> None:
        words = _in_our_words(error) if self.is_sqlite else postgres.in_our_words(error)
        if words is not None:
            raise DatabaseUnwritable(words) from error


def inserted_id(result: sa.CursorResult[Any]) -> int:
    """Return the number of the row an insert made."""
    key = result.inserted_primary_key
    assert key is not None
    return int(key[0])


def counted(insert: _Insert) -> _Insert:
    """Let an insert's `rowcount` say on PostgreSQL, too, how many rows it made.

    Without this it is -1 there, which reads as “somebody was quicker”.
    """
    return insert.execution_options(preserve_rowcount=True)


def _engine(url: URL) -> AsyncEngine:
    if url.get_backend_name() != "sqlite":
        return postgres.engine(url)
    engine = create_async_engine(
        url,
        connect_args={"timeout": BUSY_SECONDS, "async_creator_fn": OneTripConnection},
        # As many as there may be: one that is closed again after each use costs more than itself.
        pool_size=15,
        max_overflow=0,
        hide_parameters=True,
    )
    sa.event.listen(engine.sync_engine, "do_connect", _try_to_open)
    sa.event.listen(engine.sync_engine, "connect", _prepare)
    sa.event.listen(engine.sync_engine, "begin", _begin)
    return engine


def _try_to_open(
    _dialect: object, _record: object, arguments: list[str], options: dict[str, object]
) -> None:
    """Let a file that cannot be opened fail here.

    When it fails inside aiosqlite, a thread stays behind that reports to a loop which may be
    closed by then, and a trace of it ends up on the terminal beside our one sentence. A new
    file is for its owner only: it will hold who has joined and what was written to them.
    """
    with suppress(OSError):  # One that is there stays as it is; trouble shows in the next line.
        Path(arguments[0]).touch(mode=0o600, exist_ok=False)
    sqlite3.connect(arguments[0], uri=bool(options.get("uri"))).close()


def _prepare(connection: sqlite3.Connection, _record: object) -> None:
    connection.isolation_level = None
    cursor = connection.cursor()
    for pragma in (
        f"busy_timeout={BUSY_SECONDS * 1000}",
        "journal_mode=WAL",
        "foreign_keys=ON",
        "secure_delete=ON",
        "synchronous=FULL",
    ):
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()


def _begin(connection: sa.Connection) -> None:
    mode = connection.get_execution_options().get("begin", "DEFERRED")
    connection.exec_driver_sql(f"BEGIN {mode}")


def _in_our_words(error: DBAPIError) -> str | None:
    if not isinstance(error, OperationalError):
        return None
    reason = str(error.orig).lower()
    if "locked" in reason:
        return (
            "database.url: another process has kept the database locked for "
            f"{BUSY_SECONDS} seconds; end that process and try again."
        )
    if "full" in reason:
        return "database.url: the disk is full; make room on it and try again."
    if "readonly" in reason or "read-only" in reason or "unable to open" in reason:
        return (
            "database.url: the database file or its folder cannot be written; "
            "check the owner and the permissions."
        )
    return None
