"""How often something may be asked for: an allowance that fills up again with time. Pure."""

from __future__ import annotations

import math
from collections import OrderedDict
from dataclasses import dataclass
from datetime import datetime, timedelta


@dataclass(frozen=True)
class _Left:
    tokens: float
    at: datetime


class Allowance:
    """Counts by key; the keys that have been quiet for longest are forgotten first.

    Args:
        burst: How many may come at once.
        every: How long it takes until one more may come.
        most_keys: How many keys are remembered.
    """

    def __init__(self, burst: int, every: timedelta, most_keys: int = 10_000) -> None:
        self._burst = burst
        self._every = every.total_seconds()
        self._most_keys = most_keys
        self._left: OrderedDict[str, _Left] = OrderedDict()

    def wait(self, key: str, now: datetime) -> int:
        """Take one of a key's allowance.

        Returns:
            0 if there was one; else after how many whole seconds there will be, nothing taken.
        """
        known = self._left.pop(key, _Left(self._burst, now))
        grown = known.tokens + (now - known.at).total_seconds() / self._every
        tokens = min(float(self._burst), grown)
        may = tokens >= 1
        self._left[key] = _Left(tokens - may, now)
        if len(self._left) > self._most_keys:
            self._left.popitem(last=False)
        return 0 if may else math.ceil((1 - tokens) * self._every)
