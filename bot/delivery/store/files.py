"""SQL for files: their bytes until they have been uploaded, and Telegram's names for them."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import datetime

import sqlalchemy as sa

from bot.delivery.model import File, FileKind, NewFile
from bot.storage.database import Connection, inserted_id
from bot.storage.tables.delivery import outgoing_bodies, outgoing_file_names, outgoing_files


async def add(connection: Connection, file: NewFile, bot_id: int, now: datetime) -> int:
    """Save a file, with what Telegram calls it for this bot; return its number."""
    added = await connection.execute(
        sa.insert(outgoing_files).values(
            kind=file.kind.value,
            name=file.name,
            size=file.size,
            content=file.content,
            made_at=now,
        )
    )
    number = inserted_id(added)
    if file.known_as is not None:
        await keep_names(connection, bot_id, [(number, file.known_as)])
    return number


async def keep_names(
    connection: Connection, bot_id: int, names: Iterable[tuple[int, str]]
) -> None:
    """Write down what Telegram calls files for this bot; bears a repeat."""
    for file_id, known_as in names:
        mine = (outgoing_file_names.c.file_id == file_id, outgoing_file_names.c.bot_id == bot_id)
        await connection.execute(sa.delete(outgoing_file_names).where(*mine))
        await connection.execute(
            sa.insert(outgoing_file_names).values(
                file_id=file_id, bot_id=bot_id, known_as=known_as
            )
        )


async def found(
    connection: Connection, ids: Collection[int], bot_id: int | None = None
) -> dict[int, File]:
    """Find files by number, with what Telegram calls them for this bot."""
    if not ids:
        return {}
    known = sa.and_(
        outgoing_file_names.c.file_id == outgoing_files.c.id,
        outgoing_file_names.c.bot_id == bot_id,
    )
    query = (
        sa.select(
            outgoing_files.c.id,
            outgoing_files.c.kind,
            outgoing_files.c.name,
            outgoing_file_names.c.known_as,
        )
        .outerjoin(outgoing_file_names, known)
        .where(outgoing_files.c.id.in_(ids))
    )
    return {
        row.id: File(row.id, FileKind(row.kind), row.name, row.known_as)
        for row in await connection.execute(query)
    }


async def content(connection: Connection, file_id: int) -> bytes | None:
    """Return a file's bytes; None once they have been emptied."""
    query = sa.select(outgoing_files.c.content).where(outgoing_files.c.id == file_id)
    return (await connection.execute(query)).scalar_one_or_none()


async def empty(connection: Connection, ids: Collection[int]) -> None:
    """Forget the bytes of files; their names at Telegram stay."""
    await connection.execute(
        sa.update(outgoing_files)
        .where(outgoing_files.c.id.in_(ids), outgoing_files.c.content.is_not(None))
        .values(content=None)
    )


async def drop(connection: Connection, ids: Collection[int]) -> None:
    """Erase files that no message carries."""
    carried = sa.select(outgoing_bodies.c.file_id).where(outgoing_bodies.c.file_id.in_(ids))
    unused = set(ids) - set((await connection.execute(carried)).scalars())
    for table, column in (
        (outgoing_file_names, outgoing_file_names.c.file_id),
        (outgoing_files, outgoing_files.c.id),
    ):
        await connection.execute(sa.delete(table).where(column.in_(unused)))
