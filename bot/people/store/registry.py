"""SQL for schools, classes, children and chats, and who belongs to whom."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import datetime, time
from typing import Any

import sqlalchemy as sa

from bot.i18n.languages import Language
from bot.people.audience import Audience, Kind
from bot.people.model import (
    LEFT,
    Chat,
    ChatId,
    Child,
    ChildId,
    ClassId,
    FamilyId,
    Recipient,
    School,
    SchoolClass,
    SchoolId,
    SchoolTotals,
    SeatCount,
)
from bot.people.store import courses
from bot.storage import lists
from bot.storage.database import Connection, inserted_id
from bot.storage.tables.people import chats, children, classes, joins, schools

Quiet = tuple[time, time]

_CHILD = (
    children.c.id.label("child_id"),
    children.c.seat,
    classes.c.id.label("class_id"),
    classes.c.school_id,
    classes.c.grade,
    classes.c.name.label("class_name"),
)

_IS_HERE = classes.c.grade != LEFT


async def add_school(connection: Connection, name: str, region: str, now: datetime) -> SchoolId:
    """Save a school."""
    values = {"name": name, "region": region, "created_at": now}
    result = await connection.execute(sa.insert(schools).values(values))
    return SchoolId(inserted_id(result))


async def school(connection: Connection, school_id: SchoolId) -> School | None:
    """Find a school."""
    query = sa.select(schools).where(schools.c.id == school_id)
    row = (await connection.execute(query)).one_or_none()
    return School(row.id, row.name, row.region) if row else None


async def school_since(connection: Connection, school_id: SchoolId) -> datetime:
    """Say when a school was saved."""
    query = sa.select(schools.c.created_at).where(schools.c.id == school_id)
    since: datetime = (await connection.execute(query)).scalar_one()
    return since


async def all_schools(connection: Connection) -> list[School]:
    """List every school."""
    rows = await connection.execute(sa.select(schools).order_by(schools.c.id))
    return [School(row.id, row.name, row.region) for row in rows]


async def add_class(connection: Connection, school_id: SchoolId, grade: int, name: str) -> ClassId:
    """Save a class."""
    values = {"school_id": school_id, "grade": grade, "name": name}
    result = await connection.execute(sa.insert(classes).values(values))
    return ClassId(inserted_id(result))


async def school_class(connection: Connection, class_id: ClassId) -> SchoolClass | None:
    """Find a class."""
    query = sa.select(classes).where(classes.c.id == class_id)
    row = (await connection.execute(query)).one_or_none()
    return SchoolClass(row.id, row.school_id, row.grade, row.name) if row else None


async def rename_class(
    connection: Connection, class_id: ClassId, name: str, grade: int | None = None
) -> None:
    """Give a class another name and, if one is named, another grade."""
    values = {"name": name} if grade is None else {"name": name, "grade": grade}
    await connection.execute(sa.update(classes).where(classes.c.id == class_id).values(values))


async def classes_of(
    connection: Connection, school_id: SchoolId, *, with_left: bool = False
) -> list[SchoolClass]:
    """List a school's classes by grade and name."""
    query = (
        sa.select(classes)
        .where(classes.c.school_id == school_id, sa.true() if with_left else _IS_HERE)
        .order_by(classes.c.grade, classes.c.name)
    )
    rows = await connection.execute(query)
    return [SchoolClass(row.id, row.school_id, row.grade, row.name) for row in rows]


async def chat_at(connection: Connection, address: int) -> Chat | None:
    """Find the chat with a Telegram number."""
    row = (
        await connection.execute(sa.select(chats).where(chats.c.address == address))
    ).one_or_none()
    return _chat(row) if row else None


async def known_since(connection: Connection, address: int) -> datetime | None:
    """Say when a chat was saved."""
    query = sa.select(chats.c.created_at).where(chats.c.address == address)
    return (await connection.execute(query)).scalar_one_or_none()


async def quiet_of(connection: Connection, address: int) -> Quiet | None:
    """Return the quiet hours a person has asked for."""
    query = sa.select(chats.c.quiet_from, chats.c.quiet_until).where(chats.c.address == address)
    row = (await connection.execute(query)).one_or_none()
    return quiet_in(row) if row else None


def quiet_in(row: sa.Row[*tuple[Any, ...]]) -> Quiet | None:
    """Read the quiet hours out of a chat's row."""
    if row.quiet_from is None or row.quiet_until is None:
        return None
    return row.quiet_from, row.quiet_until


async def add_chat(
    connection: Connection, address: int, language: Language, now: datetime
) -> ChatId:
    """Save a chat."""
    values = {"address": address, "language": language, "created_at": now}
    result = await connection.execute(sa.insert(chats).values(values))
    return ChatId(inserted_id(result))


async def change_chat(connection: Connection, address: int, **values: object) -> None:
    """Change a chat's language, its quiet hours, or since when it is gone."""
    await connection.execute(sa.update(chats).where(chats.c.address == address).values(**values))


async def remove_chat(connection: Connection, chat_id: ChatId) -> None:
    """Erase a chat; its joins and posts go with it."""
    await connection.execute(sa.delete(chats).where(chats.c.id == chat_id))


async def add_child(connection: Connection, class_id: ClassId, seat: int | None) -> ChildId:
    """Save a child."""
    result = await connection.execute(sa.insert(children).values(class_id=class_id, seat=seat))
    return ChildId(inserted_id(result))


async def child_at_seat(connection: Connection, class_id: ClassId, seat: int) -> ChildId | None:
    """Find the child of a seat."""
    query = sa.select(children.c.id).where(
        children.c.class_id == class_id, children.c.seat == seat
    )
    found = (await connection.execute(query)).scalar_one_or_none()
    return ChildId(found) if found is not None else None


async def set_seat(connection: Connection, child_id: ChildId, seat: int) -> None:
    """Give a child its seat number."""
    await connection.execute(
        sa.update(children).where(children.c.id == child_id).values(seat=seat)
    )


async def remove_child(connection: Connection, child_id: ChildId) -> None:
    """Erase a child with its joins."""
    await connection.execute(sa.delete(children).where(children.c.id == child_id))


async def child(connection: Connection, child_id: ChildId) -> Child | None:
    """Find a child."""
    query = sa.select(*_CHILD).join_from(children, classes).where(children.c.id == child_id)
    row = (await connection.execute(query)).one_or_none()
    return _child(row) if row else None


async def children_of(connection: Connection, chat_id: ChatId) -> tuple[Child, ...]:
    """List the children of a chat in the order they joined."""
    query = (
        sa.select(*_CHILD)
        .select_from(joins)
        .join(children, children.c.id == joins.c.child_id)
        .join(classes, classes.c.id == children.c.class_id)
        .where(joins.c.chat_id == chat_id)
        .order_by(joins.c.joined_at, children.c.id)
    )
    return tuple(_child(row) for row in await connection.execute(query))


async def join(connection: Connection, chat_id: ChatId, child_id: ChildId, now: datetime) -> None:
    """Connect a chat with a child."""
    await connection.execute(
        sa.insert(joins).values(chat_id=chat_id, child_id=child_id, joined_at=now)
    )


async def leave(connection: Connection, chat_id: ChatId, child_id: ChildId) -> None:
    """Part a chat from a child."""
    await connection.execute(
        sa.delete(joins).where(joins.c.chat_id == chat_id, joins.c.child_id == child_id)
    )


async def chats_of_child(connection: Connection, child_id: ChildId) -> list[Chat]:
    """List the chats that read along for a child."""
    query = (
        sa.select(chats)
        .join(joins, joins.c.chat_id == chats.c.id)
        .where(joins.c.child_id == child_id)
        .order_by(joins.c.joined_at)
    )
    rows = await connection.execute(query)
    return [_chat(row) for row in rows]


async def seats_of(connection: Connection, class_id: ClassId) -> list[SeatCount]:
    """List a class's children by seat, those without a number last."""
    query = (
        sa.select(*_CHILD, sa.func.count(joins.c.chat_id).label("chat_count"))
        .select_from(children)
        .join(classes, classes.c.id == children.c.class_id)
        .outerjoin(joins, joins.c.child_id == children.c.id)
        .where(children.c.class_id == class_id)
        .group_by(children.c.id, classes.c.id)
        .order_by(children.c.seat.is_(None), children.c.seat, children.c.id)
    )
    rows = await connection.execute(query)
    return [SeatCount(_child(row), row.chat_count) for row in rows]


async def add_children(connection: Connection, class_id: ClassId, seats: Iterable[int]) -> None:
    """Save a child for each of some seats."""
    rows = [{"class_id": class_id, "seat": seat} for seat in seats]
    if rows:
        await connection.execute(sa.insert(children), rows)


async def clear_seat(connection: Connection, child_id: ChildId) -> None:
    """Take its seat number from a child, for as long as two are exchanged."""
    await connection.execute(
        sa.update(children).where(children.c.id == child_id).values(seat=None)
    )


async def totals(connection: Connection, region: str) -> list[SchoolTotals]:
    """Count classes, children and children with a reachable chat, for a region's schools."""
    reached = (
        sa.select(joins.c.child_id)
        .join(chats, chats.c.id == joins.c.chat_id)
        .where(chats.c.gone_at.is_(None))
        .distinct()
        .subquery()
    )
    query = (
        sa.select(
            schools.c.id,
            schools.c.name,
            sa.func.count(classes.c.id.distinct()).label("classes"),
            sa.func.count(children.c.id).label("children"),
            sa.func.count(reached.c.child_id).label("reached"),
        )
        .select_from(schools)
        .outerjoin(classes, sa.and_(classes.c.school_id == schools.c.id, _IS_HERE))
        .outerjoin(children, children.c.class_id == classes.c.id)
        .outerjoin(reached, reached.c.child_id == children.c.id)
        .where(schools.c.region == region)
        .group_by(schools.c.id, schools.c.name)
        .order_by(schools.c.id)
    )
    rows = await connection.execute(query)
    return [
        SchoolTotals(School(row.id, row.name, region), row.classes, row.children, row.reached)
        for row in rows
    ]


def _smallest_child() -> sa.Select[int | None]:
    """Build the query that follows joins from a chat to children, their chats, and on."""
    mine = sa.select(joins.c.child_id).where(joins.c.chat_id == sa.bindparam("chat_id"))
    reached = mine.cte("reached", recursive=True)
    theirs, onward = joins.alias(), joins.alias()
    reached = reached.union(
        sa.select(onward.c.child_id)
        .join(theirs, theirs.c.chat_id == onward.c.chat_id)
        .join(reached, reached.c.child_id == theirs.c.child_id)
    )
    return sa.select(sa.func.min(reached.c.child_id))


_SMALLEST_CHILD = _smallest_child()


async def family_of(connection: Connection, chat_id: ChatId) -> FamilyId | None:
    """Return the family number of a chat: the smallest child its joins lead to."""
    number = (await connection.execute(_SMALLEST_CHILD, {"chat_id": chat_id})).scalar_one()
    return None if number is None else FamilyId(number)


async def recipients(connection: Connection, audiences: Sequence[Audience]) -> list[Recipient]:
    """List the chats of all children of audiences of families, each chat once."""
    concerned = sa.or_(*map(condition, audiences))
    query = (
        sa.select(
            chats.c.address,
            chats.c.language,
            chats.c.quiet_from,
            chats.c.quiet_until,
            concerned.label("is_concerned"),
            *_CHILD,
        )
        .select_from(joins)
        .join(chats, chats.c.id == joins.c.chat_id)
        .join(children, children.c.id == joins.c.child_id)
        .join(classes, classes.c.id == children.c.class_id)
        .join(schools, schools.c.id == classes.c.school_id)
        .where(chats.c.gone_at.is_(None), chats.c.id.in_(_chats_of(concerned)))
        .order_by(chats.c.id, joins.c.joined_at)
    )
    rows = (await connection.execute(query)).all()
    found: dict[int, list[Child]] = defaultdict(list)
    grades: dict[int, set[int]] = defaultdict(set)
    chat_of: dict[int, tuple[Language, Quiet | None]] = {}
    async for row in lists.gently(rows):
        grades[row.address].add(row.grade)
        if row.is_concerned:
            found[row.address].append(_child(row))
            chat_of[row.address] = (Language(row.language), quiet_in(row))
    return [
        Recipient(address, language, tuple(found[address]), frozenset(grades[address]), quiet)
        async for address, (language, quiet) in lists.gently(chat_of.items())
    ]


async def children_in(connection: Connection, audiences: Iterable[Audience]) -> set[ChildId]:
    """List every child of audiences of families, reached by a chat or not."""
    query = (
        sa.select(children.c.id)
        .join(classes, classes.c.id == children.c.class_id)
        .join(schools, schools.c.id == classes.c.school_id)
        .where(sa.or_(*map(condition, audiences)))
    )
    return {ChildId(number) for number in (await connection.execute(query)).scalars()}


def _chats_of(concerned: sa.ColumnElement[bool]) -> sa.Select[tuple[int]]:
    """Return the chats that read along for a child concerned."""
    return (
        sa.select(joins.c.chat_id)
        .join(children, children.c.id == joins.c.child_id)
        .join(classes, classes.c.id == children.c.class_id)
        .join(schools, schools.c.id == classes.c.school_id)
        .where(concerned)
    )


def condition(audience: Audience) -> sa.ColumnElement[bool]:
    """Return which children belong to an audience of families."""
    match audience.kind:
        case Kind.CLASS:
            return classes.c.id == audience.number
        case Kind.COURSE:
            return children.c.id.in_(courses.with_place(audience.number))
        case Kind.GRADE:
            return sa.and_(
                classes.c.school_id == audience.number, classes.c.grade == audience.grade
            )
        case Kind.SCHOOL:
            return sa.and_(classes.c.school_id == audience.number, _IS_HERE)
        case Kind.DISTRICT:
            return sa.and_(schools.c.region == audience.region, _IS_HERE)
        case _:
            return sa.false()


def _child(row: sa.Row[*tuple[Any, ...]]) -> Child:
    school_class = SchoolClass(row.class_id, row.school_id, row.grade, row.class_name)
    return Child(row.child_id, school_class, row.seat)


def _chat(row: sa.Row[*tuple[Any, ...]]) -> Chat:
    language = Language(row.language)
    return Chat(row.id, row.address, language, row.gone_at, row.has_chosen_language)
