"""SQL for posts to mirrors."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import datetime

import sqlalchemy as sa

from bot.mirrors.model import Post, PostStatus, Reason, Settlement, State
from bot.storage.database import Connection
from bot.storage.tables.mirrors import mirror_posts as posts


async def add(
    connection: Connection, batch: str, mirror: str, *, title: str, text: str, not_before: datetime
) -> None:
    """Save a post."""
    await connection.execute(
        sa.insert(posts).values(
            batch=batch,
            mirror=mirror,
            title=title,
            text=text,
            state=State.PENDING,
            attempts=0,
            doubts=0,
            not_before=not_before,
        )
    )


async def is_any_due(connection: Connection, now: datetime, orphaned_before: datetime) -> bool:
    """Say whether there is something to claim."""
    query = sa.select(posts.c.id).where(_is_due(now, orphaned_before)).limit(1)
    return (await connection.execute(query)).first() is not None


async def claim(
    connection: Connection, now: datetime, orphaned_before: datetime, busy: Collection[str]
) -> list[Post]:
    """Take the oldest due post of every mirror that is not busy, and count the attempt.

    Args:
        connection: An open transaction.
        now: What is due by then.
        orphaned_before: Whoever claimed a post before that has died with it; it may have
            arrived, and is taken again.
        busy: Mirrors that are at work.
    """
    first = (
        sa.select(sa.func.min(posts.c.id))
        .where(_is_due(now, orphaned_before), posts.c.mirror.not_in(busy))
        .group_by(posts.c.mirror)
    )
    query = sa.select(posts).where(posts.c.id.in_(first)).order_by(posts.c.id)
    taken = []
    for row in await connection.execute(query):
        doubts = row.doubts + (row.state == State.SENDING)
        changed = await connection.execute(
            sa.update(posts)
            .where(
                posts.c.id == row.id, posts.c.state == row.state, posts.c.attempts == row.attempts
            )
            .values(state=State.SENDING, claimed_at=now, attempts=row.attempts + 1, doubts=doubts)
        )
        if changed.rowcount:  # Else another process was quicker.
            taken.append(
                Post(row.id, row.batch, row.mirror, row.title, row.text, row.attempts + 1, doubts)
            )
    return taken


async def settle(
    connection: Connection, post: Post, settlement: Settlement, now: datetime
) -> bool:
    """Write down what became of an attempt; False if it is somebody else's by now."""
    is_final = settlement.state is not State.PENDING
    result = await connection.execute(
        sa.update(posts)
        .where(
            posts.c.id == post.id,
            posts.c.state == State.SENDING,
            posts.c.attempts == post.attempts,
        )
        .values(
            state=settlement.state,
            doubts=settlement.doubts,
            not_before=settlement.not_before,
            reason=settlement.reason,
            settled_at=now if is_final else None,
        )
    )
    return bool(result.rowcount)


async def cancel(connection: Connection, batch: str, now: datetime) -> int:
    """Withdraw what has not left; return how many posts that were."""
    result = await connection.execute(
        sa.update(posts)
        .where(posts.c.batch == batch, posts.c.state == State.PENDING)
        .values(state=State.CANCELLED, settled_at=now)
    )
    return result.rowcount


async def reached(connection: Connection, batches: Sequence[str]) -> set[str]:
    """Name the mirrors where posts of some batches stand, or may stand."""
    may_be_there = sa.or_(posts.c.state.in_([State.SENT, State.SENDING]), posts.c.doubts > 0)
    query = sa.select(posts.c.mirror).where(posts.c.batch.in_(batches), may_be_there)
    return set((await connection.execute(query)).scalars())


async def statuses(connection: Connection, batches: Sequence[str]) -> list[PostStatus]:
    """List the posts of some batches, the oldest first."""
    query = sa.select(posts).where(posts.c.batch.in_(batches)).order_by(posts.c.id)
    return [
        PostStatus(
            row.mirror,
            State(row.state),
            row.attempts,
            row.doubts,
            Reason(row.reason) if row.reason else None,
        )
        for row in await connection.execute(query)
    ]


async def counts(connection: Connection) -> dict[str, dict[State, int]]:
    """Count the posts of each mirror by state."""
    query = sa.select(posts.c.mirror, posts.c.state, sa.func.count()).group_by(
        posts.c.mirror, posts.c.state
    )
    found: dict[str, dict[State, int]] = {}
    for mirror, state, count in await connection.execute(query):
        found.setdefault(mirror, {})[State(state)] = count
    return found


def _is_due(now: datetime, orphaned_before: datetime) -> sa.ColumnElement[bool]:
    return sa.or_(
        sa.and_(posts.c.state == State.PENDING, posts.c.not_before <= now),
        sa.and_(posts.c.state == State.SENDING, posts.c.claimed_at < orphaned_before),
    )
