"""Updates sent to the bot's webhook until it takes them.

One chat's updates go one after the other, different chats side by side up to
`max_connections`. Anything but a 2xx answer is tried again with growing pauses; a new
setWebhook begins at once with fresh patience, so a bot that was restarted need not wait.
"""

from __future__ import annotations

import asyncio
from dataclasses import dataclass

import aiohttp

from bot.sandbox.settings import Webhook
from bot.sandbox.updates import Update
from bot.sandbox.values import ChatId, JsonValue
from bot.sandbox.world import World

SECRET_HEADER = "X-Telegram-Bot-Api-Secret-Token"  # noqa: S105 - the header's name.
_ANSWER_SECONDS = 60
_LONGEST_PAUSE_FACTOR = 64


@dataclass(frozen=True, slots=True)
class Trouble:
    """The last failed delivery, for getWebhookInfo."""

    date: int
    message: str


class Deliveries:
    """Brings updates to the webhook, if the bot has set one.

    Args:
        first_pause: seconds before the second try; doubled for each further one, up to 64
            times as long.
    """

    def __init__(self, world: World, *, first_pause: float) -> None:
        self.trouble: Trouble | None = None
        self._world = world
        self._first_pause = first_pause
        self._served = Webhook()
        self._tasks: dict[ChatId, asyncio.Task[None]] = {}

    async def run(self) -> None:
        """Deliver for ever."""
        arrived = self._world.updates.arrived
        timeout = aiohttp.ClientTimeout(total=_ANSWER_SECONDS)
        async with aiohttp.ClientSession(timeout=timeout) as session:
            try:
                while True:
                    arrived.clear()
                    self._follow_settings()
                    self._begin(session)
                    await arrived.wait()
            finally:
                self._give_up()

    def info(self) -> dict[str, JsonValue]:
        """Return the WebhookInfo object."""
        webhook = self._world.settings.webhook
        info: dict[str, JsonValue] = {
            "url": webhook.url,
            "has_custom_certificate": False,
            "pending_update_count": len(self._world.updates.pending),
        }
        if webhook.url:
            info["max_connections"] = webhook.max_connections
        if self._world.updates.allowed:
            info["allowed_updates"] = sorted(self._world.updates.allowed)
        if self.trouble is not None:
            info["last_error_date"] = self.trouble.date
            info["last_error_message"] = self.trouble.message
        return info

    def _follow_settings(self) -> None:
        """Drop what was under way for another webhook; its updates are still pending."""
        if self._served is not self._world.settings.webhook:
            self._served = self._world.settings.webhook
            self.trouble = None
            self._give_up()

    def _give_up(self) -> None:
        for task in self._tasks.values():
            task.cancel()
        self._tasks.clear()

    def _begin(self, session: aiohttp.ClientSession) -> None:
        if not self._served.url:
            return
        for update in self._world.updates.pending.values():
            if len(self._tasks) >= self._served.max_connections:
                return
            if update.chat_id not in self._tasks:
                task = asyncio.create_task(self._deliver(session, self._served, update))
                self._tasks[update.chat_id] = task

    async def _deliver(
        self, session: aiohttp.ClientSession, webhook: Webhook, update: Update
    ) -> None:
        pause = self._first_pause
        while (trouble := await _post(session, webhook, update)) is not None:
            self.trouble = Trouble(self._world.seconds(), trouble)
            await asyncio.sleep(pause)
            pause = min(pause * 2, self._first_pause * _LONGEST_PAUSE_FACTOR)
        del self._tasks[update.chat_id]
        self._world.updates.confirm(update.id)
        self._world.updates.arrived.set()


async def _post(session: aiohttp.ClientSession, webhook: Webhook, update: Update) -> str | None:
    """Bring one update; returns what went wrong, None if it was taken."""
    headers = {SECRET_HEADER: webhook.secret_token} if webhook.secret_token else {}
    try:
        async with session.post(webhook.url, json=update.as_json(), headers=headers) as answer:
            if answer.ok:
                return None
            return f"Wrong response from the webhook: {answer.status} {answer.reason}"
    except TimeoutError:
        return "Read timeout expired"
    except aiohttp.ClientError:
        return "Connection failed"
