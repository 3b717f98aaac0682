"""What happens in the world, told to every open chat page.

Server-Sent Events are enough because pages only listen; what they do goes through ordinary
requests. Without a listener publishing costs nothing, so a broadcast in a test is not slowed.
"""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncGenerator

from bot.sandbox.values import JsonObject

_QUEUE_LENGTH = 10_000
_HEARTBEAT_SECONDS = 15.0


class Events:
    """The meeting point of the world and the open pages."""

    def __init__(self) -> None:
        self._listeners: set[asyncio.Queue[JsonObject | None]] = set()
        self._closed = False

    @property
    def wanted(self) -> bool:
        """Whether anybody listens; ask before building a costly event."""
        return bool(self._listeners)

    def publish(self, event: JsonObject) -> None:
        """Tell every page; one that stopped reading is cut off and will fetch afresh."""
        for queue in tuple(self._listeners):
            if queue.qsize() >= _QUEUE_LENGTH:
                self._dismiss(queue)
            else:
                queue.put_nowait(event)

    def close(self) -> None:
        """End all streams, now and later, so that the server can stop."""
        self._closed = True
        for queue in tuple(self._listeners):
            self._dismiss(queue)

    async def stream(self) -> AsyncGenerator[bytes, None]:
        """Yield the events from now on as the body of a `text/event-stream`."""
        if self._closed:
            return
        queue: asyncio.Queue[JsonObject | None] = asyncio.Queue()
        self._listeners.add(queue)
        try:
            yield b"retry: 1000\n\n"
            while (event := await _next(queue)) is not None:
                yield b"data: " + _encode(event) + b"\n\n" if event else b": still here\n\n"
        finally:
            self._listeners.discard(queue)

    def _dismiss(self, queue: asyncio.Queue[JsonObject | None]) -> None:
        self._listeners.discard(queue)
        queue.put_nowait(None)


async def _next(queue: asyncio.Queue[JsonObject | None]) -> JsonObject | None:
    """Wait for an event; an empty one stands for a quiet quarter of a minute."""
    try:
        async with asyncio.timeout(_HEARTBEAT_SECONDS):
            return await queue.get()
    except TimeoutError:
        return {}


def _encode(event: JsonObject) -> bytes:
    return json.dumps(event, ensure_ascii=False, separators=(",", ":")).encode()
