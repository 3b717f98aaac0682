"""Our sender without and with a store, as parts that benchmarks run in processes of their own."""

from __future__ import annotations

import asyncio
import logging
import resource
import time
from collections.abc import Sequence
from dataclasses import dataclass

import structlog
import uvloop
from telegram import Bot

from bot.chat.keyboards import markup
from bot.chat.request import AiohttpRequest
from bot.chat.sender import TelegramSender
from bot.clock import SystemClock
from bot.collector import spare_what_stays
from bot.delivery.dispatcher import Dispatcher
from bot.delivery.model import Body, Button, Delivered, State, WhenUnsure
from bot.delivery.outbox import Outbox
from bot.delivery.pacing import Pacing
from bot.storage import migrate
from bot.storage.database import Database

TOKEN = "7000000001:" + "a" * 35
UNLIMITED = 1e6
BATCH = "notice:1"
REPEAT_MARK = "（这条可能重复）"
NOTICE = Body(
    "明天上午体检，请为孩子穿宽松的衣服。",
    ((Button("已阅", "seen:1"),),),
    repeat_mark=REPEAT_MARK,
)


structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(logging.ERROR))


@dataclass(frozen=True)
class Run:
    """One broadcast.

    Args:
        seconds: How long it took.
        processor: Seconds of processor it cost this process.
        counts: How many messages ended in each state.
    """

    seconds: float
    processor: float
    counts: dict[str, int]


def bare(address: str, chats: Sequence[int], workers: int, *, public: bool = False) -> Run:
    """Send by our HTTP layer alone: nothing is written down.

    Args:
        address: Where the stand-in is.
        chats: Who gets it.
        workers: How many send at the same time.
        public: Whether by PTB's `send_message` over our request class, or as we send.
    """
    return uvloop.run(_bare(address, chats, workers, public=public))


@dataclass(frozen=True)
class Broadcast:
    """What our sender is to do.

    Args:
        address: Where the stand-in is.
        url: The database.
        chats: Who gets it.
        in_flight: How many may be on their way.
        per_second: The pace.
        rule: What to do with what may have arrived.
    """

    address: str
    url: str
    chats: Sequence[int]
    in_flight: int
    per_second: float = UNLIMITED
    rule: WhenUnsure = WhenUnsure.RESEND


def durable(broadcast: Broadcast) -> Run:
    """Send what the outbox holds; every state is committed before and after the send."""
    return uvloop.run(_durable(broadcast))


async def put_in(database: Database, chats: Sequence[int], rule: WhenUnsure) -> None:
    """Put one message for each chat into the outbox."""
    async with database.begin() as connection:
        await Outbox().enqueue(
            connection,
            batch=BATCH,
            body=NOTICE,
            addresses=chats,
            now=SystemClock().now(),
            when_unsure=rule,
        )


def make_bot(address: str, connections: int) -> Bot:
    """Return a bot over our own request class."""
    return Bot(
        TOKEN,
        f"{address}/bot",
        request=AiohttpRequest(connections=connections),
        get_updates_request=AiohttpRequest(connections=1),
    )


async def _bare(address: str, chats: Sequence[int], workers: int, *, public: bool) -> Run:
    queue = iter(chats)
    keyboard = markup(NOTICE.keyboard, None)
    async with make_bot(address, workers) as bot:
        sender = TelegramSender(bot)

        async def work() -> None:
            for chat in queue:
                if public:
                    await bot.send_message(chat, NOTICE.text, reply_markup=keyboard)
                else:
                    assert isinstance(await sender.send(chat, NOTICE), Delivered)

        spare_what_stays()
        before, began = processor(), time.perf_counter()
        await asyncio.gather(*(work() for _ in range(workers)))
        return Run(time.perf_counter() - began, processor() - before, {})


async def _durable(broadcast: Broadcast) -> Run:
    database = Database(broadcast.url)
    await migrate.upgrade(database)
    await put_in(database, broadcast.chats, broadcast.rule)
    async with make_bot(broadcast.address, broadcast.in_flight) as bot:
        dispatcher = Dispatcher(
            database,
            TelegramSender(bot),
            SystemClock(),
            pacing=Pacing(broadcast.per_second),
            in_flight=broadcast.in_flight,
            on_gone=_unexpected,
        )
        spare_what_stays()
        before, began = processor(), time.perf_counter()
        work = asyncio.create_task(dispatcher.run())
        counts = await _until_settled(database)
        run = Run(time.perf_counter() - began, processor() - before, counts)
        work.cancel()
        await asyncio.wait({work})
    await database.close()
    return run


async def _until_settled(database: Database) -> dict[str, int]:
    while True:
        async with database.read() as connection:
            progress = await Outbox().progress(connection, BATCH)
        if progress.is_finished:
            return {state.value: progress[state] for state in State if progress[state]}
        await asyncio.sleep(min(0.25, 0.01 + progress.open_count / 40_000))


async def _unexpected(address: int) -> None:
    message = f"{address} is gone, and nobody should be."
    raise AssertionError(message)


def processor() -> float:
    """Return the seconds of processor this process has used."""
    usage = resource.getrusage(resource.RUSAGE_SELF)
    return usage.ru_utime + usage.ru_stime
