"""Real parents' questions, where there is a file of them: every one gets one fitting reply.

The questions are other people's words and no part of this project. Name a file of them by
JIAXIAO_QUESTIONS: a YAML list of {n, q, label, ...} as `jiaxiao knowledge score` reads it.
"""

from __future__ import annotations

import asyncio
import json
import os
import time
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from bot.faq.scoring import Label, Labelled, read_labelled
from bot.sandbox import acting
from tests.support.command_line import Desk
from tests.support.crowd import meet
from tests.support.processes import PATIENCE
from tests.support.town import Town, a_town

QUESTIONS = Path(os.environ.get("JIAXIAO_QUESTIONS", ""))
MOST_ANSWERED = 0.03
"""How much of what is none of our business may be answered with a policy; 1 of 67 was."""

SOURCE = "依据："

pytestmark = pytest.mark.skipif(
    not QUESTIONS.is_file(), reason="no file of parents' questions; name one by JIAXIAO_QUESTIONS"
)


@pytest.fixture(scope="module")
def asked() -> tuple[Labelled, ...]:
    return read_labelled(QUESTIONS)


def check_share(asked: tuple[Labelled, ...], texts: list[str]) -> None:
    """Hold what is out of our field, and small talk, to the recorded bar."""
    others = [
        SOURCE in text
        for one, text in zip(asked, texts, strict=True)
        if one.label in {Label.OUT, Label.SMALLTALK}
    ]
    assert sum(others) <= MOST_ANSWERED * len(others)


def test_every_question_of_a_batch_gets_one_line_that_fits_its_decision(
    asked: tuple[Labelled, ...],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.chdir(tmp_path)
    lines = [json.dumps({"n": place, "q": one.q}) for place, one in enumerate(asked)]
    Path("questions.jsonl").write_text("\n".join(lines), encoding="utf-8")

    done = Desk(tmp_path, capsys).types("knowledge", "ask", "--batch", "questions.jsonl")

    replies: list[dict[str, Any]] = [json.loads(line) for line in done.out.splitlines()]
    assert (done.code, done.err) == (0, "")
    assert [reply["n"] for reply in replies] == list(range(len(asked)))
    assert all(len(reply["topics"]) <= 3 for reply in replies)
    for reply in replies:
        assert reply["text"].strip()
        assert (SOURCE in reply["text"]) == (reply["decision"] == "answer"), reply["n"]
    check_share(asked, [reply["text"] for reply in replies])


async def until_answered(town: Town, count: int) -> None:
    updates, deadline = town.sandbox.world.updates, time.monotonic() + PATIENCE
    while updates.pending or len({one.chat_id for one in town.sandbox.ledger.sends}) < count:
        assert time.monotonic() < deadline, "somebody got no reply"
        await asyncio.sleep(0.05)


async def test_every_parent_who_asks_in_the_chat_gets_exactly_one_fitting_reply(
    asked: tuple[Labelled, ...], tmp_path: Path
) -> None:
    parents = range(1, len(asked) + 1)
    async with a_town(tmp_path) as town:
        meet(town.sandbox, parents)
        for parent, one in zip(parents, asked, strict=True):
            acting.write(town.sandbox.world, parent, one.q)
        await until_answered(town, len(asked))

        sends = town.sandbox.ledger.sends
        assert Counter(one.chat_id for one in sends) == dict.fromkeys(parents, 1)
        replies = {int(one.chat_id): one for one in sends}
        for parent, reply in replies.items():
            assert reply.text.strip()
            assert "抱歉，刚才出了点问题" not in reply.text
            message = town.sandbox.world.messages[reply.chat_id][reply.message_id]
            offers = (message.markup or {}).get("inline_keyboard") or []
            assert isinstance(offers, list)
            assert len(offers) <= 4, asked[parent - 1].n
        check_share(asked, [replies[parent].text for parent in parents])
