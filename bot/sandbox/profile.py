"""The methods about the bot itself: who it is, its menus, its texts, and its files."""

from __future__ import annotations

import re

from bot.sandbox.botjson import bot_user, file_object, full_chat
from bot.sandbox.errors import bad_request
from bot.sandbox.params import Params
from bot.sandbox.sending import read_chat_id
from bot.sandbox.settings import scope_key
from bot.sandbox.values import ChatId, FileId, JsonObject, JsonValue
from bot.sandbox.world import World

LARGEST_DOWNLOAD = 20 * 1024 * 1024
_COMMAND = re.compile(r"[a-z0-9_]+")
_LANGUAGE = re.compile(r"(?:[a-z]{2})?")
_MOST_COMMANDS = 100
_LONGEST_COMMAND = 32
_LONGEST_DESCRIPTION = 256
_LONGEST_TEXTS = {"name": 64, "description": 512, "short_description": 120}


def get_me(world: World, _params: Params) -> JsonValue:
    """getMe: the bot's own user."""
    return {
        **bot_user(world.bot, world.settings),
        "can_join_groups": False,
        "can_read_all_group_messages": False,
        "supports_inline_queries": False,
    }


def get_chat(world: World, params: Params) -> JsonValue:
    """getChat: a chat that the bot has met."""
    person = world.people.get(read_chat_id(params))
    if person is None or not person.started:
        raise bad_request("chat not found")
    return full_chat(person)


def set_commands(world: World, params: Params) -> JsonValue:
    """setMyCommands: the menu of a scope and language."""
    commands = params.json("commands")
    if not isinstance(commands, list):
        raise bad_request("can't parse commands JSON array")
    if len(commands) > _MOST_COMMANDS:
        raise bad_request("there can't be more than 100 bot commands")
    world.settings.commands[_menu_key(world, params)] = tuple(map(_command, commands))
    _settings_changed(world)
    return True


def get_commands(world: World, params: Params) -> JsonValue:
    """getMyCommands: the menu of exactly this scope and language."""
    return world.settings.commands.get(_menu_key(world, params), ())


def delete_commands(world: World, params: Params) -> JsonValue:
    """deleteMyCommands: let a wider scope show through."""
    world.settings.commands.pop(_menu_key(world, params), None)
    _settings_changed(world)
    return True


def set_text(world: World, params: Params, which: str) -> JsonValue:
    """setMyName, setMyDescription, setMyShortDescription; an empty text removes it."""
    text = params.text(which)
    if len(text) > _LONGEST_TEXTS[which]:
        raise bad_request(f"bot {which.replace('_', ' ')} is too long")
    key = (which, _language(params))
    if text:
        world.settings.texts[key] = text
    else:
        world.settings.texts.pop(key, None)
    _settings_changed(world)
    return True


def get_text(world: World, params: Params, which: str) -> JsonValue:
    """getMyName, getMyDescription, getMyShortDescription, in a language or by default."""
    texts = world.settings.texts
    default = world.bot.name if which == "name" else ""
    text = texts.get((which, _language(params)), texts.get((which, ""), default))
    return {which: text}


def set_menu_button(world: World, params: Params) -> JsonValue:
    """setChatMenuButton: for a chat or for all."""
    button = params.json("menu_button")
    if button is not None and not isinstance(button, dict):
        raise bad_request("object expected as menu button")
    world.settings.menu_buttons[_chat_or_all(params)] = button or {"type": "default"}
    world.changed.set()
    return True


def get_menu_button(world: World, params: Params) -> JsonValue:
    """getChatMenuButton: of a chat, else the one of all."""
    buttons = world.settings.menu_buttons
    button = buttons.get(_chat_or_all(params)) or buttons.get(None)
    return button if button and button.get("type") != "default" else {"type": "commands"}


def get_file(world: World, params: Params) -> JsonValue:
    """getFile: where the bytes of a file can be fetched."""
    file = world.files.get(FileId(params.text("file_id")))
    if file is None:
        raise bad_request("invalid file_id")
    if len(file.content) > LARGEST_DOWNLOAD:
        raise bad_request("file is too big")
    return file_object(file, f"{file.kind.value}s/{file.id}")


def _menu_key(world: World, params: Params) -> tuple[str, str]:
    scope = params.json("scope")
    if scope is not None and not isinstance(scope, dict):
        raise bad_request("object expected as bot command scope")
    chosen = scope or {"type": "default"}
    if chosen.get("type") == "chat" and not _is_known(world, chosen.get("chat_id")):
        raise bad_request("chat not found")
    return scope_key(chosen), _language(params)


def _is_known(world: World, chat_id: object) -> bool:
    try:
        return ChatId(int(str(chat_id))) in world.people
    except ValueError:
        return False


def _language(params: Params) -> str:
    language = params.text("language_code").lower()
    if not _LANGUAGE.fullmatch(language):
        raise bad_request("invalid language code specified")
    return language


def _command(entry: object) -> JsonObject:
    if not isinstance(entry, dict):
        raise bad_request("expected an Object as BotCommand")
    command = str(entry.get("command", "")).removeprefix("/")
    description = str(entry.get("description", "")).strip()
    if not command:
        raise bad_request("command must be non-empty")
    if len(command) > _LONGEST_COMMAND:
        raise bad_request("command length must not exceed 32")
    if not _COMMAND.fullmatch(command):
        raise bad_request("BOT_COMMAND_INVALID")
    if not description:
        raise bad_request("command description must be non-empty")
    if len(description) > _LONGEST_DESCRIPTION:
        raise bad_request("command description length must not exceed 256")
    return {"command": command, "description": description}


def _settings_changed(world: World) -> None:
    world.changed.set()
    world.events.publish({"type": "commands", "chat_id": None})


def _chat_or_all(params: Params) -> ChatId | None:
    return read_chat_id(params) if "chat_id" in params.values else None
