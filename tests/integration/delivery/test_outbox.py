from __future__ import annotations

from datetime import timedelta

import pytest

from bot.delivery.model import Body, Button, Part, State
from bot.delivery.outbox import Outbox
from bot.delivery.store import turns
from bot.storage.database import Database
from tests.support.clocks import A_THURSDAY_NOON
from tests.support.outbox import A_NOTICE, BATCH, fates, fill, recipients, states

NOON = A_THURSDAY_NOON
LATER = NOON + timedelta(hours=1)


async def claim(database: Database, limit: int = 100) -> list[int]:
    async with database.begin() as connection:
        return [message.address for message in await turns.claim(connection, limit, NOON)]


async def test_messages_wait_until_they_are_claimed(database: Database) -> None:
    await fill(database, [1, 2, 3])

    assert await states(database) == {State.PENDING: 3}
    assert await claim(database) == [1, 2, 3]
    assert await states(database) == {State.SENDING: 3}


async def test_what_would_be_too_late_never_leaves(database: Database) -> None:
    await fill(database, [1], not_after=NOON)
    await fill(database, [2], not_after=LATER)

    assert await claim(database) == [2]
    assert await fates(database) == {1: State.PENDING, 2: State.SENDING}


async def save_and_fail(database: Database) -> None:
    async with database.begin() as connection:
        await Outbox().enqueue(connection, batch=BATCH, body=A_NOTICE, addresses=[1], now=NOON)
        raise RuntimeError


async def test_a_notice_that_is_not_saved_leaves_no_messages(database: Database) -> None:
    with pytest.raises(RuntimeError):
        await save_and_fail(database)

    assert await states(database) == {}


async def test_a_body_is_saved_once_and_comes_back_as_it_was(database: Database) -> None:
    body = Body("已阅？", keyboard=((Button("已阅", "seen:1"), Button("问一问", "ask:1")),))
    await fill(database, [1, 2], body=body)

    async with database.begin() as connection:
        claimed = await turns.claim(connection, 2, NOON)
        found = await turns.parts(connection, {message.body_id for message in claimed}, 7)

    assert list(found.values()) == [Part(body)]


async def test_the_hint_of_a_reply_field_comes_back(database: Database) -> None:
    body = Body("还有什么想说的？", force_reply="请在这里写")
    await fill(database, [1], body=body)

    async with database.begin() as connection:
        (message,) = await turns.claim(connection, 1, NOON)
        found = await turns.parts(connection, [message.body_id], 7)

    assert found == {message.body_id: Part(body)}


async def test_nothing_leaves_before_its_time(database: Database) -> None:
    await fill(database, [1], not_before=LATER)

    assert await claim(database) == []


async def test_who_has_waited_longest_goes_first(database: Database) -> None:
    await fill(database, [1], not_before=NOON)
    await fill(database, [2], not_before=NOON - timedelta(minutes=1))

    assert await claim(database, limit=1) == [2]


async def test_a_claimed_message_is_not_claimed_again(database: Database) -> None:
    await fill(database, [1, 2])

    assert await claim(database, limit=1) == [1]
    assert await claim(database) == [2]
    assert await claim(database) == []


async def test_an_attempt_is_counted_when_it_begins(database: Database) -> None:
    await fill(database, [1])

    async with database.begin() as connection:
        (message,) = await turns.claim(connection, 1, NOON)

    assert (message.attempts, message.doubts) == (1, 0)


async def test_a_message_handed_back_was_never_tried(database: Database) -> None:
    await fill(database, [1])
    async with database.begin() as connection:
        (message,) = await turns.claim(connection, 1, NOON)
        await turns.hand_back(connection, [(message.id, NOON)])

    async with database.begin() as connection:
        (again,) = await turns.claim(connection, 1, NOON)

    assert again.attempts == 1


@pytest.mark.parametrize("is_erased", [False, True])
async def test_a_message_handed_back_after_it_was_withdrawn_never_leaves(
    database: Database, *, is_erased: bool
) -> None:
    await fill(database, [1])
    async with database.begin() as connection:
        (message,) = await turns.claim(connection, 1, NOON)
    async with database.begin() as connection:
        if is_erased:
            await Outbox().drop_address(connection, 1, now=NOON)
        else:
            await Outbox().cancel(connection, BATCH, now=NOON)

    async with database.begin() as connection:
        await turns.hand_back(connection, [(message.id, NOON)])

    assert await claim(database) == []
    assert await states(database) == {State.CANCELLED: 1}


async def test_cancelling_stops_what_waits_and_says_how_many(database: Database) -> None:
    await fill(database, [1, 2, 3])
    await fill(database, [4], batch="notice:2")
    await claim(database, limit=1)

    async with database.begin() as connection:
        cancelled = await Outbox().cancel(connection, BATCH, now=NOON)

    assert cancelled == 2
    assert await fates(database) == {
        1: State.SENDING,
        2: State.CANCELLED,
        3: State.CANCELLED,
    }
    assert await states(database, "notice:2") == {State.PENDING: 1}


async def test_a_dropped_address_is_nowhere_and_its_rows_stay_as_counts(
    database: Database,
) -> None:
    await fill(database, [1, 2])

    async with database.begin() as connection:
        await Outbox().drop_address(connection, 1, now=NOON)

    assert await fates(database) == {None: State.CANCELLED, 2: State.PENDING}


async def test_progress_counts_every_state(database: Database) -> None:
    await fill(database, [1, 2, 3])
    await claim(database, limit=1)

    async with database.read() as connection:
        progress = await Outbox().progress(connection, BATCH)

    assert (progress[State.PENDING], progress[State.SENDING], progress.total) == (2, 1, 3)
    assert (progress.open_count, progress.is_finished) == (3, False)


async def test_a_batch_nobody_receives_is_finished(database: Database) -> None:
    await fill(database, [])

    async with database.read() as connection:
        progress = await Outbox().progress(connection, BATCH)

    assert (progress.total, progress.is_finished) == (0, True)


async def test_recipients_are_listed_as_they_were_put_in(database: Database) -> None:
    await fill(database, [3, 1, 2])

    assert [row.address for row in await recipients(database)] == [3, 1, 2]


async def test_putting_messages_in_wakes_the_dispatcher(database: Database) -> None:
    woken: list[bool] = []
    outbox = Outbox(wake=lambda: woken.append(True))

    async with database.begin() as connection:
        await outbox.enqueue(connection, batch=BATCH, body=A_NOTICE, addresses=[1], now=NOON)

    assert woken == [True]


async def test_ten_thousand_messages_share_one_body(database: Database) -> None:
    await fill(database, range(1, 10_001))

    async with database.begin() as connection:
        claimed = await turns.claim(connection, 10_000, NOON)

    assert len({message.address for message in claimed}) == 10_000
    assert len({message.body_id for message in claimed}) == 1
