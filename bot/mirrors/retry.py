"""What follows an attempt. Pure.

A robot's minute of trouble, a restart of a mail server and an hour without a network are all
outlived; after that somebody should look, and the notice is old news in a group.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Final

from bot.mirrors.model import FOR_GOOD, Outcome, Post, Settlement, State

WAITS: Final = (
    timedelta(seconds=10),
    timedelta(minutes=1),
    timedelta(minutes=5),
    timedelta(minutes=15),
    timedelta(hours=1),
)
"""How long each next attempt waits."""

MOST_ATTEMPTS: Final = len(WAITS) + 1


def decide(post: Post, outcome: Outcome, now: datetime) -> Settlement:
    """Say what to write down after an attempt; `now` is aware."""
    if outcome.reason is None:
        return Settlement(State.SENT, post.doubts, now)
    doubts = post.doubts + outcome.may_have_arrived
    if outcome.reason in FOR_GOOD or post.attempts >= MOST_ATTEMPTS:
        return Settlement(State.FAILED, doubts, now, outcome.reason)
    not_before = now + WAITS[post.attempts - 1]
    return Settlement(State.PENDING, doubts, not_before, outcome.reason)
