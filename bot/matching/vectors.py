"""Weighted terms of many short texts, and how like each of them is to a message.

An inverted index: for each term the texts that hold it. A message touches only its own
terms' lists, so the cost grows with what is shared and not with all that is stored. Terms
weigh by rarity (TF-IDF) and likeness is the cosine, between 0 and 1. A term of the message
that no text holds counts into its length with the greatest rarity: strange words make a
message unlike everything, which is what tells a stranger's question from ours.
"""

from __future__ import annotations

from array import array
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from math import log, sqrt
from typing import Final

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]
Integers = NDArray[np.int64]

_SMOOTHING: Final = 0.1
_SCALE: Final = 20.0
"""Brings what Bayes says to about the size of the likenesses."""


@dataclass(frozen=True, slots=True)
class Weighed:
    """The terms of a message that are known, and how much each counts."""

    rows: Integers
    weights: NDArray[np.float64]
    length: float
    """The whole message's length, unknown terms included."""


class Vectors:
    """The terms of many texts, weighed and turned around.

    Args:
        texts: The terms of each text, repeated as often as they occur.
    """

    def __init__(self, texts: Iterable[Iterable[str]]) -> None:
        self._rows: dict[str, int] = {}
        rows, times, lengths = array("q"), array("d"), array("q")
        # The terms are counted text by text and kept as numbers at once: thousands of
        # counters side by side would leave the process half as large again for ever.
        for terms in texts:
            counts = Counter(terms)
            lengths.append(len(counts))
            for term, count in counts.items():
                rows.append(self._rows.setdefault(term, len(self._rows)))
                times.append(count)
        self.count = len(lengths)
        self._turn(
            np.frombuffer(rows, np.int64) if rows else np.zeros(0, np.int64),
            np.frombuffer(times, np.float64) if times else np.zeros(0),
            np.asarray(lengths, np.int64),
        )

    def _turn(self, rows: Integers, times: NDArray[np.float64], lengths: Integers) -> None:
        self._sizes: Integers = np.bincount(rows, minlength=len(self._rows))
        self._rarities = np.log((1 + self.count) / (1 + self._sizes)) + 1
        self._rarest = float(np.log(1 + self.count) + 1)
        owners = np.repeat(np.arange(self.count), lengths)
        weights = (1 + np.log(times)) * self._rarities[rows]
        norms = np.sqrt(np.bincount(owners, weights**2, self.count))
        weights /= np.maximum(norms, 1e-9)[owners]
        order = np.argsort(rows, kind="stable")
        self._owners: Integers = owners[order]
        self._weights: Floats = weights[order].astype(np.float32)
        self._times: Floats = times[order].astype(np.float32)
        self._ends: Integers = np.cumsum(self._sizes)

    def rarity(self, term: str) -> float:
        """Return how much a term weighs: more the fewer texts hold it."""
        row = self._rows.get(term)
        return self._rarest if row is None else float(self._rarities[row])

    def knows(self, term: str) -> bool:
        """Say whether any text holds the term."""
        return term in self._rows

    def weighed(self, terms: Iterable[str]) -> Weighed:
        """Look the terms of a message up once, for all that is asked about them."""
        known: list[int] = []
        weights: list[float] = []
        length = 0.0
        for term, times in Counter(terms).items():
            row = self._rows.get(term)
            rarity = self._rarest if row is None else self._rarities[row]
            weight = (1 + log(times) if times > 1 else 1.0) * rarity
            length += weight * weight
            if row is not None:
                known.append(row)
                weights.append(weight)
        return Weighed(np.asarray(known, np.int64), np.asarray(weights), sqrt(length))

    def likeness(self, message: Weighed) -> Floats:
        """Return the cosine of a message to each text, in their order, between 0 and 1."""
        if not len(message.rows):
            return np.zeros(self.count, np.float32)
        places, weights = self._places(message)
        held = self._weights[places] * weights
        return np.asarray(np.bincount(self._owners[places], held, self.count), np.float32) / (
            np.float32(message.length)
        )

    def spoken_for(self, message: Weighed) -> Floats:
        """Return how much a message's terms speak for each text: naive Bayes, rare terms first.

        Only differences between texts count. It is learned by counting alone, so it is there
        as soon as the wordings are read.
        """
        if not len(message.rows):
            return np.zeros(self.count, np.float32)
        places, weights = self._places(message)
        gains = np.log1p(self._times[places] / _SMOOTHING) * weights
        held = np.bincount(self._owners[places], gains, self.count)
        total = float(message.weights.sum())
        return np.asarray((held - total * self._against) / (sqrt(total) * _SCALE), np.float32)

    def leaning(self, message: Weighed, sides: Floats) -> float:
        """Return which of two sides a message's terms lean to, above 0 for the first.

        Args:
            message: The message's terms.
            sides: For each known term how much it leans, as `leanings` returns it.
        """
        total = float(message.weights.sum())
        return float(sides[message.rows] @ message.weights) / total if total else 0.0

    def leanings(self, first: NDArray[np.bool_], second: NDArray[np.bool_]) -> Floats:
        """Return for each term its log odds between two sets of texts."""
        terms = np.repeat(np.arange(len(self._sizes)), self._sizes)
        held = [
            np.bincount(terms, self._times * side[self._owners], len(self._sizes))
            for side in (first, second)
        ]
        shares = [(part + _SMOOTHING) / (part.sum() + _SMOOTHING * len(part)) for part in held]
        return np.asarray(np.log(shares[0]) - np.log(shares[1]), np.float32)

    @cached_property
    def _against(self) -> NDArray[np.float64]:
        totals = np.bincount(self._owners, self._times, self.count)
        return np.log1p(totals / (_SMOOTHING * len(self._rows)))

    def _places(self, message: Weighed) -> tuple[Integers, NDArray[np.float64]]:
        """Return where the message's terms stand in the lists, and what each of them weighs."""
        sizes, ends = self._sizes[message.rows], self._ends[message.rows]
        reached = np.cumsum(sizes)
        places = np.arange(int(reached[-1])) + np.repeat(ends - reached, sizes)
        return places, np.repeat(message.weights, sizes)
