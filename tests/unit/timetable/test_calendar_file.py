from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from bot.timetable.calendar.file import read_calendar
from bot.timetable.errors import BadCalendar
from bot.timetable.model import SpecialDay, Term
from bot.yaml_loader import BrokenYaml

WHOLE = """
terms:
  - name: 第二学期
    from: 2027-02-22
    to: 2027-07-02
  - name: 第一学期
    from: 2026-09-01
    to: 2027-01-22
days_off:
  - date: 2026-11-06
    name: 秋季运动会
  - from: 2026-12-30
    to: 2026-12-31
working_days:
  - date: 2026-11-07
    follows: 5
    name: 运动会调课
"""


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "calendar.yaml"


def problems(file: Path, text: str) -> list[str]:
    file.write_text(text, encoding="utf-8")
    with pytest.raises(BadCalendar) as caught:
        read_calendar(file)
    return [problem.removeprefix(f"{file}, ") for problem in caught.value.problems]


def test_a_calendar_is_read_with_terms_and_days_in_order(file: Path) -> None:
    file.write_text(WHOLE, encoding="utf-8")

    calendar = read_calendar(file)

    assert calendar.terms == (
        Term(date(2026, 9, 1), date(2027, 1, 22), "第一学期"),
        Term(date(2027, 2, 22), date(2027, 7, 2), "第二学期"),
    )
    assert dict(calendar.days) == {
        date(2026, 11, 6): SpecialDay(is_open=False, name="秋季运动会"),
        date(2026, 11, 7): SpecialDay(is_open=True, follows=5, name="运动会调课"),
        date(2026, 12, 30): SpecialDay(is_open=False),
        date(2026, 12, 31): SpecialDay(is_open=False),
    }


def test_an_empty_file_is_an_empty_calendar(file: Path) -> None:
    file.write_text("", encoding="utf-8")

    assert read_calendar(file).terms == ()


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        (
            "days_off:\n  - date: 2027-02-30\n",
            "line 2: days_off.1.date 2027-02-30 is not a day of the calendar",
        ),
        (
            "days_off:\n  - date: 20261106\n",
            "line 2: days_off.1.date must be a date like 2026-09-01",
        ),
        (
            "days_off:\n  - name: 运动会\n",
            "line 2: days_off.1 write either date, or both from and to",
        ),
        (
            "days_off:\n  - from: 2026-12-31\n    to: 2026-12-30\n",
            "line 3: days_off.1.to 2026-12-30 is before from, 2026-12-31",
        ),
        (
            "days_off:\n  - from: 2026-01-01\n    to: 2027-01-01\n",
            "line 2: days_off.1 is longer than 120 days; check the years",
        ),
        (
            "days_off:\n  - date: 2026-11-06\nworking_days:\n  - date: 2026-11-06\n",
            (
                "line 4: working_days.1 2026-11-06 is named before, as a day off or twice; "
                "keep one of them"
            ),
        ),
        (
            "days_off:\n  - date: 2026-11-06\n  - from: 2026-11-05\n    to: 2026-11-07\n",
            "line 3: days_off.2 2026-11-06 is named before; keep one of them",
        ),
        (
            "working_days:\n  - date: 2026-11-07\n    follows: 8\n",
            "line 3: working_days.1.follows must be a weekday from 1 (Monday) to 7 (Sunday)",
        ),
        (
            "terms:\n  - from: 2026-09-01\n    to: 2026-08-01\n",
            "line 3: terms.1.to 2026-08-01 is before from, 2026-09-01",
        ),
        (
            (
                "terms:\n  - from: 2026-09-01\n    to: 2027-01-22\n"
                "  - from: 2027-01-22\n    to: 2027-07-01\n"
            ),
            "line 4: terms.2 overlaps the term from 2026-09-01 to 2027-01-22; mend one of them",
        ),
        ("terms:\n  - from: 2026-09-01\n", "line 2: terms.1.to is missing"),
        (
            "holidays: []\n",
            "line 1: holidays is not a key of this file; see `jiaxiao calendar import --help`",
        ),
        ("terms: 2026\n", "line 1: terms must be a list, each item beginning with a dash"),
        ("- terms\n", 'line 1: must consist of lines like "key: value"'),
    ],
)
def test_a_problem_is_named_with_file_and_line(file: Path, text: str, problem: str) -> None:
    assert problems(file, text) == [problem]


def test_every_problem_is_told_at_once(file: Path) -> None:
    text = "days_off:\n  - date: 2027-02-30\nworking_days:\n  - date: soon\n"

    assert len(problems(file, text)) == 2


def test_a_file_that_is_no_yaml_is_named_with_its_line(file: Path) -> None:
    file.write_text("terms:\n  - from: [\n", encoding="utf-8")

    with pytest.raises(BrokenYaml, match=r"calendar\.yaml, line 2"):
        read_calendar(file)
