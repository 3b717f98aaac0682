"""Our figures beside those of SciPy and statsmodels, on random data, to nine places."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats
from statsmodels.stats.proportion import confint_proportions_2indep, proportion_confint
from statsmodels.stats.weightstats import DescrStatsW

from bot.surveys.figures.statistics import (
    Sample,
    chi_square_tail,
    difference,
    mean,
    rates_differ,
    student,
    weighted,
    wilson,
)
from bot.surveys.hiding.anonymity import Limits
from bot.surveys.model import Answer, WaveState
from tests.support.figures import results_of
from tests.support.surveys import a_ready_survey, a_wave

ANXIETY = a_wave(a_ready_survey("parent-anxiety"), WaveState.CLOSED)
CLOSE = 1e-9
counted = st.integers(1, 5000).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n)))
tallies = st.lists(st.integers(0, 200), min_size=2, max_size=9).filter(lambda c: sum(c) >= 2)
few = settings(max_examples=60, deadline=None)


@few
@given(counted)
def test_wilson_is_that_of_statsmodels(case: tuple[int, int]) -> None:
    count, n = case

    theirs = proportion_confint(count, n, alpha=0.05, method="wilson")
    assert wilson(count, n) == pytest.approx(theirs, abs=CLOSE)


@few
@given(counted, st.integers(1, 5000))
def test_the_finite_population_counts_as_that_many_more_answers(
    case: tuple[int, int], absent: int
) -> None:
    count, n = case
    worth = n * (n + absent - 1) / absent

    theirs = proportion_confint(count / n * worth, worth, alpha=0.05, method="wilson")
    assert wilson(count, n, n + absent) == pytest.approx(theirs, abs=CLOSE)


@given(counted)
def test_where_all_have_answered_nothing_is_left_to_chance(case: tuple[int, int]) -> None:
    count, n = case

    assert wilson(count, n, n) == (count / n, count / n)


@few
@given(tallies)
def test_the_mean_of_a_scale_is_that_of_statsmodels(counts: list[int]) -> None:
    points = list(range(len(counts)))
    theirs = DescrStatsW(np.repeat(points, counts).astype(float))
    ours = mean(counts, points)

    assert ours is not None
    assert ours.value == pytest.approx(theirs.mean, abs=CLOSE)
    if theirs.std > 0:
        assert (ours.low, ours.high) == pytest.approx(theirs.tconfint_mean(), abs=CLOSE)
    else:
        assert ours.low == ours.high == ours.value


@few
@given(tallies, st.integers(1, 500))
def test_the_mean_of_a_finite_population_is_surer_by_the_known_factor(
    counts: list[int], absent: int
) -> None:
    n, points = sum(counts), list(range(len(counts)))
    endless, finite = mean(counts, points), mean(counts, points, n + absent)

    assert endless is not None
    assert finite is not None
    factor = np.sqrt(absent / (n + absent))
    assert finite.high - finite.value == pytest.approx(
        (endless.high - endless.value) * factor, abs=CLOSE
    )


mixed = st.lists(st.integers(2, 60), min_size=4, max_size=4)


@few
@given(mixed, st.integers(1, 300))
def test_figures_of_families_are_those_of_a_school_with_so_many_families(
    counts: list[int], absent: int
) -> None:
    n, invited = sum(counts), sum(counts) + absent
    tally = {Answer(3, f"{at}{at}---"): count for at, count in enumerate(counts)}
    wave = replace(ANXIETY, invited=invited)

    nervous = results_of(wave, Counter(tally), [], Limits()).groups[0].figures[0]

    spread = np.sqrt(absent / (invited - 1))  # of a share drawn without replacement
    for count, share in zip(counts, nervous.shares, strict=True):
        worth = n / spread**2
        theirs = proportion_confint(count / n * worth, worth, alpha=0.05, method="wilson")
        assert (share.low, share.high) == pytest.approx(theirs, abs=CLOSE)
    theirs = DescrStatsW(np.repeat(range(4), counts).astype(float))
    error = theirs.std_mean * np.sqrt(1 - n / invited)
    assert nervous.mean is not None
    assert (nervous.mean.low, nervous.mean.high) == pytest.approx(
        stats.t.interval(0.95, n - 1, theirs.mean, error), abs=CLOSE
    )


@pytest.mark.parametrize(("families", "n"), [(40, 15), (120, 60), (300, 210), (600, 550)])
def test_of_all_samples_of_a_school_nineteen_in_twenty_find_the_truth(
    families: int, n: int
) -> None:
    for share in (0.1, 0.3, 0.5):
        truth = round(families * share)
        draws = stats.hypergeom(families, truth, n)
        hits = [
            draws.pmf(count)
            for count in range(n + 1)
            if wilson(count, n, families)[0] <= truth / families <= wilson(count, n, families)[1]
        ]
        assert sum(hits) > 0.92


@few
@given(counted, counted)
def test_a_change_is_newcombes_of_statsmodels(
    later: tuple[int, int], earlier: tuple[int, int]
) -> None:
    theirs = confint_proportions_2indep(*later, *earlier, method="newcomb", compare="diff")
    ours = difference(Sample(*later), Sample(*earlier))

    assert (ours.low, ours.high) == pytest.approx(theirs, abs=CLOSE)
    assert ours.is_noise == (ours.low <= 0 <= ours.high)


@few
@given(st.integers(1, 100_000))
def test_students_quantile_is_that_of_scipy(freedom: int) -> None:
    assert student(0.975, freedom) == pytest.approx(stats.t.ppf(0.975, freedom), abs=CLOSE)


@few
@given(st.floats(0, 60), st.integers(1, 12))
def test_the_tail_of_chi_square_is_that_of_scipy(value: float, freedom: int) -> None:
    assert chi_square_tail(value, freedom) == pytest.approx(
        stats.chi2.sf(value, freedom), abs=CLOSE
    )


@few
@given(st.lists(st.tuples(st.integers(5, 80), st.integers(1, 80)), min_size=2, max_size=9))
def test_rates_are_compared_as_scipy_does(groups: list[tuple[int, int]]) -> None:
    table = np.array(groups)
    theirs = stats.chi2_contingency(table, correction=False).pvalue
    asked = [there + absent for there, absent in groups]

    assert rates_differ([there for there, _ in groups], asked) == (theirs < 1 - 0.95)


strata = st.lists(
    st.tuples(st.integers(2, 60), st.floats(0, 1), st.integers(0, 60)), min_size=1, max_size=9
)


@few
@given(strata)
def test_a_weighted_share_is_the_textbooks(cases: list[tuple[int, float, int]]) -> None:
    samples = [Sample(round(n * share), n, n + absent) for n, share, absent in cases]
    size = np.array([each.population for each in samples], dtype=float)
    n = np.array([each.n for each in samples], dtype=float)
    share = np.array([each.share for each in samples])
    weights = size / size.sum()
    variance = (weights**2 * (1 - n / size) * share * (1 - share) / (n - 1)).sum()

    ours = weighted(samples)

    assert ours is not None
    theirs = DescrStatsW(share, weights=size).mean
    assert ours.value == pytest.approx(theirs, abs=CLOSE)
    half = stats.norm.ppf(0.975) * np.sqrt(variance)
    assert ours.low == pytest.approx(max(0, ours.value - half), abs=CLOSE)
    assert ours.high == pytest.approx(min(1, ours.value + half), abs=CLOSE)


def test_a_weighted_share_is_none_where_nothing_can_be_said() -> None:
    assert weighted([Sample(3, 5, 20), Sample(1, 1, 9)]) is None
    assert weighted([Sample(3, 5)]) is None
    assert mean([1, 0], [0, 1]) is None


def test_rates_of_one_group_or_of_all_are_not_compared() -> None:
    assert not rates_differ([5], [10])
    assert not rates_differ([5, 7], [5, 7])
