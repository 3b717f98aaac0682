"""A long text that an app has cut into several messages is put together again. Pure.

Telegram's apps cut what is longer than 4,096 characters, at a break in the second half of a
part if there is one, and send the parts one right after the other. Nothing in a message says
so. Therefore whatever follows a long part within seconds belongs to it.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Final

from bot.delivery.model import counted
from bot.notices.model import LONGEST_TEXT, Notice

FULL: Final = 4_096
"""The longest message an author can send, in UTF-16 units."""

WITHIN: Final = timedelta(seconds=15)
"""Parts leave together; nobody reads a long preview and writes anew in this time."""


def goes_on(notice: Notice, came_at: datetime | None) -> bool:
    """Say whether what came at an instant belongs to what is being written; aware, as sent."""
    until = notice.goes_on_until
    if until is None or came_at is None:
        return False
    return until - WITHIN <= came_at <= until


def until(part: str, came_at: datetime | None) -> datetime | None:
    """Return until when a text belongs to a part; None if nothing is to follow."""
    return None if came_at is None or is_whole(part) else came_at + WITHIN


def is_whole(text: str) -> bool:
    """Say whether a text is too short to be the first part of one that was cut."""
    return counted(text) < FULL // 2


def whole(notice: Notice, before: str, plain: str, came_at: datetime | None) -> str:
    """Return what somebody has written so far: one text, or what was there with its next part.

    Args:
        notice: What it is for.
        before: What was there.
        plain: What came.
        came_at: When that was sent, aware; None if nobody cuts it.
    """
    return joined(before, plain) if before and goes_on(notice, came_at) else plain


def fits(text: str) -> bool:
    """Say whether a notice can hold a text; of one that it cannot, no part must be left."""
    return counted(text) <= LONGEST_TEXT


def joined(before: str, part: str) -> str:
    """Return a text with its next part; the white space at which it was cut is lost.

    A part without room for more was cut where it was full, and anything else at a break.
    """
    if counted(before) % FULL == 0:
        return before + part
    is_latin = before[-1:].isascii() and part[:1].isascii() and before[-1:] not in ".!?:;"
    return before + (" " if is_latin else "\n") + part
