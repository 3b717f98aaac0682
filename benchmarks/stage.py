"""What the benchmarks of the whole service share: a stand-in, a school, a way to count.

The stand-in for Telegram runs in a process of its own without limits, so it takes nothing
from the process that is measured; the school's database is a fresh SQLite file.
"""

from __future__ import annotations

import asyncio
import tempfile
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

import aiohttp
import yaml

from bot.app import open_services
from bot.config import load, packaged_knowledge
from tests.support.crowd import a_school_of
from tests.support.processes import a_sandbox_process

TOKEN = "7000000001:" + "a" * 35


@dataclass(frozen=True)
class Stage:
    """Where `jiaxiao run` can be started.

    Args:
        config: Its configuration; school 1 has one class that all parents have joined.
        http: Reaches the stand-in.
    """

    config: Path
    http: aiohttp.ClientSession

    async def says(self, parent: int, text: str) -> None:
        """Let a parent write."""
        async with self.http.post(
            f"/sandbox/chats/{parent}/messages", json={"text": text}
        ) as done:
            done.raise_for_status()

    async def sent_count(self) -> int:
        """Return how many messages the stand-in has accepted so far."""
        async with self.http.get("/sandbox/ledger", params={"after": 10**9}) as found:
            return int((await found.json())["sent_count"])

    async def until_sent(self, count: int) -> None:
        """Wait until so many messages were accepted."""
        while await self.sent_count() < count:  # noqa: ASYNC110 - it is another process
            await asyncio.sleep(0.005)


@asynccontextmanager
async def a_stage(parents: int) -> AsyncIterator[Stage]:
    """Set everything up but the service."""
    with a_sandbox_process() as base_url, tempfile.TemporaryDirectory() as folder:
        config = Path(folder) / "config.yaml"
        config.write_text(yaml.safe_dump(settings(base_url, folder)), encoding="utf-8")
        async with open_services(load(config), make_absent=True) as services:
            await a_school_of(services, range(1, parents + 1))
        async with aiohttp.ClientSession(base_url.removesuffix("/bot")) as http:
            for parent in range(1, parents + 1):
                person = {"id": parent, "name": f"家长{parent}", "started": True}
                async with http.post("/sandbox/people", json=person) as done:
                    done.raise_for_status()
            yield Stage(config, http)


def settings(base_url: str, folder: str) -> dict[str, object]:
    """Return a configuration for a service that is to be measured."""
    return {
        "telegram": {"token": TOKEN, "base_url": base_url},
        "database": {"url": f"sqlite:///{folder}/school.db"},
        "knowledge": {"path": str(packaged_knowledge())},
        "surveys": {"keys_path": f"{folder}/keys"},
        "quiet_hours": {"primary": "", "junior": ""},
        "delivery": {"messages_per_second": 1000},
    }
