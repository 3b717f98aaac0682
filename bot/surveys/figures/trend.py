"""The waves of one survey at one school, side by side."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from bot.surveys.figures.derived import Change
from bot.surveys.figures.results import Results


@dataclass(frozen=True)
class Trend:
    """What one wave is shown beside.

    Attributes:
        waves: The figures of earlier waves and this one, the oldest first.
        changes: Against the wave before, and those of one and three years ago.
    """

    waves: tuple[Results, ...] = ()
    changes: tuple[Change, ...] = ()


ALONE: Final = Trend()
"""A wave with none beside it."""
