"""Weighted terms of many short texts, and how like each of them is to a message.

An inverted index: for each term the texts that hold it. A message touches only its own
terms' lists, so the cost grows with what is shared and not with all that is stored. Terms
weigh by rarity (TF-IDF) and likeness is the cosine, between 0 and 1. A term of the message
that no text holds counts into its length with the greatest rarity: strange words make a
message unlike everything, which is what tells a stranger's question from ours.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]
Integers = NDArray[np.int64]


class Vectors:
    """The terms of many texts, weighed and turned around.

    Args:
        texts: The terms of each text, repeated as often as they occur.
    """

    def __init__(self, texts: Sequence[Sequence[str]]) -> None:
        self.count = len(texts)
        counted = [Counter(terms) for terms in texts]
        frequency = Counter(term for counts in counted for term in counts)
        self._rows = {term: row for row, term in enumerate(frequency)}
        present = np.fromiter(frequency.values(), dtype=np.float64, count=len(frequency))
        self._rarities = np.log((1 + self.count) / (1 + present)) + 1
        self._rarest = float(np.log(1 + self.count) + 1)
        self._turn(counted)

    def _turn(self, counted: Sequence[Counter[str]]) -> None:
        lengths = [len(counts) for counts in counted]
        rows = np.fromiter(
            (self._rows[term] for counts in counted for term in counts), np.int64, sum(lengths)
        )
        times = np.fromiter(
            (times for counts in counted for times in counts.values()), np.float64, sum(lengths)
        )
        owners = np.repeat(np.arange(self.count), lengths)
        weights = (1 + np.log(times)) * self._rarities[rows]
        norms = np.sqrt(np.bincount(owners, weights**2, self.count))
        weights /= np.maximum(norms, 1e-9)[owners]
        order = np.argsort(rows, kind="stable")
        self._owners: Integers = owners[order]
        self._weights: Floats = weights[order].astype(np.float32)
        self._starts: Integers = np.concatenate(
            ([0], np.cumsum(np.bincount(rows, minlength=len(self._rows))))
        )

    def rarity(self, term: str) -> float:
        """Return how much a term weighs: more the fewer texts hold it."""
        row = self._rows.get(term)
        return self._rarest if row is None else float(self._rarities[row])

    def knows(self, term: str) -> bool:
        """Say whether any text holds the term."""
        return term in self._rows

    def likeness(self, terms: Sequence[str]) -> Floats:
        """Return the cosine of a message to each text, in their order, between 0 and 1."""
        known: list[int] = []
        weights: list[float] = []
        length = 0.0
        for term, times in Counter(terms).items():
            row = self._rows.get(term)
            rarity = self._rarest if row is None else self._rarities[row]
            weight = (1 + np.log(times) if times > 1 else 1.0) * rarity
            length += weight * weight
            if row is not None:
                known.append(row)
                weights.append(weight)
        if not known:
            return np.zeros(self.count, np.float32)
        return self._added(known, np.asarray(weights) / np.sqrt(length))

    def _added(self, rows: list[int], weights: NDArray[np.float64]) -> Floats:
        starts, ends = self._starts[rows], self._starts[np.asarray(rows) + 1]
        slices = [slice(start, end) for start, end in zip(starts, ends, strict=True)]
        owners = np.concatenate([self._owners[part] for part in slices])
        held = np.concatenate([self._weights[part] for part in slices])
        held = held * np.repeat(weights, ends - starts)
        return np.bincount(owners, held, self.count).astype(np.float32)
