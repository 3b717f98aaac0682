"""When messages leave, and who waits until when."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.i18n.languages import Language
from bot.notices.beforehand.rehearsal import Held, Pace, WhoWaits, held, pace, stages_of
from bot.notices.rules.model import Stage
from bot.people.model import Recipient
from tests.support.clocks import A_THURSDAY_NOON as NOON

TONIGHT = NOON + timedelta(hours=10)
MORNING = NOON + timedelta(hours=19)
LATER_MORNING = MORNING + timedelta(hours=1)


def reckoned(leaves: dict[datetime, int], waiting: int = 0, per_second: float = 25) -> Pace:
    found = pace(leaves, waiting=waiting, per_second=per_second, now=NOON)
    assert found is not None
    return found


def recipient(*grades: int) -> Recipient:
    return Recipient(1, Language.ZH_HANS, grades=frozenset(grades))


def test_fifty_thousand_at_twenty_five_a_second_take_33_minutes() -> None:
    found = reckoned({NOON: 50_000})

    assert found.takes == timedelta(seconds=2000)
    assert found.last_at == NOON + timedelta(seconds=2000)


def test_what_waits_before_it_leaves_before_it() -> None:
    found = reckoned({NOON: 100}, waiting=250)

    assert found.first_at == NOON + timedelta(seconds=10)
    assert found.last_at == NOON + timedelta(seconds=14)
    assert found.takes == timedelta(seconds=4)


def test_who_waits_for_the_morning_is_last() -> None:
    found = reckoned({NOON: 100, MORNING: 50})

    assert found.first_at == NOON
    assert found.last_at == MORNING + timedelta(seconds=2)


def test_a_long_broadcast_runs_into_those_who_waited() -> None:
    found = reckoned({NOON: 100, NOON + timedelta(seconds=1): 100})

    assert found.last_at == NOON + timedelta(seconds=8)


def test_nobody_gets_nothing() -> None:
    assert pace({}, waiting=7, per_second=25, now=NOON) is None


@given(
    st.dictionaries(
        st.integers(0, 100_000).map(lambda seconds: NOON + timedelta(seconds=seconds)),
        st.integers(1, 500),
        min_size=1,
        max_size=5,
    ),
    st.integers(0, 1000),
)
def test_the_last_never_leaves_before_its_time_nor_faster_than_allowed(
    leaves: dict[datetime, int], waiting: int
) -> None:
    found = reckoned(leaves, waiting)

    assert found.last_at >= max(leaves)
    assert found.last_at >= found.first_at >= NOON
    assert found.last_at - NOON >= found.takes


def test_families_wait_for_the_reason_that_holds_for_them() -> None:
    leaves = [
        (recipient(3), MORNING, MORNING),
        (recipient(5), MORNING, MORNING),
        (recipient(8), TONIGHT, TONIGHT),
        (recipient(3, 8), MORNING, MORNING),
        (recipient(8), TONIGHT, LATER_MORNING),
    ]

    assert held(leaves, TONIGHT) == (
        Held(WhoWaits.PRIMARY, 2, MORNING),
        Held(WhoWaits.BOTH, 1, MORNING),
        Held(WhoWaits.OWN, 1, LATER_MORNING),
    )


def test_a_junior_family_waits_as_one() -> None:
    assert held([(recipient(7), MORNING, MORNING)], TONIGHT) == (
        Held(WhoWaits.JUNIOR, 1, MORNING),
    )


@pytest.mark.parametrize(
    ("grades", "stages"),
    [
        ([], set()),
        ([1, 6], {Stage.PRIMARY}),
        ([7, 9], {Stage.JUNIOR}),
        ([6, 7], {Stage.PRIMARY, Stage.JUNIOR}),
    ],
)
def test_grades_belong_to_stages(grades: list[int], stages: set[Stage]) -> None:
    assert stages_of(grades) == stages
