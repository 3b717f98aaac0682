"""Points: what each term of a message is worth for each question, for or against it.

Counting says how often a term goes with a question; it does not know that 周末 speaks for
three questions and decides between none of them. So points are learned question by question,
on all wordings and messages at once: those of the question on one side, all others on the
other, with the widest gap between them (a linear support vector machine). Only the terms that
matter most for a question keep points, and those are then learned once more without the rest,
as a list that people can read.

Each message takes a step in turn, for all questions together (dual coordinate descent, Hsieh
and others 2008), in NumPy alone and in a fixed order, so the same folder gives the same points.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from itertools import chain, repeat
from typing import Final

import numpy as np
from numpy.typing import NDArray

from bot.matching.normalise import fold_all
from bot.matching.teaching import Wordings
from bot.matching.terms import Codes, Integers, grams_of, is_short
from bot.matching.vectors import Doubles, Floats, Vectors, Vocabulary

MOST_POINTED: Final = 600
"""Terms with points for one question; twice as many gain little and are more than people read."""
MOST_POINTED_OUTSIDE: Final = 3000
"""The same for what has no wordings at all: matters of every kind."""
POINT: Final = 0.05
"""What one point adds to a message whose only term it is."""
_LEAST_TEXTS: Final = 2
_EASE: Final = 1.0
"""How much it costs to leave a message on the wrong side."""
_CHOOSING: Final = 4
_LEARNING: Final = 5
"""Rounds through all texts."""
_SEED: Final = 20223
_RARELY: Final = 0.5
"""Between weighing terms by their points alone (0) and by how often they come up as well (1)."""
_UNLEARNED: Final = 2.0
"""A question nothing was learned for is judged by the likeness of its wordings instead."""


@dataclass(frozen=True, slots=True)
class Points:
    """What was learned for one question, in points.

    Args:
        always: What every message gets.
        terms: The terms with points, runs of one or two symbols.
        worth: For each of them its points; below zero they speak against the question.
    """

    always: int
    terms: Codes
    worth: Integers


class Pointed:
    """The points of all questions, ready to be added up.

    Args:
        points: What was learned; None for a question nothing was learned for.
    """

    def __init__(self, points: Sequence[Points | None]) -> None:
        known = [(row, one) for row, one in enumerate(points) if one is not None]
        self._learned = np.asarray([one is not None for one in points], bool)
        self._always = np.asarray([one.always if one else 0 for one in points], np.float32)
        terms = np.concatenate([np.zeros(0, np.uint64), *(one.terms for _, one in known)])
        worth = np.concatenate([np.zeros(0, np.int64), *(one.worth for _, one in known)])
        sizes = [len(one.terms) for _, one in known]
        owners = np.repeat(np.asarray([row for row, _ in known], np.int32), sizes)
        self._vocabulary, rows = Vocabulary.of(terms)
        order = np.argsort(rows, kind="stable")
        self._owners, self._worth = owners[order], worth[order].astype(np.float32)
        self._sizes = np.bincount(rows, minlength=len(self._vocabulary)).astype(np.int32)
        self._ends = np.cumsum(self._sizes).astype(np.int32)

    def of(self, terms: Codes, weights: Doubles, likeness: Floats) -> Floats:
        """Add up a message's points for each question; about -1 to 1, above 0 it is meant.

        Args:
            terms: Its different runs of one and two symbols.
            weights: How much each of them counts; together of unit length.
            likeness: How like it is to each question's wordings, between 0 and 1.
        """
        rows, known = self._vocabulary.places(terms)
        rows, weights = rows[known], weights[known]
        sizes = self._sizes[rows]
        reached = np.cumsum(sizes)
        places = np.arange(int(sizes.sum())) + np.repeat(self._ends[rows] - reached, sizes)
        added = self._worth[places] * np.repeat(weights, sizes)
        total = np.bincount(self._owners[places], added, len(self._always))
        points = POINT * (self._always + total)
        return np.asarray(np.where(self._learned, points, _UNLEARNED * likeness - 1), np.float32)


@dataclass(frozen=True, slots=True)
class _Texts:
    """Texts of unit length as rows of weighted terms, and the question each belongs to."""

    begins: Integers
    terms: Integers
    weights: Floats
    rows: Integers
    also: Sequence[Sequence[int]]
    """Other questions each of them may be taken for: they learn nothing from it."""

    def __len__(self) -> int:
        return len(self.rows)

    def one(self, number: int) -> tuple[Integers, Floats]:
        held = slice(self.begins[number], self.begins[number + 1])
        return self.terms[held], self.weights[held]


def learn_points(
    groups: Sequence[Wordings],
    messages: Sequence[tuple[str, str]],
    also: Sequence[Collection[str]] = (),
) -> dict[str, Points]:
    """Learn what each term is worth for each question.

    Args:
        groups: Every question with its wordings.
        messages: Whole messages, each behind the key of the question it asks.
        also: For each message the keys of all questions whose answers would help, if there
            are more; being one of several must not count against a question.

    Returns:
        The points of each question that has a wording or a message.
    """
    row_of = {group.key: row for row, group in enumerate(groups)}
    owned: list[_Owned] = [
        (row, text, ()) for row, group in enumerate(groups) for text in group.wordings
    ]
    wordings = len(owned)
    owned += [
        (row_of[key], text, tuple(row_of[one] for one in others if one in row_of and one != key))
        for (key, text), others in zip(messages, chain(also, repeat(())), strict=False)
        if key in row_of
    ]
    texts, terms = _texts(owned, wordings)
    if not len(terms):
        return {}
    most = np.asarray([MOST_POINTED if g.wordings else MOST_POINTED_OUTSIDE for g in groups])
    shape = (len(terms), len(groups))
    weights, _ = _separated(texts, np.ones(shape, bool), _CHOOSING)
    weights, always = _separated(texts, _telling(texts, weights, most), _LEARNING)
    worth = np.rint(weights / POINT).astype(np.int64)
    return {
        groups[row].key: Points(int(np.rint(always[row] / POINT)), terms[held], worth[held, row])
        for row in np.unique(texts.rows).tolist()
        for held in [np.flatnonzero(worth[:, row])]
    }


_Owned = tuple[int, str, tuple[int, ...]]
"""A question's row, a text that asks it, and the rows of others it asks as well."""


def _texts(owned: Sequence[_Owned], wordings: int) -> tuple[_Texts, Codes]:
    """Weigh the terms of all texts as the index does, by how rare they are in wordings."""
    held, held_by = grams_of(fold_all(text for _, text, _ in owned))
    short = is_short(held)
    held, held_by = held[short], held_by[short]
    vocabulary, rows = Vocabulary.of(held)
    in_wordings = held_by < wordings
    rarity = Vectors(len(vocabulary), rows[in_wordings], held_by[in_wordings], wordings).rarity(
        np.arange(len(vocabulary))
    )
    entries, times = np.unique(held_by * len(vocabulary) + rows, return_counts=True)
    texts, terms = np.divmod(entries, max(len(vocabulary), 1))
    weights = (1 + np.log(times)) * rarity[terms]
    lengths = np.sqrt(np.bincount(texts, weights**2, len(owned)))
    weights /= np.maximum(lengths, 1e-9)[texts]
    known = np.bincount(terms, minlength=len(vocabulary)) >= _LEAST_TEXTS
    kept = known[terms]
    texts, terms = texts[kept], (np.cumsum(known) - 1)[terms[kept]]
    begins = np.searchsorted(texts, np.arange(len(owned) + 1))
    whose = np.asarray([row for row, _, _ in owned], np.int64)
    also = [others for _, _, others in owned]
    return (
        _Texts(begins, terms, weights[kept].astype(np.float32), whose, also),
        vocabulary.terms[known],
    )


def _telling(texts: _Texts, weights: Floats, most: Integers) -> NDArray[np.bool_]:
    """Mark for each question the terms that its points depend on most."""
    often = np.bincount(texts.terms, texts.weights**2, len(weights)) / len(texts)
    telling = np.abs(weights) * (often ** (_RARELY / 2))[:, None]
    kept = np.zeros(weights.shape, bool)
    for row, count in enumerate(np.minimum(most, len(weights)).tolist()):
        kept[np.argpartition(-telling[:, row], count - 1)[:count], row] = True
    return np.asarray(kept & (weights != 0), bool)


def _separated(texts: _Texts, may: NDArray[np.bool_], rounds: int) -> tuple[Floats, Floats]:
    """Part each question's texts from all others, by the terms it may use."""
    count = may.shape[1]
    weights, always = np.zeros(may.shape, np.float32), np.zeros(count, np.float32)
    pulls = np.zeros((len(texts), count), np.float32)
    slack = np.float32(0.5 / _EASE)
    generator = np.random.default_rng(_SEED)
    for number in (n for _ in range(rounds) for n in generator.permutation(len(texts)).tolist()):
        terms, held = texts.one(number)
        sides = np.full(count, -1, np.float32)
        sides[texts.rows[number]] = 1
        pull = pulls[number]
        slope = sides * (held @ weights[terms] + always) - 1 + slack * pull
        slope[list(texts.also[number])] = 0
        moved = np.flatnonzero((slope < 0) | (pull > 0))
        if not len(moved):
            continue
        used = may[np.ix_(terms, moved)]
        bend = held**2 @ used + 1 + slack
        step = np.maximum(pull[moved] - slope[moved] / bend, 0) - pull[moved]
        pull[moved] += step
        step *= sides[moved]
        weights[np.ix_(terms, moved)] += held[:, None] * step * used
        always[moved] += step
    return weights, always
