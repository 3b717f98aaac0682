"""All wordings of all questions, and what speaks for each question given a message.

Several plain likenesses are measured and none of them decides alone: a short message is
found by its best wording, a vague one by the question's wordings taken together, a long
letter by the one clause that asks. `ranking` weighs them, `decision` judges the result.

Groups that have no answer are indexed beside those that have: topics not written yet and
matters that are not ours. A message that is nearest to one of them is not answered.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

import numpy as np
from numpy.linalg import norm
from numpy.typing import NDArray
from rapidfuzz import fuzz

from bot.matching.grades import Span, overlap, span_in
from bot.matching.normalise import clauses, fold, fold_all
from bot.matching.points import Pointed, Points
from bot.matching.spelling import Speller
from bot.matching.teaching import Taught
from bot.matching.terms import (
    Codes,
    Concepts,
    Integers,
    grams,
    grams_of,
    is_concept,
    is_short,
    pair_codes,
    pairs,
)
from bot.matching.vectors import Floats, Vectors, Vocabulary, Weighed

FEATURES: Final = (
    "three_meanings",
    "clause",
    "part_of_letters",
    "all_meanings",
    "spoken_for",
    "asking",
    "grade_fits",
    "points",
)
"""What speaks for a question, in the order of the columns of `Evidence.features`: the mean of
its three wordings that are nearest by meaning; how like its words the best clause is; how
RapidFuzz finds its nearest wordings in the message; all its wordings by meaning; what the
message's terms speak for (naive Bayes), and those of the clauses that ask; whether a question
about some grades is about those meant (1) or about others (`OTHER_GRADE`), and if the grade is
not known, that it may not be (`GRADE_OPEN`); the points of the message's terms, above 0 if the
question is meant."""

OTHER_GRADE: Final = -1.0
GRADE_OPEN: Final = -0.5
_RULED_OUT: Final = 8.0
"""So much less counts a question about other grades than those meant."""

(
    _THREE_MEANINGS,
    _CLAUSE,
    _LETTERS,
    _ALL_MEANINGS,
    _SPOKEN_FOR,
    _ASKING,
    _GRADES,
    _POINTS,
) = range(len(FEATURES))
_COMPARED_GROUPS: Final = 12
_COMPARED_WORDINGS: Final = 3
_LONGEST_COMPARED: Final = 120
_MOST_CLAUSES: Final = 10
_MOST_ASKING: Final = 3
_ASKS: Final = re.compile(
    "[吗么呢啥咋谁哪几]|怎|如何|多少|什么|能不能|可不可以|可以|能否|是否|有没有|行不行|合法|合规"
    "|违规|违法|规定|要不要|必须|不想|投诉|举报|反映|希望|建议|请求|管管|该不该|对不对"
    "|(?<![a-z])(?:can|may|how|where|who|what|is it|allowed|must|should|does|complain|want)"
    "(?![a-z])"
)
"""Words by which a clause asks for something."""


@dataclass(frozen=True, slots=True)
class Group:
    """One question in its wordings.

    Args:
        key: Its name, unique in an index.
        wordings: How people ask it; none when only learned words are known of it.
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
    """One row a group, one column a likeness of `FEATURES`."""
    nearest: NDArray[np.int64]
    """For each group the number of its nearest wording."""
    known: float
    """The share, by rarity, of the message's pairs that any answered group's wordings hold."""
    concepts: tuple[str, ...]
    exact: int | None
    """The answered group that holds the message word for word, if one does."""
    ours: tuple[float, float]
    """How much the words are those of our field and not of other matters: in the whole
    message, and in the clause where they are least."""
    elsewhere: float
    """The most points of a group without an answer."""

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
        concepts: The words that mean the same.
        taught: What whole messages teach about groups, by their keys.
        points: What terms are worth for groups, by their keys.
    """

    def __init__(
        self,
        groups: Sequence[Group],
        concepts: Concepts,
        taught: Mapping[str, Taught] = MappingProxyType({}),
        points: Mapping[str, Points] = MappingProxyType({}),
    ) -> None:
        # Of a group without a wording and a learned word nothing is known.
        self.groups = tuple(g for g in groups if g.wordings or g.key in taught)
        self.wordings = [wording for group in self.groups for wording in group.wordings]
        self._concepts = concepts
        self._folded = fold_all(self.wordings)
        self._speller = Speller(self._folded, concepts.words)
        sizes = [len(group.wordings) for group in self.groups]
        ends = np.cumsum(sizes)
        self._members = _gathered(ends, sizes)
        self._spans = [(int(e) - size, int(e)) for e, size in zip(ends, sizes, strict=True)]
        self._weigh(np.repeat(np.arange(len(sizes)), sizes), taught)
        self._pointed = Pointed([points.get(group.key) for group in self.groups])
        self._exact = {
            self._folded[member]: row
            for row, span in enumerate(self._spans)
            for member in range(*span)
            if self.groups[row].answered
        }

    def _weigh(self, group_of: Integers, taught: Mapping[str, Taught]) -> None:
        """Count the terms of the wordings, one by one and group by group."""
        count, groups = len(self._folded), len(self.groups)
        held, held_by = grams_of(self._folded)
        meant, meant_by = self._concepts.terms_of(self._folded)
        said, said_by, times = self._said(taught)
        self._vocabulary, rows = Vocabulary.of(np.concatenate([held, meant, said]))
        size, ends = len(self._vocabulary), (len(held), len(held) + len(meant))
        is_meant = np.concatenate(
            [np.zeros(len(held), bool), np.ones(len(meant), bool), is_concept(said)]
        )
        # Each of these is as large as all that is kept of it.
        del held, meant, said
        held_rows, meant_rows, _ = np.split(rows, ends)
        self._grams = Vectors(size, held_rows, held_by, count)
        self._meanings = Vectors(size, meant_rows, meant_by, count)
        owners = np.concatenate([group_of[held_by], group_of[meant_by], said_by])
        once = np.concatenate([np.ones(ends[1]), times])
        self._wholes = Vectors(size, rows, owners, groups, once)
        self._all_meanings = Vectors(
            size, rows[is_meant], owners[is_meant], groups, once[is_meant]
        )
        answered = np.asarray([group.answered for group in self.groups], bool)
        self._unanswered = ~answered
        self._sides = self._wholes.leanings(answered, ~answered)
        self._answered_terms = self._grams.held_by(answered[group_of])

    def _said(self, taught: Mapping[str, Taught]) -> tuple[Codes, Integers, Integers]:
        """Return the terms that messages taught, whose they are, and how often each was met."""
        known = [(row, taught[g.key]) for row, g in enumerate(self.groups) if g.key in taught]
        if not known:
            return np.zeros(0, np.uint64), np.zeros(0, np.int64), np.zeros(0, np.int64)
        return (
            np.concatenate([one.terms for _, one in known]),
            np.repeat([row for row, _ in known], [len(one.terms) for _, one in known]),
            np.concatenate([one.times for _, one in known]),
        )

    def evidence(self, message: str, grades: Span | None = None) -> Evidence:
        """Measure a message against every group.

        Args:
            message: What somebody typed.
            grades: The grades meant when the message names none.
        """
        folded = self._speller.mend(fold(message))
        parts = [self._speller.mend(part) for part in _pieces(message)]
        runs = grams(folded)
        terms = self._vocabulary.find(runs)
        meanings = self._vocabulary.find(self._concepts.terms(folded))
        by_grams = self._by_group(self._grams.likeness(self._grams.weighed(terms)))
        by_meaning = self._by_group(self._meanings.likeness(self._meanings.weighed(meanings)))
        whole = self._weighed(folded)
        features = np.zeros((len(self.groups), len(FEATURES)), np.float32)
        features[:, _THREE_MEANINGS] = _mean_of_best(by_meaning)
        features[:, _ALL_MEANINGS] = self._all_meanings.likeness(
            self._all_meanings.weighed(meanings)
        )
        features[:, _SPOKEN_FOR] = self._wholes.spoken_for(whole)
        features[:, _GRADES] = self._grades_fit(span_in(message) or grades)
        features[:, _POINTS] = self._points(runs, _mean_of_best(by_grams))
        ours = self._compare_clauses(parts, whole, features)
        self._compare_letters(folded, parts, by_grams, features)
        return Evidence(
            folded=folded,
            features=features,
            nearest=self._members[np.arange(len(self.groups)), by_grams.argmax(axis=1)],
            known=self._known(folded),
            concepts=tuple(self._concepts.find(folded)),
            exact=self._exact.get(folded),
            ours=ours,
            elsewhere=float(features[self._unanswered, _POINTS].max(initial=-1)),
        )

    def _points(self, runs: Codes, likeness: Floats) -> Floats:
        """Add up the points of a message's shorter runs for each group."""
        terms, times = np.unique(runs[is_short(runs)], return_counts=True)
        rows, known = self._vocabulary.places(terms)
        rarity = np.where(known, self._grams.rarity(rows), self._grams.rarest)
        weights = (1 + np.log(times)) * rarity
        return self._pointed.of(terms, weights / max(norm(weights), 1e-9), likeness)

    def wording(self, number: int) -> str:
        """Return a wording by its number; a group of learned words alone has none."""
        return self.wordings[number] if number >= 0 else ""

    def unknown(self, evidence: Evidence, row: int) -> list[str]:
        """Return the message's pairs that a group's wordings do not hold."""
        written = list(dict.fromkeys(pairs(evidence.folded)))
        rows, known = self._vocabulary.places(pair_codes(evidence.folded))
        codes = dict(zip(pairs(evidence.folded), range(len(rows)), strict=True))
        held = self._grams.hold(rows, *self._spans[row]) & known
        return [pair for pair in written if not held[codes[pair]]]

    def concepts_of(self, row: int) -> set[str]:
        """Return the concepts that a group's wordings mean."""
        members = self._members[row]
        return {
            concept
            for member in members[members >= 0]
            for concept in self._concepts.find(self._folded[member])
        }

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

    def _compare_clauses(
        self, parts: Sequence[str], whole: Weighed, features: Floats
    ) -> tuple[float, float]:
        """Measure the clauses one by one and those that ask together; say how much is ours."""
        likeness = self._wholes.likeness(whole)
        leaning = self._wholes.leaning(whole, self._sides)
        if len(parts) < 2:  # noqa: PLR2004 - a single clause is the message itself
            features[:, _CLAUSE], features[:, _ASKING] = likeness, features[:, _SPOKEN_FOR]
            return leaning, leaning
        weighed = [self._weighed(part) for part in parts]
        features[:, _CLAUSE] = np.max([self._wholes.likeness(one) for one in weighed], axis=0)
        asking = [part for part in parts if _ASKS.search(part)][-_MOST_ASKING:] or parts[-1:]
        features[:, _ASKING] = self._wholes.spoken_for(self._weighed(*asking))
        return leaning, min(self._wholes.leaning(clause, self._sides) for clause in weighed)

    def _weighed(self, *parts: str) -> Weighed:
        taken: list[Codes] = []
        for part in parts:
            taken += grams(part), self._concepts.terms(part)
        return self._wholes.weighed(self._vocabulary.find(np.concatenate(taken)))

    def _compare_letters(
        self, folded: str, parts: Sequence[str], by_grams: Floats, features: Floats
    ) -> None:
        """Let RapidFuzz compare the letters of the most promising wordings only."""
        asked = folded if len(folded) <= _LONGEST_COMPARED or not parts else parts[-1]
        rough = features[:, _THREE_MEANINGS] + features[:, _CLAUSE] + _mean_of_best(by_grams)
        count = min(_COMPARED_GROUPS, len(rough))
        for row in np.argpartition(-rough, count - 1)[:count]:
            best = np.argsort(-by_grams[row])[:_COMPARED_WORDINGS]
            members = [int(member) for member in self._members[row, best] if member >= 0]
            wordings = [self._folded[member] for member in members] or [""]
            features[row, _LETTERS] = (
                max(fuzz.partial_ratio(asked, wording) for wording in wordings) / 100
            )

    def _known(self, folded: str) -> float:
        """Return the share, by rarity, of a message's pairs that any of our wordings holds."""
        rows, known = self._vocabulary.places(np.unique(pair_codes(folded)))
        return self._share(rows, known, known & self._answered_terms[rows])

    def _share(self, rows: Integers, known: NDArray[np.bool_], held: NDArray[np.bool_]) -> float:
        weights = np.where(known, self._grams.rarity(rows), self._grams.rarest)
        total = float(weights.sum())
        return float(weights[held].sum()) / total if total else 0.0


def _fit(grades: Span | None, meant: Span) -> float:
    if grades is None:
        return 0.0
    return 1.0 if overlap(grades, meant) else OTHER_GRADE


def _pieces(message: str) -> list[str]:
    """Return the folded clauses, the last ones when there are very many."""
    folded = fold_all(clauses(message))
    return [part for part in folded if part][-_MOST_CLAUSES:]


def _mean_of_best(by_group: Floats) -> Floats:
    width = by_group.shape[1]
    count = min(3, width)
    best = np.partition(by_group, width - count, axis=1)[:, width - count :]
    return np.asarray(best.mean(axis=1), np.float32)


def _gathered(ends: NDArray[np.int64], sizes: Sequence[int]) -> NDArray[np.int64]:
    """Return one row a group with its wordings' numbers, filled up with -1."""
    members = np.full((len(sizes), max(sizes, default=1)), -1, np.int64)
    for row, (end, size) in enumerate(zip(ends, sizes, strict=True)):
        members[row, :size] = np.arange(end - size, end)
    return members
