"""`notice send` with times, series and posts; `approve`, `reject`, `cancel --series`."""

from __future__ import annotations

import asyncio
import json
from datetime import timedelta
from pathlib import Path

import pytest

from bot.app import Services, open_services
from bot.clock import SystemClock, today
from bot.config import load
from bot.i18n.languages import Language
from bot.people.model import Role
from tests.support.command_line import Desk

TEXT = ("--text", "明天请穿校服。", "--despite", "明早就要穿")
"""With a reason, for at night the rules object."""
LAST_DAY = (today(SystemClock()) + timedelta(days=60)).isoformat()
TEACHER, OFFICE, COLLEAGUE = "1", "2", "3"


@pytest.fixture
def desk(
    tmp_path: Path,
    database_url: str,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> Desk:
    """A school of two classes with a family each; posts 1 to 3: a teacher, two in the office."""
    (tmp_path / "config.yaml").write_text(
        f'database:\n  url: {database_url}\nquiet_hours:\n  primary: ""\n  junior: ""\n'
    )
    monkeypatch.chdir(tmp_path)
    found = Desk(tmp_path, capsys)
    found.gets("school", "add", "阳光小学", "--region", "example")
    for grade, name in ((2, "二年级1班"), (3, "三年级1班")):
        found.gets("class", "add", "--school", "1", "--grade", str(grade), "--name", name)
    asyncio.run(_people(found))
    return found


async def _people(desk: Desk) -> None:
    async with open_services(load(desk.folder / "config.yaml")) as services:
        made = await services.office.invite_staff(Role.TEACHER, class_ids=[1])
        await _join(services, 200, made.code)
        for address in (201, 202):
            made = await services.office.invite_staff(Role.SCHOOL, school_id=1)
            await _join(services, address, made.code)
        for number in (1, 2):
            family = await services.office.invite_family(number)
            await _join(services, 100 + number, family.code)


async def _join(services: Services, address: int, code: str) -> None:
    await services.membership.join(address, Language.ZH_HANS, code)


def test_the_posts_of_a_school_are_listed_by_the_numbers_that_as_takes(desk: Desk) -> None:
    assert [
        (each["id"], each["role"]) for each in desk.gets("people", "staff", "--school", "1")
    ] == [
        (1, "teacher"),
        (2, "school"),
        (3, "school"),
    ]


def test_a_post_that_is_taken_away_sends_nothing_more(desk: Desk) -> None:
    taken = desk.gets("people", "remove-staff", "--staff", "1")

    assert taken == {"staff": 1, "role": "teacher"}
    send = ("notice", "send", "--to", "class:1", *TEXT, "--at", f"{LAST_DAY}T12:00")
    line = desk.is_refused(*send, "--as", "1", code=1)
    assert line == "--as 1: nobody holds this post; jiaxiao people staff lists them."
    line = desk.is_refused("people", "remove-staff", "--staff", "1", code=1)
    assert line == "--staff 1: nobody holds this post; jiaxiao people staff lists them."


def test_in_the_name_of_the_office_a_notice_to_the_school_waits_for_a_colleague(
    desk: Desk,
) -> None:
    sent = desk.gets("notice", "send", "--to", "school:1", *TEXT, "--as", OFFICE)
    own = desk.is_refused("notice", "approve", "1", "--as", OFFICE, code=1)
    agreed = desk.gets("notice", "approve", "1", "--as", COLLEAGUE)
    again = desk.is_refused("notice", "approve", "1", "--as", COLLEAGUE, code=1)

    assert (sent["state"], sent["recipients"]) == ("awaiting_approval", 0)
    assert "cannot be the second person" in own
    assert (agreed["state"], agreed["pending"]) == ("sending", 2)
    assert "already" in again


def test_a_rejected_notice_is_cancelled_and_says_so(desk: Desk) -> None:
    desk.gets("notice", "send", "--to", "school:1", *TEXT, "--as", OFFICE)

    rejected = desk.gets("notice", "reject", "1", "--as", COLLEAGUE, "--reason", "下周再发")

    assert (rejected["state"], rejected["ending"]) == ("cancelled", "returned")


def test_without_as_the_operator_needs_nobody_and_the_account_says_so(desk: Desk) -> None:
    sent = desk.gets("notice", "send", "--to", "school:1", *TEXT)

    (entry,) = [each for each in desk.gets("audit", "list") if each["action"] == "notice.sent"]
    assert sent["state"] == "sending"
    assert "operator-alone" in json.dumps(entry)


def test_a_teacher_names_no_class_of_somebody_else(desk: Desk) -> None:
    refused = desk.is_refused("notice", "send", "--to", "class:2", *TEXT, "--as", TEACHER, code=1)

    assert "class:2" in refused
    assert desk.gets("notice", "list") == []


def test_a_post_nobody_holds_is_named(desk: Desk) -> None:
    refused = desk.is_refused("notice", "send", "--to", "class:1", *TEXT, "--as", "99", code=1)

    assert "people staff lists them" in refused


def test_alone_in_the_office_one_reads_what_to_do(desk: Desk) -> None:
    asyncio.run(_leaves(desk, 202))

    refused = desk.is_refused("notice", "send", "--to", "school:1", *TEXT, "--as", OFFICE, code=1)

    assert "people invite --staff school" in refused
    assert desk.gets("notice", "list") == []


async def _leaves(desk: Desk, address: int) -> None:
    async with open_services(load(desk.folder / "config.yaml")) as services:
        await services.membership.leave_posts(address)


def test_a_series_is_put_down_and_stopped(desk: Desk) -> None:
    every = ("--every", "monday 08:00", "--until", LAST_DAY)

    sent = desk.gets("notice", "send", "--to", "class:1", *TEXT, *every)
    once = desk.gets("notice", "cancel", "1")
    whole = desk.gets("notice", "cancel", "2", "--series")

    assert sent["state"] == "scheduled"
    assert sent["send_at"][11:16] == "08:00"
    assert (once["state"], whole["state"]) == ("cancelled", "cancelled")
    assert [each["state"] for each in desk.gets("notice", "list")] == ["cancelled", "cancelled"]


@pytest.mark.parametrize(
    ("options", "sentence"),
    [
        (["--every", "monday 08:00"], "--until: name the last day"),
        (["--every", "mondays", "--until", LAST_DAY], '--every mondays: write "monday 08:00"'),
        (["--every", "monday 08:00", "--until", "2027-02-30"], "--until 2027-02-30: write a day"),
        (["--every", "monday 08:00", "--until", "2020-01-01"], "--until: "),
        (
            ["--every", "monday 08:00", "--until", LAST_DAY, "--at", "2027-01-01T08:00"],
            "--every: ",
        ),
        (["--at", "2027-02-30T08:00"], "--at 2027-02-30T08:00: no calendar has this day"),
        (["--at", "2020-01-01T08:00"], "--at: this time has passed"),
        (["--not-after", "2020-01-01T08:00"], "--not-after: nothing could have left by then"),
        (["--urgent"], "--reason: "),
    ],
)
def test_a_time_that_cannot_be_is_one_sentence_and_nothing_is_left_behind(
    desk: Desk, options: list[str], sentence: str
) -> None:
    refused = desk.is_refused("notice", "send", "--to", "class:1", *TEXT, *options, code=2)

    assert refused.startswith(sentence)
    assert desk.gets("notice", "list") == []


def test_an_urgent_notice_and_its_deadline_stand_in_its_status(desk: Desk) -> None:
    desk.gets(
        "notice",
        "send",
        "--to",
        "class:1",
        *TEXT,
        "--urgent",
        "--reason",
        "台风",
        "--not-after",
        f"{LAST_DAY}T18:00",
    )

    status = desk.gets("notice", "status", "1")

    assert (status["urgent"], status["quiet_hours_overridden"]) == (True, 0)
    assert (status["late_by"], status["dropped"], status["ending"]) == (0, 0, None)


def test_a_course_that_is_not_there_is_named(desk: Desk) -> None:
    assert "Course 1" in desk.is_refused("notice", "send", "--to", "course:1", *TEXT, code=1)


def test_a_class_that_is_not_there_is_named(desk: Desk) -> None:
    assert "Class 9" in desk.is_refused("notice", "send", "--to", "class:9", *TEXT, code=1)


def a_correction(desk: Desk, *, to: str = "school:1") -> tuple[str, ...]:
    """Send a notice of the office that a colleague has agreed to; returns what corrects it."""
    desk.gets("notice", "send", "--to", to, *TEXT, "--as", OFFICE)
    desk.gets("notice", "approve", "1", "--as", COLLEAGUE)
    return ("notice", "correct", "1", "--text", "后天请穿校服。", *TEXT[2:], "--as", OFFICE)


def test_a_correction_in_the_name_of_the_office_waits_and_goes_out_once_agreed_to(
    desk: Desk,
) -> None:
    waits = desk.gets(*a_correction(desk))
    own = desk.is_refused("notice", "approve", "1", "--as", OFFICE, code=1)
    agreed = desk.gets("notice", "approve", "1", "--as", COLLEAGUE)
    again = desk.is_refused("notice", "approve", "1", "--as", COLLEAGUE, code=1)

    assert (waits["correction_waits"], waits["corrections"]) == (True, 0)
    assert "cannot be the second person" in own
    assert (agreed["correction_waits"], agreed["corrections"]) == (False, 1)
    assert "agreed to the correction or returned it already" in again


def test_a_rejected_correction_leaves_the_text(desk: Desk) -> None:
    desk.gets(*a_correction(desk))

    rejected = desk.gets("notice", "reject", "1", "--as", COLLEAGUE, "--reason", "是明天")

    assert (rejected["correction_waits"], rejected["corrections"]) == (False, 0)
    assert rejected["state"] == "sending"


def test_without_json_a_waiting_correction_says_so_in_one_line(desk: Desk) -> None:
    done = desk.types(*a_correction(desk))

    assert done.out == (
        "Notice 1: the correction waits for a second person; until then the old text stands\n"
    )


def test_a_post_that_did_not_write_it_corrects_nothing(desk: Desk) -> None:
    *correct, _ = a_correction(desk)

    refused = desk.is_refused(*correct, COLLEAGUE, code=1)

    assert "whoever wrote a notice" in refused


def test_a_correction_alone_in_the_office_is_one_sentence(desk: Desk) -> None:
    correct = a_correction(desk)
    asyncio.run(_leaves(desk, 202))

    refused = desk.is_refused(*correct, code=1)

    assert "people invite --staff school" in refused
