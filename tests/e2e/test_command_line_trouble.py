"""Bad input on the command line: one clear sentence each, nothing half done, no secret shown."""

from __future__ import annotations

import asyncio
import shutil
import socket
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest

from bot.storage import database as database_module
from bot.storage import migrate
from tests.integration.storage.other_process import other_process
from tests.support.command_line import Desk
from tests.support.processes import Finished, a_sandbox_process, jiaxiao
from tests.support.town import TOKEN

HEADER = "class,weekday,start,end,title,place,teacher"
ADD_SCHOOL = ("school", "add", "阳光小学", "--region", "example")
ADD_CLASS = ("class", "add", "--school", "1", "--grade", "2", "--name", "二年级(1)班")


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
def refusing() -> Iterator[str]:
    """A Telegram that knows another token than ours."""
    with a_sandbox_process(
        "--token", "7000000001:ANOTHER-token-altogether-0000000000"
    ) as base_url:
        yield base_url


def configured(text: str) -> None:
    Path("config.yaml").write_text(text, encoding="utf-8")


def run(desk: Desk, *arguments: str) -> Finished:
    """Run a command that would not end by itself, in a process of its own."""
    return asyncio.run(jiaxiao(desk.folder, *arguments))


def rows(table: str) -> int:
    with closing(sqlite3.connect("jiaxiao.db")) as connection:
        (count,) = connection.execute(f"SELECT count(*) FROM {table}").fetchone()
        return int(count)


# Configuration


def test_broken_yaml_is_named_by_file_and_line(desk: Desk) -> None:
    configured("timezone: Asia/Shanghai\ntelegram:\n  token: [1\n")

    sentence = desk.is_refused(*ADD_SCHOOL, code=2)

    assert sentence.startswith("config.yaml, line ")
    assert rows("schools") == 0


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("telegram:\n  tokn: '1:abc'\n", "telegram.tokn: unknown key"),
        ("delivry:\n  in_flight: 4\n", "delivry: unknown key"),
        ("delivery:\n  in_flight: many\n", "delivery.in_flight: "),
        ("quiet_hours:\n  primary: late\n", "quiet_hours.primary: "),
        ("timezone: Mars/Base\n", "timezone: is not a known time zone"),
        ("database:\n  url: mysql://root:geheim@host/x\n", "database.url: only sqlite"),
        ("database:\n  url: 'sqlite://'\n", "database.url: name a file"),
    ],
)
def test_a_key_that_cannot_be_used_is_named(desk: Desk, text: str, key: str) -> None:
    configured(text)

    done = desk.types(*ADD_SCHOOL)

    assert done.err.startswith(key)
    assert len(done.err.splitlines()) == 1
    assert "geheim" not in done.err
    assert (done.code, rows("schools")) == (2, 0)


def test_an_unknown_key_suggests_the_nearest(desk: Desk) -> None:
    configured("telegram:\n  tokn: '1:abc'\n")

    assert "Did you mean telegram.token?" in desk.is_refused("notice", "list", code=2)


def test_an_unknown_name_in_the_environment_is_refused_too(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("JIAXIAO__TELEGRAM__TOKKEN", "7000000001:geheim")

    sentence = desk.is_refused("notice", "list", code=2)

    assert "JIAXIAO__TELEGRAM__TOKKEN: unknown setting in the environment" in sentence
    assert "JIAXIAO__TELEGRAM__TOKEN" in sentence
    assert "geheim" not in sentence


def test_a_configuration_that_is_not_there_is_named(desk: Desk) -> None:
    sentence = desk.is_refused("notice", "list", "--config", "other.yaml", code=2)

    assert sentence == "other.yaml: there is no such file; copy config.example.yaml."


# Files


@pytest.mark.parametrize(
    ("row", "named"),
    [
        ("四年级(9)班,3,16:00,17:30,书法,一楼,李老师", "四年级(9)班"),
        ("二年级(1)班,8,16:00,17:30,书法,一楼,李老师", "weekday"),
        ("二年级(1)班,3,17:30,16:00,书法,一楼,李老师", "end"),
    ],
)
def test_a_csv_with_a_bad_row_names_the_row_and_imports_nothing(
    desk: Desk, row: str, named: str
) -> None:
    desk.gets(*ADD_SCHOOL)
    desk.gets(*ADD_CLASS)
    good = "二年级(1)班,1,16:00,17:30,书法,一楼,李老师"
    Path("slots.csv").write_text(f"{HEADER}\n{good}\n{row}\n", encoding="utf-8")

    sentence = desk.is_refused("timetable", "import", "slots.csv", "--school", "1", code=1)

    assert "row 3" in sentence
    assert named in sentence
    assert rows("slots") == 0


@pytest.mark.parametrize(
    ("arguments", "named"),
    [
        (("timetable", "import", "absent.csv", "--school", "1"), "absent.csv"),
        (("calendar", "import", "absent.yaml", "--school", "1"), "absent.yaml"),
        (("survey", "open", "absent.yaml", "--school", "1"), "absent.yaml"),
        (("notice", "send", "--to", "class:1", "--file", "absent.txt"), "--file absent.txt"),
        (("db", "restore", "absent.db"), "absent.db"),
        (("knowledge", "score", "absent.yaml"), "absent.yaml"),
        (("knowledge", "ask", "--batch", "absent.jsonl"), "absent.jsonl"),
    ],
)
def test_a_file_that_is_not_there_is_named(
    desk: Desk, arguments: tuple[str, ...], named: str
) -> None:
    desk.gets(*ADD_SCHOOL)

    done = desk.types(*arguments)

    assert done.code in (1, 2)
    assert named in done.err
    assert len(done.err.splitlines()) == 1
    assert "Traceback" not in done.err


# Arguments


@pytest.mark.parametrize(
    ("arguments", "named"),
    [
        (("notice", "send", "--to", "everybody", "--text", "x"), "--to everybody"),
        (("notice", "send", "--to", "class:1"), "--text"),
        (("notice", "send", "--to", "class:1", "--text", "x", "--at", "soon"), "--at soon"),
        (("notice", "send", "--to", "class:1", "--text", "x", "--urgent"), "--reason"),
        (("people", "invite"), "--class"),
        (("class", "add", "--school", "1", "--grade", "12", "--name", "高三"), "--grade 12"),
        (("people", "invite", "--staff", "headmaster", "--school", "1"), "--staff headmaster"),
        (("timetable", "show", "--school", "1", "--from", "1", "--to", "2"), "--from 1"),
        (("run", "--only", "chatt"), "--only chatt"),
        (("demo", "--at", "dawn"), "--at dawn"),
    ],
)
def test_an_option_that_cannot_be_used_is_named(
    desk: Desk, arguments: tuple[str, ...], named: str
) -> None:
    assert named in desk.is_refused(*arguments, code=2)


@pytest.mark.parametrize(
    "arguments",
    [
        ("class", "add", "--school", "7", "--grade", "2", "--name", "二年级(1)班"),
        ("people", "invite", "--class", "7"),
        ("people", "invite", "--staff", "teacher", "--class", "7"),
        ("notice", "send", "--to", "class:7", "--text", "x"),
        ("notice", "send", "--to", "school:1", "--text", "还没有家长。"),
        ("notice", "send", "--to", "school:1", "--text", "　"),
        ("notice", "status", "7"),
        ("notice", "cancel", "7"),
        ("timetable", "show", "--school", "7", "--from", "2026-11-02", "--to", "2026-11-08"),
        ("calendar", "show", "--school", "7"),
        ("survey", "close", "7"),
        ("survey", "results", "7"),
        ("survey", "chart", "7", "-o", "x.png"),
    ],
)
def test_what_is_not_there_or_cannot_be_is_one_sentence_and_exit_code_1(
    desk: Desk, arguments: tuple[str, ...]
) -> None:
    desk.gets(*ADD_SCHOOL)

    sentence = desk.is_refused(*arguments, code=1)

    assert sentence.endswith(".")
    assert (rows("notices"), rows("classes"), rows("invitations")) == (0, 0, 0)
    assert not Path("x.png").exists()


# Telegram and ports


def test_a_token_that_telegram_refuses_is_named_by_its_key(desk: Desk, refusing: str) -> None:
    configured(f"telegram: {{token: '{TOKEN}', base_url: '{refusing}'}}\n")

    checked = desk.types("check")
    ran = run(desk, "run")

    assert checked.code == 1
    assert "telegram.token: Telegram refuses this token" in checked.out
    assert ran.code == 2
    assert "telegram.token: Telegram refuses this token" in ran.err
    assert "Traceback" not in ran.err
    for shown in (checked.out, checked.err, ran.out, ran.err):
        assert TOKEN not in shown


def test_a_missing_token_is_named_by_its_key(desk: Desk) -> None:
    ran = run(desk, "run")

    assert (ran.code, ran.err) == (
        2, "telegram.token: put the token from @BotFather into config.yaml.\n",
    )  # fmt: skip
    assert desk.types("check").code == 1


def test_a_proxy_of_an_unknown_kind_is_named_by_its_key_and_keeps_its_password(
    desk: Desk,
) -> None:
    configured(f"telegram: {{token: '{TOKEN}', proxy: 'socks4://name:geheim@host:1'}}\n")

    checked, ran = desk.types("check"), run(desk, "run")

    assert checked.code == 1
    assert "telegram.proxy: write http://host:port" in checked.out
    assert "configuration" in checked.out
    assert (ran.code, len(ran.err.splitlines())) == (2, 1)
    assert "geheim" not in checked.out + checked.err + ran.err


def test_telegram_out_of_reach_is_one_line_of_the_check(desk: Desk) -> None:
    with closing(socket.create_server(("127.0.0.1", 0))) as listener:
        port = listener.getsockname()[1]
    configured(f"telegram: {{token: '{TOKEN}', base_url: 'http://127.0.0.1:{port}/bot'}}\n")

    checked = desk.types("check")

    assert checked.code == 1
    assert "telegram.base_url: Telegram cannot be reached" in checked.out
    assert TOKEN not in checked.out + checked.err


@contextmanager
def a_taken_port() -> Iterator[int]:
    with closing(socket.create_server(("127.0.0.1", 0))) as listener:
        yield listener.getsockname()[1]


@pytest.mark.parametrize("command", ["sandbox", "demo"])
def test_a_port_that_is_taken_is_named(desk: Desk, command: str) -> None:
    with a_taken_port() as port:
        ran = run(desk, command, "--port", str(port))

    assert ran.code == 2
    assert str(port) in ran.err
    assert len(ran.err.splitlines()) == 1


def test_a_webhook_port_that_is_taken_is_named_by_its_key(desk: Desk) -> None:
    with a_taken_port() as port, a_sandbox_process() as base_url:
        configured(
            f"telegram:\n  token: '{TOKEN}'\n  base_url: '{base_url}'\n  mode: webhook\n"
            f"  webhook:\n    port: {port}\n    url: 'http://127.0.0.1:{port}/t'\n"
            "    secret_token: geheim\n"
        )
        ran = run(desk, "run")

    assert ran.code == 2
    assert "telegram.webhook.port: " in ran.err
    assert "Traceback" not in ran.err
    assert "geheim" not in ran.err


# The database


def test_a_database_another_process_holds_is_named_and_nothing_is_half_done(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(database_module, "BUSY_SECONDS", 0)
    with other_process(Path("jiaxiao.db"), "BEGIN IMMEDIATE"):
        sentence = desk.is_refused(*ADD_SCHOOL, code=1)

    assert sentence.startswith("database.url: another process has kept the database locked")
    assert rows("schools") == 0
    assert desk.gets(*ADD_SCHOOL) == {"id": 1}


@pytest.mark.parametrize(
    ("url", "named"),
    [
        ("sqlite:///absent/school.db", "jiaxiao db upgrade"),
        ("sqlite:///other.db", "jiaxiao db upgrade"),
    ],
)
def test_a_database_that_is_not_there_is_named_and_not_made(
    desk: Desk, url: str, named: str
) -> None:
    configured(f"database: {{url: '{url}'}}\n")

    sentence = desk.is_refused(*ADD_SCHOOL, code=1)

    assert sentence.startswith("database.url: ")
    assert named in sentence
    assert not Path("other.db").exists()


def test_a_folder_that_cannot_take_a_database_is_named(desk: Desk) -> None:
    configured("database: {url: 'sqlite:////proc/school.db'}\n")

    sentence = desk.is_refused("db", "upgrade", code=1)

    assert "the database file or its folder cannot be written" in sentence


def test_a_file_that_is_no_database_is_left_alone(desk: Desk) -> None:
    Path("jiaxiao.db").write_text("课程表", encoding="utf-8")

    for command in (ADD_SCHOOL, ("db", "upgrade"), ("db", "backup", "kept.db")):
        assert "no database that can be read" in desk.is_refused(*command, code=1)

    assert Path("jiaxiao.db").read_text(encoding="utf-8") == "课程表"


def test_an_older_database_is_refused_with_what_to_type(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    later = [*migrate.revisions(), "9999"]
    monkeypatch.setattr(migrate, "revisions", lambda: later)

    assert "`jiaxiao db upgrade`" in desk.is_refused(*ADD_SCHOOL, code=1)
    assert "older release" in desk.types("db", "check").err
    assert desk.types("check").code == 1


def test_a_newer_database_is_refused_by_every_command_and_by_the_service(desk: Desk) -> None:
    with closing(sqlite3.connect("jiaxiao.db")) as connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")
        connection.commit()
    configured(f"telegram: {{token: '{TOKEN}', base_url: 'http://127.0.0.1:9/bot'}}\n")

    for command in (ADD_SCHOOL, ("db", "upgrade"), ("notice", "list")):
        assert "newer release" in desk.is_refused(*command, code=1)
    ran = run(desk, "run")

    assert (ran.code, len(ran.err.splitlines())) == (1, 1)
    assert "newer release" in ran.err
    assert rows("schools") == 0
