"""Points: what each word of a message is worth for each question, for or against it.

That a word often goes with a question says little: 周末 speaks for three questions and decides
between none of them. Points know that: they are learned from all wordings
and messages at once (`point_learning.py`) and kept as a list that people can read. A message's
points are plain sums, so every answer can be explained word by word.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from bot.matching.terms import Codes, Integers
from bot.matching.vectors import Doubles, Floats, Vocabulary

ALWAYS: Final = "*"
"""How what every message gets is called among the words."""
POINT: Final = 0.2
"""What one point adds to a message whose only term it is."""
_UNLEARNED: Final = 1.6
"""A question nothing was learned for is judged by the likeness of its wordings instead."""


@dataclass(frozen=True, slots=True)
class Points:
    """What was learned for one question, in points.

    Args:
        always: What every message gets.
        terms: The terms with points, single symbols or pairs of them.
        worth: For each of them its points; below zero they speak against the question.
    """

    always: int
    terms: Codes
    worth: Integers


class Pointed:
    """The points of all questions, ready to be added up.

    Args:
        points: What was learned; None for a question nothing was learned for.
    """

    def __init__(self, points: Sequence[Points | None]) -> None:
        known = [(row, one) for row, one in enumerate(points) if one is not None]
        self._learned = np.asarray([one is not None for one in points], bool)
        self._always = np.asarray([one.always if one else 0 for one in points], np.float32)
        terms = np.concatenate([np.zeros(0, np.uint64), *(one.terms for _, one in known)])
        worth = np.concatenate([np.zeros(0, np.int64), *(one.worth for _, one in known)])
        sizes = [len(one.terms) for _, one in known]
        owners = np.repeat(np.asarray([row for row, _ in known], np.int16), sizes)
        order = np.argsort(terms)
        self._owners, self._worth = owners[order], worth[order].astype(np.int16)
        terms = terms[order]
        ends = np.flatnonzero(np.diff(terms, append=np.uint64(0))) + 1
        self._vocabulary = Vocabulary(terms[ends - 1])
        self._sizes = np.diff(ends, prepend=0).astype(np.int32)
        self._ends = ends.astype(np.int32)

    def of(self, terms: Codes, weights: Doubles, likeness: Floats) -> Floats:
        """Add up a message's points for each question; the most where it is meant.

        Args:
            terms: Its different symbols and pairs.
            weights: How much each of them counts; together of unit length.
            likeness: How like it is to each question's wordings, between 0 and 1.
        """
        places, sizes, known = self._held(terms)
        added = self._worth[places] * np.repeat(weights[known], sizes)
        total = np.bincount(self._owners[places], added, len(self._always))
        points = POINT * (self._always + total)
        return np.asarray(np.where(self._learned, points, _UNLEARNED * likeness), np.float32)

    def has(self, terms: Codes) -> NDArray[np.bool_]:
        """Say which terms have points for any question."""
        return self._vocabulary.places(terms)[1]

    def added(self, terms: Codes, weights: Doubles, row: int) -> dict[int, float] | None:
        """Return what each term adds to one question's points, and under 0 what is always added.

        Returns:
            None for a question nothing was learned for.
        """
        if not self._learned[row]:
            return None
        places, sizes, known = self._held(terms)
        own = self._owners[places] == row
        added = POINT * self._worth[places] * np.repeat(weights[known], sizes)
        names = np.repeat(terms[known], sizes)
        found = dict(zip(names[own].tolist(), added[own].tolist(), strict=True))
        return {0: POINT * float(self._always[row])} | found

    def _held(self, terms: Codes) -> tuple[Integers, Integers, Integers]:
        """Return where the points of some terms stand, how many each has, and which have any."""
        rows, has_points = self._vocabulary.places(terms)
        known = np.flatnonzero(has_points)
        sizes = self._sizes[rows[known]].astype(np.int64)
        reached = np.cumsum(sizes)
        places = np.arange(int(sizes.sum())) + np.repeat(self._ends[rows[known]] - reached, sizes)
        return places, sizes, known
