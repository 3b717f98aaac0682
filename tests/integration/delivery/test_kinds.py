"""Messages in parts, with files, and edits: the same promises as for a short text."""

from __future__ import annotations

from datetime import timedelta

import pytest

from bot.delivery import retry
from bot.delivery.model import (
    Body,
    Button,
    Deed,
    File,
    FileKind,
    NewFile,
    Overtaken,
    Reason,
    Refused,
    RetryLater,
    Sent,
    State,
    Unreachable,
    WhenUnsure,
)
from bot.delivery.outbox import Outbox
from bot.delivery.pacing import Pacing
from bot.storage.database import Database
from tests.support.clocks import A_THURSDAY_NOON, FixedClock
from tests.support.dispatching import ScriptedSender, make_dispatcher, running, until
from tests.support.outbox import (
    BATCH,
    fates,
    fill,
    recipients,
    until_settled,
    until_states,
)

NOON = A_THURSDAY_NOON
READ = ((Button("已阅", "nr:1"),),)
LONG = Body("甲" * 4000 + "\n\n" + "乙" * 4000 + "\n\n" + "丙" * 100, READ)
EDITS = "edits:1"
IN_DOUBT = Unreachable(maybe_accepted=True)


@pytest.fixture
def short_pauses(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(retry, "FIRST_PAUSE", timedelta(milliseconds=30))


async def send(database: Database, sender: ScriptedSender, batch: str = BATCH) -> None:
    pacing = Pacing(1000, chat_pause=0.01)
    async with running(make_dispatcher(database, sender, pacing=pacing)):
        await until_settled(database, batch)


async def a_file(database: Database, *, known_as: str | None = None) -> File:
    made = NewFile(FileKind.PHOTO, "秋游.jpg", 3, b"abc", known_as)
    async with database.begin() as connection:
        number = await Outbox().keep_file(connection, made, bot_id=0, now=NOON)
        return (await Outbox().files(connection, [number]))[0]


async def held(database: Database, batch: str = BATCH, besides: str = EDITS) -> list[Sent]:
    async with database.read() as connection:
        return await Outbox().sent(connection, batch, besides=besides)


async def edit(database: Database, text: str, targets: list[tuple[int, int]]) -> None:
    async with database.begin() as connection:
        await Outbox().edit(
            connection, batch=EDITS, body=Body(text, deed=Deed.EDIT), targets=targets, now=NOON
        )


async def test_the_parts_of_a_chat_leave_in_order_with_the_buttons_last(
    database: Database,
) -> None:
    sender = ScriptedSender()
    await fill(database, [1, 2, 3], body=LONG)

    await send(database, sender)

    for address in (1, 2, 3):
        said = [body for to, body in sender.said if to == address]
        assert [body.text[0] for body in said] == ["甲", "乙", "丙"]
        assert [body.keyboard for body in said] == [(), (), READ]
    assert await fates(database) == dict.fromkeys((1, 2, 3), State.DELIVERED)


async def test_a_message_in_parts_is_delivered_when_its_last_part_is(database: Database) -> None:
    sender = ScriptedSender()
    await fill(database, [1], body=LONG)
    async with running(make_dispatcher(database, sender, pacing=Pacing(1000, chat_pause=0.01))):
        sender.script[1] = [RetryLater()] * 3
        await until(lambda: len(sender.said) >= 2)
        assert (await fates(database))[1] in (State.PENDING, State.SENDING)
        await until_settled(database)

    assert (await fates(database))[1] is State.DELIVERED


async def test_every_parts_number_is_kept(database: Database) -> None:
    await fill(database, [1], body=LONG)

    await send(database, ScriptedSender())

    assert await held(database) == [
        Sent(1, number, has_text=True, has_file=False) for number in (1, 2, 3)
    ]


async def test_what_follows_leaves_before_what_waits_for_its_turn(database: Database) -> None:
    sender = ScriptedSender()
    people = range(1, 201)
    await fill(database, people, body=Body("甲" * 4090 + "\n\n" + "乙" * 10, READ))

    pacing = Pacing(200, chat_pause=0.05)
    async with running(make_dispatcher(database, sender, pacing=pacing)):
        await until(lambda: len(sender.said) >= len(people))

    assert sum(bool(body.keyboard) for _, body in sender.said[: len(people)]) >= len(people) / 4


async def test_a_cancelled_message_in_parts_sends_no_more_of_them(database: Database) -> None:
    sender = ScriptedSender()
    await fill(database, [1], body=LONG)
    pacing = Pacing(1000, chat_pause=0.3)
    async with running(make_dispatcher(database, sender, pacing=pacing)):
        await until(lambda: len(sender.said) == 1)
        async with database.begin() as connection:
            await Outbox().cancel(connection, BATCH, now=NOON)
        await until_settled(database)

    assert (await fates(database))[1] is State.CANCELLED
    assert len(sender.said) == 1
    assert [item.message_id for item in await held(database)] == [1]


async def test_a_part_left_in_doubt_lets_the_others_follow(database: Database) -> None:
    sender = ScriptedSender()
    sender.script[1] = [IN_DOUBT]
    await fill(database, [1], body=LONG, when_unsure=WhenUnsure.LEAVE)

    await send(database, sender)

    assert [body.text[0] for _, body in sender.said] == ["甲", "乙", "丙"]
    (row,) = await recipients(database)
    assert (row.state, row.doubts) == (State.AMBIGUOUS, 1)


@pytest.mark.usefixtures("short_pauses")
async def test_only_the_copy_that_may_be_a_second_one_is_marked(database: Database) -> None:
    sender = ScriptedSender()
    sender.script[1] = [IN_DOUBT]
    body = Body("甲" * 4080 + "\n\n" + "乙" * 9, repeat_mark="（可能重复）\n")
    await fill(database, [1, 2], body=body)

    await send(database, sender)

    said = [text.text[:7] for to, text in sender.said if to == 1]
    assert said == ["甲" * 7, "（可能重复）\n", "乙" * 7]
    assert not [text for to, text in sender.said if to == 2 and "重复" in text.text]


async def test_a_file_is_uploaded_once_and_then_sent_by_its_name(database: Database) -> None:
    sender = ScriptedSender()
    file = await a_file(database)
    await fill(database, range(1, 101), body=Body("见图。", files=(file,)))

    await send(database, sender)

    contents = [body.files[0].content for _, body in sender.said]
    names = [body.files[0].known_as for _, body in sender.said]
    assert contents == [b"abc", *[None] * 99]
    assert names == [None, *[f"file-{file.id}"] * 99]


async def test_what_carries_no_file_does_not_wait_for_an_upload(database: Database) -> None:
    sender = ScriptedSender()
    file = await a_file(database)
    sender.gate.clear()
    await fill(database, range(1, 50), body=Body("见图。", files=(file,)))
    async with running(make_dispatcher(database, sender)):
        await until(lambda: sender.said)
        await fill(database, [99], batch="notice:2")
        await until(lambda: 99 in sender.sent)
        assert sum(bool(body.files) for _, body in sender.said) == 1
        sender.gate.set()
        await until_settled(database)

    assert sum(body.files[0].content is not None for _, body in sender.said if body.files) == 1


@pytest.mark.usefixtures("short_pauses")
async def test_an_upload_that_failed_is_made_with_the_next_message(database: Database) -> None:
    sender = ScriptedSender()
    sender.script[1] = [Unreachable(maybe_accepted=False)]
    await fill(database, [1, 2], body=Body("见图。", files=(await a_file(database),)))

    await send(database, sender)

    assert await fates(database) == {1: State.DELIVERED, 2: State.DELIVERED}
    assert sum(body.files[0].content is not None for _, body in sender.said) == 2


async def test_a_name_known_to_another_bot_is_of_no_use(database: Database) -> None:
    sender = ScriptedSender()
    file = await a_file(database, known_as="known-to-bot-0")
    await fill(database, [1], body=Body("见图。", files=(file,)))
    async with running(make_dispatcher(database, sender, bot_id=5)):
        await until_settled(database)

    assert sender.said[0][1].files[0].content == b"abc"


async def test_an_edit_names_its_target_and_waits_for_no_chat(database: Database) -> None:
    sender = ScriptedSender()
    await edit(database, "已更正", [(1, 11), (1, 12), (1, 13), (2, 21)])

    async with running(make_dispatcher(database, sender, pacing=Pacing(1000, chat_pause=30))):
        await until_settled(database, EDITS)

    assert sorted((to, body.edits) for to, body in sender.said) == [
        (1, 11), (1, 12), (1, 13), (2, 21),
    ]  # fmt: skip
    assert {body.deed for _, body in sender.said} == {Deed.EDIT}


async def test_what_is_edited_already_is_not_listed_again(database: Database) -> None:
    await fill(database, [1], body=LONG)
    await send(database, ScriptedSender())
    await edit(database, "已撤回", [(1, 2)])

    assert [item.message_id for item in await held(database)] == [1, 3]


OLD = f"{BATCH}:v1"


async def overtake(database: Database) -> list[Overtaken]:
    async with database.begin() as connection:
        return await Outbox().overtake(connection, BATCH, OLD, now=NOON)


async def test_what_waits_is_cancelled_when_other_words_overtake_it(database: Database) -> None:
    await fill(database, [1, 2])

    taken = await overtake(database)

    assert sorted(item.address for item in taken) == [1, 2]
    assert not any(item.may_be_there for item in taken)
    assert await fates(database, OLD) == dict.fromkeys((1, 2), State.CANCELLED)


async def test_what_is_or_may_be_there_is_overtaken_and_what_failed_stays_counted(
    database: Database,
) -> None:
    sender = ScriptedSender()
    sender.script[2] = [Refused(Reason.BLOCKED, gone=True)]
    sender.script[3] = [IN_DOUBT]
    await fill(database, [1, 2, 3], when_unsure=WhenUnsure.LEAVE)
    await send(database, sender)

    taken = await overtake(database)

    assert sorted((item.address, item.has_all) for item in taken) == [(1, True), (3, False)]
    assert all(item.may_be_there for item in taken)
    assert await fates(database) == {2: State.FAILED}


async def test_what_may_have_arrived_before_it_was_cancelled_is_not_said_to_be_cancelled(
    database: Database, clock: FixedClock
) -> None:
    sender = ScriptedSender()
    sender.script[1] = [IN_DOUBT]
    sender.script[2] = [Unreachable(maybe_accepted=False)]
    await fill(database, [1, 2])
    async with running(make_dispatcher(database, sender, clock=clock)):
        await until(lambda: sorted(sender.sent) == [1, 2])
        await until_states(database, {State.PENDING: 2})

    async with database.begin() as connection:
        count = await Outbox().cancel(connection, BATCH, now=NOON)

    assert count == 1
    assert await fates(database) == {1: State.AMBIGUOUS, 2: State.CANCELLED}


async def test_what_waits_after_a_doubt_is_overtaken_as_what_may_be_there(
    database: Database, clock: FixedClock
) -> None:
    sender = ScriptedSender()
    sender.script[1] = [IN_DOUBT]
    await fill(database, [1])
    async with running(make_dispatcher(database, sender, clock=clock)):
        await until(lambda: sender.said)
        await until_states(database, {State.PENDING: 1})

    (taken,) = await overtake(database)

    assert (taken.may_be_there, taken.has_all) == (True, False)
    assert await fates(database, OLD) == {1: State.AMBIGUOUS}


async def test_a_chat_that_holds_only_the_first_part_may_hold_something(
    database: Database,
) -> None:
    sender = ScriptedSender()
    await fill(database, [1], body=LONG)
    async with running(make_dispatcher(database, sender, pacing=Pacing(1000, chat_pause=30))):
        await until(lambda: sender.said)
    assert await fates(database) == {1: State.PENDING}

    (taken,) = await overtake(database)

    assert (taken.may_be_there, taken.has_all) == (True, False)
    assert [item.message_id for item in await held(database, OLD)] == [1]


async def test_what_is_on_its_way_is_overtaken_and_not_tried_again(database: Database) -> None:
    sender = ScriptedSender()
    sender.gate.clear()
    sender.script[1] = [RetryLater()]
    await fill(database, [1])
    async with running(make_dispatcher(database, sender)):
        await until(lambda: sender.said)
        (taken,) = await overtake(database)
        sender.gate.set()
        await until_settled(database, OLD)

    assert taken.may_be_there
    assert await fates(database, OLD) == {1: State.CANCELLED}
    assert len(sender.said) == 1


async def test_an_erased_address_leaves_no_number_of_any_part(database: Database) -> None:
    await fill(database, [1], body=LONG)
    await send(database, ScriptedSender())
    await edit(database, "已撤回", [(1, 2)])

    async with database.begin() as connection:
        await Outbox().drop_address(connection, 1, now=NOON)

    assert await held(database) == []
    async with database.read() as connection:
        for table in ("outgoing_parts", "outgoing WHERE target IS NOT NULL"):
            rows = await connection.exec_driver_sql(f"SELECT count(*) FROM {table}")
            assert rows.scalar_one() == 0


async def test_an_erased_address_leaves_no_word_of_a_refusal(database: Database) -> None:
    sender = ScriptedSender()
    sender.script[1] = [Refused(Reason.REFUSED, gone=False, detail="user 1 has no such message")]
    await fill(database, [1])
    await send(database, sender)

    async with database.begin() as connection:
        await Outbox().drop_address(connection, 1, now=NOON)

    assert await fates(database) == {None: State.FAILED}
    async with database.read() as connection:
        kept = await connection.exec_driver_sql("SELECT reason, detail FROM outgoing")
        assert [tuple(row) for row in kept.all()] == [("refused", None)]
