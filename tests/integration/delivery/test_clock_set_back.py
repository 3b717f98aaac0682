"""The machine's clock is set back while messages wait; what was due must not wait for it."""

from __future__ import annotations

from datetime import timedelta
from functools import partial

from bot.delivery.model import RetryLater, State, Unreachable
from bot.storage.database import Database
from tests.support.clocks import A_THURSDAY_NOON, RunningClock
from tests.support.dispatching import ScriptedSender, make_dispatcher, running, until
from tests.support.outbox import fates, fill, states, until_settled

AN_HOUR = timedelta(hours=1)
AT_ONCE = A_THURSDAY_NOON - timedelta(milliseconds=1)
"""What leaves at once bears the instant at which it was put in, and that is no whole minute."""

FOR_THE_EVENING = "notice:2"


async def test_what_was_due_is_not_held_up_until_the_clock_is_there_again(
    database: Database,
) -> None:
    clock, sender = RunningClock(), ScriptedSender()
    sender.script[1] = [RetryLater(after=timedelta(seconds=1), halts_all=True)]
    await fill(database, range(1, 9), now=AT_ONCE)

    async with running(make_dispatcher(database, sender, clock=clock, in_flight=2)):
        await until(lambda: sender.sent)
        clock.move(-AN_HOUR)
        counts = await until_settled(database)

    assert counts == {State.DELIVERED: 8}


async def test_what_waited_to_be_tried_again_is_tried_again(database: Database) -> None:
    clock, sender = RunningClock(), ScriptedSender()
    sender.script[1] = [Unreachable(maybe_accepted=False)]
    await fill(database, [1, 2])

    async with running(make_dispatcher(database, sender, clock=clock)):
        await until(lambda: len(sender.sent) == 2)
        clock.move(-AN_HOUR)
        await until_settled(database)

    assert sorted(sender.sent) == [1, 1, 2]


async def test_what_was_to_leave_later_still_leaves_at_its_time_by_the_new_clock(
    database: Database,
) -> None:
    clock, sender = RunningClock(), ScriptedSender()
    sender.script[1] = [Unreachable(maybe_accepted=False)]
    await fill(database, [1])
    later = A_THURSDAY_NOON + timedelta(minutes=30)
    await fill(database, [2], batch=FOR_THE_EVENING, not_before=later)

    async with running(make_dispatcher(database, sender, clock=clock)):
        await until(lambda: sender.sent)
        clock.move(-AN_HOUR)
        await until_settled(database)
        assert await fates(database, FOR_THE_EVENING) == {2: State.PENDING}
        clock.set(later)
        await until_settled(database, FOR_THE_EVENING)

    assert await states(database, FOR_THE_EVENING) == {State.DELIVERED: 1}


async def test_a_clock_that_is_set_back_again_and_again_holds_nothing_up_either(
    database: Database,
) -> None:
    clock, sender = RunningClock(), ScriptedSender()
    sender.script[1] = [Unreachable(maybe_accepted=False)] * 3
    await fill(database, [1])

    async with running(make_dispatcher(database, sender, clock=clock)):
        for tries in (1, 2, 3):
            await until(partial(sender.sent.__eq__, [1] * tries))
            clock.move(-AN_HOUR)
        await until_settled(database)

    assert sender.sent == [1, 1, 1, 1]


async def test_what_waited_for_the_end_of_the_night_does_not_leave_in_the_night(
    database: Database,
) -> None:
    clock, sender = RunningClock(), ScriptedSender()
    sender.script[1] = [RetryLater(after=timedelta(seconds=1), halts_all=True)]
    await fill(database, [1], now=AT_ONCE)
    await fill(database, [2, 3], batch=FOR_THE_EVENING, not_before=A_THURSDAY_NOON)

    async with running(make_dispatcher(database, sender, clock=clock, in_flight=1)):
        await until(lambda: sender.sent)
        clock.move(-AN_HOUR)
        await until_settled(database)
        await fill(database, [4], batch="notice:3", now=clock.now())
        await until_settled(database, "notice:3")

    assert await states(database, FOR_THE_EVENING) == {State.PENDING: 2}
