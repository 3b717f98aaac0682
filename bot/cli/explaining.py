"""Why a message was matched as it was, in numbers a person can follow.

Every number that decides is shown as weight times value, so that the sums can be checked by
hand. The names of features and signs are read from where they are defined: a new one shows
up here by itself.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from typing import Final

from bot.faq.service import Answers, Explained
from bot.matching.decision import Candidate, candidates, scores_of
from bot.matching.index import FEATURES, Group
from bot.matching.tuning import SIGNS, Gate

MOST_SHOWN: Final = 12
"""Candidates; matters without an answer count among them."""
_MOST_UNKNOWN: Final = 12
_MOST_WORDS: Final = 12
_LEAST_ADDED: Final = 0.005
"""What adds less to a sum is left out of the lines for reading."""


@dataclass(frozen=True, slots=True)
class Added:
    """What one feature or sign adds to a sum: its weight times its value."""

    name: str
    weight: float
    value: float

    @property
    def adds(self) -> float:
        """The product."""
        return self.weight * self.value

    def document(self) -> dict[str, float]:
        """Return the three numbers, for JSON."""
        return {
            "weight": round(self.weight, 4),
            "value": round(self.value, 4),
            "adds": round(self.adds, 4),
        }


@dataclass(frozen=True, slots=True)
class Near:
    """One question or matter near a message, with all that speaks for and against it."""

    group: Group
    chance: float
    """Between 0 and 1, among everything that is indexed."""
    wording: str
    words: tuple[tuple[str, float], ...]
    """What single words of the message add to its points, what weighs most first."""
    uncovered: tuple[str, ...]
    """Pairs of characters of the message that none of its wordings holds."""
    added: tuple[Added, ...]
    is_ruled_out: bool
    """It is about other grades than those meant."""

    def document(self) -> dict[str, object]:
        """Return it for JSON."""
        return {
            "id": self.group.key,
            "answered": self.group.answered,
            "ruled_out": self.is_ruled_out,
            "score": round(self.chance, 4),
            "wording": self.wording,
            "words": {word: round(adds, 4) for word, adds in self.words},
            "uncovered": self.uncovered,
            "sum": round(sum(one.adds for one in self.added), 4),
            "features": {one.name: one.document() for one in self.added},
        }


def explanation(answers: Answers, explained: Explained) -> dict[str, object]:
    """Return what matching saw, for JSON."""
    verdict, tuning = explained.verdict, answers.tuning
    return {
        "folded": explained.evidence.folded,
        "decision": verdict.decision,
        "answer_probability": round(verdict.answer_probability, 4),
        "suggest_probability": round(verdict.suggest_probability, 4),
        "signs": {name: round(value, 4) for name, value in verdict.signs.items()},
        "candidates": [one.document() for one in nearest(answers, explained)],
        "gates": {
            "answer": _gate(tuning.answer, verdict.signs, verdict.answer_probability),
            "suggest": _gate(tuning.suggest, verdict.signs, verdict.suggest_probability),
        },
        "nearest_without_answer": verdict.unanswered.key if verdict.unanswered else None,
    }


def explanation_lines(answers: Answers, explained: Explained) -> Iterator[str]:
    """Return the same for reading."""
    verdict, tuning = explained.verdict, answers.tuning
    yield f"compared as: {explained.evidence.folded}"
    if explained.evidence.exact is not None:
        yield "the message is one of our wordings, word for word: nothing else is asked"
    for place, one in enumerate(nearest(answers, explained), start=1):
        yield from _candidate_lines(place, one)
    if verdict.unanswered is not None:
        other = verdict.unanswered
        yield f"nearest without an answer: {other.key}  {other.score:.3f}  ({other.wording})"
    yield f"decision: {verdict.decision}"
    yield from _gate_lines("answer", tuning.answer, verdict.signs, verdict.answer_probability)
    yield from _gate_lines("suggest", tuning.suggest, verdict.signs, verdict.suggest_probability)


def nearest(answers: Answers, explained: Explained, count: int = MOST_SHOWN) -> list[Near]:
    """Return what is nearest to a message, best first, with an answer or without.

    Args:
        answers: The knowledge.
        explained: What matching saw in the message.
        count: How many are wanted.
    """
    evidence = explained.evidence
    found = candidates(answers.index, evidence, scores_of(evidence, answers.tuning))
    return [_near(answers, explained, one) for one in islice(found, count)]


def _near(answers: Answers, explained: Explained, one: Candidate) -> Near:
    index, evidence = answers.index, explained.evidence
    values = evidence.features[one.row].tolist()
    weights = answers.tuning.ranking
    return Near(
        group=index.groups[one.row],
        chance=one.score,
        wording=one.wording,
        words=tuple(index.pointed(evidence, one.row).items()),
        uncovered=tuple(index.unknown(evidence, one.row)),
        added=tuple(
            Added(name, weights[name], value) for name, value in zip(FEATURES, values, strict=True)
        ),
        is_ruled_out=bool(evidence.ruled_out[one.row]),
    )


def _candidate_lines(place: int, one: Near) -> Iterator[str]:
    mark = "" if one.group.answered else "  (no answer)"
    mark += "  (ruled out: about other grades)" if one.is_ruled_out else ""
    yield f"{place}. {one.group.key}  {one.chance:.3f}{mark}  nearest wording: {one.wording}"
    yield f"    {_sum(one.added)} = {sum(part.adds for part in one.added):.2f}"
    told = ((word, adds) for word, adds in one.words if abs(adds) >= _LEAST_ADDED)
    words = " ".join(f"{word}{adds:+.2f}" for word, adds in islice(told, _MOST_WORDS))
    missing = " ".join(one.uncovered[:_MOST_UNKNOWN]) or "nothing"
    words = words or "none, judged by its wordings"
    yield f"    points of words: {words}; not in its wordings: {missing}"


def _gate(gate: Gate, signs: dict[str, float], probability: float) -> dict[str, object]:
    added = _signs(gate, signs)
    return {
        "bias": round(gate.bias, 4),
        "signs": {one.name: one.document() for one in added},
        "sum": round(gate.bias + sum(one.adds for one in added), 4),
        "probability": round(probability, 4),
        "threshold": gate.threshold,
    }


def _gate_lines(
    name: str, gate: Gate, signs: dict[str, float], probability: float
) -> Iterator[str]:
    yield f"{name} {probability:.3f} (from {gate.threshold})"
    if not signs:
        return
    added = _signs(gate, signs)
    yield f"    begins at {gate.bias:+.2f}"
    for one in sorted(_told(added), key=lambda part: -abs(part.adds)):
        yield f"    {one.name} {one.adds:+.2f} ({one.weight:+.2f} x {one.value:.3f})"
    yield f"    together {gate.bias + sum(one.adds for one in added):+.2f}"


def _signs(gate: Gate, signs: dict[str, float]) -> tuple[Added, ...]:
    return tuple(Added(name, gate.weights[name], signs[name]) for name in SIGNS if name in signs)


def _sum(added: tuple[Added, ...]) -> str:
    parts = (f"{part.name} {part.weight:+.2f}x{part.value:.2f}" for part in _told(added))
    return "  ".join(parts) or "nothing"


def _told(added: tuple[Added, ...]) -> list[Added]:
    return [part for part in added if abs(part.adds) >= _LEAST_ADDED]
