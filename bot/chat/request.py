"""PTB's way to Telegram, over aiohttp instead of httpx.

httpx walks all its connections for every request, so a broadcast of many sends at once
burns the processor in its pool; over aiohttp the same sends cost a fifth. What else is ours:

- An error says whether the request had left. If it had not, sending again is safe; if it
  had, Telegram may have accepted the message although no answer came.
- The token is part of every address, so no library's error text is ever passed on.
"""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from datetime import timedelta
from functools import lru_cache
from typing import cast
from urllib.parse import urlencode, urlsplit

import aiohttp
from aiohttp.abc import AbstractStreamWriter
from aiohttp_socks import ProxyConnector
from telegram.error import NetworkError, TimedOut
from telegram.request import BaseRequest, RequestData

from bot.errors import BadSetting

KEEP_ALIVE = 60.0
"""Seconds an idle connection is kept; Telegram keeps its end longer than that."""

FORM = "application/x-www-form-urlencoded"
JSON = "application/json"


class BadProxy(BadSetting):
    """telegram.proxy: only http:// and socks5:// addresses are known."""


class NotSent(NetworkError):
    """The request certainly never left: no name, no connection, no proxy."""


class NotSentInTime(TimedOut, NotSent):
    """The request certainly never left, because connecting took too long."""


class Unanswered(NetworkError):
    """The request had left and no answer came: it may have been carried out."""


class UnansweredInTime(TimedOut, Unanswered):
    """The same, because the answer took too long."""


class Prepared:
    """Parameters that are encoded already; a broadcast's differ in one number only.

    PTB hands whatever it is given through to `do_request`, so this can stand in for the
    parameters PTB itself would collect and encode for each send anew.

    Args:
        content: Names and values as a form or an object of JSON has them.
        content_type: Which of the two.
    """

    __slots__ = ("content", "content_type")
    contains_files = False

    def __init__(self, content: bytes, content_type: str = FORM) -> None:
        self.content = content
        self.content_type = content_type

    def as_data(self) -> RequestData:
        """Return itself under the type that PTB's methods ask for."""
        return cast(RequestData, self)


@dataclass
class _Attempt:
    has_left: bool = False


class AiohttpRequest(BaseRequest):
    """Carries PTB's requests.

    Args:
        connections: How many requests may be on their way at once; more wait their turn.
        proxy: `http://` or `socks5://`, with a name and password if need be.
        connect_timeout: Seconds to reach Telegram, waiting for a free connection included.
        read_timeout: Seconds between two parts of an answer.
        write_timeout: Seconds a request may take to leave.
        media_write_timeout: The same for requests that carry files.

    Raises:
        BadProxy: The proxy is of another kind.
    """

    def __init__(
        self,
        *,
        connections: int = 64,
        proxy: str | None = None,
        connect_timeout: float = 10.0,
        read_timeout: float = 20.0,
        write_timeout: float = 10.0,
        media_write_timeout: float = 120.0,
    ) -> None:
        self._connections = connections
        self._proxy = _checked(proxy)
        self._connect_timeout = connect_timeout
        self._read_timeout = read_timeout
        self._write_timeout = write_timeout
        self._media_write_timeout = media_write_timeout
        self._session: aiohttp.ClientSession | None = None

    @property
    def read_timeout(self) -> float | None:
        """Seconds to wait for an answer unless a call says otherwise."""
        return self._read_timeout

    async def initialize(self) -> None:
        """Open the pool of connections, unless it is open."""
        if self._session is None or self._session.closed:
            self._session = aiohttp.ClientSession(
                connector=self._connector(),
                cookie_jar=aiohttp.DummyCookieJar(),
                headers={"User-Agent": self.USER_AGENT},
            )

    async def shutdown(self) -> None:
        """Close every connection."""
        if self._session is not None:
            await self._session.close()
            self._session = None

    async def do_request(  # noqa: PLR0917 - PTB's signature
        self,
        url: str,
        method: str,
        request_data: RequestData | Prepared | None = None,
        read_timeout: object = BaseRequest.DEFAULT_NONE,
        write_timeout: object = BaseRequest.DEFAULT_NONE,
        connect_timeout: object = BaseRequest.DEFAULT_NONE,
        pool_timeout: object = BaseRequest.DEFAULT_NONE,
    ) -> tuple[int, bytes]:
        """Make one request; return the status and the answer's bytes.

        Raises:
            NotSent: It never left.
            Unanswered: It may have been carried out.
        """
        if self._session is None:
            raise NotSent("The connection to Telegram has not been opened.")
        del pool_timeout  # Waiting for a connection is part of connecting.
        files = request_data is not None and request_data.contains_files
        timeout = _timeout(
            _given(connect_timeout, self._connect_timeout),
            _given(read_timeout, self._read_timeout),
            _given(write_timeout, self._media_write_timeout if files else self._write_timeout),
        )
        attempt = _Attempt()
        try:
            async with self._session.request(
                method,
                url,
                data=_Departure(_content(request_data), attempt),
                timeout=timeout,
                proxy=self._http_proxy(),
                allow_redirects=False,
            ) as answer:
                return answer.status, await answer.read()
        except Exception as error:  # noqa: BLE001 - any of them may hold the address
            raise _translated(error, attempt) from None

    def _connector(self) -> aiohttp.BaseConnector:
        if self._proxy is not None and self._proxy.startswith("socks5"):
            return ProxyConnector.from_url(
                self._proxy, limit=self._connections, keepalive_timeout=KEEP_ALIVE
            )
        return aiohttp.TCPConnector(limit=self._connections, keepalive_timeout=KEEP_ALIVE)

    def _http_proxy(self) -> str | None:
        is_http = self._proxy is not None and self._proxy.startswith("http")
        return self._proxy if is_http else None


def _checked(proxy: str | None) -> str | None:
    if not proxy:
        return None
    try:
        parts = urlsplit(proxy)
        is_usable = parts.scheme in ("http", "socks5") and bool(parts.hostname and parts.port)
    except ValueError:
        is_usable = False
    if not is_usable:
        raise BadProxy(
            "telegram.proxy: write http://host:port or socks5://host:port, "
            "with name:password@ before the host if the proxy asks for them."
        )
    return proxy


class _Departure(aiohttp.Payload):
    """Content that notes when it begins to leave; headers leave together with it.

    aiohttp can tell this by tracing, too, but then every request pays for every event.

    Args:
        content: What leaves.
        attempt: Where that is noted.
    """

    def __init__(self, content: aiohttp.Payload, attempt: _Attempt) -> None:
        super().__init__(content, headers=content.headers)
        self._content = content
        self._attempt = attempt
        self._size = content.size

    def decode(self, encoding: str = "utf-8", errors: str = "strict") -> str:
        """Return the content as text."""
        return self._content.decode(encoding, errors)

    async def write(self, writer: AbstractStreamWriter) -> None:
        """Write all of it."""
        self._attempt.has_left = True
        await self._content.write(writer)

    async def write_with_length(
        self, writer: AbstractStreamWriter, content_length: int | None
    ) -> None:
        """Write at most so many bytes of it."""
        self._attempt.has_left = True
        await self._content.write_with_length(writer, content_length)

    async def close(self) -> None:
        """Close the files in it."""
        await self._content.close()


def _given(value: object, default: float) -> float | None:
    """Read one of PTB's time-outs: not given, none at all, a length or seconds."""
    if isinstance(value, timedelta):
        return value.total_seconds()
    if isinstance(value, (int, float)):
        return float(value)
    return None if value is None else default


@lru_cache(maxsize=64)
def _timeout(
    connect: float | None, read: float | None, write: float | None
) -> aiohttp.ClientTimeout:
    parts = [part for part in (connect, read, write) if part is not None]
    total = sum(parts) if len(parts) == 3 else None  # noqa: PLR2004 - all three are limited
    return aiohttp.ClientTimeout(total=total, connect=connect, sock_read=read)


def _content(data: RequestData | Prepared | None) -> aiohttp.Payload:
    if isinstance(data, Prepared):
        return aiohttp.BytesPayload(data.content, content_type=data.content_type)
    if data is None or not data.contains_files:
        values = data.json_parameters if data is not None else {}
        return aiohttp.BytesPayload(urlencode(values).encode(), content_type=FORM)
    form = aiohttp.FormData(quote_fields=False)
    for name, value in data.json_parameters.items():
        form.add_field(name, value)
    for name, (filename, content, mimetype) in data.multipart_data.items():
        form.add_field(name, content, filename=filename, content_type=mimetype)
    return form()


def _translated(error: Exception, attempt: _Attempt) -> NetworkError:
    is_late = isinstance(error, (TimeoutError, asyncio.TimeoutError))
    kind = type(error).__name__
    if attempt.has_left:
        words = f"Telegram did not answer ({kind}); the request may have been carried out."
        return UnansweredInTime(words) if is_late else Unanswered(words)
    words = f"Telegram could not be reached ({kind}); nothing was sent."
    return NotSentInTime(words) if is_late else NotSent(words)
