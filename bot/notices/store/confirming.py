"""SQL for who has confirmed or agreed, by chat and by child."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa

from bot.notices.model import Notice, NoticeId, State
from bot.people.model import ChatId
from bot.storage.database import Connection
from bot.storage.tables.delivery import outgoing
from bot.storage.tables.notices import confirmations, notice_children, notices
from bot.storage.tables.people import chats


@dataclass(frozen=True)
class Counts:
    """How many have confirmed, and how many of those have agreed."""

    chats: int
    chats_agreed: int
    children: int
    children_agreed: int


async def confirm(
    connection: Connection, notice_id: NoticeId, chat_id: ChatId, now: datetime, *, agrees: bool
) -> bool:
    """Note that a chat has confirmed; False if that, or more, is noted already."""
    mine = sa.and_(confirmations.c.notice_id == notice_id, confirmations.c.chat_id == chat_id)
    row = (await connection.execute(sa.select(confirmations).where(mine))).one_or_none()
    agreed_at = now if agrees else None
    if row is None:
        await connection.execute(
            sa.insert(confirmations).values(
                notice_id=notice_id, chat_id=chat_id, confirmed_at=now, agreed_at=agreed_at
            )
        )
        return True
    if not agrees or row.agreed_at is not None:
        return False
    await connection.execute(sa.update(confirmations).where(mine).values(agreed_at=now))
    return True


async def counts(connection: Connection, notice: Notice) -> Counts:
    """Count chats and children; of a reminder only those it went to."""
    agreed = confirmations.c.agreed_at.is_not(None)
    by_chat = sa.select(sa.func.count(), sa.func.count(confirmations.c.agreed_at)).where(
        confirmations.c.notice_id == notice.confirms
    )
    if notice.reminds_of is not None:
        told = sa.select(outgoing.c.address).where(outgoing.c.batch == notice.batch)
        reminded = sa.select(chats.c.id).where(chats.c.address.in_(told))
        by_chat = by_chat.where(confirmations.c.chat_id.in_(reminded))
    child = notice_children.c.child_id
    by_child = (
        sa.select(
            sa.func.count(sa.distinct(child)),
            sa.func.count(sa.distinct(sa.case((agreed, child)))),
        )
        .select_from(notice_children)
        .join(chats, chats.c.address == notice_children.c.address)
        .join(confirmations, confirmations.c.chat_id == chats.c.id)
        .where(
            notice_children.c.notice_id == notice.id,
            confirmations.c.notice_id == notice.confirms,
        )
    )
    chat = (await connection.execute(by_chat)).one()
    children = (await connection.execute(by_child)).one()
    return Counts(chat[0], chat[1], children[0], children[1])


async def unconfirmed(connection: Connection, notice: Notice) -> set[int]:
    """List the addresses a notice went to and of whose families nobody has confirmed it.

    A chat waits as long as one of its children has no chat that has confirmed; a chat
    without a child, as teachers have, waits for itself.
    """
    concerned = notice_children.c.notice_id == notice.id
    done = (
        sa.select(notice_children.c.child_id)
        .where(concerned, notice_children.c.address.in_(_confirmed(notice.id)))
        .scalar_subquery()
    )
    with_child = sa.select(notice_children.c.address).where(
        concerned,
        notice_children.c.address.is_not(None),
        notice_children.c.child_id.not_in(done),
    )
    parents = sa.select(notice_children.c.address).where(
        concerned, notice_children.c.address.is_not(None)
    )
    alone = sa.select(outgoing.c.address).where(
        outgoing.c.batch == notice.batch,
        outgoing.c.address.is_not(None),
        outgoing.c.address.not_in(parents),
        outgoing.c.address.not_in(_confirmed(notice.id)),
    )
    return set((await connection.execute(sa.union(with_child, alone))).scalars())


async def family_at(connection: Connection, notice: Notice, address: int) -> set[int]:
    """List the addresses that share a child of a notice with one, itself included."""
    concerned = notice_children.c.notice_id == notice.id
    children = sa.select(notice_children.c.child_id).where(
        concerned, notice_children.c.address == address
    )
    query = sa.select(notice_children.c.address).where(
        concerned, notice_children.c.address.is_not(None), notice_children.c.child_id.in_(children)
    )
    return {address, *(await connection.execute(query)).scalars()}


async def agreed_to(connection: Connection, address: int) -> list[tuple[NoticeId, datetime]]:
    """List the notices a chat has agreed to and when, the newest first."""
    query = (
        sa.select(confirmations.c.notice_id, confirmations.c.agreed_at)
        .join(chats, chats.c.id == confirmations.c.chat_id)
        .where(chats.c.address == address, confirmations.c.agreed_at.is_not(None))
        .order_by(confirmations.c.agreed_at.desc(), confirmations.c.notice_id.desc())
    )
    return [(NoticeId(row[0]), row[1]) for row in await connection.execute(query)]


async def reminders_since(
    connection: Connection, notice_id: NoticeId, since: datetime
) -> Collection[NoticeId]:
    """List the reminders of a notice that were made since an instant and not stopped."""
    query = sa.select(notices.c.id).where(
        notices.c.reminds_of == notice_id,
        notices.c.created_at >= since,
        notices.c.state != State.CANCELLED,
    )
    return [NoticeId(number) for number in (await connection.execute(query)).scalars()]


def _confirmed(notice_id: NoticeId) -> sa.ScalarSelect[int]:
    return (
        sa.select(chats.c.address)
        .join(confirmations, confirmations.c.chat_id == chats.c.id)
        .where(confirmations.c.notice_id == notice_id)
        .scalar_subquery()
    )
