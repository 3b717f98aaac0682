"""Somebody who keeps every published row and solves for cells; knows nothing of our code."""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Generic, TypeVar

Cell = TypeVar("Cell", bound=Hashable)


@dataclass
class Attacker(Generic[Cell]):
    """Solves one system of equations in whole numbers."""

    cells: Sequence[Cell]
    solved: list[list[int]] = field(default_factory=list)

    def learns(self, terms: Mapping[Cell, int]) -> None:
        row = self._reduced([terms.get(cell, 0) for cell in self.cells])
        lead = next((at for at, value in enumerate(row) if value), None)
        if lead is not None:
            self.solved = [_without(other, row, lead) for other in self.solved]
            self.solved.append(row)

    def knows(self, terms: Mapping[Cell, int]) -> bool:
        return not any(self._reduced([terms.get(cell, 0) for cell in self.cells]))

    def _reduced(self, row: list[int]) -> list[int]:
        for other in self.solved:
            lead = next(at for at, value in enumerate(other) if value)
            row = _without(row, other, lead)
        return row


def _without(row: list[int], other: list[int], lead: int) -> list[int]:
    if not row[lead]:
        return row
    a, b = row[lead], other[lead]
    return [b * mine - a * theirs for mine, theirs in zip(row, other, strict=True)]
