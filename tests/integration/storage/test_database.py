from __future__ import annotations

import stat
from datetime import UTC, datetime
from pathlib import Path

import pytest
import sqlalchemy as sa

from bot.storage import migrate
from bot.storage.database import Database
from bot.storage.tables.people import schools
from tests.support.databases import ON_SQLITE


async def add_school(database: Database, name: str) -> None:
    async with database.begin() as connection:
        await connection.execute(
            sa.insert(schools).values(
                name=name, region="example", created_at=datetime(2026, 9, 1, tzinfo=UTC)
            )
        )


async def names(database: Database) -> list[str]:
    async with database.read() as connection:
        return list((await connection.execute(sa.select(schools.c.name))).scalars())


async def test_what_was_committed_is_seen_by_another_connection(database: Database) -> None:
    await add_school(database, "实验小学")

    assert await names(database) == ["实验小学"]


async def test_an_error_inside_a_transaction_undoes_all_of_it(database: Database) -> None:
    async def fail_half_way() -> None:
        async with database.begin() as connection:
            await connection.execute(
                sa.insert(schools).values(
                    name="实验小学", region="x", created_at=datetime(2026, 9, 1, tzinfo=UTC)
                )
            )
            raise RuntimeError

    with pytest.raises(RuntimeError):
        await fail_half_way()

    assert await names(database) == []


async def test_an_instant_comes_back_aware_and_in_utc(database: Database) -> None:
    await add_school(database, "实验小学")

    async with database.read() as connection:
        created_at = (await connection.execute(sa.select(schools.c.created_at))).scalar_one()

    assert created_at == datetime(2026, 9, 1, tzinfo=UTC)


async def test_a_naive_time_is_refused(database: Database) -> None:
    with pytest.raises(sa.exc.StatementError, match="naive"):
        async with database.begin() as connection:
            await connection.execute(
                sa.insert(schools).values(
                    name="x",
                    region="x",
                    created_at=datetime(2026, 9, 1),  # noqa: DTZ001
                )
            )


@ON_SQLITE
@pytest.mark.parametrize(
    ("pragma", "value"),
    [("journal_mode", "wal"), ("foreign_keys", 1), ("secure_delete", 1), ("synchronous", 2)],
)
async def test_sqlite_is_opened_safely(database: Database, pragma: str, value: object) -> None:
    async with database.read() as connection:
        found = (await connection.exec_driver_sql(f"PRAGMA {pragma}")).scalar_one()

    assert found == value


async def test_an_error_of_the_database_never_says_what_a_row_holds(database: Database) -> None:
    query = sa.text("SELECT :address FROM nowhere").bindparams(address=5_123_456_789)

    with pytest.raises(sa.exc.DBAPIError, match="nowhere") as caught:
        async with database.read() as connection:
            await connection.execute(query)

    assert "5123456789" not in str(caught.value)


async def test_a_new_database_is_for_its_owner_only(tmp_path: Path) -> None:
    path = tmp_path / "fresh.db"
    fresh = Database(f"sqlite:///{path}")

    await migrate.upgrade(fresh)

    async with fresh.read() as connection:
        await connection.exec_driver_sql("SELECT 1")
        modes = {file.name: stat.S_IMODE(file.stat().st_mode) for file in tmp_path.iterdir()}
    await fresh.close()
    assert modes.pop("fresh.db") == 0o600
    assert set(modes.values()) <= {0o600}
