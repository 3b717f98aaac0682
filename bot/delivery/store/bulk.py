"""The two statements of a broadcast: take what is due, and write down what has arrived.

They are built once, because building one costs SQLAlchemy more than dozens of rows cost the
database. What has arrived goes in as lists, in one statement: one for each row would let
SQLite's driver give up Python's lock each time and wait for it in a process busy with sending.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from functools import cache

import sqlalchemy as sa

from bot.delivery.model import Outgoing, State, WhenUnsure
from bot.storage.columns import Instant
from bot.storage.database import Connection
from bot.storage.lists import Listed, listed
from bot.storage.tables.delivery import outgoing, outgoing_bodies

NOW = sa.bindparam("now", type_=Instant())

DUE = sa.and_(
    outgoing.c.state == State.PENDING.value,
    outgoing.c.not_before <= NOW,
    sa.or_(outgoing.c.not_after.is_(None), outgoing.c.not_after > NOW),
)
"""What may leave at the moment `NOW`."""


async def claim(
    connection: Connection,
    limit: int,
    now: datetime,
    only: sa.ColumnElement[bool] | None = None,
) -> list[Outgoing]:
    """Take the messages that have waited longest, counting the attempt.

    One statement does it on both databases: `FOR UPDATE SKIP LOCKED` on PostgreSQL compiles
    to nothing on SQLite, where a transaction that writes is alone anyway.

    Args:
        connection: An open transaction.
        limit: How many at most.
        now: This instant, aware.
        only: What else must be true of them.
    """
    statement = _CLAIM if only is None else _claiming(sa.and_(DUE, only))
    rows = await connection.execute(statement, {"now": now, "most": limit})
    return [
        Outgoing(row, batch, body, address, attempts, doubts, WhenUnsure(rule), target)
        for row, batch, body, address, attempts, doubts, rule, target in rows
    ]


async def deliver(
    connection: Connection, pairs: Sequence[tuple[int, int | None]], now: datetime
) -> None:
    """Write down that messages have arrived; bears a repeat.

    Args:
        connection: An open transaction.
        pairs: Each message's row, and Telegram's number for it.
        now: Since when that is known.
    """
    rows = listed(connection, 2)
    await connection.execute(_delivering(rows), {**rows.given(pairs), "now": now})


def _claiming(which: sa.ColumnElement[bool]) -> sa.UpdateBase:
    due = (
        sa.select(outgoing.c.id)
        .where(which)
        .order_by(outgoing.c.not_before, outgoing.c.id)
        .limit(sa.bindparam("most"))
        .with_for_update(skip_locked=True)
        .cte("due")
    )
    rule = (
        sa.select(outgoing_bodies.c.when_unsure)
        .where(outgoing_bodies.c.id == outgoing.c.body_id)
        .scalar_subquery()
    )
    return (
        sa.update(outgoing)
        .where(outgoing.c.id.in_(sa.select(due.c.id)))
        .values(state=State.SENDING.value, attempts=outgoing.c.attempts + 1, claimed_at=NOW)
        .returning(
            outgoing.c.id,
            outgoing.c.batch,
            outgoing.c.body_id,
            outgoing.c.address,
            outgoing.c.attempts,
            outgoing.c.doubts,
            rule,
            outgoing.c.target,
        )
    )


@cache
def _delivering(rows: Listed) -> sa.Update:
    row, number = rows.columns
    return (
        sa.update(outgoing)
        .where(outgoing.c.id == row)
        .values(
            state=State.DELIVERED.value,
            message_id=number,
            reason=None,
            detail=None,
            settled_at=NOW,
        )
    )


_CLAIM = _claiming(DUE)
