from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager, suppress
from typing import cast

import pytest

from bot.errors import WrongMoment
from bot.storage.database import Connection
from bot.storage.together import Together


class Ledger:
    """A transaction that ends when it may, and says what was done in each."""

    def __init__(self) -> None:
        self.rounds: list[list[int]] = []
        self.may_end = asyncio.Event()
        self.begun = asyncio.Semaphore(0)
        self.trouble: Exception | None = None
        self.together = Together(self.enter, self.double)

    @asynccontextmanager
    async def enter(self) -> AsyncIterator[Connection]:
        if self.trouble is not None:
            raise self.trouble
        yield cast(Connection, self)

    async def double(self, _connection: Connection, wishes: Sequence[int]) -> list[int]:
        self.rounds.append(list(wishes))
        self.begun.release()
        await self.may_end.wait()
        return [wish * 2 for wish in wishes]


@pytest.fixture
def ledger() -> Ledger:
    return Ledger()


async def test_whoever_comes_while_one_is_under_way_shares_the_next(ledger: Ledger) -> None:
    first = asyncio.create_task(ledger.together.ask(1))
    await ledger.begun.acquire()
    others = [asyncio.create_task(ledger.together.ask(number)) for number in range(2, 100)]
    await asyncio.sleep(0)
    ledger.may_end.set()

    assert await first == 2
    assert await asyncio.gather(*others) == [number * 2 for number in range(2, 100)]
    assert ledger.rounds == [[1], list(range(2, 100))]


async def test_nobody_is_answered_before_the_transaction_has_ended(ledger: Ledger) -> None:
    asked = asyncio.create_task(ledger.together.ask(1))
    await ledger.begun.acquire()

    assert not asked.done()
    ledger.may_end.set()
    assert await asked == 2


async def test_an_error_is_told_to_all_of_the_round_and_to_nobody_after_it(ledger: Ledger) -> None:
    ledger.may_end.set()
    ledger.trouble = WrongMoment("The disk is full.")

    found = await asyncio.gather(
        *(ledger.together.ask(number) for number in range(3)), return_exceptions=True
    )

    assert found == [ledger.trouble] * 3
    ledger.trouble = None
    assert await ledger.together.ask(4) == 8


async def test_whoever_gives_up_waiting_takes_nothing_from_the_others(ledger: Ledger) -> None:
    impatient = asyncio.create_task(ledger.together.ask(1))
    patient = asyncio.create_task(ledger.together.ask(2))
    await ledger.begun.acquire()

    impatient.cancel()
    with suppress(asyncio.CancelledError):
        await impatient
    ledger.may_end.set()

    assert impatient.cancelled()
    assert await patient == 4


async def test_no_more_share_a_transaction_than_may(ledger: Ledger) -> None:
    few = Together(ledger.enter, ledger.double, most=3)
    ledger.may_end.set()

    found = await asyncio.gather(*(few.ask(number) for number in range(8)))

    assert found == [number * 2 for number in range(8)]
    assert ledger.rounds == [[0, 1, 2], [3, 4, 5], [6, 7]]
