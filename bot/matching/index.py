"""All wordings of all questions, and what speaks for each question given a message.

The points of a message's words decide: they were learned from all wordings and from thousands
of whole messages (`points.py`). Beside them stands how near the nearest wording is, so that a
wording counts from the moment it is written down, and whether a question is about the grades
meant. `decision` weighs them and judges the result.

Groups that have no answer are indexed beside those that have: topics not written yet and
matters that are not ours. A message that is nearest to one of them is not answered.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

import numpy as np
from numpy.typing import NDArray
from rapidfuzz import fuzz

from bot.matching.grades import Span, overlap, span_in
from bot.matching.normalise import clauses, fold, fold_all
from bot.matching.points import ALWAYS, Pointed, Points
from bot.matching.spelling import Speller
from bot.matching.terms import (
    Codes,
    Integers,
    grams,
    grams_of,
    pair_codes,
    pairs,
    run_text,
    spelled,
)
from bot.matching.vectors import Doubles, Floats, Found, Vectors, Vocabulary, Weighed

FEATURES: Final = ("points", "nearest", "grade_fits")
"""What speaks for a question, in the order of the columns of `Evidence.features`: the points of
the message's words; how like its nearest wording the message is, between 0 (no more than half)
and 1 (the same); whether a question about some grades is about those meant (1) or about others
(`OTHER_GRADE`), and if the grade is not known, that it may not be (`GRADE_OPEN`)."""

OTHER_GRADE: Final = -1.0
GRADE_OPEN: Final = -0.5
_RULED_OUT: Final = 8.0
"""So much less counts a question about other grades than those meant."""

_POINTS, _NEAREST, _GRADES = range(len(FEATURES))
_COMPARED_GROUPS: Final = 12
_COMPARED_WORDINGS: Final = 3
_BEST: Final = 3
_LONGEST_COMPARED: Final = 120
_ALIKE: Final = 50
"""The likeness in percent from which a wording counts; any two questions are a little alike."""


@dataclass(frozen=True, slots=True)
class Group:
    """One question in its wordings.

    Args:
        key: Its name, unique in an index.
        wordings: How people ask it; none when only learned points are known of it.
        answered: Whether we have an answer to it.
        grades: The grades it is about, first and last; None when it is about all.
    """

    key: str
    wordings: tuple[str, ...]
    answered: bool = True
    grades: Span | None = None


@dataclass(frozen=True, slots=True)
class Evidence:
    """What was measured for one message."""

    folded: str
    features: Floats
    """One row a group, one column a feature of `FEATURES`."""
    nearest: NDArray[np.int64]
    """For each group the number of its nearest wording."""
    known: float
    """The share, by rarity, of the message's pairs that any answered group's wordings hold;
    a message of one word is its own pair."""
    met: float
    """The same of those that any wording holds or that have points: what we ever saw."""
    exact: int | None
    """The answered group that holds the message word for word, if one does."""
    elsewhere: float
    """The most points of a group without an answer; -1 if there are none."""

    def scores(self, weights: Floats) -> Floats:
        """Return how much speaks for each group; a question about other grades is ruled out."""
        return np.asarray(self.features @ weights - _RULED_OUT * self.ruled_out, np.float32)

    @property
    def ruled_out(self) -> NDArray[np.bool_]:
        """For each group whether it is about other grades than those meant."""
        return np.asarray(self.features[:, _GRADES] == OTHER_GRADE, np.bool_)


class Index:
    """The wordings of all groups, ready to be compared with a message.

    Args:
        groups: The questions; their order is the order of rows in the evidence.
        words: What wrong characters may be mended to.
        points: What terms are worth for groups, by their keys.
    """

    def __init__(
        self,
        groups: Sequence[Group],
        words: Iterable[str] = (),
        points: Mapping[str, Points] = MappingProxyType({}),
    ) -> None:
        # Of a group without a wording and points nothing is known.
        self.groups = tuple(g for g in groups if g.wordings or g.key in points)
        self.wordings = [wording for group in self.groups for wording in group.wordings]
        self._folded = fold_all(self.wordings)
        self._speller = Speller(self._folded, fold_all(words))
        sizes = [len(group.wordings) for group in self.groups]
        ends = np.cumsum(sizes)
        self._members = _gathered(ends, sizes)
        self._counted = np.clip(sizes, 1, _BEST)
        self._spans = [(int(e) - size, int(e)) for e, size in zip(ends, sizes, strict=True)]
        terms, owners = grams_of(self._folded)
        self._vocabulary, rows = Vocabulary.of(terms)
        self._grams = Vectors(len(self._vocabulary), rows, owners, len(self._folded))
        answered = np.asarray([group.answered for group in self.groups], bool)
        self._unanswered = ~answered
        self._answered_terms = self._grams.held_by(np.repeat(answered, sizes))
        self._pointed = Pointed([points.get(group.key) for group in self.groups])
        self._exact = {
            self._folded[member]: row
            for row, span in enumerate(self._spans)
            for member in range(*span)
            if self.groups[row].answered
        }

    def evidence(self, message: str, grades: Span | None = None) -> Evidence:
        """Measure a message against every group.

        Args:
            message: What somebody typed.
            grades: The grades meant when the message names none.
        """
        folded = self._speller.mend(fold(message))
        terms = self._vocabulary.find(grams(folded))
        weighed = self._grams.weighed(terms)
        by_wording = self._by_group(self._grams.likeness(weighed))
        likeness = self._mean_of_best(by_wording)
        features = np.zeros((len(self.groups), len(FEATURES)), np.float32)
        features[:, _POINTS] = self._pointed.of(*self._weights(terms, weighed), likeness)
        features[:, _GRADES] = self._grades_fit(span_in(message) or grades)
        self._compare_wordings(self._asked(message, folded), by_wording, features)
        known, met = self._shares(folded)
        return Evidence(
            folded=folded,
            features=features,
            nearest=self._members[np.arange(len(self.groups)), by_wording.argmax(axis=1)],
            known=known,
            met=met,
            exact=self._exact.get(folded),
            elsewhere=float(features[self._unanswered, _POINTS].max(initial=-1)),
        )

    def wording(self, number: int) -> str:
        """Return a wording by its number; a group without wordings has none."""
        return self.wordings[number] if number >= 0 else ""

    def unknown(self, evidence: Evidence, row: int) -> list[str]:
        """Return the message's pairs that a group's wordings do not hold."""
        written = list(dict.fromkeys(pairs(evidence.folded)))
        rows, known = self._vocabulary.places(pair_codes(evidence.folded))
        codes = dict(zip(pairs(evidence.folded), range(len(rows)), strict=True))
        held = self._grams.hold(rows, *self._spans[row]) & known
        return [pair for pair in written if not held[codes[pair]]]

    def pointed(self, evidence: Evidence, row: int) -> dict[str, float]:
        """Return what each of the message's words adds to a group's points.

        Returns:
            What weighs most first, with what every message gets under `*`; nothing for a
            question that nothing was learned for.
        """
        runs, latin = grams(evidence.folded), spelled(evidence.folded)
        terms = self._vocabulary.find(runs)
        codes, weights = self._weights(terms, self._grams.weighed(terms))
        added = self._pointed.added(codes, weights, row)
        if added is None:
            return {}
        found = {ALWAYS: added.pop(0)}
        found |= {run_text(code, latin): added.get(code, 0.0) for code in runs.tolist()}
        return dict(sorted(found.items(), key=lambda item: -abs(item[1])))

    def _weights(self, terms: Found, weighed: Weighed) -> tuple[Codes, Doubles]:
        """Return a message's terms and how much each counts; together of unit length."""
        rest = self._grams.rarest * (1 + np.log(terms.strange))
        weights = np.concatenate([weighed.weights, rest]) / max(weighed.length, 1e-9)
        return np.concatenate([self._vocabulary.terms[terms.rows], terms.unknown]), weights

    def _asked(self, message: str, folded: str) -> str:
        """Return the part of a message that wordings are compared with: of a letter the end."""
        if len(folded) <= _LONGEST_COMPARED:
            return folded
        parts = [part for part in fold_all(clauses(message)) if part]
        return self._speller.mend(parts[-1]) if parts else folded

    def _grades_fit(self, meant: Span | None) -> Floats:
        """Say for each group whether it is about the grades meant."""
        if meant is None:
            fits = [0.0 if one.grades is None else GRADE_OPEN for one in self.groups]
        else:
            fits = [_fit(one.grades, meant) for one in self.groups]
        return np.asarray(fits, np.float32)

    def _by_group(self, likeness: Floats) -> Floats:
        """Arrange likenesses as one row a group, filled up with zeros."""
        return np.append(likeness, np.float32(0))[self._members]

    def _mean_of_best(self, by_wording: Floats) -> Floats:
        """Return for each group how near its three nearest wordings are; all of fewer."""
        width = by_wording.shape[1]
        best = np.partition(by_wording, width - min(_BEST, width), axis=1)[:, -_BEST:]
        return np.asarray(best.sum(axis=1) / self._counted, np.float32)

    def _compare_wordings(self, asked: str, by_wording: Floats, features: Floats) -> None:
        """Let RapidFuzz compare the most promising wordings only."""
        rough = by_wording.max(axis=1, initial=0)
        count = min(_COMPARED_GROUPS, len(rough))
        for row in np.argpartition(-rough, count - 1)[:count] if count else ():
            best = np.argsort(-by_wording[row])[:_COMPARED_WORDINGS]
            members = [int(member) for member in self._members[row, best] if member >= 0]
            ratios = (fuzz.ratio(asked, self._folded[member]) for member in members)
            features[row, _NEAREST] = max(max(ratios, default=0) - _ALIKE, 0) / (100 - _ALIKE)

    def _shares(self, folded: str) -> tuple[float, float]:
        """Return which shares of a message's pairs our wordings hold and we ever saw."""
        codes = np.unique(pair_codes(folded))
        if not len(codes):
            codes = np.unique(grams(folded))
        rows, held = self._vocabulary.places(codes)
        weights = np.full(len(codes), self._grams.rarest)
        weights[held] = self._grams.rarity(rows[held])
        ours, seen = held.copy(), held | self._pointed.has(codes)
        ours[held] = self._answered_terms[rows[held]]
        total = max(float(weights.sum()), 1e-9)
        return float(weights[ours].sum()) / total, float(weights[seen].sum()) / total


def _fit(grades: Span | None, meant: Span) -> float:
    if grades is None:
        return 0.0
    return 1.0 if overlap(grades, meant) else OTHER_GRADE


def _gathered(ends: Integers, sizes: Sequence[int]) -> Integers:
    """Return one row a group with its wordings' numbers, filled up with -1."""
    members = np.full((len(sizes), max([1, *sizes])), -1, np.int64)
    for row, (end, size) in enumerate(zip(ends, sizes, strict=True)):
        members[row, :size] = np.arange(end - size, end)
    return members
