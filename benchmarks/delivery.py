"""How fast notices leave: from the outbox to Telegram's stand-in and back into the rows.

    .venv/bin/python -m benchmarks.delivery
    .venv/bin/python -m benchmarks.delivery --recipients 10000 --in-flight 128

The stand-in runs in a process of its own without limits, the database is a fresh SQLite
file with full fsync in the folder for temporary files. "durable" counts from the start of
the dispatcher until every row is written down as delivered; "no store" is the same sender
with so many workers and no database, the most that durability could leave.
"""

from __future__ import annotations

import argparse
import asyncio
import logging
import multiprocessing
import resource
import sqlite3
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import pairwise
from multiprocessing.connection import Connection
from pathlib import Path

import structlog
import uvloop
from telegram import Bot

from bot.chat.request import AiohttpRequest
from bot.chat.sender import TelegramSender
from bot.clock import SystemClock
from bot.delivery.dispatcher import Dispatcher
from bot.delivery.model import Body, Button
from bot.delivery.outbox import Outbox
from bot.delivery.pacing import Pacing
from bot.sandbox import Sandbox, SandboxOptions, acting
from bot.storage import migrate
from bot.storage.database import Database

TOKEN = "7000000001:" + "a" * 35
UNLIMITED = 1e6
NOTICE = Body("明天上午体检，请为孩子穿宽松的衣服。", ((Button("已阅", "seen:1"),),))


async def serve(recipients: int, channel: Connection) -> None:
    async with Sandbox(SandboxOptions(port=0, limits=False)) as sandbox:
        for person in range(1, recipients + 1):
            sandbox.world.add_person(f"家长{person}", "zh-hans", person)
            acting.start(sandbox.world, person)
        channel.send(sandbox.base_url)
        await asyncio.Event().wait()


def serve_forever(recipients: int, channel: Connection) -> None:
    uvloop.run(serve(recipients, channel))


@contextmanager
def stand_in(recipients: int) -> Iterator[str]:
    """Start the stand-in in a process of its own; yield its base_url."""
    here, there = multiprocessing.Pipe()
    context = multiprocessing.get_context("spawn")
    process = context.Process(target=serve_forever, args=(recipients, there), daemon=True)
    process.start()
    yield str(here.recv())
    process.kill()
    process.join()


def make_bot(base_url: str, connections: int) -> Bot:
    return Bot(
        TOKEN,
        base_url,
        request=AiohttpRequest(connections=connections),
        get_updates_request=AiohttpRequest(connections=1),
    )


async def without_store(base_url: str, recipients: int, in_flight: int) -> float:
    queue = iter(range(1, recipients + 1))
    async with make_bot(base_url, in_flight) as bot:
        sender = TelegramSender(bot)

        async def work() -> None:
            for address in queue:
                await sender.send(address, NOTICE)

        began = time.perf_counter()
        await asyncio.gather(*(work() for _ in range(in_flight)))
        return time.perf_counter() - began


async def durable(base_url: str, recipients: int, in_flight: int, path: Path) -> float:
    clock = SystemClock()
    database = Database(f"sqlite:///{path}")
    await migrate.upgrade(database)
    async with database.begin() as connection:
        await Outbox().enqueue(
            connection,
            batch="notice:1",
            body=NOTICE,
            addresses=range(1, recipients + 1),
            now=clock.now(),
        )
    async with make_bot(base_url, in_flight) as bot:
        dispatcher = Dispatcher(
            database,
            TelegramSender(bot),
            clock,
            pacing=Pacing(UNLIMITED),
            in_flight=in_flight,
            on_gone=_unexpected,
        )
        began = time.perf_counter()
        work = asyncio.create_task(dispatcher.run())
        while _open_count(path):  # noqa: ASYNC110 - rows are all there is to look at
            await asyncio.sleep(0.01)
        took = time.perf_counter() - began
        work.cancel()
        await asyncio.wait({work})
    await database.close()
    return took


async def _unexpected(address: int) -> None:
    message = f"{address} is gone, and nobody should be."
    raise AssertionError(message)


def _open_count(path: Path) -> int:
    with sqlite3.connect(path) as connection:
        found = connection.execute(
            "SELECT EXISTS(SELECT 1 FROM outgoing WHERE state IN ('pending', 'sending'))"
        )
        return int(found.fetchone()[0])


def measure(recipients: int, in_flight: int) -> None:
    with stand_in(recipients) as base_url, tempfile.TemporaryDirectory() as folder:
        clocks = [_processor_seconds()]
        took = uvloop.run(durable(base_url, recipients, in_flight, Path(folder) / "s.db"))
        clocks.append(_processor_seconds())
        bare = uvloop.run(without_store(base_url, recipients, in_flight))
        clocks.append(_processor_seconds())
    each = [(later - earlier) / recipients * 1000 for earlier, later in pairwise(clocks)]
    print(
        f"{recipients:>8,} notices, {in_flight:>3} in flight: "
        f"durable {took:6.2f} s, {recipients / took:6,.0f}/s, {each[0]:4.2f} ms of processor; "
        f"no store {bare:6.2f} s, {recipients / bare:6,.0f}/s, {each[1]:4.2f} ms"
    )


def _processor_seconds() -> float:
    usage = resource.getrusage(resource.RUSAGE_SELF)
    return usage.ru_utime + usage.ru_stime


def main() -> None:
    parser = argparse.ArgumentParser(description="How fast notices leave the outbox.")
    parser.add_argument("--recipients", type=int, nargs="+", default=[500, 3000])
    parser.add_argument("--in-flight", type=int, nargs="+", default=[16, 128])
    options = parser.parse_args()
    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(logging.WARNING))
    for recipients in options.recipients:
        for in_flight in options.in_flight:
            measure(recipients, in_flight)


if __name__ == "__main__":
    main()
