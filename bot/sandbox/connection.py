"""An HTTP connection that the sandbox can break on purpose.

ASGI has no way to say "reset this connection", and an unfinished answer would be a different
trouble (the bot would know that its call arrived). So the connection hands its own `abort`
to the application through the scope.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable

from starlette.types import Receive, Scope
from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

_EXTENSION = "sandbox.break"


class Connection(HttpToolsProtocol):
    """Uvicorn's connection, breakable."""

    def on_message_begin(self) -> None:
        """Give the scope of each request the means to break the connection."""
        super().on_message_begin()
        self.scope["extensions"] = {_EXTENSION: {"abort": self.transport.abort}}


async def break_connection(scope: Scope, receive: Receive) -> None:
    """Break the connection of a request without an answer and wait until it is down."""
    abort: Callable[[], None] = scope["extensions"][_EXTENSION]["abort"]
    abort()
    async with asyncio.timeout(1):
        while (await receive())["type"] != "http.disconnect":
            pass
