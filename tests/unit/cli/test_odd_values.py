"""Values no program expects: each is refused with one line, and nothing is done."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.cli import FAILED, MISUSED
from tests.support.command_line import Desk


@pytest.fixture
def desk(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> Desk:
    monkeypatch.chdir(tmp_path)
    desk = Desk(tmp_path, capsys)
    assert desk.types("db", "upgrade").code == 0
    assert desk.types("school", "add", "阳光小学", "--region", "example").code == 0
    assert desk.types("class", "add", "--school=1", "--grade=2", "--name=一班").code == 0
    return desk


BEYOND = "9" * 20


@pytest.mark.parametrize(
    "typed",
    [
        ["notice", "status", BEYOND],
        ["notice", "cancel", BEYOND],
        ["people", "invite", "--class", BEYOND],
        ["people", "invite", "--class", "1", "--days", BEYOND],
        ["class", "add", f"--school={BEYOND}", "--grade=2", "--name=二班"],
        ["survey", "results", BEYOND],
        ["timetable", "show", "--school", BEYOND, "--from", "2026-11-23", "--to", "2026-11-24"],
    ],
)
def test_a_number_beyond_every_database_is_named(desk: Desk, typed: list[str]) -> None:
    assert BEYOND in desk.is_refused(*typed, code=MISUSED)


@pytest.mark.parametrize("at", ["", "9999-12-31T23:59", "0001-01-01T00:00", "morgen"])
def test_a_notice_whose_time_is_unusable_is_not_sent(desk: Desk, at: str) -> None:
    sentence = desk.is_refused(
        "notice", "send", "--to", "class:1", "--text", "明天秋游。", "--at", at, code=MISUSED
    )

    assert sentence.startswith("--at")
    assert desk.gets("notice", "list") == []


def test_what_a_terminal_garbles_is_refused_before_anything_is_done(desk: Desk) -> None:
    garbled = "明天秋游".encode("gbk").decode(errors="surrogateescape")

    sentence = desk.is_refused("school", "add", garbled, "--region", "x", code=MISUSED)

    assert "UTF-8" in sentence


def test_a_damaged_database_is_one_line_without_rows(desk: Desk) -> None:
    file = desk.folder / "jiaxiao.db"
    content = bytearray(file.read_bytes())
    content[4096 * 3 :] = b"\x5a" * (len(content) - 4096 * 3)
    file.write_bytes(content)

    sentence = desk.is_refused("notice", "list", code=FAILED)

    assert sentence.startswith("database.url: ")


def test_an_invitation_says_when_it_ends_in_the_schools_zone(desk: Desk) -> None:
    (desk.folder / "config.yaml").write_text("timezone: America/New_York\n", encoding="utf-8")

    made = desk.gets("people", "invite", "--class", "1")

    assert made["expires_at"].endswith(("-04:00", "-05:00"))
