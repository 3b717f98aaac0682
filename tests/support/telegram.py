"""The sandbox in place of Telegram, with many parents who have pressed Start."""

from __future__ import annotations

import contextlib
from collections import Counter
from collections.abc import AsyncIterator, Iterable

from telegram import Bot

from bot.chat.request import AiohttpRequest
from bot.sandbox import FaultPlan, Sandbox, SandboxOptions, acting

TOKEN = "7000000001:" + "a" * 35


@contextlib.asynccontextmanager
async def telegram(
    people: Iterable[int] = (),
    *,
    blocked: Iterable[int] = (),
    limits: bool = False,
    faults: FaultPlan | None = None,
) -> AsyncIterator[Sandbox]:
    """Start a sandbox in which these people talk to the bot, except who has blocked it."""
    options = SandboxOptions(port=0, limits=limits, faults=faults or FaultPlan())
    async with Sandbox(options) as sandbox:
        for person in people:
            sandbox.world.add_person(f"家长{person}", "zh-hans", person)
            acting.start(sandbox.world, person)
        for person in blocked:
            acting.block(sandbox.world, person, blocked=True)
        yield sandbox


@contextlib.asynccontextmanager
async def bot_of(sandbox: Sandbox, *, read_timeout: float = 5.0) -> AsyncIterator[Bot]:
    """Open a bot that tries nothing again by itself."""
    request = AiohttpRequest(read_timeout=read_timeout)
    polling = AiohttpRequest(connections=1)
    bot = Bot(TOKEN, sandbox.base_url, request=request, get_updates_request=polling)
    async with bot:
        yield bot


def copies(sandbox: Sandbox) -> Counter[int]:
    """Count how often each person was sent something."""
    return Counter(sent.chat_id for sent in sandbox.ledger.sends)
