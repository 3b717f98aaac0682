"""What the account of who did what is told about notices: numbers, never a text."""

from __future__ import annotations

from datetime import datetime

from bot.audit.model import About, Actor, Deed, Subject
from bot.audit.trail import note
from bot.notices.model import Notice
from bot.storage.database import Connection


async def sent(
    connection: Connection, by: Actor, notice: Notice, recipients: int, now: datetime
) -> None:
    """Note that a notice was sent, or set down for a later time."""
    await note(
        connection,
        by,
        Deed.NOTICE_SENT,
        Subject(About.NOTICE, notice.id),
        at=now,
        recipients=recipients,
        whom="+".join(sorted({item.kind.value for item in notice.audiences})),
        urgent=notice.is_urgent,
    )


async def cancelled(
    connection: Connection, by: Actor, notice: Notice, held_back: int, now: datetime
) -> None:
    """Note that a notice was stopped, and how many of its messages had not left."""
    subject = Subject(About.NOTICE, notice.id)
    await note(connection, by, Deed.NOTICE_CANCELLED, subject, at=now, held_back=held_back)
