"""Short ways to fill an outbox and to look at it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import datetime

from bot.delivery.model import Body, Recipient, State, WhenUnsure
from bot.delivery.outbox import Outbox
from bot.storage.database import Database
from tests.support.clocks import A_THURSDAY_NOON

BATCH = "notice:1"
A_NOTICE = Body("明天穿校服。")


async def fill(
    database: Database,
    addresses: Sequence[int],
    *,
    batch: str = BATCH,
    body: Body = A_NOTICE,
    not_before: datetime | None = None,
    now: datetime = A_THURSDAY_NOON,
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
