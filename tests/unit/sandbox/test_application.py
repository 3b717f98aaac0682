"""A whole python-telegram-bot application on the sandbox, with nothing changed for it."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any

import pytest
from telegram import InlineKeyboardButton, InlineKeyboardMarkup, Update
from telegram.ext import (
    Application,
    ApplicationBuilder,
    CallbackQueryHandler,
    CommandHandler,
    ContextTypes,
)

from bot.sandbox import Sandbox
from tests.unit.sandbox.conftest import PARENT, TOKEN, Page, eventually


async def welcome(update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
    assert update.message
    button = InlineKeyboardButton("好", callback_data="ok")
    await update.message.reply_text(
        f"收到 {' '.join(context.args or [])}",
        reply_markup=InlineKeyboardMarkup.from_button(button),
    )


async def thank(update: Update, _context: ContextTypes.DEFAULT_TYPE) -> None:
    assert update.callback_query
    await update.callback_query.answer("谢谢")
    await update.callback_query.edit_message_text("谢谢")


def build(sandbox: Sandbox) -> Application[Any, Any, Any, Any, Any, Any]:
    builder = ApplicationBuilder().token(TOKEN).job_queue(None)
    builder.base_url(sandbox.base_url).base_file_url(sandbox.base_file_url)
    application = builder.build()
    application.add_handler(CommandHandler("start", welcome))
    application.add_handler(CallbackQueryHandler(thank))
    return application


async def test_polling_a_deep_link_a_tap_and_a_clean_end(
    sandbox: Sandbox, page: Page, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PTB_TIMEDELTA", "1")
    application = build(sandbox)
    assert application.updater
    async with application:
        await application.start()
        await application.updater.start_polling(poll_interval=0)
        await page.post("people", name="王妈妈", id=PARENT)
        await page.post(f"chats/{PARENT}/start", payload="Kx7")
        await eventually(shows(page, "收到 Kx7"))
        message = (await page.get(f"chats/{PARENT}/messages"))[-1]
        await page.post(f"chats/{PARENT}/taps", message_id=message["id"], data="ok")
        await eventually(shows(page, "谢谢"))
        await application.updater.stop()
        await application.stop()

    assert sandbox.ledger.refusals == {}
    assert not sandbox.world.updates.pending


def shows(page: Page, text: str) -> Callable[[], Awaitable[bool]]:
    async def check() -> bool:
        return bool((await page.get(f"chats/{PARENT}/messages"))[-1]["text"] == text)

    return check
