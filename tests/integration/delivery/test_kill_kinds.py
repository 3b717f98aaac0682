"""The same guarantee for edits, for files and for messages in parts."""

from __future__ import annotations

from collections import Counter

from bot.delivery.model import Body, Deed, File, FileKind, NewFile, State
from bot.delivery.outbox import Outbox
from bot.sandbox import Sandbox
from bot.sandbox.values import Author, ChatId
from bot.storage.database import Database
from tests.integration.delivery.test_kill import IN_FLIGHT, sending, until_sent
from tests.support.clocks import A_THURSDAY_NOON
from tests.support.dispatching import until
from tests.support.files import a_picture
from tests.support.outbox import BATCH, fill, recipients, until_settled
from tests.support.plug import LATE
from tests.support.telegram import copies, telegram

SCHOOL = range(1, 301)
NEW, OLD, EDITS = "notice:1", "notice:1:v1", "edits:1:1"
NOON = A_THURSDAY_NOON


async def a_photo(database: Database) -> File:
    made = NewFile(FileKind.PHOTO, "路线.png", 1, a_picture())
    async with database.begin() as connection:
        number = await Outbox().keep_file(connection, made, bot_id=0, now=NOON)
        return (await Outbox().files(connection, [number]))[0]


async def correct(database: Database) -> None:
    """Mark what is out and send other words, as a correction does."""
    outbox = Outbox()
    async with database.begin() as connection:
        taken = await outbox.overtake(connection, NEW, OLD, now=NOON)
        addresses = [item.address for item in taken]
        await outbox.enqueue(
            connection, batch=NEW, body=Body("新的"), addresses=addresses, now=NOON
        )
    await mark(database)


async def mark(database: Database) -> None:
    async with database.begin() as connection:
        sent = await Outbox().sent(connection, OLD, besides=EDITS)
        await Outbox().edit(
            connection,
            batch=EDITS,
            body=Body("已更正", deed=Deed.EDIT),
            targets=[(item.address, item.message_id) for item in sent],
            now=NOON,
        )


def shown(sandbox: Sandbox, person: int) -> list[str]:
    chat = sandbox.world.messages[ChatId(person)].values()
    return [message.text for message in chat if message.author is Author.BOT]


async def test_a_kill_amid_an_attachment_broadcast_loses_nobody(
    database: Database, database_url: str
) -> None:
    await fill(database, SCHOOL, body=Body("见图。", files=(await a_photo(database),)))
    async with telegram(SCHOOL, faults=LATE) as sandbox:
        for moment in (1, 100, 200):
            async with sending(database_url, sandbox):
                await until_sent(sandbox, moment)
        async with sending(database_url, sandbox):
            counts = await until_settled(database)

        got = copies(sandbox)
        assert counts == {State.DELIVERED: len(SCHOOL)}
        assert set(got) == set(SCHOOL)
        assert sum(got.values()) - len(got) <= IN_FLIGHT * 3
        assert len(sandbox.world.files) <= 4  # Once, and once more for each kill.


async def test_a_kill_amid_messages_in_parts_loses_no_part_and_keeps_their_order(
    database: Database, database_url: str
) -> None:
    few = range(1, 41)
    await fill(database, few, body=Body("甲" * 4090 + "\n\n" + "乙" * 9))
    async with telegram(few, faults=LATE) as sandbox:
        for moment in (20, 45, 60):
            async with sending(database_url, sandbox):
                await until_sent(sandbox, moment)
        async with sending(database_url, sandbox):
            counts = await until_settled(database)

        assert counts == {State.DELIVERED: len(few)}
        parts = Counter((sent.chat_id, sent.text[0]) for sent in sandbox.ledger.sends)
        assert set(parts) == {(person, part) for person in few for part in "甲乙"}
        assert sum(parts.values()) - len(parts) <= IN_FLIGHT * 3
        for person in few:
            seen = [sent.text[0] for sent in sandbox.ledger.sends if sent.chat_id == person]
            assert "".join(seen) == "".join(sorted(seen, key="甲乙".index))


async def test_a_kill_amid_a_correction_leaves_nobody_with_the_old_text(
    database: Database, database_url: str
) -> None:
    await fill(database, SCHOOL, body=Body("旧的"))
    async with telegram(SCHOOL, faults=LATE) as sandbox:
        async with sending(database_url, sandbox):
            await until_sent(sandbox, 120)
            await correct(database)
            await until_sent(sandbox, 200)
        async with sending(database_url, sandbox):
            await until_settled(database, NEW)
            await until_settled(database, OLD)
            await mark(database)
            await until_settled(database, EDITS)

        doubled = Counter(sent.chat_id for sent in sandbox.ledger.sends if sent.text == "新的")
        assert set(doubled) == set(SCHOOL)
        assert sum(doubled.values()) - len(SCHOOL) <= IN_FLIGHT
        # A copy of which nobody has learnt the number cannot be marked.
        unmarked = [p for p in SCHOOL if "旧的" in shown(sandbox, p)]
        unknown = [row for row in await recipients(database, OLD) if row.doubts]
        assert len(unmarked) <= len(unknown) <= IN_FLIGHT


async def test_a_kill_amid_a_withdrawal_leaves_every_message_marked(
    database: Database, database_url: str
) -> None:
    await fill(database, SCHOOL, body=Body("旧的"))
    async with telegram(SCHOOL, faults=LATE) as sandbox:
        async with sending(database_url, sandbox):
            await until_settled(database)
            async with database.begin() as connection:
                sent = await Outbox().sent(connection, BATCH, besides=EDITS)
                await Outbox().edit(
                    connection,
                    batch=EDITS,
                    body=Body("已撤回", deed=Deed.EDIT),
                    targets=[(item.address, item.message_id) for item in sent],
                    now=NOON,
                )
            await until(lambda: sandbox.ledger.calls["editMessageText"] >= 100)
        async with sending(database_url, sandbox):
            counts = await until_settled(database, EDITS)

        assert counts == {State.DELIVERED: len(SCHOOL)}
        assert all(shown(sandbox, person) == ["已撤回"] for person in SCHOOL)
        assert sandbox.ledger.calls["editMessageText"] <= len(SCHOOL) + IN_FLIGHT


async def test_a_dispatcher_that_was_killed_leaves_a_second_one_nothing_to_upload(
    database: Database, database_url: str
) -> None:
    await fill(database, range(1, 11), body=Body("见图。", files=(await a_photo(database),)))
    async with telegram(range(1, 21), faults=LATE) as sandbox:
        async with sending(database_url, sandbox):
            await until_settled(database)
        async with database.begin() as connection:
            (photo,) = await Outbox().files(connection, [1])
        await fill(
            database, range(11, 21), batch="notice:2", body=Body("再看一次。", files=(photo,))
        )
        async with sending(database_url, sandbox):
            await until_settled(database, "notice:2")

        assert len(sandbox.world.files) == 1
