"""Two services on one PostgreSQL: one dispatches, the other stands by and takes over."""

from __future__ import annotations

import asyncio
import time
from pathlib import Path

import pytest

from bot.app import open_services
from bot.config import load
from bot.people import audience
from bot.sandbox import Sandbox, SandboxOptions
from tests.support.crowd import a_school_of, meet
from tests.support.processes import PATIENCE, Service, a_service
from tests.support.town import a_sandbox, write_config

SCHOOL = range(1, 301)
IN_FLIGHT = 16
PACE = {"messages_per_second": 50, "in_flight": IN_FLIGHT}
WORDS = "明天穿校服"

pytestmark = pytest.mark.postgresql


def reached(sandbox: Sandbox) -> list[int]:
    return [sent.chat_id for sent in sandbox.ledger.sends if WORDS in sent.text]


async def until_reached(sandbox: Sandbox, count: int) -> None:
    """Wait until so many families have it."""
    deadline = time.monotonic() + PATIENCE
    while len(set(reached(sandbox))) < count:
        assert time.monotonic() < deadline, len(reached(sandbox))
        await asyncio.sleep(0.005)


async def both_up(first: Service, second: Service) -> tuple[Service, Service]:
    """Wait until one dispatches and one stands by; return them in this order."""
    await asyncio.gather(first.until_ready(), second.until_ready())
    await first.until_logged("dispatcher_st")
    await second.until_logged("dispatcher_st")
    leads = "dispatcher_started" in first.logged()
    return (first, second) if leads else (second, first)


async def test_who_stands_by_takes_over_from_a_killed_service(
    tmp_path: Path, postgresql_url: str
) -> None:
    options = SandboxOptions(port=0, limits=False)
    changes = {"database": {"url": postgresql_url}, "delivery": PACE}
    async with a_sandbox(options) as (sandbox, _):
        config = write_config(tmp_path, sandbox, changes)
        async with open_services(load(config)) as services:
            assert await a_school_of(services, SCHOOL) == 1
        meet(sandbox, SCHOOL)
        async with a_service(config) as one, a_service(config) as other:
            leader, standby = await both_up(one, other)
            assert "dispatcher_started" not in standby.logged()
            async with open_services(load(config)) as services:
                await services.notices.announce(audience.parse_all(["school:1"]), WORDS)
            await until_reached(sandbox, 100)

            await leader.kill()
            before = len(set(reached(sandbox)))
            await until_reached(sandbox, len(SCHOOL))

        assert before < len(SCHOOL)
        assert "dispatcher_started" in standby.logged()
        assert len(reached(sandbox)) - len(SCHOOL) <= IN_FLIGHT
