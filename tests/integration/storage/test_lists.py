from __future__ import annotations

import asyncio

import sqlalchemy as sa
from hypothesis import given
from hypothesis import strategies as st

from bot.storage.database import Database
from bot.storage.lists import AT_ONCE, gently, in_steps, listed

ROWS = [(1, 2), (-9_007_199_254_740_993, None), (9_223_372_036_854_775_807, 0), (1, 2)]


async def test_rows_are_read_as_they_were_given(database: Database) -> None:
    async with database.read() as connection:
        rows = listed(connection, 2)
        found = await connection.execute(sa.select(*rows.columns), rows.given(ROWS))

        assert sorted(map(tuple, found), key=str) == sorted(ROWS, key=str)


async def test_a_list_of_nothing_has_no_rows(database: Database) -> None:
    async with database.read() as connection:
        rows = listed(connection, 1)
        found = await connection.execute(sa.select(*rows.columns), rows.given([]))

        assert found.all() == []


@given(st.integers(0, 3 * AT_ONCE))
def test_steps_hold_every_row_once_and_in_order(count: int) -> None:
    steps = list(in_steps(range(count)))

    assert [row for step in steps for row in step] == list(range(count))
    assert all(0 < len(step) <= AT_ONCE for step in steps)


async def test_others_get_their_turn_while_many_rows_are_gone_through() -> None:
    turns = 0

    async def take_turns() -> None:
        nonlocal turns
        while True:
            turns += 1
            await asyncio.sleep(0)

    other = asyncio.create_task(take_turns())
    assert [row async for row in gently(range(5_000))] == list(range(5_000))
    other.cancel()

    assert turns >= 10
