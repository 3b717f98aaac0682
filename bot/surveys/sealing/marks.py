"""Marks that say a chat was asked for its comment a moment ago, or sent one that may be cut.

Whoever types their comment without replying would otherwise have it answered as a question.
A row with chat and time would say who has answered and when, so the row is one more mark
among the marks: a hash under the wave's key file, with the minute inside it. It is found by
trying the last minutes, in any process and after a restart, and erased with all the others.
The second part of a comment that an app has cut is known by such a mark, too.
"""

from __future__ import annotations

from datetime import datetime
from typing import Final

from bot.surveys.sealing.seals import mark_of

_ASKED: Final = "asked"
_CUT: Final = "cut"
MINUTES: Final = 15
"""How long words without a reply may be meant for the survey."""
_STEP: Final = 15
"""Seconds; the parts of what an app has cut leave together."""


def asked_mark(mark_key: bytes, address: int, now: datetime) -> bytes:
    """Return the mark “this chat was asked for a comment in this minute”."""
    return mark_of(mark_key, _ASKED, f"{address}:{_minute(now)}")


def asked_marks(mark_key: bytes, address: int, now: datetime) -> list[bytes]:
    """Return the marks under which a chat may have been asked within the last minutes."""
    latest = _minute(now)
    minutes = range(latest - MINUTES, latest + 1)
    return [mark_of(mark_key, _ASKED, f"{address}:{minute}") for minute in minutes]


def cut_marks(mark_key: bytes, address: int, came_at: datetime) -> list[bytes]:
    """Return the mark “this chat sent a long text just then”, and the one of just before.

    Args:
        mark_key: The wave's secret mark key.
        address: The chat.
        came_at: When the message at hand was sent, aware.
    """
    latest = int(came_at.timestamp()) // _STEP
    return [mark_of(mark_key, _CUT, f"{address}:{step}") for step in (latest, latest - 1)]


def _minute(instant: datetime) -> int:
    return int(instant.timestamp()) // 60
