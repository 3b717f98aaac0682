"""SQL of private addresses of calendars; only hashes of their tokens."""

from __future__ import annotations

from datetime import datetime

import sqlalchemy as sa

from bot.people.model import ChatId
from bot.storage.database import Connection
from bot.storage.tables.people import chats
from bot.storage.tables.timetable import calendar_addresses as _ADDRESSES  # noqa: N812 - a table


async def put(connection: Connection, chat_id: ChatId, token_hash: str, at: datetime) -> None:
    """Put an address down in the place of an older one of the same chat."""
    await remove(connection, chat_id)
    values = {"chat_id": chat_id, "token_hash": token_hash, "made_at": at}
    await connection.execute(sa.insert(_ADDRESSES).values(values))


async def remove(connection: Connection, chat_id: ChatId) -> bool:
    """Take a chat's address away; say whether there was one."""
    mine = sa.delete(_ADDRESSES).where(_ADDRESSES.c.chat_id == chat_id)
    return bool((await connection.execute(mine)).rowcount)


async def made_at(connection: Connection, chat_id: ChatId) -> datetime | None:
    """Return since when a chat has its address; None if it has none."""
    query = sa.select(_ADDRESSES.c.made_at).where(_ADDRESSES.c.chat_id == chat_id)
    found: datetime | None = (await connection.execute(query)).scalar_one_or_none()
    return found


async def owner(connection: Connection, token_hash: str) -> int | None:
    """Return whose address has a token with this hash: the number of the chat at Telegram."""
    query = (
        sa.select(chats.c.address)
        .join(_ADDRESSES, _ADDRESSES.c.chat_id == chats.c.id)
        .where(_ADDRESSES.c.token_hash == token_hash)
    )
    found: int | None = (await connection.execute(query)).scalar_one_or_none()
    return found
