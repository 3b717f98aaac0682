"""A sandbox of its own for every test, a page to act on it, and a bot that talks to it."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from typing import Any

import httpx
import pytest
from telegram import Bot, Update
from telegram.request import HTTPXRequest

from bot.sandbox import Sandbox, SandboxOptions

TOKEN = "7000000001:abc_DEF-123"
PARENT = 501


class Hours:
    """A clock that stands still until a test moves it."""

    def __init__(self) -> None:
        self.now = 1_795_000_000.0

    def __call__(self) -> float:
        return self.now


class Page:
    """What the chat page does, in a line each."""

    def __init__(self, client: httpx.AsyncClient) -> None:
        self.client = client

    async def post(self, path: str, **fields: object) -> dict[str, Any]:
        answer = await self.client.post(f"/sandbox/{path}", json=fields)
        assert answer.is_success, answer.text
        body: dict[str, Any] = answer.json()
        return body

    async def refused(self, path: str, **fields: object) -> tuple[int, str]:
        answer = await self.client.post(f"/sandbox/{path}", json=fields)
        return answer.status_code, answer.json()["error"]

    async def get(self, path: str) -> Any:
        answer = await self.client.get(f"/sandbox/{path}")
        assert answer.is_success, answer.text
        return answer.json()

    async def meet(self, person_id: int = PARENT, name: str = "王妈妈") -> int:
        """Let somebody appear and press Start."""
        await self.post("people", name=name, id=person_id)
        await self.post(f"chats/{person_id}/start")
        return person_id


@pytest.fixture
def hours() -> Hours:
    return Hours()


@pytest.fixture
async def sandbox(hours: Hours) -> AsyncIterator[Sandbox]:
    options = SandboxOptions(port=0, limits=False, webhook_pause=0.01)
    async with Sandbox(options, now=hours) as sandbox:
        yield sandbox


@pytest.fixture
async def page(sandbox: Sandbox) -> AsyncIterator[Page]:
    async with make_client(sandbox) as client:
        yield Page(client)


@pytest.fixture
async def bot(sandbox: Sandbox, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Bot]:
    monkeypatch.setenv("PTB_TIMEDELTA", "1")
    async with make_bot(sandbox) as bot:
        yield bot


@pytest.fixture
async def parent(page: Page, bot: Bot) -> int:
    """Somebody who has pressed Start, with that update already dealt with."""
    person_id = await page.meet()
    await confirm_all(bot)
    return person_id


def make_client(sandbox: Sandbox) -> httpx.AsyncClient:
    return httpx.AsyncClient(base_url=sandbox.address, trust_env=False)


def make_bot(sandbox: Sandbox, token: str = TOKEN) -> Bot:
    return Bot(
        token,
        base_url=sandbox.base_url,
        base_file_url=sandbox.base_file_url,
        request=HTTPXRequest(httpx_kwargs={"trust_env": False}),
        get_updates_request=HTTPXRequest(httpx_kwargs={"trust_env": False}),
    )


async def eventually(met: Callable[[], Awaitable[bool]]) -> None:
    """Wait until something is so; fails after five seconds."""
    async with asyncio.timeout(30):
        while True:
            if await met():
                return
            await asyncio.sleep(0.005)


async def confirm_all(bot: Bot) -> None:
    updates = await bot.get_updates(timeout=0)
    if updates:
        await bot.get_updates(offset=updates[-1].update_id + 1, timeout=0)


async def one_update(bot: Bot) -> Update:
    (update,) = await bot.get_updates(timeout=5)
    return update
