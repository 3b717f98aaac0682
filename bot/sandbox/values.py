"""The things a sandbox world is made of, as frozen values.

A change makes a new value, so a snapshot of the world for the file on disk is a shallow copy
that nothing can alter while a thread writes it. All times are whole Unix seconds (UTC), as in
the Bot API, because these values are only ever shown in that form.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import NewType, TypeAlias

JsonValue: TypeAlias = "bool | int | float | str | Sequence[JsonValue] | JsonObject | None"
JsonObject: TypeAlias = "Mapping[str, JsonValue]"

ChatId = NewType("ChatId", int)
"""A private chat; the same number is the id of the person in it."""

MessageId = NewType("MessageId", int)
FileId = NewType("FileId", str)
CallbackId = NewType("CallbackId", str)


class Author(StrEnum):
    """Who wrote a message."""

    BOT = "bot"
    PERSON = "person"


class Kind(StrEnum):
    """What a message carries."""

    TEXT = "text"
    PHOTO = "photo"
    DOCUMENT = "document"
    STICKER = "sticker"
    VOICE = "voice"


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """Somebody with a private chat with the bot.

    Attributes:
        language: an IETF tag as Telegram's apps report it, such as `zh-hans`.
        started: the person has written to the bot; before that the bot may not write.
        blocked: the person has blocked the bot.
        gone: the account was deleted; the row stays so that the bot gets the right refusal.
        unread: messages of the bot since the person last looked.
    """

    id: ChatId
    name: str
    language: str = "zh-hans"
    started: bool = False
    blocked: bool = False
    gone: bool = False
    unread: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredFile:
    """A file somebody sent; width and height are 0 where they mean nothing."""

    id: FileId
    kind: Kind
    name: str
    mime: str
    content: bytes
    width: int = 0
    height: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Message:
    """One message of a chat.

    Attributes:
        text: the text, or the caption of a file, without mark-up.
        entities: Telegram's entities of that text, offsets in UTF-16 units.
        markup: the `reply_markup` as the bot sent it, whatever its sort.
    """

    id: MessageId
    chat_id: ChatId
    author: Author
    date: int
    kind: Kind = Kind.TEXT
    text: str = ""
    entities: tuple[JsonObject, ...] = ()
    markup: JsonObject | None = None
    reply_to: MessageId | None = None
    file_id: FileId | None = None
    edited: int | None = None
    forwarded: bool = False
    deleted: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Callback:
    """A tap on a button that waits for the bot's answer."""

    id: CallbackId
    chat_id: ChatId
    message_id: MessageId
    date: int
