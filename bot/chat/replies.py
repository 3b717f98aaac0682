"""What a chat answers on its way to Telegram, without what PTB builds around it.

PTB's `send_message` and `edit_message_text` spend more on a dozen parameters nobody gave, and on
a Message out of Telegram's answer, than the sending itself takes; and a form writes a Chinese
character in nine letters, which costs as much again. So what is said goes as JSON, and of a sent
message we ask for the number only. Everything else is PTB's: the request, its errors, and the
rate limiter, which is our patience.
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

_Values = dict[str, object]


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
    sent = await _post(bot, "sendMessage", _values(address, reply))
    match sent:
        case {"message_id": int(number)}:
            return number
        case _:
            raise ReplyUnreadable("Telegram did not say the number of a reply.")


async def edit(bot: Bot, address: int, message: int, text: str, keyboard: Keyboard = ()) -> None:
    """Give a message of ours another text, and these buttons or none.

    Raises:
        TelegramError: As PTB's `edit_message_text` raises it.
    """
    values: _Values = {"chat_id": address, "message_id": message, "text": text}
    buttons = markup_values(keyboard)
    if buttons is not None:
        values["reply_markup"] = buttons
    await _post(bot, "editMessageText", values)


async def acknowledge(bot: Bot, tap: str, text: str | None = None) -> None:
    """Tell Telegram that a tap has arrived, with a short word at the top of the screen.

    Args:
        bot: The bot.
        tap: The number of the callback query.
        text: The word.

    Raises:
        TelegramError: As PTB's `answer_callback_query` raises it.
    """
    values: _Values = {"callback_query_id": tap}
    if text is not None:
        values["text"] = text
    await _post(bot, "answerCallbackQuery", values)


async def _post(bot: Bot, endpoint: str, values: _Values) -> Any:
    url = f"{bot.base_url}/{endpoint}"
    content = Prepared(json.dumps(values, ensure_ascii=False).encode(), JSON).as_data()
    patience = bot.rate_limiter if isinstance(bot, ExtBot) else None
    if patience is None:
        return await bot.request.post(url, content)
    return await patience.process_request(
        bot.request.post,
        (url, content),
        kwargs={},
        endpoint=endpoint,
        data=values,
        rate_limit_args=None,
    )


def _values(address: int, reply: Reply) -> _Values:
    values: _Values = {"chat_id": address, "text": reply.text}
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
