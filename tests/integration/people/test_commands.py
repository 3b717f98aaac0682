"""What the office types: lists, slips, posters, seats, names."""

from __future__ import annotations

import asyncio
import csv
from pathlib import Path

import pytest
from openpyxl import load_workbook

from bot.app import open_services
from bot.clock import SCHOOL_ZONE, SystemClock, today
from bot.config import load
from bot.people.promotion import year_of
from tests.support.command_line import Desk


@pytest.fixture
def desk(
    tmp_path: Path,
    database_template: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> Desk:
    """A folder with one school whose third grade is on the list."""
    (tmp_path / "school.db").write_bytes(database_template.read_bytes())
    (tmp_path / "config.yaml").write_text("database:\n  url: sqlite:///school.db\n")
    (tmp_path / "list.csv").write_text("class,seat\n三年级1班,1\n三年级1班,2\n", "utf-8")
    monkeypatch.chdir(tmp_path)
    found = Desk(tmp_path, capsys)
    found.gets("school", "add", "阳光小学", "--region", "example")
    found.gets("people", "import", "list.csv", "--school", "1")
    return found


def the_bot_is_known(desk: Desk) -> None:
    async def remember() -> None:
        async with open_services(load(desk.folder / "config.yaml")) as services:
            await services.people.remember_bot_name("sunshine_school_bot")

    asyncio.run(remember())


def test_an_import_answers_in_words_and_in_json(desk: Desk) -> None:
    again = desk.gets("people", "import", "list.csv", "--school", "1", "--dry-run")
    told = desk.types("people", "import", "list.csv", "--school", "1").out

    (one,) = again["classes"]
    assert (one["id"], one["name"], one["known"], again["dry_run"]) == (1, "三年级1班", 2, True)
    assert "三年级1班 (grade 3, number 1): 0 new, 2 there already" in told


def test_every_problem_is_a_line_of_its_own(desk: Desk) -> None:
    (desk.folder / "bad.csv").write_text("班级,座号\n三年级1班,0\n三年级1班,x\n", "gbk")

    done = desk.types("people", "import", "bad.csv", "--school", "1")

    assert (done.code, done.out) == (1, "")
    assert [line[:11] for line in done.err.splitlines()] == ["row 2, 座号: ", "row 3, 座号: "]


def test_seats_are_listed_corrected_and_removed(desk: Desk) -> None:
    assert desk.gets("people", "change-seat", "--class", "1", "--seat", "2", "--to", "12") == {
        "class": 1,
        "seat": 12,
        "before": 2,
    }
    desk.gets("people", "remove-seat", "--class", "1", "--seat", "1")

    assert desk.gets("people", "seats", "--class", "1") == [{"seat": 12, "chats": 0}]
    line = desk.is_refused("people", "remove-seat", "--class", "1", "--seat", "1", code=1)
    assert line == "--seat 1: the class has no such seat."


def test_nothing_is_printed_before_the_bots_name_is_known(desk: Desk) -> None:
    line = desk.is_refused("people", "poster", "--class", "1", "-o", "poster.pdf", code=1)

    assert line.startswith("The bot's name is not known yet")
    assert not (desk.folder / "poster.pdf").exists()


@pytest.mark.parametrize(("name", "begins"), [("p.pdf", b"%PDF-"), ("p.PNG", b"\x89PNG")])
def test_a_poster_is_written(desk: Desk, name: str, begins: bytes) -> None:
    the_bot_is_known(desk)

    made = desk.gets("people", "poster", "--class", "1", "-o", name, "--lang", "en")

    assert (made["file"], made["codes"]) == (name, 1)
    assert (desk.folder / name).read_bytes().startswith(begins)


def test_slips_are_written_for_every_seat(desk: Desk) -> None:
    the_bot_is_known(desk)

    for name in ("slips.csv", "slips.xlsx", "slips.pdf"):
        made = desk.gets("people", "invite", "--class", "1", "--all-seats", "-o", name)
        assert made["codes"] == 2

    with (desk.folder / "slips.csv").open(encoding="utf-8-sig") as file:
        rows = list(csv.DictReader(file))
    assert [row["seat"] for row in rows] == ["1", "2"]
    assert all(row["link"].endswith(row["code"]) for row in rows)
    sheet = load_workbook(desk.folder / "slips.xlsx").active
    assert sheet is not None
    assert sheet.max_row == 3
    assert (desk.folder / "slips.pdf").read_bytes().startswith(b"%PDF-")
    assert desk.gets("people", "revoke", "--class", "1", "--seats") == {"revoked": 6}


@pytest.mark.parametrize(
    ("arguments", "line"),
    [
        (("--all-seats",), "--all-seats: name a --class and a file"),
        (("--all-seats", "-o", "a.pdf", "--seat", "1"), "--all-seats: name a --class"),
        (("--all-seats", "-o", "a.txt"), "-o a.txt: must end in .csv, .xlsx or .pdf"),
        (("--all-seats", "-o", "absent/a.pdf"), "-o absent/a.pdf: there is no such folder"),
    ],
)
def test_a_wish_for_slips_that_cannot_be_met_makes_no_code(
    desk: Desk, arguments: tuple[str, ...], line: str
) -> None:
    the_bot_is_known(desk)

    assert desk.is_refused("people", "invite", "--class", "1", *arguments, code=2).startswith(line)
    assert desk.gets("people", "revoke", "--class", "1", "--seats") == {"revoked": 0}


def test_district_staff_are_invited_for_a_region(desk: Desk) -> None:
    made = desk.gets("people", "invite", "--staff", "district", "--region", "example")

    assert made["code"]
    line = desk.is_refused("people", "invite", "--staff", "editor", code=2)
    assert line.startswith("--region: name the region")


def test_a_class_is_renamed(desk: Desk) -> None:
    assert desk.gets("class", "rename", "--class", "1", "--name", "2024级1班") == {
        "id": 1,
        "name": "2024级1班",
    }


def test_a_school_is_not_added_twice(desk: Desk) -> None:
    line = desk.is_refused("school", "add", "阳光小学", "--region", "example", code=1)

    assert line == "NAME: the region example has a school 阳光小学 already, number 1."


def test_a_school_moves_up_after_a_look(desk: Desk) -> None:
    day = today(SystemClock(SCHOOL_ZONE))
    moves = ("school", "move-up", "--school", "1", "--on", day.isoformat())

    looked = desk.types(*moves, "--dry-run")
    done = desk.gets(*moves, "--yes")
    again = desk.is_refused(*moves, "--yes", code=1)

    assert "三年级1班 (grade 3) -> 四年级1班 (4)" in looked.out
    assert "Nothing has changed." in looked.out
    (one,) = done["classes"]
    assert (one["new_name"], one["new_grade"], one["leaves"]) == ("四年级1班", 4, False)
    assert f"have moved up for the school year {year_of(day)} already" in again


@pytest.mark.parametrize(
    ("arguments", "line"),
    [
        (("move-up", "--school", "1"), "--yes: add it where nobody can be asked"),
        (("move-up", "--school", "1", "--on", "soon", "--yes"), "--on soon: must be a day"),
        (("move-up", "--school", "1", "--on", "1999-09-01", "--yes"), "--on 1999-09-01: must be"),
        (("graduate", "--school", "1"), "--yes: add it where nobody can be asked"),
    ],
)
def test_nothing_moves_up_by_a_slip(desk: Desk, arguments: tuple[str, ...], line: str) -> None:
    assert desk.is_refused("school", *arguments, code=2).startswith(line)
    assert desk.gets("school", "graduate", "--school", "1", "--yes") == []


def test_schools_and_classes_are_listed_with_their_numbers(desk: Desk) -> None:
    desk.gets("class", "add", "--school", "1", "--grade", "7", "--name", "初一1班")

    assert desk.gets("school", "list") == [{"id": 1, "name": "阳光小学", "region": "example"}]
    assert [(one["id"], one["grade"]) for one in desk.gets("class", "list", "--school", "1")] == [
        (1, 3),
        (2, 7),
    ]
    assert "    1  阳光小学  example\n" in desk.types("school", "list").out
    assert "    2  grade 7  初一1班\n" in desk.types("class", "list", "--school", "1").out


def test_the_classes_of_no_school_are_refused(desk: Desk) -> None:
    assert desk.is_refused("class", "list", "--school", "9", code=1) == (
        "School 9: there is none with this number."
    )
