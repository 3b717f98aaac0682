"""Cursors of SQLite that make one trip to the connection's thread, not four."""

from __future__ import annotations

import sqlite3
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest

from bot.storage.hops import AT_ONCE, OneTripConnection

MANY = 2 * AT_ONCE + 7


class Counting(OneTripConnection):
    """Counts its trips."""

    trips = 0

    async def run(self, work: Any, *arguments: Any) -> None:
        self.trips += 1
        await super().run(work, *arguments)


@pytest.fixture
async def connection(tmp_path: Path) -> AsyncIterator[Counting]:
    opened = Counting(str(tmp_path / "numbers.db"), isolation_level=None)
    await opened
    await opened.cursor().execute("create table numbers (n integer primary key)")
    numbers = [(number,) for number in range(MANY)]
    await opened.cursor().executemany("insert into numbers values (?)", numbers)
    opened.trips = 0
    yield opened
    await opened.close()


async def test_a_few_rows_take_one_trip(connection: Counting) -> None:
    cursor = await connection.cursor().execute("select n from numbers where n < ?", (3,))
    found = await cursor.fetchall()
    await cursor.close()

    assert found == [(0,), (1,), (2,)]
    assert connection.trips == 1


async def test_more_rows_than_come_at_once_are_fetched_when_asked_for(
    connection: Counting,
) -> None:
    cursor = await connection.cursor().execute("select n from numbers order by n")
    first = await cursor.fetchmany(5)
    assert connection.trips == 1

    rest = await cursor.fetchall()

    assert [n for (n,) in [*first, *rest]] == list(range(MANY))
    assert await cursor.fetchone() is None


async def test_rows_come_in_parts_of_the_size_asked_for(connection: Counting) -> None:
    cursor = await connection.cursor().execute("select n from numbers order by n")
    parts = []
    while part := await cursor.fetchmany(AT_ONCE - 1):
        parts.append([n for (n,) in part])

    assert [len(part) for part in parts] == [AT_ONCE - 1, AT_ONCE - 1, 9]
    assert [n for part in parts for n in part] == list(range(MANY))


async def test_rows_nobody_asked_for_keep_nobody_from_writing(connection: Counting) -> None:
    cursor = await connection.cursor().execute("select n from numbers")
    await cursor.close()

    await connection.cursor().execute("drop table numbers")


async def test_what_a_statement_changed_is_counted(connection: Counting) -> None:
    cursor = await connection.cursor().execute("delete from numbers where n < 10")
    assert cursor.rowcount == 10
    assert await cursor.fetchall() == []

    cursor = await connection.cursor().execute("insert into numbers values (3) returning n")
    assert await cursor.fetchone() == (3,)
    assert cursor.rowcount == 1
    assert cursor.lastrowid == 3


async def test_after_a_statement_that_fails_the_next_one_is_done(connection: Counting) -> None:
    with pytest.raises(sqlite3.IntegrityError):
        await connection.cursor().execute("insert into numbers values (5)")
    with pytest.raises(sqlite3.IntegrityError):
        await connection.cursor().executemany("insert into numbers values (?)", [(-1,), (5,)])

    cursor = await connection.cursor().execute("select count(*) from numbers")

    assert await cursor.fetchone() == (MANY + 1,)
