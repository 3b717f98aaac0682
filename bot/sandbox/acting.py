"""What people do in their chats, and the update each deed gives the bot."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from bot.sandbox import botjson
from bot.sandbox.errors import PageError
from bot.sandbox.images import read_picture
from bot.sandbox.values import (
    Author,
    Callback,
    CallbackId,
    FileId,
    Kind,
    Message,
    MessageId,
    Person,
    StoredFile,
)
from bot.sandbox.world import World, new_token

LONGEST_TEXT = 4096
LONGEST_CAPTION = 1024
_PAYLOAD = re.compile(r"[A-Za-z0-9_-]{0,64}")
_CONFLICT = 409


@dataclass(frozen=True, slots=True, kw_only=True)
class Upload:
    """A file a person picks: what it is meant as, and its bytes."""

    kind: Kind
    name: str
    mime: str
    content: bytes


def write(world: World, chat_id: int, text: str, reply_to: int | None = None) -> Message:
    """Let a person write a text, perhaps in reply to a message.

    Raises:
        PageError: the text is empty or longer than an app lets anybody send, the message
            replied to is not there, or the person has blocked the bot.
    """
    person = _writer(world, chat_id)
    if not text.strip():
        raise PageError("A message needs a text.")
    if len(text) > LONGEST_TEXT:
        raise PageError(f"A message has at most {LONGEST_TEXT} characters, not {len(text)}.")
    return _say(world, person, _draft(world, person, text, reply_to))


def start(world: World, chat_id: int, payload: str = "") -> Message:
    """Let a person press Start, perhaps on a deep link; who had blocked the bot unblocks it.

    Raises:
        PageError: the payload has characters or a length that a deep link cannot carry.
    """
    if not _PAYLOAD.fullmatch(payload):
        raise PageError("A start payload has at most 64 of the characters A-Z a-z 0-9 _ -.")
    block(world, chat_id, blocked=False)
    return write(world, chat_id, f"/start {payload}".strip())


def tap(
    world: World, chat_id: int, message_id: int, data: str, *, forged: bool = False
) -> Callback:
    """Let a person tap a button of a message.

    A forged tap skips the check that the message has such a button, as an altered app could.

    Raises:
        PageError: the message is not there, or has no such button.
    """
    person = _writer(world, chat_id)
    message = world.message(chat_id, message_id)
    if message is None:
        raise PageError(f"There is no message {message_id} in this chat.", 404)
    if not forged and data not in _data_of(message):
        raise PageError(f"Message {message_id} has no button with this data (any more).", 409)
    callback = Callback(
        id=CallbackId(new_token()),
        chat_id=person.id,
        message_id=message.id,
        date=world.seconds(),
    )
    world.put_callback(callback)
    query = botjson.callback_query(world, person, message, callback, data)
    world.updates.add("callback_query", person.id, query)
    return callback


def send_file(world: World, chat_id: int, upload: Upload, caption: str = "") -> Message:
    """Let a person send a picture, a document, a sticker or a voice message.

    Raises:
        PageError: the caption is too long, or a photo is not a picture.
    """
    person = _writer(world, chat_id)
    if len(caption) > LONGEST_CAPTION:
        raise PageError(f"A caption has at most {LONGEST_CAPTION} characters.")
    file = world.add_file(_stored(upload))
    draft = _draft(world, person, caption, None)
    return _say(world, person, replace(draft, kind=upload.kind, file_id=file.id))


def block(world: World, chat_id: int, *, blocked: bool) -> Person:
    """Let a person block or unblock the bot; the bot is told when that changes something."""
    person = world.person(chat_id)
    if person.blocked == blocked:
        return person
    changed = world.put_person(replace(person, blocked=blocked))
    news = botjson.membership_change(world, changed, blocked=blocked)
    world.updates.add("my_chat_member", changed.id, news)
    return changed


def leave(world: World, chat_id: int) -> None:
    """Let a person delete the account; the bot is told nothing, as in life."""
    world.put_person(replace(world.person(chat_id), gone=True))


def read(world: World, chat_id: int) -> Person:
    """Let a person look at the chat."""
    person = world.person(chat_id)
    return person if person.unread == 0 else world.put_person(replace(person, unread=0))


def _writer(world: World, chat_id: int) -> Person:
    person = world.person(chat_id)
    if person.blocked:
        raise PageError(
            "This person has blocked the bot; unblock or press start first.", _CONFLICT
        )
    return person


def _draft(world: World, person: Person, text: str, reply_to: int | None) -> Message:
    if reply_to is not None and world.message(person.id, reply_to) is None:
        raise PageError(f"There is no message {reply_to} in this chat to reply to.", 404)
    return Message(
        id=world.next_message_id(),
        chat_id=person.id,
        author=Author.PERSON,
        date=world.seconds(),
        text=text,
        entities=botjson.command_entities(text),
        reply_to=None if reply_to is None else MessageId(reply_to),
    )


def _say(world: World, person: Person, message: Message) -> Message:
    if not person.started:
        world.put_person(replace(person, started=True))
    world.put_message(message)
    world.updates.add("message", person.id, botjson.message_object(world, message))
    return message


def _data_of(message: Message) -> set[str]:
    rows = (message.markup or {}).get("inline_keyboard")
    found: set[str] = set()
    for row in rows if isinstance(rows, list) else []:
        found.update(button.get("callback_data", "") for button in row)
    return found - {""}


def _stored(upload: Upload) -> StoredFile:
    file = StoredFile(
        id=FileId(new_token()),
        kind=upload.kind,
        name=upload.name,
        mime=upload.mime,
        content=upload.content,
    )
    if upload.kind is not Kind.PHOTO:
        return file
    picture = read_picture(upload.content)
    if picture is None:
        raise PageError("A photo must be a PNG, JPEG, GIF or WebP picture.")
    return replace(file, mime=picture.mime, width=picture.width, height=picture.height)
