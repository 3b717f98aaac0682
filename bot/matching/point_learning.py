"""Learning what words are worth for questions, from all wordings and messages at once.

A softmax regression: every message is to make its own question the most likely one of all,
those without an answer included. Each time a message comes up, half of its words are left out,
so that no question leans on one word that its few writers happened to use; a stranger's message
holds other words. Only the points that messages depend on most are kept, as a list that people
can read.

Steps grow shorter for a term the more it has moved (Duchi and others 2011). All is NumPy alone
and in a fixed order, so the same folder gives the same points.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain, repeat
from typing import Final, Protocol

import numpy as np
from numpy.typing import NDArray

from bot.matching.normalise import fold_all
from bot.matching.points import POINT, Points
from bot.matching.terms import Integers, grams_of
from bot.matching.vectors import Floats, Vectors, Vocabulary

MOST_POINTED: Final = 250_000
"""Points kept, of all questions together; more take longer to load than they help."""
_LEAST_TEXTS: Final = 2
"""A term met once proves nothing."""
_ROUNDS: Final = 8
"""How often all texts are gone through."""
_LEAST_STEPS: Final = 300
"""A few texts are gone through more often."""
_AT_ONCE: Final = 256
"""Texts of one step."""
_LEFT_OUT: Final = 0.5
"""The share of a text's terms that are left out each time."""
_SHARPNESS: Final = 8.0
"""What a text of unit length is multiplied by: so sure may its question become."""
_OTHERS: Final = 0.4
"""How likely the other questions whose answers would help as well shall be, together."""
_STEP: Final = 0.1
_STILL: Final = 1e-4
_SHRINK: Final = 1e-4
_OFTEN: Final = 0.5
"""Between keeping the greatest points (0) and those that come up most (1)."""
_SEED: Final = 20223


class Wordings(Protocol):
    """What is known of a question without messages."""

    @property
    def key(self) -> str:
        """Its name."""

    @property
    def wordings(self) -> Sequence[str]:
        """How people ask it."""


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
            are more; each of them shall be likely.

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
    texts, vocabulary = _texts(owned, wordings)
    if not len(vocabulary):
        return {}
    asked = np.unique(texts.rows)
    weights, always = _learned(texts, _wanted(texts, len(groups)), len(vocabulary))
    worth = np.where(_telling(texts, weights), np.rint(weights / POINT), 0).astype(np.int64)
    return {
        groups[row].key: Points(
            int(np.rint(always[row] / POINT)), vocabulary.terms[held], worth[held, row]
        )
        for row in asked.tolist()
        for held in [np.flatnonzero(worth[:, row])]
    }


_Owned = tuple[int, str, tuple[int, ...]]
"""A question's row, a text that asks it, and the rows of others it asks as well."""


@dataclass(frozen=True, slots=True)
class _Texts:
    """Texts of unit length as rows of weighted terms, and the question each belongs to."""

    begins: Integers
    terms: Integers
    weights: Floats
    rows: Integers
    also: Sequence[Sequence[int]]
    """Other questions that each of them asks as well."""

    def __len__(self) -> int:
        return len(self.rows)

    def half_of(
        self, numbers: Integers, generator: np.random.Generator
    ) -> tuple[Integers, Floats, Integers]:
        """Return some of the terms of some texts, and by its place whose each of them is."""
        sizes = self.begins[numbers + 1] - self.begins[numbers]
        owners = np.repeat(np.arange(len(numbers)), sizes)
        ends = np.repeat(self.begins[numbers + 1] - np.cumsum(sizes), sizes)
        places = np.arange(len(owners)) + ends
        kept = generator.random(len(places)) >= _LEFT_OUT
        owners, places = owners[kept], places[kept]
        weights = self.weights[places]
        lengths = np.sqrt(np.bincount(owners, weights**2, len(numbers)))
        sharp = weights * (_SHARPNESS / np.maximum(lengths, 1e-9))[owners]
        return self.terms[places], sharp.astype(np.float32), owners


def _texts(owned: Sequence[_Owned], wordings: int) -> tuple[_Texts, Vocabulary]:
    """Weigh the terms of all texts as the index does, by how rare they are in wordings."""
    held, held_by = grams_of(fold_all(text for _, text, _ in owned))
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
        Vocabulary(vocabulary.terms[known]),
    )


def _telling(texts: _Texts, weights: Floats) -> NDArray[np.bool_]:
    """Mark the points that the sums of messages depend on most."""
    often = np.bincount(texts.terms, texts.weights**2, len(weights)) / len(texts)
    telling = np.abs(weights) * (often ** (_OFTEN / 2))[:, None]
    telling[np.abs(weights) < POINT / 2] = 0
    if telling.size <= MOST_POINTED:
        return np.asarray(telling > 0, bool)
    least = np.partition(telling, telling.size - MOST_POINTED, axis=None)[-MOST_POINTED]
    return np.asarray((telling >= least) & (telling > 0), bool)


def _wanted(texts: _Texts, questions: int) -> Floats:
    """Return how likely each question shall be for each text."""
    wanted = np.zeros((len(texts), questions), np.float32)
    wanted[np.arange(len(texts)), texts.rows] = 1
    for number, others in enumerate(texts.also):
        if others:
            wanted[number, texts.rows[number]] -= _OTHERS
            wanted[number, list(others)] += _OTHERS / len(others)
    return wanted


def _learned(texts: _Texts, wanted: Floats, terms: int) -> tuple[Floats, Floats]:
    """Return what each term is worth for each question, and what every text is."""
    shape = terms, wanted.shape[1]
    weights, always = np.zeros(shape, np.float32), np.zeros(shape[1], np.float32)
    moved = np.full(shape, _STILL, np.float32)
    generator = np.random.default_rng(_SEED)
    for numbers in _parts(len(texts), generator):
        held_terms, held, owners = texts.half_of(numbers, generator)
        columns, place = np.unique(held_terms, return_inverse=True)
        before = weights[columns]
        said = always + _sums(held[:, None] * before[place], owners, len(numbers))
        wrong = (_likely(said) - wanted[numbers]) / np.float32(len(numbers))
        order = np.argsort(place, kind="stable")
        pulled = held[order, None] * wrong[owners[order]]
        slope = _sums(pulled, place[order], len(columns)) + _SHRINK * before
        moved[columns] += slope**2
        weights[columns] = before - _STEP * slope / np.sqrt(moved[columns])
        always -= _STEP * wrong.sum(axis=0)
    return weights, always / np.float32(_SHARPNESS)


def _parts(count: int, generator: np.random.Generator) -> Iterator[Integers]:
    """Return the numbers of the texts of each step."""
    steps = -(-count // _AT_ONCE)
    for _ in range(max(_ROUNDS, -(-_LEAST_STEPS // steps))):
        yield from np.array_split(generator.permutation(count), steps)


def _likely(said: Floats) -> Floats:
    """Return how likely each question is by what was said for it."""
    odds = np.exp(said - said.max(axis=1, keepdims=True))
    return np.asarray(odds / odds.sum(axis=1, keepdims=True), np.float32)


def _sums(rows: Floats, owners: Integers, count: int) -> Floats:
    """Add up rows by their owners, whose numbers never fall."""
    sums = np.zeros((count, rows.shape[1]), np.float32)
    if len(rows):
        present, begins = np.unique(owners, return_index=True)
        sums[present] = np.add.reduceat(rows, begins)
    return sums
