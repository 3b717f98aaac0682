"""Pulling the plug at random moments of a broadcast, as often as one likes.

A dispatcher in a process of its own is killed with -9, now while it starts and recovers, now
amid its sends; another takes over. What the rows said at each kill is kept, because it is the
measure: whoever gets a second copy must have been on the way at one of the kills.
"""

from __future__ import annotations

import asyncio
import random
import sys
from collections import Counter
from collections.abc import AsyncIterator, Sequence
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from dataclasses import dataclass, field

from bot.delivery.model import State, WhenUnsure
from bot.sandbox import FaultKind, FaultPlan, Sandbox
from bot.storage.database import Database
from tests.support.dispatching import until
from tests.support.outbox import fill, recipients, until_settled
from tests.support.telegram import telegram

LATE = FaultPlan(shares={FaultKind.LATE: 1.0}, delay_ms=10)
"""Answers come late, so that a kill finds sends on their way."""

STARTS_WITHIN = 1.5
SENDS_WITHIN = 0.4
"""Seconds in which a kill falls, after a start and after the first send of a process."""


@dataclass
class Account:
    """What became of everybody.

    Args:
        kills: How many were on their way at each kill, by the rows.
        lost: Who got nothing at all.
        doubled: How many copies there were beyond the first.
        unexplained: How many of these went to somebody who was not on the way at a kill.
        counts: How many messages ended in each state.
    """

    kills: list[int] = field(default_factory=list)
    lost: int = 0
    doubled: int = 0
    unexplained: int = 0
    counts: Counter[State] = field(default_factory=Counter)


@asynccontextmanager
async def a_dispatcher(
    database_url: str, sandbox: Sandbox, in_flight: int
) -> AsyncIterator[asyncio.subprocess.Process]:
    """Run a dispatcher in a process of its own; the end of the block kills it with -9.

    It is killed however the block ends: one that survived would take the lease of whatever
    test gets this database next, and that test could not pass.
    """
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        *("-m", "tests.support.dispatch_process"),
        *(database_url, sandbox.base_url, str(in_flight)),
        stdout=asyncio.subprocess.DEVNULL,
    )
    try:
        yield process
    finally:
        if process.returncode is None:
            process.kill()
        await process.wait()


async def pull_the_plug(  # noqa: PLR0917 - each says one thing about the drill
    database: Database,
    database_url: str,
    school: Sequence[int],
    kills: int,
    in_flight: int,
    seed: int,
    rule: WhenUnsure = WhenUnsure.RESEND,
) -> Account:
    """Broadcast to a school until so many kills have happened, and settle all accounts."""
    account, dice, batch = Account(), random.Random(seed), 0
    async with telegram(school, faults=LATE) as sandbox:
        while len(account.kills) < kills:
            batch += 1
            drill = _Drill(database, database_url, sandbox, in_flight, dice, f"notice:{batch}")
            await fill(database, school, batch=drill.batch, when_unsure=rule)
            before = len(sandbox.ledger.sends)
            await drill.run(kills - len(account.kills))
            copies = Counter(int(sent.chat_id) for sent in sandbox.ledger.sends[before:])
            account.kills += [len(on_way) for on_way in drill.on_the_way]
            account.lost += sum(1 for chat in school if not copies[chat])
            account.doubled += copies.total() - len(copies)
            account.counts += drill.counts
            excused = Counter(chat for on_way in drill.on_the_way for chat in on_way)
            account.unexplained += (copies - Counter(list(copies)) - excused).total()
    return account


@dataclass
class _Drill:
    """One broadcast."""

    database: Database
    database_url: str
    sandbox: Sandbox
    in_flight: int
    dice: random.Random
    batch: str
    on_the_way: list[set[int]] = field(default_factory=list)
    counts: Counter[State] = field(default_factory=Counter)

    async def run(self, kills: int) -> None:
        """Kill at most so often, then let a last process finish."""
        while len(self.on_the_way) < kills and await self._waits():
            async with self._a_dispatcher():
                await self._until_the_moment()
            self.on_the_way.append(await self._sending())
        async with self._a_dispatcher():
            self.counts = Counter(await until_settled(self.database, self.batch))

    def _a_dispatcher(self) -> AbstractAsyncContextManager[asyncio.subprocess.Process]:
        return a_dispatcher(self.database_url, self.sandbox, self.in_flight)

    async def _until_the_moment(self) -> None:
        if self.dice.random() < 0.25:
            await asyncio.sleep(self.dice.uniform(0, STARTS_WITHIN))
            return
        before = len(self.sandbox.ledger.sends)
        await until(lambda: len(self.sandbox.ledger.sends) > before)
        await asyncio.sleep(self.dice.uniform(0, SENDS_WITHIN))

    async def _sending(self) -> set[int]:
        rows = await recipients(self.database, self.batch)
        return {row.address for row in rows if row.address and row.state is State.SENDING}

    async def _waits(self) -> bool:
        """Tell whether another process would send anything at all.

        Who was only on the way at the last kill is not sent to again by the rule “never
        twice”: there would be no first send to wait for.
        """
        rows = await recipients(self.database, self.batch)
        return any(row.state is State.PENDING for row in rows)
