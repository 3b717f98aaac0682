"""The table of Bot API methods: what each does, what it costs, and what it answers.

Names are matched without regard to case, as Telegram does.
"""

from __future__ import annotations

from collections.abc import Callable, Coroutine
from dataclasses import dataclass
from functools import partial
from typing import TypeAlias

from bot.sandbox import editing, fetching, profile, sending
from bot.sandbox.ledger import Ledger
from bot.sandbox.limits import Cost
from bot.sandbox.params import Params
from bot.sandbox.values import JsonValue, Message
from bot.sandbox.webhook import Deliveries
from bot.sandbox.world import World

Call: TypeAlias = "Callable[[World, Params], JsonValue | Coroutine[None, None, JsonValue]]"
_Send = Callable[[World, Params], Message]
_Answer = Callable[[World, Message], JsonValue]


@dataclass(frozen=True, slots=True)
class Method:
    """A method under the name Telegram writes; only getUpdates has to be waited for."""

    name: str
    call: Call
    cost: Cost = Cost.FREE


def method_table(
    ledger: Ledger, deliveries: Deliveries, callback_seconds: int
) -> dict[str, Method]:
    """Return all methods by name in small letters.

    Args:
        ledger: where accepted messages are noted.
        deliveries: who knows how the webhook does.
        callback_seconds: how long after a tap it can be answered.
    """
    methods = [*_sending(ledger), *_changing(callback_seconds), *_own(), *_fetching(deliveries)]
    return {method.name.lower(): method for method in methods}


def _sending(ledger: Ledger) -> list[Method]:
    def method(name: str, send: _Send, answer: _Answer) -> Method:
        def call(world: World, params: Params) -> JsonValue:
            message = send(world, params)
            ledger.note_send(message, name)
            return answer(world, message)

        return Method(name, call, Cost.MESSAGE)

    return [
        method("sendMessage", sending.send_message, sending.sent_object),
        method("sendPhoto", sending.send_photo, sending.sent_object),
        method("sendDocument", sending.send_document, sending.sent_object),
        method("forwardMessage", sending.forward_message, sending.sent_object),
        method("copyMessage", sending.copy_message, sending.sent_id),
    ]


def _changing(callback_seconds: int) -> list[Method]:
    answer = partial(editing.answer_callback, seconds=callback_seconds)
    return [
        Method("editMessageText", editing.edit_text, Cost.OVERALL),
        Method("editMessageCaption", editing.edit_caption, Cost.OVERALL),
        Method("editMessageMedia", editing.edit_media, Cost.OVERALL),
        Method("editMessageReplyMarkup", editing.edit_markup, Cost.OVERALL),
        Method("deleteMessage", editing.delete_message, Cost.OVERALL),
        Method("pinChatMessage", editing.pin_message, Cost.OVERALL),
        Method("sendChatAction", editing.send_chat_action, Cost.OVERALL),
        Method("answerCallbackQuery", answer),
    ]


def _own() -> list[Method]:
    return [
        Method("getMe", profile.get_me),
        Method("getChat", profile.get_chat),
        Method("getFile", profile.get_file),
        Method("setMyCommands", profile.set_commands),
        Method("getMyCommands", profile.get_commands),
        Method("deleteMyCommands", profile.delete_commands),
        Method("setMyName", partial(profile.set_text, which="name")),
        Method("getMyName", partial(profile.get_text, which="name")),
        Method("setMyDescription", partial(profile.set_text, which="description")),
        Method("getMyDescription", partial(profile.get_text, which="description")),
        Method("setMyShortDescription", partial(profile.set_text, which="short_description")),
        Method("getMyShortDescription", partial(profile.get_text, which="short_description")),
        Method("setChatMenuButton", profile.set_menu_button),
        Method("getChatMenuButton", profile.get_menu_button),
    ]


def _fetching(deliveries: Deliveries) -> list[Method]:
    return [
        Method("getUpdates", fetching.get_updates),
        Method("setWebhook", fetching.set_webhook),
        Method("deleteWebhook", fetching.delete_webhook),
        Method("getWebhookInfo", lambda _world, _params: deliveries.info()),
    ]
