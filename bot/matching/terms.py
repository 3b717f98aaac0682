"""What a folded message is compared by: its grams, and the concepts behind its words.

Chinese is written without spaces and parents write it without care, so runs of one to
three characters carry the likeness better than guessed words do. A word in Latin letters
and a number count as one character each: `app` and `60` mean nothing in pieces.

Concepts put what people call the same thing under one name (课后服务, 延时班, 三点半), so two
messages without a common character can still be near.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import combinations, pairwise
from typing import Final

from bot.matching.normalise import fold

GRAM_LENGTHS: Final = (1, 2, 3)
_SYMBOL = re.compile(r"[a-z]+|[0-9]+|[^a-z0-9 ]")
_MOST_PAIRED: Final = 8
"""Concepts of one message that are also counted in pairs; letters have far more."""


def symbols(folded: str) -> list[str]:
    """Cut folded text into characters, Latin words and numbers."""
    return _SYMBOL.findall(folded)


def grams(folded: str) -> list[str]:
    """Return every run of one to three symbols, repeated as often as it occurs."""
    parts = symbols(folded)
    return [
        "".join(parts[start : start + length])
        for length in GRAM_LENGTHS
        for start in range(len(parts) - length + 1)
    ]


def pairs(folded: str) -> list[str]:
    """Return the runs of two symbols, by which coverage is measured."""
    parts = symbols(folded)
    return [first + second for first, second in pairwise(parts)]


class Concepts:
    """Finds concepts in folded text by their longest surface words.

    Args:
        surfaces: For each concept the words that mean it; they are folded here.
    """

    def __init__(self, surfaces: Mapping[str, Iterable[str]]) -> None:
        self._names: dict[str, str] = {}
        self._lengths: dict[str, list[int]] = {}
        for name, words in surfaces.items():
            for word in filter(None, map(fold, words)):
                self._names.setdefault(word, name)
        for word in self._names:
            lengths = self._lengths.setdefault(word[0], [])
            if len(word) not in lengths:
                lengths.append(len(word))
        for lengths in self._lengths.values():
            lengths.sort(reverse=True)

    @property
    def words(self) -> list[str]:
        """All surface words, folded."""
        return list(self._names)

    def find(self, folded: str) -> list[str]:
        """Return the concepts of a text in order, each once."""
        return list(dict.fromkeys(self._scan(folded)))

    def terms(self, folded: str) -> list[str]:
        """Return the concepts of a text and, for short lists, their pairs."""
        found = self.find(folded)
        return found + _paired(found[:_MOST_PAIRED])

    def _scan(self, folded: str) -> Iterator[str]:
        position = 0
        while position < len(folded):
            for length in self._lengths.get(folded[position], ()):
                name = self._names.get(folded[position : position + length])
                if name is not None:
                    yield name
                    position += length
                    break
            else:
                position += 1


def _paired(found: Sequence[str]) -> list[str]:
    return [f"{first}+{second}" for first, second in combinations(sorted(found), 2)]
