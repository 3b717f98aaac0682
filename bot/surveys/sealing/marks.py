"""Marks that say a chat was asked for its comment a moment ago.

Whoever types their comment without replying would otherwise have it answered as a question.
A row with chat and time would say who has answered and when, so the row is one more mark
among the marks: a hash under the wave's key file, with the minute inside it. It is found by
trying the last minutes, in any process and after a restart, and erased with all the others.
"""

from __future__ import annotations

from datetime import datetime
from typing import Final

from bot.surveys.sealing.seals import mark_of

_KIND: Final = "asked"
MINUTES: Final = 15
"""How long words without a reply may be meant for the survey."""


def asked_mark(mark_key: bytes, address: int, now: datetime) -> bytes:
    """Return the mark “this chat was asked for a comment in this minute”."""
    return _mark(mark_key, address, _minute(now))


def asked_marks(mark_key: bytes, address: int, now: datetime) -> list[bytes]:
    """Return the marks under which a chat may have been asked within the last minutes."""
    latest = _minute(now)
    return [_mark(mark_key, address, minute) for minute in range(latest - MINUTES, latest + 1)]


def _mark(mark_key: bytes, address: int, minute: int) -> bytes:
    return mark_of(mark_key, _KIND, f"{address}:{minute}")


def _minute(instant: datetime) -> int:
    return int(instant.timestamp()) // 60
