"""The database server stops in the middle of the day and comes back; the service stays."""

from __future__ import annotations

import asyncio
import time
from pathlib import Path

import pytest

from bot.app import open_services
from bot.config import load
from bot.people import audience
from bot.sandbox import Sandbox, acting
from tests.support.crowd import a_school_of, meet
from tests.support.databases import PostgresDatabases, make_current
from tests.support.postgres import a_server
from tests.support.processes import PATIENCE, a_service
from tests.support.town import a_sandbox, write_config

SCHOOL = range(1, 201)
WORDS = "明天穿校服"
QUESTION = "课后服务可以不参加吗"
AN_ANSWER = "依据："

pytestmark = pytest.mark.postgresql


async def until_told(sandbox: Sandbox, words: str, count: int) -> None:
    deadline = time.monotonic() + PATIENCE
    while len({sent.chat_id for sent in sandbox.ledger.sends if words in sent.text}) < count:
        assert time.monotonic() < deadline
        await asyncio.sleep(0.01)


async def test_a_broadcast_goes_on_and_parents_are_answered_once_the_server_is_back(
    tmp_path: Path, postgresql: PostgresDatabases
) -> None:
    del postgresql  # It is asked for because it skips where no server can run.
    with a_server() as server:
        await asyncio.to_thread(make_current, server.url())
        changes = {
            "database": {"url": server.url()},
            "delivery": {"messages_per_second": 50, "in_flight": 16},
        }
        async with a_sandbox() as (sandbox, _):
            config = write_config(tmp_path, sandbox, changes)
            async with open_services(load(config)) as services:
                assert await a_school_of(services, SCHOOL) == 1
                meet(sandbox, SCHOOL)
                async with a_service(config) as service:
                    await service.until_ready()
                    await services.notices.announce(audience.parse_all(["school:1"]), WORDS)
                    await until_told(sandbox, WORDS, 50)
                    server.stop()
                    await service.until_logged("database_unavailable")
                    acting.write(sandbox.world, 1, QUESTION)
                    await asyncio.sleep(1)
                    server.start()
                    await until_told(sandbox, WORDS, len(SCHOOL))
                    acting.write(sandbox.world, 2, QUESTION)
                    await until_told(sandbox, AN_ANSWER, 2)
                    assert service.process.returncode is None

            copies = [sent.chat_id for sent in sandbox.ledger.sends if WORDS in sent.text]
            assert sorted(copies) == list(SCHOOL)
            assert "Traceback" not in service.logged()
