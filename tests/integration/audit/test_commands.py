"""`jiaxiao audit`, `people show|forget` and what `db backup` remembers, as scripts use them."""

from __future__ import annotations

import os
import sqlite3
from datetime import timedelta
from pathlib import Path

import pytest

from bot.clock import SystemClock, today
from tests.support.command_line import Desk
from tests.support.surveys import READY

PARENT = 7_301_245_577
IN_TWO_MONTHS = f"{today(SystemClock()) + timedelta(days=60)}T12:00"


@pytest.fixture
def desk(
    tmp_path: Path,
    database_template: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> Desk:
    (tmp_path / "school.db").write_bytes(database_template.read_bytes())
    config = "database:\n  url: sqlite:///school.db\nbackups:\n  keep_days: 7\n"
    (tmp_path / "config.yaml").write_text(config, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    desk = Desk(tmp_path, capsys)
    desk.gets("school", "add", "阳光小学", "--region", "example")
    desk.gets("class", "add", "--school", "1", "--grade", "2", "--name", "二年级(1)班")
    return desk


def run(desk: Desk, *statements: str) -> None:
    """Do to the database what somebody with the file can do."""
    with sqlite3.connect(desk.folder / "school.db") as connection:
        for statement in statements:
            connection.execute(statement)
    connection.close()


def let_in(desk: Desk, days_ago: int = 0) -> None:
    """Save a chat with a child of the class."""
    run(
        desk,
        "INSERT INTO chats (id, address, language, created_at)"
        f" VALUES (5, {PARENT}, 'en', datetime('now', '-{days_ago} days'))",
        "INSERT INTO children (id, class_id, seat) VALUES (6, 1, 12)",
        "INSERT INTO joins (chat_id, child_id, joined_at) VALUES (5, 6, datetime('now'))",
    )


def test_a_sound_account_prints_its_head(desk: Desk) -> None:
    found = desk.gets("audit", "verify")

    assert (found["ok"], found["entries"], found["broken"]) == (True, 2, None)
    assert len(found["head"]) == 64
    assert f"Head {found['head']}" in desk.types("audit", "verify").out


def test_an_entry_changed_behind_the_triggers_is_named(desk: Desk) -> None:
    run(
        desk,
        "DROP TRIGGER audit_entries_no_update",
        "UPDATE audit_entries SET actor = 7 WHERE id = 1",
    )

    done = desk.types("audit", "verify")

    assert done.code == 1
    assert done.err == "Entry 1: its content was changed; compare with a backup from before.\n"


def test_a_cut_off_end_is_found_by_a_head_kept_elsewhere(desk: Desk) -> None:
    head = desk.gets("audit", "verify")["head"]
    run(
        desk,
        "DROP TRIGGER audit_entries_no_delete",
        "DELETE FROM audit_entries WHERE id = 2",
    )

    assert desk.gets("audit", "verify")["ok"]
    done = desk.types("audit", "verify", "--head", head)
    assert done.code == 1
    assert "its end was cut off or rewritten" in done.err


def test_a_head_that_is_no_hash_is_refused(desk: Desk) -> None:
    assert desk.is_refused("audit", "verify", "--head", "abc", code=2).startswith("--head: ")


def test_the_list_says_who_did_what(desk: Desk) -> None:
    rows = desk.gets("audit", "list")

    assert [(row["by"], row["action"], row["number"]) for row in rows] == [
        ("operator", "school.added", 1),
        ("operator", "class.added", 1),
    ]
    assert rows[1]["details"] == {"grade": 2, "school": 1}
    told = desk.types("audit", "list").out
    assert "class.added" in told
    assert "grade=2 school=1" in told


def test_the_list_begins_when_it_is_told(desk: Desk) -> None:
    assert desk.gets("audit", "list", "--since", "2099-01-01") == []
    assert len(desk.gets("audit", "list", "--since", "2020-01-01")) == 2
    assert desk.is_refused("audit", "list", "--since", "soon", code=2).startswith("--since soon: ")


def test_show_tells_what_is_kept_about_a_chat(desk: Desk) -> None:
    let_in(desk)
    run(desk, "UPDATE chats SET gone_at = created_at")

    found = desk.gets("people", "show", "--chat", str(PARENT))

    assert found["known"]
    assert found["language"] == "en"
    assert found["unreached_since"] == found["since"]
    assert found["children"] == [
        {
            "school": "阳光小学",
            "class": "二年级(1)班",
            "seat": 12,
            "courses": [],
            "waiting_for": [],
            "absent_on": [],
        }
    ]
    shown = desk.types("people", "show", "--chat", str(PARENT)).out
    assert "阳光小学 二年级(1)班 seat 12" in shown


def test_show_knows_nothing_of_a_stranger(desk: Desk) -> None:
    found = desk.gets("people", "show", "--chat", "1")

    assert (found["known"], found["children"], found["messages"]) == (False, [], 0)
    assert "Nothing is kept" in desk.types("people", "show", "--chat", "1").out


def test_forget_erases_at_once_and_stands_in_the_account(desk: Desk) -> None:
    let_in(desk)

    gone = desk.gets("people", "forget", "--chat", str(PARENT))

    assert gone == {
        "known": True,
        "children": 1,
        "posts": 0,
        "backup_of": None,
        "backup_lapses_on": None,
    }
    assert not desk.gets("people", "show", "--chat", str(PARENT))["known"]
    assert desk.gets("audit", "list")[-1]["action"] == "person.forgotten"
    again = desk.types("people", "forget", "--chat", str(PARENT))
    assert again.out.startswith("This chat was not known")


def test_forget_names_the_backup_that_still_holds_the_person(desk: Desk) -> None:
    let_in(desk, days_ago=1)
    desk.gets("db", "backup", "copy.db")

    gone = desk.gets("people", "forget", "--chat", str(PARENT))

    assert gone["backup_of"] < gone["backup_lapses_on"]


def test_a_restored_database_still_knows_its_backups(desk: Desk) -> None:
    desk.gets("db", "backup", "first.db")
    let_in(desk, days_ago=1)
    desk.gets("db", "backup", "second.db")

    desk.gets("db", "restore", "first.db")

    let_in(desk, days_ago=1)
    assert desk.gets("people", "forget", "--chat", str(PARENT))["backup_of"] is not None


def test_backing_up_and_restoring_stand_in_the_account(desk: Desk) -> None:
    desk.gets("db", "backup", "copy.db")
    assert desk.gets("audit", "list")[-1]["action"] == "database.backed_up"
    head = desk.gets("audit", "verify")["head"]

    desk.gets("db", "restore", "copy.db")

    assert desk.gets("audit", "list")[-1]["action"] == "database.restored"
    assert desk.types("audit", "verify", "--head", head).code == 1


def test_a_backup_brought_from_elsewhere_counts_from_its_files_day(desk: Desk) -> None:
    let_in(desk, days_ago=30)
    desk.gets("db", "backup", "copy.db")
    (desk.folder / "copy.db").rename(desk.folder / "brought.db")
    run(desk, "DELETE FROM backups")
    old = (desk.folder / "brought.db").stat().st_mtime - 3 * 86_400
    os.utime(desk.folder / "brought.db", (old, old))

    desk.gets("db", "restore", "brought.db")

    gone = desk.gets("people", "forget", "--chat", str(PARENT))
    assert gone["backup_of"] is not None


def test_backups_past_their_time_are_named_until_they_are_deleted(desk: Desk) -> None:
    desk.gets("db", "backup", "old.db")
    run(desk, "UPDATE backups SET made_at = datetime('now', '-8 days')")

    done = desk.types("db", "backup", "new.db")

    assert done.code == 0
    assert "old.db: is older than backups.keep_days" in done.err
    (desk.folder / "old.db").unlink()
    assert desk.gets("db", "backup", "newer.db")["lapsed"] == []


def test_a_restored_database_names_the_notices_that_would_go_out_again(desk: Desk) -> None:
    let_in(desk)
    text = ("--to", "class:1", "--text", "明天停课。")
    urgent = ("--urgent", "--reason", "台风")
    on_its_way = desk.gets("notice", "send", *text, *urgent)["id"]
    overdue = desk.gets("notice", "send", *text, "--at", IN_TWO_MONTHS)["id"]
    ahead = desk.gets("notice", "send", *text, "--at", IN_TWO_MONTHS)["id"]
    stopped = desk.gets("notice", "send", *text, *urgent)["id"]
    desk.gets("notice", "cancel", str(stopped))
    run(desk, f"UPDATE notices SET send_at = '2020-01-01 00:00:00' WHERE id = {overdue}")
    desk.gets("db", "backup", "copy.db")

    done = desk.types("db", "restore", "copy.db")

    assert (done.code, done.out) == (0, "Restored from copy.db.\n")
    named = [line.split()[-1] for line in done.err.splitlines()]
    assert named == [str(on_its_way), str(overdue)]
    assert str(ahead) not in named


def opened(desk: Desk, name: str) -> int:
    return int(desk.gets("survey", "open", str(READY / f"{name}.yaml"), "--school", "1")["id"])


def close(desk: Desk, name: str) -> int:
    survey = opened(desk, name)
    desk.gets("survey", "close", str(survey))
    return survey


def export(desk: Desk, survey: int) -> None:
    desk.gets("survey", "results", str(survey))


def test_a_restored_database_names_the_surveys_whose_exports_it_does_not_know(desk: Desk) -> None:
    for name in ("pulse", "parent-anxiety", "after-school"):
        close(desk, name)
    export(desk, 1)
    desk.gets("db", "backup", "copy.db")
    export(desk, 2)
    export(desk, 1)
    export(desk, close(desk, "homework-burden"))

    done = desk.types("db", "restore", "copy.db")

    assert (done.code, done.out) == (0, "Restored from copy.db.\n")
    assert [line.split(":")[0] for line in done.err.splitlines()] == ["Survey 1", "Survey 2"]
    assert "does not know them; hand out only what was handed out before" in done.err
    assert desk.types("db", "restore", "copy.db").err == ""


def test_in_the_place_of_a_broken_database_it_says_that_nobody_can_know(desk: Desk) -> None:
    opened(desk, "pulse")
    desk.gets("db", "backup", "copy.db")
    (desk.folder / "school.db").write_bytes(b"no database")

    done = desk.types("db", "restore", "copy.db")

    assert done.code == 0
    assert done.err.startswith("Survey figures that were handed out after this backup was made")
