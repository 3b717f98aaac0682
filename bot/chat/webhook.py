"""Receive updates by webhook; Telegram gets its 200 only once an update is handled.

The secret token is compared in constant time; without it nobody is listened to. Telegram
repeats what is not answered, so a repeat of an update still in work joins that work.
"""

from __future__ import annotations

import asyncio
import hmac
import socket
from urllib.parse import urlsplit

import uvicorn
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route
from telegram import Bot, Update
from telegram.error import BadRequest

from bot.chat.patience import insist
from bot.chat.polling import WANTED, Handle
from bot.config import BadConfiguration, Webhook

SECRET_HEADER = "X-Telegram-Bot-Api-Secret-Token"  # noqa: S105 - a header's name


class WebhookServer:
    """The small server Telegram calls.

    Args:
        bot: Reads updates and tells Telegram the address.
        handle: Handles one update.
        settings: Where to listen, the public address and the secret.

    Raises:
        BadConfiguration: The public address or the secret is missing.
    """

    def __init__(self, bot: Bot, handle: Handle, settings: Webhook) -> None:
        problems = []
        if not settings.url:
            problems.append("telegram.webhook.url: name the https address Telegram calls.")
        if not settings.secret_token.get_secret_value():
            problems.append("telegram.webhook.secret_token: set a long random secret.")
        if problems:
            raise BadConfiguration(problems)
        self._bot = bot
        self._handle = handle
        self._settings = settings
        self._in_work: dict[int, asyncio.Task[None]] = {}

    async def run(self) -> None:
        """Listen until cancelled.

        Raises:
            BadConfiguration: Nobody can listen there, for another program does, or Telegram
                refuses the address or the secret.
            InvalidToken: Telegram refuses the token.
        """
        with self._listener() as listener:
            await self._serve(listener)

    async def _serve(self, listener: socket.socket) -> None:
        path = urlsplit(self._settings.url).path or "/"
        app = Starlette(routes=[Route(path, self._receive, methods=["POST"])])
        server = uvicorn.Server(
            uvicorn.Config(
                app,
                log_config=None,
                access_log=False,
                lifespan="off",
                timeout_graceful_shutdown=5,
            )
        )
        serving = asyncio.create_task(server._serve([listener]))  # noqa: SLF001 - leaves signals to us
        try:
            await insist(self._announce)
            await serving
        finally:
            server.should_exit = True
            await asyncio.wait([serving], timeout=6)

    async def _announce(self) -> None:
        try:
            await self._bot.set_webhook(
                self._settings.url,
                secret_token=self._settings.secret_token.get_secret_value(),
                allowed_updates=WANTED,
                drop_pending_updates=False,
            )
        except BadRequest as error:
            sentence = (
                f"telegram.webhook: Telegram refuses it ({error.message}); url must be a public "
                "https address, secret_token 1 to 256 letters, digits, - and _."
            )
            raise BadConfiguration([sentence]) from error

    def _listener(self) -> socket.socket:
        """Open the port ourselves; Uvicorn would end the process without a word of ours."""
        host, port = self._settings.listen, self._settings.port
        family = socket.AF_INET6 if ":" in host else socket.AF_INET
        try:
            return socket.create_server((host, port), family=family, backlog=2048)
        except OSError as error:
            sentence = (
                f"telegram.webhook.port: cannot listen on {host} port {port} "
                f"({error.strerror}); choose another, or end the program that has it."
            )
            raise BadConfiguration([sentence]) from error

    async def _receive(self, request: Request) -> Response:
        given = request.headers.get(SECRET_HEADER, "")
        wanted = self._settings.secret_token.get_secret_value()
        if not hmac.compare_digest(given.encode(), wanted.encode()):
            return Response(status_code=403)
        try:
            update = Update.de_json(await request.json(), self._bot)
        except (ValueError, KeyError, TypeError, AttributeError):
            return Response(status_code=400)
        await self._once(update)
        return Response(status_code=200)

    async def _once(self, update: Update) -> None:
        task = self._in_work.get(update.update_id)
        if task is None:
            task = asyncio.create_task(self._work(update))
            self._in_work[update.update_id] = task
        await asyncio.shield(task)

    async def _work(self, update: Update) -> None:
        try:
            await self._handle(update)
        finally:
            del self._in_work[update.update_id]
