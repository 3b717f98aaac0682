"""Counts, shares, means, differences and how sure they are; pure.

Wilson's interval is used because it behaves for the small groups and the shares near 0 and
1 that a school has, where the common “plus or minus two standard errors” promises
impossible shares. Families of a school are few, and often nearly all of them answer; so
where it is known how many were asked, the correction for finite populations says how much
less is left to chance.

Sources: Wilson, E. B. (1927), Journal of the American Statistical Association 22, 209-212;
Newcombe, R. G. (1998), Statistics in Medicine 17, 873-890, method 10; Cochran, W. G. (1977),
Sampling Techniques, chapters 2 and 5.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from math import exp, inf, lgamma, log, sqrt
from typing import Final

Z_95: Final = 1.959963984540054
"""The normal distribution's 97.5th percentile."""

_UPPER: Final = 0.975
_LEAST_FOR_SPREAD: Final = 2


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


@dataclass(frozen=True)
class Estimate:
    """A mean, a weighted share or a difference, with its 95 % interval."""

    value: float
    low: float
    high: float

    @property
    def is_noise(self) -> bool:
        """Whether the interval holds zero, so that a difference may be mere chance."""
        return self.low <= 0 <= self.high


@dataclass(frozen=True)
class Sample:
    """A count among those who answered.

    Attributes:
        count: How many gave the answer, from 0 to n.
        n: How many answered, at least 1.
        population: How many were asked; None if that is not known. If more have answered than
            were counted, others came later, and how many is not known.
    """

    count: int
    n: int
    population: int | None = None

    @property
    def share(self) -> float:
        """Between 0 and 1."""
        return self.count / self.n

    @property
    def worth(self) -> float:
        """How many answers from an endless population would be as good."""
        if self.population is None or self.population < self.n:
            return float(self.n)
        if self.population == self.n:
            return inf
        return self.n * (self.population - 1) / (self.population - self.n)


def wilson(count: int, n: int, population: int | None = None) -> tuple[float, float]:
    """Return the 95 % interval of a share.

    Args:
        count: How many gave the answer, from 0 to n.
        n: How many answered, at least 1.
        population: How many were asked; None for an endless number. Where all answered
            nothing is left to chance, and both ends are the share itself.
    """
    sample = Sample(count, n, population)
    share, worth, square = sample.share, sample.worth, Z_95 * Z_95
    if worth == inf:
        return share, share
    middle = (share + square / (2 * worth)) / (1 + square / worth)
    spread = share * (1 - share) / worth + square / (4 * worth * worth)
    half = Z_95 * sqrt(spread) / (1 + square / worth)
    low = 0.0 if count == 0 else max(0.0, middle - half)
    high = 1.0 if count == n else min(1.0, middle + half)
    return low, high


def shares(counts: Sequence[int], population: int | None = None) -> list[Share]:
    """Return the share of each answer to one question.

    Args:
        counts: How often each answer was given; at least one answer in all.
        population: How many were asked it; None if that is not known.
    """
    n = sum(counts)
    return [Share(count, count / n, *wilson(count, n, population)) for count in counts]


def mean(
    counts: Sequence[int], points: Sequence[float], population: int | None = None
) -> Estimate | None:
    """Return the mean of a scale with its interval after Student.

    Args:
        counts: How often each answer was given.
        points: What each answer counts.
        population: How many were asked; None if that is not known.

    Returns:
        None with fewer than two answers, where there is no spread to go by.
    """
    n = sum(counts)
    if n < _LEAST_FOR_SPREAD:
        return None
    value = sum(c * p for c, p in zip(counts, points, strict=True)) / n
    squares = sum(c * (p - value) ** 2 for c, p in zip(counts, points, strict=True))
    left = 1.0 if population is None or population < n else 1 - n / population
    half = student(_UPPER, n - 1) * sqrt(squares / (n - 1) / n * left)
    return Estimate(value, value - half, value + half)


def difference(later: Sample, earlier: Sample) -> Estimate:
    """Return how much a share has changed, with Newcombe's interval from Wilson's two."""
    change = later.share - earlier.share
    low_1, high_1 = wilson(later.count, later.n, later.population)
    low_2, high_2 = wilson(earlier.count, earlier.n, earlier.population)
    down = sqrt((later.share - low_1) ** 2 + (high_2 - earlier.share) ** 2)
    up = sqrt((high_1 - later.share) ** 2 + (earlier.share - low_2) ** 2)
    return Estimate(change, change - down, change + up)


def weighted(strata: Sequence[Sample]) -> Estimate | None:
    """Return a share in which each stratum counts as many as were asked in it.

    Where some grades answer less often than others, the plain share is that of the eager
    ones. The interval is the normal one for strata.

    Args:
        strata: Grades, each with its population.

    Returns:
        None if a population is not known, or a stratum has fewer than two answers.
    """
    total = 0
    for each in strata:
        if each.population is None or each.n < _LEAST_FOR_SPREAD:
            return None
        total += max(each.population, each.n)
    value = variance = 0.0
    for each in strata:
        population = max(each.population or 0, each.n)
        weight, share = population / total, each.share
        value += weight * share
        left = 1 - each.n / population
        variance += weight**2 * left * share * (1 - share) / (each.n - 1)
    half = Z_95 * sqrt(variance)
    return Estimate(value, max(0.0, value - half), min(1.0, value + half))


def rates_differ(answered: Sequence[int], asked: Sequence[int]) -> bool:
    """Say whether groups answered at different rates, beyond chance at 95 %.

    Pearson's test on the table of answered and not answered.
    """
    groups = [(n, most) for n, most in zip(answered, asked, strict=True) if 0 < n <= most]
    total, everybody = sum(n for n, _ in groups), sum(most for _, most in groups)
    if len(groups) < _LEAST_FOR_SPREAD or total == everybody:
        return False
    rate = total / everybody
    square = sum((n - most * rate) ** 2 / (most * rate * (1 - rate)) for n, most in groups)
    return chi_square_tail(square, len(groups) - 1) < 1 - 0.95


def student(probability: float, freedom: int) -> float:
    """Return a quantile of Student's distribution.

    Args:
        probability: Above 0.5 and below 1.
        freedom: Degrees of freedom, at least 1.
    """

    def below(value: float) -> float:
        return 1 - _beta(freedom / 2, 0.5, freedom / (freedom + value * value)) / 2

    high = 1.0
    while below(high) < probability:
        high *= 2
    return _halved(below, probability, high)


def chi_square_tail(value: float, freedom: int) -> float:
    """Return how likely chi-square exceeds a value; the series of the incomplete gamma."""
    half, x = freedom / 2, value / 2
    if x <= 0:
        return 1.0
    term = total = 1 / half
    count = half
    while term > total * 1e-17:
        count += 1
        term *= x / count
        total += term
    return max(0.0, 1 - total * exp(half * log(x) - x - lgamma(half)))


def _halved(below: Callable[[float], float], probability: float, high: float) -> float:
    low = 0.0
    for _ in range(200):
        middle = (low + high) / 2
        if middle in (low, high):
            break
        if below(middle) < probability:
            low = middle
        else:
            high = middle
    return (low + high) / 2


def _beta(a: float, b: float, x: float) -> float:
    """Return the regularised incomplete beta function by Lentz's continued fraction."""
    if x <= 0 or x >= 1:
        return float(x >= 1)
    if x > (a + 1) / (a + b + 2):
        return 1 - _beta(b, a, 1 - x)
    front = exp(lgamma(a + b) - lgamma(a) - lgamma(b) + a * log(x) + b * log(1 - x)) / a
    tiny = 1e-300
    value, c, d = 1.0, 1.0, 0.0
    for step in range(1000):
        half = step // 2
        if step == 0:
            factor = 1.0
        elif step % 2 == 0:
            factor = half * (b - half) * x / ((a + 2 * half - 1) * (a + 2 * half))
        else:
            factor = -(a + half) * (a + b + half) * x / ((a + 2 * half) * (a + 2 * half + 1))
        d = 1 / (1 + factor * d or tiny)
        c = 1 + factor / c or tiny
        value *= c * d
        if abs(c * d - 1) < 1e-16:  # noqa: PLR2004 - as exact as numbers go
            break
    return front * (value - 1)
