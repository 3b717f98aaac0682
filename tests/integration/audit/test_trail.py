"""Entries are added inside their deed's transaction and never changed afterwards."""

from __future__ import annotations

import asyncio

import pytest
import sqlalchemy as sa

from bot.audit.model import BY_ITSELF, OPERATOR, About, Actor, Deed, InChat, Subject
from bot.audit.service import Account
from bot.audit.trail import ActorMissing, note
from bot.i18n.languages import Language
from bot.people.service import People
from bot.storage.database import Database, DatabaseBroken
from bot.storage.tables.audit import audit_entries
from bot.storage.tables.people import chats
from tests.support.clocks import FixedClock

A_TEACHER = 700_000_001


async def put(database: Database, actor: Actor = OPERATOR, number: int = 1) -> None:
    async with database.begin() as connection:
        await note(
            connection,
            actor,
            Deed.CLASS_ADDED,
            Subject(About.CLASS, number),
            at=FixedClock().now(),
            grade=3,
        )


async def change(database: Database, statement: sa.Executable) -> None:
    async with database.begin() as connection:
        await connection.execute(statement)


@pytest.fixture
async def teacher(database: Database, clock: FixedClock) -> InChat:
    async with database.begin() as connection:
        await People(database, clock).chat_at(connection, A_TEACHER, Language.ZH_HANS)
    return InChat(A_TEACHER)


async def test_the_first_entry_is_number_one_and_the_chain_is_sound(database: Database) -> None:
    await put(database)
    await put(database, BY_ITSELF, 2)

    verdict = await Account(database).verify()
    listed = await Account(database).listed()

    assert verdict.is_sound
    assert verdict.count == 2
    assert verdict.head == listed[-1].entry.hash
    assert [(item.entry.id, item.by) for item in listed] == [(1, "operator"), (2, "service")]
    assert listed[0].entry.details == '{"grade":3}'


async def test_an_empty_account_is_sound(database: Database) -> None:
    verdict = await Account(database).verify()

    assert (verdict.count, verdict.head) == (0, "0" * 64)


async def test_a_deed_that_is_undone_leaves_no_entry_and_no_gap(database: Database) -> None:
    await put(database)

    async def fail_half_way() -> None:
        async with database.begin() as connection:
            await note(
                connection,
                OPERATOR,
                Deed.SCHOOL_ADDED,
                Subject(About.SCHOOL),
                at=FixedClock().now(),
            )
            raise RuntimeError

    with pytest.raises(RuntimeError):
        await fail_half_way()
    await put(database)

    assert [item.entry.id for item in await Account(database).listed()] == [1, 2]
    assert (await Account(database).verify()).is_sound


@pytest.mark.parametrize(
    "statement",
    [
        sa.update(audit_entries).values(action="school.added"),
        sa.delete(audit_entries),
        sa.delete(audit_entries).where(audit_entries.c.id == 1),
    ],
    ids=["update", "delete all", "delete one"],
)
async def test_the_database_refuses_to_change_an_entry(
    database: Database, statement: sa.Executable
) -> None:
    await put(database)

    with pytest.raises(DatabaseBroken, match="never changed or removed"):
        await change(database, statement)

    assert (await Account(database).verify()).count == 1


async def test_an_entry_cannot_be_replaced_either(database: Database) -> None:
    if not database.is_sqlite:
        return  # Only SQLite knows INSERT OR REPLACE.
    await put(database)

    with pytest.raises(DatabaseBroken, match="never changed or removed"):
        await change(
            database,
            sa.text("INSERT OR REPLACE INTO audit_entries SELECT * FROM audit_entries"),
        )


async def test_whoever_goes_round_the_triggers_is_found(database: Database) -> None:
    for number in range(1, 6):
        await put(database, number=number)
    if not database.is_sqlite:
        return  # The triggers below are SQLite's.

    await change(database, sa.text("DROP TRIGGER audit_entries_no_update"))
    await change(
        database,
        sa.update(audit_entries).where(audit_entries.c.id == 3).values(subject_number=99),
    )

    verdict = await Account(database).verify()
    assert verdict.broken == 3
    assert verdict.problem == "its content was changed"


async def test_an_entry_that_cannot_even_be_read_is_named(database: Database) -> None:
    for number in range(1, 6):
        await put(database, number=number)
    if not database.is_sqlite:
        return  # PostgreSQL's columns hold times only.

    await change(database, sa.text("DROP TRIGGER audit_entries_no_update"))
    await change(database, sa.text("UPDATE audit_entries SET at = 'yesterday' WHERE id = 4"))

    assert (await Account(database).verify()).broken == 4


async def test_one_person_acts_under_one_number(database: Database, teacher: InChat) -> None:
    await put(database, teacher)
    await put(database, teacher)

    listed = await Account(database).listed()
    assert [item.entry.actor for item in listed] == [1, 1]
    assert {item.by for item in listed} == {"staff"}
    async with database.read() as connection:
        assert await Account(database).held(connection, A_TEACHER) == (1, 2)


async def test_the_number_is_parted_from_the_person_when_the_chat_is_erased(
    database: Database, teacher: InChat
) -> None:
    await put(database, teacher)

    await change(database, sa.delete(chats))

    assert (await Account(database).verify()).is_sound
    assert (await Account(database).listed())[0].by == "erased"
    async with database.read() as connection:
        assert await Account(database).held(connection, A_TEACHER) is None


async def test_a_number_is_never_given_to_somebody_else(
    database: Database, teacher: InChat, clock: FixedClock
) -> None:
    await put(database, teacher)
    await change(database, sa.delete(chats))
    async with database.begin() as connection:
        await People(database, clock).chat_at(connection, A_TEACHER, Language.ZH_HANS)

    await put(database, teacher)

    assert [item.entry.actor for item in await Account(database).listed()] == [1, 2]


async def test_a_stranger_cannot_act(database: Database) -> None:
    with pytest.raises(ActorMissing):
        await put(database, InChat(5))


async def test_two_writers_make_one_chain(database: Database) -> None:
    other = Database(database.url.render_as_string(hide_password=False))
    try:
        await asyncio.gather(*(put(one, number=n) for n in range(12) for one in (database, other)))
    finally:
        await other.close()

    verdict = await Account(database).verify()
    assert verdict.is_sound
    assert verdict.count == 24
