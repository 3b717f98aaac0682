"""An inbox in a small school, and looks into its tables."""

from __future__ import annotations

from pathlib import Path

import sqlalchemy as sa

from bot.faq.crisis.danger import is_danger
from bot.faq.taps import ShowEntry
from bot.inbox.keys import InboxKey
from bot.inbox.service import Inbox
from bot.people.model import ClassId
from bot.storage.database import Database
from tests.support import builders
from tests.support.builders import Rooms

A_QUESTION = "放学以后能不能在操场上多玩一会儿"
THE_SAME = "放学以后能不能在操场上多玩一会儿呢"
ANOTHER = "食堂的菜单在哪里可以看到"


def open_inbox(rooms: Rooms, keys: Path) -> Inbox:
    return Inbox(
        rooms.database,
        rooms.clock,
        people=rooms.people,
        outbox=rooms.outbox,
        key=InboxKey(keys),
        is_danger=is_danger,
        titles=lambda entry, _language: (
            "放学后可以在操场玩吗？" if entry == "playground" else None
        ),
        show_tap=lambda entry: ShowEntry(entry, None).pack(),
    )


async def families(rooms: Rooms, class_id: ClassId, count: int, *, first: int = 301) -> list[int]:
    """Let so many families join a class, one chat each; return their addresses."""
    addresses = list(range(first, first + count))
    for seat, address in enumerate(addresses, start=first % 100):
        await builders.join_parent(rooms, class_id, address, seat=seat)
    return addresses


async def count(database: Database, table: str) -> int:
    async with database.read() as connection:
        rows = await connection.execute(sa.text(f"SELECT count(*) FROM {table}"))
        return int(rows.scalar_one())


async def everything(database: Database) -> str:
    """Return every value of every table but those of people, as one text to search in."""
    async with database.read() as connection:
        tables = set(await connection.run_sync(_tables)) - {"chats", "invitations"}
        found = []
        for table in sorted(tables):
            rows = await connection.execute(sa.text(f'SELECT * FROM "{table}"'))
            found += [f"{table} {[_readable(value) for value in row]!r}" for row in rows]
    return "\n".join(found)


def _readable(value: object) -> object:
    """Show bytes as letters, since an escape such as \\x101 reads like a number."""
    return value.decode("latin-1") if isinstance(value, bytes) else value


def _tables(connection: sa.Connection) -> list[str]:
    return sa.inspect(connection).get_table_names()


async def sent_to(database: Database, address: int) -> list[str]:
    """Return the texts that wait in the outbox for an address."""
    query = sa.text(
        "SELECT b.text FROM outgoing o JOIN outgoing_bodies b ON b.id = o.body_id"
        " WHERE o.address = :address ORDER BY o.id"
    )
    async with database.read() as connection:
        return [
            str(text) for text in (await connection.execute(query, {"address": address})).scalars()
        ]


async def deliver_all(rooms: Rooms) -> None:
    """Settle every message, as the dispatcher would."""
    async with rooms.database.begin() as connection:
        await connection.execute(
            sa.text("UPDATE outgoing SET state = 'delivered' WHERE state = 'pending'")
        )
