"""Fetch updates and confirm them only once they are handled.

PTB's own updater confirms an update before its handler has run, so a process that dies
takes unanswered questions with it. Here the offset moves behind the oldest update that is
still being handled: after a crash Telegram sends the unanswered ones again. A repeat can
therefore happen, and handlers bear it.

While something is being handled, every answer brings it again. So updates are only built when
they are new, and none are fetched while Telegram could bring nothing new.
"""

from __future__ import annotations

import asyncio
import json
from bisect import bisect_left
from collections.abc import Awaitable, Callable, Sequence
from datetime import timedelta
from typing import Any
from urllib.parse import urlencode

import structlog
from telegram import Bot, Update
from telegram.error import TelegramError
from telegram.request import BaseRequest

from bot.chat.patience import insist
from bot.chat.request import Prepared
from bot.logs import described

log = structlog.get_logger()

WANTED = ["message", "callback_query", "my_chat_member"]
LONG_POLL = timedelta(seconds=25)
MOST_AT_ONCE = 100
"""Updates that Telegram gives at once; nothing behind them is seen until the first are done."""

ENOUGH = 25
"""How many of so many have to be done before it is worth asking for more."""

FINISHES_WITHIN = 5.0
"""Seconds that updates in work are waited for when the process is stopped."""

LOOK_AGAIN = 0.2
"""Seconds after which new updates are fetched although older ones are still in work."""

Handle = Callable[[Update], Awaitable[None]]
Raw = dict[str, Any]
"""An update as Telegram writes it."""


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
        bot: Whose updates these are; they answer through it.
        handle: Handles one update; its errors are its own business.
        polls: Carries the polls, apart from replies, so that neither waits for the other.
    """

    def __init__(self, bot: Bot, handle: Handle, polls: BaseRequest) -> None:
        self._bot = bot
        self._handle = handle
        self._polls = polls
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
        brought = await insist(self._fetch)
        for raw in brought:
            if self._window.takes(raw["update_id"]):
                task = asyncio.create_task(self._work(raw))
                self._tasks.add(task)
                task.add_done_callback(self._tasks.discard)
        if len(brought) < MOST_AT_ONCE:
            await self._until_something_is_done()
        else:
            await self._until_enough_is_done([raw["update_id"] for raw in brought])

    async def _until_something_is_done(self) -> None:
        if self._tasks:
            await asyncio.wait(
                self._tasks, timeout=LOOK_AGAIN, return_when=asyncio.FIRST_COMPLETED
            )

    async def _until_enough_is_done(self, brought: Sequence[int]) -> None:
        while self._tasks and bisect_left(brought, self._window.offset or 0) < ENOUGH:
            await asyncio.wait(self._tasks, return_when=asyncio.FIRST_COMPLETED)

    async def _work(self, raw: Raw) -> None:
        try:
            update = _built(raw, self._bot)
            if update is not None:
                await self._handle(update)
        finally:
            self._window.finish(raw["update_id"])

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

    async def _fetch(self) -> list[Raw]:
        waiting = 0.0 if self._tasks else LONG_POLL.total_seconds()
        offset = self._window.offset
        asked = {"timeout": int(waiting), "allowed_updates": json.dumps(WANTED)}
        if offset is not None:
            asked["offset"] = offset
        brought = await self._polls.post(
            f"{self._bot.base_url}/getUpdates",
            Prepared(urlencode(asked).encode()).as_data(),
            read_timeout=waiting + (self._polls.read_timeout or 0),
        )
        self._window.confirmed(offset)
        return sorted(brought, key=_number) if isinstance(brought, list) else []


def _number(raw: Raw) -> int:
    return int(raw["update_id"])


def _built(raw: Raw, bot: Bot) -> Update | None:
    """Build an update; one that nobody can read is passed over, or it would come for ever."""
    try:
        return Update.de_json(raw, bot)
    except Exception as error:  # noqa: BLE001 - whatever the library says to what it cannot read
        log.error("update_unreadable", **described(error))  # noqa: TRY400 - no contents
        return None
