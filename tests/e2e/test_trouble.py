"""Things go wrong in the chat: people still get an answer, and nothing is half done."""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import AsyncIterator
from contextlib import closing
from pathlib import Path

import pytest
import sqlalchemy as sa

from bot.chat.routes import BUTTONS
from bot.notices.model import State
from bot.sandbox import FaultKind, FaultPlan, NextCalls
from bot.storage import database as database_module
from bot.storage.tables.delivery import outgoing
from bot.storage.tables.notices import notices
from tests.integration.storage.other_process import other_process
from tests.support.dialogue import Someone
from tests.support.town import REPOSITORY, Town, a_town

SECOND = "二年级(1)班"
QUESTION = "课后服务可以不参加吗"


@pytest.fixture
async def town(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Town]:
    monkeypatch.setattr(database_module, "BUSY_SECONDS", 0)
    async with a_town(tmp_path) as town:
        yield town


async def count(town: Town, table: sa.Table) -> int:
    async with town.services.database.read() as connection:
        found = await connection.execute(sa.select(sa.func.count()).select_from(table))
        return int(found.scalar_one())


async def preview_of(teacher: Someone, text: str) -> None:
    await teacher.says("/notice")
    await teacher.taps(await teacher.sees("这份通知发给谁"), SECOND)
    question = await teacher.sees("请回复这条消息")
    await teacher.says(text, reply_to=question.id)
    await teacher.sees("预览")


async def taps_old_button(someone: Someone, data: str) -> None:
    """Tap a button the chat no longer shows, as old messages on phones still have them."""
    message = (await someone.from_bot())[-1]
    url = f"/sandbox/chats/{someone.number}/taps"
    body = {"message_id": message.id, "data": data, "forged": True}
    async with someone._http.post(url, json=body) as answer:
        assert answer.status < 300, await answer.text()


async def test_a_stranger_who_presses_a_teachers_button_changes_nothing(town: Town) -> None:
    teacher, stranger = await town.teacher(9, SECOND), await town.person(5)
    await town.parent(1, SECOND, 12)
    await preview_of(teacher, "明天秋游。")
    send = (await teacher.sees("预览")).button("现在发送")
    await stranger.asks("你好")

    await taps_old_button(stranger, send)

    await stranger.sees("只有学校的老师才能操作")
    assert (await town.services.notices.find(1)).state is State.DRAFT


async def test_another_classes_teacher_cannot_send_by_an_old_button(town: Town) -> None:
    teacher, other = await town.teacher(9, SECOND), await town.teacher(8, "五年级(2)班")
    await town.parent(1, SECOND, 12)
    await preview_of(teacher, "明天秋游。")
    send = (await teacher.sees("预览")).button("现在发送")

    await taps_old_button(other, send)

    await other.sees("这个班不在您名下")
    assert (await town.services.notices.find(1)).state is State.DRAFT


async def test_buttons_of_older_releases_and_forged_ones_are_explained_one_by_one(
    town: Town,
) -> None:
    someone = await town.person(1)
    await someone.asks("你好")
    unreadable = ["x", "zz:1:2", "qe", ":::::", "纸飞机", "st:abc:", "ns:1:2:more"]
    unreadable += [f"{prefix}:{'x:' * 9}" for prefix in BUTTONS]
    before = len(await someone.from_bot())

    for number, data in enumerate(unreadable, start=1):
        await taps_old_button(someone, data)
        await someone.sees("", count=before + number)

    replies = (await someone.from_bot())[before:]
    assert {reply.text for reply in replies} == {replies[0].text}
    assert "这个按钮已经过期" in replies[0].text
    assert "/help" in replies[0].text


async def test_a_parent_who_asks_while_the_database_is_locked_is_answered(
    town: Town, tmp_path: Path
) -> None:
    parent = await town.parent(1, SECOND, 12)

    with other_process(tmp_path / "school.db", "BEGIN EXCLUSIVE"):
        reply = await parent.asks(QUESTION)
        danger = await parent.asks("孩子说不想活了")

    assert "依据：" in reply.text
    assert "110" in danger.text


async def test_a_teacher_who_sends_while_the_database_is_locked_is_told_and_may_try_again(
    town: Town, tmp_path: Path
) -> None:
    teacher, parent = await town.teacher(9, SECOND), await town.parent(1, SECOND, 12)
    await preview_of(teacher, "明天秋游。")
    preview = await teacher.sees("预览")
    before = len(await teacher.from_bot())

    with other_process(tmp_path / "school.db", "BEGIN IMMEDIATE"):
        await teacher.taps(preview, "现在发送")
        await teacher.sees("", count=before + 1)
        apology = (await teacher.from_bot())[-1]
        assert (await town.services.notices.find(1)).state is State.DRAFT
        assert await count(town, outgoing) == 0
    await teacher.taps(preview, "现在发送")

    assert "请过一分钟再试一次" in apology.text
    await parent.sees("明天秋游。")
    assert (await count(town, notices), await count(town, outgoing)) == (1, 1)


async def test_joining_while_the_database_is_locked_can_be_tried_again(
    town: Town, tmp_path: Path
) -> None:
    made = await town.services.office.invite_family(town.classes[SECOND], seat=12)
    parent = await town.person(1)

    with other_process(tmp_path / "school.db", "BEGIN IMMEDIATE"):
        await parent.starts(made.code)
        await parent.hears()
    await parent.starts(made.code)

    await parent.sees("您已加入阳光小学二年级(1)班")


async def test_a_knowledge_folder_that_vanishes_is_answered_from_memory(tmp_path: Path) -> None:
    knowledge = tmp_path / "knowledge"
    shutil.copytree(REPOSITORY / "knowledge", knowledge)
    async with a_town(tmp_path, changes={"knowledge": {"path": str(knowledge)}}) as town:
        parent = await town.parent(1, SECOND, 12)
        shutil.rmtree(knowledge)

        reply = await parent.asks(QUESTION)

    assert "依据：" in reply.text


@pytest.mark.parametrize(
    "kind",
    [
        FaultKind.TOO_MANY,
        FaultKind.SERVER_ERROR,
        FaultKind.RESET_BEFORE,
        FaultKind.RESET_AFTER,
    ],
)
async def test_a_reply_arrives_although_telegram_stumbles(town: Town, kind: FaultKind) -> None:
    parent = await town.person(1)
    await parent.asks("你好")
    stumble = NextCalls(kind=kind, method="sendMessage", count=2)
    town.sandbox.faults.change(FaultPlan(next=(stumble,)))

    reply = await parent.asks(QUESTION)

    assert "依据：" in reply.text


async def test_updates_are_fetched_again_after_telegram_stumbles(town: Town) -> None:
    stumbles = (
        NextCalls(kind=FaultKind.SERVER_ERROR, method="getUpdates"),
        NextCalls(kind=FaultKind.RESET_BEFORE, method="getUpdates"),
        NextCalls(kind=FaultKind.RESET_AFTER, method="getUpdates"),
    )
    parent = await town.person(1)
    town.sandbox.faults.change(FaultPlan(next=stumbles))

    for _ in range(2):
        reply = await parent.asks(QUESTION)

    assert "依据：" in reply.text
    assert town.sandbox.ledger.faults


async def test_nothing_a_parent_wrote_stands_in_the_database(town: Town, tmp_path: Path) -> None:
    parent = await town.parent(1, SECOND, 12)
    await parent.asks("我家孩子小名叫团子课后服务可以不参加吗")

    with closing(sqlite3.connect(tmp_path / "school.db")) as connection:
        dump = "\n".join(connection.iterdump())

    assert "团子" not in dump
