"""SQL for how many messages chats got lately, out of what is kept anyway."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

import sqlalchemy as sa

from bot.notices.model import NoticeId, batch_of
from bot.storage.database import Connection
from bot.storage.tables.delivery import outgoing
from bot.storage.tables.notices import notices
from bot.storage.tables.timetable import calendar_versions, plan_versions, pushes, told_changes

FEW = 500
"""Up to so many chats are looked up one by one; of more, whole batches are counted."""


FILES = 10
"""So many imports of a school's plan or calendar are looked at; a week has fewer."""


async def messages_since(
    connection: Connection, addresses: Sequence[int], since: datetime
) -> dict[int, int]:
    """Count the notices and messages of the service that arrived in chats since an instant.

    Chats that got none are not in the answer; others than those asked for may be.
    """
    batches = [
        *await _notices(connection, since),
        *await _pushes(connection, since),
        *await _files(connection, since),
    ]
    if not batches:
        return {}
    query = (
        sa.select(outgoing.c.address, sa.func.count())
        .where(
            outgoing.c.batch.in_(batches),
            outgoing.c.state == "delivered",
            outgoing.c.settled_at >= since,
            outgoing.c.address.is_not(None),
        )
        .group_by(outgoing.c.address)
    )
    if len(addresses) <= FEW:
        query = query.where(outgoing.c.address.in_(addresses))
    return {row[0]: row[1] for row in await connection.execute(query)}


async def _notices(connection: Connection, since: datetime) -> list[str]:
    # Quiet hours, an outage and a correction may each lie between leaving and arriving.
    left = sa.select(notices.c.id).where(notices.c.send_at >= since - timedelta(days=2))
    return [batch_of(NoticeId(number)) for number in (await connection.execute(left)).scalars()]


async def _pushes(connection: Connection, since: datetime) -> list[str]:
    """Name each morning's messages, those of the Sundays around them, and those of changes."""
    made = sa.select(pushes.c.school_id, pushes.c.day).where(pushes.c.made_at >= since)
    mornings = (await connection.execute(made)).all()
    weeks = {
        (row.school_id, row.day - timedelta(days=row.day.weekday()) + ahead)
        for row in mornings
        for ahead in (timedelta(0), timedelta(weeks=1))
    }
    told = sa.select(told_changes).where(
        told_changes.c.told_at >= since - timedelta(days=2),
        sa.or_(told_changes.c.message_count > 0, told_changes.c.batch.is_not(None)),
    )
    changes = {
        row.batch or f"timetable-change:{row.slot_id}:{row.day}:{row.version}"
        for row in await connection.execute(told)
    }
    return [
        *(f"timetable:{row.school_id}:{row.day}" for row in mornings),
        *(f"timetable-week:{school}:{monday}" for school, monday in sorted(weeks)),
        *sorted(changes),
    ]


async def _files(connection: Connection, since: datetime) -> list[str]:
    """Name what told of the newest plans and calendars; when it arrived is asked afterwards."""
    lately = plan_versions.c.imported_at >= since - timedelta(days=2)
    plans = sa.select(plan_versions.c.school_id, plan_versions.c.version).where(lately)
    calendars = sa.select(calendar_versions.c.school_id, calendar_versions.c.version)
    return [
        f"timetable-{kind}:{row.school_id}:{number}"
        for kind, query in (("plan", plans), ("calendar", calendars))
        for row in (await connection.execute(query)).all()
        for number in range(max(1, row.version - FILES + 1), row.version + 1)
    ]
