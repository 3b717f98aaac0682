"""What is derived from figures that may leave: loads above the limit, weights, trends. Pure.

Nothing here sees an answer. Everything is computed from what `results.py` shows, so it can
tell no more than somebody with paper and pencil could work out from the same export.

Source of the limits: 中共中央办公厅、国务院办公厅《关于进一步减轻义务教育阶段学生作业负担和校外
培训负担的意见》(2021-07-24), 4: no written homework at home in grades 1 and 2, 60 minutes on
average in grades 3 to 6, 90 minutes in junior school.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Final

from bot.surveys.figures.measures import measures
from bot.surveys.figures.results import Figure, GroupFigures, Results
from bot.surveys.figures.statistics import (
    Estimate,
    Sample,
    Share,
    difference,
    rates_differ,
    shares,
    weighted,
)
from bot.surveys.model import Wave
from bot.surveys.questions.schema import Choice

WRITTEN: Final = "written-minutes"
"""The question whose bands are held against the limits."""

_LIMITS: Final = ((2, 0), (6, 60), (9, 90))
_YEARS: Final = (1, 3)
_ABOUT: Final = timedelta(days=60)
"""How far from the day a year ago a wave may have ended to be compared with."""


@dataclass(frozen=True)
class OverLimit:
    """How many of a grade spend longer on written homework than the rules allow."""

    grade: int
    minutes: int
    n: int
    share: Share


@dataclass(frozen=True)
class Weighted:
    """One answer's share with every grade counting as many as were asked in it."""

    measure: str
    answer: str
    estimate: Estimate


@dataclass(frozen=True)
class Change:
    """How one answer's share differs between two waves.

    Attributes:
        years: 1 or 3 if the earlier wave lies so far back; 0 for the wave before.
        change: Later less earlier; `is_noise` where it may be mere chance.
    """

    measure: str
    answer: str
    later: Share
    earlier: Share
    earlier_wave: Wave
    years: int
    change: Estimate


def limit(grade: int) -> int:
    """Return how many minutes of written homework a grade may have on a school day."""
    return next(minutes for last, minutes in _LIMITS if grade <= last)


def over_limit(results: Results) -> list[OverLimit]:
    """Return for each grade that is shown how many have more homework than allowed."""
    found = []
    for place, measure in enumerate(measures(results.wave.survey)):
        if measure.id != WRITTEN or measure.question is None:
            continue
        for group in results.groups:
            figure = group.figures[place]
            if group.grade is None or figure.n is None:
                continue
            most = limit(group.grade)
            over = sum(
                share.count
                for choice, share in zip(measure.question.choices, figure.shares, strict=True)
                if _is_over(choice, most)
            )
            invited = max(figure.n, group.invited) if group.invited else None
            share = shares([over, figure.n - over], invited)[0]
            found.append(OverLimit(group.grade, most, figure.n, share))
    return found


def weighted_shares(results: Results) -> list[Weighted]:
    """Return the school's shares weighted by grades, where grades answered unequally.

    Grades that are hidden count together as one: what is left of the whole school's figure.
    Empty where it is not known how many were asked, as in every survey of families (see
    `populations.py`), or where rates do not differ.
    """
    school, *grades = results.groups
    known = [group for group in grades if group.n is not None and group.invited]
    answered = [group.n or 0 for group in known]
    if not rates_differ(answered, [group.invited or 0 for group in known]):
        return []
    found = []
    for place, measure in enumerate(measures(results.wave.survey)):
        whole = school.figures[place]
        if whole.n is None:
            continue
        asked = [group for group in grades if group.grade and measure.asks(group.grade)]
        for at, answer in enumerate(measure.answers):
            estimate = weighted(_strata(whole, asked, place, at))
            if estimate is not None:
                found.append(Weighted(measure.id, answer, estimate))
    return found


def changes(later: Results, earlier: Results, years: int = 0) -> list[Change]:
    """Compare the whole school's shares of two waves, question by question as they are alike.

    Args:
        later: The newer wave.
        earlier: The older one; may be of another version, then only equal questions count.
        years: 1 or 3 if it is compared for lying so far back.
    """
    before = _comparable(earlier)
    found = []
    for place, measure in enumerate(measures(later.wave.survey)):
        new, old = later.groups[0].figures[place], before.get((measure.id, measure.answers))
        if new.n is None or old is None or old.n is None:
            continue
        for answer, now, then in zip(measure.answers, new.shares, old.shares, strict=True):
            change = difference(Sample(now.count, new.n), Sample(then.count, old.n))
            found.append(Change(measure.id, answer, now, then, earlier.wave, years, change))
    return found


def to_compare_with(wave: Wave, others: Sequence[Wave]) -> list[tuple[int, Wave]]:
    """Choose the waves a wave is compared with: the one before, and of 1 and 3 years ago.

    Args:
        wave: The wave.
        others: Closed waves of the same survey and school.

    Returns:
        Each with its years, 0 for the one before; the nearest to the day within 60 days.
    """
    assert wave.closed_at is not None
    ended = [(each.closed_at, each) for each in others if each.closed_at and each.id != wave.id]
    earlier = [(at, each) for at, each in ended if at < wave.closed_at]
    found = [(0, max(earlier, key=lambda pair: pair[0])[1])] if earlier else []
    for years in _YEARS:
        day = wave.closed_at - timedelta(days=365.25 * years)
        near = [(abs(at - day), each.id, each) for at, each in earlier if abs(at - day) <= _ABOUT]
        if near:
            found.append((years, min(near)[2]))
    return found


def _comparable(results: Results) -> dict[tuple[str, tuple[str, ...]], Figure]:
    figures = results.groups[0].figures
    return {(figure.id, figure.answers): figure for figure in figures}


def _is_over(choice: Choice, minutes: int) -> bool:
    return choice.above is not None and choice.above >= minutes


def _strata(whole: Figure, grades: Sequence[GroupFigures], place: int, at: int) -> list[Sample]:
    shown = [group for group in grades if group.figures[place].n is not None]
    hidden = [group for group in grades if group.figures[place].n is None]
    strata = [
        Sample(group.figures[place].shares[at].count, group.figures[place].n or 0, group.invited)
        for group in shown
    ]
    if hidden:
        asked = [group.invited for group in hidden]
        left = (whole.n or 0) - sum(each.n for each in strata)
        count = whole.shares[at].count - sum(each.count for each in strata)
        population = None if None in asked else sum(filter(None, asked))
        strata.append(Sample(count, left, population))
    return strata
