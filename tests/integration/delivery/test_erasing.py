"""What is erased is gone, and its number is never given to what comes next."""

from __future__ import annotations

from bot.delivery.model import Body
from bot.delivery.outbox import Outbox
from bot.storage.database import Database
from tests.support.clocks import A_THURSDAY_NOON
from tests.support.dispatching import ScriptedSender, make_dispatcher, running
from tests.support.outbox import fill, until_settled


async def test_what_was_erased_is_never_said_in_the_place_of_what_comes_next(
    database: Database,
) -> None:
    sender = ScriptedSender()

    async with running(make_dispatcher(database, sender)):
        await fill(database, [1], batch="inbox:staff:1", body=Body("给老师的话"))
        await until_settled(database, "inbox:staff:1")
        async with database.begin() as connection:
            await Outbox().erase(connection, "inbox:")
        await fill(database, [2], batch="inbox:answer:1", body=Body("给家长的话"))
        await until_settled(database, "inbox:answer:1")

    assert [(address, body.text) for address, body in sender.said] == [
        (1, "给老师的话"),
        (2, "给家长的话"),
    ]


async def test_of_erased_batches_no_word_is_left(database: Database) -> None:
    for number in (1, 2):
        await fill(database, [number], batch=f"inbox:answer:{number}", body=Body("秋游可以不去。"))
    async with database.begin() as connection:
        await Outbox().cancel(connection, "inbox:answer:1", now=A_THURSDAY_NOON)
        await Outbox().cancel(connection, "inbox:answer:2", now=A_THURSDAY_NOON)

    async with database.begin() as connection:
        await Outbox().erase(connection, "inbox:")

    async with database.read() as connection:
        bodies = (await connection.exec_driver_sql("SELECT * FROM outgoing_bodies")).all()
        messages = (await connection.exec_driver_sql("SELECT * FROM outgoing")).all()
    assert "秋游" not in repr(bodies)
    assert len(bodies) == 1
    assert messages == []
