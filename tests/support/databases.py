"""Databases for tests: a file of SQLite, or one of a PostgreSQL server all tests share.

What a test gets was migrated once and is a copied file or an emptied database, which costs
a few milliseconds. The first test that asks for PostgreSQL starts the server, and the other
processes of the same run (pytest-xdist) find it by a file in the run's common folder; it ends
when the process that runs the tests does.
"""

from __future__ import annotations

import asyncio
import json
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from uuid import uuid4

import psycopg
import pytest

from bot.storage import migrate
from bot.storage.database import Database
from tests.support.postgres import ADVICE, NoServer

ON_SQLITE = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
"""Marks a test whose subject is SQLite's file or its locks."""

_TEMPLATE = "template_school"
_PATIENCE = 60.0


class PostgresDatabases:
    """Makes databases on a running server, and cleans those that are used again.

    Args:
        host: The folder of the server's socket.
    """

    def __init__(self, host: str) -> None:
        self._host = host
        self._owner = psycopg.connect(f"host={host} user=postgres", autocommit=True)
        self._idle: list[_Kept] = []

    def url(self, name: str) -> str:
        """Return the address of one."""
        return f"postgresql://postgres@/{name}?host={self._host}"

    @contextmanager
    def migrated(self) -> Iterator[str]:
        """Lend a database of this release with nothing in it; gives its address."""
        kept = self._idle.pop() if self._idle else self._keep(self._make(_TEMPLATE))
        try:
            yield self.url(kept.name)
        finally:
            self._take_back(kept)

    @contextmanager
    def empty(self) -> Iterator[str]:
        """Make a database without a table; gives its address."""
        name = self._make("template0")
        try:
            yield self.url(name)
        finally:
            self._drop(name)

    def make_template(self) -> None:
        """Migrate once; every other database copies it."""
        self._do(f"CREATE DATABASE {_TEMPLATE}")
        make_current(self.url(_TEMPLATE))

    def close(self) -> None:
        """Leave the server."""
        for kept in self._idle:
            kept.session.close()
        self._owner.close()

    def _take_back(self, kept: _Kept) -> None:
        with suppress(psycopg.OperationalError):  # A test may have ended our session, too.
            if kept.is_clean_again():
                self._idle.append(kept)
                return
        kept.session.close()
        self._drop(kept.name)

    def _make(self, template: str) -> str:
        name = f"test_{uuid4().hex}"
        self._do(f"CREATE DATABASE {name} TEMPLATE {template} STRATEGY file_copy")
        return name

    def _drop(self, name: str) -> None:
        self._do(f"DROP DATABASE {name} WITH (FORCE)")

    def _keep(self, name: str) -> _Kept:
        return _Kept(name, psycopg.connect(self.url(name), autocommit=True))

    def _do(self, statement: str) -> None:
        self._owner.execute(statement.encode())


class _Kept:
    """A database that is emptied after each test, which is faster than a new one."""

    def __init__(self, name: str, session: psycopg.Connection) -> None:
        self.name = name
        self.session = session
        self._shape = self._look()

    def is_clean_again(self) -> bool:
        """End whatever a test left running and empty all tables; no if they were changed."""
        self.session.execute(_END_OTHERS)
        if self._look() != self._shape:
            return False
        self.session.execute(_EMPTY)
        return True

    def _look(self) -> object:
        return self.session.execute(_SHAPE).fetchall()


_END_OTHERS = """
SELECT pg_terminate_backend(pid, 10000) FROM pg_stat_activity
WHERE datname = current_database() AND pid <> pg_backend_pid()
"""

_SHAPE = """
SELECT md5(string_agg(relname || ' ' || attname || ' ' || atttypid, ' ' ORDER BY relname, attnum))
FROM pg_attribute JOIN pg_class ON pg_class.oid = attrelid
WHERE relnamespace = 'public'::regnamespace
UNION ALL SELECT string_agg(version_num, ' ') FROM alembic_version
"""

_EMPTY = """
DO $$
DECLARE
  one regclass;
  has_rows boolean;
  used text[] := '{}';
BEGIN
  PERFORM set_config('session_replication_role', 'replica', true); -- leaves triggers out
  FOR one IN SELECT oid FROM pg_class WHERE relkind = 'r'
    AND relnamespace = 'public'::regnamespace AND relname <> 'alembic_version'
  LOOP
    EXECUTE format('SELECT EXISTS (SELECT FROM %s)', one) INTO has_rows;
    IF has_rows THEN used := used || one::text; END IF;
  END LOOP;
  IF used <> '{}' THEN EXECUTE 'TRUNCATE ' || array_to_string(used, ', ') || ' CASCADE'; END IF;
  PERFORM setval(format('%I.%I', schemaname, sequencename)::regclass, 1, false)
  FROM pg_sequences WHERE last_value IS NOT NULL;
END $$
"""


def make_current(url: str) -> None:
    """Migrate a new database."""

    async def work() -> None:
        database = Database(url)
        await migrate.upgrade(database)
        await database.close()

    asyncio.run(work())


def shared_server(folder: Path) -> PostgresDatabases:
    """Find the server of this run, or start it if nobody has.

    Args:
        folder: One that all processes of this run have in common.

    Raises:
        NoServer: None could be started here.
    """
    found = folder / "postgresql.json"
    try:
        (folder / "postgresql.lock").touch(exist_ok=False)
    except FileExistsError:
        told = _wait_for(found)
    else:
        told = _start()
        if "host" in told:
            first = PostgresDatabases(told["host"])
            first.make_template()
            first.close()
        fresh = found.with_suffix(".new")
        fresh.write_text(json.dumps(told))
        fresh.replace(found)
    if "host" not in told:
        raise NoServer(told["trouble"])
    return PostgresDatabases(told["host"])


def _start() -> dict[str, str]:
    whole_run = os.getppid() if "PYTEST_XDIST_WORKER" in os.environ else os.getpid()
    keeper = subprocess.Popen(
        [sys.executable, "-m", "tests.support.postgres", str(whole_run)],
        stdout=subprocess.PIPE,
        start_new_session=True,
        cwd=Path(__file__).parents[2],
    )
    assert keeper.stdout is not None
    with keeper.stdout as told:
        line = told.readline()
    # It outlives this process on purpose, which is no reason to warn.
    keeper.returncode = 0
    return dict(json.loads(line)) if line else {"trouble": ADVICE}


def _wait_for(found: Path) -> dict[str, str]:
    deadline = time.monotonic() + _PATIENCE
    while not found.exists():
        if time.monotonic() > deadline:
            return {"trouble": ADVICE}
        time.sleep(0.02)
    return dict(json.loads(found.read_text()))
