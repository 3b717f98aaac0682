"""A request's whole life, with the real dispatcher and the scheduler's sweep."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest

from tests.support.inbox import A_QUESTION, count, everything
from tests.support.town import a_town

A_PARENT, A_CLERK = 987650501, 987650601


async def test_once_the_reply_has_arrived_nothing_of_question_and_reply_is_left(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.running.SWEEPS_EVERY", 0.1)
    async with a_town(tmp_path) as town:
        parent = await town.parent(A_PARENT, "二年级(1)班", 1)
        clerk = await town.teacher(A_CLERK)
        inbox, database = town.services.inbox, town.services.database
        request = await inbox.ask_school(A_QUESTION, A_PARENT)
        await clerk.sees("有家长请您看一个问题")
        who = await town.services.people.person(A_CLERK, town.language)

        await inbox.answer_request(request, "可以玩到五点。", who)

        await parent.sees("可以玩到五点。")
        async with asyncio.timeout(20):
            while await count(database, "help_requests"):  # noqa: ASYNC110 - nobody tells a test
                await asyncio.sleep(0.02)
        left = await everything(database)
        assert "可以玩到五点" not in left
        assert str(A_PARENT) not in left
