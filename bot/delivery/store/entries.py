"""SQL of the rooms' side: put messages in, take them back, count them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Final

import sqlalchemy as sa

from bot.delivery.model import Body, Progress, Reason, Recipient, State, WhenUnsure
from bot.storage import lists
from bot.storage.database import Connection, inserted_id
from bot.storage.tables.delivery import outgoing, outgoing_bodies, outgoing_parts

_NO_BATCH: Final = ""
_NOTHING: Final[dict[str, object]] = {
    "batch": _NO_BATCH,
    "text": "",
    "keyboard": [],
    "force_reply": None,
    "file_id": None,
    "next_id": None,
    "repeat_mark": "",
}


async def add_body(
    connection: Connection, batch: str, parts: Sequence[Body], when_unsure: WhenUnsure
) -> int:
    """Save the parts of what a message says, from the last; return the id of the first."""
    following: int | None = None
    for part in reversed(parts):
        following = await _add_part(connection, batch, part, when_unsure, following)
    assert following is not None
    return following


async def add_messages(
    connection: Connection,
    batch: str,
    body_id: int,
    addresses: Sequence[int],
    window: tuple[datetime, datetime | None],
) -> None:
    """Save one pending message for each address, which may leave within a window."""
    same = {**new_row(batch, window), "body_id": body_id}
    rows = lists.listed(connection, 1)
    values = [sa.literal(value, outgoing.c[name].type) for name, value in same.items()]
    statement = sa.insert(outgoing).from_select(
        [*same, "address"], sa.select(*values, *rows.columns)
    )
    for step in lists.in_steps((address,) for address in addresses):
        await connection.execute(statement, rows.given(step))


def new_row(batch: str, window: tuple[datetime, datetime | None]) -> dict[str, object]:
    """Return what a new message has apart from its body and its address."""
    not_before, not_after = window
    return {
        "batch": batch,
        "state": State.PENDING.value,
        "attempts": 0,
        "doubts": 0,
        "unwanted": False,
        "not_before": not_before,
        "not_after": not_after,
    }


async def held(connection: Connection, address: int) -> tuple[int, int]:
    """Count a chat's messages, all of them and those that have not left."""
    waiting = sa.func.count().filter(outgoing.c.state.in_((State.PENDING, State.SENDING)))
    query = sa.select(sa.func.count(), waiting).where(outgoing.c.address == address)
    row = (await connection.execute(query)).one()
    return row[0], row[1]


async def cancel(connection: Connection, batch: str, now: datetime) -> int:
    """Cancel what waits; mark what is on its way as not to be tried again."""
    mine = outgoing.c.batch == batch
    cancelled = await _cancel_waiting(connection, mine, now)
    # On PostgreSQL the statement above waits for a claim in progress and then passes over
    # its rows, so those on their way must be looked for after it.
    await connection.execute(
        sa.update(outgoing)
        .where(mine, outgoing.c.state == State.SENDING.value)
        .values(unwanted=True)
    )
    return cancelled


async def cancel_for(
    connection: Connection, batch: str, addresses: Sequence[int], now: datetime
) -> int:
    """Cancel what waits for a few chats."""
    which = sa.and_(outgoing.c.batch == batch, outgoing.c.address.in_(addresses))
    return await _cancel_waiting(connection, which, now)


async def expire(connection: Connection, prefix: str, now: datetime) -> int:
    """Cancel what may not leave any more, in batches whose names begin so."""
    which = sa.and_(
        outgoing.c.batch.startswith(prefix, autoescape=True), outgoing.c.not_after <= now
    )
    return await _cancel_waiting(connection, which, now)


async def drop_address(connection: Connection, address: int, now: datetime) -> int:
    """Cancel what waits for an address and empty it everywhere, with what leads back to it."""
    mine = outgoing.c.address == address
    cancelled = await _cancel_waiting(connection, mine, now)
    await _drop_parts(connection, mine)
    emptied = dict.fromkeys(("address", "message_id", "target", "detail"))
    await connection.execute(sa.update(outgoing).where(mine).values(emptied))
    return cancelled


async def batches(connection: Connection, prefix: str) -> list[str]:
    """List the batches whose names begin so."""
    query = sa.select(outgoing_bodies.c.batch).distinct()
    named = query.where(outgoing_bodies.c.batch.startswith(prefix, autoescape=True))
    return list((await connection.execute(named)).scalars())


async def erase(connection: Connection, batch: str) -> None:
    """Delete the messages of a batch and what they say.

    The newest body of all stays as an empty row until a newer one is there: SQLite would give
    its number to the next body, and dispatchers remember by number what is to be said.
    """
    await _drop_parts(connection, outgoing.c.batch == batch)
    await connection.execute(sa.delete(outgoing).where(outgoing.c.batch == batch))
    mine = outgoing_bodies.c.batch == batch
    await connection.execute(sa.update(outgoing_bodies).where(mine).values(_NOTHING))
    newest = sa.select(sa.func.max(outgoing_bodies.c.id)).scalar_subquery()
    empty = sa.and_(outgoing_bodies.c.batch == _NO_BATCH, outgoing_bodies.c.id < newest)
    await connection.execute(sa.delete(outgoing_bodies).where(empty))


async def progress(connection: Connection, batch: str) -> Progress:
    """Count a batch by state."""
    counted = await connection.execute(
        sa.select(outgoing.c.state, sa.func.count())
        .where(outgoing.c.batch == batch)
        .group_by(outgoing.c.state)
    )
    return Progress({State(state): count for state, count in counted})


async def recipients(connection: Connection, batch: str) -> list[Recipient]:
    """List a batch in the order it was put in."""
    found = await connection.execute(
        sa.select(
            outgoing.c.address,
            outgoing.c.state,
            outgoing.c.message_id,
            outgoing.c.reason,
            outgoing.c.doubts,
            outgoing.c.settled_at,
        )
        .where(outgoing.c.batch == batch)
        .order_by(outgoing.c.id)
    )
    return [
        Recipient(
            address=row.address,
            state=State(row.state),
            message_id=row.message_id,
            reason=Reason(row.reason) if row.reason else None,
            doubts=row.doubts,
            settled_at=row.settled_at,
        )
        for row in found
    ]


async def _add_part(
    connection: Connection, batch: str, body: Body, when_unsure: WhenUnsure, following: int | None
) -> int:
    row = body_row(batch, body, when_unsure, following)
    return inserted_id(await connection.execute(sa.insert(outgoing_bodies).values(row)))


def body_row(
    batch: str, body: Body, when_unsure: WhenUnsure, following: int | None
) -> dict[str, object]:
    """Return the row of one part of what a message says."""
    keyboard = [[[button.label, button.data] for button in row] for row in body.keyboard]
    return {
        "batch": batch,
        "text": body.text,
        "keyboard": keyboard,
        "force_reply": body.force_reply,
        "when_unsure": when_unsure.value,
        "deed": body.deed.value,
        "file_id": body.files[0].id if body.files else None,
        "next_id": following,
        "repeat_mark": body.repeat_mark,
    }


async def _drop_parts(connection: Connection, which: sa.ColumnElement[bool]) -> None:
    mine = sa.select(outgoing.c.id).where(which)
    await connection.execute(
        sa.delete(outgoing_parts).where(outgoing_parts.c.outgoing_id.in_(mine))
    )


async def _cancel_waiting(
    connection: Connection, which: sa.ColumnElement[bool], now: datetime
) -> int:
    """Cancel what waits; what an earlier attempt may have brought there ends ambiguous."""
    waits = sa.and_(which, outgoing.c.state == State.PENDING.value)
    ends = sa.update(outgoing).values(settled_at=now)
    doubted = ends.where(waits, outgoing.c.doubts > 0)
    await connection.execute(doubted.values(state=State.AMBIGUOUS.value))
    cancelled = await connection.execute(ends.where(waits).values(state=State.CANCELLED.value))
    return cancelled.rowcount
