"""The world on disk, so that a sandbox can be stopped and started again.

One JSON file, replaced as a whole: a broken write leaves the last good one. It is written
half a second after a change, in a thread, from a shallow copy of frozen values, so that
neither the bot nor the pages wait for the disk.
"""

from __future__ import annotations

import asyncio
import base64
import json
import logging
import os
from collections.abc import Coroutine
from dataclasses import fields
from pathlib import Path
from typing import Any

from bot.sandbox.errors import WorldUnreadable, WorldUnwritable
from bot.sandbox.settings import BotSettings, Webhook
from bot.sandbox.updates import Update
from bot.sandbox.values import (
    Author,
    Callback,
    ChatId,
    Kind,
    Message,
    Person,
    StoredFile,
)
from bot.sandbox.world import World

_FORMAT = 1
_PAUSE_SECONDS = 0.5
_LOG = logging.getLogger(__name__)


class Keeper:
    """Keeps a world in a file.

    Args:
        world: what to keep.
        path: where; None keeps nothing.
    """

    def __init__(self, world: World, path: Path | None) -> None:
        self._world = world
        self._path = path
        self._saving = asyncio.Lock()

    def load(self) -> None:
        """Take over the world of an earlier run, if there is one.

        Raises:
            WorldUnreadable: the file holds something else.
        """
        if self._path is None or not self._path.exists():
            return
        try:
            stored = json.loads(self._path.read_text("utf-8"))
            if stored.get("format") != _FORMAT:
                raise WorldUnreadable(self._path, "it has another format")
            restore(self._world, stored)
        except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
            raise WorldUnreadable(self._path, type(error).__name__) from error

    async def run(self) -> None:
        """Save after changes, for ever."""
        while self._path is not None:
            await self._world.changed.wait()
            await asyncio.sleep(_PAUSE_SECONDS)
            try:
                await self.save()
            except WorldUnwritable as error:
                _LOG.warning("%s", error)

    async def save(self) -> None:
        """Write the world now if it has changed since it was last written.

        Raises:
            WorldUnwritable: the disk did not take it; it counts as changed still.
        """
        async with self._saving:
            if self._path is None or not self._world.changed.is_set():
                return
            self._world.changed.clear()
            parts = _copy(self._world)
            try:
                await _to_the_end(asyncio.to_thread(_write, self._path, parts))
            except OSError as error:
                self._world.changed.set()
                raise WorldUnwritable(self._path, error.strerror or "no reason given") from error


async def _to_the_end(writing: Coroutine[None, None, None]) -> None:
    """Wait for a write even when cancelled, so that two never overlap."""
    task = asyncio.create_task(writing)
    try:
        await asyncio.shield(task)
    except asyncio.CancelledError:
        await task
        raise


def _copy(world: World) -> dict[str, object]:
    """Copy the tables, not the frozen values in them."""
    settings = world.settings
    return {
        "format": _FORMAT,
        "people": list(world.people.values()),
        "messages": [one for chat in world.messages.values() for one in chat.values()],
        "files": list(world.files.values()),
        "callbacks": list(world.callbacks.values()),
        "last_message_id": world.last_message_id,
        "updates": list(world.updates.pending.values()),
        "next_update_id": world.updates.next_id,
        "allowed_updates": sorted(world.updates.allowed),
        "commands": [[*key, menu] for key, menu in settings.commands.items()],
        "texts": [[*key, text] for key, text in settings.texts.items()],
        "menu_buttons": list(settings.menu_buttons.items()),
        "webhook": settings.webhook,
    }


def _write(path: Path, parts: dict[str, object]) -> None:
    text = json.dumps(parts, default=_as_record, ensure_ascii=False)
    fresh = path.with_name(f"{path.name}.new")
    path.parent.mkdir(parents=True, exist_ok=True)
    with os.fdopen(
        os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w", encoding="utf-8"
    ) as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
    fresh.replace(path)


def _as_record(value: object) -> object:
    if isinstance(value, bytes):
        return base64.b64encode(value).decode()
    if isinstance(value, (Person, Message, StoredFile, Callback, Update, Webhook)):
        return {field.name: getattr(value, field.name) for field in fields(value)}
    raise TypeError(f"{type(value).__name__} cannot be kept")


def restore(world: World, stored: dict[str, Any]) -> None:
    """Fill a world from what `Keeper.save` wrote.

    Raises:
        KeyError, TypeError, ValueError: the record is not of that shape.
    """
    for record in stored["people"]:
        person = Person(**record)
        world.people[ChatId(person.id)] = person
        world.messages[ChatId(person.id)] = {}
    for record in stored["messages"]:
        message = _message(record)
        world.messages[message.chat_id][message.id] = message
    for record in stored["files"]:
        content = base64.b64decode(record.pop("content"), validate=True)
        kind = Kind(record.pop("kind"))
        world.add_file(StoredFile(**record, kind=kind, content=content))
    for record in stored["callbacks"]:
        world.put_callback(Callback(**record))
    world.last_message_id = int(stored["last_message_id"])
    pending = [Update(**record) for record in stored["updates"]]
    world.updates.restore(pending, int(stored["next_update_id"]), stored["allowed_updates"])
    world.settings = _settings(stored)


def _message(record: dict[str, Any]) -> Message:
    author, kind = Author(record.pop("author")), Kind(record.pop("kind"))
    entities = tuple(record.pop("entities"))
    return Message(**record, author=author, kind=kind, entities=entities)


def _settings(stored: dict[str, Any]) -> BotSettings:
    return BotSettings(
        commands={(scope, tag): tuple(menu) for scope, tag, menu in stored["commands"]},
        texts={(which, tag): text for which, tag, text in stored["texts"]},
        menu_buttons=dict(stored["menu_buttons"]),
        webhook=Webhook(**stored["webhook"]),
    )
