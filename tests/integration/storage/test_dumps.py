from __future__ import annotations

import asyncio
import os
import stat
import subprocess
from pathlib import Path

import pytest

from bot.errors import BadOption
from bot.storage import backups, migrate
from bot.storage.database import Database
from bot.storage.migrate import Condition
from tests.support.command_line import Desk
from tests.support.databases import PostgresDatabases
from tests.support.postgres import client_programs

pytestmark = pytest.mark.postgresql


@pytest.fixture
def database_url(postgresql_url: str) -> str:
    return postgresql_url


@pytest.fixture(autouse=True)
def _programs(postgresql: PostgresDatabases, monkeypatch: pytest.MonkeyPatch) -> None:
    """Have the server's own version first, as on the machine of an operator."""
    monkeypatch.setenv("PATH", f"{client_programs()}{os.pathsep}{os.environ['PATH']}")


def put_back(copy: Path, url: str) -> None:
    subprocess.run(["pg_restore", "--no-owner", f"--dbname={url}", copy], check=True)


async def write(database: Database, value: int) -> None:
    async with database.begin() as connection:
        await connection.exec_driver_sql("DELETE FROM counters")
        await connection.exec_driver_sql(f"INSERT INTO counters VALUES ('kept', {value})")


async def value_in(database: Database) -> int:
    async with database.read() as connection:
        found = await connection.exec_driver_sql("SELECT value FROM counters")
        return int(found.scalar_one())


async def test_a_backup_made_amid_a_change_goes_into_a_new_database(
    database: Database, postgresql: PostgresDatabases, tmp_path: Path
) -> None:
    copy = tmp_path / "school.dump"
    await write(database, 1)
    async with database.begin() as connection:
        await connection.exec_driver_sql("UPDATE counters SET value = 2")
        await backups.back_up(database, copy)

    with postgresql.empty() as url:
        await asyncio.to_thread(put_back, copy, url)
        restored = Database(url)
        assert await migrate.condition(restored) is Condition.CURRENT
        assert await value_in(restored) == 1
        await restored.close()

    assert await value_in(database) == 2
    assert stat.S_IMODE(copy.stat().st_mode) == 0o600


async def test_what_the_address_says_reaches_pg_dump(database_url: str, tmp_path: Path) -> None:
    database = Database(f"{database_url}&options=-c%20work_mem=7MB&application_name=a%2Bb")

    await backups.back_up(database, tmp_path / "school.dump")

    assert (tmp_path / "school.dump").stat().st_size > 1000
    await database.close()


async def test_putting_back_is_refused_with_what_to_type(
    database: Database, tmp_path: Path
) -> None:
    with pytest.raises(BadOption, match="pg_restore --no-owner --dbname=NEW FILE"):
        await backups.restore(database, tmp_path / "school.dump")


async def test_a_backup_never_overwrites_a_file(database: Database, tmp_path: Path) -> None:
    taken = tmp_path / "taken.dump"
    taken.write_text("mine")

    with pytest.raises(BadOption, match="exists already; name a new file"):
        await backups.back_up(database, taken)

    assert taken.read_text() == "mine"


async def test_a_backup_into_a_folder_that_is_not_there_is_refused(
    database: Database, tmp_path: Path
) -> None:
    with pytest.raises(BadOption, match="cannot be written; check the folder"):
        await backups.back_up(database, tmp_path / "absent" / "school.dump")


async def test_without_pg_dump_its_package_is_named(
    database: Database, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))

    with pytest.raises(BadOption, match="install PostgreSQL's client programs"):
        await backups.back_up(database, tmp_path / "school.dump")

    assert list(tmp_path.iterdir()) == []


async def test_an_older_pg_dump_is_named_and_leaves_no_file(
    database: Database, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    older = tmp_path / "bin" / "pg_dump"
    older.parent.mkdir()
    older.write_text('#!/bin/sh\necho "aborting because of server version mismatch" >&2\nexit 1\n')
    older.chmod(0o755)
    monkeypatch.setenv("PATH", f"{older.parent}{os.pathsep}{os.environ['PATH']}")

    with pytest.raises(BadOption, match="older than the database server"):
        await backups.back_up(database, tmp_path / "school.dump")

    assert not (tmp_path / "school.dump").exists()


def test_the_commands_of_the_database_work_on_a_server(
    postgresql: PostgresDatabases,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.chdir(tmp_path)
    desk = Desk(tmp_path, capsys)
    with postgresql.empty() as url:
        Path("config.yaml").write_text(f"database: {{url: '{url}'}}\n", encoding="utf-8")

        assert "there is no database yet" in desk.types("db", "check").err
        assert desk.gets("db", "upgrade") == {"state": "current"}
        assert desk.gets("db", "check") == {"state": "current"}
        assert desk.gets("db", "backup", "school.dump")["file"] == "school.dump"
        assert "pg_restore" in desk.is_refused("db", "restore", "school.dump", code=2)
