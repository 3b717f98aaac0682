"""SQL for notices that still wait for a chat which reads for a child no longer."""

from __future__ import annotations

import sqlalchemy as sa

from bot.delivery.model import State as Message
from bot.notices.model import NoticeId
from bot.people.model import ChildId
from bot.storage.database import Connection
from bot.storage.tables.delivery import outgoing
from bot.storage.tables.notices import notice_children
from bot.storage.tables.people import chats, joins


async def waiting_for(connection: Connection, address: int, child_id: ChildId) -> list[NoticeId]:
    """List the notices that wait for a chat and concern none of its other children.

    The chat must have been parted from the child, and the child's row must still be there.
    """
    other = notice_children.alias("other")
    reads_on = sa.exists().where(
        other.c.notice_id == notice_children.c.notice_id,
        other.c.address == address,
        joins.c.child_id == other.c.child_id,
        chats.c.id == joins.c.chat_id,
        chats.c.address == address,
    )
    waits = sa.exists().where(
        outgoing.c.address == address,
        outgoing.c.state == Message.PENDING.value,
        outgoing.c.batch
        == sa.literal("notice:") + sa.cast(notice_children.c.notice_id, sa.String),
    )
    query = (
        sa.select(notice_children.c.notice_id)
        .where(
            notice_children.c.address == address,
            notice_children.c.child_id == child_id,
            waits,
            ~reads_on,
        )
        .order_by(notice_children.c.notice_id)
    )
    return [NoticeId(number) for number in (await connection.execute(query)).scalars()]


async def part(
    connection: Connection, notice_id: NoticeId, address: int, child_id: ChildId
) -> None:
    """Note that a chat did not read along for a child of a notice when that left."""
    await connection.execute(
        sa.update(notice_children)
        .where(
            notice_children.c.notice_id == notice_id,
            notice_children.c.address == address,
            notice_children.c.child_id == child_id,
        )
        .values(address=None)
    )
