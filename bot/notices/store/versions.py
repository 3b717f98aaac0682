"""SQL for texts that no longer hold, and for the files of notices."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa

from bot.notices.model import Notice, NoticeId, Overtaken, State
from bot.storage.database import Connection
from bot.storage.tables.delivery import outgoing, outgoing_bodies, outgoing_files
from bot.storage.tables.notices import confirmations, notice_files, notice_versions, notices


@dataclass(frozen=True)
class Version:
    """A text of a notice that no longer holds."""

    notice: NoticeId
    number: int
    ending: Overtaken


async def end(
    connection: Connection, notice: Notice, ending: Overtaken, confirmed: int, now: datetime
) -> Version:
    """Note that the present text of a notice no longer holds."""
    await connection.execute(
        sa.insert(notice_versions).values(
            notice_id=notice.id,
            version=notice.version,
            text=notice.text,
            ending=ending.value,
            ended_at=now,
            confirmed=confirmed,
            is_settled=False,
        )
    )
    return Version(notice.id, notice.version, ending)


async def unsettled(connection: Connection) -> list[Version]:
    """List the texts of which messages may still have to be edited."""
    return await _listed(connection, sa.not_(notice_versions.c.is_settled))


async def of(connection: Connection, notice_id: NoticeId) -> list[Version]:
    """List the texts of a notice that no longer hold, the oldest first."""
    return await _listed(connection, notice_versions.c.notice_id == notice_id)


async def settle(connection: Connection, version: Version) -> None:
    """Note that nothing of a text is left to be edited."""
    await connection.execute(
        sa.update(notice_versions)
        .where(
            notice_versions.c.notice_id == version.notice,
            notice_versions.c.version == version.number,
        )
        .values(is_settled=True)
    )


async def drop_confirmations(connection: Connection, notice_id: NoticeId) -> None:
    """Forget who has confirmed a text that no longer holds."""
    await connection.execute(
        sa.delete(confirmations).where(confirmations.c.notice_id == notice_id)
    )


async def holds(connection: Connection, batch: str, address: int, message_id: int) -> bool:
    """Say whether a message of a chat bears a text, by its number, that was overtaken.

    Args:
        connection: An open transaction.
        batch: How the names of the overtaken batches begin.
        address: The chat.
        message_id: Telegram's number for the message.
    """
    query = sa.select(outgoing.c.id).where(
        outgoing.c.address == address,
        outgoing.c.message_id == message_id,
        outgoing.c.batch.startswith(batch, autoescape=True),
        outgoing.c.target.is_(None),
    )
    return (await connection.execute(query.limit(1))).first() is not None


async def prompted(
    connection: Connection, address: int, message_id: int, states: Collection[State]
) -> NoticeId | None:
    """Find the notice of an author that a question of ours is about."""
    query = sa.select(notices.c.id).where(
        notices.c.author_address == address,
        notices.c.prompt_message_id == message_id,
        notices.c.state.in_(list(states)),
    )
    number = (await connection.execute(query.limit(1))).scalar_one_or_none()
    return None if number is None else NoticeId(number)


async def rewritten(
    connection: Connection, address: int, at: datetime, states: Collection[State]
) -> NoticeId | None:
    """Find the notice of which an author may still be sending a correction at an instant."""
    query = (
        sa.select(notices.c.id)
        .where(
            notices.c.author_address == address,
            notices.c.goes_on_until >= at,
            notices.c.correction.is_not(None),
            notices.c.state.in_(list(states)),
        )
        .order_by(notices.c.goes_on_until.desc())
    )
    number = (await connection.execute(query.limit(1))).scalar_one_or_none()
    return None if number is None else NoticeId(number)


async def reminders(connection: Connection, notice_id: NoticeId) -> list[NoticeId]:
    """List the reminders of a notice whose text still holds."""
    ended = sa.select(notice_versions.c.notice_id)
    query = sa.select(notices.c.id).where(
        notices.c.reminds_of == notice_id, notices.c.id.not_in(ended)
    )
    return [NoticeId(number) for number in (await connection.execute(query)).scalars()]


async def attach(connection: Connection, notice_id: NoticeId, file_id: int) -> None:
    """Let a notice carry one more file."""
    last = sa.select(sa.func.coalesce(sa.func.max(notice_files.c.place), 0)).where(
        notice_files.c.notice_id == notice_id
    )
    place = (await connection.execute(last)).scalar_one() + 1
    await connection.execute(
        sa.insert(notice_files).values(notice_id=notice_id, place=place, file_id=file_id)
    )


async def detach(connection: Connection, notice_id: NoticeId) -> list[int]:
    """Take every file from a notice; return their numbers."""
    numbers = await files(connection, notice_id)
    await connection.execute(sa.delete(notice_files).where(notice_files.c.notice_id == notice_id))
    return numbers


async def files(connection: Connection, notice_id: NoticeId) -> list[int]:
    """List the numbers of a notice's files, in order."""
    query = (
        sa.select(notice_files.c.file_id)
        .where(notice_files.c.notice_id == notice_id)
        .order_by(notice_files.c.place)
    )
    return list((await connection.execute(query)).scalars())


async def orphans(connection: Connection) -> list[int]:
    """List the numbers of files that no notice carries and no message has carried."""
    query = sa.select(outgoing_files.c.id).where(
        outgoing_files.c.id.not_in(sa.select(notice_files.c.file_id)),
        outgoing_files.c.id.not_in(
            sa.select(outgoing_bodies.c.file_id).where(outgoing_bodies.c.file_id.is_not(None))
        ),
    )
    return list((await connection.execute(query)).scalars())


async def of_settled(connection: Connection, settled: Collection[State]) -> list[int]:
    """List the files whose bytes are kept and whose notices have nothing left to be sent."""
    query = (
        sa.select(notice_files.c.file_id)
        .join(outgoing_files, outgoing_files.c.id == notice_files.c.file_id)
        .join(notices, notices.c.id == notice_files.c.notice_id)
        .where(outgoing_files.c.content.is_not(None))
        .group_by(notice_files.c.file_id)
        .having(sa.func.count(sa.case((notices.c.state.not_in(settled), 1))) == 0)
    )
    return list((await connection.execute(query)).scalars())


async def _listed(connection: Connection, which: sa.ColumnElement[bool]) -> list[Version]:
    query = (
        sa.select(notice_versions.c.notice_id, notice_versions.c.version, notice_versions.c.ending)
        .where(which)
        .order_by(notice_versions.c.notice_id, notice_versions.c.version)
    )
    return [
        Version(NoticeId(row.notice_id), row.version, Overtaken(row.ending))
        for row in await connection.execute(query)
    ]
