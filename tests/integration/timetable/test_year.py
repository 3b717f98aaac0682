"""A whole year, through the front door, against a reckoning of our own.

The days off and the weekend days worked are those of the State Council's arrangement for 2026
(国务院办公厅关于2026年部分节假日安排的通知), copied from it by hand; nothing here asks the code.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest

from bot.cli import run_command

OFF = (
    (date(2026, 1, 1), date(2026, 1, 3)),
    (date(2026, 2, 15), date(2026, 2, 23)),
    (date(2026, 4, 4), date(2026, 4, 6)),
    (date(2026, 5, 1), date(2026, 5, 5)),
    (date(2026, 6, 19), date(2026, 6, 21)),
    (date(2026, 9, 25), date(2026, 9, 27)),
    (date(2026, 10, 1), date(2026, 10, 7)),
)
WORKED = {
    date(2026, 1, 4): date(2026, 1, 2),
    date(2026, 2, 14): date(2026, 2, 20),
    date(2026, 2, 28): date(2026, 2, 23),
    date(2026, 5, 9): date(2026, 5, 5),
    date(2026, 9, 20): date(2026, 10, 6),
    date(2026, 10, 10): date(2026, 10, 7),
}
"""Weekend days worked, and the weekday off that each is worked for, festival by festival."""

TERMS = ((date(2026, 3, 2), date(2026, 7, 3)), (date(2026, 9, 1), date(2027, 1, 22)))
SPORTS = date(2026, 11, 6)
SPORTS_MADE_UP = date(2026, 11, 7)
CALENDAR = """
terms:
  - {from: 2026-03-02, to: 2026-07-03}
  - {from: 2026-09-01, to: 2027-01-22}
days_off:
  - {date: 2026-11-06, name: 运动会}
working_days:
  - {date: 2026-11-07, follows: 5}
"""
HEADER = "class,weekday,start,end,title,place,teacher,valid_from,valid_until,weeks,course"
ROWS = (
    *(f"二年级(1)班,{day},16:00,17:30/18:30,周{day},,,,,," for day in range(1, 6)),
    "三年级(2)班,2,16:00,17:30,单周,,,,,odd,",
    "三年级(2)班,3,16:00,17:30,双周,,,,,even,",
    "三年级(2)班,5,16:00,17:30,秋季,,,2026-10-12,2026-12-18,,",
    "三年级(2)班,6,16:00,17:30,周六,,,,,,",
    ",4,16:30,17:30,,,,,,,足球",
)
TIMES = {
    "二年级(1)班": ("16:00", "17:30", "18:30"),
    "三年级(2)班": ("16:00", "17:30"),
    "足球": ("16:30", "17:30"),
}
Row = tuple[str, str, str]


def days() -> Iterator[date]:
    for number in range(365):
        yield date(2026, 1, 1) + timedelta(days=number)


def week_of(day: date, *, has_terms: bool) -> int:
    for begin, end in TERMS:
        if has_terms and begin <= day <= end:
            return (day - (begin - timedelta(days=begin.isoweekday() - 1))).days // 7 + 1
    return day.isocalendar().week


def plan_of(day: date, *, has_terms: bool) -> list[int]:
    """Return the weekdays whose plan may apply on a day, the first that has any slots counts."""
    if has_terms:
        if day == SPORTS:
            return []
        if day == SPORTS_MADE_UP:
            return [5]
        if not any(begin <= day <= end for begin, end in TERMS):
            return []
    if day in WORKED:
        return [day.isoweekday(), WORKED[day].isoweekday()]
    if any(begin <= day <= end for begin, end in OFF) or day.isoweekday() > 5:
        return []
    return [day.isoweekday()]


def expected(*, has_terms: bool) -> list[Row]:
    found: list[Row] = []
    for day in days():
        plan = plan_of(day, has_terms=has_terms)
        is_odd = week_of(day, has_terms=has_terms) % 2 == 1
        in_autumn = date(2026, 10, 12) <= day <= date(2026, 12, 18)
        found += [(str(day), "二年级(1)班", f"周{n}") for n in plan if n < 6][:1]
        third = {
            2: "单周" if is_odd else "",
            3: "" if is_odd else "双周",
            5: "秋季" if in_autumn else "",
            6: "周六",
        }
        found += [(str(day), "三年级(2)班", third[n]) for n in plan if third.get(n)][:1]
        found += [(str(day), "足球", "足球") for n in plan if n == 4]
    return found


@pytest.fixture
def folder(tmp_path: Path, database_url: str) -> Path:
    (tmp_path / "config.yaml").write_text(f"database:\n  url: {database_url}\n")
    (tmp_path / "slots.csv").write_text("\n".join([HEADER, *ROWS]), encoding="utf-8")
    (tmp_path / "calendar.yaml").write_text(CALENDAR, encoding="utf-8")
    call(tmp_path, "school", "add", "阳光小学", "--region", "example")
    for grade, name in ((2, "二年级(1)班"), (3, "三年级(2)班")):
        call(tmp_path, "class", "add", "--school", "1", "--grade", str(grade), "--name", name)
    call(tmp_path, "timetable", "import", str(tmp_path / "slots.csv"), "--school", "1")
    return tmp_path


def call(folder: Path, *arguments: str) -> None:
    assert run_command(["--config", str(folder / "config.yaml"), *arguments]) == 0


def shown(folder: Path, capsys: pytest.CaptureFixture[str]) -> list[Row]:
    capsys.readouterr()
    span = ("--from", "2026-01-01", "--to", "2026-12-31")
    call(folder, "timetable", "show", "--school", "1", *span, "--json")
    rows = json.loads(capsys.readouterr().out)
    assert {row["state"] for row in rows} == {"on"}
    assert {row["class"] or row["course"]: (row["start"], *row["ends"]) for row in rows} == TIMES
    made_up = {row["date"] for row in rows if "made-up" in row["why"]}
    assert made_up <= set(map(str, WORKED))
    return [(row["date"], row["class"] or row["course"], row["title"]) for row in rows]


def pushed(folder: Path, capsys: pytest.CaptureFixture[str]) -> dict[str, set[str]]:
    """Return who reads something on each day, as the preview of every push has it."""
    capsys.readouterr()
    span = ("--from", "2026-01-01", "--to", "2026-12-31")
    call(folder, "timetable", "show", "--school", "1", "--pushes", *span, "--json")
    rows = json.loads(capsys.readouterr().out)
    assert [row["date"] for row in rows] == [str(day) for day in days()]
    assert all(bool(row["mark"]) for row in rows if row["push"] and row["made_up"])
    return {
        row["date"]: {one["class"] or one["course"] for one in row["messages"]}
        for row in rows
        if row["push"]
    }


def readers(*, has_terms: bool) -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for day, owner, _ in expected(has_terms=has_terms):
        found.setdefault(day, set()).add(owner)
    return found


def test_without_a_calendar_of_its_own_every_date_of_2026_is_as_published(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert shown(folder, capsys) == expected(has_terms=False)
    assert pushed(folder, capsys) == readers(has_terms=False)


def test_with_terms_days_off_and_working_days_every_date_of_2026_is_as_the_school_says(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    call(folder, "calendar", "import", str(folder / "calendar.yaml"), "--school", "1")

    assert shown(folder, capsys) == expected(has_terms=True)
    assert pushed(folder, capsys) == readers(has_terms=True)


def test_the_reckoning_itself_has_as_many_days_as_the_year() -> None:
    off = {begin + timedelta(days=n) for begin, end in OFF for n in range((end - begin).days + 1)}

    # 365 days, 104 weekend days, 19 of the 33 days off on weekdays, 6 weekend days worked.
    assert len(off) == 33
    assert sum(bool(plan_of(day, has_terms=False)) for day in days()) == 365 - 104 - 19 + 6
