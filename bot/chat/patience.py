"""A reply that meets 429, 500 or a broken connection is tried again.

Whoever asked is waiting, so a reply is worth a few attempts; it may then arrive twice,
which is better than never. Broadcasts do not pass here: the dispatcher has its own pacing
and its own account.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Coroutine
from datetime import timedelta
from itertools import chain, repeat
from typing import Any, TypeVar

import structlog
from telegram.error import (
    BadRequest,
    Conflict,
    Forbidden,
    InvalidToken,
    NetworkError,
    RetryAfter,
    TelegramError,
)
from telegram.ext import BaseRateLimiter

from bot.errors import JiaxiaoError
from bot.logs import described

log = structlog.get_logger()

MOST_ATTEMPTS = 6
LONGEST_WAIT = timedelta(seconds=60)
PAUSES = (0.2, 0.5, 1.0, 2.0, 4.0)
"""Seconds before the next attempt when Telegram names no waiting time."""

START_PAUSES = (0.5, 1.0, 2.0, 5.0, 10.0)
"""Seconds between attempts without which nothing works; the last one for ever."""

Result = TypeVar("Result")

JSON = Any  # What Telegram answers; PTB gives it the same name and breadth.

OnFlood = Callable[[timedelta], None]
"""Told how long Telegram wants to hear nothing, so that broadcasts pause as well."""


_COUNTED = ("send", "edit", "copy", "forward", "delete", "pin")
"""How the methods begin that Telegram counts against a bot's rate."""


class Patience(BaseRateLimiter[int]):
    """Tries a conversation's calls again; never the polling for updates.

    Args:
        on_flood: Told about every 429.
        on_call: Told about every call that counts against the bot's rate.
    """

    def __init__(
        self, on_flood: OnFlood | None = None, on_call: Callable[[], None] | None = None
    ) -> None:
        self._on_flood = on_flood
        self._on_call = on_call

    async def initialize(self) -> None:
        """Nothing to prepare."""

    async def shutdown(self) -> None:
        """Nothing to close."""

    async def process_request(  # noqa: PLR0917 - PTB's signature
        self,
        callback: Callable[..., Coroutine[Any, Any, JSON]],
        args: Any,
        kwargs: dict[str, Any],
        endpoint: str,
        data: dict[str, Any],
        rate_limit_args: int | None,
    ) -> JSON:
        """Call Telegram, again if that can help."""
        del data, rate_limit_args
        for attempt in range(1, MOST_ATTEMPTS + 1):
            self._count(endpoint)
            try:
                return await callback(*args, **kwargs)
            except (BadRequest, Forbidden, InvalidToken):
                raise
            except RetryAfter as error:
                pause = _as_seconds(error.retry_after)
                if self._on_flood is not None:
                    self._on_flood(timedelta(seconds=pause))
                if attempt == MOST_ATTEMPTS or pause > LONGEST_WAIT.total_seconds():
                    raise
            except NetworkError:
                if attempt == MOST_ATTEMPTS or endpoint == "getUpdates":
                    raise
                pause = PAUSES[attempt - 1]
            log.info("reply_tried_again", endpoint=endpoint, attempt=attempt)
            await asyncio.sleep(pause)
        raise AssertionError

    def _count(self, endpoint: str) -> None:
        if self._on_call is not None and endpoint.startswith(_COUNTED):
            self._on_call()


async def insist(ask: Callable[[], Awaitable[Result]]) -> Result:
    """Ask Telegram until it answers, however long that takes.

    Even an answer nobody can read must not end the service, so anything is survived.

    Raises:
        InvalidToken: Telegram refuses the token.
        JiaxiaoError: What was asked ends in an error of ours.
    """
    for pause in chain(START_PAUSES, repeat(START_PAUSES[-1])):
        try:
            return await ask()
        except (InvalidToken, JiaxiaoError):
            raise
        except Conflict:
            advice = "stop the other program that fetches updates with this token"
            log.error("token_used_elsewhere", advice=advice, pause=pause)  # noqa: TRY400
        except TelegramError as error:
            log.warning("telegram_unreachable", kind=type(error).__name__, pause=pause)
        except Exception as error:  # noqa: BLE001 - a front door: the next answer may be fine
            log.error("telegram_unreadable", **described(error))  # noqa: TRY400 - no contents
        await asyncio.sleep(pause)
    raise AssertionError


def _as_seconds(length: int | timedelta) -> float:
    return length.total_seconds() if isinstance(length, timedelta) else float(length)
