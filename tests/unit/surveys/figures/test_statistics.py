from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.surveys.figures.statistics import Z_95, shares, wilson

counts = st.integers(1, 10_000).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n)))


@pytest.mark.parametrize(
    ("count", "n", "low", "high"),
    [
        (0, 10, 0.0, 0.277533),
        (1, 10, 0.017876, 0.404150),
        (5, 10, 0.236593, 0.763407),
        (10, 10, 0.722467, 1.0),
        (50, 100, 0.403832, 0.596168),
    ],
)
def test_wilsons_interval_is_the_published_one(
    count: int, n: int, low: float, high: float
) -> None:
    assert wilson(count, n) == pytest.approx((low, high), abs=1e-6)


@given(counts)
def test_both_ends_lie_as_far_from_the_share_as_the_score_test_allows(
    given_counts: tuple[int, int],
) -> None:
    count, n = given_counts
    for end in wilson(count, n):
        if 0 < end < 1:
            score = (count / n - end) / math.sqrt(end * (1 - end) / n)
            assert abs(score) == pytest.approx(Z_95, rel=1e-6)


@given(counts)
def test_the_interval_holds_the_share_and_stays_between_0_and_1(
    given_counts: tuple[int, int],
) -> None:
    count, n = given_counts
    low, high = wilson(count, n)

    assert 0 <= low <= count / n <= high <= 1


@given(counts)
def test_the_interval_of_the_others_is_the_mirror_image(given_counts: tuple[int, int]) -> None:
    count, n = given_counts
    low, high = wilson(count, n)

    assert wilson(n - count, n) == pytest.approx((1 - high, 1 - low))


@given(st.lists(st.integers(0, 500), min_size=2, max_size=9).filter(any))
def test_shares_add_up_to_one(given_counts: list[int]) -> None:
    found = shares(given_counts)

    assert sum(each.share for each in found) == pytest.approx(1)
    assert [each.count for each in found] == given_counts
