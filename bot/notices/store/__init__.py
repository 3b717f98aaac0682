"""SQL for notices, whom they concern, and who has confirmed them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

import sqlalchemy as sa

from bot.delivery.model import WhenUnsure
from bot.notices.errors import NoticeMissing
from bot.notices.model import Notice, NoticeId, State
from bot.notices.store import particulars
from bot.people import audience
from bot.people.audience import Audience
from bot.people.model import ChildId
from bot.storage import lists
from bot.storage.database import Connection, inserted_id
from bot.storage.tables.delivery import outgoing
from bot.storage.tables.notices import (
    confirmations,
    notice_children,
    notice_files,
    notices,
)
from bot.storage.tables.people import chats

_SHOWN = (
    State.AWAITING_APPROVAL,
    State.SENDING,
    State.SENT,
    State.CANCELLED,
    State.WITHDRAWN,
)


async def add(connection: Connection, **values: object) -> NoticeId:
    """Save a notice."""
    result = await connection.execute(sa.insert(notices).values(**_columns(values)))
    return NoticeId(inserted_id(result))


async def copy(connection: Connection, notice: Notice, **values: object) -> NoticeId:
    """Save a notice like another, with other values where they are named.

    What happened to the other one is not copied, nor the messages that showed it.
    """
    query = sa.select(notices).where(notices.c.id == notice.id)
    row = (await connection.execute(query)).one()
    same = {key: value for key, value in row._mapping.items() if key not in _OF_ITS_OWN}  # noqa: SLF001
    result = await connection.execute(sa.insert(notices).values({**same, **_columns(values)}))
    number = NoticeId(inserted_id(result))
    carried = sa.select(
        sa.literal(int(number), sa.Integer), notice_files.c.place, notice_files.c.file_id
    ).where(notice_files.c.notice_id == notice.id)
    columns = ["notice_id", "place", "file_id"]
    await connection.execute(sa.insert(notice_files).from_select(columns, carried))
    return number


_OF_ITS_OWN = frozenset(
    {
        "id",
        "send_at",
        "sent_at",
        "prompt_message_id",
        "progress_message_id",
        "goes_on_until",
        "correction",
        "shown_message_id",
        "version",
        "ending",
        "late_by",
        "dropped",
        "hurried",
    }
)
"""Columns that tell what became of one notice."""


async def find(connection: Connection, notice_id: int) -> Notice | None:
    """Find a notice."""
    query = sa.select(notices).where(notices.c.id == notice_id)
    row = (await connection.execute(query)).one_or_none()
    return _notice(row) if row else None


async def required(connection: Connection, notice_id: int) -> Notice:
    """Find a notice that must be there.

    Raises:
        NoticeMissing: There is none with this number.
    """
    notice = await find(connection, notice_id)
    if notice is None:
        message = f"Notice {notice_id}: there is none with this number."
        raise NoticeMissing(message)
    return notice


async def change(connection: Connection, notice_id: NoticeId, **values: object) -> None:
    """Change columns of a notice."""
    await connection.execute(
        sa.update(notices).where(notices.c.id == notice_id).values(**_columns(values))
    )


async def step(
    connection: Connection, notice_id: NoticeId, before: Iterable[State], after: State
) -> bool:
    """Move a notice on if it is still in one of the states before; False if somebody else did."""
    result = await connection.execute(
        sa.update(notices)
        .where(notices.c.id == notice_id, notices.c.state.in_(list(before)))
        .values(state=after)
    )
    return bool(result.rowcount)


async def listed(connection: Connection, limit: int) -> list[Notice]:
    """List the newest notices that are more than drafts."""
    query = (
        sa.select(notices)
        .where(notices.c.state != State.DRAFT)
        .order_by(notices.c.id.desc())
        .limit(limit)
    )
    return [_notice(row) for row in await connection.execute(query)]


async def in_state(connection: Connection, state: State) -> list[Notice]:
    """List the notices in a state."""
    query = sa.select(notices).where(notices.c.state == state).order_by(notices.c.id)
    return [_notice(row) for row in await connection.execute(query)]


async def with_progress(connection: Connection) -> list[Notice]:
    """List the notices whose author still looks at a progress message."""
    query = (
        sa.select(notices)
        .where(
            notices.c.progress_message_id.is_not(None),
            notices.c.state.in_(_SHOWN),
        )
        .order_by(notices.c.id)
    )
    return [_notice(row) for row in await connection.execute(query)]


async def stop_showing(connection: Connection, notice: Notice) -> None:
    """Let the message that shows how far a notice is stay as it is, unless another took over."""
    await connection.execute(
        sa.update(notices)
        .where(
            notices.c.id == notice.id,
            notices.c.progress_message_id == notice.progress_message_id,
        )
        .values(progress_message_id=None, shown_message_id=notice.progress_message_id)
    )


async def show_again(connection: Connection, notice_id: NoticeId) -> None:
    """Let the message that has shown how far a notice is show it anew."""
    await connection.execute(
        sa.update(notices)
        .where(notices.c.id == notice_id, notices.c.progress_message_id.is_(None))
        .values(progress_message_id=notices.c.shown_message_id, shown_message_id=None)
    )


async def latest_draft(connection: Connection, address: int, since: datetime) -> Notice | None:
    """Find the draft somebody is writing in a chat."""
    query = (
        sa.select(notices)
        .where(
            notices.c.author_address == address,
            notices.c.state == State.DRAFT,
            notices.c.created_at >= since,
        )
        .order_by(notices.c.id.desc())
        .limit(1)
    )
    row = (await connection.execute(query)).one_or_none()
    return _notice(row) if row else None


async def asked_by(connection: Connection, address: int, since: datetime) -> list[Notice]:
    """List what a chat has sent that asks families to confirm, reminders left out."""
    query = (
        sa.select(notices)
        .where(
            notices.c.author_address == address,
            notices.c.state.in_([State.SENDING, State.SENT]),
            notices.c.asks_confirmation,
            notices.c.reminds_of.is_(None),
            notices.c.created_at >= since,
        )
        .order_by(notices.c.id.desc())
        .limit(2)
    )
    return [_notice(row) for row in await connection.execute(query)]


async def waiting_of_series(connection: Connection, series: int | None) -> Notice | None:
    """Find the notice of a series that has not left yet."""
    if series is None:
        return None
    query = sa.select(notices).where(
        notices.c.series == series,
        notices.c.state.in_([State.SCHEDULED, State.AWAITING_APPROVAL]),
    )
    row = (await connection.execute(query.order_by(notices.c.id.desc()).limit(1))).one_or_none()
    return _notice(row) if row else None


async def remove_draft(connection: Connection, notice_id: NoticeId) -> bool:
    """Erase a draft; False if it is none any more."""
    result = await connection.execute(
        sa.delete(notices).where(notices.c.id == notice_id, notices.c.state == State.DRAFT)
    )
    return bool(result.rowcount)


async def remove_empty_drafts(connection: Connection, address: int) -> None:
    """Erase the drafts of a chat that never got a text; a new one takes their place."""
    await connection.execute(
        sa.delete(notices).where(
            notices.c.author_address == address,
            notices.c.state == State.DRAFT,
            notices.c.text == "",
        )
    )


async def remove_drafts(connection: Connection, before: datetime) -> int:
    """Erase drafts nobody has finished."""
    result = await connection.execute(
        sa.delete(notices).where(notices.c.state == State.DRAFT, notices.c.created_at < before)
    )
    return result.rowcount


async def concern(
    connection: Connection,
    notice_id: NoticeId,
    pairs: Sequence[tuple[ChildId, int | None]],
) -> None:
    """Note which children a notice concerns and which chats read along for each."""
    rows = lists.listed(connection, 2)
    statement = sa.insert(notice_children).from_select(
        ["notice_id", "child_id", "address"], sa.select(sa.literal(notice_id), *rows.columns)
    )
    for step in lists.in_steps(pairs):
        await connection.execute(statement, rows.given(step))


async def was_sent_to(connection: Connection, notice: Notice, address: int) -> bool:
    """Say whether a notice was sent to a chat."""
    query = sa.select(outgoing.c.id).where(
        outgoing.c.batch == notice.batch, outgoing.c.address == address
    )
    return (await connection.execute(query.limit(1))).first() is not None


async def held(connection: Connection, address: int) -> tuple[int, int]:
    """Count the notices a chat has written, and those it has confirmed."""
    written = sa.select(sa.func.count()).where(notices.c.author_address == address)
    confirmed = (
        sa.select(sa.func.count())
        .select_from(confirmations)
        .join(chats, chats.c.id == confirmations.c.chat_id)
        .where(chats.c.address == address)
    )
    return (
        (await connection.execute(written)).scalar_one(),
        (await connection.execute(confirmed)).scalar_one(),
    )


async def forget(connection: Connection, address: int) -> None:
    """Take an address out of every row."""
    await connection.execute(
        sa.delete(notices).where(
            notices.c.author_address == address, notices.c.state == State.DRAFT
        )
    )
    for table, column, with_it in (
        (notices, notices.c.author_address, ("correction",)),
        (notice_children, notice_children.c.address, ()),
    ):
        emptied = dict.fromkeys((column.name, *with_it))
        await connection.execute(sa.update(table).where(column == address).values(emptied))


def _columns(values: dict[str, object]) -> dict[str, object]:
    if "audiences" in values:
        audiences = values.pop("audiences")
        assert isinstance(audiences, tuple)
        values["audience"] = " ".join(str(item) for item in audiences)
    return values


def _notice(row: sa.Row[*tuple[Any, ...]]) -> Notice:
    audiences: tuple[Audience, ...] = tuple(map(audience.parse, row.audience.split()))
    return Notice(
        id=row.id,
        school_id=row.school_id,
        author_id=row.author_id,
        audiences=audiences,
        text=row.text,
        asks_confirmation=row.asks_confirmation,
        is_urgent=row.is_urgent,
        state=State(row.state),
        created_at=row.created_at,
        send_at=row.send_at,
        sent_at=row.sent_at,
        author_address=row.author_address,
        prompt_message_id=row.prompt_message_id,
        progress_message_id=row.progress_message_id,
        goes_on_until=row.goes_on_until,
        correction=row.correction or "",
        shown_message_id=row.shown_message_id,
        asks_agreement=row.asks_agreement,
        reminds_of=row.reminds_of,
        objections=tuple((row.objections or "").split()),
        despite=row.despite or "",
        reason=row.reason or "",
        version=row.version,
        when_unsure=WhenUnsure(row.when_unsure),
        schedule=particulars.schedule(row),
        approval=particulars.approval(row),
        outcome=particulars.outcome(row),
    )
