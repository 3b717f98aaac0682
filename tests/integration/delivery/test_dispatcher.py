from __future__ import annotations

import asyncio
from datetime import timedelta

import pytest

from bot.delivery.model import (
    Body,
    Outcome,
    Reason,
    Refused,
    RetryLater,
    State,
    Unreachable,
    WhenUnsure,
)
from bot.delivery.outbox import Outbox
from bot.delivery.pacing import Pacing
from bot.delivery.store import turns
from bot.storage.database import Database
from tests.support.clocks import A_THURSDAY_NOON, FixedClock
from tests.support.dispatching import ScriptedSender, make_dispatcher, running, until
from tests.support.outbox import (
    BATCH,
    fates,
    fill,
    recipients,
    states,
    until_settled,
    until_states,
)

BLOCKED = Refused(Reason.BLOCKED, gone=True)


async def test_nobody_is_missed_and_nobody_gets_it_twice(database: Database) -> None:
    sender = ScriptedSender()
    await fill(database, range(1, 301))

    async with running(make_dispatcher(database, sender)):
        counts = await until_settled(database)

    assert counts == {State.DELIVERED: 300}
    assert sorted(sender.sent) == list(range(1, 301))


async def test_each_gets_the_body_of_their_own(database: Database) -> None:
    sender = ScriptedSender()
    await fill(database, [1, 2], body=Body("简体"))
    await fill(database, [3], body=Body("繁體"))

    async with running(make_dispatcher(database, sender)):
        await until_settled(database)

    assert sender.texts == {"简体": 2, "繁體": 1}


async def test_a_delivered_message_can_be_found_again(database: Database) -> None:
    await fill(database, [7])

    async with running(make_dispatcher(database, ScriptedSender())):
        await until_settled(database)

    (row,) = await recipients(database)
    assert row.message_id == 1
    assert row.settled_at is not None


async def test_a_blocked_parent_is_reported_once_and_never_tried_again(
    database: Database,
) -> None:
    sender, gone = ScriptedSender(), list[int]()
    sender.script[2] = [BLOCKED]
    await fill(database, [1, 2, 3])
    await fill(database, [2], not_before=A_THURSDAY_NOON, batch="notice:2")

    async def note(address: int) -> None:
        gone.append(address)

    async with running(
        make_dispatcher(database, sender, on_gone=note, pacing=Pacing(1000, chat_pause=0.05))
    ):
        await until_settled(database)
        await until_settled(database, "notice:2")

    assert gone == [2]
    assert sender.sent.count(2) == 1
    assert (await fates(database))[2] is State.FAILED
    assert await states(database, "notice:2") == {State.FAILED: 1}
    assert {row.reason for row in await recipients(database)} == {None, Reason.BLOCKED}


async def test_a_callback_that_breaks_stops_nobody(database: Database) -> None:
    sender = ScriptedSender()
    sender.script[1] = [BLOCKED]
    await fill(database, [1, 2])

    async def breaks(_address: int) -> None:
        raise RuntimeError

    async with running(make_dispatcher(database, sender, on_gone=breaks)):
        await until_settled(database)

    assert await fates(database) == {1: State.FAILED, 2: State.DELIVERED}


async def test_a_429_halts_everybody(database: Database) -> None:
    sender = ScriptedSender()
    halt = timedelta(seconds=0.5)
    sender.script[1] = [RetryLater(after=halt, halts_all=True)]
    await fill(database, range(1, 30))

    async with running(make_dispatcher(database, sender, in_flight=4)):
        counts = await until_settled(database)

    assert counts == {State.DELIVERED: 29}
    assert sender.sent[:4] == [1, 2, 3, 4]
    assert sender.times[4] - sender.times[0] >= halt.total_seconds()


async def test_a_429_met_in_a_conversation_halts_the_broadcast_too(database: Database) -> None:
    sender = ScriptedSender()
    dispatcher = make_dispatcher(database, sender)

    async with running(dispatcher):
        dispatcher.halt(timedelta(seconds=0.3))
        halted_at = asyncio.get_running_loop().time()
        await fill(database, [1])
        await until_settled(database)

    assert sender.times[0] - halted_at >= 0.3


@pytest.mark.parametrize(
    ("outcome", "doubts"),
    [
        (RetryLater(), 0),
        (Unreachable(maybe_accepted=False), 0),
        (Unreachable(maybe_accepted=True), 1),
        (RuntimeError(), 1),
    ],
    ids=["server error", "connection refused", "time-out", "broken sender"],
)
async def test_trouble_is_tried_again_after_a_pause(
    database: Database, clock: FixedClock, outcome: Outcome | Exception, doubts: int
) -> None:
    sender = ScriptedSender()
    sender.script[1] = [outcome]
    pacing = Pacing(1000, chat_pause=0)
    await fill(database, [1])

    async with running(make_dispatcher(database, sender, clock=clock, pacing=pacing)):
        await until(lambda: sender.sent == [1])
        await until_states(database, {State.PENDING: 1})
        clock.move(timedelta(seconds=1))
        await until_settled(database)

    (row,) = await recipients(database)
    assert (row.state, row.doubts) == (State.DELIVERED, doubts)
    assert sender.sent == [1, 1]


async def test_what_may_have_arrived_is_left_where_the_batch_says_so(
    database: Database,
) -> None:
    sender = ScriptedSender()
    sender.script[1] = [Unreachable(maybe_accepted=True)]
    await fill(database, [1], when_unsure=WhenUnsure.LEAVE)

    async with running(make_dispatcher(database, sender)):
        counts = await until_settled(database)

    assert counts == {State.AMBIGUOUS: 1}
    assert sender.sent == [1]


async def test_what_is_on_its_way_when_cancelled_still_counts_as_delivered(
    database: Database,
) -> None:
    sender = ScriptedSender()
    sender.gate.clear()
    await fill(database, range(1, 101))

    async with running(make_dispatcher(database, sender, in_flight=4)):
        await until(lambda: sender.on_the_way == 4)
        async with database.begin() as connection:
            await Outbox().cancel(connection, BATCH, now=A_THURSDAY_NOON)
        sender.gate.set()
        counts = await until_settled(database)

    assert counts == {State.DELIVERED: 4, State.CANCELLED: 96}
    assert len(sender.sent) == 4


@pytest.mark.parametrize(
    ("outcome", "state"),
    [
        (RetryLater(), State.CANCELLED),
        (Unreachable(maybe_accepted=True), State.AMBIGUOUS),
    ],
)
async def test_what_was_cancelled_on_its_way_is_not_tried_again(
    database: Database, outcome: Outcome, state: State
) -> None:
    sender = ScriptedSender()
    sender.gate.clear()
    sender.script[1] = [outcome]
    await fill(database, [1])

    async with running(make_dispatcher(database, sender)):
        await until(lambda: sender.on_the_way == 1)
        async with database.begin() as connection:
            await Outbox().cancel(connection, BATCH, now=A_THURSDAY_NOON)
        sender.gate.set()
        counts = await until_settled(database)

    assert counts == {state: 1}
    assert sender.sent == [1]


async def test_an_address_erased_on_the_way_is_not_tried_again(database: Database) -> None:
    sender = ScriptedSender()
    sender.gate.clear()
    sender.script[1] = [RetryLater()]
    await fill(database, [1])

    async with running(make_dispatcher(database, sender)):
        await until(lambda: sender.on_the_way == 1)
        async with database.begin() as connection:
            await Outbox().drop_address(connection, 1, now=A_THURSDAY_NOON)
        sender.gate.set()
        await until_settled(database)

    assert await fates(database) == {None: State.CANCELLED}


async def leave_on_the_way(database: Database, count: int) -> None:
    """Claim messages as a dispatcher does that is killed at that moment."""
    async with database.begin() as connection:
        await turns.claim(connection, count, A_THURSDAY_NOON)


async def test_what_a_dead_dispatcher_left_on_its_way_is_sent(database: Database) -> None:
    sender = ScriptedSender()
    await fill(database, range(1, 21))
    await leave_on_the_way(database, 16)

    async with running(make_dispatcher(database, sender)):
        counts = await until_settled(database)

    assert counts == {State.DELIVERED: 20}
    assert sum(row.doubts for row in await recipients(database)) == 16


async def test_what_a_dead_dispatcher_left_is_not_sent_where_the_batch_says_so(
    database: Database,
) -> None:
    sender = ScriptedSender()
    await fill(database, [1, 2], when_unsure=WhenUnsure.LEAVE)
    await leave_on_the_way(database, 1)

    async with running(make_dispatcher(database, sender)):
        await until_settled(database)

    assert await fates(database) == {1: State.AMBIGUOUS, 2: State.DELIVERED}


async def test_a_message_that_kills_again_and_again_is_left(database: Database) -> None:
    sender = ScriptedSender()
    await fill(database, [1])
    for _ in range(10):
        await leave_on_the_way(database, 1)
        async with database.begin() as connection:
            await turns.recover(connection, keep=[], most_doubts=10, now=A_THURSDAY_NOON)

    assert await fates(database) == {1: State.AMBIGUOUS}
    assert sender.sent == []


async def test_stopping_finishes_what_is_on_its_way(database: Database) -> None:
    sender = ScriptedSender()
    sender.gate.clear()
    await fill(database, range(1, 101))
    work = asyncio.create_task(make_dispatcher(database, sender, in_flight=4).run())
    await until(lambda: sender.on_the_way == 4)

    work.cancel()
    asyncio.get_running_loop().call_later(0.05, sender.gate.set)
    with pytest.raises(asyncio.CancelledError):
        await work

    assert await states(database) == {State.DELIVERED: 4, State.PENDING: 96}


async def test_never_more_are_on_their_way_than_the_setting(database: Database) -> None:
    sender = ScriptedSender()
    sender.gate.clear()
    await fill(database, range(1, 101))

    async with running(make_dispatcher(database, sender, in_flight=4)):
        await until(lambda: sender.on_the_way == 4)
        on_their_way = (await states(database))[State.SENDING]
        sender.gate.set()
        await until_settled(database)

    assert on_their_way == 4
    assert sender.most_on_the_way == 4


async def test_one_chat_never_gets_two_messages_at_once(database: Database) -> None:
    sender = ScriptedSender()
    await fill(database, [1, 1, 1, 2])

    async with running(make_dispatcher(database, sender, pacing=Pacing(1000, chat_pause=0.2))):
        counts = await until_settled(database)

    times = [time for time, to in zip(sender.times, sender.sent, strict=True) if to == 1]
    assert counts == {State.DELIVERED: 4}
    assert times[1] - times[0] >= 0.2
    assert times[2] - times[1] >= 0.2


async def test_the_pace_is_never_above_the_setting(database: Database) -> None:
    sender = ScriptedSender()
    await fill(database, range(1, 81))

    async with running(make_dispatcher(database, sender, pacing=Pacing(40))):
        await until_settled(database)

    assert sender.times[79] - sender.times[39] >= 1.0


async def test_messages_for_later_leave_at_their_time(
    database: Database, clock: FixedClock
) -> None:
    sender = ScriptedSender()
    later = clock.now() + timedelta(hours=1)
    await fill(database, [1], not_before=later)
    await fill(database, [2])

    async with running(make_dispatcher(database, sender, clock=clock)):
        await until(lambda: sender.sent == [2])
        clock.set(later)
        await until(lambda: sender.sent == [2, 1])


async def test_what_is_put_in_while_it_runs_leaves_at_once_when_woken(
    database: Database,
) -> None:
    sender = ScriptedSender()
    dispatcher = make_dispatcher(database, sender)

    async with running(dispatcher):
        async with database.begin() as connection:
            await Outbox(wake=dispatcher.wake).enqueue(
                connection, batch=BATCH, body=Body("x"), addresses=[1], now=A_THURSDAY_NOON
            )
        await until(lambda: sender.sent == [1])


async def test_what_another_process_puts_in_is_found(database: Database) -> None:
    sender = ScriptedSender()

    async with running(make_dispatcher(database, sender)):
        await until_settled(database)
        await fill(database, [1])
        await until(lambda: sender.sent == [1])


async def test_a_second_dispatcher_stands_by_and_takes_over(database: Database) -> None:
    first, second = ScriptedSender(), ScriptedSender()
    first.gate.clear()
    await fill(database, range(1, 51))

    async with running(make_dispatcher(database, first, in_flight=4)):
        await until(lambda: first.on_the_way == 4)
        async with running(make_dispatcher(database, second)):
            first.gate.set()
            await until_settled(database)

    await fill(database, [99], batch="notice:2")
    async with running(make_dispatcher(database, second)):
        await until_settled(database, "notice:2")

    assert len(first.sent) == 50
    assert second.sent == [99]
