"""Fetch updates and confirm them only once they are handled.

PTB's own updater confirms an update before its handler has run, so a process that dies
takes unanswered questions with it. Here the offset moves behind the oldest update that is
still being handled: after a crash Telegram sends the unanswered ones again. A repeat can
therefore happen, and handlers bear it.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from datetime import timedelta
from typing import TypeVar

import structlog
from telegram import Bot, Update
from telegram.error import Conflict, InvalidToken, NetworkError, RetryAfter, TelegramError

log = structlog.get_logger()

WANTED = ["message", "callback_query", "my_chat_member"]
LONG_POLL = timedelta(seconds=25)
LOOK_AGAIN = 0.2
"""Seconds after which new updates are fetched although older ones are still in work."""

PAUSES = (0.5, 1.0, 2.0, 5.0, 10.0)

Handle = Callable[[Update], Awaitable[None]]
Result = TypeVar("Result")


class Window:
    """Which updates are in work, which are done, and up to where all are done.

    What is done is remembered until Telegram has been told: an answer that was asked for
    with an older offset still holds it, and must not bring it into work again.
    """

    def __init__(self) -> None:
        self.offset: int | None = None
        self._open: set[int] = set()
        self._done: set[int] = set()

    def takes(self, update_id: int) -> bool:
        """Note that an update is taken into work; False if it already was."""
        if update_id in self._open or update_id in self._done:
            return False
        self._open.add(update_id)
        return True

    def finish(self, update_id: int) -> None:
        """Note that an update is handled, and move the offset as far as possible."""
        self._open.discard(update_id)
        self._done.add(update_id)
        self.offset = min(self._open) if self._open else max(self._done) + 1

    def confirmed(self, offset: int | None) -> None:
        """Note that Telegram has answered a call with this offset and forgets what is below."""
        if offset is not None:
            self._done = {number for number in self._done if number >= offset}


class Polling:
    """The loop that fetches updates by long polling.

    Args:
        bot: Asks Telegram.
        handle: Handles one update; its errors are its own business.
    """

    def __init__(self, bot: Bot, handle: Handle) -> None:
        self._bot = bot
        self._handle = handle
        self._window = Window()
        self._tasks: set[asyncio.Task[None]] = set()

    async def run(self) -> None:
        """Fetch and handle until cancelled; what is in work is finished first.

        Raises:
            InvalidToken: Telegram refuses the token.
        """
        await self._persist(lambda: self._bot.delete_webhook(drop_pending_updates=False))
        try:
            while True:
                await self._round()
        finally:
            if self._tasks:
                await asyncio.wait(self._tasks, timeout=5)

    async def _round(self) -> None:
        updates = await self._persist(self._fetch)
        fresh = [update for update in updates if self._window.takes(update.update_id)]
        for update in fresh:
            task = asyncio.create_task(self._work(update))
            self._tasks.add(task)
            task.add_done_callback(self._tasks.discard)
        if self._tasks:
            await asyncio.wait(
                self._tasks, timeout=LOOK_AGAIN, return_when=asyncio.FIRST_COMPLETED
            )

    async def _work(self, update: Update) -> None:
        try:
            await self._handle(update)
        finally:
            self._window.finish(update.update_id)

    async def _fetch(self) -> tuple[Update, ...]:
        waiting = timedelta(0) if self._tasks else LONG_POLL
        offset = self._window.offset
        updates = await self._bot.get_updates(
            offset=offset, timeout=waiting, allowed_updates=WANTED
        )
        self._window.confirmed(offset)
        return updates

    async def _persist(self, ask: Callable[[], Awaitable[Result]]) -> Result:
        attempt = 0
        while True:
            try:
                return await ask()
            except InvalidToken:
                raise
            except (NetworkError, RetryAfter, Conflict) as error:
                pause = PAUSES[min(attempt, len(PAUSES) - 1)]
                log.warning("telegram_unreachable", kind=type(error).__name__, pause=pause)
                await asyncio.sleep(pause)
            except TelegramError as error:
                log.warning("telegram_refused_updates", kind=type(error).__name__)
                await asyncio.sleep(PAUSES[-1])
            attempt += 1
