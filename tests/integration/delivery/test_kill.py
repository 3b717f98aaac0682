"""The guarantee: a kill at any line loses nobody and repeats at most the sends in flight."""

from __future__ import annotations

import asyncio
import sys

import pytest

from bot.delivery.model import State
from bot.sandbox import FaultKind, FaultPlan, Sandbox
from bot.storage.database import Database
from tests.support.dispatching import until
from tests.support.outbox import fill, recipients, until_settled
from tests.support.telegram import copies, telegram

SCHOOL = range(1, 501)
IN_FLIGHT = 16
LATE = FaultPlan(shares={FaultKind.LATE: 1.0}, delay_ms=10)
"""Answers come late, so that a kill finds sends on their way."""


async def start(database_url: str, sandbox: Sandbox) -> asyncio.subprocess.Process:
    return await asyncio.create_subprocess_exec(
        sys.executable,
        *("-m", "tests.support.dispatch_process"),
        *(database_url, sandbox.base_url, str(IN_FLIGHT)),
        stdout=asyncio.subprocess.DEVNULL,
    )


async def until_sent(sandbox: Sandbox, count: int) -> None:
    await until(lambda: len(sandbox.ledger.sends) >= count)


async def kill(process: asyncio.subprocess.Process) -> None:
    process.kill()
    await process.wait()


@pytest.mark.parametrize("moments", [(100,), (30, 200, 203, 400)], ids=["once", "four times"])
async def test_a_kill_in_the_middle_loses_nobody_and_repeats_only_what_was_in_flight(
    database: Database, database_url: str, moments: tuple[int, ...]
) -> None:
    await fill(database, SCHOOL)
    async with telegram(SCHOOL, faults=LATE) as sandbox:
        for moment in moments:
            process = await start(database_url, sandbox)
            await until_sent(sandbox, moment)
            await kill(process)
        process = await start(database_url, sandbox)
        counts = await until_settled(database)
        await kill(process)

        got = copies(sandbox)
        repeated = sum(got.values()) - len(got)
        doubted = sum(row.doubts for row in await recipients(database))
        assert counts == {State.DELIVERED: 500}
        assert set(got) == set(SCHOOL)
        assert repeated <= doubted <= IN_FLIGHT * len(moments)


async def test_two_processes_do_not_double(database: Database, database_url: str) -> None:
    await fill(database, SCHOOL)
    async with telegram(SCHOOL, faults=LATE) as sandbox:
        processes = [await start(database_url, sandbox) for _ in range(2)]
        counts = await until_settled(database)
        for process in processes:
            await kill(process)

        assert counts == {State.DELIVERED: 500}
        assert copies(sandbox) == dict.fromkeys(SCHOOL, 1)


async def test_who_stands_by_takes_over_from_a_killed_process(
    database: Database, database_url: str
) -> None:
    await fill(database, SCHOOL)
    async with telegram(SCHOOL, faults=LATE) as sandbox:
        first = await start(database_url, sandbox)
        await until_sent(sandbox, 1)
        second = await start(database_url, sandbox)
        await until_sent(sandbox, 100)
        sent_by_the_first = len(sandbox.ledger.sends)
        await kill(first)
        counts = await until_settled(database)
        await kill(second)

        assert sent_by_the_first < 500
        assert counts == {State.DELIVERED: 500}
        assert sum(copies(sandbox).values()) - 500 <= IN_FLIGHT
