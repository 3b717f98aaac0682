from __future__ import annotations

from datetime import date, timedelta

import pytest

from bot.i18n.catalogue import text
from bot.i18n.languages import Language
from bot.timetable.calendar.public import festivals, last_known_year, public_day
from bot.timetable.model import Work


@pytest.mark.parametrize("language", [Language.ZH_HANS, Language.EN])
@pytest.mark.parametrize("festival", festivals())
def test_every_festival_has_a_name_in_the_catalogue(festival: str, language: Language) -> None:
    assert text(f"timetable-festival-{festival}", language)


def test_an_unpublished_year_is_unknown_and_no_error() -> None:
    day = public_day(date(last_known_year() + 1, 1, 1))

    assert (day.work, day.holiday, day.makes_up_for) == (Work.UNKNOWN, "", None)


def test_a_made_up_day_names_its_festival_and_the_day_it_is_worked_for() -> None:
    day = public_day(date(2026, 10, 10))

    assert (day.work, day.holiday) == (Work.WORKING, "national-day")
    assert day.makes_up_for == date(2026, 10, 7)


def test_every_weekend_day_worked_since_2023_makes_up_for_a_day_off_on_a_weekday() -> None:
    begin = date(2023, 1, 1)
    worked = [
        public_day(day)
        for n in range((date(last_known_year(), 12, 31) - begin).days + 1)
        if (day := begin + timedelta(days=n)).isoweekday() > 5
        and public_day(day).work is Work.WORKING
    ]

    assert len(worked) >= 20
    for known in worked:
        assert known.makes_up_for is not None
        assert known.makes_up_for.isoweekday() <= 5
        assert public_day(known.makes_up_for).work is Work.OFF
