"""The sandbox as one thing to start and stop: sockets, routes and background work.

The web server runs as a task of the loop that is already running, without signal handlers,
so that a demo, a test or another server can live beside it. Calls of the Bot API go past the
router of the chat page, because a broadcast makes thousands of them a second.
"""

from __future__ import annotations

import asyncio
import contextlib
import errno
import socket
import time
from collections.abc import Callable, Iterator
from types import TracebackType
from typing import Self

import uvicorn
from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.types import ASGIApp, Receive, Scope, Send

from bot.sandbox.botapi import BotApi
from bot.sandbox.connection import Connection
from bot.sandbox.control import Control
from bot.sandbox.errors import PageError, PortTaken, SandboxError
from bot.sandbox.faults import Faults
from bot.sandbox.ledger import Ledger
from bot.sandbox.limits import Limiter
from bot.sandbox.options import SandboxOptions
from bot.sandbox.page import OwnOrigin, Page, answer_error
from bot.sandbox.persistence import Keeper
from bot.sandbox.webhook import Deliveries
from bot.sandbox.world import BotAccount, World

_KEEP_ALIVE_SECONDS = 3600
_GRACE_SECONDS = 1


class Sandbox:
    """A stand-in for Telegram.

    Use it as `async with Sandbox(options) as sandbox:`, or call `start` and `stop`.

    Args:
        options: what it is like.
        now: the time in Unix seconds; tests give their own to let days pass.
    """

    def __init__(
        self, options: SandboxOptions | None = None, *, now: Callable[[], float] = time.time
    ) -> None:
        self.options = options or SandboxOptions()
        account = BotAccount(
            id=self.options.bot_id, username=self.options.username, name=self.options.name
        )
        self.world = World(account, now=now)
        self.ledger = Ledger(now)
        self.faults = Faults(self.options.faults)
        self.limiter = Limiter(enforced=self.options.limits)
        self._keeper = Keeper(self.world, self.options.world_path)
        self._deliveries = Deliveries(self.world, first_pause=self.options.webhook_pause)
        self._bot_api = BotApi(
            self.world,
            deliveries=self._deliveries,
            ledger=self.ledger,
            faults=self.faults,
            limiter=self.limiter,
            options=self.options,
        )
        self._port: int | None = None
        self._server: _Server | None = None
        self._tasks: list[asyncio.Task[None]] = []

    @property
    def port(self) -> int:
        """The port it listens on.

        Raises:
            SandboxError: it has not been started.
        """
        if self._port is None:
            raise SandboxError("The sandbox has not been started.")
        return self._port

    @property
    def address(self) -> str:
        """The address of the chat page and its API, such as http://127.0.0.1:8081."""
        host = self.options.host
        if host in ("", "0.0.0.0", "::"):  # noqa: S104 - a name for it, not a binding.
            host = "127.0.0.1"
        return f"http://[{host}]:{self.port}" if ":" in host else f"http://{host}:{self.port}"

    @property
    def base_url(self) -> str:
        """What a bot takes as the address of the Bot API; the token is appended to it."""
        return f"{self.address}/bot"

    @property
    def base_file_url(self) -> str:
        """What a bot takes as the address of files; the token is appended to it."""
        return f"{self.address}/file/bot"

    async def start(self) -> None:
        """Load the world, listen, and return once requests are answered.

        Raises:
            PortTaken: another program listens on the port.
            WorldUnreadable: the world's file holds something else.
        """
        self._keeper.load()
        listener = _listen(self.options.host, self.options.port)
        self._port = int(listener.getsockname()[1])
        self._server = _Server(self._application())
        serving = asyncio.create_task(self._server.serve([listener]))
        self._tasks = [
            serving,
            asyncio.create_task(self._keeper.run()),
            asyncio.create_task(self._deliveries.run()),
        ]
        ready = asyncio.create_task(self._server.ready.wait())
        await asyncio.wait({serving, ready}, return_when=asyncio.FIRST_COMPLETED)
        if serving.done():
            ready.cancel()
            await serving

    async def stop(self) -> None:
        """End every stream and poll, close the socket, and keep the world on disk."""
        if self._server is None:
            return
        self.world.events.close()
        self.world.updates.close()
        self._bot_api.close()
        self._server.leave()
        serving, *others = self._tasks
        await serving
        for task in others:
            task.cancel()
        await asyncio.gather(*others, return_exceptions=True)
        await self._keeper.save()
        self._server = None

    async def __aenter__(self) -> Self:
        await self.start()
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        await self.stop()

    def _application(self) -> ASGIApp:
        control = Control(
            self.world,
            ledger=self.ledger,
            faults=self.faults,
            limiter=self.limiter,
            methods=self._bot_api.method_names,
        )
        page = Starlette(
            routes=[*control.routes(), *Page(self.world).routes()],
            middleware=[Middleware(OwnOrigin)],
            exception_handlers={PageError: answer_error, HTTPException: answer_error},
        )
        bot_api = self._bot_api

        async def application(scope: Scope, receive: Receive, send: Send) -> None:
            """Send calls of the Bot API past the page's router."""
            path: str = scope["path"]
            if path.startswith(("/bot", "/file/bot")):
                await bot_api(scope, receive, send)
            else:
                await page(scope, receive, send)

        return application


class _Server(uvicorn.Server):
    """Uvicorn as a guest: no signal handlers, no polling, a moment to be ready."""

    def __init__(self, application: ASGIApp) -> None:
        super().__init__(
            uvicorn.Config(
                application,
                http=Connection,
                ws="none",
                lifespan="off",
                log_config=None,
                access_log=False,
                proxy_headers=False,
                server_header=False,
                date_header=False,
                timeout_keep_alive=_KEEP_ALIVE_SECONDS,
                timeout_graceful_shutdown=_GRACE_SECONDS,
            )
        )
        self.ready = asyncio.Event()
        self._leaving = asyncio.Event()

    def leave(self) -> None:
        """Begin to shut down."""
        self.should_exit = True
        self._leaving.set()

    async def main_loop(self) -> None:
        """Wait for the end; headers need no renewal because none holds the time."""
        self.ready.set()
        await self._leaving.wait()

    @contextlib.contextmanager
    def capture_signals(self) -> Iterator[None]:
        """Leave signals to the program this runs in."""
        yield


def _listen(host: str, port: int) -> socket.socket:
    """Open the socket; naming TCP makes asyncio send small answers without 40 ms of delay."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    listener = socket.socket(family, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind((host, port))
        listener.listen(2048)
    except OSError as error:
        listener.close()
        if error.errno == errno.EADDRINUSE:
            raise PortTaken(port) from error
        raise SandboxError(
            f"Cannot listen on {host} port {port} ({error.strerror}); choose another."
        ) from error
    return listener
