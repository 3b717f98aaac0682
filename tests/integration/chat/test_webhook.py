"""The door Telegram calls: who may, what is read, and what a refusal says."""

from __future__ import annotations

import asyncio
import socket
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress

import aiohttp
import pytest
from pydantic import SecretStr
from telegram import Bot, Update

from bot.chat.polling import Handle
from bot.chat.webhook import SECRET_HEADER, WebhookServer
from bot.config import BadConfiguration, Webhook
from bot.sandbox import Sandbox
from tests.support.telegram import bot_of, telegram

SECRET = "a-long-random-secret"
UPDATE = {"update_id": 7}


class Calls:
    """Handles updates only once it may."""

    def __init__(self) -> None:
        self.handled: list[int] = []
        self.begun = asyncio.Event()
        self.may_end = asyncio.Event()

    async def handle(self, update: Update) -> None:
        self.begun.set()
        await self.may_end.wait()
        self.handled.append(update.update_id)


def settings(secret: str = SECRET) -> Webhook:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    return Webhook(port=port, url=f"http://127.0.0.1:{port}/hook", secret_token=SecretStr(secret))


@asynccontextmanager
async def a_door(bot: Bot, handle: Handle) -> AsyncIterator[str]:
    """Open the door and yield its address."""
    chosen = settings()
    running = asyncio.create_task(WebhookServer(bot, handle, chosen).run())
    try:
        async with asyncio.timeout(60):
            while not (await bot.get_webhook_info()).url:  # noqa: ASYNC110 - a task sets it
                await asyncio.sleep(0.01)
        yield chosen.url
    finally:
        running.cancel()
        with suppress(asyncio.CancelledError):
            await running


@pytest.fixture
async def sandbox() -> AsyncIterator[Sandbox]:
    async with telegram() as sandbox:
        yield sandbox


async def call(
    http: aiohttp.ClientSession, url: str, content: object, secret: str = SECRET
) -> int:
    async with http.post(url, json=content, headers={SECRET_HEADER: secret}) as answer:
        return answer.status


async def test_who_does_not_know_the_secret_is_not_listened_to(sandbox: Sandbox) -> None:
    calls = Calls()
    async with (
        bot_of(sandbox) as bot,
        a_door(bot, calls.handle) as url,
        aiohttp.ClientSession() as http,
    ):
        assert [await call(http, url, UPDATE, wrong) for wrong in ("", "wrong", "é")] == [403] * 3

    assert not calls.begun.is_set()


@pytest.mark.parametrize("content", [[], "x", 7, None, {}, {"update_id": 1, "message": 5}])
async def test_what_is_no_update_is_refused(sandbox: Sandbox, content: object) -> None:
    calls = Calls()
    async with (
        bot_of(sandbox) as bot,
        a_door(bot, calls.handle) as url,
        aiohttp.ClientSession() as http,
    ):
        assert await call(http, url, content) == 400

    assert not calls.begun.is_set()


async def test_an_update_is_confirmed_once_it_is_handled_and_a_repeat_joins_it(
    sandbox: Sandbox,
) -> None:
    calls = Calls()
    async with (
        bot_of(sandbox) as bot,
        a_door(bot, calls.handle) as url,
        aiohttp.ClientSession() as http,
    ):
        first = asyncio.create_task(call(http, url, UPDATE))
        await calls.begun.wait()
        repeat = asyncio.create_task(call(http, url, UPDATE))
        await asyncio.sleep(0.05)
        assert not first.done()
        calls.may_end.set()
        assert [await first, await repeat] == [200, 200]

    assert calls.handled == [7]


async def test_a_secret_telegram_refuses_is_named_and_not_shown(sandbox: Sandbox) -> None:
    async with bot_of(sandbox) as bot:
        with pytest.raises(BadConfiguration) as caught:
            await WebhookServer(bot, Calls().handle, settings("not allowed!")).run()

    assert "telegram.webhook" in str(caught.value)
    assert "not allowed!" not in str(caught.value)
