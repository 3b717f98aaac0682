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


PAIRS = {
    "2023-01-28": "2023-01-26", "2023-01-29": "2023-01-27", "2023-04-23": "2023-05-02",
    "2023-05-06": "2023-05-03", "2023-06-25": "2023-06-23", "2023-10-07": "2023-10-05",
    "2023-10-08": "2023-10-06", "2024-02-04": "2024-02-15", "2024-02-18": "2024-02-16",
    "2024-04-07": "2024-04-05", "2024-04-28": "2024-05-02", "2024-05-11": "2024-05-03",
    "2024-09-14": "2024-09-16", "2024-09-29": "2024-10-04", "2024-10-12": "2024-10-07",
    "2025-01-26": "2025-02-03", "2025-02-08": "2025-02-04", "2025-04-27": "2025-05-05",
    "2025-09-28": "2025-10-07", "2025-10-11": "2025-10-08", "2026-01-04": "2026-01-02",
    "2026-02-14": "2026-02-20", "2026-02-28": "2026-02-23", "2026-05-09": "2026-05-05",
    "2026-09-20": "2026-10-06", "2026-10-10": "2026-10-07",
}  # fmt: skip
"""Weekend days worked and what each is worked for, as the package holidays 0.109 names it."""


def test_made_up_days_stand_for_the_days_that_another_calendar_names() -> None:
    begin, end = date(2023, 1, 1), date(2026, 12, 31)
    days = (begin + timedelta(days=n) for n in range((end - begin).days + 1))
    found = {
        str(day): str(known.makes_up_for)
        for day in days
        if (known := public_day(day)).makes_up_for
    }

    assert found == PAIRS
