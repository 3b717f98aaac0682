"""From labelled wordings and messages to the learned numbers, the same ones every time.

Nothing is judged by what it was learned from: a wording is measured against an index that was
built without it, unless its question has no other, and a message against one that has learned
nothing from whoever wrote it, because parents are strangers. What the bot must learn above all
is how a message looks that it cannot answer, so there are many of these among the lessons. The
message sets in `tests/quality` are never seen here.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Container, Iterator, Sequence
from dataclasses import dataclass, replace
from enum import Enum
from typing import Final

import numpy as np
from numpy.typing import NDArray

from bot.matching.decision import rank, signs_of
from bot.matching.index import FEATURES, Evidence, Group, Index
from bot.matching.learning import Doubles, learn_ranking, learn_yes_or_no, threshold_for
from bot.matching.point_learning import learn_points
from bot.matching.points import Points
from bot.matching.tuning import SIGNS, Gate, Tuning

FOLDS: Final = 5
"""Parts that are left out in turn."""
MOST_ANSWERED: Final = 0.03
"""The share of messages without an answer, near or far, that may be answered all the same."""
MOST_WRONG: Final = 0.045
"""The share of our questions that may be answered with a wrong answer."""
MOST_OUTSIDE: Final = 0.3
"""The share of messages that are not ours and may still be offered something."""
_SEED: Final = 20211
_WEIGHT_OF_OTHERS: Final = 2.0
"""What has no answer is far more varied than the few examples of it."""


class Kind(Enum):
    """What is known about a message."""

    OURS = "ours"  # a question that has an answer
    NEAR = "near"  # our field, but no answer yet: may be offered something, not answered
    OUTSIDE = "outside"  # not ours


@dataclass(frozen=True, slots=True)
class Lesson:
    """One message with what is right for it.

    Args:
        message: The words.
        accept: The groups that are right; empty for messages without an answer.
        kind: What is known about it.
        weight: How much it counts; 0 for what only teaches words.
        asks: The group that it teaches words to.
        writer: Who wrote it, or the file it stands in.
    """

    message: str
    accept: frozenset[str]
    kind: Kind
    weight: float = 1.0
    asks: str | None = None
    writer: str = ""


@dataclass(frozen=True, slots=True)
class Material:
    """What is learned from, all of it from the knowledge folder.

    Args:
        groups: The questions with and without an answer.
        outside: The keys of the groups that are not ours.
        words: What wrong characters may be mended to.
        practice: Labelled messages that are no wordings.
    """

    groups: tuple[Group, ...]
    outside: frozenset[str]
    words: tuple[str, ...]
    practice: tuple[Lesson, ...]

    def kind(self, group: Group) -> Kind:
        """Say what a wording of this group is."""
        if group.answered:
            return Kind.OURS
        return Kind.OUTSIDE if group.key in self.outside else Kind.NEAR


@dataclass(frozen=True, slots=True)
class _Measured:
    lesson: Lesson
    index: Index
    evidence: Evidence


def calibrate(material: Material) -> Tuning:
    """Find the numbers that rank best and answer wrongly at most as often as allowed."""
    seen = list(_left_out(material))
    weights = _ranking(seen)
    signs, answer, suggest = _gate_lessons(seen, weights)
    return Tuning(
        ranking=dict(zip(FEATURES, weights.tolist(), strict=True)),
        answer=_gate(signs, answer, MOST_ANSWERED, MOST_WRONG),
        suggest=_gate(signs, suggest, MOST_OUTSIDE),
    )


def points_by(material: Material, without: Container[int] = ()) -> dict[str, Points]:
    """Return what terms are worth for each group, by its wordings and the practice messages.

    Args:
        material: What is learned from.
        without: The numbers of the messages that are left out.
    """
    taken = _taken(material, without)
    also = [lesson.accept for _, lesson in taken]
    return learn_points(material.groups, [(key, one.message) for key, one in taken], also)


def parts_by_writer(practice: Sequence[Lesson]) -> NDArray[np.int64]:
    """Divide messages into `FOLDS` parts; what one person wrote stays in one part.

    Returns:
        The number of each message's part, from 0.
    """
    sizes = [0] * FOLDS
    part: dict[str, int] = {}
    for writer, count in Counter(lesson.writer for lesson in practice).most_common():
        part[writer] = sizes.index(min(sizes))
        sizes[part[writer]] += count
    return np.asarray([part[lesson.writer] for lesson in practice], np.int64)


def _taken(material: Material, without: Container[int]) -> list[tuple[str, Lesson]]:
    """Return the messages that teach, each behind the key of the group it teaches."""
    return [
        (lesson.asks, lesson)
        for number, lesson in enumerate(material.practice)
        if lesson.asks is not None and number not in without
    ]


def _left_out(material: Material) -> Iterator[_Measured]:
    """Measure every wording and message against an index that was built without it."""
    generator = np.random.default_rng(_SEED)
    parts = [generator.permutation(len(group.wordings)) % FOLDS for group in material.groups]
    practised = parts_by_writer(material.practice)
    for fold in range(FOLDS):
        held = np.flatnonzero(practised == fold).tolist()
        rest = _rest(material, parts, fold)
        points = _for_all(material, points_by(rest, set(held)))
        index = Index(rest.groups, material.words, points)
        for group, part in zip(material.groups, parts, strict=True):
            for wording, own in zip(group.wordings, part, strict=True):
                if own == fold:
                    lesson = Lesson(wording, frozenset({group.key}), material.kind(group))
                    yield _Measured(lesson, index, index.evidence(wording))
        for lesson in (material.practice[n] for n in held if material.practice[n].weight):
            yield _Measured(lesson, index, index.evidence(lesson.message))


def _for_all(material: Material, points: dict[str, Points]) -> dict[str, Points]:
    """Give no points to groups that only the left out messages speak of: every part has all."""
    nothing = Points(0, np.zeros(0, np.uint64), np.zeros(0, np.int64))
    return {one.asks: nothing for one in material.practice if one.asks is not None} | points


def _rest(material: Material, parts: Sequence[NDArray[np.int64]], out: int) -> Material:
    """Return the material without the wordings of one part."""
    kept = (_without(g, part, out) for g, part in zip(material.groups, parts, strict=True))
    return replace(material, groups=tuple(kept))


def _without(group: Group, part: NDArray[np.int64], out: int) -> Group:
    kept = tuple(w for w, own in zip(group.wordings, part, strict=True) if own != out)
    return replace(group, wordings=kept or group.wordings)


def _ranking(seen: Sequence[_Measured]) -> Doubles:
    """Learn the ranking from all messages whose group is in the index."""
    features, wanted, weights = [], [], []
    for one in seen:
        rows = [
            row for row, group in enumerate(one.index.groups) if group.key in one.lesson.accept
        ]
        if rows:
            features.append(one.evidence.features)
            wanted.append(_best_of(rows, one.evidence))
            weights.append(one.lesson.weight)
    return learn_ranking(np.asarray(features), np.asarray(wanted), np.asarray(weights))


def _best_of(rows: Sequence[int], evidence: Evidence) -> int:
    """Of several right groups take the one that is nearest anyway."""
    return max(rows, key=lambda row: float(evidence.features[row].sum()))


@dataclass(frozen=True, slots=True)
class _Labels:
    """For each message: is yes right, what it counts, must it be refused, would yes be wrong."""

    yes: Doubles
    weight: Doubles
    refused: Doubles
    wrong: Doubles


def _gate_lessons(seen: Sequence[_Measured], weights: Doubles) -> tuple[Doubles, _Labels, _Labels]:
    signs, answer, suggest = [], [], []
    plain = weights.astype(np.float32)
    for one in seen:
        scores = one.evidence.scores(plain)
        ranked = rank(one.index, one.evidence, scores)
        found = signs_of(one.evidence, scores, ranked)
        signs.append([found[name] for name in SIGNS])
        keys = [candidate.key for candidate in ranked.answered]
        lesson, kind = one.lesson, one.lesson.kind
        ours, outside = kind is Kind.OURS, kind is Kind.OUTSIDE
        right = ours and keys[0] in lesson.accept
        helped = ours and any(key in lesson.accept for key in keys)
        weight = lesson.weight * (1.0 if ours else _WEIGHT_OF_OTHERS)
        answer.append((right, weight, not ours, ours and not right))
        suggest.append((helped, 0.0 if kind is Kind.NEAR else weight, outside, False))
    return np.asarray(signs), _labels(answer), _labels(suggest)


def _labels(rows: Sequence[tuple[bool, float, bool, bool]]) -> _Labels:
    columns = np.asarray(rows, np.float64).T
    return _Labels(columns[0], columns[1], columns[2], columns[3])


def _gate(signs: Doubles, labels: _Labels, most_passed: float, most_wrong: float = 1.0) -> Gate:
    """Learn a gate and the least threshold that keeps both promises on unseen parts."""
    learned, unseen = learn_yes_or_no(signs, labels.yes, labels.weight)
    passed = threshold_for(unseen, labels.refused * labels.weight, most_passed)
    ours = (labels.yes + labels.wrong > 0) * labels.weight
    wrong = threshold_for(unseen, labels.wrong * labels.weight, most_wrong, float(ours.sum()))
    weights = dict(zip(SIGNS, learned.weights, strict=True))
    return Gate(learned.bias, weights, max(passed, wrong))
