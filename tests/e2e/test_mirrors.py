"""Notices in other channels while everything runs: shown to the author, and after a kill."""

from __future__ import annotations

import asyncio
import shutil
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from bot.app import open_services
from bot.clock import SystemClock
from bot.config import load
from bot.mirrors.channel import Channel
from bot.mirrors.model import PostStatus, State
from bot.mirrors.poster import CLAIM_LASTS, Posting
from bot.people import audience
from bot.sandbox import SandboxOptions
from tests.support.channels import WebEnd, a_web_end
from tests.support.clocks import FixedClock
from tests.support.crowd import a_school_of, meet
from tests.support.processes import PATIENCE, a_service
from tests.support.town import a_sandbox, a_town, write_config

SECOND = "二年级(1)班"
SCHOOL = range(1, 31)


@pytest.fixture
def web() -> Iterator[WebEnd]:
    with a_web_end() as end:
        yield end


def mirrored(web: WebEnd) -> dict[str, object]:
    return {"mirrors": [{"name": "group", "url": web.url, "audiences": ["class:1"]}]}


async def until(happened: Callable[[], bool]) -> None:
    deadline = time.monotonic() + PATIENCE
    while not happened():
        assert time.monotonic() < deadline, "it never happened"
        await asyncio.sleep(0.01)


async def posts_of(config: Path, notice: int) -> tuple[PostStatus, ...]:
    async with open_services(load(config)) as services:
        return (await services.notices.status(notice)).mirrors


async def test_the_author_sees_where_else_a_notice_stands(tmp_path: Path, web: WebEnd) -> None:
    async with a_town(tmp_path, changes=mirrored(web)) as town:
        teacher = await town.teacher(9, SECOND)
        parent = await town.parent(1, SECOND, 12)
        web.holds.clear()

        await teacher.says("/notice")
        await teacher.taps(await teacher.sees("这份通知发给谁"), SECOND)
        question = await teacher.sees("写下通知内容")
        await teacher.says("请带水壶。", reply_to=question.id)
        await teacher.taps(await teacher.sees("预览"), "现在发送")

        await parent.sees("请带水壶")
        await teacher.sees("发送完毕", "正在同步到其他渠道：group")
        web.holds.set()
        await teacher.sees("发送完毕", "已同步到其他渠道：group")

    assert web.titles == [f"【通知】{SECOND}"]


async def test_a_hanging_mirror_delays_no_parent_and_a_kill_loses_no_post(
    tmp_path: Path, database_template: Path, web: WebEnd
) -> None:
    shutil.copy(database_template, tmp_path / "school.db")
    options = SandboxOptions(port=0, limits=False)
    async with a_sandbox(options) as (sandbox, _):
        config = write_config(tmp_path, sandbox, mirrored(web))
        async with open_services(load(config)) as services:
            await a_school_of(services, SCHOOL)
        meet(sandbox, SCHOOL)
        web.holds.clear()
        async with a_service(config) as service:
            await service.until_ready()
            async with open_services(load(config)) as services:
                made = await services.notices.announce(
                    audience.parse_all(["school:1"]), "请带水壶。"
                )
            await until(lambda: bool(web.got))
            await until(
                lambda: (
                    {s.chat_id for s in sandbox.ledger.sends if "水壶" in s.text} == set(SCHOOL)
                )
            )
            (hanging,) = await posts_of(config, made.id)
            await service.kill()
        web.holds.set()

        later = FixedClock(SystemClock().now() + CLAIM_LASTS)
        async with open_services(load(config), clock=later) as services:
            posting = Posting(services.database, later, services.mirrors, Channel())
            await posting.look()
            await posting.end()

    assert (hanging.state, hanging.doubts) == (State.SENDING, 0)
    (post,) = await posts_of(config, made.id)
    assert (post.state, post.attempts, post.doubts) == (State.SENT, 2, 1)
    assert [title.startswith("（可能重复）") for title in web.titles] == [False, True]
