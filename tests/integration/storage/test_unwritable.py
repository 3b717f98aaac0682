from __future__ import annotations

import threading
from pathlib import Path

import pytest

from bot.storage import database as database_module
from bot.storage import migrate
from bot.storage.database import Database, DatabaseUnwritable
from tests.integration.storage.other_process import other_process


@pytest.fixture
def database_url(sqlite_url: str) -> str:
    """Files and their locks are the subject here."""
    return sqlite_url


async def write(database: Database) -> None:
    async with database.begin() as connection:
        await connection.exec_driver_sql("INSERT INTO counters VALUES ('kept', 1)")


async def count(database: Database) -> int:
    async with database.read() as connection:
        found = await connection.exec_driver_sql("SELECT count(*) FROM counters")
        return int(found.scalar_one())


@pytest.fixture
def path(database: Database) -> Path:
    return Path(str(database.url.database))


async def test_a_locked_database_is_named_and_nothing_is_half_done(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(database_module, "BUSY_SECONDS", 0)
    database = Database(f"sqlite:///{path}")

    with other_process(path, "BEGIN IMMEDIATE"), pytest.raises(DatabaseUnwritable) as caught:
        await write(database)

    assert str(caught.value) == (
        "database.url: another process has kept the database locked for 0 seconds; "
        "end that process and try again."
    )
    assert await count(database) == 0
    await database.close()


def test_a_parent_is_asked_to_try_again_when_the_database_cannot_be_written() -> None:
    assert DatabaseUnwritable().text_key == "failure-busy"


async def test_a_locked_database_is_written_again_once_it_is_free(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(database_module, "BUSY_SECONDS", 0)
    database = Database(f"sqlite:///{path}")
    with other_process(path, "BEGIN IMMEDIATE"), pytest.raises(DatabaseUnwritable):
        await write(database)

    await write(database)

    assert await count(database) == 1
    await database.close()


async def test_a_locked_database_can_still_be_read(path: Path, database: Database) -> None:
    await write(database)

    with other_process(path, "BEGIN IMMEDIATE"):
        assert await count(database) == 1


async def test_a_database_that_cannot_be_written_is_named(path: Path) -> None:
    database = Database(f"sqlite:///file:{path}?mode=ro&uri=true")

    with pytest.raises(DatabaseUnwritable) as caught:
        await write(database)

    assert str(caught.value) == (
        "database.url: the database file or its folder cannot be written; "
        "check the owner and the permissions."
    )
    await database.close()


async def test_a_file_that_cannot_be_opened_leaves_no_thread_behind(tmp_path: Path) -> None:
    before = set(threading.enumerate())
    database = Database(f"sqlite:///{tmp_path}")

    assert await migrate.condition(database) is migrate.Condition.UNREADABLE
    await database.close()

    assert set(threading.enumerate()) <= before


async def test_a_folder_that_is_not_there_is_named(tmp_path: Path) -> None:
    database = Database(f"sqlite:///{tmp_path / 'absent' / 'school.db'}")

    with pytest.raises(DatabaseUnwritable, match=r"^database\.url: the database file or its"):
        await migrate.require_current(database, make_absent=True)
    await database.close()
