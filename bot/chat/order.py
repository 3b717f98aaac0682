"""One chat's updates in order, different chats side by side.

A grandmother who taps twice must not be answered backwards, and a slow reply to her must
not keep the others waiting.
"""

from __future__ import annotations

import asyncio
import sys
from collections.abc import Awaitable, Coroutine
from typing import Any

from telegram import Update
from telegram.ext import BaseUpdateProcessor

MOST_AT_ONCE = 256


class ChatOrder(BaseUpdateProcessor):
    """Runs an update after the earlier ones of its chat.

    Args:
        most_at_once: How many updates are in work at the same time.
    """

    def __init__(self, most_at_once: int = MOST_AT_ONCE) -> None:
        # PTB's own limit would count updates that only wait for their chat: one person who
        # sends hundreds would hold every place.
        super().__init__(sys.maxsize)
        self._places = asyncio.Semaphore(most_at_once)
        self._queues: dict[int, tuple[asyncio.Lock, int]] = {}

    async def do_process_update(self, update: object, coroutine: Awaitable[Any]) -> None:
        """Wait for the chat's earlier updates, then run this one."""
        chat = update.effective_chat if isinstance(update, Update) else None
        if chat is None:
            await coroutine
            return
        lock, waiting = self._queues.get(chat.id, (asyncio.Lock(), 0))
        self._queues[chat.id] = (lock, waiting + 1)
        try:
            async with lock, self._places:
                await coroutine
        finally:
            if isinstance(coroutine, Coroutine):
                coroutine.close()  # One that never began, because the process is stopped.
            lock, waiting = self._queues[chat.id]
            if waiting == 1:
                del self._queues[chat.id]
            else:
                self._queues[chat.id] = (lock, waiting - 1)

    async def initialize(self) -> None:
        """Nothing to prepare."""

    async def shutdown(self) -> None:
        """Nothing to close."""
