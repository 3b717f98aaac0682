"""An author is asked to think again, changes the text or says why; nobody else notices."""

from __future__ import annotations

import asyncio
import json
import shutil
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.app import open_services
from bot.config import load
from tests.support.command_line import Desk
from tests.support.crowd import a_school_of
from tests.support.dialogue import Seen, Someone
from tests.support.town import Town, a_town

SECOND = "二年级(1)班"
MARKING = "请家长批改孩子的作业。"
"""Breaks one rule at every hour; “今天的作业” would break another one in the evening."""


@pytest.fixture
async def town(tmp_path: Path) -> AsyncIterator[Town]:
    async with a_town(tmp_path) as town:
        yield town


async def write(teacher: Someone, text: str) -> Seen:
    """Write a notice, and return the preview."""
    await teacher.says("/notice")
    await teacher.taps(await teacher.sees("这份通知发给谁"), SECOND)
    question = await teacher.sees("请回复这条消息，写下通知内容")
    await teacher.says(text, reply_to=question.id)
    return await teacher.sees("预览", text)


async def test_an_author_is_told_what_speaks_against_a_notice_and_changes_it(town: Town) -> None:
    teacher = await town.teacher(9, SECOND)
    parent = await town.parent(1, SECOND, 12)

    warned = await write(teacher, MARKING)
    assert "1. 让家长检查、批改作业：“请家长批改孩子的作业”" in warned.text
    assert (
        "依据：《关于进一步减轻义务教育阶段学生作业负担和校外培训负担的意见》第4条" in warned.text
    )
    assert "现在发送" not in warned.labels
    assert {"改一改", "说明原因后发送", "不发了"} <= set(warned.labels)

    await teacher.taps(warned, "改一改")
    question = await teacher.sees("请回复这条消息，写下通知内容", count=2)
    await teacher.says("请提醒孩子按时完成作业。", reply_to=question.id)
    fine = await teacher.sees("预览", "请提醒孩子按时完成作业。")
    assert "⚠" not in fine.text
    await teacher.taps(fine, "现在发送")
    await parent.sees("请提醒孩子按时完成作业。")


async def test_a_notice_goes_out_with_a_reason_which_is_kept(town: Town) -> None:
    teacher = await town.teacher(9, SECOND)
    parent = await town.parent(1, SECOND, 12)

    await teacher.taps(await write(teacher, MARKING), "说明原因后发送")
    question = await teacher.sees("写明为什么要这样发")
    await teacher.says("家长会上商定，只此一次。", reply_to=question.id)
    explained = await teacher.sees("照发的原因：家长会上商定，只此一次。")
    await teacher.taps(explained, "现在发送")

    told = await parent.sees(MARKING)
    assert "商定" not in told.text
    notice = await town.services.notices.find(1)
    assert notice.despite == "家长会上商定，只此一次。"
    assert notice.objections == ("parents-mark-homework",)


async def test_an_empty_reason_is_asked_for_again(town: Town) -> None:
    teacher = await town.teacher(9, SECOND)
    await town.parent(1, SECOND, 12)
    await teacher.taps(await write(teacher, MARKING), "说明原因后发送")
    question = await teacher.sees("写明为什么要这样发")
    await teacher.says("字" * 201, reply_to=question.id)

    await teacher.sees("原因不能为空，最多 200 字")
    await teacher.sees("写明为什么要这样发", count=2)


async def test_an_old_button_does_not_get_round_the_rules(town: Town) -> None:
    teacher = await town.teacher(9, SECOND)
    await town.parent(1, SECOND, 12)
    fine = await write(teacher, "明天秋游。")
    question = await teacher.sees("请回复这条消息，写下通知内容")
    await teacher.says(MARKING, reply_to=question.id)
    await teacher.sees("预览", MARKING)

    await teacher.taps_data(fine.id, fine.button("现在发送"))
    again = await teacher.sees("让家长检查、批改作业", count=2)
    assert "说明原因后发送" in again.labels
    assert (await town.services.notices.find(1)).state == "draft"


@pytest.fixture
def empty(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Desk:
    monkeypatch.chdir(tmp_path)
    return Desk(tmp_path, capsys)


@pytest.fixture
def school(empty: Desk, database_template: Path) -> Desk:
    """A school with one class of 30 families, each of one parent."""

    async def fill() -> None:
        async with open_services(load()) as services:
            await a_school_of(services, range(1, 31))

    shutil.copy(database_template, "jiaxiao.db")
    asyncio.run(fill())
    return empty


def test_a_script_learns_what_speaks_against_a_notice(school: Desk) -> None:
    send = ("notice", "send", "--to", "class:1", "--text", MARKING)

    refused = school.types(*send)
    document = school.types(*send, "--json")

    assert (refused.code, refused.out) == (1, "")
    assert "让家长检查、批改作业" in refused.err
    assert "--despite REASON" in refused.err
    assert document.code == 1
    found = {finding["rule"]: finding for finding in json.loads(document.out)["findings"]}
    finding = found["parents-mark-homework"]  # At night there is another one.
    assert finding["excerpt"] == "请家长批改孩子的作业"
    assert finding["because"][0]["clause"] == "第4条"
    assert school.gets("notice", "list") == []


def test_a_script_sends_with_a_reason_that_is_audited(school: Desk) -> None:
    sent = school.gets(
        *("notice", "send", "--to", "class:1", "--text", MARKING, "--despite", "家长会上商定。")
    )

    listed = school.gets("audit", "list")
    assert sent["id"] == 1
    assert any("parents-mark-homework" in json.dumps(one) for one in listed)
    assert not any("商定" in json.dumps(one, ensure_ascii=False) for one in listed)


def test_an_empty_reason_sends_nothing(school: Desk) -> None:
    line = school.is_refused(
        *("notice", "send", "--to", "class:1", "--text", MARKING, "--despite", " "), code=1
    )

    assert line.startswith("--despite")
    assert school.gets("notice", "list") == []


def test_a_dry_run_shows_everything_and_sends_nothing(school: Desk) -> None:
    run = ("notice", "send", "--to", "class:1", "--text", "明天秋游。", "--confirm", "--dry-run")

    shown = school.types(*run)
    document = school.gets(*run)

    assert shown.code == 0
    assert "── 简体中文 × 30 ──" in shown.out
    assert "［已阅］" in shown.out
    assert "将发给 30 位家长" in shown.out
    assert document["recipients"] == 30
    assert document["seconds"] == pytest.approx(1.2)
    assert document["languages"][0]["text"].startswith("【通知】")
    assert document["findings"] == []
    assert school.gets("notice", "list") == []


def test_a_dry_run_of_what_the_rules_object_to_fails(school: Desk) -> None:
    done = school.types(
        *("notice", "send", "--to", "class:1", "--text", MARKING, "--dry-run", "--json")
    )

    assert done.code == 1
    assert json.loads(done.out)["findings"][0]["rule"] == "parents-mark-homework"


def test_a_text_is_checked_without_a_school(empty: Desk) -> None:
    Path("draft.txt").write_text(MARKING, encoding="utf-8")

    fine = empty.types("notice", "check", "--text", "明天秋游。", "--at", "2026-11-23T12:00")
    found = empty.types("notice", "check", "--file", "draft.txt", "--lang", "en")
    document = empty.types(
        *("notice", "check", "--text", "明天带水壶。", "--at", "2026-11-23T21:40"),
        *("--stage", "primary", "--json"),
    )

    assert (fine.code, fine.out) == (0, "没有发现需要改的地方。\n")
    assert found.code == 1
    assert "Parents asked to check or mark homework" in found.out
    assert [one["rule"] for one in json.loads(document.out)["findings"]] == ["late-night"]


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ((), "--text"),
        (("--text", "好", "--file", "x.txt"), "--text"),
        (("--file", "absent.txt"), "--file absent.txt"),
        (("--text", "好", "--at", "tonight"), "--at tonight"),
    ],
)
def test_what_cannot_be_checked_is_one_sentence(
    empty: Desk, arguments: tuple[str, ...], said: str
) -> None:
    assert said in empty.is_refused("notice", "check", *arguments, code=2)


def test_broken_rules_are_named_with_their_line(empty: Desk) -> None:
    Path("knowledge").mkdir()
    Path("knowledge/notice_rules.yaml").write_text("words: {}\nrules: 3\n", encoding="utf-8")

    done = empty.types("notice", "check", "--text", "好")
    assert done.code == 1
    assert "notice_rules.yaml, line 2: rules: " in done.err
