"""SQL for the children of a notice and what became of its messages to their families."""

from __future__ import annotations

from dataclasses import dataclass

import sqlalchemy as sa

from bot.notices.model import Notice
from bot.storage.database import Connection
from bot.storage.tables.delivery import outgoing
from bot.storage.tables.notices import notice_children
from bot.storage.tables.people import chats, children, classes, joins, schools


@dataclass(frozen=True)
class Fate:
    """One child and one chat of its family, if it had one.

    Attributes:
        state: Of the message to that chat; None if there was none.
        reason: Why it failed, as delivery's code.
        was_reached: What is kept of a chat that has been erased.
        has_gone_chat: Whether a chat of the family has shut the bot out by now.
    """

    child_id: int
    school: str
    grade: int
    class_name: str
    seat: int | None
    state: str | None
    reason: str | None
    was_reached: bool | None
    has_gone_chat: bool


async def children_counted(connection: Connection, notice: Notice) -> tuple[int, int]:
    """Count the children a notice concerns, and those for whom it reached nobody."""
    everyone = sa.select(sa.func.count(sa.distinct(notice_children.c.child_id))).where(
        notice_children.c.notice_id == notice.id
    )
    reached = (
        sa.select(sa.func.count(sa.distinct(notice_children.c.child_id)))
        .outerjoin(outgoing, _message_of(notice))
        .where(notice_children.c.notice_id == notice.id, _is_reached())
    )
    total = (await connection.execute(everyone)).scalar_one()
    return total, total - (await connection.execute(reached)).scalar_one()


async def fates(connection: Connection, notice: Notice) -> list[Fate]:
    """List every message to the families of children whom nobody reached, by seat."""
    reached = (
        sa.select(notice_children.c.child_id)
        .outerjoin(outgoing, _message_of(notice))
        .where(notice_children.c.notice_id == notice.id, _is_reached())
    )
    query = (
        sa.select(
            children.c.id,
            schools.c.name.label("school"),
            classes.c.grade,
            classes.c.name.label("class_name"),
            children.c.seat,
            outgoing.c.state,
            outgoing.c.reason,
            notice_children.c.was_reached,
            _has_gone_chat().label("has_gone_chat"),
        )
        .select_from(notice_children)
        .join(children, children.c.id == notice_children.c.child_id)
        .join(classes, classes.c.id == children.c.class_id)
        .join(schools, schools.c.id == classes.c.school_id)
        .outerjoin(outgoing, _message_of(notice))
        .where(notice_children.c.notice_id == notice.id, children.c.id.not_in(reached))
        .order_by(
            schools.c.id,
            classes.c.grade,
            classes.c.name,
            children.c.seat.is_(None),
            children.c.seat,
            children.c.id,
        )
    )
    return [Fate(*row) for row in await connection.execute(query)]


def _has_gone_chat() -> sa.ColumnElement[bool]:
    return (
        sa.select(joins.c.child_id)
        .join(chats, chats.c.id == joins.c.chat_id)
        .where(joins.c.child_id == children.c.id, chats.c.gone_at.is_not(None))
        .exists()
    )


async def keep_fate(connection: Connection, address: int) -> None:
    """Keep whether an address had got the notices it stands in, before it is erased."""
    arrived = (
        sa.select(outgoing.c.id)
        .where(
            outgoing.c.address == address,
            outgoing.c.batch
            == sa.literal("notice:") + sa.cast(notice_children.c.notice_id, sa.String),
            outgoing.c.state == "delivered",
        )
        .exists()
    )
    await connection.execute(
        sa.update(notice_children)
        .where(notice_children.c.address == address)
        .values(was_reached=arrived)
    )


def _message_of(notice: Notice) -> sa.ColumnElement[bool]:
    return sa.and_(
        outgoing.c.batch == notice.batch, outgoing.c.address == notice_children.c.address
    )


def _is_reached() -> sa.ColumnElement[bool]:
    return sa.or_(outgoing.c.state == "delivered", notice_children.c.was_reached.is_(True))
