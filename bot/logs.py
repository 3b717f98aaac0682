"""Logging: events with ids, and never a token, a name or a message.

The bot's token stands in every address we call, and libraries like to log addresses; so
the last step before writing replaces anything that looks like one. Our own events carry
ids and kinds only.
"""

from __future__ import annotations

import asyncio
import logging
import re
import sys
import traceback
from collections.abc import Iterator, MutableMapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import structlog

WARNING = logging.WARNING
TOKEN = re.compile(r"\d{5,}:[A-Za-z0-9_-]{20,}")
HIDDEN = "[token]"


def set_up(*, level: int = logging.INFO) -> None:
    """Send our events and the libraries' warnings to standard error, one line each."""
    _configure(level, is_final=True)
    handler = logging.StreamHandler(sys.stderr)
    handler.addFilter(_is_trouble)
    handler.setFormatter(_Hiding("%(asctime)s %(levelname)s %(name)s %(message)s"))
    logging.basicConfig(handlers=[handler], level=logging.WARNING, force=True)
    # It logs whole updates when it cannot read them; what it raises, we log ourselves.
    logging.getLogger("telegram").setLevel(logging.CRITICAL + 1)


@contextmanager
def warnings_only() -> Iterator[None]:
    """Show no more than warnings while a command runs; standard output is for its answer."""
    before = structlog.get_config()
    _configure(WARNING, is_final=False)
    try:
        yield
    finally:
        structlog.configure(**before)


def _configure(level: int, *, is_final: bool) -> None:
    steps = [
        structlog.processors.add_log_level,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
        hide_tokens,
        structlog.processors.LogfmtRenderer(key_order=["timestamp", "level", "event"]),
    ]
    structlog.configure(
        processors=steps,  # type: ignore[arg-type] # LogfmtRenderer's protocol is narrower
        wrapper_class=structlog.make_filtering_bound_logger(level),
        logger_factory=structlog.PrintLoggerFactory(sys.stderr),
        cache_logger_on_first_use=is_final,
    )


def hide_tokens(
    _logger: object, _name: str, event: MutableMapping[str, Any]
) -> MutableMapping[str, Any]:
    """Replace what looks like a bot token in every text of an event."""
    for key, value in event.items():
        if isinstance(value, str):
            event[key] = TOKEN.sub(HIDDEN, value)
    return event


def described(error: BaseException) -> dict[str, str]:
    """Return the kind of an error and the place it came from, without its text.

    The text of a library's error may hold a row, an address or what a parent wrote.
    """
    frames = traceback.extract_tb(error.__traceback__)
    place = f"{Path(frames[-1].filename).name}:{frames[-1].lineno}" if frames else ""
    return {"kind": type(error).__name__, "place": place}


def _is_trouble(record: logging.LogRecord) -> bool:
    """Drop what the pool says of a connection whose work was cancelled by a stop."""
    return not (record.exc_info and isinstance(record.exc_info[1], asyncio.CancelledError))


class _Hiding(logging.Formatter):
    """A formatter that hides tokens in messages and in tracebacks alike."""

    def format(self, record: logging.LogRecord) -> str:
        return TOKEN.sub(HIDDEN, super().format(record))
