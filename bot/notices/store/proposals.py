"""SQL for corrections that wait for a second person, and what became of them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

import sqlalchemy as sa

from bot.notices.model import NoticeId
from bot.notices.particulars import Proposed
from bot.storage.database import Connection, inserted_id
from bot.storage.tables.notices import notice_proposals

_TABLE = notice_proposals


@dataclass(frozen=True)
class Proposal:
    """A correction that needs a second person; every instant is UTC.

    Attributes:
        id: Its number.
        notice: The notice it would put right.
        version: The text it would replace.
        text: How the notice would read.
        state: Where it stands.
        ends_at: Until when somebody may agree.
        objections: Rules that its author has answered; None keeps what was said before.
        despite: The answer.
    """

    id: int
    notice: NoticeId
    version: int
    text: str
    state: Proposed
    ends_at: datetime
    objections: tuple[str, ...] | None = None
    despite: str = ""


async def add(connection: Connection, **values: object) -> int:
    """Save a correction that waits; return its number."""
    added = await connection.execute(
        sa.insert(_TABLE).values(**values, state=Proposed.WAITING.value)
    )
    return inserted_id(added)


async def find(connection: Connection, number: int) -> Proposal | None:
    """Find a correction by its number."""
    return await _first(connection, sa.select(_TABLE).where(_TABLE.c.id == number))


async def latest(connection: Connection, notice_id: int) -> Proposal | None:
    """Find the last correction of a notice that needed a second person."""
    query = sa.select(_TABLE).where(_TABLE.c.notice_id == notice_id)
    return await _first(connection, query.order_by(_TABLE.c.id.desc()).limit(1))


async def waiting(connection: Connection, notice_id: int) -> list[Proposal]:
    """List the corrections of a notice that wait."""
    query = sa.select(_TABLE).where(
        _TABLE.c.notice_id == notice_id, _TABLE.c.state == Proposed.WAITING.value
    )
    return [_proposal(row) for row in await connection.execute(query.order_by(_TABLE.c.id))]


async def settle(
    connection: Connection, proposal: Proposal, after: Proposed, **values: object
) -> bool:
    """End the waiting of a correction; False if somebody else did."""
    result = await connection.execute(
        sa.update(_TABLE)
        .where(_TABLE.c.id == proposal.id, _TABLE.c.state == Proposed.WAITING.value)
        .values(state=after.value, **values)
    )
    return bool(result.rowcount)


async def _first(connection: Connection, query: sa.Select[*tuple[Any, ...]]) -> Proposal | None:
    row = (await connection.execute(query)).one_or_none()
    return None if row is None else _proposal(row)


def _proposal(row: sa.Row[*tuple[Any, ...]]) -> Proposal:
    return Proposal(
        id=row.id,
        notice=NoticeId(row.notice_id),
        version=row.version,
        text=row.text,
        state=Proposed(row.state),
        ends_at=row.ends_at,
        objections=None if row.objections is None else tuple(row.objections.split()),
        despite=row.despite or "",
    )
