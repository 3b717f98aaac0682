"""Pulling the plug: real processes, killed with -9 at the worst moment and started again.

Nobody is missed, nobody but the sends in flight gets a message twice, and every question
that was waiting is answered.
"""

from __future__ import annotations

import asyncio
import json
import shutil
import socket
import time
from collections import Counter
from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import asynccontextmanager
from datetime import datetime, timedelta
from pathlib import Path

import aiohttp
import pytest

from bot.app import open_services
from bot.chat import application
from bot.clock import SCHOOL_ZONE, SystemClock
from bot.config import load
from bot.notices.model import State, Status
from bot.people import audience
from bot.sandbox import FaultKind, FaultPlan, Sandbox, SandboxOptions, acting
from tests.support.clocks import AT_ANY_HOUR
from tests.support.crowd import a_school_of, meet
from tests.support.dialogue import Someone
from tests.support.processes import PATIENCE, a_service, jiaxiao
from tests.support.town import TOKEN, a_sandbox, serving, write_config

IN_FLIGHT = 16
SCHOOL = range(1, 501)
ASKING = range(1, 51)
QUESTION = "课后服务可以不参加吗"
FAST = {"delivery": {"messages_per_second": 1000, "in_flight": IN_FLIGHT}}
LATE = FaultPlan(shares={FaultKind.LATE: 1.0}, delay_ms=15)
"""Answers come late, so that a kill finds sends on their way."""


@pytest.fixture
def folder(tmp_path: Path, database_template: Path) -> Path:
    shutil.copy(database_template, tmp_path / "school.db")
    return tmp_path


@asynccontextmanager
async def a_school(
    folder: Path, parents: range, changes: Mapping[str, object], options: SandboxOptions
) -> AsyncIterator[tuple[Sandbox, aiohttp.ClientSession, Path]]:
    """Open the sandbox and a database in which these parents belong to school 1."""
    async with a_sandbox(options) as (sandbox, http):
        config = write_config(folder, sandbox, changes)
        async with open_services(load(config)) as services:
            assert await a_school_of(services, parents) == 1
        meet(sandbox, parents)
        yield sandbox, http, config


def without_limits(faults: FaultPlan | None = None) -> SandboxOptions:
    return SandboxOptions(port=0, limits=False, faults=faults or FaultPlan(), webhook_pause=0.1)


async def until(happened: Callable[[], bool]) -> None:
    deadline = time.monotonic() + PATIENCE
    while not happened():
        assert time.monotonic() < deadline, "it never happened"
        await asyncio.sleep(0.005)


async def announced(config: Path, text: str) -> int:
    async with open_services(load(config)) as services:
        return (await services.notices.announce(audience.parse_all(["school:1"]), text)).id


async def until_sent(config: Path, notice_id: int) -> Status:
    deadline = time.monotonic() + PATIENCE
    async with open_services(load(config)) as services:
        while True:
            status = await services.notices.status(notice_id)
            if status.state is State.SENT:
                return status
            assert time.monotonic() < deadline, status
            await asyncio.sleep(0.1)


def copies(sandbox: Sandbox, words: str) -> Counter[int]:
    return Counter(sent.chat_id for sent in sandbox.ledger.sends if words in sent.text)


async def test_a_kill_amid_a_broadcast_misses_nobody_and_repeats_only_what_was_in_flight(
    folder: Path,
) -> None:
    async with a_school(folder, SCHOOL, FAST, without_limits(LATE)) as (sandbox, _, config):
        async with a_service(config) as service:
            await service.until_ready()
            notice = await announced(config, "明天秋游，请带水壶。")
            await until(lambda: len(copies(sandbox, "秋游")) >= 150)
            await service.kill()
        reached = len(copies(sandbox, "秋游"))
        async with a_service(config):
            await until_sent(config, notice)
            said = await jiaxiao(folder, "notice", "status", str(notice), "--json")

        got = copies(sandbox, "秋游")
        status = json.loads(said.out)
        assert reached < len(SCHOOL)
        assert set(got) == set(SCHOOL)
        assert sum(got.values()) - len(got) <= IN_FLIGHT
        assert (status["state"], status["delivered"], status["children_unreached"]) == (
            "sent", 500, 0,
        )  # fmt: skip


HALF_REFUSED = FaultPlan(shares={FaultKind.SERVER_ERROR: 0.5, FaultKind.LATE: 1.0}, delay_ms=2_000)
"""Half of the replies are refused, the others accepted so late that the bot hears of none."""


async def test_a_kill_with_questions_pending_leaves_no_parent_without_an_answer(
    folder: Path,
) -> None:
    options = without_limits(HALF_REFUSED)
    async with a_school(folder, ASKING, {}, options) as (sandbox, _, config):
        async with a_service(config) as service:
            await service.until_ready()
            for number in ASKING:
                acting.write(sandbox.world, number, QUESTION)
            await until(lambda: sandbox.ledger.calls["sendMessage"] >= len(ASKING))
            await service.kill()
        answered = set(copies(sandbox, "依据："))
        sandbox.faults.change(FaultPlan())
        async with a_service(config):
            await until(lambda: set(copies(sandbox, "依据：")) == set(ASKING))
            await until(lambda: not sandbox.world.updates.pending)

        assert len(answered) < len(ASKING)
        assert max(copies(sandbox, "依据：").values()) <= 2


async def test_a_notice_put_down_by_another_process_is_on_time(folder: Path) -> None:
    async with a_school(folder, ASKING, {}, without_limits()) as (sandbox, _, config):
        async with a_service(config) as service:
            await service.until_ready()
            due, words, sent = await put_down(config)
            await until(lambda: len(copies(sandbox, words)) == len(ASKING))

        times = [one.time for one in sandbox.ledger.sends if words in one.text]
        assert (sent["state"], sent["send_at"][:16]) == ("scheduled", f"{due:%Y-%m-%dT%H:%M}")
        assert due.timestamp() <= min(times)
        assert copies(sandbox, words) == dict.fromkeys(ASKING, 1)


async def put_down(config: Path) -> tuple[datetime, str, dict[str, str]]:
    """Plan a notice from a process of its own, soon, but later than that process needs."""
    for ahead in (5, 10, 20, 30):
        words = f"请走{ahead}号门"
        now = SystemClock().now().replace(microsecond=0)
        due = (now + timedelta(seconds=ahead)).astimezone(SCHOOL_ZONE)
        said = await jiaxiao(
            config.parent,
            *("notice", "send", "--to", "class:1", "--text", words),
            *("--at", f"{due:%Y-%m-%dT%H:%M:%S}", "--json", "--despite", AT_ANY_HOUR),
        )
        assert said.code == 0, said.err
        sent = json.loads(said.out)
        if SystemClock().now() < due:
            return due, words, sent
    raise AssertionError("this machine is too slow to try it")


SECRET = "a-long-random-secret-for-this-test"


def listening(folder: Path, sandbox: Sandbox) -> tuple[Path, str]:
    """Write a configuration by which Telegram calls the bot; returns it and the address."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    url = f"http://127.0.0.1:{port}/telegram"
    webhook = {"port": port, "url": url, "secret_token": SECRET}
    telegram = {
        "token": TOKEN,
        "base_url": sandbox.base_url,
        "mode": "webhook",
        "webhook": webhook,
    }
    return write_config(folder, sandbox, {"telegram": telegram}), url


async def test_by_webhook_a_stranger_is_refused_and_a_kill_leaves_no_question_unanswered(
    folder: Path,
) -> None:
    async with a_school(folder, ASKING, {}, without_limits()) as (sandbox, http, _):
        config, url = listening(folder, sandbox)
        async with a_service(config) as service:
            await service.until_ready()
            await until(lambda: sandbox.world.settings.webhook.url == url)
            reply = await Someone(http, 1).asks(QUESTION)
            assert "依据：" in reply.text
            for headers in ({}, {"X-Telegram-Bot-Api-Secret-Token": "guessed"}):
                async with http.post(url, json={"update_id": 1}, headers=headers) as refused:
                    assert refused.status == 403
            sandbox.faults.change(HALF_REFUSED)
            before = sandbox.ledger.calls["sendMessage"]
            for number in ASKING[1:]:
                acting.write(sandbox.world, number, QUESTION)
            await until(lambda: sandbox.ledger.calls["sendMessage"] >= before + 35)
            await service.kill()
        answered = set(copies(sandbox, "依据："))
        sandbox.faults.change(FaultPlan())
        async with a_service(config):
            await until(lambda: set(copies(sandbox, "依据：")) == set(ASKING))

        assert len(answered) < len(ASKING)


TROUBLES = FaultPlan(
    shares={
        FaultKind.TOO_MANY: 0.01,
        FaultKind.SERVER_ERROR: 0.06,
        FaultKind.RESET_BEFORE: 0.04,
        FaultKind.RESET_AFTER: 0.04,
        FaultKind.TIMEOUT_AFTER: 0.04,
    },
    hold_seconds=20,
)
UNKNOWN = (FaultKind.RESET_AFTER, FaultKind.TIMEOUT_AFTER)
"""Troubles after which nobody can know whether a message was accepted."""


async def test_under_telegrams_limits_and_troubles_nobody_is_lost(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(application, "ANSWER_SECONDS", 1.0)
    parents = range(1, 121)
    options = SandboxOptions(port=0, limits=True, faults=TROUBLES)
    async with a_school(folder, parents, {}, options) as (sandbox, _, config):
        async with serving(load(config)):
            notice = await announced(config, "周五放假一天。")
            status = await until_sent(config, notice)

        got = copies(sandbox, "周五放假")
        met = sandbox.ledger.faults
        assert all(met[kind.value] for kind in TROUBLES.shares), met
        assert set(got) == set(parents)
        assert status.delivered + status.ambiguous == len(parents)
        assert sum(got.values()) - len(got) <= sum(met[kind.value] for kind in UNKNOWN)
