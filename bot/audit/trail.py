"""What every room calls: put one entry down, inside the room's own transaction.

The entry and what it tells of are saved together or not at all. There is one chain, so
writers on PostgreSQL wait for each other from here to their commit: call it last.
"""

from __future__ import annotations

from datetime import datetime

from bot.audit import chain, store
from bot.audit.model import (
    OPERATOR_NUMBER,
    Actor,
    AtPost,
    ByItself,
    Deed,
    Detail,
    InChat,
    Subject,
    check_details,
)
from bot.errors import NotFound
from bot.storage.database import Connection


class ActorMissing(NotFound):
    """Whoever acts is not known here."""


async def note(
    connection: Connection,
    actor: Actor,
    deed: Deed,
    subject: Subject,
    *,
    at: datetime,
    **details: Detail,
) -> None:
    """Put an entry down.

    Args:
        connection: The caller's open transaction.
        actor: Who did it: `OPERATOR`, `BY_ITSELF`, `InChat(address)` or `AtPost(staff)`.
        deed: What was done.
        subject: What it was done to.
        at: When, aware.
        details: Numbers and short codes; never a name, a text or a chat's number.

    Raises:
        Unfit: A detail could hold a name or a text.
        ActorMissing: The actor's chat or post is not there.
    """
    check_details(details)
    await store.lock(connection)
    number = await _number_of(connection, actor)
    entry = chain.linked(
        await store.last(connection),
        at=at,
        actor=number,
        action=deed.value,
        subject=(subject.about.value, subject.number),
        details=details,
    )
    await store.add(connection, entry)


async def _number_of(connection: Connection, actor: Actor) -> int | None:
    match actor:
        case InChat(address):
            chat_id = await store.chat_of_address(connection, address)
        case AtPost(staff):
            chat_id = await store.chat_of_post(connection, staff)
        case ByItself():
            return None
        case _:
            return OPERATOR_NUMBER
    if chat_id is None:
        raise ActorMissing
    known = await store.actor_of(connection, chat_id)
    return known if known is not None else await store.add_actor(connection, chat_id)
