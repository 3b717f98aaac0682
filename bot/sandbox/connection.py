"""An HTTP connection that the sandbox can break on purpose.

ASGI has no way to say "reset this connection", and an unfinished answer would be a different
trouble (the bot would know that its call arrived). So the connection hands its own `_reset`
to the application through the scope.
"""

from __future__ import annotations

import asyncio
import socket
import struct
from collections.abc import Callable

from starlette.types import Receive, Scope
from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

_EXTENSION = "sandbox.break"


class Connection(HttpToolsProtocol):
    """Uvicorn's connection, breakable."""

    def on_message_begin(self) -> None:
        """Give the scope of each request the means to break the connection."""
        super().on_message_begin()
        self.scope["extensions"] = {_EXTENSION: {"reset": self._reset}}

    def _reset(self) -> None:
        """Close without lingering, so that the other side sees a reset and no orderly end."""
        sock = self.transport.get_extra_info("socket")
        sock.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        self.transport.abort()


async def break_connection(scope: Scope, receive: Receive) -> None:
    """Break the connection of a request without an answer and wait until it is down."""
    reset: Callable[[], None] = scope["extensions"][_EXTENSION]["reset"]
    reset()
    async with asyncio.timeout(1):
        while (await receive())["type"] != "http.disconnect":
            pass
