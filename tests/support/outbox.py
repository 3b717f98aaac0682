"""Short ways to fill an outbox and to look at it."""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import Sequence
from datetime import datetime, timedelta

from bot.delivery.model import Body, Recipient, State, WhenUnsure
from bot.delivery.outbox import Outbox
from bot.storage.database import Database
from tests.support.clocks import A_THURSDAY_NOON

BATCH = "notice:1"
PATIENCE = timedelta(seconds=60)
"""How long a test waits for what must happen; far more than it takes."""
A_NOTICE = Body("明天穿校服。")


async def fill(
    database: Database,
    addresses: Sequence[int],
    *,
    batch: str = BATCH,
    body: Body = A_NOTICE,
    not_before: datetime | None = None,
    now: datetime = A_THURSDAY_NOON,
    not_after: datetime | None = None,
    when_unsure: WhenUnsure = WhenUnsure.RESEND,
) -> None:
    async with database.begin() as connection:
        await Outbox().enqueue(
            connection,
            batch=batch,
            body=body,
            addresses=addresses,
            now=now,
            not_before=not_before,
            not_after=not_after,
            when_unsure=when_unsure,
        )


async def states(database: Database, batch: str = BATCH) -> dict[State, int]:
    """Count a batch by state, leaving out the states nobody is in."""
    return dict(Counter(row.state for row in await recipients(database, batch)))


async def recipients(database: Database, batch: str = BATCH) -> list[Recipient]:
    async with database.read() as connection:
        return await Outbox().recipients(connection, batch)


async def fates(database: Database, batch: str = BATCH) -> dict[int | None, State]:
    return {row.address: row.state for row in await recipients(database, batch)}


async def until_settled(database: Database, batch: str = BATCH) -> dict[State, int]:
    """Wait until nothing of a batch is open; return its counts."""
    return await until_open(database, 0, batch)


async def until_open(database: Database, count: int, batch: str = BATCH) -> dict[State, int]:
    """Wait until only so many of a batch wait or are on their way."""
    async with asyncio.timeout(PATIENCE.total_seconds()):
        while True:
            counts = await states(database, batch)
            if counts.get(State.PENDING, 0) + counts.get(State.SENDING, 0) <= count:
                return counts
            await asyncio.sleep(0.02)


async def until_states(database: Database, wanted: dict[State, int], batch: str = BATCH) -> None:
    """Wait until a batch is counted like this."""
    async with asyncio.timeout(PATIENCE.total_seconds()):
        while await states(database, batch) != wanted:  # noqa: ASYNC110 - nobody tells a test
            await asyncio.sleep(0.02)
