"""Counts, shares and how sure they are; pure.

Wilson's interval is used because it behaves for the small groups and the shares near 0 and
1 that a school has, where the common “plus or minus two standard errors” promises
impossible shares. Source: Wilson, E. B. (1927), Journal of the American Statistical
Association 22, 209-212.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import sqrt
from typing import Final

Z_95: Final = 1.959963984540054
"""The normal distribution's 97.5th percentile."""


@dataclass(frozen=True)
class Share:
    """How many of a group gave one answer.

    Attributes:
        share: Between 0 and 1.
        low: Lower end of the 95 % interval.
        high: Upper end of the 95 % interval.
    """

    count: int
    share: float
    low: float
    high: float


def wilson(count: int, n: int) -> tuple[float, float]:
    """Return the 95 % interval of a share.

    Args:
        count: How many gave the answer, from 0 to n.
        n: How many answered, at least 1.
    """
    share, square = count / n, Z_95 * Z_95
    middle = (share + square / (2 * n)) / (1 + square / n)
    half = Z_95 * sqrt(share * (1 - share) / n + square / (4 * n * n)) / (1 + square / n)
    low = 0.0 if count == 0 else max(0.0, middle - half)
    high = 1.0 if count == n else min(1.0, middle + half)
    return low, high


def shares(counts: Sequence[int]) -> list[Share]:
    """Return the share of each answer to one question.

    Args:
        counts: How often each answer was given; at least one answer in all.
    """
    n = sum(counts)
    return [Share(count, count / n, *wilson(count, n)) for count in counts]
