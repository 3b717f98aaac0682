"""The command line keeps its promises: names, exit codes, JSON fields, help with examples."""

from __future__ import annotations

import asyncio
import csv
import json
import shutil
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
import typer
from typer.core import TyperGroup

from bot.app import open_services
from bot.cli import application
from bot.clock import SCHOOL_ZONE, SystemClock
from bot.config import load
from tests.support.clocks import AT_ANY_HOUR
from tests.support.command_line import Desk
from tests.support.crowd import a_school_of, meet
from tests.support.processes import a_sandbox_process, a_service, jiaxiao
from tests.support.town import TOKEN, a_sandbox, write_config

KNOWLEDGE = Path(__file__).parents[2] / "knowledge"
SLOTS = """\
class,weekday,start,end,title,place,teacher
三年级(1)班,1,16:00,17:30,书法,一楼美术室,李老师
"""
CALENDAR = """\
terms:
  - {from: 2026-09-01, to: 2027-01-22, name: 第一学期}
days_off:
  - {date: 2026-11-06, name: 运动会}
"""


@pytest.fixture(scope="module")
def telegram() -> Iterator[str]:
    with a_sandbox_process("--username", "yangguang_bot") as base_url:
        yield base_url


@pytest.fixture
def empty(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Desk:
    monkeypatch.chdir(tmp_path)
    return Desk(tmp_path, capsys)


@pytest.fixture
def desk(empty: Desk, database_template: Path) -> Desk:
    shutil.copy(database_template, "jiaxiao.db")
    return empty


@pytest.fixture
def school(desk: Desk) -> Desk:
    """A school with one class of 30 families, each of one parent."""
    asyncio.run(_fill())
    return desk


async def _fill() -> None:
    async with open_services(load()) as services:
        assert await a_school_of(services, range(1, 31)) == 1


def commands(group: TyperGroup, context: typer.Context) -> Iterator[list[str]]:
    for name in group.list_commands(context):
        command = group.get_command(context, name)
        if isinstance(command, TyperGroup):
            yield from ([name, *rest] for rest in commands(command, context))
        else:
            yield [name]


def every_command() -> list[str]:
    group = typer.main.get_command(application())
    assert isinstance(group, TyperGroup)
    return [" ".join(words) for words in commands(group, typer.Context(group))]


@pytest.mark.parametrize("command", every_command())
def test_every_command_explains_itself_with_an_example(empty: Desk, command: str) -> None:
    shown = empty.types(*command.split(), "--help")

    assert shown.code == 0
    assert f"Usage: jiaxiao {command}" in shown.out
    example = " ".join(shown.out.split()).split("Example")[1]
    assert f"jiaxiao {command}" in example


@pytest.mark.parametrize(
    "arguments",
    [
        ["--config", "other.yaml", "--json", "school", "add", "阳光小学", "--region", "x"],
        ["school", "--json", "add", "--config=other.yaml", "阳光小学", "--region", "x"],
        ["school", "add", "阳光小学", "--region", "x", "--config", "other.yaml", "--json"],
    ],
)
def test_config_and_json_may_stand_before_and_after_the_command(
    empty: Desk, database_template: Path, arguments: list[str]
) -> None:
    shutil.copy(database_template, "elsewhere.db")
    Path("other.yaml").write_text("database: {url: 'sqlite:///elsewhere.db'}\n", encoding="utf-8")

    done = empty.types(*arguments)

    assert (done.code, json.loads(done.out), done.err) == (0, {"id": 1}, "")
    assert not Path("jiaxiao.db").exists()


def test_a_setting_of_the_environment_wins_over_the_file(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    Path("config.yaml").write_text("database: {url: 'sqlite:///absent.db'}\n", encoding="utf-8")
    monkeypatch.setenv("JIAXIAO__DATABASE__URL", "sqlite:///jiaxiao.db")

    assert desk.gets("db", "check") == {"state": "current"}


def test_a_database_is_made_checked_backed_up_and_put_back(empty: Desk) -> None:
    assert "jiaxiao db upgrade" in empty.types("db", "check").err
    assert empty.types("db", "check", "--json").code == 1
    assert not Path("jiaxiao.db").exists()

    assert empty.gets("db", "upgrade") == {"state": "current"}
    assert empty.gets("db", "upgrade") == {"state": "current"}
    assert empty.types("db", "check").out == "Database: current\n"
    first = empty.gets("school", "add", "阳光小学", "--region", "example")["id"]
    assert empty.gets("db", "backup", "kept.db") == {"file": "kept.db", "lapsed": []}
    second = empty.gets("school", "add", "春晖小学", "--region", "example")["id"]
    assert empty.gets("db", "restore", "kept.db") == {
        "file": "kept.db", "notices": [], "surveys": [],
    }  # fmt: skip

    add = ("class", "add", "--grade", "2", "--name", "二年级(1)班", "--school")
    assert empty.gets(*add, str(first))["id"] == 1
    assert empty.types(*add, str(second)).code == 1
    assert "kept.db: exists already" in empty.is_refused("db", "backup", "kept.db", code=2)


def test_an_invitation_gets_its_link_once_telegram_has_told_the_bots_name(
    school: Desk, telegram: str
) -> None:
    before = school.gets("people", "invite", "--class", "1", "--seat", "12")
    Path("config.yaml").write_text(
        f"telegram: {{token: '{TOKEN}', base_url: '{telegram}'}}\n", encoding="utf-8"
    )
    checked = school.gets("check")
    after = school.gets("people", "invite", "--staff", "teacher", "--class", "1")

    assert before["link"] is None
    assert "jiaxiao check" in before["hint"]
    assert {"code", "expires_at"} <= before.keys()
    assert checked["ok"] is True
    assert [one["part"] for one in checked["checks"]] == [
        "configuration", "database", "knowledge", "calendar", "mirrors", "telegram",
    ]  # fmt: skip
    assert after["link"] == f"https://t.me/yangguang_bot?start={after['code']}"


STATUS_FIELDS = {
    "id", "state", "recipients", "pending", "sending", "delivered", "failed", "ambiguous",
    "cancelled", "confirmed", "children", "children_unreached",
}  # fmt: skip


def test_a_notice_is_planned_listed_looked_at_and_stopped(school: Desk) -> None:
    due = (SystemClock().now() + timedelta(days=2)).astimezone(SCHOOL_ZONE)
    noon = f"{due:%Y-%m-%d}T12:00"

    sent = school.gets(
        *("notice", "send", "--to", "class:1", "--to", "staff:1", "--text", "周五放假。"),
        *("--at", noon, "--confirm"),
    )
    listed = school.gets("notice", "list")
    status = school.gets("notice", "status", "1")
    school.gets("notice", "cancel", "1")
    watched = json.loads(school.types("notice", "watch", "1", "--json").out)

    assert sent.keys() >= STATUS_FIELDS
    assert (sent["id"], sent["state"], sent["send_at"][:16]) == (1, "scheduled", noon)
    assert status.keys() >= STATUS_FIELDS
    assert [(one["id"], one["to"], one["text"]) for one in listed] == [
        (1, ["class:1", "staff:1"], "周五放假。")
    ]
    assert watched["state"] == "cancelled"


def test_a_notice_in_quiet_hours_is_scheduled_and_says_when_it_goes_out(school: Desk) -> None:
    late = (SystemClock().now() + timedelta(days=2)).astimezone(SCHOOL_ZONE)

    sent = school.gets(
        *("notice", "send", "--to", "class:1", "--text", "明天穿校服。"),
        *("--at", f"{late:%Y-%m-%d}T23:00"),
    )

    assert sent["state"] == "scheduled"
    assert sent["send_at"][11:16] == "07:00"


async def test_a_script_sends_and_watches_while_the_service_runs(
    tmp_path: Path, database_template: Path
) -> None:
    shutil.copy(database_template, tmp_path / "school.db")
    async with a_sandbox() as (sandbox, _):
        config = write_config(tmp_path, sandbox, {})
        async with open_services(load(config)) as services:
            await a_school_of(services, range(1, 31))
        meet(sandbox, range(1, 31))
        async with a_service(config) as service:
            await service.until_ready()
            (tmp_path / "notice.txt").write_text("明天秋游，请带水壶。\n", encoding="utf-8")
            send = ("notice", "send", "--to", "class:1", "--file", "notice.txt", "--json")
            why = ("--despite", AT_ANY_HOUR)
            sent = json.loads((await jiaxiao(tmp_path, *send, *why)).out)
            watched = await jiaxiao(tmp_path, "notice", "watch", str(sent["id"]), "--json")

        assert sent["recipients"] == 30
        status = json.loads(watched.out)
        assert (status["state"], status["delivered"]) == ("sent", 30)
        assert all("\n明天秋游，请带水壶。\n" in one.text for one in sandbox.ledger.sends)


def test_the_after_school_service_and_the_calendar_are_imported_and_shown(school: Desk) -> None:
    Path("slots.csv").write_text(SLOTS, encoding="utf-8-sig")
    Path("calendar.yaml").write_text(CALENDAR, encoding="utf-8")
    week = ("timetable", "show", "--school", "1", "--from", "2026-11-02", "--to", "2026-11-08")

    assert school.gets("timetable", "import", "slots.csv", "--school", "1", "--dry-run")["slots"]
    assert school.gets(*week) == []
    assert school.gets("timetable", "import", "slots.csv", "--school", "1")["classes"] == 1
    assert school.gets("calendar", "import", "calendar.yaml", "--school", "1")
    assert school.gets("calendar", "show", "--school", "1")["terms"]

    (row,) = school.gets(*week, "--class", "1")
    assert row.keys() >= {
        "date", "start", "end", "class", "title", "place", "teacher", "state", "why",
    }  # fmt: skip
    assert (row["date"], row["start"], row["state"]) == ("2026-11-02", "16:00", "on")


def test_a_survey_is_opened_closed_shown_drawn_and_exported(school: Desk) -> None:
    opened = school.gets("survey", "open", str(KNOWLEDGE / "surveys/pulse.yaml"), "--school", "1")
    while_open = school.gets("survey", "results", "1")
    refused = school.types("survey", "export", "1", "--format", "csv", "-o", "early.csv")
    closed = school.gets("survey", "close", "1")
    results = school.gets("survey", "results", "1")
    for kind in ("csv", "xlsx", "json"):
        school.gets("survey", "export", "1", "--format", kind, "-o", f"figures.{kind}")
    school.gets("survey", "chart", "1", "-o", "figures.png")

    assert opened["id"] == 1
    assert (while_open["state"], while_open["invited"]) == ("open", 30)
    assert "figures" not in json.dumps(while_open)
    assert refused.code == 1
    assert not Path("early.csv").exists()
    assert {"survey", "wave", "state", "responses", "groups"} <= results.keys() == closed.keys()
    with Path("figures.csv").open(encoding="utf-8-sig", newline="") as file:
        assert next(csv.reader(file)) == [
            "wave", "group", "n", "question", "answer", "count", "share", "low", "high",
            "suppressed",
        ]  # fmt: skip
    assert json.loads(Path("figures.json").read_text(encoding="utf-8"))
    assert Path("figures.xlsx").read_bytes().startswith(b"PK")
    assert Path("figures.png").read_bytes().startswith(b"\x89PNG")
    assert [one["state"] for one in school.gets("survey", "list")] == ["closed"]


def test_knowledge_is_checked_asked_and_scored(empty: Desk) -> None:
    Path("batch.jsonl").write_text(
        '{"n": 7, "q": "课后服务必须参加吗", "grade": 3}\n{"n": 8, "q": "谢谢"}\n',
        encoding="utf-8",
    )
    Path("labelled.yaml").write_text(
        "- {n: 1, q: 课后服务必须参加吗, label: answer, accept: [ass-voluntary]}\n",
        encoding="utf-8",
    )

    checked = empty.gets("knowledge", "check")
    answered = empty.types("knowledge", "ask", "--batch", "batch.jsonl")
    scored = empty.types("knowledge", "score", "labelled.yaml", "--json")

    assert checked["entries"] >= 40
    assert checked["problems"] == []
    first, second = map(json.loads, answered.out.splitlines())
    assert {"n", "decision", "topics", "text", "ms"} <= first.keys()
    assert (first["n"], first["decision"], len(first["topics"])) == (7, "answer", 3)
    assert (second["n"], second["decision"]) == (8, "smalltalk")
    assert scored.code == 0
    assert json.loads(scored.out)
