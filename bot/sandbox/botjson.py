"""How the world looks to the bot: the objects of the Bot API.

Complete enough for libraries that insist on required fields, such as the stickers' types or
the sizes of a photo; see https://core.telegram.org/bots/api#available-types.
"""

from __future__ import annotations

import re

from bot.sandbox.markup import utf16_length
from bot.sandbox.settings import BotSettings
from bot.sandbox.values import (
    Author,
    Callback,
    JsonObject,
    JsonValue,
    Kind,
    Message,
    Person,
    StoredFile,
)
from bot.sandbox.world import BotAccount, World

_COMMAND = re.compile(r"(?<![\w/])/[A-Za-z0-9_]{1,32}(?:@\w{3,32})?")
_STICKER_SIDE = 512


def bot_user(bot: BotAccount, settings: BotSettings) -> JsonObject:
    """Return the bot's User object."""
    name = settings.texts.get(("name", ""), bot.name)
    return {"id": bot.id, "is_bot": True, "first_name": name, "username": bot.username}


def person_user(person: Person) -> JsonObject:
    """Return a person's User object."""
    return {
        "id": person.id,
        "is_bot": False,
        "first_name": person.name,
        "language_code": person.language,
    }


def private_chat(person: Person) -> JsonObject:
    """Return the Chat object of a person's private chat."""
    return {"id": person.id, "type": "private", "first_name": person.name}


def full_chat(person: Person) -> JsonObject:
    """Return the ChatFullInfo object of a person's private chat."""
    gifts = ("unlimited_gifts", "limited_gifts", "unique_gifts", "premium_subscription")
    accepted: JsonObject = dict.fromkeys((*gifts, "gifts_from_channels"), False)
    return {
        **private_chat(person),
        "accent_color_id": 0,
        "max_reaction_count": 11,
        "accepted_gift_types": accepted,
    }


def message_object(world: World, message: Message, *, nested: bool = False) -> JsonObject:
    """Return the Message object; a message it answers is inside, one level deep."""
    person = world.people[message.chat_id]
    by_bot = message.author is Author.BOT
    shown: dict[str, JsonValue] = {
        "message_id": message.id,
        "from": bot_user(world.bot, world.settings) if by_bot else person_user(person),
        "chat": private_chat(person),
        "date": message.date,
    }
    shown.update(_content(world, message))
    if message.edited is not None:
        shown["edit_date"] = message.edited
    if message.markup is not None and "inline_keyboard" in message.markup:
        shown["reply_markup"] = message.markup
    if message.forwarded:
        shown["forward_origin"] = _origin(world, message)
    if message.reply_to is not None and not nested:
        answered = world.message(message.chat_id, message.reply_to)
        if answered is not None:
            shown["reply_to_message"] = message_object(world, answered, nested=True)
    return shown


def callback_query(
    world: World, person: Person, message: Message, callback: Callback, data: str
) -> JsonObject:
    """Return the CallbackQuery object of a tap."""
    return {
        "id": callback.id,
        "from": person_user(person),
        "message": message_object(world, message),
        "chat_instance": str(callback.chat_id),
        "data": data,
    }


def membership_change(world: World, person: Person, *, blocked: bool) -> JsonObject:
    """Return the ChatMemberUpdated object that tells the bot of a block or its end."""
    bot = bot_user(world.bot, world.settings)
    member: JsonObject = {"user": bot, "status": "member"}
    kicked: JsonObject = {"user": bot, "status": "kicked", "until_date": 0}
    return {
        "chat": private_chat(person),
        "from": person_user(person),
        "date": world.seconds(),
        "old_chat_member": member if blocked else kicked,
        "new_chat_member": kicked if blocked else member,
    }


def command_entities(text: str) -> tuple[JsonObject, ...]:
    """Mark the commands in what a person wrote, as Telegram's apps do."""
    return tuple(
        {
            "type": "bot_command",
            "offset": utf16_length(text[: match.start()]),
            "length": utf16_length(match.group()),
        }
        for match in _COMMAND.finditer(text)
    )


def file_object(file: StoredFile, path: str) -> JsonObject:
    """Return the File object with the path under which the bytes can be fetched."""
    return {**_file(file), "file_path": path}


def _content(world: World, message: Message) -> JsonObject:
    entities = message.entities
    if message.file_id is None:
        return {"text": message.text, **({"entities": entities} if entities else {})}
    shown: dict[str, JsonValue] = {
        message.kind.value: _media(world.files[message.file_id], message.kind)
    }
    if message.text:
        shown["caption"] = message.text
    if entities:
        shown["caption_entities"] = entities
    return shown


def _media(file: StoredFile, kind: Kind) -> JsonValue:
    """Describe a file as its own kind of object; a photo is a list of sizes, here of one."""
    common = _file(file)
    match kind:
        case Kind.PHOTO:
            return [{**common, "width": file.width, "height": file.height}]
        case Kind.STICKER:
            return {
                **common,
                "type": "regular",
                "width": _STICKER_SIDE,
                "height": _STICKER_SIDE,
                "is_animated": False,
                "is_video": False,
            }
        case Kind.VOICE:
            return {**common, "duration": 1, "mime_type": file.mime}
        case _:
            return {**common, "file_name": file.name, "mime_type": file.mime}


def _file(file: StoredFile) -> dict[str, JsonValue]:
    return {
        "file_id": file.id,
        "file_unique_id": file.id[:16],
        "file_size": len(file.content),
    }


def _origin(world: World, message: Message) -> JsonObject:
    bot = bot_user(world.bot, world.settings)
    return {"type": "user", "sender_user": bot, "date": message.date}
