from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from bot.notices.errors import TimeHasPassed, TimeTooFar
from bot.notices.timing import check

NOW = datetime(2026, 11, 21, 4, 0, tzinfo=UTC)
MINUTE, YEAR = timedelta(minutes=1), timedelta(days=366)


@pytest.mark.parametrize("after", [-MINUTE, timedelta(0), MINUTE, YEAR])
def test_a_time_within_a_year_is_taken(after: timedelta) -> None:
    check(NOW + after, NOW)


def test_a_time_that_has_passed_is_refused() -> None:
    with pytest.raises(TimeHasPassed):
        check(NOW - 2 * MINUTE, NOW)


@pytest.mark.parametrize("at", [NOW + YEAR + MINUTE, datetime.max.replace(tzinfo=UTC)])
def test_a_time_more_than_a_year_ahead_is_taken_for_a_mistake(at: datetime) -> None:
    with pytest.raises(TimeTooFar):
        check(at, NOW)
