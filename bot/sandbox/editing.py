"""The methods that change or remove a message, or answer a tap."""

from __future__ import annotations

from dataclasses import replace

from bot.sandbox.botjson import message_object
from bot.sandbox.errors import bad_request
from bot.sandbox.keyboards import read_markup
from bot.sandbox.params import Params
from bot.sandbox.sending import (
    reachable,
    read_caption,
    read_chat_id,
    read_media,
    read_text,
)
from bot.sandbox.values import Author, JsonValue, Message
from bot.sandbox.world import World

_DELETABLE_SECONDS = 48 * 3600
_LONGEST_TOAST = 200
_NOT_MODIFIED = (
    "message is not modified: specified new message content and reply markup are exactly "
    "the same as a current content and reply markup of the message"
)
_TOO_OLD = "query is too old and response timeout expired or query ID is invalid"


def edit_text(world: World, params: Params) -> JsonValue:
    """editMessageText: another text, and the buttons of the call or none."""
    text, entities = read_text(params)
    markup = read_markup(params, inline_only=True)
    message = _own(world, params)
    if message.file_id is not None:
        raise bad_request("there is no text in the message to edit")
    return _changed(world, message, replace(message, text=text, entities=entities, markup=markup))


def edit_caption(world: World, params: Params) -> JsonValue:
    """editMessageCaption: another caption, and the buttons of the call or none."""
    caption, entities = read_caption(params)
    markup = read_markup(params, inline_only=True)
    message = _own(world, params)
    if message.file_id is None:
        raise bad_request("there is no caption in the message to edit")
    edited = replace(message, text=caption, entities=entities, markup=markup)
    return _changed(world, message, edited)


def edit_media(world: World, params: Params) -> JsonValue:
    """editMessageMedia: another picture or document with its caption, in place of one."""
    file, caption, entities = read_media(world, params)
    markup = read_markup(params, inline_only=True)
    message = _own(world, params)
    if message.file_id is None:
        raise bad_request("message can't be edited")
    edited = replace(
        message, kind=file.kind, file_id=file.id, text=caption, entities=entities, markup=markup
    )
    return _changed(world, message, edited)


def edit_markup(world: World, params: Params) -> JsonValue:
    """editMessageReplyMarkup: other buttons or none."""
    markup = read_markup(params, inline_only=True)
    message = _own(world, params)
    return _changed(world, message, replace(message, markup=markup))


def delete_message(world: World, params: Params) -> JsonValue:
    """deleteMessage: for both sides, within 48 hours."""
    chat_id = read_chat_id(params)
    if chat_id not in world.people:
        raise bad_request("chat not found")
    message = world.message(chat_id, params.integer("message_id"))
    if message is None:
        raise bad_request("message to delete not found")
    if world.seconds() - message.date > _DELETABLE_SECONDS:
        raise bad_request("message can't be deleted for everyone")
    world.put_message(replace(message, deleted=True))
    return True


def pin_message(world: World, params: Params) -> JsonValue:
    """pinChatMessage: accepted for a message that is there; the page shows no pins."""
    person = reachable(world, params)
    if world.message(person.id, params.integer("message_id")) is None:
        raise bad_request("message to pin not found")
    return True


def answer_callback(world: World, params: Params, seconds: int) -> JsonValue:
    """answerCallbackQuery: end the waiting of a tap, no later than so many seconds after it."""
    text = params.text("text")
    if len(text) > _LONGEST_TOAST:
        raise bad_request("MESSAGE_TOO_LONG")
    callback = world.take_callback(params.text("callback_query_id"))
    if callback is None or world.seconds() - callback.date > seconds:
        raise bad_request(_TOO_OLD)
    world.events.publish(
        {
            "type": "toast",
            "chat_id": callback.chat_id,
            "callback_id": callback.id,
            "message_id": callback.message_id,
            "text": text,
            "alert": params.flag("show_alert"),
            "url": params.text("url") or None,
        }
    )
    return True


def send_chat_action(world: World, params: Params) -> JsonValue:
    """sendChatAction: "typing" and the like, shown on the page for a moment."""
    person = reachable(world, params)
    action = params.text("action")
    if not action:
        raise bad_request("wrong parameter action in request")
    world.events.publish({"type": "typing", "chat_id": person.id, "action": action})
    return True


def _own(world: World, params: Params) -> Message:
    """Find the message to edit.

    Telegram lets a bot edit only its own, and none that came with a keyboard other than
    inline buttons.
    """
    person = reachable(world, params)
    if "message_id" not in params.values:
        raise bad_request("message identifier is not specified")
    message = world.message(person.id, params.integer("message_id"))
    if message is None:
        raise bad_request("message to edit not found")
    other_keyboard = message.markup is not None and "inline_keyboard" not in message.markup
    if message.author is not Author.BOT or message.forwarded or other_keyboard:
        raise bad_request("message can't be edited")
    return message


def _changed(world: World, before: Message, after: Message) -> JsonValue:
    if after == before:
        raise bad_request(_NOT_MODIFIED)
    return message_object(world, world.put_message(replace(after, edited=world.seconds())))
