from __future__ import annotations

from pathlib import Path

import pytest
import sqlalchemy as sa
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory

from bot.storage import migrate
from bot.storage.database import BadDatabaseUrl, Database
from bot.storage.migrate import Condition, DatabaseNotCurrent
from bot.storage.tables.base import metadata


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "fresh.db"


async def condition(path: Path) -> Condition:
    database = Database(f"sqlite:///{path}")
    try:
        return await migrate.condition(database)
    finally:
        await database.close()


async def run(database: Database, statement: str) -> None:
    async with database.begin() as connection:
        await connection.exec_driver_sql(statement)


async def refusal(database: Database) -> str:
    with pytest.raises(DatabaseNotCurrent) as caught:
        await migrate.require_current(database, make_absent=False)
    return str(caught.value)


async def test_no_file_is_an_absent_database_and_looking_makes_none(path: Path) -> None:
    assert await condition(path) is Condition.ABSENT
    assert not path.exists()


async def test_an_empty_file_is_an_absent_database(path: Path) -> None:
    path.touch()

    assert await condition(path) is Condition.ABSENT


async def test_an_upgraded_database_is_current(database: Database) -> None:
    assert await migrate.condition(database) is Condition.CURRENT
    await migrate.require_current(database, make_absent=False)


async def test_a_revision_nobody_here_knows_is_newer(database: Database) -> None:
    await run(database, "UPDATE alembic_version SET version_num = '9999'")

    assert await migrate.condition(database) is Condition.NEWER


async def test_a_revision_before_the_last_is_older(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    known = [*migrate.revisions(), "9999"]
    monkeypatch.setattr(migrate, "revisions", lambda: known)

    assert await migrate.condition(database) is Condition.OLDER


async def test_another_programs_database_is_not_touched(path: Path) -> None:
    database = Database(f"sqlite:///{path}")
    await run(database, "CREATE TABLE recipes (id INTEGER)")

    assert await migrate.condition(database) is Condition.NEWER
    with pytest.raises(DatabaseNotCurrent, match="by another program"):
        await migrate.upgrade(database)
    await database.close()


async def test_a_file_that_is_no_database_is_unreadable(path: Path) -> None:
    path.write_text("课程表" * 1000, encoding="utf-8")

    assert await condition(path) is Condition.UNREADABLE
    assert path.read_text(encoding="utf-8") == "课程表" * 1000


async def test_a_folder_is_no_database(tmp_path: Path) -> None:
    assert await condition(tmp_path) is Condition.UNREADABLE


async def test_an_absent_database_is_refused_with_what_to_type(path: Path) -> None:
    database = Database(f"sqlite:///{path}")

    assert await refusal(database) == (
        "database.url: there is no database yet; type `jiaxiao db upgrade`."
    )
    await database.close()


async def test_an_absent_database_is_made_where_that_is_asked(path: Path) -> None:
    database = Database(f"sqlite:///{path}")

    await migrate.require_current(database, make_absent=True)

    assert await migrate.condition(database) is Condition.CURRENT
    await database.close()


async def test_an_older_database_is_refused_with_what_to_type(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    known = [*migrate.revisions(), "9999"]
    monkeypatch.setattr(migrate, "revisions", lambda: known)

    sentence = await refusal(database)

    assert "type `jiaxiao db backup FILE` and then `jiaxiao db upgrade`" in sentence


async def test_a_newer_database_is_refused_even_where_an_absent_one_is_made(
    database: Database,
) -> None:
    await run(database, "UPDATE alembic_version SET version_num = '9999'")

    with pytest.raises(DatabaseNotCurrent, match="made by a newer release"):
        await migrate.require_current(database, make_absent=True)
    with pytest.raises(DatabaseNotCurrent, match="made by a newer release"):
        await migrate.upgrade(database)


async def test_an_unreadable_database_is_refused_with_what_to_check(path: Path) -> None:
    path.write_text("课程表" * 1000, encoding="utf-8")
    database = Database(f"sqlite:///{path}")

    assert "no database that can be read" in await refusal(database)
    await database.close()


async def test_upgrading_twice_changes_nothing(database: Database) -> None:
    await run(database, "INSERT INTO counters (name, value) VALUES ('kept', 7)")

    await migrate.upgrade(database)

    async with database.read() as connection:
        rows = await connection.exec_driver_sql("SELECT name, value FROM counters")
        assert [tuple(row) for row in rows] == [("kept", 7)]


def _differences(connection: sa.Connection) -> list[object]:
    return list(compare_metadata(MigrationContext.configure(connection), metadata))


async def test_what_the_migrations_build_is_what_the_tables_say(database: Database) -> None:
    async with database.read() as connection:
        assert await connection.run_sync(_differences) == []


def _tables(connection: sa.Connection) -> set[str]:
    return set(sa.inspect(connection).get_table_names())


def _downgrade(connection: sa.Connection) -> None:
    config = Config()
    config.set_main_option("script_location", str(migrate.MIGRATIONS))
    config.attributes["connection"] = connection
    command.downgrade(config, "base")


async def test_migrations_go_down_to_nothing_and_up_again(database: Database) -> None:
    async with database.begin() as connection:
        before = await connection.run_sync(_tables)
        await connection.run_sync(_downgrade)
        assert await connection.run_sync(_tables) == {"alembic_version"}

    await migrate.upgrade(database)

    async with database.read() as connection:
        assert await connection.run_sync(_tables) == before


def test_there_is_one_last_migration() -> None:
    assert len(ScriptDirectory(str(migrate.MIGRATIONS)).get_heads()) == 1


def test_migrations_are_named_by_their_revisions_in_order() -> None:
    scripts = ScriptDirectory(str(migrate.MIGRATIONS)).walk_revisions()

    assert migrate.revisions() == [script.revision for script in scripts][::-1]


@pytest.mark.parametrize(
    "url", ["", "jiaxiao.db", "mysql://school:geheim@host/db", "sqlite://", "sqlite:///:memory:"]
)
def test_an_address_we_cannot_open_is_refused_by_its_key(url: str) -> None:
    with pytest.raises(BadDatabaseUrl, match=r"^database\.url: ") as caught:
        Database(url)

    assert "geheim" not in str(caught.value)
