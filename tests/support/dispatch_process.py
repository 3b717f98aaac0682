"""A dispatcher in a process of its own, to be killed.

Run it as `python -m tests.support.dispatch_process DATABASE_URL BASE_URL IN_FLIGHT`.
"""

from __future__ import annotations

import asyncio
import sys

from telegram import Bot

from bot.chat.request import AiohttpRequest
from bot.chat.sender import TelegramSender
from bot.clock import SystemClock
from bot.delivery.dispatcher import Dispatcher
from bot.delivery.pacing import Pacing
from bot.storage.database import Database
from tests.support.dispatching import ignore
from tests.support.telegram import TOKEN


async def main(database_url: str, base_url: str, in_flight: int) -> None:
    polling = AiohttpRequest(connections=1)
    request = AiohttpRequest(read_timeout=5)
    bot = Bot(TOKEN, base_url, request=request, get_updates_request=polling)
    async with bot:
        await Dispatcher(
            Database(database_url),
            TelegramSender(bot),
            SystemClock(),
            pacing=Pacing(1000),
            in_flight=in_flight,
            on_gone=ignore,
        ).run()


if __name__ == "__main__":
    asyncio.run(main(sys.argv[1], sys.argv[2], int(sys.argv[3])))
