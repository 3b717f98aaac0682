"""The sandbox as benchmarks use it: Telegram's rules and troubles, in a process of its own."""

from __future__ import annotations

import asyncio
import multiprocessing
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from multiprocessing.connection import Connection
from typing import Any

import uvloop

from benchmarks.comparison import ask
from bot.sandbox import FaultKind, FaultPlan, Sandbox, SandboxOptions

RESETS = (FaultKind.RESET_AFTER, FaultKind.TIMEOUT_AFTER)
"""Troubles after which nobody can know whether a message was accepted."""


def late(milliseconds: float) -> FaultPlan:
    """Answer every call late."""
    if not milliseconds:
        return FaultPlan()
    return FaultPlan(shares={FaultKind.LATE: 1.0}, delay_ms=milliseconds)


@contextmanager
def a_sandbox(recipients: int, *, limits: bool, faults: FaultPlan) -> Iterator[str]:
    """Start one with so many parents who have pressed Start; gives its address."""
    here, there = multiprocessing.Pipe()
    context = multiprocessing.get_context("spawn")
    arguments = (recipients, limits, faults, there)
    process = context.Process(target=_serve_forever, args=arguments, daemon=True)
    process.start()
    try:
        yield str(here.recv())
    finally:
        process.kill()
        process.join()


def _serve_forever(recipients: int, limits: bool, faults: FaultPlan, told: Connection) -> None:  # noqa: FBT001 - crosses a process
    uvloop.run(_serve(recipients, told, SandboxOptions(port=0, limits=limits, faults=faults)))


async def _serve(recipients: int, told: Connection, options: SandboxOptions) -> None:
    async with Sandbox(options) as sandbox:
        for number in range(1, recipients + 1):
            person = sandbox.world.add_person(f"家长{number}", "zh-hans", number)
            sandbox.world.put_person(replace(person, started=True))
        told.send(sandbox.address)
        await asyncio.Event().wait()


@dataclass(frozen=True)
class Seen:
    """What a sandbox has accepted and refused.

    Args:
        copies: How often each chat was sent something.
        texts: What each chat was sent, in order.
        first_at: When it accepted the first message, in Unix seconds.
        last_at: When it accepted the last.
        refusals: How often it has answered 429.
        faults: How often each trouble happened.
    """

    copies: Counter[int]
    texts: dict[int, list[str]]
    first_at: float
    last_at: float
    refusals: int
    faults: Counter[str]

    def lost(self, recipients: int) -> int:
        """Return how many of the chats from 1 on got nothing."""
        return sum(1 for chat in range(1, recipients + 1) if not self.copies[chat])

    @property
    def doubled(self) -> int:
        """How many copies there were beyond the first of each chat."""
        return self.copies.total() - len(self.copies)


def seen(address: str) -> Seen:
    """Ask a sandbox what it has seen."""
    ledger: dict[str, Any] = ask(f"{address}/sandbox/ledger")
    sends = ledger["sends"]
    texts: dict[int, list[str]] = {}
    for one in sends:
        texts.setdefault(one["chat_id"], []).append(one["text"])
    times = [one["time"] for one in sends] or [0.0]
    return Seen(
        copies=Counter(one["chat_id"] for one in sends),
        texts=texts,
        first_at=min(times),
        last_at=max(times),
        refusals=ledger["refusals"].get("429 Too Many Requests", 0),
        faults=Counter(ledger["faults"]),
    )
