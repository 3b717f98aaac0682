"""How fast a notice leaves when nothing limits it, beside the peers.

    .venv/bin/python -m benchmarks.broadcast_unlimited
    .venv/bin/python -m benchmarks.broadcast_unlimited --late 50

Every sender is a process of its own and sends to `benchmarks.stand_in`, which is no brake. Ours
commits each message's state before and after it is sent: to SQLite with full fsync, and to a
PostgreSQL as it comes out of its box. Beside it stands our HTTP layer alone, once as the
dispatcher uses it and once by PTB's public `send_message`. Runs take turns; shown are medians.
"""

from __future__ import annotations

import argparse
import tempfile
from collections import defaultdict
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from uuid import uuid4

import psycopg

from benchmarks import ours
from benchmarks.comparison import apart, ask, bar, heading, median, start_peer, table
from benchmarks.stand_in import a_stand_in
from tests.support.postgres import Server, a_server

IN_FLIGHT = 128

Sender = Callable[[str, int], tuple[float, float]]
"""Sends to so many chats at an address; returns seconds and seconds of processor."""


def peer(kind: str) -> Sender:
    def send(address: str, recipients: int) -> tuple[float, float]:
        done = start_peer("sending", kind, address, recipients).result()
        assert not done["failed"], done
        return done["seconds"], done["processor"]

    return send


def bare(*, public: bool) -> Sender:
    def send(address: str, recipients: int) -> tuple[float, float]:
        chats = range(1, recipients + 1)
        run = apart(ours.bare, address, chats, IN_FLIGHT, public=public)
        return run.seconds, run.processor

    return send


def durable(new_database: Callable[[], str]) -> Sender:
    def send(address: str, recipients: int) -> tuple[float, float]:
        chats = range(1, recipients + 1)
        broadcast = ours.Broadcast(address, new_database(), chats, IN_FLIGHT)
        run = apart(ours.durable, broadcast)
        assert run.counts == {"delivered": recipients}, run.counts
        return run.seconds, run.processor

    return send


@contextmanager
def databases() -> Iterator[dict[str, Callable[[], str]]]:
    """Give a way to make a fresh database of each kind."""
    with tempfile.TemporaryDirectory() as folder, a_server(survives=True) as server:
        yield {
            "SQLite": lambda: f"sqlite:///{folder}/{uuid4().hex}.db",
            "PostgreSQL": lambda: _on(server),
        }


def _on(server: Server) -> str:
    name = f"school_{uuid4().hex}"
    with psycopg.connect(server.url(), autocommit=True) as session:
        session.execute(f"CREATE DATABASE {name}".encode())
    return server.url(name)


def measure(late: float, recipients: int, times: int) -> None:
    """Let all of them send, in turns."""
    slow = 300 if late else 3000
    few = min(2000, recipients) if late else recipients
    found: dict[str, list[tuple[float, float, int]]] = defaultdict(list)
    with databases() as made, a_stand_in(late) as address:
        senders: dict[str, tuple[Sender, int]] = {
            "PTB, for loop": (peer("ptb-loop"), slow),
            "PTB, gather 100": (peer("ptb-gather"), min(few, 3000)),
            "aiogram, for loop": (peer("aiogram-loop"), slow),
            "aiogram, gather 100": (peer("aiogram-gather"), few),
            "our HTTP layer, PTB's send_message": (bare(public=True), recipients),
            "our HTTP layer, as we send": (bare(public=False), recipients),
            "ours, durable, SQLite": (durable(made["SQLite"]), recipients),
            "ours, durable, PostgreSQL": (durable(made["PostgreSQL"]), recipients),
        }
        for _ in range(times):
            for name, (send, count) in senders.items():
                ask(f"{address}/account")
                seconds, processor = send(address, count)
                seen = ask(f"{address}/account")
                assert (seen["sent"], seen["chats"]) == (count, count), seen["sent"]
                found[name].append((seconds, processor, count))
    heading(
        f"{recipients:,} recipients, no limit, answers {late * 1000:.0f} ms late, {times} runs"
    )
    show(found, late)


def show(found: dict[str, list[tuple[float, float, int]]], late: float) -> None:
    """Print the medians, and ours beside the bars."""
    rates = {
        name: median([count / seconds for seconds, _, count in runs])
        for name, runs in found.items()
    }
    cores = {name: median([p / seconds for seconds, p, _ in runs]) for name, runs in found.items()}
    costs = {
        name: median([p / count * 1e6 for _, p, count in runs]) for name, runs in found.items()
    }
    table(
        ("sender", "messages/s", "of a core", "µs each"),
        [(n, f"{rates[n]:,.0f}", f"{cores[n]:.0%}", f"{costs[n]:,.0f}") for n in found],
    )
    for store in ("SQLite", "PostgreSQL"):
        name = f"ours, durable, {store}"
        if late:
            bar(f"{store}, messages a second", rates[name], 1000)
            bar(f"{store}, processor for 1,000 a second", costs[name] / 1000, 0.5, at_most=True)
            continue
        bar(f"{store}, times PTB's own loop", rates[name] / rates["PTB, for loop"], 4)
        bar(f"{store}, times aiogram's gather", rates[name] / rates["aiogram, gather 100"], 1.4)
        for layer in ("our HTTP layer, PTB's send_message", "our HTTP layer, as we send"):
            bar(f"{store}, share of {layer}", rates[name] / rates[layer], 0.85)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description="Sending without a limit, beside the peers.")
    parser.add_argument("--recipients", type=int, default=10_000)
    parser.add_argument("--late", type=float, default=0.0, help="milliseconds answers come late")
    parser.add_argument("--times", type=int, default=3)
    options = parser.parse_args()
    measure(options.late / 1000, options.recipients, options.times)
