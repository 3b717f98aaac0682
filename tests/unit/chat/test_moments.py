"""Times as authors type, are offered and read them."""

from __future__ import annotations

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.chat import moments
from bot.clock import SCHOOL_ZONE
from bot.errors import BadInput
from bot.i18n.catalogue import speaking
from bot.i18n.languages import Language
from bot.notices.errors import DayMissing, HourMissing, HourTwice
from bot.notices.wording import saying

HERE = datetime(2026, 11, 21, 15, 0, tzinfo=SCHOOL_ZONE)
WORDS = speaking(Language.ZH_HANS)


def at(*numbers: int) -> datetime:
    year, month, day, hour, minute = numbers
    return datetime(year, month, day, hour, minute, tzinfo=SCHOOL_ZONE)


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("11-22 16:30", at(2026, 11, 22, 16, 30)),
        (" 11/22  7:05 ", at(2026, 11, 22, 7, 5)),
        ("11月22日 16：30", at(2026, 11, 22, 16, 30)),
        ("2027-01-05 08:00", at(2027, 1, 5, 8, 0)),
        ("1.5 8:00", at(2027, 1, 5, 8, 0)),
        ("11-21 9:00", at(2026, 11, 21, 9, 0)),
    ],
)
def test_a_typed_time_is_read_in_the_schools_zone(text: str, moment: datetime) -> None:
    assert moments.typed(text, HERE) == (moment,)


@pytest.mark.parametrize("text", ["", "明天下午", "周五", "8"])
def test_what_is_no_time_is_not_guessed(text: str) -> None:
    assert moments.typed(text, HERE) == ()


def test_a_time_in_words_is_read_as_well() -> None:
    assert moments.typed("明天下午四点半", HERE) == (at(2026, 11, 22, 16, 30),)


@pytest.mark.parametrize(
    "text", ["13-01 10:00", "2-30 10:00", "11-22 24:00", "11-22 8:60", "0-0 0:00"]
)
def test_a_day_or_hour_no_calendar_has_is_refused(text: str) -> None:
    with pytest.raises(DayMissing):
        moments.typed(text, HERE)


def test_a_leap_day_that_next_year_lacks_is_refused() -> None:
    with pytest.raises(DayMissing):
        moments.typed("2-29 10:00", datetime(2028, 6, 1, tzinfo=SCHOOL_ZONE))


def test_an_hour_the_clock_jumps_over_or_shows_twice_is_refused() -> None:
    here = datetime(2027, 3, 1, 12, 0, tzinfo=ZoneInfo("Europe/Berlin"))

    with pytest.raises(HourMissing):
        moments.typed("3-28 2:30", here)
    with pytest.raises(HourTwice):
        moments.typed("10-31 2:30", here)


@given(st.text(max_size=30))
def test_no_text_breaks_the_reading(text: str) -> None:
    try:
        meant = moments.typed(text, HERE)
    except BadInput:
        return

    assert all(moment.tzinfo is not None for moment in meant)


@given(st.datetimes(datetime(2026, 1, 1), datetime(2030, 1, 1)))  # noqa: DTZ001 - a zone follows
def test_offered_times_lie_ahead_within_two_days(naive: datetime) -> None:
    here = naive.replace(tzinfo=SCHOOL_ZONE)

    found = moments.offered(here)

    assert found == sorted(found)
    assert 4 <= len(found) <= moments.MOST_OFFERED
    assert all(here + moments.SOONEST < each < here + timedelta(days=2) for each in found)


@pytest.mark.parametrize(
    ("moment", "said"),
    [
        (at(2026, 11, 21, 18, 30), "今天 18:30"),
        (at(2026, 11, 22, 7, 30), "明天 07:30"),
        (at(2026, 11, 20, 7, 30), "11月20日 07:30"),
        (at(2026, 12, 1, 7, 30), "12月1日 07:30"),
        (at(2027, 11, 20, 7, 30), "2027年11月20日 07:30"),
    ],
)
def test_a_time_is_said_as_people_do_and_never_without_a_foreign_year(
    moment: datetime, said: str
) -> None:
    assert saying.spoken(moment, HERE, WORDS) == said
