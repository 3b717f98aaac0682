"""The learned numbers: few, named, and kept as a file that people can read.

`knowledge calibrate` finds them from the knowledge folder alone; nothing else changes them.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from math import exp
from typing import Final

import numpy as np

from bot.matching.index import FEATURES
from bot.matching.vectors import Floats

SIGNS: Final = (
    "odds",
    "odds_of_three",
    "ahead_of_next",
    "ahead_of_unanswered",
    "points",
    "points_ahead",
    "nearest",
    "known",
    "length",
)
"""What a gate looks at in the best candidate: its log odds against all other questions, with
and without an answer, and those of the best three together; how far it is ahead of the next
and of the nearest without an answer; its points, and how many more they are than those of
anything without an answer; how near its nearest wording is; the share of the message that our
wordings cover; its length."""


@dataclass(frozen=True, slots=True)
class Gate:
    """A yes or no with its reasons: a sum of signs, and where yes begins.

    Args:
        bias: What the sum starts from.
        weights: What each of `SIGNS` adds for one unit.
        threshold: The least probability, 0 to 1, that counts as yes.
    """

    bias: float
    weights: Mapping[str, float]
    threshold: float

    def probability(self, signs: Mapping[str, float]) -> float:
        """Return how probable yes is, between 0 and 1."""
        total = self.bias + sum(self.weights[name] * signs[name] for name in SIGNS)
        return 1 / (1 + exp(-max(-30.0, min(30.0, total))))


@dataclass(frozen=True, slots=True)
class Tuning:
    """All learned numbers.

    Args:
        ranking: What each of `FEATURES` adds to a question's score.
        answer: Whether the best candidate may be answered outright.
        suggest: Whether the best three are worth showing.
    """

    ranking: Mapping[str, float]
    answer: Gate
    suggest: Gate

    @property
    def ranking_weights(self) -> Floats:
        """The ranking weights in the order of the evidence's columns."""
        return np.asarray([self.ranking[name] for name in FEATURES], np.float32)
