"""A bot that does what the test tells it, over the Bot API and nothing else.

The chat page is tested with it rather than with ours, so that a test of the page fails only
when the page is wrong.
"""

from __future__ import annotations

import json
from typing import TypeAlias

import aiohttp

Json: TypeAlias = "dict[str, Json] | list[Json] | str | int | bool | None"
Update: TypeAlias = dict[str, Json]

TOKEN = "7000000001:a-token-for-tests"
_WAIT_SECONDS = 10


class Refused(Exception):
    """The sandbox refused a call; `code` is Telegram's error code."""

    def __init__(self, code: int, description: str) -> None:
        super().__init__(description)
        self.code = code


class ScriptedBot:
    """Calls the Bot API and takes updates one by one.

    Args:
        base_url: the sandbox's, to which the token is appended.
        session: the HTTP client to use.
    """

    def __init__(self, base_url: str, session: aiohttp.ClientSession) -> None:
        self._address = f"{base_url}{TOKEN}"
        self._session = session
        self._offset = 0
        self._waiting: list[Update] = []

    async def call(self, method: str, **parameters: Json) -> Json:
        """Call a method and return its result.

        Raises:
            Refused: the answer was not ok.
        """
        async with self._session.post(f"{self._address}/{method}", json=parameters) as response:
            return _result(await response.json())

    async def send(self, chat_id: int, text: str, **more: Json) -> int:
        """Send a text and return the message's id."""
        return _id(await self.call("sendMessage", chat_id=chat_id, text=text, **more))

    async def send_file(
        self, chat_id: int, field: str, name: str, content: bytes, caption: str = ""
    ) -> int:
        """Send a file as `field` (photo or document) and return the message's id."""
        form = aiohttp.FormData(quote_fields=False)
        form.add_field("chat_id", str(chat_id))
        form.add_field("caption", caption)
        form.add_field(field, content, filename=name)
        method = f"send{field.capitalize()}"
        async with self._session.post(f"{self._address}/{method}", data=form) as response:
            return _id(_result(await response.json()))

    async def next(self, kind: str = "message") -> Update:
        """Wait for the next update of this kind and confirm it and those before it.

        Raises:
            AssertionError: nothing of the kind came in ten seconds.
        """
        while True:
            if not self._waiting:
                await self._fetch()
            assert self._waiting, f"no {kind} came"
            update = self._waiting.pop(0)
            if kind in update:
                found = update[kind]
                assert isinstance(found, dict)
                return found

    async def _fetch(self) -> None:
        updates = await self.call("getUpdates", offset=self._offset, timeout=_WAIT_SECONDS)
        assert isinstance(updates, list)
        for update in updates:
            assert isinstance(update, dict)
            number = update["update_id"]
            assert isinstance(number, int)
            self._offset = number + 1
            self._waiting.append(update)


def keyboard(*rows: dict[str, str]) -> Json:
    """Build an inline keyboard; a row is {text: data}, a data with :// is an address."""
    return {
        "inline_keyboard": [
            [
                {"text": text, ("url" if "://" in data else "callback_data"): data}
                for text, data in row.items()
            ]
            for row in rows
        ]
    }


def _result(answer: Json) -> Json:
    assert isinstance(answer, dict), json.dumps(answer)
    if answer["ok"] is not True:
        code, description = answer["error_code"], answer["description"]
        assert isinstance(code, int)
        assert isinstance(description, str)
        raise Refused(code, description)
    return answer["result"]


def _id(message: Json) -> int:
    assert isinstance(message, dict)
    number = message["message_id"]
    assert isinstance(number, int)
    return number
