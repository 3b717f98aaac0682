"""`jiaxiao survey` as an operator types it."""

from __future__ import annotations

import asyncio
import json
import sys
from collections.abc import Awaitable, Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
import structlog

from bot.app import Services, open_services
from bot.cli import run_command
from bot.config import load
from bot.i18n.languages import Language
from bot.surveys.taps import SurveyHandIn
from tests.support.surveys import READY, TWO_QUESTIONS

FAMILIES = 12


@pytest.fixture(autouse=True)
def _events_to_standard_error() -> Iterator[None]:
    """Send events where the command sends them, for as long as a test lasts."""
    structlog.configure(logger_factory=lambda *_: structlog.PrintLogger(sys.stderr))
    yield
    structlog.reset_defaults()


@pytest.fixture
def folder(tmp_path: Path, database_url: str) -> Path:
    """A folder with a configuration, a survey, and a school with twelve families."""
    (tmp_path / "config.yaml").write_text(
        f"database: {{url: '{database_url}'}}\nsurveys: {{keys_path: '{tmp_path / 'keys'}'}}\n",
        encoding="utf-8",
    )
    (tmp_path / "short.yaml").write_text(TWO_QUESTIONS, encoding="utf-8")
    act(tmp_path, settle)
    return tmp_path


async def settle(services: Services) -> None:
    school = await services.office.add_school("阳光小学", "example")
    class_id = await services.office.add_class(school, 3, "三（1）班")
    for number in range(1, FAMILIES + 1):
        invitation = await services.office.invite_family(class_id, seat=number)
        await services.membership.join(number, Language.ZH_HANS, invitation.code)


async def answer_all(services: Services) -> None:
    wave = await services.surveys.wave(1)
    for number in range(1, FAMILIES + 1):
        tap = SurveyHandIn(wave.id, 3, "01" if number % 2 else "10", tag=wave.tag)
        await services.surveys.press(number, tap, Language.ZH_HANS)
        await services.surveys.comment(number, wave.name, f"=留言{number}", Language.ZH_HANS)


def act(folder: Path, work: Callable[[Services], Awaitable[None]]) -> None:
    async def opened() -> None:
        async with open_services(load(folder / "config.yaml")) as services:
            await work(services)

    asyncio.run(opened())


def call(folder: Path, *arguments: str) -> int:
    return run_command(["--config", str(folder / "config.yaml"), "survey", *arguments])


def told(capsys: pytest.CaptureFixture[str]) -> Any:
    return json.loads(capsys.readouterr().out)


def open_one(folder: Path, *options: str) -> int:
    return call(folder, "open", str(folder / "short.yaml"), "--school", "1", *options)


def test_from_opening_to_the_exported_files(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert open_one(folder, "--json") == 0
    opened = told(capsys)
    assert (opened["id"], opened["invited"]) == (1, FAMILIES)
    act(folder, answer_all)
    capsys.readouterr()

    assert call(folder, "results", "1", "--json") == 0
    assert told(capsys) == {
        "survey": "short",
        "wave": 1,
        "state": "open",
        "invited": FAMILIES,
        "responses": 10,
    }

    assert call(folder, "close", "1") == 0
    assert "少 50%" in capsys.readouterr().out
    assert call(folder, "results", "1", "--json") == 0
    assert told(capsys)["responses"] == FAMILIES
    for kind in ("csv", "xlsx", "json"):
        assert call(folder, "export", "1", "--format", kind, "-o", str(folder / kind)) == 0
    assert "'=留言7" in (folder / "csv").read_text(encoding="utf-8-sig")
    assert call(folder, "chart", "1", "-o", str(folder / "a.png")) == 0
    assert (folder / "a.png").read_bytes().startswith(b"\x89PNG")
    assert call(folder, "chart", "1", "--trend", "-o", str(folder / "b.png")) == 0
    assert (folder / "b.png").read_bytes().startswith(b"\x89PNG")
    assert call(folder, "export", "1", "--format", "pdf", "-o", str(folder / "a.pdf")) == 0
    assert (folder / "a.pdf").read_bytes().startswith(b"%PDF")
    assert list((folder / "keys").iterdir()) == []


def test_figures_of_some_grades(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    open_one(folder)
    act(folder, answer_all)
    call(folder, "close", "1")
    capsys.readouterr()

    assert call(folder, "results", "1", "--grades", "1-3,9", "--json") == 0
    found = told(capsys)
    assert found["grades"] == [1, 2, 3, 9]
    assert [group["group"] for group in found["groups"]] == ["grades-1-2-3-9", "grade-3"]
    assert call(folder, "results", "1", "--grades", "4", "--json") == 0
    assert told(capsys)["groups"] == [{"group": "grades-4", "suppressed": True}]
    out = folder / "some.csv"
    options = ("--format", "csv", "--grades", "3", "-o", str(out))
    assert call(folder, "export", "1", *options) == 0
    written = out.read_text(encoding="utf-8-sig")
    assert "所选年级" in written
    assert "留言" not in written.partition("方法与隐去说明")[0]


@pytest.mark.parametrize("grades", ["0", "3-1", "a", "1,,2", ""])
def test_grades_that_are_none_are_refused(
    folder: Path, capsys: pytest.CaptureFixture[str], grades: str
) -> None:
    capsys.readouterr()

    assert call(folder, "results", "1", "--grades", grades) == 2
    assert f"--grades {grades}: write grades from 1 to 9" in capsys.readouterr().err


@pytest.mark.parametrize("what", [["chart"], ["export", "--format", "csv"]])
def test_before_closing_no_file_is_written(
    folder: Path, capsys: pytest.CaptureFixture[str], what: list[str]
) -> None:
    open_one(folder)
    capsys.readouterr()
    command, *options = what

    assert call(folder, command, "1", *options, "-o", str(folder / "a"), "--json") == 1

    captured = capsys.readouterr()
    assert json.loads(captured.out)["state"] == "open"
    assert "before it is closed" in captured.err
    assert not (folder / "a").exists()


def test_surveys_are_listed(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    open_one(folder, "--until", "2099-01-31T20:00")
    capsys.readouterr()

    assert call(folder, "list", "--json") == 0

    [row] = told(capsys)
    assert (row["id"], row["survey"], row["state"]) == (1, "short", "open")
    assert row["closes_at"] == "2099-01-31T20:00"


@pytest.mark.parametrize(
    ("until", "sentence"),
    [
        ("tomorrow", "--until tomorrow: write day and time like"),
        ("2099-01-31", "--until 2099-01-31: write day and time like"),
        ("2020-01-31T20:00", "--until: this time is over"),
    ],
)
def test_a_deadline_that_cannot_be_is_refused(
    folder: Path, capsys: pytest.CaptureFixture[str], until: str, sentence: str
) -> None:
    capsys.readouterr()

    assert open_one(folder, "--until", until) in {1, 2}
    assert sentence in capsys.readouterr().err
    assert call(folder, "list", "--json") == 0
    assert told(capsys) == []


def test_a_mistake_in_the_file_is_named_with_its_line(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (folder / "short.yaml").write_text(TWO_QUESTIONS.replace("version: 1", "version: one"))
    capsys.readouterr()

    assert open_one(folder) == 1
    assert "short.yaml, line 3: version: " in capsys.readouterr().err


@pytest.mark.parametrize("what", [["close", "9"], ["results", "9"], ["chart", "9", "-o", "a.png"]])
def test_a_number_that_is_not_there_is_named(
    folder: Path, capsys: pytest.CaptureFixture[str], what: list[str]
) -> None:
    assert call(folder, *what) == 1
    assert "Survey 9: there is none with this number" in capsys.readouterr().err


def test_a_lost_key_is_said_plainly(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    open_one(folder)
    for key in (folder / "keys").iterdir():
        key.unlink()
    capsys.readouterr()

    assert call(folder, "close", "1", "--json") == 1

    captured = capsys.readouterr()
    assert json.loads(captured.out)["state"] == "lost"
    assert "its key file is gone from surveys.keys_path" in captured.err


def test_the_ready_surveys_can_be_opened(folder: Path) -> None:
    for path in READY.glob("*.yaml"):
        assert call(folder, "open", str(path), "--school", "1") == 0


def test_an_export_into_a_missing_folder_is_refused(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    open_one(folder)
    call(folder, "close", "1")
    path = folder / "absent" / "a.csv"
    capsys.readouterr()

    assert call(folder, "export", "1", "--format", "csv", "-o", str(path)) == 1
    assert "cannot be written" in capsys.readouterr().err


def test_whoever_looks_at_figures_stands_in_the_account(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    open_one(folder)
    act(folder, answer_all)
    call(folder, "results", "1")
    call(folder, "close", "1")
    call(folder, "results", "1", "--json")
    call(folder, "export", "1", "--format", "csv", "-o", str(folder / "a.csv"))
    capsys.readouterr()

    assert run_command(["--config", str(folder / "config.yaml"), "audit", "list", "--json"]) == 0

    entries = json.loads(capsys.readouterr().out)
    looks = [each["details"]["kind"] for each in entries if each["action"] == "survey.exported"]
    assert looks == ["terminal", "csv"]
