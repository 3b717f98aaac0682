"""A reply on its way to Telegram, without what PTB builds around it.

PTB's `send_message` spends more on a dozen parameters nobody gave, and on a Message out of
Telegram's answer, than the sending itself takes; and a form writes a Chinese character in nine
letters, which costs as much again. So what is said goes as JSON, and of the sent message we ask
for the number only. Everything else is PTB's: the request, its errors, and the rate limiter,
which is our patience.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any

from telegram import Bot
from telegram.error import TelegramError
from telegram.ext import ExtBot

from bot.chat.keyboards import Keyboard, markup_values
from bot.chat.request import JSON, Prepared

_ENDPOINT = "sendMessage"


class ReplyUnreadable(TelegramError):
    """Telegram took a reply and did not say its number."""


@dataclass(frozen=True, slots=True)
class Reply:
    """What is said to a chat.

    Args:
        text: At most what fits into one message.
        keyboard: The buttons.
        force_reply: A hint for the reply field, which excludes buttons.
        reply_to: The number of the message it replies to, if that is still there.
        with_preview: Whether Telegram may fetch what an address in it leads to.
    """

    text: str
    keyboard: Keyboard = ()
    force_reply: str | None = None
    reply_to: int | None = None
    with_preview: bool = True


async def send(bot: Bot, address: int, reply: Reply) -> int:
    """Send a reply; returns its number.

    Raises:
        TelegramError: As PTB's `send_message` raises it.
    """
    values = _values(address, reply)
    url = f"{bot.base_url}/{_ENDPOINT}"
    content = Prepared(json.dumps(values, ensure_ascii=False).encode(), JSON).as_data()
    patience = bot.rate_limiter if isinstance(bot, ExtBot) else None
    if patience is None:
        sent: Any = await bot.request.post(url, content)
    else:
        sent = await patience.process_request(
            bot.request.post,
            (url, content),
            kwargs={},
            endpoint=_ENDPOINT,
            data=values,
            rate_limit_args=None,
        )
    match sent:
        case {"message_id": int(number)}:
            return number
        case _:
            raise ReplyUnreadable("Telegram did not say the number of a reply.")


def _values(address: int, reply: Reply) -> dict[str, object]:
    values: dict[str, object] = {"chat_id": address, "text": reply.text}
    buttons = markup_values(reply.keyboard, reply.force_reply)
    if buttons is not None:
        values["reply_markup"] = buttons
    if reply.reply_to is not None:
        # A question that was deleted meanwhile is answered all the same.
        replied = {"message_id": reply.reply_to, "allow_sending_without_reply": True}
        values["reply_parameters"] = replied
    if not reply.with_preview:
        values["link_preview_options"] = {"is_disabled": True}
    return values
