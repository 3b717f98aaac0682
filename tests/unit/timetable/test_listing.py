from __future__ import annotations

from datetime import date, time

import pytest

from bot.people.model import ClassId
from bot.timetable.calendar.deciding import school_day
from bot.timetable.calendar.public import public_day
from bot.timetable.listing import calendar_rows, session_row
from bot.timetable.model import SchoolCalendar, Slot, SpecialDay, Term
from bot.timetable.occurrences import sessions


def row(on: date, weekday: int, calendar: SchoolCalendar | None = None) -> dict[str, object]:
    slot = Slot(ClassId(1), weekday, time(16), time(17, 30), "书法", "一楼美术室", "李老师")
    day = school_day(on, calendar or SchoolCalendar(), public_day)
    (session,) = sessions([slot], [day])
    return session_row(session, "二年级(1)班")


def test_a_session_has_the_fields_that_were_promised() -> None:
    assert row(date(2026, 11, 19), 4) == {
        "date": "2026-11-19",
        "start": "16:00",
        "end": "17:30",
        "class": "二年级(1)班",
        "title": "书法",
        "place": "一楼美术室",
        "teacher": "李老师",
        "state": "on",
        "why": "",
        "ends": ["17:30"],
        "course": "",
        "planned": "2026-11-19",
        "slot": 0,
    }


EXTRA = SchoolCalendar(days={date(2026, 11, 7): SpecialDay(is_open=True, follows=5)})
NAMED = SchoolCalendar(days={date(2026, 11, 7): SpecialDay(is_open=True, name="开放日")})


@pytest.mark.parametrize(
    ("on", "weekday", "calendar", "why"),
    [
        (date(2026, 10, 10), 3, None, "made-up working day (调休), plan of Wednesday"),
        (date(2026, 10, 10), 6, None, "made-up working day (调休)"),
        (date(2026, 11, 7), 5, EXTRA, "extra school day, plan of Friday"),
        (date(2026, 11, 7), 6, NAMED, "开放日"),
        (date(2027, 1, 4), 1, None, "the public holidays of 2027 are not known yet"),
    ],
)
def test_what_is_out_of_the_ordinary_is_said(
    on: date, weekday: int, calendar: SchoolCalendar | None, why: str
) -> None:
    assert row(on, weekday, calendar)["why"] == why


def test_a_calendar_is_shown_in_the_fields_of_its_file() -> None:
    calendar = SchoolCalendar(
        (Term(date(2026, 9, 1), date(2027, 1, 22), "第一学期"),),
        {
            date(2026, 11, 6): SpecialDay(is_open=False, name="运动会"),
            date(2026, 11, 7): SpecialDay(is_open=True, follows=5),
        },
    )

    assert calendar_rows(calendar) == {
        "terms": [{"name": "第一学期", "from": "2026-09-01", "to": "2027-01-22"}],
        "days_off": [{"date": "2026-11-06", "name": "运动会"}],
        "working_days": [{"date": "2026-11-07", "follows": 5, "name": ""}],
    }
