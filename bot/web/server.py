"""The server behind `web.listen`: its routes, its port, and its end.

It speaks plain HTTP to the school's own web server, which adds https. It keeps no log of
requests, because the path of a calendar is a family's secret.
"""

from __future__ import annotations

import asyncio
import logging
import socket
from typing import Final
from urllib.parse import urlsplit

import structlog
import uvicorn
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.middleware.gzip import GZipMiddleware
from starlette.routing import Route

from bot.app import Services
from bot.config import BadConfiguration, WebSettings
from bot.timetable.families.addresses import path_of
from bot.web.calendars import CalendarPages

log = structlog.get_logger()

PATIENCE: Final = 5
"""Seconds in which requests under way may end when the service stops."""


class WebServer:
    """Serves until cancelled.

    Args:
        services: Everything that can be asked for.

    Raises:
        BadConfiguration: `web.public_url` is missing, or is no http address.
    """

    def __init__(self, services: Services) -> None:
        self._settings = services.configuration.web
        base = urlsplit(self._settings.public_url)
        if base.scheme not in ("http", "https") or not base.netloc:
            sentence = "web.public_url: name the https address under which this is reached."
            raise BadConfiguration([sentence])
        pages, prefix = CalendarPages(services), base.path.rstrip("/")
        route = Route(f"{prefix}{path_of('{token}')}", pages.calendar, methods=["GET"])
        self._app = Starlette(routes=[route], middleware=[Middleware(GZipMiddleware)])

    async def run(self) -> None:
        """Listen until cancelled.

        Raises:
            BadConfiguration: Nobody can listen there.
        """
        with _listener(self._settings) as listener:
            config = uvicorn.Config(
                self._app,
                log_config=None,
                access_log=False,
                server_header=False,
                lifespan="off",
                timeout_graceful_shutdown=PATIENCE,
            )
            server = uvicorn.Server(config)
            # Uvicorn asks this logger whether anybody listens; here nobody ever does.
            logging.getLogger("uvicorn.access").disabled = True
            serving = asyncio.create_task(server._serve([listener]))  # noqa: SLF001 - leaves signals to us
            log.info("web_ready", port=listener.getsockname()[1])
            try:
                await asyncio.shield(serving)
            finally:
                server.should_exit = True
                await asyncio.wait([serving], timeout=PATIENCE + 1)


def _listener(settings: WebSettings) -> socket.socket:
    """Open the port ourselves; Uvicorn would end the process without a word of ours."""
    host, port = settings.listen, settings.port
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    try:
        return socket.create_server((host, port), family=family, backlog=256)
    except OSError as error:
        sentence = (
            f"web.port: cannot listen on {host} port {port} ({error.strerror}); "
            "choose another, or end the program that has it."
        )
        raise BadConfiguration([sentence]) from error
