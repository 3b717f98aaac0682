from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import AsyncIterator, Callable
from typing import Any

import pytest
from aiohttp import web
from aiohttp.test_utils import TestServer
from telegram import Bot
from telegram.error import BadRequest

from tests.unit.sandbox.conftest import Page, eventually


class Hook:
    """A bot's webhook that takes what comes, after failing as often as it is told to."""

    def __init__(self) -> None:
        self.failures: deque[int] = deque()
        self.bodies: list[dict[str, Any]] = []
        self.secrets: list[str | None] = []
        self.url = ""
        self.hold = asyncio.Event()
        self.hold.set()
        self.waiting = 0

    async def take(self, request: web.Request) -> web.Response:
        self.secrets.append(request.headers.get("X-Telegram-Bot-Api-Secret-Token"))
        if self.failures:
            return web.Response(status=self.failures.popleft())
        body = await request.json()
        self.waiting += 1
        await self.hold.wait()
        self.bodies.append(body)
        return web.Response()

    @property
    def texts(self) -> list[str]:
        return [body["message"]["text"] for body in self.bodies]

    async def until(self, met: Callable[[], bool]) -> None:
        async def is_met() -> bool:
            return met()

        await eventually(is_met)


@pytest.fixture
async def hook() -> AsyncIterator[Hook]:
    hook = Hook()
    application = web.Application()
    application.router.add_post("/hook", hook.take)
    async with TestServer(application, host="127.0.0.1") as server:
        hook.url = str(server.make_url("/hook"))
        yield hook


async def test_updates_arrive_with_the_secret(
    page: Page, bot: Bot, parent: int, hook: Hook
) -> None:
    await bot.set_webhook(hook.url, secret_token="se-cret_1")

    await page.post(f"chats/{parent}/messages", text="在吗")

    await hook.until(lambda: hook.texts == ["在吗"])
    assert hook.secrets == ["se-cret_1"]
    await until_pending(bot, 0)


async def test_what_waited_before_arrives_as_well(
    page: Page, bot: Bot, parent: int, hook: Hook
) -> None:
    await page.post(f"chats/{parent}/messages", text="在吗")

    await bot.set_webhook(hook.url)

    await hook.until(lambda: hook.texts == ["在吗"])


async def test_a_failed_delivery_is_tried_again_in_order(
    page: Page, bot: Bot, parent: int, hook: Hook
) -> None:
    hook.failures.extend([500, 503])
    await bot.set_webhook(hook.url)

    for text in ("一", "二", "三"):
        await page.post(f"chats/{parent}/messages", text=text)

    await hook.until(lambda: len(hook.bodies) == 3)
    assert hook.texts == ["一", "二", "三"]
    info = await bot.get_webhook_info()
    assert info.last_error_message
    assert "503" in info.last_error_message


async def test_chats_do_not_wait_for_each_other(
    page: Page, bot: Bot, parent: int, hook: Hook
) -> None:
    hook.hold.clear()
    await bot.set_webhook(hook.url)

    for person in (11, 12, 13):
        await page.meet(person)
        await page.post(f"chats/{person}/messages", text="在吗")

    await hook.until(lambda: hook.waiting == 3)
    hook.hold.set()
    await hook.until(lambda: len(hook.bodies) == 6)


async def test_no_more_than_max_connections_are_under_way(
    page: Page, bot: Bot, parent: int, hook: Hook
) -> None:
    hook.hold.clear()
    await bot.set_webhook(hook.url, max_connections=2)

    for person in (11, 12, 13):
        await page.meet(person)

    await hook.until(lambda: hook.waiting == 2)
    assert (await bot.get_webhook_info()).pending_update_count == 3
    hook.hold.set()
    await hook.until(lambda: len(hook.bodies) == 3)


async def test_what_a_deleted_webhook_did_not_take_can_be_polled(
    page: Page, bot: Bot, parent: int
) -> None:
    await bot.set_webhook("http://127.0.0.1:9/nobody")
    await page.post(f"chats/{parent}/messages", text="在吗")

    await bot.delete_webhook()

    (update,) = await bot.get_updates()
    assert update.message
    assert update.message.text == "在吗"


async def test_waiting_updates_can_be_dropped(page: Page, bot: Bot, parent: int) -> None:
    await page.post(f"chats/{parent}/messages", text="在吗")

    await bot.delete_webhook(drop_pending_updates=True)

    assert await bot.get_updates(timeout=0) == ()


@pytest.mark.parametrize(
    "url", ["http://school.example/hook", "ftp://127.0.0.1", "hook", "http://["]
)
async def test_a_webhook_must_be_https_or_on_this_machine(bot: Bot, url: str) -> None:
    with pytest.raises(BadRequest, match="Bad webhook"):
        await bot.set_webhook(url)


async def test_a_secret_has_only_plain_characters(bot: Bot) -> None:
    with pytest.raises(BadRequest, match="Secret token contains unallowed characters"):
        await bot.set_webhook("http://127.0.0.1:9/hook", secret_token="ge heim")


async def until_pending(bot: Bot, count: int) -> None:
    async def is_so() -> bool:
        return (await bot.get_webhook_info()).pending_update_count == count

    await eventually(is_so)
