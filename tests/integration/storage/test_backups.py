from __future__ import annotations

import stat
from pathlib import Path

import pytest

from bot.errors import BadOption
from bot.storage import backups, migrate
from bot.storage.database import Database
from bot.storage.migrate import DatabaseNotCurrent
from tests.integration.storage.other_process import other_process


@pytest.fixture
def database_url(sqlite_url: str) -> str:
    """Files and their locks are the subject here."""
    return sqlite_url


async def write(database: Database, value: int) -> None:
    async with database.begin() as connection:
        await connection.exec_driver_sql("DELETE FROM counters")
        await connection.exec_driver_sql(f"INSERT INTO counters VALUES ('kept', {value})")


async def value_in(path: Path) -> int:
    database = Database(f"sqlite:///{path}")
    try:
        async with database.read() as connection:
            found = await connection.exec_driver_sql("SELECT value FROM counters")
            return int(found.scalar_one())
    finally:
        await database.close()


def path_of(database: Database) -> Path:
    return Path(str(database.url.database))


async def refusal(database: Database, backup: Path) -> str:
    with pytest.raises(BadOption) as caught:
        await backups.restore(database, backup)
    return str(caught.value)


@pytest.fixture
async def backup(database: Database, tmp_path: Path) -> Path:
    """A backup in which the value is 1, of a database in which it is 2 by now; closed."""
    copy = tmp_path / "backup.db"
    await write(database, 1)
    await backups.back_up(database, copy)
    await write(database, 2)
    await database.close()
    return copy


async def test_a_backup_is_made_while_the_service_writes(
    database: Database, tmp_path: Path
) -> None:
    copy = tmp_path / "backup.db"
    await write(database, 1)

    async with database.begin() as connection:
        await connection.exec_driver_sql("UPDATE counters SET value = 2")
        await backups.back_up(database, copy)

    assert await value_in(copy) == 1
    assert await value_in(path_of(database)) == 2


async def test_a_backup_is_read_by_its_owner_only(backup: Path) -> None:
    assert stat.S_IMODE(backup.stat().st_mode) == 0o600


async def test_a_backup_never_overwrites_a_file(database: Database, tmp_path: Path) -> None:
    taken = tmp_path / "taken.db"
    taken.write_text("mine")

    with pytest.raises(BadOption, match="exists already; name a new file"):
        await backups.back_up(database, taken)

    assert taken.read_text() == "mine"


async def test_a_backup_into_a_folder_that_is_not_there_is_refused(
    database: Database, tmp_path: Path
) -> None:
    with pytest.raises(BadOption, match="cannot be written; check the folder"):
        await backups.back_up(database, tmp_path / "absent" / "backup.db")


async def test_without_a_database_there_is_nothing_to_back_up(tmp_path: Path) -> None:
    database = Database(f"sqlite:///{tmp_path / 'absent.db'}")

    with pytest.raises(DatabaseNotCurrent, match="there is no database yet"):
        await backups.back_up(database, tmp_path / "backup.db")

    assert list(tmp_path.iterdir()) == []
    await database.close()


async def test_an_older_database_can_be_backed_up_before_it_is_upgraded(
    database: Database, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    known = [*migrate.revisions(), "9999"]
    monkeypatch.setattr(migrate, "revisions", lambda: known)

    await backups.back_up(database, tmp_path / "backup.db")

    assert (tmp_path / "backup.db").exists()


async def test_a_backup_is_put_back(database: Database, backup: Path) -> None:
    await backups.restore(database, backup)

    assert await value_in(path_of(database)) == 1


async def test_a_backup_is_put_where_no_database_is(backup: Path, tmp_path: Path) -> None:
    database = Database(f"sqlite:///{tmp_path / 'new.db'}")

    await backups.restore(database, backup)

    assert await value_in(tmp_path / "new.db") == 1
    await database.close()


async def test_a_damaged_database_is_replaced_by_its_backup(
    database: Database, backup: Path
) -> None:
    path_of(database).write_bytes(b"broken" * 2000)

    await backups.restore(database, backup)

    assert await value_in(path_of(database)) == 1


async def test_nothing_is_left_beside_the_database(database: Database, backup: Path) -> None:
    await backups.restore(database, backup)

    names = {file.name for file in path_of(database).parent.iterdir()}
    assert names == {"school.db", "backup.db"}


@pytest.mark.parametrize(
    ("start", "length"), [(0, 16), (4096 * 2, 4096)], ids=["header", "a page inside"]
)
async def test_a_damaged_backup_is_refused_and_the_database_stays(
    database: Database, backup: Path, start: int, length: int
) -> None:
    content = bytearray(backup.read_bytes())
    content[start : start + length] = b"\xa5" * length
    backup.write_bytes(content)

    sentence = await refusal(database, backup)

    assert sentence == f"{backup}: the file is damaged or no backup; use another one."
    assert await value_in(path_of(database)) == 2
    assert not list(backup.parent.glob("*.restoring*"))


async def test_half_a_backup_is_refused(database: Database, backup: Path) -> None:
    content = backup.read_bytes()
    backup.write_bytes(content[: len(content) // 2])

    assert "the file is damaged" in await refusal(database, backup)
    assert await value_in(path_of(database)) == 2


async def test_another_programs_file_is_refused(database: Database, backup: Path) -> None:
    other = Database(f"sqlite:///{backup}")
    async with other.begin() as connection:
        await connection.exec_driver_sql("DROP TABLE alembic_version")
    await other.close()

    assert "no backup this release can read" in await refusal(database, backup)
    assert await value_in(path_of(database)) == 2


async def test_a_backup_that_is_not_there_is_refused(database: Database, tmp_path: Path) -> None:
    missing = tmp_path / "absent.db"

    assert await refusal(database, missing) == f"{missing}: there is no such file."


@pytest.mark.parametrize("statement", ["BEGIN IMMEDIATE", "SELECT * FROM counters"])
async def test_a_database_another_process_has_open_is_not_replaced(
    database: Database, backup: Path, statement: str
) -> None:
    with other_process(path_of(database), statement):
        sentence = await refusal(database, backup)

    assert sentence == "database.url: the database is in use; stop `jiaxiao run` first."
    assert await value_in(path_of(database)) == 2
    assert not list(backup.parent.glob("*.restoring*"))
