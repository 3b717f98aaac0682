"""Fetching by long polling, from a real server."""

from __future__ import annotations

import asyncio
from collections import Counter
from contextlib import suppress
from typing import Any

import pytest
from telegram import Update

from bot.chat.polling import Polling
from bot.chat.request import AiohttpRequest
from bot.sandbox import acting
from tests.support.telegram import bot_of, telegram

PARENTS = range(1, 6)


class Slow:
    """Handles updates only once it may."""

    def __init__(self) -> None:
        self.handled: list[int] = []
        self.begun = asyncio.Semaphore(0)
        self.may_end = asyncio.Event()

    async def handle(self, update: Update) -> None:
        self.begun.release()
        await self.may_end.wait()
        self.handled.append(update.update_id)


async def stop(running: asyncio.Task[None]) -> None:
    running.cancel()
    with suppress(asyncio.CancelledError):
        await running


async def test_a_polite_stop_finishes_and_confirms_what_is_in_work() -> None:
    slow = Slow()
    async with telegram(PARENTS) as sandbox, bot_of(sandbox) as bot:
        running = asyncio.create_task(Polling(bot, slow.handle, bot.request).run())
        for _ in PARENTS:
            await slow.begun.acquire()
        stopping = asyncio.create_task(stop(running))
        await asyncio.sleep(0)
        slow.may_end.set()
        await stopping

        waiting = await bot.get_updates(timeout=0)

    assert len(slow.handled) == len(PARENTS)
    assert waiting == ()


async def test_what_a_stop_cuts_short_is_not_confirmed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bot.chat.polling.FINISHES_WITHIN", 0.05)
    slow = Slow()
    async with telegram(PARENTS) as sandbox, bot_of(sandbox) as bot:
        running = asyncio.create_task(Polling(bot, slow.handle, bot.request).run())
        await slow.begun.acquire()
        await stop(running)

        waiting = await bot.get_updates(timeout=0)

    assert [update.effective_chat.id for update in waiting if update.effective_chat] == [*PARENTS]
    slow.may_end.set()


async def test_an_answer_nobody_can_read_does_not_end_the_polling(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("bot.chat.patience.START_PAUSES", (0.01,))
    slow = Slow()
    slow.may_end.set()
    real, broken = AiohttpRequest.do_request, [True]

    async def once_unreadable(
        self: AiohttpRequest, url: str, *given: Any, **named: Any
    ) -> tuple[int, bytes]:
        if url.endswith("/getUpdates") and broken:
            broken.pop()
            return 200, b"<html>The gateway has no time.</html>"
        return await real(self, url, *given, **named)

    monkeypatch.setattr(AiohttpRequest, "do_request", once_unreadable)
    async with telegram([1]) as sandbox, bot_of(sandbox) as bot:
        running = asyncio.create_task(Polling(bot, slow.handle, bot.request).run())
        await slow.begun.acquire()
        acting.write(sandbox.world, 1, "你好")
        await slow.begun.acquire()
        await stop(running)

    assert not broken
    assert len(slow.handled) == 2


async def test_an_update_nobody_can_read_is_passed_over(monkeypatch: pytest.MonkeyPatch) -> None:
    slow = Slow()
    slow.may_end.set()
    real, broken = Update.de_json.__func__, [True]  # type: ignore[attr-defined]

    def once_unreadable(cls: type[Update], data: object, bot: object = None) -> Update:
        if broken.pop() if broken else False:
            raise KeyError(data)
        found: Update = real(cls, data, bot)
        return found

    monkeypatch.setattr(Update, "de_json", classmethod(once_unreadable))
    async with telegram([1]) as sandbox, bot_of(sandbox) as bot:
        running = asyncio.create_task(Polling(bot, slow.handle, bot.request).run())
        acting.write(sandbox.world, 1, "你好")
        await slow.begun.acquire()
        await stop(running)

        assert await bot.get_updates(timeout=0) == ()

    assert len(slow.handled) == 1


async def test_however_many_write_at_once_each_update_is_built_and_handled_once(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    built = Counter[int]()
    real = Update.de_json.__func__  # type: ignore[attr-defined]

    def counting(cls: type[Update], data: dict[str, Any], bot: object = None) -> Update:
        built[data["update_id"]] += 1
        found: Update = real(cls, data, bot)
        return found

    monkeypatch.setattr(Update, "de_json", classmethod(counting))
    crowd, slow = range(1, 251), Slow()

    async def handle(update: Update) -> None:
        await asyncio.sleep(update.update_id % 7 / 1000)
        await slow.handle(update)

    slow.may_end.set()
    async with telegram(crowd) as sandbox, bot_of(sandbox) as bot:
        running = asyncio.create_task(Polling(bot, handle, bot.request).run())
        for _ in crowd:
            await slow.begun.acquire()
        await stop(running)

    assert len(slow.handled) == len(set(slow.handled)) == len(crowd)
    assert set(built.values()) == {1}
