"""SQL for the languages of many chats at once."""

from __future__ import annotations

from collections.abc import Collection

import sqlalchemy as sa

from bot.i18n.languages import Language
from bot.storage.database import Connection
from bot.storage.tables.people import chats

_CHUNK = 5_000


async def languages(connection: Connection, addresses: Collection[int]) -> dict[int, Language]:
    """Return the languages of chats by address; strangers are left out."""
    wanted, found = list(addresses), dict[int, Language]()
    for start in range(0, len(wanted), _CHUNK):
        some = chats.c.address.in_(wanted[start : start + _CHUNK])
        rows = await connection.execute(sa.select(chats.c.address, chats.c.language).where(some))
        found.update({row.address: Language(row.language) for row in rows})
    return found
