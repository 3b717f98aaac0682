"""People in the sandbox: they say, tap and see, over HTTP, as a browser would."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import aiohttp

PATIENCE = 60.0
"""Seconds a person waits for the bot before a test gives up."""


@dataclass(frozen=True)
class Seen:
    """A message as its reader sees it."""

    id: int
    text: str
    buttons: tuple[tuple[str, str], ...]
    """Labels with what they carry."""
    force_reply: bool
    is_from_bot: bool
    edited: bool
    picture: str | None
    file: str | None
    """What a document is called."""

    def button(self, label: str) -> str:
        """Return what the first button whose label contains some words carries."""
        for shown, data in self.buttons:
            if label in shown:
                return data
        raise AssertionError(f"no button {label!r} under {self.text!r}: {self.labels}")

    @property
    def labels(self) -> list[str]:
        return [label for label, _ in self.buttons]


class Someone:
    """A person with the bot's chat open."""

    def __init__(self, http: aiohttp.ClientSession, number: int) -> None:
        self._http = http
        self.number = number
        self._seen_until = 0

    async def says(self, text: str, *, reply_to: int | None = None) -> None:
        body: dict[str, Any] = {"text": text}
        if reply_to is not None:
            body["reply_to"] = reply_to
        await self._post("messages", body)

    async def starts(self, payload: str = "") -> None:
        await self._post("start", {"payload": payload})

    async def taps(self, message: Seen, label: str) -> None:
        await self._post("taps", {"message_id": message.id, "data": message.button(label)})

    async def taps_data(self, message_id: int, data: str) -> None:
        await self._post("taps", {"message_id": message_id, "data": data})

    async def sends(
        self, kind: str, name: str = "file.bin", data: bytes = b"x" * 20, caption: str = ""
    ) -> None:
        form = aiohttp.FormData(quote_fields=False)
        form.add_field("caption", caption)
        form.add_field("file", data, filename=name)
        form.add_field("kind", kind)
        async with self._http.post(f"/sandbox/chats/{self.number}/files", data=form) as answer:
            assert answer.status < 300, await answer.text()

    async def blocks(self, *, blocked: bool = True) -> None:
        url = f"/sandbox/people/{self.number}/block"
        async with self._http.post(url, json={"blocked": blocked}) as answer:
            assert answer.status < 300, await answer.text()

    async def messages(self) -> list[Seen]:
        """Return the whole chat, oldest first."""
        async with self._http.get(f"/sandbox/chats/{self.number}/messages") as answer:
            return [_seen(item) for item in await answer.json() if not item["deleted"]]

    async def from_bot(self) -> list[Seen]:
        return [message for message in await self.messages() if message.is_from_bot]

    async def sees(self, *words: str, count: int = 1) -> Seen:
        """Wait for a message of the bot that holds all these words, and return the newest."""

        def there(found: list[Seen]) -> list[Seen]:
            return [m for m in found if all(word in m.text for word in words)]

        found = await self._wait(lambda messages: len(there(messages)) >= count, words)
        return there(found)[-1]

    async def sees_button(self, message_id: int, label: str) -> Seen:
        """Wait until a message has a button whose label contains some words."""

        def has(messages: list[Seen]) -> list[Seen]:
            return [
                message
                for message in messages
                if message.id == message_id and any(label in each for each in message.labels)
            ]

        return has(await self._wait(lambda messages: bool(has(messages)), label))[0]

    async def waits(self, enough: Callable[[list[Seen]], bool], words: object) -> None:
        """Wait until the bot's messages are as they should be."""
        await self._wait(enough, words)

    async def hears(self) -> Seen:
        """Wait for the bot's next message since the last call, and return it."""
        found = await self._wait(
            lambda messages: any(m.id > self._seen_until for m in messages), ("anything",)
        )
        new = next(m for m in found if m.id > self._seen_until)
        self._seen_until = new.id
        return new

    async def asks(self, text: str) -> Seen:
        """Say something and return the bot's answer to it."""
        before = await self.messages()
        self._seen_until = max((message.id for message in before), default=0)
        await self.says(text)
        return await self.hears()

    async def _wait(self, enough: Callable[[list[Seen]], bool], words: object) -> list[Seen]:
        deadline = time.monotonic() + PATIENCE
        while True:
            messages = await self.from_bot()
            if enough(messages):
                return messages
            if time.monotonic() > deadline:
                shown = "\n---\n".join(m.text for m in messages[-4:])
                raise AssertionError(f"{self.number} never saw {words}; last:\n{shown}")
            await asyncio.sleep(0.03)

    async def _post(self, path: str, body: dict[str, Any]) -> None:
        url = f"/sandbox/chats/{self.number}/{path}"
        async with self._http.post(url, json=body) as answer:
            assert answer.status < 300, await answer.text()


def _seen(item: dict[str, Any]) -> Seen:
    buttons = [
        (button["text"], button.get("data") or button.get("url") or "")
        for row in item["buttons"] or []
        for button in row
    ]
    photo, document = item.get("photo"), item.get("document")
    return Seen(
        id=item["id"],
        text=item["text"] or "",
        buttons=tuple(buttons),
        force_reply=bool(item.get("force_reply")),
        is_from_bot=item["from"] == "bot",
        edited=bool(item.get("edited")),
        picture=photo["url"] if photo else None,
        file=document["name"] if document else None,
    )
