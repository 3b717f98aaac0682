"""SQL of who wants to be reminded before a child is fetched, and of when children are."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, time
from itertools import groupby
from operator import attrgetter
from typing import Any

import sqlalchemy as sa

from bot.i18n.languages import Language
from bot.people.model import LEFT, Child, Recipient, SchoolClass
from bot.storage.database import Connection
from bot.storage.tables import timetable as tables
from bot.storage.tables.people import chats, children, classes, joins
from bot.timetable.store.rows import Row

_REMINDERS = tables.pickup_reminders


@dataclass(frozen=True)
class Reader:
    """A chat that wants to be reminded.

    Attributes:
        recipient: It, with all of its children.
        minutes: How long before.
    """

    recipient: Recipient
    minutes: int


async def minutes_of(connection: Connection, address: int) -> int | None:
    """Return how long before a chat wants to be reminded; None if it does not."""
    query = sa.select(_REMINDERS.c.minutes).join(chats).where(chats.c.address == address)
    return (await connection.execute(query)).scalar_one_or_none()


async def put(connection: Connection, chat_id: int, minutes: int | None) -> None:
    """Write down how long before a chat wants to be reminded; None takes it away."""
    await connection.execute(sa.delete(_REMINDERS).where(_REMINDERS.c.chat_id == chat_id))
    if minutes is not None:
        values = {"chat_id": chat_id, "minutes": minutes}
        await connection.execute(sa.insert(_REMINDERS).values(values))


async def minutes_in_use(connection: Connection) -> set[int]:
    """Return the lengths that chats have chosen."""
    query = sa.select(_REMINDERS.c.minutes).distinct()
    return set((await connection.execute(query)).scalars())


async def first_ends(connection: Connection, since: date) -> set[time]:
    """Return every time of day at which children can be fetched first.

    Args:
        connection: An open transaction.
        since: Days changed before this do not count.
    """
    planned = sa.select(tables.slots.c.ends_at).distinct()
    changes = tables.slot_changes
    moved = sa.select(changes.c.ends_at).where(
        changes.c.ends_at.is_not(None),
        sa.or_(changes.c.day >= since, changes.c.moved_to >= since),
    )
    found = set((await connection.execute(planned)).scalars())
    return found | set((await connection.execute(moved.distinct())).scalars())


async def readers(connection: Connection) -> list[Reader]:
    """Return the chats that want to be reminded, with all of their children."""
    rows = (await connection.execute(_reader_rows())).all()
    return [_reader(list(mine)) for _, mine in groupby(rows, key=attrgetter("chat_id"))]


def _reader_rows() -> sa.Select[*tuple[Any, ...]]:
    """Return a query that gives a row for each child of such a chat, a chat's rows together."""
    return (
        sa.select(
            _REMINDERS.c.chat_id,
            _REMINDERS.c.minutes,
            chats.c.address,
            chats.c.language,
            chats.c.quiet_from,
            chats.c.quiet_until,
            children.c.id.label("child_id"),
            children.c.seat,
            classes,
        )
        .select_from(_REMINDERS)
        .join(chats, chats.c.id == _REMINDERS.c.chat_id)
        .join(joins, joins.c.chat_id == chats.c.id)
        .join(children, children.c.id == joins.c.child_id)
        .join(classes, classes.c.id == children.c.class_id)
        .where(chats.c.gone_at.is_(None), classes.c.grade != LEFT)
        .order_by(chats.c.id, joins.c.joined_at)
    )


def _reader(rows: Sequence[Row]) -> Reader:
    mine = tuple(
        Child(row.child_id, SchoolClass(row.id, row.school_id, row.grade, row.name), row.seat)
        for row in rows
    )
    chat = rows[0]
    recipient = Recipient(
        chat.address,
        Language(chat.language),
        mine,
        frozenset(child.school_class.grade for child in mine),
        None if chat.quiet_from is None else (chat.quiet_from, chat.quiet_until),
    )
    return Reader(recipient, chat.minutes)
