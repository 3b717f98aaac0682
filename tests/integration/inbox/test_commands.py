"""`jiaxiao knowledge inbox` as an editor types it."""

from __future__ import annotations

import asyncio
import shutil
from collections.abc import Awaitable, Callable
from pathlib import Path

import pytest
import yaml

from bot.app import Services, open_services
from bot.config import load
from bot.i18n.languages import Language
from bot.inbox.model import Why
from bot.yaml_loader import load_mapping
from tests.support.command_line import Desk
from tests.support.inbox import A_QUESTION, THE_SAME, sent_to

KNOWLEDGE = Path(__file__).parents[3] / "knowledge"
ENTRY = "homework-time-limit"


@pytest.fixture
def desk(
    tmp_path: Path,
    database_template: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> Desk:
    """A folder where three families have asked a question and one waits for the answer."""
    shutil.copy(database_template, tmp_path / "school.db")
    shutil.copytree(KNOWLEDGE, tmp_path / "knowledge")
    values = {
        "database": {"url": f"sqlite:///{tmp_path}/school.db"},
        "surveys": {"keys_path": f"{tmp_path}/keys"},
        "knowledge": {"path": f"{tmp_path}/knowledge"},
    }
    (tmp_path / "config.yaml").write_text(yaml.safe_dump(values), encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    act(tmp_path, asked)
    return Desk(tmp_path, capsys)


async def asked(services: Services) -> None:
    await services.inbox.note(A_QUESTION, 901, Why.ABSTAINED)
    await services.inbox.note(A_QUESTION, 902, Why.ABSTAINED)
    await services.inbox.note(THE_SAME, 903, Why.THUMBS_DOWN, "sports-time")
    await services.inbox.tell_me(A_QUESTION, 901, language=Language.ZH_HANS)
    for entry, is_up in (("sports-time", False), ("recess", True), ("sports-time", True)):
        await services.inbox.vote(entry, is_up=is_up)
    await services.inbox.vote("uniform-fees", is_up=False)


def act(folder: Path, work: Callable[[Services], Awaitable[None]]) -> None:
    async def opened() -> None:
        async with open_services(load(folder / "config.yaml")) as services:
            await work(services)

    asyncio.run(opened())


def test_the_list_shows_what_was_asked_and_why(desk: Desk) -> None:
    (group,) = desk.gets("knowledge", "inbox")["groups"]

    assert (group["families_at_least"], group["waiting"]) == (3, 1)
    assert {one["text"]: one["shown"] for one in group["wordings"]} == {
        A_QUESTION: "",
        THE_SAME: "sports-time",
    }
    listed = desk.types("knowledge", "inbox").out
    assert "asked by 3 families or more, last on " in listed
    assert ", 1 waiting for an answer" in listed
    assert f"- {THE_SAME} (thumbs_down, instead of sports-time)" in listed


def test_the_answers_that_helped_least_stand_first(desk: Desk) -> None:
    assert desk.gets("knowledge", "inbox")["votes"] == [
        {"entry": "uniform-fees", "up": 0, "down": 1},
        {"entry": "sports-time", "up": 1, "down": 1},
        {"entry": "recess", "up": 1, "down": 0},
    ]
    listed = desk.types("knowledge", "inbox").out
    assert "Thumbs, the worst first:\n    uniform-fees: 1 down, 0 up\n" in listed


def test_a_question_becomes_a_wording_and_whoever_waits_is_told(desk: Desk) -> None:
    told = desk.gets("knowledge", "inbox", "--group", "1", "--entry", ENTRY)

    assert told == {"group": 1, "entry": ENTRY, "told": 1}
    entry = load_mapping(desk.folder / "knowledge" / "faq" / "homework" / f"{ENTRY}.yaml")
    wordings = entry["wordings"]
    assert isinstance(wordings, list)
    assert wordings[-1] in (A_QUESTION, THE_SAME)
    assert desk.gets("knowledge", "inbox")["groups"] == []

    async def look(services: Services) -> None:
        (text,) = await sent_to(services.database, 901)
        assert str(entry["question"]) in text

    act(desk.folder, look)


def test_a_wording_that_is_there_already_only_closes_the_question(desk: Desk) -> None:
    path = desk.folder / "knowledge" / "faq" / "homework" / f"{ENTRY}.yaml"
    before = path.read_bytes()
    known = load_mapping(path)["wordings"]
    assert isinstance(known, list)

    desk.gets("knowledge", "inbox", "--group", "1", "--entry", ENTRY, "--wording", str(known[0]))

    assert path.read_bytes() == before
    assert desk.gets("knowledge", "inbox")["groups"] == []


def test_a_new_answer_is_written_and_shown_to_whoever_waits(desk: Desk) -> None:
    (desk.folder / "answer.txt").write_text("由学校决定。\n建议先问班主任。\n", encoding="utf-8")
    entry = load_mapping(desk.folder / "knowledge" / "faq" / "homework" / f"{ENTRY}.yaml")
    sources = entry["sources"]
    assert isinstance(sources, list)
    document = sources[0]["document"]

    told = desk.gets(
        *("knowledge", "inbox", "--group", "1", "--new", "playground-after-school"),
        *("--category", "school-life", "--short", "放学后操场", "--answer", "answer.txt"),
        *("--source", f"{document}|中共中央办公厅、国务院办公厅|第5条"),
    )

    assert told["told"] == 1
    assert "knowledge check" in told["hint"]
    written = load_mapping(
        desk.folder / "knowledge" / "faq" / "school-life" / "playground-after-school.yaml"
    )
    assert written["question"] in (A_QUESTION, THE_SAME)
    assert (desk.folder / "knowledge" / "zh-Hant" / "playground-after-school.yaml").exists()


def test_a_dismissed_question_is_erased(desk: Desk) -> None:
    desk.gets("knowledge", "inbox", "--group", "1", "--dismiss")

    assert desk.gets("knowledge", "inbox")["groups"] == []
    assert "no such question" in desk.is_refused(
        "knowledge", "inbox", "--group", "1", "--dismiss", code=1
    )


@pytest.mark.parametrize(
    ("options", "said", "code"),
    [
        (["--entry", ENTRY], "--group N", 2),
        (["--group", "1"], "exactly one of", 2),
        (["--group", "1", "--entry", ENTRY, "--dismiss"], "exactly one of", 2),
        (["--group", "1", "--new", "x"], "--category, --short, --answer, --source", 2),
        (["--group", "1", "--entry", "nothing-here"], "There is no answer nothing-here", 1),
        (["--group", "7", "--entry", ENTRY], "no such question", 1),
    ],
)
def test_what_cannot_be_done_is_one_sentence(
    desk: Desk, options: list[str], said: str, code: int
) -> None:
    assert said in desk.is_refused("knowledge", "inbox", *options, code=code)
    assert len(desk.gets("knowledge", "inbox")["groups"]) == 1


@pytest.mark.parametrize("source", ["only-a-title", "a|b|c|d", "a||c"])
def test_a_source_is_written_in_parts(desk: Desk, source: str) -> None:
    said = desk.is_refused(
        *("knowledge", "inbox", "--group", "1", "--new", "x", "--category", "homework"),
        *("--short", "短", "--answer", "missing.txt", "--source", source),
        code=2,
    )

    assert 'write "document|issuer"' in said


def test_an_answer_that_cannot_be_read_is_named(desk: Desk) -> None:
    said = desk.is_refused(
        *("knowledge", "inbox", "--group", "1", "--new", "x", "--category", "homework"),
        *("--short", "短", "--answer", "missing.txt", "--source", "a|b"),
        code=2,
    )

    assert said.startswith("--answer missing.txt:")
