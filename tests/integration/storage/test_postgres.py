"""What only a server can do to us: be away, be locked, refuse; and what it must not."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import psycopg
import pytest
import sqlalchemy as sa

from bot.delivery.model import State
from bot.storage import database as database_module
from bot.storage import migrate, postgres
from bot.storage.database import BadDatabaseUrl, Database, DatabaseUnwritable
from bot.storage.migrate import Condition, DatabaseNotCurrent
from tests.support.databases import PostgresDatabases
from tests.support.dispatching import ScriptedSender, make_dispatcher, running, until
from tests.support.outbox import fill, until_settled
from tests.support.postgres import Server, a_server

pytestmark = pytest.mark.postgresql

AWAY = "database.url: the database server cannot be reached; check that it runs, and the address."


@pytest.fixture
def empty_url(postgresql: PostgresDatabases) -> Iterator[str]:
    with postgresql.empty() as url:
        yield url


@pytest.fixture
async def empty(empty_url: str) -> AsyncIterator[Database]:
    database = Database(empty_url)
    yield database
    await database.close()


@pytest.fixture
def database_url(postgresql_url: str) -> str:
    return postgresql_url


@pytest.fixture
def own_server(postgresql: PostgresDatabases) -> Iterator[Server]:
    """A server that a test may stop; there is one wherever the shared one runs."""
    with a_server() as server:
        yield server


def with_options(url: str, options: str) -> str:
    return f"{url}&options=-c%20{options}"


async def put(database: Database, name: str) -> None:
    async with database.begin() as connection:
        await connection.execute(
            sa.text("INSERT INTO keepsakes VALUES (:name, 'x')"), {"name": name}
        )


async def kept(database: Database) -> int:
    async with database.read() as connection:
        found = await connection.exec_driver_sql("SELECT count(*) FROM keepsakes")
        return int(found.scalar_one())


async def refusal(database: Database) -> str:
    with pytest.raises(DatabaseUnwritable) as caught:
        await put(database, "refused")
    await database.close()
    return str(caught.value)


async def test_an_empty_database_is_absent_and_upgrading_makes_it(empty: Database) -> None:
    assert await migrate.condition(empty) is Condition.ABSENT

    await migrate.upgrade(empty)

    assert await migrate.condition(empty) is Condition.CURRENT


async def test_two_processes_may_upgrade_at_once(empty_url: str, empty: Database) -> None:
    other = Database(empty_url)

    await asyncio.gather(migrate.upgrade(empty), migrate.upgrade(other))

    assert await migrate.condition(other) is Condition.CURRENT
    await other.close()


async def test_another_programs_database_is_not_touched(empty: Database) -> None:
    async with empty.begin() as connection:
        await connection.exec_driver_sql("CREATE TABLE recipes (id INTEGER)")

    with pytest.raises(DatabaseNotCurrent, match="by another program"):
        await migrate.upgrade(empty)


async def test_a_user_who_may_not_make_tables_is_told_so(empty_url: str) -> None:
    with psycopg.connect(empty_url, autocommit=True) as owner:
        owner.execute("CREATE ROLE clerk LOGIN")
    clerk = Database(empty_url.replace("postgres@", "clerk@"))

    try:
        with pytest.raises(DatabaseUnwritable, match="does not let this user"):
            await migrate.upgrade(clerk)
    finally:
        await clerk.close()
        with psycopg.connect(empty_url, autocommit=True) as owner:
            owner.execute("DROP ROLE clerk")


async def test_a_server_that_is_not_there_is_said_to_be_away(tmp_path: Path) -> None:
    nobody = Database(f"postgresql://postgres@/school?host={tmp_path}")

    assert await migrate.condition(nobody) is Condition.UNREADABLE
    assert await refusal(nobody) == AWAY


async def test_a_database_that_is_not_there_is_said_to_be_unreadable(
    postgresql: PostgresDatabases,
) -> None:
    absent = Database(postgresql.url("absent"))

    assert await migrate.condition(absent) is Condition.UNREADABLE
    await absent.close()


async def test_a_server_that_takes_no_changes_is_named(database_url: str) -> None:
    standby = Database(with_options(database_url, "default_transaction_read_only=on"))

    assert "takes no changes now" in await refusal(standby)


async def test_a_database_that_stays_locked_is_named_and_nothing_is_half_done(
    database_url: str, database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(postgres._SETTINGS, "lock_timeout", "50ms")
    impatient = Database(database_url)

    async with database.begin():
        sentence = await refusal(impatient)

    assert "another program has kept the database locked" in sentence
    assert await kept(database) == 0


async def test_settings_in_the_address_stay_beside_ours(database_url: str) -> None:
    database = Database(with_options(database_url, "work_mem=7MB"))

    async with database.read() as connection:
        shown = [
            (await connection.exec_driver_sql(f"SHOW {name}")).scalar_one()
            for name in ("work_mem", "lock_timeout", "tcp_keepalives_idle")
        ]

    # A socket of the file system has no keepalives, so the last one stays 0 here.
    assert shown == ["7MB", "10s", "0"]
    await database.close()


async def test_what_was_looked_up_is_still_true_when_it_is_written(
    database_url: str, database: Database
) -> None:
    other = Database(database_url)

    async def put_if_absent(into: Database) -> None:
        async with into.begin() as connection:
            found = await connection.exec_driver_sql("SELECT count(*) FROM keepsakes")
            if not found.scalar_one():
                await asyncio.sleep(0.05)
                await connection.exec_driver_sql(
                    "INSERT INTO keepsakes SELECT gen_random_uuid()::text, 'x'"
                )

    await asyncio.gather(*(put_if_absent(one) for one in (database, other) * 3))

    assert await kept(database) == 1
    await other.close()


async def test_a_reader_sees_one_state_and_waits_for_nobody(database: Database) -> None:
    await put(database, "before")

    async with database.read() as reader:
        first = (await reader.exec_driver_sql("SELECT count(*) FROM keepsakes")).scalar_one()
        await put(database, "meanwhile")
        second = (await reader.exec_driver_sql("SELECT count(*) FROM keepsakes")).scalar_one()

    assert (first, second, await kept(database)) == (1, 1, 2)


async def test_a_server_that_went_away_is_used_again_once_it_is_back(own_server: Server) -> None:
    database, sender = Database(own_server.url()), ScriptedSender()
    await migrate.upgrade(database)
    await fill(database, range(1, 301))
    sender.gate.clear()

    async with running(make_dispatcher(database, sender, in_flight=16)):
        await until(lambda: sender.on_the_way == 16)
        own_server.stop()
        with pytest.raises(DatabaseUnwritable, match="cannot be reached"):
            await put(database, "while it is away")
        sender.gate.set()
        await until(lambda: sender.on_the_way == 0)
        own_server.start()
        counts = await until_settled(database)

    await database.close()
    assert counts == {State.DELIVERED: 300}
    assert sorted(sender.sent) == list(range(1, 301))


async def test_a_transaction_the_server_leaves_in_the_middle_is_undone(
    own_server: Server,
) -> None:
    database = Database(own_server.url())
    await migrate.upgrade(database)

    async def interrupted() -> None:
        async with database.begin() as connection:
            await connection.exec_driver_sql("INSERT INTO keepsakes VALUES ('half', 'x')")
            own_server.stop()
            await connection.exec_driver_sql("INSERT INTO keepsakes VALUES ('whole', 'x')")

    with pytest.raises(DatabaseUnwritable) as caught:
        await interrupted()
    own_server.start()

    assert str(caught.value) == AWAY
    assert await kept(database) == 0
    await database.close()


async def test_connections_survive_a_restart_between_two_questions(database_url: str) -> None:
    database = Database(database_url)
    await put(database, "before")
    with psycopg.connect(database_url, autocommit=True) as other:
        other.execute(
            "SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity"
            " WHERE datname = current_database() AND pid <> pg_backend_pid()"
        )

    await put(database, "after")

    assert await kept(database) == 2
    await database.close()


def test_without_the_driver_the_package_to_install_is_named(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(database_module, "find_spec", lambda _: None)

    with pytest.raises(BadDatabaseUrl, match=r"pip install 'jiaxiao-bot\[postgres\]'"):
        Database("postgresql://school@host/school")
