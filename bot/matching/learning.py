"""Two small regressions, by Newton's method, in NumPy alone.

Ranking: which weights make the right question the most probable of all (softmax over the
questions). Gates: which weights tell yes from no (logistic). Both have a handful of weights
and thousands of lessons, so Newton's method ends in a few steps and there is no randomness.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

Doubles = NDArray[np.float64]

_STEPS: Final = 40
_SMALL: Final = 1e-6
_RANKING_RESTRAINT: Final = 5.0
_GATE_RESTRAINT: Final = 20.0
"""How strongly weights are held near zero; a gate that is held too loosely learns noise."""
_PARTS: Final = 5


@dataclass(frozen=True, slots=True)
class YesOrNo:
    """A learned logistic rule in the units of what it looks at."""

    bias: float
    weights: list[float]


def learn_ranking(
    features: NDArray[np.float32], wanted: NDArray[np.int64], weights: Doubles
) -> Doubles:
    """Learn what each feature is worth; none ever counts against a question.

    Args:
        features: Lessons × questions × features.
        wanted: The right question's row, for each lesson.
        weights: How much each lesson counts.

    Returns:
        One weight a feature, none below zero.
    """
    learned = np.zeros(features.shape[2])
    used = np.ones(len(learned), dtype=bool)
    while used.any():
        found = _newton_ranking(features[:, :, used].astype(np.float64), wanted, weights)
        if (found >= 0).all():
            learned[used] = found
            break
        used[np.flatnonzero(used)[found < 0]] = False
    return learned


def _newton_ranking(features: Doubles, wanted: NDArray[np.int64], weights: Doubles) -> Doubles:
    count = features.shape[2]
    right = features[np.arange(len(wanted)), wanted]
    learned = np.ones(count)
    for _ in range(_STEPS):
        scores = features @ learned
        chances = np.exp(scores - scores.max(axis=1, keepdims=True))
        chances /= chances.sum(axis=1, keepdims=True)
        expected = np.einsum("lq,lqf->lf", chances, features)
        slope = weights @ (expected - right) + _RANKING_RESTRAINT * learned
        bend = _RANKING_RESTRAINT * np.eye(count) - (expected * weights[:, None]).T @ expected
        for column in range(count):
            weighted = chances * features[:, :, column] * weights[:, None]
            bend[column] += np.einsum("lq,lqf->f", weighted, features)
        step = np.linalg.solve(bend, slope)
        learned -= step
        if np.abs(step).max() < _SMALL:
            break
    return learned


def learn_yes_or_no(signs: Doubles, yes: Doubles, weights: Doubles) -> tuple[YesOrNo, Doubles]:
    """Learn a gate, and how it does on lessons it has not seen.

    Args:
        signs: Lessons × signs.
        yes: 1 where yes is right, else 0.
        weights: How much each lesson counts.

    Returns:
        The rule learned from all lessons, and for each lesson the probability that a rule
        learned without its part gives it.
    """
    part = np.random.default_rng(_PARTS).permutation(len(yes)) % _PARTS
    unseen = np.zeros(len(yes))
    for number in range(_PARTS):
        rest = part != number
        rule = _logistic(signs[rest], yes[rest], weights[rest])
        total = rule.bias + signs[~rest] @ np.asarray(rule.weights)
        unseen[~rest] = 1 / (1 + np.exp(-total))
    return _logistic(signs, yes, weights), unseen


def _logistic(signs: Doubles, yes: Doubles, weights: Doubles) -> YesOrNo:
    """Learn a rule in which no sign counts against yes; such signs are left out."""
    used = np.ones(signs.shape[1], dtype=bool)
    while True:
        bias, found = _newton_logistic(signs[:, used], yes, weights)
        if (found >= 0).all():
            learned = np.zeros(len(used))
            learned[used] = found
            return YesOrNo(bias, [float(weight) for weight in learned])
        used[np.flatnonzero(used)[found < 0]] = False


def _newton_logistic(signs: Doubles, yes: Doubles, weights: Doubles) -> tuple[float, Doubles]:
    mean, spread = signs.mean(axis=0), signs.std(axis=0) + 1e-9
    columns = np.column_stack([np.ones(len(yes)), (signs - mean) / spread])
    restraint = _GATE_RESTRAINT * np.eye(columns.shape[1])
    restraint[0, 0] = 0
    learned = np.zeros(columns.shape[1])
    for _ in range(_STEPS):
        chance = 1 / (1 + np.exp(-(columns @ learned)))
        slope = columns.T @ (weights * (chance - yes)) + restraint @ learned
        bend = (columns * (weights * chance * (1 - chance))[:, None]).T @ columns + restraint
        step = np.linalg.solve(bend + 1e-9 * np.eye(len(learned)), slope)
        learned -= step
        if np.abs(step).max() < _SMALL:
            break
    plain = learned[1:] / spread
    return float(learned[0] - plain @ mean), plain


def threshold_for(
    chances: Doubles, refused: Doubles, most_wrong: float, of: float | None = None
) -> float:
    """Return the least threshold that lets through no more than allowed.

    Args:
        chances: The probability of yes, for each lesson.
        refused: How much each lesson counts that must not pass; 0 for the others.
        most_wrong: The share that may pass.
        of: What it is a share of, by weight; None is all that must not pass.
    """
    total = refused.sum() if of is None else of
    order = np.argsort(-chances)
    passed = np.cumsum(refused[order]) / total if total else np.zeros(len(order))
    allowed = np.flatnonzero(passed <= most_wrong)
    if len(allowed) == 0:
        return 1.0
    return float(np.ceil(chances[order[allowed[-1]]] * 1000) / 1000)
