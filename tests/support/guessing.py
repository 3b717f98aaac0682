"""Somebody who knows that counts are whole and not negative, and tries for cells one by one.

Stronger than `attacking.py`: not only sums and differences, but every table of whole numbers
that fits what was published. Knows nothing of our code; solved by SciPy's integer programs.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final, Generic, TypeVar

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import Bounds, LinearConstraint, milp

Cell = TypeVar("Cell", bound=Hashable)
Terms = Mapping[Cell, int]
_MOST: Final = 1000


@dataclass
class Guesser(Generic[Cell]):
    """Holds published sums, and the table behind them to compare guesses with."""

    truth: Mapping[Cell, int]
    rows: list[tuple[NDArray[np.float64], float, float]] = field(default_factory=list)

    def learns(self, terms: Terms[Cell], least: float, most: float) -> None:
        """Note that a sum of cells lies within bounds, both included."""
        self.rows.append((self._row(terms), least, most))

    def pins(self, wanted: Iterable[Terms[Cell]]) -> list[Terms[Cell]]:
        """List the sums that have the same value in every table that fits."""
        left = list(wanted)
        mixed = np.random.default_rng(1).normal(size=len(self.truth))
        for objective in (mixed, -mixed):
            left = self._not_refuted(left, objective)
        pinned = []
        while left:
            row = self._row(left[0])
            tried = self._not_refuted(self._not_refuted(left, row), -row)
            if left[0] in tried:
                pinned.append(left[0])
            left = [each for each in tried if each is not left[0]]
        return pinned

    def _not_refuted(
        self, wanted: Sequence[Terms[Cell]], objective: NDArray[np.float64]
    ) -> list[Terms[Cell]]:
        if not wanted:
            return []
        table = self._a_table(objective)
        true = np.array(list(self.truth.values()))
        return [each for each in wanted if self._row(each) @ table == self._row(each) @ true]

    def _a_table(self, objective: NDArray[np.float64]) -> NDArray[np.float64]:
        """Find a table that fits."""
        matrix, least, most = (np.array(each) for each in zip(*self.rows, strict=True))
        found = milp(
            objective,
            integrality=np.ones(len(self.truth)),
            bounds=Bounds(0, _MOST),
            constraints=LinearConstraint(matrix, least, most),
        )
        assert found.x is not None, found.message
        table: NDArray[np.float64] = np.round(found.x)
        return table

    def _row(self, terms: Terms[Cell]) -> NDArray[np.float64]:
        return np.array([float(terms.get(cell, 0)) for cell in self.truth])
