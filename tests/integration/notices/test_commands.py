"""What the office types after a notice has gone out."""

from __future__ import annotations

import asyncio
import csv
from collections.abc import Awaitable, Callable
from functools import partial
from pathlib import Path

import pytest
import sqlalchemy as sa
from openpyxl import load_workbook

from bot.app import Services, open_services
from bot.config import load
from bot.i18n.languages import Language
from bot.storage.tables.delivery import outgoing
from tests.support.clocks import AT_ANY_HOUR
from tests.support.command_line import Desk

MARKING = "请家长批改孩子的作业。"


@pytest.fixture
def desk(
    tmp_path: Path,
    database_url: str,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> Desk:
    """A school of one class: two seats read along, the third has nobody."""
    (tmp_path / "config.yaml").write_text(
        f"database:\n  url: {database_url}\n"
        'quiet_hours:\n  primary: ""\n  junior: ""\n'
        "notices:\n  second_person: []\n"
    )
    (tmp_path / "list.csv").write_text(
        "class,seat\n三年级1班,1\n三年级1班,2\n三年级1班,3\n", "utf-8"
    )
    monkeypatch.chdir(tmp_path)
    found = Desk(tmp_path, capsys)
    found.gets("school", "add", "阳光小学", "--region", "example")
    found.gets("people", "import", "list.csv", "--school", "1")
    for seat in (1, 2):
        code = found.gets("people", "invite", "--class", "1", "--seat", str(seat))["code"]
        _inside(found, partial(_join, address=100 + seat, code=code))
    return found


def _inside(desk: Desk, work: Callable[[Services], Awaitable[None]]) -> None:
    async def run() -> None:
        async with open_services(load(desk.folder / "config.yaml")) as services:
            await work(services)

    asyncio.run(run())


async def _join(services: Services, *, address: int, code: str) -> None:
    await services.membership.join(address, Language.ZH_HANS, code)


def settle(desk: Desk, **states: str) -> None:
    """Note what became of the messages, as the dispatcher would."""

    async def work(services: Services) -> None:
        async with services.database.begin() as connection:
            for seat, state in states.items():
                await connection.execute(
                    sa.update(outgoing)
                    .where(outgoing.c.address == 100 + int(seat.removeprefix("seat")))
                    .values(
                        state=state,
                        reason="blocked" if state == "failed" else None,
                        settled_at=services.clock.now(),
                    )
                )
        await services.notices.close_finished()

    _inside(desk, work)


def confirm(desk: Desk, seat: int, *, agrees: bool = False) -> None:
    async def work(services: Services) -> None:
        await services.notices.confirm(1, 100 + seat, agrees=agrees)

    _inside(desk, work)


def send(desk: Desk, *more: str) -> None:
    text = ("--text", "周五秋游。", "--despite", AT_ANY_HOUR)
    desk.gets("notice", "send", "--to", "class:1", *text, *more)


def test_the_unreached_are_listed_on_the_screen_and_in_json(desk: Desk) -> None:
    send(desk)
    settle(desk, seat1="delivered", seat2="failed")

    told = desk.types("notice", "unreached", "1").out
    found = desk.gets("notice", "unreached", "1")

    assert "3 个孩子里，2 个的家长还没收到" in told
    assert "三年级1班  2  家长停用了机器人" in told
    assert (found["id"], found["total"]) == (1, 3)
    assert [(row["class"], row["seat"], row["why"]) for row in found["children"]] == [
        ("三年级1班", 2, "blocked"),
        ("三年级1班", 3, "nobody"),
    ]


def test_the_unreached_are_written_to_files(desk: Desk) -> None:
    send(desk)
    settle(desk, seat1="delivered", seat2="ambiguous")

    for name in ("a.csv", "a.xlsx", "a.pdf"):
        made = desk.gets("notice", "unreached", "1", "-o", name, "--lang", "en")
        assert (made["file"], len(made["children"])) == (name, 2)

    with Path("a.csv").open(encoding="utf-8-sig") as file:
        assert list(csv.reader(file)) == [
            ["Class", "Seat", "Reason"],
            ["三年级1班", "2", "uncertain, it may have arrived"],
            ["三年级1班", "3", "nobody of the family has joined yet"],
        ]
    sheet = load_workbook("a.xlsx").active
    assert sheet is not None
    assert sheet.max_row == 3
    assert Path("a.pdf").read_bytes().startswith(b"%PDF-")


@pytest.mark.parametrize(
    ("arguments", "line", "code"),
    [
        (("7",), "Notice 7: there is none with this number.", 1),
        (("1", "-o", "a.doc"), "-o a.doc: must end in .csv, .xlsx or .pdf.", 2),
        (("1", "-o", "no/a.pdf"), "-o no/a.pdf: there is no such folder; make it first.", 2),
    ],
)
def test_a_list_that_cannot_be_made_is_refused_in_one_line(
    desk: Desk, arguments: tuple[str, ...], line: str, code: int
) -> None:
    send(desk)

    assert desk.is_refused("notice", "unreached", *arguments, code=code) == line


def test_before_sending_one_sees_what_families_got_this_week(desk: Desk) -> None:
    urgent = ("--urgent", "--reason", AT_ANY_HOUR)
    text = ("--text", "周五秋游。")
    call = ("notice", "send", "--to", "class:1", *text, *urgent, "--dry-run")
    assert "过去 7 天还没有给他们发过消息" in desk.types(*call).out
    send(desk)
    settle(desk, seat1="delivered", seat2="failed")

    assert "最多的收到 1 条" in desk.types(*call).out
    week = desk.gets(*call)["week"]
    assert week == {"median": 0, "most": 1, "families_at_limit": 0, "limit": 10}


def test_a_reminder_is_shown_then_sent(desk: Desk) -> None:
    send(desk, "--confirm")
    settle(desk, seat1="delivered", seat2="delivered")
    confirm(desk, 1)

    ahead = desk.gets("notice", "remind", "1", "--dry-run")
    made = desk.gets("notice", "remind", "1")

    assert (ahead["chats"], ahead["children"], ahead["reminders_today"]) == (1, 1, 0)
    assert ahead["text"].startswith("【提醒】三年级1班")
    assert (made["id"], made["reminds_of"], made["recipients"]) == (2, 1, 1)


def test_a_reminder_that_makes_no_sense_is_refused_in_one_line(desk: Desk) -> None:
    send(desk)

    line = desk.is_refused("notice", "remind", "1", code=1)

    assert line == "The notice asks for no confirmation, so nobody is reminded of it."


def test_the_status_of_a_notice_gives_its_whole_text(desk: Desk) -> None:
    text = "周五开家长会，" * 20 + "请准时。\n带好笔。"
    desk.gets("notice", "send", "--to", "class:1", "--text", text, "--despite", AT_ANY_HOUR)

    assert desk.gets("notice", "status", "1")["text"] == text
    assert desk.types("notice", "status", "1").out.endswith(f"\n\n{text}\n")


def test_those_who_agree_are_counted_apart(desk: Desk) -> None:
    send(desk, "--agree")
    settle(desk, seat1="delivered", seat2="delivered")
    confirm(desk, 1, agrees=True)
    confirm(desk, 2)

    status = desk.gets("notice", "status", "1")
    held = desk.gets("people", "show", "--chat", "101")

    assert (status["confirmed"], status["agreed"]) == (2, 1)
    assert (status["children_confirmed"], status["children_agreed"]) == (2, 1)
    assert "confirmed 2, of them agreed 1" in desk.types("notice", "status", "1").out
    assert [item["notice"] for item in held["notices_agreed"]] == [1]


NOBODYS = ("notice", "send", "--to", "class:2", "--text", "周五秋游。")
AT_ONCE = ("--urgent", "--reason", AT_ANY_HOUR)


@pytest.fixture
def beside_an_empty_class(desk: Desk) -> Desk:
    Path("more.csv").write_text("class,seat\n四年级1班,1\n", "utf-8")
    desk.gets("people", "import", "more.csv", "--school", "1")
    return desk


def test_a_dry_run_to_nobody_ends_as_sending_does(beside_an_empty_class: Desk) -> None:
    sent = beside_an_empty_class.types(*NOBODYS, *AT_ONCE)
    rehearsed = beside_an_empty_class.types(*NOBODYS, *AT_ONCE, "--dry-run")

    assert sent.err.startswith("--to: nobody has joined these classes yet")
    assert (rehearsed.code, rehearsed.err) == (sent.code, sent.err) == (1, sent.err)
    assert "1 个孩子" in rehearsed.out


def test_of_what_is_objected_to_a_dry_run_to_nobody_speaks_as_sending_does(
    beside_an_empty_class: Desk,
) -> None:
    objected = (*NOBODYS[:-1], MARKING, *AT_ONCE)
    because = ("--despite", "学校规定如此")

    sent = [beside_an_empty_class.types(*objected, *more) for more in ((), because)]
    rehearsed = [
        beside_an_empty_class.types(*objected, *more, "--dry-run") for more in ((), because)
    ]

    assert [one.code for one in rehearsed] == [one.code for one in sent] == [1, 1]
    assert rehearsed[1].err == sent[1].err
    assert "nobody has joined" not in sent[0].err + rehearsed[0].err


def test_with_a_reason_a_dry_run_of_what_is_objected_to_succeeds_as_sending_does(
    desk: Desk,
) -> None:
    send = ("notice", "send", "--to", "class:1", "--text", MARKING, *AT_ONCE)
    because = ("--despite", "学校规定如此")

    shown = desk.types(*send, *because, "--dry-run")

    assert (shown.code, shown.err) == (0, "")
    assert "照发的原因：学校规定如此" in shown.out
    document = desk.gets(*send, *because, "--dry-run")
    assert (document["despite"], len(document["findings"])) == ("学校规定如此", 1)
    assert desk.gets("notice", "list") == []
    assert desk.types(*send, "--dry-run").code == 1
    assert desk.types(*send, *because).code == 0


@pytest.mark.parametrize("reason", [" ", "因" * 201])
def test_a_reason_that_sending_would_refuse_a_dry_run_refuses(desk: Desk, reason: str) -> None:
    send = ("notice", "send", "--to", "class:1", "--text", MARKING, *AT_ONCE, "--despite", reason)

    assert desk.is_refused(*send, "--dry-run", code=1) == desk.is_refused(*send, code=1)
