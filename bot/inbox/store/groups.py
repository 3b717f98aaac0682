"""SQL of the groups of questions: their sentences, families' marks, and who waits."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping
from datetime import date
from typing import Any

import sqlalchemy as sa

from bot.i18n.languages import Language
from bot.inbox.model import MOST_WORDINGS, Group, GroupId, Why, Wording
from bot.inbox.store.upsert import insert_into
from bot.storage.database import Connection, inserted_id
from bot.storage.tables.inbox import (
    answer_waiters,
    question_groups,
    question_marks,
    question_wordings,
)

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


async def live_groups(connection: Connection) -> list[Group]:
    """List the groups that nobody has answered, oldest first."""
    query = (
        sa.select(question_groups)
        .where(question_groups.c.closed_on.is_(None))
        .order_by(question_groups.c.id)
    )
    return [Group(**row) for row in (await connection.execute(query)).mappings()]


async def closed_groups(connection: Connection) -> list[GroupId]:
    """List the groups that are answered and still here."""
    query = sa.select(question_groups.c.id).where(question_groups.c.closed_on.is_not(None))
    return [GroupId(number) for number in (await connection.execute(query)).scalars()]


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


async def remove_faded_groups(connection: Connection, before: date, *, opened: bool) -> None:
    """Erase unanswered groups last asked before a day."""
    is_opened = question_groups.c.opened_on.is_not(None)
    await connection.execute(
        sa.delete(question_groups).where(
            question_groups.c.closed_on.is_(None),
            question_groups.c.asked_on < before,
            is_opened if opened else ~is_opened,
        )
    )


async def remove_surplus(connection: Connection, most: int) -> None:
    """Keep this many groups that wait for more families; the longest unasked ones go.

    Where somebody waits for the answer, or has agreed that it be seen, a group is no surplus.
    """
    released = sa.exists().where(
        question_wordings.c.group_id == question_groups.c.id, question_wordings.c.is_released
    )
    awaited = sa.exists().where(answer_waiters.c.group_id == question_groups.c.id)
    waiting = sa.and_(
        question_groups.c.closed_on.is_(None),
        question_groups.c.opened_on.is_(None),
        ~released,
        ~awaited,
    )
    newest_first = (question_groups.c.asked_on.desc(), question_groups.c.id.desc())
    surplus = sa.select(question_groups.c.id).where(waiting).order_by(*newest_first).offset(most)
    found = (await connection.execute(surplus)).scalars()
    await remove_groups(connection, list(found))


# Sentences


async def wordings(connection: Connection) -> dict[GroupId, list[Wording]]:
    """List the sentences of every group that nobody has answered."""
    query = (
        sa.select(question_wordings)
        .join(question_groups)
        .where(question_groups.c.closed_on.is_(None))
        .order_by(question_wordings.c.id)
    )
    found: dict[GroupId, list[Wording]] = defaultdict(list)
    for row in (await connection.execute(query)).mappings():
        found[GroupId(row["group_id"])].append(_wording(row))
    return found


async def add_wording(connection: Connection, group_id: GroupId, wording: Wording) -> None:
    """Save a sentence, or count it once more; a full group keeps no further ones."""
    mine = question_wordings.c.group_id == group_id
    same = sa.and_(mine, question_wordings.c.text == wording.text)
    values: dict[str, Any] = {"count": question_wordings.c.count + wording.count}
    if wording.is_released:
        values["is_released"] = True
    changed = await connection.execute(sa.update(question_wordings).where(same).values(values))
    if changed.rowcount:
        return
    counted = sa.select(sa.func.count()).select_from(question_wordings).where(mine)
    if (await connection.execute(counted)).scalar_one() < MOST_WORDINGS:
        await connection.execute(
            sa.insert(question_wordings).values(
                group_id=group_id,
                text=wording.text,
                why=wording.why,
                shown=wording.shown,
                count=wording.count,
                is_released=wording.is_released,
            )
        )


async def remove_wordings(connection: Connection, group_id: int) -> None:
    """Erase the sentences of a group."""
    mine = question_wordings.c.group_id == group_id
    await connection.execute(sa.delete(question_wordings).where(mine))


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


async def waiter_counts(connection: Connection) -> Mapping[GroupId, int]:
    """Count the waiting chats of every group."""
    query = sa.select(answer_waiters.c.group_id, sa.func.count()).group_by(
        answer_waiters.c.group_id
    )
    return {GroupId(group_id): count for group_id, count in await connection.execute(query)}


async def take_waiters(connection: Connection, group_id: int) -> dict[Language, list[int]]:
    """Forget who waits for a group, and return them for the last time."""
    mine = answer_waiters.c.group_id == group_id
    query = sa.select(answer_waiters.c.address, answer_waiters.c.language).where(mine)
    found: dict[Language, list[int]] = defaultdict(list)
    for row in await connection.execute(query.order_by(answer_waiters.c.address)):
        found[Language(row.language)].append(row.address)
    await connection.execute(sa.delete(answer_waiters).where(mine))
    return found


async def waits_of(connection: Connection, address: int) -> int:
    """Count the answers a chat waits for."""
    mine = answer_waiters.c.address == address
    query = sa.select(sa.func.count()).select_from(answer_waiters).where(mine)
    return (await connection.execute(query)).scalar_one()


async def remove_old_waiters(connection: Connection, before: date) -> None:
    """Forget who has waited since before a day."""
    await connection.execute(sa.delete(answer_waiters).where(answer_waiters.c.since_on < before))


def _wording(row: sa.RowMapping) -> Wording:
    return Wording(row["text"], row["count"], Why(row["why"]), row["shown"], row["is_released"])
