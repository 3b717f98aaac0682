"""SQL of what parents ask a person at school, and whom at school it concerns.

A chat's number stands here only until the answer has been carried back to it.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Any

import sqlalchemy as sa

from bot.i18n.languages import Language
from bot.inbox.model import Colleague, HelpRequest, HelpRequestId, StoredRequest
from bot.inbox.store.upsert import insert_into
from bot.people.model import ClassId, Role, SchoolId
from bot.storage.database import Connection, inserted_id
from bot.storage.tables.inbox import help_nudges, help_requests
from bot.storage.tables.people import chats, classes, schools, staff, staff_classes

# Requests

_OPEN = sa.and_(help_requests.c.answered_at.is_(None), help_requests.c.address.is_not(None))


async def add_request(connection: Connection, **values: object) -> HelpRequestId:
    """Save a request."""
    result = await connection.execute(sa.insert(help_requests).values(**values))
    return HelpRequestId(inserted_id(result))


async def request(connection: Connection, request_id: int) -> StoredRequest | None:
    """Find a request that waits for an answer."""
    query = sa.select(help_requests).where(help_requests.c.id == request_id, _OPEN)
    row = (await connection.execute(query.with_for_update())).one_or_none()
    return _request(row) if row else None


async def requests_by(connection: Connection, address: int) -> list[StoredRequest]:
    """List the requests of a chat that are not settled, oldest first."""
    query = sa.select(help_requests).where(help_requests.c.address == address)
    rows = await connection.execute(query.order_by(help_requests.c.id))
    return [_request(row) for row in rows]


async def settled_requests(connection: Connection) -> list[HelpRequestId]:
    """List the requests that were answered or whose chat has left."""
    query = sa.select(help_requests.c.id).where(~_OPEN)
    return [HelpRequestId(number) for number in (await connection.execute(query)).scalars()]


async def unanswered_requests(connection: Connection, before: datetime) -> list[StoredRequest]:
    """List the requests asked before an instant that nobody has answered."""
    query = sa.select(help_requests).where(_OPEN, help_requests.c.asked_at < before)
    return [_request(row) for row in await connection.execute(query)]


async def change_request(connection: Connection, request_id: int, **values: object) -> bool:
    """Change columns of a request that waits for an answer; False if it does not."""
    statement = sa.update(help_requests).where(help_requests.c.id == request_id, _OPEN)
    return (await connection.execute(statement.values(**values))).rowcount > 0


async def remove_request(connection: Connection, request_id: int) -> None:
    """Erase a request."""
    await connection.execute(sa.delete(help_requests).where(help_requests.c.id == request_id))


async def requests_for_classes(
    connection: Connection, class_ids: Collection[ClassId]
) -> list[HelpRequest]:
    """List the requests to the teachers of classes, oldest first."""
    query = _listed(classes.c.name).where(help_requests.c.class_id.in_(class_ids))
    return [_shown(row) for row in await connection.execute(query)]


async def requests_for_office(
    connection: Connection, school_ids: Collection[SchoolId]
) -> list[HelpRequest]:
    """List the requests to offices; those of a class whose last teacher has left are theirs."""
    taught = (
        sa.select(staff_classes.c.class_id)
        .join(staff, staff.c.id == staff_classes.c.staff_id)
        .join(chats, chats.c.id == staff.c.chat_id)
        .where(staff.c.role == Role.TEACHER, chats.c.gone_at.is_(None))
    )
    query = _listed(sa.null().label("name")).where(
        help_requests.c.school_id.in_(school_ids),
        sa.or_(help_requests.c.class_id.is_(None), help_requests.c.class_id.not_in(taught)),
    )
    return [_shown(row) for row in await connection.execute(query)]


async def teachers_of(connection: Connection, class_id: int) -> list[Colleague]:
    """List the teachers of a class whom a message reaches."""
    query = _colleagues(Role.TEACHER).join(staff_classes, staff_classes.c.staff_id == staff.c.id)
    rows = await connection.execute(query.where(staff_classes.c.class_id == class_id))
    return [Colleague(row.id, row.address, Language(row.language)) for row in rows]


async def office_of(connection: Connection, school_id: int) -> list[Colleague]:
    """List the people of a school's office whom a message reaches."""
    query = _colleagues(Role.SCHOOL).where(staff.c.school_id == school_id)
    rows = await connection.execute(query)
    return [Colleague(row.id, row.address, Language(row.language)) for row in rows]


async def nudge(connection: Connection, chat_ids: Sequence[int]) -> set[int]:
    """Note that staff are told; return those who had not been since they last looked."""
    known = set(
        (
            await connection.execute(
                sa.select(help_nudges.c.chat_id).where(help_nudges.c.chat_id.in_(chat_ids))
            )
        ).scalars()
    )
    fresh = [number for number in chat_ids if number not in known]
    if fresh:
        statement = insert_into(connection, help_nudges).on_conflict_do_nothing()
        await connection.execute(statement, [{"chat_id": number} for number in fresh])
    return set(fresh)


async def looked(connection: Connection, chat_id: int) -> None:
    """Note that somebody of the staff has opened the list."""
    await connection.execute(sa.delete(help_nudges).where(help_nudges.c.chat_id == chat_id))


def _colleagues(role: Role) -> sa.Select[int, int, str]:
    return (
        sa.select(chats.c.id, chats.c.address, chats.c.language)
        .join(staff, staff.c.chat_id == chats.c.id)
        .where(staff.c.role == role, chats.c.gone_at.is_(None))
        .distinct()
    )


def _listed(name: sa.ColumnElement[Any]) -> sa.Select[Any]:
    return (
        sa.select(
            help_requests.c.id,
            help_requests.c.sentence,
            schools.c.name.label("school"),
            name.label("class_name"),
        )
        .join(schools, schools.c.id == help_requests.c.school_id)
        .outerjoin(classes, classes.c.id == help_requests.c.class_id)
        .where(_OPEN)
        .order_by(help_requests.c.id)
    )


def _shown(row: sa.Row[*tuple[Any, ...]]) -> HelpRequest:
    return HelpRequest(row.id, row.sentence, row.school, row.class_name)


def _request(row: sa.Row[*tuple[Any, ...]]) -> StoredRequest:
    return StoredRequest(
        id=row.id,
        sentence=row.sentence,
        address=row.address,
        language=Language(row.language),
        is_open=row.answered_at is None,
    )
