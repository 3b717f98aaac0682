"""A stand-in for Telegram that takes nothing from whoever is measured.

The sandbox knows chats, keyboards and refusals, and with all that spends more on a message
than a fast sender does, so it would be the brake where speed is the question. This one knows
chats as numbers only: it accepts, counts and answers, in a process of its own, at a tenth of
the cost. It can answer late, and it can let people write, all at once or at a steady rate,
and measures how long each of them waits for the reply. Limits and troubles are the sandbox's
business; benchmarks that need these use the sandbox.
"""

from __future__ import annotations

import asyncio
import json
import multiprocessing
import re
import time
from array import array
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from multiprocessing.connection import Connection
from typing import cast

import httptools
import uvloop

FIRST_WRITER = 500_000_000
"""Chats of people who write begin here, apart from those that only get notices."""

_ME = {
    "id": 7000000001,
    "is_bot": True,
    "first_name": "家校",
    "username": "jiaxiao_demo_bot",
    "can_join_groups": True,
    "can_read_all_group_messages": False,
    "supports_inline_queries": False,
}
_CHAT_ID = re.compile(rb'chat_id(?:=|":\s*)(-?\d+)')
_OFFSET = re.compile(rb"offset=(\d+)")
_MOST_AT_ONCE = 100
_SENT = (
    '{"ok":true,"result":{"message_id":%d,"date":1790000000,'
    '"chat":{"id":%d,"type":"private","first_name":"家长"},'
    '"from":{"id":7000000001,"is_bot":true,"first_name":"家校"},'
    '"text":"明天上午体检，请为孩子穿宽松的衣服。"}}'
).encode()
_HEAD = b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: %d\r\n\r\n%s"

Answer = Callable[[bytes], None]


class Standing:
    """What the stand-in has seen, and who is to write.

    Args:
        late: Seconds by which the answer to a message comes late.
    """

    def __init__(self, late: float) -> None:
        self.late = late
        self.copies: Counter[int] = Counter()
        self.first_at = self.last_at = 0.0
        self.waits = array("d")
        self._due: dict[int, float] = {}
        self._updates: dict[int, bytes] = {}
        self._next_update = 1
        self._poll: Answer | None = None
        self._processor = time.process_time()

    def message(self, body: bytes, answer: Answer) -> None:
        """Accept a message; a reply to somebody who wrote ends their wait."""
        now = time.perf_counter()
        found = _CHAT_ID.search(body)
        chat = int(found[1]) if found else 0
        self.copies[chat] += 1
        self.first_at = self.first_at or now
        self.last_at = now
        due = self._due.pop(chat, None)
        if due is not None:
            self.waits.append(now - due)
        said = _SENT % (len(self.copies), chat)
        if self.late:
            asyncio.get_running_loop().call_later(self.late, answer, said)
        else:
            answer(said)

    def updates(self, body: bytes, answer: Answer) -> None:
        """Give what waits, or keep the question until something does."""
        found = _OFFSET.search(body)
        below = int(found[1]) if found else 0
        for number in [number for number in self._updates if number < below]:
            del self._updates[number]
        if self._poll is not None:
            self._poll(b'{"ok":true,"result":[]}')
            self._poll = None
        if self._updates or b"timeout=" not in body or b"timeout=0" in body:
            answer(self._waiting())
        else:
            self._poll = answer

    def write(self, text: str, due: float) -> None:
        """Let one more person write; their wait counts from the time that was due."""
        number, self._next_update = self._next_update, self._next_update + 1
        chat = FIRST_WRITER + number
        self._due[chat] = due
        self._updates[number] = json.dumps(_update(number, chat, text)).encode()
        if self._poll is not None:
            answer, self._poll = self._poll, None
            answer(self._waiting())

    async def let_write(self, text: str, count: int, per_second: float) -> None:
        """Let people write, each once, at a steady rate; 0 is all at once."""
        loop, began = asyncio.get_running_loop(), time.perf_counter()
        for number in range(count):
            due = began + (number / per_second if per_second else 0.0)
            pause = due - time.perf_counter()
            if pause > 0:
                arrived = loop.create_future()
                loop.call_later(pause, arrived.set_result, None)
                await arrived
            self.write(text, due)

    def account(self) -> bytes:
        """Say what was seen since the last time, and forget it."""
        seen = {
            "sent": self.copies.total(),
            "chats": len(self.copies),
            "seconds": self.last_at - self.first_at,
            "waits": list(self.waits),
            "unanswered": len(self._due),
            "processor": time.process_time() - self._processor,
        }
        self.copies.clear()
        self.first_at = 0.0
        self.waits = array("d")
        self._due.clear()
        self._processor = time.process_time()
        return json.dumps(seen).encode()

    def answered(self) -> bytes:
        """Say how long those who wrote have waited, and how many still do."""
        said = {"waits": list(self.waits), "unanswered": len(self._due)}
        return json.dumps(said).encode()

    def _waiting(self) -> bytes:
        some = list(self._updates.values())[:_MOST_AT_ONCE]
        return b'{"ok":true,"result":[%s]}' % b",".join(some)


def _update(number: int, chat: int, text: str) -> dict[str, object]:
    person = {"id": chat, "is_bot": False, "first_name": "家长", "language_code": "zh-hans"}
    return {
        "update_id": number,
        "message": {
            "message_id": number,
            "date": 1790000000,
            "chat": {"id": chat, "type": "private", "first_name": "家长"},
            "from": person,
            "text": text,
        },
    }


class Wire(asyncio.Protocol):
    """One connection of HTTP/1.1."""

    def __init__(self, standing: Standing) -> None:
        self._standing = standing
        self._parser = httptools.HttpRequestParser(self)
        self._url = b""
        self._body = b""

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Somebody has connected."""
        self._transport = cast(asyncio.Transport, transport)  # uvloop's is no relative of it

    def data_received(self, data: bytes) -> None:
        """Some bytes have come."""
        self._parser.feed_data(data)

    def on_message_begin(self) -> None:
        """A request begins."""
        self._url = self._body = b""

    def on_url(self, url: bytes) -> None:
        """A piece of its address has come."""
        self._url += url

    def on_body(self, body: bytes) -> None:
        """A piece of its content has come."""
        self._body += body

    def on_message_complete(self) -> None:
        """The request is whole: answer it."""
        path, _, query = self._url.partition(b"?")
        method = path.rpartition(b"/")[2].lower()
        if method in {b"sendmessage", b"editmessagetext"}:
            self._standing.message(self._body, self._answer)
        elif method == b"getupdates":
            self._standing.updates(self._body or query, self._answer)
        elif method == b"getme":
            self._answer(json.dumps({"ok": True, "result": _ME}).encode())
        elif path == b"/account":
            self._answer(self._standing.account())
        elif path == b"/waits":
            self._answer(self._standing.answered())
        elif path == b"/write":
            self._let_write()
        else:
            self._answer(b'{"ok":true,"result":true}')

    def _let_write(self) -> None:
        asked = json.loads(self._body)
        task = asyncio.ensure_future(
            self._standing.let_write(asked["text"], asked["count"], asked["per_second"])
        )
        task.add_done_callback(lambda _: self._answer(b"{}"))

    def _answer(self, body: bytes) -> None:
        self._transport.write(_HEAD % (len(body), body))


async def _serve(late: float, channel: Connection) -> None:
    standing = Standing(late)
    loop = asyncio.get_running_loop()
    server = await loop.create_server(lambda: Wire(standing), "127.0.0.1", 0, backlog=1024)
    channel.send(server.sockets[0].getsockname()[1])
    await server.serve_forever()


def _serve_forever(late: float, channel: Connection) -> None:
    uvloop.run(_serve(late, channel))


@contextmanager
def a_stand_in(late: float = 0.0) -> Iterator[str]:
    """Start one in a process of its own; gives its address, such as http://127.0.0.1:4711."""
    here, there = multiprocessing.Pipe()
    context = multiprocessing.get_context("spawn")
    process = context.Process(target=_serve_forever, args=(late, there), daemon=True)
    process.start()
    try:
        yield f"http://127.0.0.1:{here.recv()}"
    finally:
        process.kill()
        process.join()
