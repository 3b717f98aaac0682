"""Erasing where the disk does not let it: said in one sentence, and done again later."""

from __future__ import annotations

import resource
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from bot.storage import erasing
from bot.storage.database import Database, DatabaseUnwritable

SECRET = "校门口第三棵银杏树下说的话"
ROOM = 64 * 1024

Step = Callable[[Database], Awaitable[bool]]


@pytest.fixture
def database_url(sqlite_url: str) -> str:
    """SQLite's file and its write-ahead log are the subject here."""
    return sqlite_url


@contextmanager
def no_file_grows_beyond(size: int) -> Iterator[None]:
    """Let the system refuse every write beyond a place, as a disk without room does."""
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)


def bytes_of(database: Database) -> bytes:
    path = Path(str(database.url.database))
    return b"".join(each.read_bytes() for each in sorted(path.parent.glob(f"{path.name}*")))


async def with_something_deleted(database: Database) -> None:
    async with database.begin() as connection:
        await connection.exec_driver_sql("CREATE TABLE IF NOT EXISTS said (words TEXT)")
        await connection.exec_driver_sql("INSERT INTO said VALUES (?)", (SECRET,))
    async with database.begin() as connection:
        await connection.exec_driver_sql("DELETE FROM said")
    assert SECRET.encode() in bytes_of(database)


async def rewrites(database: Database) -> bool:
    return await erasing.rewrite(database, ["said"])


async def test_without_room_the_operator_is_told_and_the_next_time_it_is_done(
    database: Database,
) -> None:
    await with_something_deleted(database)
    assert await erasing.empty_log(database)
    await with_something_deleted(database)

    with no_file_grows_beyond(ROOM), pytest.raises(DatabaseUnwritable, match="make as much room"):
        await rewrites(database)

    assert SECRET.encode() in bytes_of(database)
    assert await rewrites(database)
    assert SECRET.encode() not in bytes_of(database)


@pytest.mark.parametrize("step", [rewrites, erasing.empty_log])
async def test_with_room_nothing_deleted_is_left_in_any_file(
    database: Database, step: Step
) -> None:
    await with_something_deleted(database)

    assert await step(database)

    assert SECRET.encode() not in bytes_of(database)
