"""A long text that an app has cut into several messages is put together again. Pure.

Telegram's apps cut what is longer than 4,096 characters, at a break in the second half of a
part if there is one, and send the parts one right after the other. Nothing in a message says
so. Therefore whatever follows a long part within seconds belongs to it.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Final

from bot.delivery.model import counted
from bot.notices.model import Notice

FULL: Final = 4_096
"""The longest message an author can send, in UTF-16 units."""

WITHIN: Final = timedelta(seconds=15)
"""Parts leave together; nobody reads a long preview and writes anew in this time."""


def goes_on(draft: Notice, came_at: datetime | None) -> bool:
    """Say whether what came at an instant belongs to a draft's text; aware, as sent."""
    until = draft.goes_on_until
    if until is None or came_at is None:
        return False
    return until - WITHIN <= came_at <= until


def until(part: str, came_at: datetime | None) -> datetime | None:
    """Return until when a text belongs to a part; None if nothing is to follow."""
    is_long = counted(part) >= FULL // 2
    return came_at + WITHIN if came_at is not None and is_long else None


def joined(before: str, part: str) -> str:
    """Return a text with its next part; the white space at which it was cut is lost.

    A part without room for more was cut where it was full, and anything else at a break.
    """
    if counted(before) % FULL == 0:
        return before + part
    is_latin = before[-1:].isascii() and part[:1].isascii() and before[-1:] not in ".!?:;"
    return before + (" " if is_latin else "\n") + part
