"""Why a message was matched as it was, in numbers a person can follow."""

from __future__ import annotations

from collections.abc import Iterator

from bot.faq.service import Answers, Explained
from bot.matching.decision import Candidate
from bot.matching.index import FEATURES

_MOST_UNKNOWN = 12


def explanation(answers: Answers, question: str) -> dict[str, object]:
    """Return what matching saw, for JSON."""
    explained = answers.explain(question)
    verdict = explained.verdict
    return {
        "folded": explained.evidence.folded,
        "concepts": explained.evidence.concepts,
        "decision": verdict.decision,
        "answer_probability": round(verdict.answer_probability, 4),
        "suggest_probability": round(verdict.suggest_probability, 4),
        "signs": {name: round(value, 4) for name, value in verdict.signs.items()},
        "candidates": [_candidate(answers, explained, one) for one in verdict.candidates],
        "nearest_without_answer": verdict.unanswered.key if verdict.unanswered else None,
    }


def explanation_lines(answers: Answers, question: str) -> Iterator[str]:
    """Return the same for reading."""
    explained = answers.explain(question)
    verdict, tuning = explained.verdict, answers.tuning
    yield f"compared as: {explained.evidence.folded}"
    yield f"concepts: {', '.join(explained.evidence.concepts) or 'none'}"
    for one in verdict.candidates:
        yield f"{one.key}  {one.score:.3f}  nearest wording: {one.wording}"
        added = _candidate(answers, explained, one)["adds"]
        assert isinstance(added, dict)
        yield "    " + "  ".join(f"{name} {value:+.2f}" for name, value in added.items())
    if verdict.unanswered is not None:
        other = verdict.unanswered
        yield f"nearest without an answer: {other.key}  {other.score:.3f}  ({other.wording})"
    if verdict.candidates:
        unknown = answers.index.unknown(explained.evidence, verdict.candidates[0].row)
        yield f"not in its wordings: {' '.join(unknown[:_MOST_UNKNOWN]) or 'nothing'}"
    yield (
        f"answer {verdict.answer_probability:.3f} (from {tuning.answer.threshold}), "
        f"suggest {verdict.suggest_probability:.3f} (from {tuning.suggest.threshold})"
    )
    for name, value in verdict.signs.items():
        yield f"    {name} {value:.3f}: {tuning.answer.weights[name] * value:+.2f}"


def _candidate(answers: Answers, explained: Explained, one: Candidate) -> dict[str, object]:
    weights = answers.tuning.ranking
    likeness = explained.evidence.features[one.row].tolist()
    meant = answers.index.concepts_of(one.row)
    return {
        "id": one.key,
        "score": round(one.score, 4),
        "wording": one.wording,
        "shared_concepts": [name for name in explained.evidence.concepts if name in meant],
        "adds": {
            name: round(weights[name] * value, 3)
            for name, value in zip(FEATURES, likeness, strict=True)
        },
    }
