"""How fast a bot may be: token buckets, as pure rules, and the lock a refusal brings.

Telegram publishes only hints (https://core.telegram.org/bots/faq#my-bot-is-hitting-limits);
the sizes of the buckets and the lock are our model: 30 calls a second overall, one message a
second for each chat with a burst of 3, 20 a minute for each group, and after a refusal
nothing at all until `retry_after` has passed.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from enum import Enum

_ROUNDING = 1e-9


class Cost(Enum):
    """What a call of a method counts against."""

    FREE = "nothing"
    OVERALL = "the overall rate"
    MESSAGE = "the overall rate and the chat's"


@dataclass(frozen=True, slots=True)
class Rate:
    """A bucket's size and how fast it fills."""

    capacity: float
    per_second: float


OVERALL = Rate(30, 30)
CHAT = Rate(3, 1)
GROUP = Rate(20, 20 / 60)


@dataclass(frozen=True, slots=True)
class Bucket:
    """How many tokens there were at a moment (seconds of any steady clock)."""

    tokens: float
    at: float


def wait_for(rate: Rate, bucket: Bucket, now: float) -> float:
    """Return the seconds until the bucket holds a whole token, 0 if it does now."""
    missing = 1 - _tokens(rate, bucket, now)
    return missing / rate.per_second if missing > _ROUNDING else 0.0


def take(rate: Rate, bucket: Bucket, now: float) -> Bucket:
    """Return the bucket with one token less; ask `wait_for` first whether there is one."""
    return Bucket(max(0.0, _tokens(rate, bucket, now) - 1), max(now, bucket.at))


def _tokens(rate: Rate, bucket: Bucket, now: float) -> float:
    grown = bucket.tokens + max(0.0, now - bucket.at) * rate.per_second
    return min(rate.capacity, grown)


class Limiter:
    """The buckets of one bot.

    Args:
        enforced: without this, everything is allowed at once.
    """

    def __init__(self, *, enforced: bool) -> None:
        self.enforced = enforced
        self._locked_until = -math.inf
        self._buckets: dict[tuple[Rate, int], Bucket] = {}

    def refuse_for(self, cost: Cost, chat_id: int, now: float) -> int:
        """Count a call, or say for how many whole seconds the bot has to be silent.

        Args:
            cost: what a call of the method counts against.
            chat_id: the chat the call is for; negative for a group.
            now: seconds of a steady clock.

        Returns:
            0 when the call is allowed, else `retry_after`; from then on the bot is locked.
        """
        if not self.enforced or cost is Cost.FREE:
            return 0
        if now < self._locked_until - _ROUNDING:
            return _whole(self._locked_until - now)
        keys = _keys(cost, chat_id)
        buckets = [self._buckets.get(key, Bucket(key[0].capacity, now)) for key in keys]
        pairs = list(zip(keys, buckets, strict=True))
        wait = max(wait_for(key[0], bucket, now) for key, bucket in pairs)
        if wait > 0:
            return self.lock(_whole(wait), now)
        for key, bucket in pairs:
            self._buckets[key] = take(key[0], bucket, now)
        return 0

    def lock(self, seconds: int, now: float) -> int:
        """Refuse everything that counts for so many seconds; returns the seconds."""
        self._locked_until = now + seconds
        return seconds

    def clear(self) -> None:
        """Forget everything counted so far."""
        self._locked_until = -math.inf
        self._buckets.clear()


def _keys(cost: Cost, chat_id: int) -> list[tuple[Rate, int]]:
    keys = [(OVERALL, 0)]
    if cost is Cost.MESSAGE:
        keys.append((CHAT, chat_id))
        if chat_id < 0:
            keys.append((GROUP, chat_id))
    return keys


def _whole(seconds: float) -> int:
    return max(1, math.ceil(seconds - _ROUNDING))
