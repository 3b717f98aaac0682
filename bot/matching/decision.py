"""From evidence to a decision: answer, ask back, offer, or say that we do not know.

A wrong answer misleads a family and is worse than none, so answering outright needs more
than ranking first: the learned gate also asks how much of the message is covered, how far
the next question is behind, and whether a matter that is not ours is as near.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from math import log
from typing import Final

import numpy as np

from bot.matching.index import FEATURES, GRADE_OPEN, Evidence, Index
from bot.matching.tuning import Tuning
from bot.matching.vectors import Floats

MOST_OFFERED: Final = 3
_CLOSE: Final = 0.5
"""A next question at least half as probable as the best is a near sibling."""
_TWIN: Final = 0.85
"""A next question nearly as probable as the best is never passed over."""
_LEAST_CHANCE: Final = 0.3
"""A question that is less probable than that among all is never answered outright."""
_SIBLING: Final = 0.1
"""From this chance on another question is near enough to be asked about."""
_WIDEST: Final = 8.0
"""Log odds count no further than this; beyond it all is clear anyway."""
_LONGEST_COUNTED: Final = 120
"""Characters; a longer message is not more of a message."""
_LEAST_MET: Final = 0.1
"""The share of a message's pairs that we must have seen before anything is offered."""
_GRADES: Final = FEATURES.index("grade_fits")


class Decision(StrEnum):
    """What happens with a message; the values are a promise to scripts."""

    ANSWER = "answer"  # one question is meant: its answer is shown
    CLARIFY = "clarify"  # one of two or three near questions is meant: ask which
    SUGGEST = "suggest"  # something near may help: offer it without claiming to answer
    ABSTAIN = "abstain"  # not ours or not known: say so
    CRISIS = "crisis"  # somebody may be in danger: numbers to call, at once
    SMALLTALK = "smalltalk"  # a greeting, thanks or a grumble: a human line


@dataclass(frozen=True, slots=True)
class Candidate:
    """A question we can answer, and what speaks for it."""

    key: str
    row: int
    score: float
    """Between 0 and 1: how probable this question is among all we know of."""
    wording: str
    """The nearest way in which we know this question to be asked."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """A decision with its reasons."""

    decision: Decision
    candidates: tuple[Candidate, ...]
    """The best three that have an answer, best first."""
    signs: dict[str, float]
    answer_probability: float
    suggest_probability: float
    unanswered: Candidate | None
    """The nearest question or matter without an answer."""


def scores_of(evidence: Evidence, tuning: Tuning) -> Floats:
    """Return how much speaks for each question; one that holds the message word for word leads."""
    scores = evidence.scores(tuning.ranking_weights)
    if evidence.exact is not None:
        scores[evidence.exact] = scores.max() + _WIDEST
    return scores


def candidates(index: Index, evidence: Evidence, scores: Floats) -> Iterator[Candidate]:
    """Return every question, with an answer and without, the most probable first."""
    chances = np.exp(scores - scores.max())
    chances /= chances.sum()
    for row in map(int, np.argsort(-scores, kind="stable")):
        wording = index.wording(int(evidence.nearest[row]))
        yield Candidate(index.groups[row].key, row, float(chances[row]), wording)


def judge(index: Index, evidence: Evidence, tuning: Tuning) -> Verdict:
    """Decide what to do with a message.

    Args:
        index: The questions.
        evidence: What the index measured for the message.
        tuning: The learned numbers.
    """
    scores = scores_of(evidence, tuning)
    ranked = rank(index, evidence, scores)
    if not ranked.answered or not evidence.folded:
        return Verdict(Decision.ABSTAIN, (), {}, 0.0, 0.0, ranked.unanswered)
    signs = signs_of(evidence, scores, ranked)
    answer, suggest = tuning.answer.probability(signs), tuning.suggest.probability(signs)
    decision = (
        Decision.ABSTAIN
        if evidence.met < _LEAST_MET
        else _decided(tuning, evidence, ranked.answered, answer, suggest)
    )
    if evidence.exact is not None:
        decision, answer, suggest = Decision.ANSWER, 1.0, 1.0
    return Verdict(decision, ranked.answered, signs, answer, suggest, ranked.unanswered)


def among(
    index: Index, heard: Sequence[Evidence], tuning: Tuning, keys: Collection[str]
) -> tuple[Candidate, ...]:
    """Rank only some questions, as if no others were known; best first, at most three.

    Args:
        index: The questions.
        heard: What was measured for the message in each way of understanding it.
        tuning: The learned numbers.
        keys: The questions that may be meant.
    """
    scores = np.sum([one.scores(tuning.ranking_weights) for one in heard], axis=0)
    nearest = heard[0].nearest
    rows = [row for row, group in enumerate(index.groups) if group.answered and group.key in keys]
    rows.sort(key=lambda row: -float(scores[row]))
    if not rows:
        return ()
    chances = np.exp(scores[rows] - scores[rows[0]])
    return tuple(
        Candidate(
            index.groups[row].key,
            row,
            float(chance / chances.sum()),
            index.wording(int(nearest[row])),
        )
        for row, chance in zip(rows[:MOST_OFFERED], chances, strict=False)
    )


@dataclass(frozen=True, slots=True)
class Ranked:
    """The best three questions with an answer, and the best without one."""

    answered: tuple[Candidate, ...]
    unanswered: Candidate | None


def rank(index: Index, evidence: Evidence, scores: Floats) -> Ranked:
    """Find the best questions by their scores."""
    answered: list[Candidate] = []
    unanswered: Candidate | None = None
    for one in candidates(index, evidence, scores):
        if not index.groups[one.row].answered:
            unanswered = unanswered or one
        elif len(answered) < MOST_OFFERED:
            answered.append(one)
        if len(answered) == MOST_OFFERED and unanswered is not None:
            break
    return Ranked(tuple(answered), unanswered)


def signs_of(evidence: Evidence, scores: Floats, ranked: Ranked) -> dict[str, float]:
    """Say what a gate looks at, by the names of `tuning.SIGNS`.

    Args:
        evidence: What was measured.
        scores: Each group's score.
        ranked: The order; at least one question with an answer.
    """
    best = ranked.answered[0]
    features = dict(zip(FEATURES, evidence.features[best.row].tolist(), strict=True))
    return {
        "odds": _odds(scores, [best.row]),
        "odds_of_three": _odds(scores, [candidate.row for candidate in ranked.answered]),
        "ahead_of_next": _ahead(scores, best, ranked.answered[1:2]),
        "ahead_of_unanswered": _ahead(scores, best, [ranked.unanswered]),
        "points": features["points"],
        "points_ahead": features["points"] - evidence.elsewhere,
        "nearest": features["nearest"],
        "known": evidence.known,
        "length": log(1 + min(len(evidence.folded), _LONGEST_COUNTED)),
    }


def _odds(scores: Floats, rows: Sequence[int]) -> float:
    """Return the log odds of some questions together against all the others."""
    weights = np.exp(scores - scores.max())
    inside = float(weights[list(rows)].sum())
    outside = max(float(weights.sum()) - inside, 1e-9)
    return max(-_WIDEST, min(_WIDEST, log(max(inside, 1e-9) / outside)))


def _ahead(scores: Floats, best: Candidate, others: Sequence[Candidate | None]) -> float:
    """Return how far the best question is ahead of another; all the way of none."""
    rows = [other.row for other in others if other is not None]
    gap = float(scores[best.row] - scores[rows[0]]) if rows else _WIDEST
    return max(-_WIDEST, min(_WIDEST, gap))


def _decided(
    tuning: Tuning,
    evidence: Evidence,
    answered: tuple[Candidate, ...],
    answer: float,
    suggest: float,
) -> Decision:
    if answer >= tuning.answer.threshold:
        return Decision.ANSWER if _is_clear(evidence, answered) else Decision.CLARIFY
    near = len(answered) > 1 and answered[1].score >= _CLOSE * answered[0].score
    if suggest < tuning.suggest.threshold:
        return Decision.ABSTAIN
    return Decision.CLARIFY if near and answer >= tuning.answer.threshold / 2 else Decision.SUGGEST


def _is_clear(evidence: Evidence, answered: tuple[Candidate, ...]) -> bool:
    """Say whether the best question is meant and none of its near siblings.

    A question about some grades is not clear while the grade is open and another is near.
    """
    best = answered[0]
    other = answered[1].score if len(answered) > 1 else 0.0
    if best.score < _LEAST_CHANCE or other >= _TWIN * best.score:
        return False
    return other < _SIBLING or evidence.features[best.row, _GRADES] != GRADE_OPEN
