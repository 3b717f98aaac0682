"""How much of Telegram's 30 messages a second is used, by whom, and at what price.

    .venv/bin/python -m benchmarks.broadcast_limited
    .venv/bin/python -m benchmarks.broadcast_limited --late 50

Every sender has a sandbox of its own, which enforces a bucket of 30 that fills at 30 a second
and refuses everything for a second after a 429, as the real one tends to. They run side by
side, since at this pace none needs much of the processor. Use is the shortest possible time
against the time taken until the last was accepted, times the share that arrived.
"""

from __future__ import annotations

import argparse
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

from benchmarks import ours
from benchmarks.comparison import apart, bar, heading, start_peer, table
from benchmarks.rules import Seen, a_sandbox, late, seen

LIMIT = 30.0
DEFAULT = 25.0
IN_FLIGHT = 16
PEERS = {
    "PTB, for loop, errors dropped": "ptb-loop",
    "PTB, for loop, waits on 429": "ptb-loop-waits",
    "PTB, gather 100, errors dropped": "ptb-gather",
    "PTB, AIORateLimiter": "ptb-limiter",
    "PTB, AIORateLimiter, 5 retries": "ptb-limiter-retries",
    "aiogram, loop with sleep(.05)": "aiogram-docs",
    "aiogram, gather 100, waits on 429": "aiogram-gather",
    "aiogram, 30 a second": "aiogram-by-the-second",
}


@dataclass(frozen=True)
class Outcome:
    """What one sender reached: the share of the rate it used, and what its sandbox has seen."""

    use: float
    seconds: float
    seen: Seen
    lost: int


def run(kind: str, recipients: int, milliseconds: float) -> Outcome:
    """Let one sender send to a sandbox of its own; ours are named by their setting."""
    with (
        a_sandbox(recipients, limits=True, faults=late(milliseconds)) as address,
        tempfile.TemporaryDirectory() as folder,
    ):
        rate = LIMIT
        if kind.startswith("ours"):
            rate = float(kind.removeprefix("ours "))
            url, chats = f"sqlite:///{folder}/school.db", range(1, recipients + 1)
            apart(ours.durable, ours.Broadcast(address, url, chats, IN_FLIGHT, rate))
        else:
            start_peer("sending", kind, address, recipients).result()
        account = seen(address)
    took = max(account.last_at - account.first_at, 1e-9)
    lost = account.lost(recipients)
    use = min(1.0, (recipients - rate) / rate / took) * (recipients - lost) / recipients
    return Outcome(use, took, account, lost)


def measure(recipients: int, milliseconds: float, times: int, at_once: int) -> None:
    """Let all of them send, a few side by side, and print what became of it."""
    our_own = {f"ours, {rate:.0f} a second": f"ours {rate}" for rate in (LIMIT, DEFAULT)}
    kinds = {**our_own, **PEERS}
    found: dict[str, list[Outcome]] = {name: [] for name in kinds}
    for _ in range(times):
        with ThreadPoolExecutor(at_once) as pool:
            begun = {}
            for name, kind in kinds.items():
                begun[name] = pool.submit(run, kind, recipients, milliseconds)
                time.sleep(0.5)  # Not all processes in the same moment.
            for name, future in begun.items():
                found[name].append(future.result())
    heading(f"{recipients:,} recipients, 30 a second, answers {milliseconds:.0f} ms late")
    table(
        ("sender", "seconds", "use", "429s", "lost", "doubled"),
        [_row(name, outcome) for name, outcomes in found.items() for outcome in outcomes],
    )
    for name, outcomes in found.items():
        if name.startswith("ours"):
            bar(f"{name}, least use of the rate", min(one.use for one in outcomes), 0.98)
            for what, most in (
                ("429s", max(one.seen.refusals for one in outcomes)),
                ("lost", max(one.lost for one in outcomes)),
                ("doubled", max(one.seen.doubled for one in outcomes)),
            ):
                bar(f"{name}, {what}", most, 0, at_most=True)


def _row(name: str, one: Outcome) -> tuple[object, ...]:
    counts = one.seen.refusals, one.lost, one.seen.doubled
    return name, f"{one.seconds:.1f}", f"{one.use:.1%}", *counts


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description="Sending under Telegram's limit.")
    parser.add_argument("--recipients", type=int, default=1500)
    parser.add_argument("--late", type=float, default=0.0, help="milliseconds answers come late")
    parser.add_argument("--times", type=int, default=1)
    parser.add_argument("--at-once", type=int, default=3, help="senders side by side")
    options = parser.parse_args()
    measure(options.recipients, options.late, options.times, options.at_once)
