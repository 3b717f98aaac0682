"""One notice to many chats, as others write it.

    .venv-peers/bin/python -m benchmarks.peers.sending ptb-loop http://127.0.0.1:8081 1500

Prints how long it took, what it cost of the processor, how many sends ended in an error the
program gave up on, and how often it met a 429. Chats are numbered from 1.
"""

from __future__ import annotations

import asyncio
import json
import resource
import sys
import time
from collections.abc import Awaitable, Callable
from datetime import timedelta
from typing import Any

import aiogram
import telegram
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.telegram import TelegramAPIServer
from aiogram.exceptions import TelegramAPIError, TelegramRetryAfter
from telegram.error import RetryAfter, TelegramError
from telegram.ext import AIORateLimiter, Application

TOKEN = "7000000001:" + "a" * 35
TEXT = "明天上午体检，请为孩子穿宽松的衣服。"
CHUNK = 100

Send = Callable[[int], Awaitable[object]]


class Count:
    """What went wrong: sends that were given up, and 429s."""

    def __init__(self) -> None:
        self.failed = 0
        self.refused = 0


async def in_a_row(send: Send, chats: range, pause: float = 0.0) -> None:
    """Send one after the other."""
    for chat in chats:
        await send(chat)
        if pause:
            await asyncio.sleep(pause)


async def in_chunks(send: Send, chats: range) -> None:
    """Send a hundred at once, then the next."""
    for start in range(0, len(chats), CHUNK):
        await asyncio.gather(*(send(chat) for chat in chats[start : start + CHUNK]))


async def by_the_second(send: Send, chats: range) -> None:
    """Send thirty at once, then wait for the rest of the second."""
    for start in range(0, len(chats), 30):
        began = time.monotonic()
        await asyncio.gather(*(send(chat) for chat in chats[start : start + 30]))
        await asyncio.sleep(max(0.0, 1.0 - (time.monotonic() - began)))


def with_ptb(bot: telegram.Bot, count: Count, *, waits: bool) -> Send:
    """Send by python-telegram-bot; what fails is counted and dropped, as most programs do."""

    async def send(chat: int) -> None:
        while True:
            try:
                await bot.send_message(chat, TEXT)
            except RetryAfter as error:
                count.refused += 1
                if not waits:
                    count.failed += 1
                    return
                await asyncio.sleep(_seconds(error.retry_after))
            except TelegramError:
                count.failed += 1
                return
            else:
                return

    return send


def with_aiogram(bot: aiogram.Bot, count: Count) -> Send:
    """Send by aiogram, waiting as long as a 429 says."""

    async def send(chat: int) -> None:
        while True:
            try:
                await bot.send_message(chat, TEXT)
            except TelegramRetryAfter as error:
                count.refused += 1
                await asyncio.sleep(error.retry_after)
            except TelegramAPIError:
                count.failed += 1
                return
            else:
                return

    return send


def _seconds(length: float | timedelta) -> float:
    return length.total_seconds() if isinstance(length, timedelta) else length


async def ptb(kind: str, address: str, chats: range, count: Count) -> float:
    """Run one of PTB's ways; returns the seconds it took."""
    builder: Any = Application.builder().token(TOKEN).base_url(f"{address}/bot")
    if kind.startswith("ptb-limiter"):
        retries = 5 if kind.endswith("retries") else 0
        builder = builder.rate_limiter(AIORateLimiter(max_retries=retries))
    if "gather" in kind or "limiter" in kind:
        builder = builder.connection_pool_size(256).pool_timeout(600)
    application = builder.build()
    async with application.bot as bot:
        send = with_ptb(bot, count, waits=kind.endswith("-waits"))
        began = time.perf_counter()
        if "gather" in kind or "limiter" in kind:
            await in_chunks(send, chats)
        else:
            await in_a_row(send, chats)
        return time.perf_counter() - began


async def by_aiogram(kind: str, address: str, chats: range, count: Count) -> float:
    """Run one of aiogram's ways; returns the seconds it took."""
    server = TelegramAPIServer.from_base(address)
    bot = aiogram.Bot(TOKEN, session=AiohttpSession(api=server))
    send = with_aiogram(bot, count)
    async with bot.session:
        began = time.perf_counter()
        if kind == "aiogram-gather":
            await in_chunks(send, chats)
        elif kind == "aiogram-by-the-second":
            await by_the_second(send, chats)
        else:
            await in_a_row(send, chats, 0.05 if kind == "aiogram-docs" else 0.0)
        return time.perf_counter() - began


async def main(kind: str, address: str, recipients: int) -> dict[str, Any]:
    """Run one way of sending and describe it."""
    count = Count()
    way = ptb if kind.startswith("ptb") else by_aiogram
    before = _processor()
    took = await way(kind, address, range(1, recipients + 1), count)
    return {
        "seconds": took,
        "processor": _processor() - before,
        "failed": count.failed,
        "refused": count.refused,
    }


def _processor() -> float:
    usage = resource.getrusage(resource.RUSAGE_SELF)
    return usage.ru_utime + usage.ru_stime


if __name__ == "__main__":
    print(json.dumps(asyncio.run(main(sys.argv[1], sys.argv[2], int(sys.argv[3])))))
