"""SQL of the groups of questions: their sentences, families' marks, and who waits."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date

import sqlalchemy as sa

from bot.i18n.languages import Language
from bot.inbox.model import MOST_WORDINGS, Group, GroupId, OpenGroup, Why, Wording
from bot.inbox.store.upsert import insert_into
from bot.storage.database import Connection, inserted_id
from bot.storage.tables.inbox import (
    answer_waiters,
    question_groups,
    question_marks,
    question_wordings,
)


@dataclass(frozen=True)
class Kept:
    """A sentence that a new question is held against."""

    id: int
    group: GroupId
    text: str


# Groups


async def add_group(connection: Connection, gist: str, asked_on: date) -> GroupId:
    """Save a new group."""
    values = {"gist": gist, "asked_on": asked_on}
    result = await connection.execute(sa.insert(question_groups).values(values))
    return GroupId(inserted_id(result))


async def group(connection: Connection, group_id: int) -> Group | None:
    """Find a group; whoever changes it has it alone until the transaction ends."""
    query = sa.select(question_groups).where(question_groups.c.id == group_id).with_for_update()
    row = (await connection.execute(query)).mappings().one_or_none()
    return Group(**row) if row else None


async def open_groups(connection: Connection) -> list[OpenGroup]:
    """List the groups that three families have asked, with all that editors see of them."""
    query = sa.select(question_groups).where(question_groups.c.opened_on.is_not(None))
    rows = (await connection.execute(query)).mappings().all()
    known = await wordings(connection, [row["id"] for row in rows])
    waiting = await _waiter_counts(connection)
    return [
        OpenGroup(**row, wordings=tuple(known[row["id"]]), waiting=waiting.get(row["id"], 0))
        for row in rows
    ]


async def change_group(connection: Connection, group_id: int, **values: object) -> None:
    """Change columns of a group."""
    statement = sa.update(question_groups).where(question_groups.c.id == group_id)
    await connection.execute(statement.values(**values))


async def remove_groups(connection: Connection, group_ids: Collection[int]) -> None:
    """Erase groups with all that belongs to them."""
    if group_ids:
        await connection.execute(
            sa.delete(question_groups).where(question_groups.c.id.in_(group_ids))
        )


async def faded_groups(connection: Connection, before: date, *, opened: bool) -> list[GroupId]:
    """List the groups last asked before a day."""
    is_opened = question_groups.c.opened_on.is_not(None)
    query = sa.select(question_groups.c.id).where(
        question_groups.c.asked_on < before, is_opened if opened else ~is_opened
    )
    return [GroupId(number) for number in (await connection.execute(query)).scalars()]


async def surplus_groups(connection: Connection, most: int, *, awaited: bool) -> list[GroupId]:
    """List the groups that wait for more families, but for the newest `most`.

    Args:
        connection: The caller's open transaction.
        most: How many are left out.
        awaited: Whether those count whose answer somebody waits for.
    """
    query = sa.select(question_groups.c.id).where(question_groups.c.opened_on.is_(None))
    if not awaited:
        query = query.where(~sa.exists().where(answer_waiters.c.group_id == question_groups.c.id))
    newest_first = (question_groups.c.asked_on.desc(), question_groups.c.id.desc())
    found = await connection.execute(query.order_by(*newest_first).offset(most))
    return [GroupId(number) for number in found.scalars()]


# Sentences


async def wordings(
    connection: Connection, group_ids: Collection[int]
) -> dict[GroupId, list[Wording]]:
    """List the sentences of groups, oldest first."""
    query = sa.select(question_wordings).where(question_wordings.c.group_id.in_(group_ids))
    found: dict[GroupId, list[Wording]] = defaultdict(list)
    for row in await connection.execute(query.order_by(question_wordings.c.id)):
        found[GroupId(row.group_id)].append(Wording(row.text, Why(row.why), row.shown))
    return found


async def kept(connection: Connection, most: int, *, after: int = 0) -> list[Kept]:
    """List the newest sentences of all groups, at most so many.

    Args:
        connection: The caller's open transaction.
        most: How many.
        after: Only those with a higher number.
    """
    columns = (question_wordings.c.id, question_wordings.c.group_id, question_wordings.c.text)
    query = sa.select(*columns).where(question_wordings.c.id > after)
    rows = await connection.execute(query.order_by(question_wordings.c.id.desc()).limit(most))
    return [Kept(*row) for row in rows]


async def add_wording(connection: Connection, group_id: GroupId, wording: Wording) -> None:
    """Save a sentence; one that is there already, or a full group, changes nothing."""
    mine = question_wordings.c.group_id == group_id
    query = sa.select(question_wordings.c.text).where(mine)
    known = (await connection.execute(query)).scalars().all()
    if wording.text not in known and len(known) < MOST_WORDINGS:
        await connection.execute(
            sa.insert(question_wordings).values(
                group_id=group_id, text=wording.text, why=wording.why, shown=wording.shown
            )
        )


# Families


async def add_mark(connection: Connection, group_id: GroupId, mark: bytes, on: date) -> int:
    """Mark a family as having asked; return how many families have."""
    values = {"group_id": group_id, "mark": mark, "made_on": on}
    await connection.execute(
        insert_into(connection, question_marks).values(values).on_conflict_do_nothing()
    )
    mine = question_marks.c.group_id == group_id
    query = sa.select(sa.func.count()).select_from(question_marks).where(mine)
    return (await connection.execute(query)).scalar_one()


async def remove_marks(connection: Connection, group_id: int) -> None:
    """Erase the marks of a group."""
    await connection.execute(
        sa.delete(question_marks).where(question_marks.c.group_id == group_id)
    )


async def remove_old_marks(connection: Connection, before: date) -> None:
    """Erase marks made before a day."""
    await connection.execute(sa.delete(question_marks).where(question_marks.c.made_on < before))


# Waiters


async def add_waiter(
    connection: Connection, group_id: GroupId, address: int, language: Language, on: date
) -> None:
    """Remember that a chat wants to be told; once is enough."""
    values = {"group_id": group_id, "address": address, "language": language, "since_on": on}
    await connection.execute(
        insert_into(connection, answer_waiters).values(values).on_conflict_do_nothing()
    )


async def _waiter_counts(connection: Connection) -> Mapping[GroupId, int]:
    query = sa.select(answer_waiters.c.group_id, sa.func.count()).group_by(
        answer_waiters.c.group_id
    )
    return {GroupId(group_id): count for group_id, count in await connection.execute(query)}


async def take_waiters(
    connection: Connection, group_id: int, *, before: date | None = None
) -> dict[Language, list[int]]:
    """Forget who waits for a group, and return them for the last time.

    Args:
        connection: The caller's open transaction.
        group_id: The group.
        before: Only those who have waited since before a day.
    """
    mine = answer_waiters.c.group_id == group_id
    if before is not None:
        mine &= answer_waiters.c.since_on < before
    query = sa.select(answer_waiters.c.address, answer_waiters.c.language).where(mine)
    found: dict[Language, list[int]] = defaultdict(list)
    for row in await connection.execute(query.order_by(answer_waiters.c.address)):
        found[Language(row.language)].append(row.address)
    await connection.execute(sa.delete(answer_waiters).where(mine))
    return found


async def groups_of_old_waiters(connection: Connection, before: date) -> list[GroupId]:
    """List the groups for whose answer somebody has waited since before a day."""
    query = sa.select(answer_waiters.c.group_id).where(answer_waiters.c.since_on < before)
    found = (await connection.execute(query.distinct())).scalars()
    return [GroupId(number) for number in found]


async def waits_of(connection: Connection, address: int) -> int:
    """Count the answers a chat waits for."""
    mine = answer_waiters.c.address == address
    query = sa.select(sa.func.count()).select_from(answer_waiters).where(mine)
    return (await connection.execute(query)).scalar_one()
