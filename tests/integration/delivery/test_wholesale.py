"""Thousands of different letters go in together, and each chat gets its own words."""

from __future__ import annotations

from datetime import timedelta

import pytest
import sqlalchemy as sa

from bot.delivery.model import Body, Button, Letter
from bot.delivery.outbox import Outbox
from bot.delivery.parts import parts
from bot.storage.database import Database
from bot.storage.tables.delivery import outgoing, outgoing_bodies
from tests.support.clocks import A_THURSDAY_NOON
from tests.support.outbox import BATCH


async def put_in(database: Database, *letters: Letter) -> int:
    async with database.begin() as connection:
        return await Outbox().enqueue_all(
            connection, batch=BATCH, letters=letters, now=A_THURSDAY_NOON
        )


async def kept(database: Database) -> list[tuple[int, str]]:
    query = (
        sa.select(outgoing.c.address, outgoing_bodies.c.text)
        .join(outgoing_bodies, outgoing_bodies.c.id == outgoing.c.body_id)
        .order_by(outgoing.c.address)
    )
    async with database.read() as connection:
        return [(row.address, row.text) for row in await connection.execute(query)]


async def test_every_chat_gets_its_own_words(database: Database) -> None:
    letters = [Letter(Body(f"第{number}班"), (number,)) for number in range(1, 1_201)]

    count = await put_in(database, *letters, Letter(Body("两个班"), (2_001, 2_002)))

    assert count == 1_202
    expected = [(number, f"第{number}班") for number in range(1, 1_201)]
    assert await kept(database) == [*expected, (2_001, "两个班"), (2_002, "两个班")]


async def test_each_letter_has_its_own_window(database: Database) -> None:
    later, end = A_THURSDAY_NOON + timedelta(hours=1), A_THURSDAY_NOON + timedelta(hours=3)

    await put_in(database, Letter(Body("现在"), (1,)), Letter(Body("一会儿"), (2,), later, end))

    query = sa.select(outgoing.c.not_before, outgoing.c.not_after).order_by(outgoing.c.address)
    async with database.read() as connection:
        rows = [tuple(row) for row in await connection.execute(query)]
    assert rows == [(A_THURSDAY_NOON, None), (later, end)]


@pytest.mark.parametrize("text", ["长" * 5_000, "短"])
async def test_a_long_letter_and_one_with_buttons_are_kept_whole(
    database: Database, text: str
) -> None:
    body = Body(text, ((Button("好", "ok"),),))

    assert await put_in(database, Letter(Body("别的"), (2,)), Letter(body, (1,))) == 2

    query = sa.select(outgoing_bodies).where(outgoing_bodies.c.text != "别的")
    async with database.read() as connection:
        rows = (await connection.execute(query)).all()
    assert sorted(row.text for row in rows) == sorted(part.text for part in parts(body))
    assert [row.keyboard for row in rows if row.keyboard] == [[[["好", "ok"]]]]


async def test_letters_to_nobody_leave_nothing_behind(database: Database) -> None:
    assert await put_in(database, Letter(Body("没有人"), ())) == 0

    async with database.read() as connection:
        assert (await connection.execute(sa.select(outgoing_bodies))).all() == []
