"""Bots that answer every message with the same stored text, as documentation shows them.

    .venv-peers/bin/python -m benchmarks.peers.answering ptb-sequential http://127.0.0.1:8081

Runs until it is killed.
"""

from __future__ import annotations

import asyncio
import sys

import aiogram
import telegram
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.telegram import TelegramAPIServer
from telegram.ext import Application, ContextTypes, MessageHandler, filters

TOKEN = "7000000001:" + "a" * 35
ANSWER = "课后服务由家长自愿选择，学校不得强制或者变相强制学生参加。"


async def ptb_answer(update: telegram.Update, _context: ContextTypes.DEFAULT_TYPE) -> None:
    """Answer with PTB."""
    assert update.message is not None
    await update.message.reply_text(ANSWER)


def by_ptb(kind: str, address: str) -> None:
    """Poll with PTB, one update after the other or 256 at once."""
    builder = Application.builder().token(TOKEN).base_url(f"{address}/bot")
    if kind == "ptb-256":
        builder = builder.concurrent_updates(256).connection_pool_size(256).pool_timeout(600)
    application = builder.build()
    application.add_handler(MessageHandler(filters.TEXT, ptb_answer))
    application.run_polling()


async def by_aiogram(address: str) -> None:
    """Poll with aiogram, whose handlers run side by side."""
    server = TelegramAPIServer.from_base(address)
    bot = aiogram.Bot(TOKEN, session=AiohttpSession(api=server))
    dispatcher = aiogram.Dispatcher()

    async def answer(message: aiogram.types.Message) -> None:
        await message.answer(ANSWER)

    dispatcher.message.register(answer)
    await dispatcher.start_polling(bot)


if __name__ == "__main__":
    if sys.argv[1] == "aiogram":
        asyncio.run(by_aiogram(sys.argv[2]))
    else:
        by_ptb(sys.argv[1], sys.argv[2])
