"""Weighted terms of many short texts, and how like each of them is to a message.

An inverted index: for each term the texts that hold it. A message touches only its own
terms' lists, so the cost grows with what is shared and not with all that is stored. Terms
weigh by rarity (TF-IDF) and likeness is the cosine, between 0 and 1. A term of the message
that no text holds counts into its length with the greatest rarity: strange words make a
message unlike everything, which is what tells a stranger's question from ours.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import sqrt

import numpy as np
from numpy.typing import NDArray

from bot.matching.terms import Codes, Integers

Floats = NDArray[np.float32]
Doubles = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Found:
    """The different terms of a message."""

    rows: Integers
    """Where the known ones stand in the vocabulary."""
    times: Doubles
    """How often each of them occurs."""
    unknown: Codes
    """Those that no text holds."""
    strange: Doubles
    """How often each of the unknown ones occurs."""


class Vocabulary:
    """Every term that any text holds, each once, in the order of their numbers."""

    def __init__(self, terms: Codes) -> None:
        self.terms = terms

    @classmethod
    def of(cls, terms: Codes) -> tuple[Vocabulary, Integers]:
        """Make a vocabulary of terms, and say where each of them stands in it."""
        different, rows = np.unique(terms, return_inverse=True)
        return cls(different), rows

    def __len__(self) -> int:
        return len(self.terms)

    def find(self, terms: Codes) -> Found:
        """Count a message's terms and look them up."""
        different, times = np.unique(terms, return_counts=True)
        rows, known = self.places(different)
        counted = times.astype(np.float64)
        return Found(rows[known], counted[known], different[~known], counted[~known])

    def places(self, terms: Codes) -> tuple[Integers, NDArray[np.bool_]]:
        """Return each term's place, and whether it is known at all."""
        if not len(self.terms):
            return np.zeros(len(terms), np.int64), np.zeros(len(terms), bool)
        rows = np.minimum(np.searchsorted(self.terms, terms), len(self.terms) - 1)
        return rows, self.terms[rows] == terms


@dataclass(frozen=True, slots=True)
class Weighed:
    """The terms of a message that are known, and how much each counts."""

    rows: Integers
    weights: Doubles
    length: float
    """The whole message's length, unknown terms included."""


class Vectors:
    """The terms of many texts, weighed and turned around.

    Args:
        size: How many terms the vocabulary has.
        rows: The places of the texts' terms in it, repeated as often as they occur.
        owners: For each of them the number of its text.
        count: How many texts there are.
    """

    def __init__(
        self,
        size: int,
        rows: Integers,
        owners: Integers,
        count: int,
    ) -> None:
        self._size, self.count = size, count
        entries, counted = np.unique(rows * max(count, 1) + owners, return_counts=True)
        rows, texts = np.divmod(entries, max(count, 1))
        del entries
        self._sizes = np.bincount(rows, minlength=self._size).astype(np.int32)
        self._ends = np.cumsum(self._sizes).astype(np.int32)
        self._rarities = np.log((1 + count) / (1 + self._sizes)) + 1
        weights = (1 + np.log(counted)) * self._rarities[rows]
        norms = np.sqrt(np.bincount(texts, weights**2, count))
        self._owners = texts.astype(np.int32)
        self._weights: Floats = (weights / np.maximum(norms, 1e-9)[texts]).astype(np.float32)
        self._rarest = float(np.log(1 + count) + 1)

    def rarity(self, rows: Integers) -> Doubles:
        """Return how much terms weigh: more the fewer texts hold them."""
        return self._rarities[rows]

    @property
    def rarest(self) -> float:
        """What a term weighs that no text holds."""
        return self._rarest

    def weighed(self, found: Found) -> Weighed:
        """Weigh the terms of a message."""
        weights = (1 + np.log(found.times)) * self._rarities[found.rows]
        strange = (1 + np.log(found.strange)) * self._rarest
        return Weighed(found.rows, weights, sqrt(weights @ weights + strange @ strange))

    def likeness(self, message: Weighed) -> Floats:
        """Return the cosine of a message to each text, in their order, between 0 and 1."""
        if not len(message.rows):
            return np.zeros(self.count, np.float32)
        places, weights = self._places(message)
        held = self._weights[places] * weights
        return np.asarray(np.bincount(self._owners[places], held, self.count), np.float32) / (
            np.float32(message.length)
        )

    def held_by(self, texts: NDArray[np.bool_]) -> NDArray[np.bool_]:
        """Return for each term whether any of these texts holds it."""
        terms = np.repeat(np.arange(self._size), self._sizes)
        return np.bincount(terms, texts[self._owners], self._size) > 0

    def hold(self, rows: Integers, first: int, last: int) -> NDArray[np.bool_]:
        """Return for each of some terms whether a text from `first` to before `last` holds it."""
        begins = self._ends[rows] - self._sizes[rows]
        return np.asarray(
            [
                bool(((held >= first) & (held < last)).any())
                for held in (
                    self._owners[begin : begin + size]
                    for begin, size in zip(begins, self._sizes[rows], strict=True)
                )
            ],
            bool,
        )

    def _places(self, message: Weighed) -> tuple[Integers, Doubles]:
        """Return where the message's terms stand in the lists, and what each of them weighs."""
        sizes, ends = self._sizes[message.rows], self._ends[message.rows]
        reached = np.cumsum(sizes)
        places = np.arange(int(reached[-1])) + np.repeat(ends - reached, sizes)
        return places, np.repeat(message.weights, sizes)
