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

import structlog
from telegram import Bot, Update
from telegram.error import TelegramError

from bot.chat.patience import insist

log = structlog.get_logger()

WANTED = ["message", "callback_query", "my_chat_member"]
LONG_POLL = timedelta(seconds=25)
FINISHES_WITHIN = 5.0
"""Seconds that updates in work are waited for when the process is stopped."""

LOOK_AGAIN = 0.2
"""Seconds after which new updates are fetched although older ones are still in work."""

Handle = Callable[[Update], Awaitable[None]]


class Window:
    """Which updates are in work, which are done, and up to where all are done.

    What is done is remembered until Telegram has been told: an answer that was asked for
    with an older offset still holds it, and must not bring it into work again.
    """

    def __init__(self) -> None:
        self.offset: int | None = None
        self._open: set[int] = set()
        self._done: set[int] = set()

    @property
    def has_unconfirmed(self) -> bool:
        """Whether something is done that Telegram has not been told of."""
        return bool(self._done)

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
        """Fetch and handle until cancelled; what is in work is finished and confirmed first.

        Raises:
            InvalidToken: Telegram refuses the token.
        """
        await insist(lambda: self._bot.delete_webhook(drop_pending_updates=False))
        try:
            while True:
                await self._round()
        finally:
            await self._leave()

    async def _round(self) -> None:
        updates = await insist(self._fetch)
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

    async def _leave(self) -> None:
        """Finish what is in work, and say so, or the next start would answer it again."""
        if self._tasks:
            await asyncio.wait(self._tasks, timeout=FINISHES_WITHIN)
        if self._window.has_unconfirmed:
            try:
                async with asyncio.timeout(FINISHES_WITHIN):
                    await self._bot.get_updates(offset=self._window.offset, limit=1, timeout=0)
            except (TelegramError, TimeoutError) as error:
                log.warning("updates_not_confirmed", kind=type(error).__name__)

    async def _fetch(self) -> tuple[Update, ...]:
        waiting = timedelta(0) if self._tasks else LONG_POLL
        offset = self._window.offset
        updates = await self._bot.get_updates(
            offset=offset, timeout=waiting, allowed_updates=WANTED
        )
        self._window.confirmed(offset)
        return updates
