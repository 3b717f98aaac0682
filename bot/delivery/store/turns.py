"""SQL of the dispatcher's side: claim, settle, recover.

Settling and claiming take lists, so that the dispatcher can share one commit between many
messages; what a broadcast does all the time is in `bulk`.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.exc import SQLAlchemyError

from bot.delivery.model import (
    Body,
    Button,
    Deed,
    File,
    Outgoing,
    Part,
    Reason,
    Settlement,
    State,
    WhenUnsure,
)
from bot.delivery.retry import LONGEST_PAUSE
from bot.delivery.store import bulk, files
from bot.storage.columns import Instant
from bot.storage.database import Connection, DatabaseUnwritable
from bot.storage.tables.delivery import outgoing, outgoing_bodies, outgoing_parts

TROUBLE = (DatabaseUnwritable, SQLAlchemyError)
"""What a database raises that is busy, read-only or away for a while."""

_FREQUENT = (State.PENDING, State.DELIVERED)
_IS_ANY_DUE = sa.select(sa.literal(1)).where(bulk.DUE).limit(1)
_WITHDRAWN = sa.or_(outgoing.c.unwanted, outgoing.c.address.is_(None))


async def is_any_due(connection: Connection, now: datetime) -> bool:
    """Say whether a message may leave now; reads only."""
    return (await connection.execute(_IS_ANY_DUE, {"now": now})).first() is not None


@dataclass(frozen=True)
class Choice:
    """Which messages go before others, and which must wait although they are due.

    Args:
        first: Messages whose earlier part has just been sent.
        without: Bodies whose file is on its way to Telegram.
    """

    first: Collection[int] = ()
    without: Collection[int] = ()


ANY = Choice()


async def claim(
    connection: Connection, limit: int, now: datetime, choice: Choice = ANY
) -> list[Outgoing]:
    """Take the messages that have waited longest, counting the attempt.

    They stay `sending` until they are settled, handed back or recovered. On PostgreSQL rows
    that another process is claiming are left to it.
    """
    known = outgoing.c.body_id.not_in(choice.without) if choice.without else None
    claimed = list[Outgoing]()
    if choice.first:
        first = outgoing.c.id.in_(choice.first)
        only = first if known is None else sa.and_(first, known)
        claimed = await bulk.claim(connection, limit, now, only)
    if len(claimed) < limit:
        claimed += await bulk.claim(connection, limit - len(claimed), now, known)
    return sorted(claimed, key=lambda message: message.id)


async def parts(connection: Connection, ids: Collection[int], bot_id: int) -> dict[int, Part]:
    """Load what messages say, by body id, with what Telegram calls their files."""
    query = sa.select(outgoing_bodies).where(outgoing_bodies.c.id.in_(ids))
    rows = (await connection.execute(query)).all()
    carried = {row.file_id for row in rows if row.file_id is not None}
    known = await files.found(connection, carried, bot_id)
    return {row.id: _part(row, known) for row in rows}


async def hand_back(connection: Connection, waiting: Iterable[tuple[int, datetime]]) -> None:
    """Return claimed messages that were not tried, each with the time it may be.

    One that was withdrawn meanwhile, or whose address was erased, ends here instead.
    """
    rows = [{"row": row, "until": until} for row, until in waiting]
    if not rows:
        return
    statement = (
        sa.update(outgoing)
        .where(outgoing.c.id == sa.bindparam("row"))
        .values(
            state=sa.case(
                (sa.and_(_WITHDRAWN, outgoing.c.doubts > 0), State.AMBIGUOUS.value),
                (_WITHDRAWN, State.CANCELLED.value),
                else_=State.PENDING.value,
            ),
            settled_at=sa.case((_WITHDRAWN, outgoing.c.claimed_at), else_=None),
            attempts=outgoing.c.attempts - 1,
            not_before=sa.bindparam("until"),
        )
    )
    await connection.execute(statement, rows)


async def settle(connection: Connection, settlements: Sequence[Settlement]) -> None:
    """Write down what became of attempts; bears a repeat.

    A message that was withdrawn on its way is not tried again: it ends cancelled, or
    ambiguous if it may have arrived.
    """
    waits = [item for item in settlements if item.state is State.PENDING]
    again = [_again_row(item) for item in waits if item.next_id is None]
    onward = [item for item in waits if item.next_id is not None]
    final = [_final_row(item) for item in settlements if item.state not in _FREQUENT]
    arrived = [item for item in settlements if item.state is State.DELIVERED]
    if arrived:
        since = max(item.settled_at for item in arrived)
        pairs = [(item.id, item.message_id) for item in arrived]
        await bulk.deliver(connection, pairs, since)
    if final:
        await connection.execute(_FINAL, final)
    if again:
        await connection.execute(_AGAIN, again)
    if onward:
        await _go_on(connection, onward)


async def stay_due(connection: Connection, now: datetime, until: datetime) -> int:
    """Let messages leave that were due at once before the clock was set back.

    What waits for a whole minute waits for the end of quiet hours or a time that somebody has
    chosen, and goes by the new clock, since the old one may have been wrong all night.

    Args:
        connection: An open transaction.
        now: What the clock says since, aware.
        until: What it would say if it had not been set back. What has been tried before that
            waits a little longer, at most as long as between two attempts.

    Returns:
        How many messages that were.
    """
    tried = outgoing.c.claimed_at.is_not(None)
    was_due = sa.or_(
        outgoing.c.not_before <= until,
        sa.and_(tried, outgoing.c.not_before <= until + LONGEST_PAUSE),
    )
    waiting = await connection.execute(
        sa.select(outgoing.c.id, outgoing.c.not_before, tried).where(
            outgoing.c.state == State.PENDING.value, outgoing.c.not_before > now, was_due
        )
    )
    rows = [{"row": row} for row, at, is_tried in waiting if is_tried or not _is_on_the_minute(at)]
    if rows:
        statement = sa.update(outgoing).where(outgoing.c.id == sa.bindparam("row"))
        await connection.execute(statement.values(not_before=now), rows)
    return len(rows)


async def fail_waiting(connection: Connection, address: int, reason: Reason, now: datetime) -> int:
    """Fail what waits for a chat that is gone; return how many messages that were."""
    failed = await connection.execute(
        sa.update(outgoing)
        .where(outgoing.c.address == address, outgoing.c.state == State.PENDING.value)
        .values(state=State.FAILED.value, reason=reason.value, settled_at=now)
    )
    return failed.rowcount


async def recover(
    connection: Connection, *, keep: Collection[int], most_doubts: int, now: datetime
) -> int:
    """Put back what a dead dispatcher left on its way.

    Each such message may have arrived, so it counts one doubt more. It waits again, unless
    it was withdrawn, its rule is to leave it, or it has been in doubt too often; then it
    ends ambiguous. One that is left although parts follow goes on with the next of them.

    Args:
        connection: An open transaction, held by the only dispatcher there is.
        keep: The messages that this dispatcher itself has on their way.
        most_doubts: With how many doubts a message is no longer sent again.
        now: This instant, aware.

    Returns:
        How many messages were found.
    """
    lost = sa.and_(outgoing.c.state == State.SENDING.value, outgoing.c.id.not_in(keep))
    left = sa.select(outgoing_bodies.c.id).where(
        outgoing_bodies.c.when_unsure == WhenUnsure.LEAVE.value
    )
    onward = sa.select(outgoing_bodies.c.next_id).where(outgoing_bodies.c.id == outgoing.c.body_id)
    doubted = sa.update(outgoing).values(doubts=outgoing.c.doubts + 1)
    is_left = outgoing.c.body_id.in_(left.where(outgoing_bodies.c.next_id.is_not(None)))
    skipped = await connection.execute(
        doubted.where(lost, is_left, sa.not_(_WITHDRAWN)).values(
            state=State.PENDING.value, not_before=now, body_id=onward.scalar_subquery()
        )
    )
    ends = sa.or_(_WITHDRAWN, outgoing.c.doubts + 1 >= most_doubts, outgoing.c.body_id.in_(left))
    ended = await connection.execute(
        doubted.where(lost, ends).values(state=State.AMBIGUOUS.value, settled_at=now)
    )
    waiting = await connection.execute(
        doubted.where(lost).values(state=State.PENDING.value, not_before=now)
    )
    return skipped.rowcount + ended.rowcount + waiting.rowcount


_FINAL = (
    sa.update(outgoing)
    .where(outgoing.c.id == sa.bindparam("row"))
    .values(
        {
            name: sa.bindparam(f"new_{name}")
            for name in ("state", "doubts", "message_id", "reason", "detail", "settled_at")
        }
    )
)
_AGAIN = (
    sa.update(outgoing)
    .where(outgoing.c.id == sa.bindparam("row"), outgoing.c.state == State.SENDING.value)
    .values(
        state=sa.case((_WITHDRAWN, sa.bindparam("if_withdrawn")), else_=State.PENDING.value),
        settled_at=sa.case((_WITHDRAWN, sa.bindparam("now", type_=Instant())), else_=None),
        doubts=sa.bindparam("new_doubts"),
        not_before=sa.bindparam("new_not_before"),
    )
)

_ONWARD = _AGAIN.where(outgoing.c.body_id == sa.bindparam("from_part")).values(
    body_id=sa.bindparam("to_part"), attempts=0
)
# The numbers of a chat whose address was erased meanwhile are not kept.
_ARRIVED = sa.insert(outgoing_parts).from_select(
    ["outgoing_id", "body_id", "message_id"],
    sa.select(
        sa.bindparam("outgoing_id", type_=sa.Integer),
        sa.bindparam("body_id", type_=sa.Integer),
        sa.bindparam("message_id", type_=sa.BigInteger),
    ).where(
        sa.exists().where(
            outgoing.c.id == sa.bindparam("outgoing_id"), outgoing.c.address.is_not(None)
        )
    ),
)


async def _go_on(connection: Connection, onward: Sequence[Settlement]) -> None:
    """Let messages wait for their next part, and keep the numbers of those that have arrived."""
    keys = [(item.id, item.part_id) for item in onward]
    pair = sa.tuple_(outgoing_parts.c.outgoing_id, outgoing_parts.c.body_id)
    await connection.execute(sa.delete(outgoing_parts).where(pair.in_(keys)))
    arrived = [
        {"outgoing_id": item.id, "body_id": item.part_id, "message_id": item.message_id}
        for item in onward
        if item.message_id is not None
    ]
    if arrived:
        await connection.execute(_ARRIVED, arrived)
    await connection.execute(_ONWARD, [_onward_row(item) for item in onward])


def _part(row: sa.Row[*tuple[Any, ...]], known: Mapping[int, File]) -> Part:
    body = Body(
        text=row.text,
        keyboard=tuple(
            tuple(Button(label, data) for label, data in buttons) for buttons in row.keyboard
        ),
        force_reply=row.force_reply,
        files=(known[row.file_id],) if row.file_id is not None else (),
        repeat_mark=row.repeat_mark,
        deed=Deed(row.deed),
    )
    return Part(body, row.next_id)


def _is_on_the_minute(at: datetime) -> bool:
    return not (at.second or at.microsecond)


def _final_row(item: Settlement) -> dict[str, object]:
    return {
        "row": item.id,
        "new_state": item.state.value,
        "new_doubts": item.doubts,
        "new_message_id": item.message_id,
        "new_reason": item.reason.value if item.reason else None,
        "new_detail": item.detail,
        "new_settled_at": item.settled_at,
    }


def _again_row(item: Settlement) -> dict[str, object]:
    return {
        "row": item.id,
        "if_withdrawn": (State.AMBIGUOUS if item.doubts else State.CANCELLED).value,
        "now": item.settled_at,
        "new_doubts": item.doubts,
        "new_not_before": item.not_before,
    }


def _onward_row(item: Settlement) -> dict[str, object]:
    return {**_again_row(item), "from_part": item.part_id, "to_part": item.next_id}
