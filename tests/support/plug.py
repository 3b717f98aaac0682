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
from collections.abc import Sequence
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


async def a_dispatcher(
    database_url: str, sandbox: Sandbox, in_flight: int
) -> asyncio.subprocess.Process:
    """Start a dispatcher in a process of its own."""
    return await asyncio.create_subprocess_exec(
        sys.executable,
        *("-m", "tests.support.dispatch_process"),
        *(database_url, sandbox.base_url, str(in_flight)),
        stdout=asyncio.subprocess.DEVNULL,
    )


async def kill(process: asyncio.subprocess.Process) -> None:
    """Leave a process no moment for anything."""
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
        while len(self.on_the_way) < kills and not await self._is_over():
            process = await a_dispatcher(self.database_url, self.sandbox, self.in_flight)
            await self._until_the_moment()
            await kill(process)
            self.on_the_way.append(await self._sending())
        process = await a_dispatcher(self.database_url, self.sandbox, self.in_flight)
        self.counts = Counter(await until_settled(self.database, self.batch))
        await kill(process)

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

    async def _is_over(self) -> bool:
        rows = await recipients(self.database, self.batch)
        return all(row.state not in (State.PENDING, State.SENDING) for row in rows)
