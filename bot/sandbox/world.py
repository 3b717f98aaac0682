"""The people, chats, messages and files of the sandbox, in memory.

Everything that both sides, the bot and the people, can change goes through here, so that
each change is kept on disk and shown on the open pages without anybody having to remember to.
What a person may do is in `acting.py`, what the bot may do in `sending.py` and `editing.py`.
"""

from __future__ import annotations

import asyncio
import secrets
import time
from collections.abc import Callable
from dataclasses import dataclass, replace

from bot.sandbox.errors import PageError
from bot.sandbox.events import Events
from bot.sandbox.pagejson import message_for_page, person_for_page
from bot.sandbox.settings import BotSettings
from bot.sandbox.updates import Updates
from bot.sandbox.values import (
    Author,
    Callback,
    CallbackId,
    ChatId,
    FileId,
    JsonObject,
    Message,
    MessageId,
    Person,
    StoredFile,
)

_FIRST_PERSON_ID = 1001


@dataclass(frozen=True, slots=True, kw_only=True)
class BotAccount:
    """Who the bot is in this world; names the bot gives itself are settings."""

    id: int
    username: str
    name: str


class World:
    """Everything there is, and the three who follow its changes: disk, pages, bot.

    Args:
        bot: who the bot is.
        now: the time in Unix seconds; tests give their own to let days pass.
    """

    def __init__(self, bot: BotAccount, *, now: Callable[[], float] = time.time) -> None:
        self.bot = bot
        self.now = now
        self.changed = asyncio.Event()
        self.events = Events()
        self.updates = Updates(self.changed.set)
        self.settings = BotSettings()
        self.people: dict[ChatId, Person] = {}
        self.messages: dict[ChatId, dict[MessageId, Message]] = {}
        self.files: dict[FileId, StoredFile] = {}
        self.callbacks: dict[CallbackId, Callback] = {}
        self.last_message_id = 0

    def seconds(self) -> int:
        """Return the time as the Bot API writes it."""
        return int(self.now())

    def clear(self) -> None:
        """Remove people, messages and files; the bot's settings and all counters stay.

        Counters go on because a bot remembers the highest update it has handled.
        """
        gone = list(self.people)
        for table in (self.people, self.messages, self.files, self.callbacks):
            table.clear()
        self.updates.clear()
        self.changed.set()
        for chat_id in gone:
            self.events.publish({"type": "people", "chat_id": chat_id, "person": None})

    def add_person(self, name: str, language: str, person_id: int | None = None) -> Person:
        """Let a person appear, who has not yet written to the bot.

        Raises:
            PageError: the id is taken, also by somebody who left.
        """
        chat_id = ChatId(self._free_id() if person_id is None else person_id)
        if chat_id in self.people:
            raise PageError(f"There is already a person with the id {chat_id}.", 409)
        self.messages[chat_id] = {}
        return self.put_person(Person(id=chat_id, name=name, language=language))

    def put_person(self, person: Person) -> Person:
        """Keep a person's new state and show it."""
        self.people[person.id] = person
        self.changed.set()
        if self.events.wanted:
            shown = None if person.gone else person_for_page(person)
            self.events.publish({"type": "people", "chat_id": person.id, "person": shown})
        return person

    def person(self, chat_id: int) -> Person:
        """Find somebody the page speaks of.

        Raises:
            PageError: nobody has this id (any more).
        """
        person = self.people.get(ChatId(chat_id))
        if person is None or person.gone:
            raise PageError(f"There is no person with the id {chat_id}.", 404)
        return person

    def next_message_id(self) -> MessageId:
        """Return the next message's id; ids rise over all chats and are never used again."""
        self.last_message_id += 1
        return MessageId(self.last_message_id)

    def message(self, chat_id: int, message_id: int) -> Message | None:
        """Find a message that has not been deleted."""
        message = self.messages.get(ChatId(chat_id), {}).get(MessageId(message_id))
        return None if message is None or message.deleted else message

    def put_message(self, message: Message) -> Message:
        """Keep a new message or a message's new state, count it as unread, and show it."""
        chat = self.messages[message.chat_id]
        is_new = message.id not in chat
        chat[message.id] = message
        self.changed.set()
        if is_new and message.author is Author.BOT:
            self._count_unread(message.chat_id)
        if self.events.wanted:
            self.events.publish(self._message_event(message, is_new=is_new))
        return message

    def add_file(self, file: StoredFile) -> StoredFile:
        """Keep a file; the message that shows it comes after."""
        self.files[file.id] = file
        return file

    def put_callback(self, callback: Callback) -> None:
        """Keep a tap that waits for its answer."""
        self.callbacks[callback.id] = callback
        self.changed.set()

    def take_callback(self, callback_id: str) -> Callback | None:
        """Take a waiting tap out; each can be answered once."""
        self.changed.set()
        return self.callbacks.pop(CallbackId(callback_id), None)

    def _count_unread(self, chat_id: ChatId) -> None:
        person = self.people[chat_id]
        self.people[chat_id] = replace(person, unread=person.unread + 1)

    def _message_event(self, message: Message, *, is_new: bool) -> JsonObject:
        kind = "delete" if message.deleted else "message" if is_new else "edit"
        shown = message_for_page(message, self.files)
        return {"type": kind, "chat_id": message.chat_id, **shown}

    def _free_id(self) -> int:
        return max(self.people, default=_FIRST_PERSON_ID - 1) + 1


def new_token() -> str:
    """Return an id for a file or a tap that nobody can guess."""
    return secrets.token_urlsafe(18)
