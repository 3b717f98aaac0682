"""SQL for the posts of teachers and school staff."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import datetime
from typing import Any

import sqlalchemy as sa

from bot.i18n.languages import Language
from bot.people.model import (
    LEFT,
    ChatId,
    ClassId,
    Recipient,
    Role,
    School,
    SchoolClass,
    SchoolCourse,
    SchoolId,
    StaffId,
    StaffMember,
)
from bot.people.store import courses, registry
from bot.storage.database import Connection, inserted_id
from bot.storage.tables.people import chats, classes, schools, staff, staff_classes

_OF_A_SCHOOL = (Role.TEACHER, Role.SCHOOL)


async def posts_of(connection: Connection, chat_id: ChatId) -> tuple[StaffMember, ...]:
    """List the posts of a chat, each with its classes."""
    query = (
        sa.select(staff, schools.c.name.label("school_name"), schools.c.region)
        .join(schools, schools.c.id == staff.c.school_id)
        .where(staff.c.chat_id == chat_id)
        .order_by(staff.c.id)
    )
    rows = (await connection.execute(query)).all()
    return tuple([await _post(connection, row) for row in rows])


async def add_post(
    connection: Connection, chat_id: ChatId, school_id: SchoolId, role: Role, now: datetime
) -> StaffId:
    """Give a chat a post, or find the one it has."""
    query = sa.select(staff.c.id).where(
        staff.c.chat_id == chat_id, staff.c.school_id == school_id, staff.c.role == role
    )
    found = (await connection.execute(query)).scalar_one_or_none()
    if found is not None:
        return StaffId(found)
    values = {"chat_id": chat_id, "school_id": school_id, "role": role, "joined_at": now}
    result = await connection.execute(sa.insert(staff).values(values))
    return StaffId(inserted_id(result))


async def give_classes(
    connection: Connection, staff_id: StaffId, class_ids: Iterable[ClassId]
) -> None:
    """Add classes to a teacher's post."""
    query = sa.select(staff_classes.c.class_id).where(staff_classes.c.staff_id == staff_id)
    held = set((await connection.execute(query)).scalars())
    new = [{"staff_id": staff_id, "class_id": number} for number in set(class_ids) - held]
    if new:
        await connection.execute(sa.insert(staff_classes), new)


async def remove_posts(connection: Connection, chat_id: ChatId) -> int:
    """Take every post from a chat."""
    result = await connection.execute(sa.delete(staff).where(staff.c.chat_id == chat_id))
    return result.rowcount


async def remove_post(connection: Connection, staff_id: StaffId) -> None:
    """Take one post from whoever holds it."""
    await connection.execute(sa.delete(staff).where(staff.c.id == staff_id))


async def staff_of(
    connection: Connection, school_id: SchoolId, role: Role | None = None
) -> list[Recipient]:
    """List the chats of a school's teachers and office, or of one role only."""
    query = (
        sa.select(chats.c.address, chats.c.language, chats.c.quiet_from, chats.c.quiet_until)
        .join(staff, staff.c.chat_id == chats.c.id)
        .where(
            staff.c.school_id == school_id,
            staff.c.role.in_(_OF_A_SCHOOL if role is None else [role]),
            chats.c.gone_at.is_(None),
        )
        .group_by(chats.c.id)
        .order_by(chats.c.id)
    )
    rows = await connection.execute(query)
    return [
        Recipient(row.address, Language(row.language), quiet=registry.quiet_in(row))
        for row in rows
    ]


async def holders(
    connection: Connection,
    roles: Collection[Role],
    *,
    school_ids: Collection[SchoolId] = (),
    region: str | None = None,
) -> list[Recipient]:
    """List the chats with a post of some roles at some schools or in a region, each once."""
    where = schools.c.region == region if region else schools.c.id.in_(school_ids)
    query = (
        sa.select(chats.c.address, chats.c.language, chats.c.quiet_from, chats.c.quiet_until)
        .join(staff, staff.c.chat_id == chats.c.id)
        .join(schools, schools.c.id == staff.c.school_id)
        .where(staff.c.role.in_(list(roles)), where, chats.c.gone_at.is_(None))
        .group_by(chats.c.id)
        .order_by(chats.c.id)
    )
    return [
        Recipient(row.address, Language(row.language), quiet=registry.quiet_in(row))
        for row in await connection.execute(query)
    ]


async def holder(connection: Connection, staff_id: int) -> int | None:
    """Return the address of whoever holds a post."""
    query = (
        sa.select(chats.c.address)
        .join(staff, staff.c.chat_id == chats.c.id)
        .where(staff.c.id == staff_id)
    )
    return (await connection.execute(query)).scalar_one_or_none()


async def listed(connection: Connection, school_id: SchoolId) -> list[StaffMember]:
    """List the posts at a school by number."""
    query = (
        sa.select(staff, schools.c.name.label("school_name"), schools.c.region)
        .join(schools, schools.c.id == staff.c.school_id)
        .where(staff.c.school_id == school_id)
        .order_by(staff.c.id)
    )
    return [await _post(connection, row) for row in (await connection.execute(query)).all()]


async def _post(connection: Connection, row: sa.Row[*tuple[Any, ...]]) -> StaffMember:
    query = sa.select(classes).order_by(classes.c.grade, classes.c.name)
    if row.role == Role.TEACHER:
        query = query.join(staff_classes, staff_classes.c.class_id == classes.c.id).where(
            staff_classes.c.staff_id == row.id
        )
    elif row.role == Role.SCHOOL:
        query = query.where(classes.c.school_id == row.school_id, classes.c.grade != LEFT)
    else:
        query = query.where(sa.false())
    found = await connection.execute(query)
    return StaffMember(
        row.id,
        School(row.school_id, row.school_name, row.region),
        Role(row.role),
        tuple(SchoolClass(item.id, item.school_id, item.grade, item.name) for item in found),
        await _courses(connection, row),
        since=row.joined_at,
    )


async def _courses(
    connection: Connection, row: sa.Row[*tuple[Any, ...]]
) -> tuple[SchoolCourse, ...]:
    match row.role:
        case Role.TEACHER:
            return await courses.given_by(connection, row.id)
        case Role.SCHOOL:
            return await courses.of_school(connection, row.school_id)
        case _:
            return ()
