"""Likeness is the cosine of weighed terms, and strange terms make a message unlike all."""

from __future__ import annotations

from math import log

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.matching.vectors import Floats, Vectors, Vocabulary, Weighed


class Texts:
    """A few texts of made-up terms, ready to be compared with."""

    def __init__(self, *texts: list[int]) -> None:
        terms = np.asarray([term for text in texts for term in text], np.uint64)
        owners = np.repeat(np.arange(len(texts)), [len(text) for text in texts])
        self.vocabulary, rows = Vocabulary.of(terms)
        self.vectors = Vectors(len(self.vocabulary), rows, owners, len(texts))

    def weighed(self, *terms: int) -> Weighed:
        found = self.vocabulary.find(np.asarray(terms, np.uint64))
        return self.vectors.weighed(found)

    def likeness(self, *terms: int) -> Floats:
        return self.vectors.likeness(self.weighed(*terms))


def test_the_same_terms_are_as_like_as_can_be_and_strange_ones_not_at_all() -> None:
    texts = Texts([1, 2], [2, 3, 3])

    assert texts.likeness(1, 2)[0] == pytest.approx(1, abs=1e-5)
    assert texts.likeness(9).tolist() == [0, 0]
    assert texts.likeness().tolist() == [0, 0]
    assert texts.likeness(1, 2, 8, 9)[0] < texts.likeness(1, 2)[0]


def test_it_is_known_which_texts_hold_a_term() -> None:
    texts = Texts([1, 2], [2, 3], [4])
    rows, known = texts.vocabulary.places(np.asarray([1, 2, 3, 4, 5], np.uint64))

    assert known.tolist() == [True, True, True, True, False]
    assert texts.vectors.hold(rows[:4], 1, 3).tolist() == [False, True, True, True]
    held = texts.vectors.held_by(np.array([True, False, False]))
    assert held[rows[:4]].tolist() == [True, True, False, False]


def test_nothing_at_all_can_be_asked() -> None:
    texts = Texts()

    assert texts.likeness(1).tolist() == []


@given(st.lists(st.lists(st.integers(1, 5), min_size=1), min_size=1, max_size=6))
def test_likeness_equals_the_cosine_worked_out_slowly(texts: list[list[int]]) -> None:
    held = Texts(*texts)
    terms = sorted({term for text in texts for term in text})

    def rarity(term: int) -> float:
        holders = sum(term in text for text in texts)
        return log((1 + len(texts)) / (1 + holders)) + 1

    def weighed(text: list[int]) -> np.ndarray[tuple[int], np.dtype[np.float64]]:
        counts = [text.count(term) for term in terms]
        return np.array(
            [
                (1 + log(count)) * rarity(term) if count else 0.0
                for count, term in zip(counts, terms, strict=True)
            ]
        )

    asked = weighed(texts[0])
    slow = [
        asked @ weighed(text) / np.linalg.norm(asked) / np.linalg.norm(weighed(text))
        for text in texts
    ]
    assert held.likeness(*texts[0]) == pytest.approx(slow, abs=1e-4)
