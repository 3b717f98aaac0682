"""The message that shows an author how far a notice is."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress

import pytest

from bot.chat.progress import ProgressMessages
from bot.notices.model import Notice
from bot.people.audience import Audience, Kind
from bot.sandbox import FaultKind, FaultPlan, NextCalls
from tests.support.front_desk import FrontDesk

PARENT, TEACHER = 1, 9


@pytest.fixture(autouse=True)
def _in_a_hurry(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bot.chat.progress.LOOKS_EVERY", 0.01)
    monkeypatch.setattr("bot.chat.patience.PAUSES", (0.0,) * 5)


@asynccontextmanager
async def shown(desk: FrontDesk) -> AsyncIterator[None]:
    task = asyncio.create_task(ProgressMessages(desk.services, desk.chat.bot).run())
    try:
        yield
    finally:
        task.cancel()
        with suppress(asyncio.CancelledError):
            await task


async def a_stopped_notice(desk: FrontDesk) -> tuple[Notice, int]:
    """Let a notice be stopped before its progress was shown for the last time."""
    await desk.teacher(TEACHER)
    await desk.parent(PARENT, 12)
    made = await desk.services.notices.draft(
        None, TEACHER, [Audience(Kind.CLASS, desk.school_class)]
    )
    await desk.services.notices.write(made, "明天秋游。")
    await desk.services.notices.send(made)
    message_id = (await desk.chat.bot.send_message(TEACHER, "…")).message_id
    await desk.services.notices.show_progress_in(made, message_id)
    return await desk.services.notices.cancel(made), message_id


def text_of(desk: FrontDesk, message_id: int) -> str:
    message = desk.sandbox.world.message(TEACHER, message_id)
    assert message is not None
    return message.text


async def until_final(desk: FrontDesk, notice: Notice) -> None:
    async with asyncio.timeout(60):
        while (await desk.services.notices.find(notice.id)).progress_message_id:  # noqa: ASYNC110 - another task ends it
            await asyncio.sleep(0.01)


async def test_the_last_word_is_shown_although_telegram_stumbles_for_long(
    desk: FrontDesk,
) -> None:
    notice, message_id = await a_stopped_notice(desk)
    stumble = NextCalls(kind=FaultKind.SERVER_ERROR, method="editMessageText", count=20)
    desk.sandbox.faults.change(FaultPlan(next=(stumble,)))

    async with shown(desk):
        await until_final(desk, notice)

    assert "已停止" in text_of(desk, message_id)


async def test_a_progress_message_that_is_gone_is_not_tried_for_ever(desk: FrontDesk) -> None:
    notice, _ = await a_stopped_notice(desk)
    await desk.services.notices.show_progress_in(notice.id, 999)

    async with shown(desk):
        await until_final(desk, notice)

    assert desk.sandbox.ledger.calls["editMessageText"] == 1
