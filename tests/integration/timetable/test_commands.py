from __future__ import annotations

import json
from pathlib import Path

import pytest

from bot.cli import demo_school, run_command

HEADER = "class,weekday,start,end,title,place,teacher"
ROW = "二年级(1)班,3,16:00,17:30,书法,一楼美术室,李老师"
CALENDAR = """
terms:
  - from: 2026-09-01
    to: 2027-01-22
    name: 第一学期
days_off:
  - date: 2026-11-06
    name: 运动会
working_days:
  - date: 2026-11-07
    follows: 5
"""


@pytest.fixture
def folder(tmp_path: Path, database_url: str) -> Path:
    """A folder with a configuration, a database with one school, and two good files."""
    config = f"database:\n  url: {database_url}\n"
    (tmp_path / "config.yaml").write_text(config, encoding="utf-8")
    (tmp_path / "slots.csv").write_text(f"{HEADER}\n{ROW}\n", encoding="gbk")
    (tmp_path / "calendar.yaml").write_text(CALENDAR, encoding="utf-8")
    assert call(tmp_path, "school", "add", "阳光小学", "--region", "example") == 0
    name = "二年级(1)班"
    assert call(tmp_path, "class", "add", "--school", "1", "--grade", "2", "--name", name) == 0
    return tmp_path


def call(folder: Path, *arguments: str) -> int:
    return run_command(["--config", str(folder / "config.yaml"), *arguments])


def import_slots(folder: Path, *options: str) -> int:
    return call(
        folder, "timetable", "import", str(folder / "slots.csv"), "--school", "1", *options
    )


def show(folder: Path, begin: str, end: str, *options: str) -> int:
    return call(
        folder, "timetable", "show", "--school", "1", "--from", begin, "--to", end, *options
    )


def test_what_is_imported_is_shown_in_json(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert import_slots(folder) == 0
    capsys.readouterr()

    assert show(folder, "2026-10-08", "2026-10-14", "--json") == 0

    rows = json.loads(capsys.readouterr().out)
    assert [(row["date"], row["start"], row["end"], row["state"]) for row in rows] == [
        ("2026-10-10", "16:00", "17:30", "on"),
        ("2026-10-14", "16:00", "17:30", "on"),
    ]
    assert rows[0]["why"] == "made-up working day (调休), plan of Wednesday"
    assert rows[0]["class"] == "二年级(1)班"


def test_the_table_marks_a_made_up_day(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    import_slots(folder)
    capsys.readouterr()

    assert show(folder, "2026-10-10", "2026-10-10") == 0

    assert capsys.readouterr().out == (
        "2026-10-10 Sat  16:00-17:30  二年级(1)班  书法  一楼美术室  李老师"
        "  [made-up working day (调休), plan of Wednesday]\n"
    )


def test_days_without_service_are_said_to_be_so(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    import_slots(folder)
    capsys.readouterr()

    assert show(folder, "2026-10-01", "2026-10-07") == 0

    assert capsys.readouterr().out == "Nothing takes place on these days.\n"


def test_a_dry_run_says_what_it_would_do(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    capsys.readouterr()

    assert import_slots(folder, "--dry-run", "--json") == 0

    document = json.loads(capsys.readouterr().out)
    assert document.items() >= {"slots": 1, "classes": 1, "replaced": 0, "dry_run": True}.items()
    assert (document["added"], document["cancelled"]) == (1, 0)
    assert show(folder, "2026-10-14", "2026-10-14") == 0
    assert "Nothing takes place" in capsys.readouterr().out


def test_a_bad_row_fails_with_a_line_for_each_problem(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    bad = f"{HEADER}\n{ROW}\n二年级(1)班,8,16:00,15:00,足球,,\n"
    (folder / "slots.csv").write_text(bad, encoding="utf-8")
    capsys.readouterr()

    assert import_slots(folder) == 1

    found = capsys.readouterr()
    assert found.err.splitlines() == [
        "row 3, weekday: 8 is not a day from 1 (Monday) to 7 (Sunday)",
        "row 3, end: 15:00 is not after the start 16:00",
    ]
    assert found.out == ""


@pytest.mark.parametrize(
    ("begin", "end", "problem"),
    [
        ("2026-02-30", "2026-03-01", "--from 2026-02-30: must be a day"),
        ("2026-03-02", "2026-03-01", "--to 2026-03-01: is before --from"),
    ],
)
def test_days_that_cannot_be_shown_are_wrong_usage(
    folder: Path, capsys: pytest.CaptureFixture[str], begin: str, end: str, problem: str
) -> None:
    assert show(folder, begin, end) == 2

    assert problem in capsys.readouterr().err


def test_a_calendar_is_imported_and_shown(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    capsys.readouterr()
    path = str(folder / "calendar.yaml")

    assert call(folder, "calendar", "import", path, "--school", "1") == 0

    assert capsys.readouterr().out.splitlines() == [
        "Term      2026-09-01 to 2027-01-22  第一学期",
        "Off       2026-11-06  运动会",
        "Working   2026-11-07    (plan of Friday)",
    ]
    assert call(folder, "calendar", "show", "--school", "1", "--json") == 0
    shown = json.loads(capsys.readouterr().out)
    assert shown["days_off"] == [{"date": "2026-11-06", "name": "运动会"}]


def test_a_bad_calendar_fails_with_file_and_line(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = folder / "calendar.yaml"
    path.write_text("days_off:\n  - date: 2027-02-30\n", encoding="utf-8")

    assert call(folder, "calendar", "import", str(path), "--school", "1") == 1

    assert f"{path}, line 2: days_off.1.date 2027-02-30" in capsys.readouterr().err


def test_a_reimport_says_what_has_changed(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    import_slots(folder)
    new = (ROW.replace(",3,", ",4,"), "二年级(1)班,1,16:00,17:30,足球,操场,")
    (folder / "slots.csv").write_text("\n".join([HEADER, *new]), encoding="utf-8")
    capsys.readouterr()

    assert import_slots(folder) == 0

    assert capsys.readouterr().out.splitlines()[1:] == [
        (
            "moved      二年级(1)班  Thursday 16:00-17:30  书法  一楼美术室  李老师; before: "
            "二年级(1)班  Wednesday 16:00-17:30  书法  一楼美术室  李老师"
        ),
        "added      二年级(1)班  Monday 16:00-17:30  足球  操场",
        "0 families are told at once, 0 more on the Sunday before it begins.",
    ]


def test_whoever_puts_a_mistake_in_typing_right_may_tell_nobody(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    import_slots(folder)
    capsys.readouterr()

    assert import_slots(folder, "--tell-nobody", "--json") == 0

    done = json.loads(capsys.readouterr().out)
    assert (done["told_now"], done["told_sunday"]) == (0, 0)


def test_rules_are_told_with_document_and_clause_by_import_check_and_show(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    early = "二年级(1)班,4,16:00,17:00,数学新课,,"
    (folder / "slots.csv").write_text(f"{HEADER}\n{early}\n", encoding="utf-8")
    capsys.readouterr()

    import_slots(folder)
    imported = capsys.readouterr().out
    assert call(folder, "timetable", "check", "--school", "1") == 0
    checked = capsys.readouterr().out
    show(folder, "2026-11-19", "2026-11-19")
    shown = capsys.readouterr().out

    for text in (imported, checked, shown):
        assert "before people here usually stop working, 17:30" in text
        assert "意见》 第9条; answer ass-end-time" in text
        assert "意见》 第10条; answer ass-new-lessons" in text
    assert call(folder, "timetable", "check", "--school", "1", "--json") == 0
    document = json.loads(capsys.readouterr().out)
    assert [one["rule"] for one in document["concerns"]] == ["ends-early", "new-lessons"]


def test_the_demo_keeps_the_rules_it_is_there_to_show(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for grade, name in demo_school.CLASSES[1:]:
        call(folder, "class", "add", "--school", "1", "--grade", str(grade), "--name", name)
    capsys.readouterr()
    file = str(demo_school.TIMETABLE)

    assert call(folder, "timetable", "import", file, "--school", "1", "--json") == 0

    document = json.loads(capsys.readouterr().out)
    assert (document["concerns"], document["warnings"]) == ([], [])


def test_a_preview_of_an_unknown_year_warns_loudly(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    import_slots(folder)
    capsys.readouterr()

    assert show(folder, "2026-12-28", "2027-01-10") == 0

    assert "WARNING  the public holidays of 2027 are not known yet" in capsys.readouterr().out


def test_a_region_has_its_own_end_of_work(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    config = folder / "config.yaml"
    hours = 'timetable:\n  regions:\n    - {region: example, end_of_work: "18:00"}\n'
    config.write_text(config.read_text(encoding="utf-8") + hours, encoding="utf-8")
    capsys.readouterr()

    assert import_slots(folder) == 0

    assert "stop working, 18:00" in capsys.readouterr().out


@pytest.mark.parametrize("name", ["slots.csv", "slots.xlsx", "slots.yaml"])
def test_a_template_is_written_and_can_be_imported(
    folder: Path, capsys: pytest.CaptureFixture[str], name: str
) -> None:
    path = str(folder / name)

    assert call(folder, "timetable", "template", "--lang", "zh-Hant", "-o", path) == 0
    assert call(folder, "timetable", "import", path, "--school", "1", "--dry-run") == 0

    assert "The file is good" in capsys.readouterr().out


def test_a_calendar_file_is_written_for_a_class(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    import_slots(folder)
    path = folder / "class.ics"
    capsys.readouterr()

    assert call(folder, "timetable", "ics", "--class", "1", "-o", str(path), "--json") == 0

    document = json.loads(capsys.readouterr().out)
    content = path.read_bytes()
    assert document["events"] == content.count(b"BEGIN:VEVENT") > 30
    assert content.startswith(b"BEGIN:VCALENDAR\r\n")


@pytest.mark.parametrize(
    ("arguments", "problem"),
    [
        (("template", "-o", "a.doc"), "must end in .csv, .xlsx or .yaml"),
        (("template", "-o", "a.csv", "--lang", "fr"), "--lang fr: must be zh-Hans"),
    ],
)
def test_a_template_of_another_kind_is_wrong_usage(
    folder: Path, capsys: pytest.CaptureFixture[str], arguments: tuple[str, ...], problem: str
) -> None:
    assert call(folder, "timetable", *arguments) == 2

    assert problem in capsys.readouterr().err
