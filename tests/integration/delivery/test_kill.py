"""The guarantee: a kill at any line loses nobody and repeats at most the sends in flight."""

from __future__ import annotations

import asyncio
from contextlib import AbstractAsyncContextManager, AsyncExitStack

import pytest

from bot.delivery.model import State, WhenUnsure
from bot.sandbox import Sandbox
from bot.storage.database import Database
from tests.support.dispatching import until
from tests.support.outbox import fill, recipients, until_settled
from tests.support.plug import LATE, a_dispatcher, pull_the_plug
from tests.support.telegram import copies, telegram

SCHOOL = range(1, 501)
IN_FLIGHT = 16


def sending(
    database_url: str, sandbox: Sandbox
) -> AbstractAsyncContextManager[asyncio.subprocess.Process]:
    return a_dispatcher(database_url, sandbox, IN_FLIGHT)


async def until_sent(sandbox: Sandbox, count: int) -> None:
    await until(lambda: len(sandbox.ledger.sends) >= count)


@pytest.mark.parametrize("moments", [(100,), (30, 200, 203, 400)], ids=["once", "four times"])
async def test_a_kill_in_the_middle_loses_nobody_and_repeats_only_what_was_in_flight(
    database: Database, database_url: str, moments: tuple[int, ...]
) -> None:
    await fill(database, SCHOOL)
    async with telegram(SCHOOL, faults=LATE) as sandbox:
        for moment in moments:
            async with sending(database_url, sandbox):
                await until_sent(sandbox, moment)
        async with sending(database_url, sandbox):
            counts = await until_settled(database)

        got = copies(sandbox)
        repeated = sum(got.values()) - len(got)
        doubted = sum(row.doubts for row in await recipients(database))
        assert counts == {State.DELIVERED: 500}
        assert set(got) == set(SCHOOL)
        assert repeated <= doubted <= IN_FLIGHT * len(moments)


async def test_two_processes_do_not_double(database: Database, database_url: str) -> None:
    await fill(database, SCHOOL)
    async with telegram(SCHOOL, faults=LATE) as sandbox:
        async with sending(database_url, sandbox), sending(database_url, sandbox):
            counts = await until_settled(database)

        assert counts == {State.DELIVERED: 500}
        assert copies(sandbox) == dict.fromkeys(SCHOOL, 1)


async def test_who_stands_by_takes_over_from_a_killed_process(
    database: Database, database_url: str
) -> None:
    await fill(database, SCHOOL)
    async with telegram(SCHOOL, faults=LATE) as sandbox:
        async with AsyncExitStack() as second:
            async with sending(database_url, sandbox):
                await until_sent(sandbox, 1)
                await second.enter_async_context(sending(database_url, sandbox))
                await until_sent(sandbox, 100)
                sent_by_the_first = len(sandbox.ledger.sends)
            counts = await until_settled(database)

        assert sent_by_the_first < 500
        assert counts == {State.DELIVERED: 500}
        assert sum(copies(sandbox).values()) - 500 <= IN_FLIGHT


@pytest.mark.parametrize("rule", WhenUnsure)
async def test_six_kills_at_any_moment_lose_nobody_and_repeat_only_who_was_on_the_way(
    database: Database, database_url: str, rule: WhenUnsure
) -> None:
    school = range(1, 801)
    told = await pull_the_plug(database, database_url, school, 6, IN_FLIGHT, seed=6, rule=rule)

    assert len(told.kills) == 6
    assert max(told.kills) <= IN_FLIGHT
    assert told.unexplained == 0
    if rule is WhenUnsure.LEAVE:
        assert told.doubled == 0
        assert told.lost <= told.counts[State.AMBIGUOUS]
    else:
        assert told.lost == 0
        assert set(told.counts) == {State.DELIVERED}
