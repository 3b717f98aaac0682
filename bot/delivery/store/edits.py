"""SQL for what has left: what can be edited, and what is taken back for other words."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

import sqlalchemy as sa

from bot.delivery.model import Overtaken, Sent, State
from bot.storage.database import Connection
from bot.storage.tables.delivery import outgoing, outgoing_bodies, outgoing_parts

_CHUNK = 5_000
_MAY_BE_THERE = [State.DELIVERED.value, State.AMBIGUOUS.value, State.SENDING.value]


async def add(
    connection: Connection,
    batch: str,
    body_id: int,
    targets: Sequence[tuple[int, int]],
    not_before: datetime,
) -> None:
    """Save one pending edit for each address and message number."""
    statement = sa.insert(outgoing).values(
        batch=batch,
        body_id=body_id,
        address=sa.bindparam("to"),
        target=sa.bindparam("number"),
        state=State.PENDING.value,
        attempts=0,
        doubts=0,
        unwanted=False,
        not_before=not_before,
    )
    for start in range(0, len(targets), _CHUNK):
        chunk = targets[start : start + _CHUNK]
        await connection.execute(
            statement, [{"to": address, "number": number} for address, number in chunk]
        )


async def sent(
    connection: Connection, batch: str, besides: str, *, texts_only: bool, limit: int | None
) -> list[Sent]:
    """List what a batch's chats hold, all parts, but for what another batch edits already."""
    last = _held(outgoing.c.message_id, outgoing.c.body_id, sa.select().select_from(outgoing))
    before = _held(
        outgoing_parts.c.message_id,
        outgoing_parts.c.body_id,
        sa.select().join_from(
            outgoing, outgoing_parts, outgoing_parts.c.outgoing_id == outgoing.c.id
        ),
    )
    both = sa.union_all(
        before.where(outgoing.c.batch == batch), last.where(outgoing.c.batch == batch)
    ).subquery()
    edits = outgoing.alias("edits")
    done = sa.exists().where(
        edits.c.batch == besides,
        edits.c.address == both.c.address,
        edits.c.target == both.c.number,
    )
    query = sa.select(both).where(~done, *((both.c.has_text,) if texts_only else ()))
    ordered = query.order_by(both.c.row, both.c.number).limit(limit)
    return [
        Sent(row.address, row.number, has_text=row.has_text, has_file=row.has_file)
        for row in await connection.execute(ordered)
    ]


async def overtake(connection: Connection, batch: str, to: str, now: datetime) -> list[Overtaken]:
    """Let a batch end because of other words, under another name; return whom it was for.

    What waits is cancelled, or ends ambiguous if an earlier attempt may have arrived; what is
    on its way is not tried again. What came to nothing for good, and what has no address any
    more, stays with the batch, so that it is counted there.
    """
    mine = outgoing.c.batch == batch
    waiting = await _end_waiting(connection, mine, to, now)
    await connection.execute(
        sa.update(outgoing)
        .where(mine, outgoing.c.state == State.SENDING.value)
        .values(unwanted=True)
    )
    has_parts = sa.exists().where(outgoing_parts.c.outgoing_id == outgoing.c.id)
    got = await connection.execute(
        sa.update(outgoing)
        .where(
            mine,
            outgoing.c.address.is_not(None),
            sa.or_(outgoing.c.state.in_(_MAY_BE_THERE), has_parts),
        )
        .values(batch=to)
        .returning(outgoing.c.address, outgoing.c.state)
    )
    begun = await _begun(connection, to)
    return [
        *(Overtaken(row.address, has_all=row.state == State.DELIVERED.value) for row in got),
        *(
            Overtaken(row.address, has_all=False)
            if row.doubts or row.id in begun
            else Overtaken(
                row.address, has_all=False, not_before=row.not_before, not_after=row.not_after
            )
            for row in waiting
            if row.address is not None
        ),
    ]


async def _end_waiting(
    connection: Connection, mine: sa.ColumnElement[bool], to: str, now: datetime
) -> Sequence[sa.Row[*tuple[Any, ...]]]:
    """End what waits under another name; what may have arrived before is not called cancelled."""
    may_be_there = outgoing.c.doubts > 0
    ended = await connection.execute(
        sa.update(outgoing)
        .where(mine, outgoing.c.state == State.PENDING.value)
        .values(
            state=sa.case((may_be_there, State.AMBIGUOUS.value), else_=State.CANCELLED.value),
            settled_at=now,
            batch=to,
        )
        .returning(
            outgoing.c.id,
            outgoing.c.address,
            outgoing.c.not_before,
            outgoing.c.not_after,
            outgoing.c.doubts,
        )
    )
    return ended.all()


async def _begun(connection: Connection, batch: str) -> set[int]:
    """List the messages of a batch of which a part has arrived."""
    query = (
        sa.select(outgoing.c.id)
        .join(outgoing_parts, outgoing_parts.c.outgoing_id == outgoing.c.id)
        .where(outgoing.c.batch == batch)
    )
    return set((await connection.execute(query)).scalars())


def _held(
    number: sa.ColumnElement[int], body: sa.ColumnElement[int], query: sa.Select[tuple[()]]
) -> sa.Select[tuple[int, int, int, bool, bool]]:
    return (
        query.join(outgoing_bodies, outgoing_bodies.c.id == body)
        .add_columns(
            outgoing.c.id.label("row"),
            outgoing.c.address,
            number.label("number"),
            (outgoing_bodies.c.text != "").label("has_text"),
            outgoing_bodies.c.file_id.is_not(None).label("has_file"),
        )
        .where(number.is_not(None), outgoing.c.address.is_not(None))
    )
