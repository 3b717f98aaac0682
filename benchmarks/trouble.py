"""What is lost and doubled when two of a hundred sends meet trouble.

    .venv/bin/python -m benchmarks.trouble

Of all calls the sandbox refuses 0.67 % with 500 and 0.67 % with 429, and breaks the connection
of 0.33 % before and of 0.33 % after it has accepted the message. The same calls are hit for
every sender. Nothing else limits them. Telegram tells nobody whether a message behind a broken
connection has arrived, so what counts is that nobody is lost, that no more are doubled than
were in doubt, that each second copy says that it may be one, and that the rule “never twice”
holds.
"""

from __future__ import annotations

import argparse
import asyncio
import tempfile
from dataclasses import dataclass

from benchmarks import ours
from benchmarks.comparison import apart, bar, heading, start_peer, table
from benchmarks.rules import Seen, a_sandbox, seen
from bot.delivery.model import State, WhenUnsure
from bot.delivery.outbox import Outbox
from bot.sandbox import FaultKind, FaultPlan
from bot.storage.database import Database

PEERS = {
    "PTB, for loop, errors dropped": "ptb-loop",
    "PTB, for loop, waits on 429": "ptb-loop-waits",
    "aiogram, gather 100, waits on 429": "aiogram-gather",
}
IN_FLIGHT = 16


def troubles(seed: int) -> FaultPlan:
    """Two of a hundred, in four kinds."""
    shares = {
        FaultKind.SERVER_ERROR: 0.0067,
        FaultKind.TOO_MANY: 0.0067,
        FaultKind.RESET_BEFORE: 0.0033,
        FaultKind.RESET_AFTER: 0.0033,
    }
    return FaultPlan(seed=seed, shares=shares)


@dataclass(frozen=True)
class Account:
    """What the rows say at the end.

    Args:
        doubted: How many sends may have arrived without our knowing.
        ambiguous: How many messages are listed as such.
        delivered: How many are delivered.
    """

    doubted: int
    ambiguous: int
    delivered: int


def by_peer(kind: str, recipients: int, seed: int) -> Seen:
    with a_sandbox(recipients, limits=False, faults=troubles(seed)) as address:
        start_peer("sending", kind, address, recipients).result()
        return seen(address)


def by_us(rule: WhenUnsure, recipients: int, seed: int) -> tuple[Seen, Account]:
    with (
        a_sandbox(recipients, limits=False, faults=troubles(seed)) as address,
        tempfile.TemporaryDirectory() as folder,
    ):
        url, chats = f"sqlite:///{folder}/school.db", range(1, recipients + 1)
        apart(ours.durable, ours.Broadcast(address, url, chats, IN_FLIGHT, rule=rule))
        return seen(address), asyncio.run(_account(url))


async def _account(url: str) -> Account:
    database = Database(url)
    async with database.read() as connection:
        rows = await Outbox().recipients(connection, ours.BATCH)
    await database.close()
    states = [row.state for row in rows]
    return Account(
        doubted=sum(row.doubts for row in rows),
        ambiguous=states.count(State.AMBIGUOUS),
        delivered=states.count(State.DELIVERED),
    )


def measure(recipients: int, seeds: int) -> None:
    """Let all of them send, and hold ours against the bars."""
    heading(f"{recipients:,} recipients, 2 % of trouble")
    rows: list[tuple[object, ...]] = []
    for seed in range(seeds):
        for name, kind in PEERS.items():
            one = by_peer(kind, recipients, seed)
            rows.append((name, seed, one.lost(recipients), one.doubled, "-", "-"))
        for rule in WhenUnsure:
            one, account = by_us(rule, recipients, seed)
            unmarked = _unmarked(one)
            lost = one.lost(recipients)
            rows.append((f"ours, {rule}", seed, lost, one.doubled, account.doubted, unmarked))
            _judge(f"seed {seed}, {rule}", one, account, recipients)
    table(("sender", "seed", "lost", "doubled", "in doubt", "second copies unmarked"), rows)


def _judge(name: str, one: Seen, account: Account, recipients: int) -> None:
    if name.endswith(WhenUnsure.RESEND):
        bar(f"{name}, lost", one.lost(recipients), 0, at_most=True)
        bar(f"{name}, doubled", one.doubled, account.doubted, at_most=True)
        bar(f"{name}, second copies unmarked", _unmarked(one), 0, at_most=True)
    else:
        bar(f"{name}, doubled", one.doubled, 0, at_most=True)
        unaccounted = recipients - account.delivered - account.ambiguous
        bar(f"{name}, neither delivered nor listed as ambiguous", unaccounted, 0, at_most=True)
        bar(f"{name}, lost without being listed", _unlisted(one, account, recipients), 0,
            at_most=True)  # fmt: skip


def _unlisted(one: Seen, account: Account, recipients: int) -> int:
    return max(0, one.lost(recipients) - account.ambiguous)


def _unmarked(one: Seen) -> int:
    later = [text for texts in one.texts.values() for text in texts[1:]]
    return sum(1 for text in later if not text.startswith(ours.REPEAT_MARK))


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description="Sending while two of a hundred go wrong.")
    parser.add_argument("--recipients", type=int, default=10_000)
    parser.add_argument("--seeds", type=int, default=1)
    options = parser.parse_args()
    measure(options.recipients, options.seeds)
