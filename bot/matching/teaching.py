"""What whole messages teach: the words that people use for a question and no wording holds.

A letter to the school names its question in passing and tells ten other things, so letters
are poor wordings; together they show which terms go with a question. Only the most telling
terms of each question are kept, with their counts, as a list that people can read.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from operator import itemgetter
from typing import Final, Protocol

import numpy as np
from numpy.typing import NDArray

from bot.matching.normalise import fold_all
from bot.matching.terms import Codes, Concepts, Integers, grams_of

MOST_TERMS: Final = 300
"""Terms kept for one question; more of them teach what is mere chance."""
MOST_TERMS_OUTSIDE: Final = 3000
"""The same for matters that are not ours: they are many and have few wordings."""
_LEAST_TIMES: Final = 2
"""A term met once proves nothing."""
_SMOOTHING: Final = 0.1


@dataclass(frozen=True, slots=True)
class Taught:
    """The terms that messages use for one question, and how often."""

    terms: Codes
    times: Integers


@dataclass(frozen=True, slots=True)
class Said:
    """The terms of many texts with the row of the question each belongs to."""

    terms: Codes
    rows: Integers

    @classmethod
    def of(cls, texts: Sequence[str], rows: Integers, concepts: Concepts) -> Said:
        """Take folded texts apart."""
        held, held_by = grams_of(texts)
        meant, meant_by = concepts.terms_of(texts)
        return cls(np.concatenate([held, meant]), rows[np.concatenate([held_by, meant_by])])


class Wordings(Protocol):
    """What is known of a question without messages."""

    @property
    def key(self) -> str:
        """Its name."""

    @property
    def wordings(self) -> Sequence[str]:
        """How people ask it."""

    @property
    def answered(self) -> bool:
        """Whether we have an answer to it."""


def teach(
    groups: Sequence[Wordings], messages: Sequence[tuple[str, str]], concepts: Concepts
) -> dict[str, Taught]:
    """Find the telling terms of each question in messages that ask it.

    Args:
        groups: Every question with its wordings.
        messages: Whole messages, each behind the key of the question it asks.
        concepts: The words that mean the same.

    Returns:
        For each question that messages ask, the terms its messages use.
    """
    keys = [group.key for group in groups]
    row_of = {key: row for row, key in enumerate(keys)}
    listed = _folded([(row, text) for row, group in enumerate(groups) for text in group.wordings])
    asked = _folded([(row_of[key], text) for key, text in messages if key in row_of])
    known = Said.of([t for _, t in listed], _rows(listed), concepts)
    new = Said.of([t for _, t in asked], _rows(asked), concepts)
    if not len(new.terms):
        return {}
    different, both = np.unique(np.concatenate([known.terms, new.terms]), return_inverse=True)
    count, begin = len(keys), len(known.terms)
    entries = both * count + np.concatenate([known.rows, new.rows])
    # How often a question's messages alone hold each term, among all pairs of the two.
    found, place, times = np.unique(entries, return_inverse=True, return_counts=True)
    own = np.bincount(place[begin:], minlength=len(found))
    most = np.asarray([MOST_TERMS if g.answered else MOST_TERMS_OUTSIDE for g in groups])
    kept = _telling(found, times, most) & (own >= _LEAST_TIMES)
    rows, terms = found[kept] % count, different[found[kept] // count]
    return {
        keys[row]: Taught(terms[rows == row], own[kept][rows == row])
        for row in np.unique(rows).tolist()
    }


def _folded(owned: Sequence[tuple[int, str]]) -> list[tuple[int, str]]:
    return list(zip(map(itemgetter(0), owned), fold_all(map(itemgetter(1), owned)), strict=True))


def _rows(listed: Sequence[tuple[int, str]]) -> Integers:
    return np.asarray([row for row, _ in listed], np.int64)


def _telling(found: Integers, times: Integers, most: Integers) -> NDArray[np.bool_]:
    """Mark the terms that tell most about their question: often there and seldom elsewhere."""
    count = len(most)
    terms, rows = np.divmod(found, count)
    in_all = np.bincount(terms, times)[terms]
    of_row = np.bincount(rows, times, count)
    inside = (times + _SMOOTHING) / (of_row[rows] + 1)
    outside = (in_all - times + _SMOOTHING) / (times.sum() - of_row[rows] + 1)
    telling = np.sqrt(times) * np.log(inside / outside)
    telling[times < _LEAST_TIMES] = 0
    order = np.lexsort((-telling, rows))
    begins = np.searchsorted(rows[order], np.arange(count))
    place = np.empty(len(found), np.int64)
    place[order] = np.arange(len(found)) - begins[rows[order]]
    return np.asarray((telling > 0) & (place < most[rows]), bool)
