"""How long it takes to make 100,000 messages for one notice, and who has to wait meanwhile.

    .venv/bin/python -m benchmarks.making
    .venv/bin/python -m benchmarks.making --parents 20000

A school of 100,000 parents on SQLite with full fsync. The notice is announced in the very
process that answers parents, which is the hardest for them; ten a second ask a question before,
during and after. The making is one transaction: either everybody
is noted down, or nobody.
"""

from __future__ import annotations

import argparse
import asyncio
import tempfile
import time
from pathlib import Path

import aiohttp
import uvloop
import yaml

from benchmarks.comparison import bar, heading, median, share_within, table
from benchmarks.stage import settings
from benchmarks.stand_in import a_stand_in
from bot.app import Services, open_services
from bot.config import load
from bot.notices.model import Notice
from bot.people import audience
from tests.support.crowd import a_school_of
from tests.support.town import serving

QUESTION = "课后服务可以不参加吗"
ASKS_PER_SECOND = 10
SECONDS_BEFORE, SECONDS_IN_ALL = 3.0, 12.0
TIME_BAR, ANSWER_BAR = 5.0, 1.0


async def announce(services: Services) -> tuple[Notice, float]:
    """Make one notice to everybody; returns it and the seconds that took."""
    began = time.perf_counter()
    whom = audience.parse_all(["class:1"])
    notice = await services.notices.announce(whom, "明天上午体检，请穿宽松的衣服。")
    return notice, time.perf_counter() - began


async def work(address: str, parents: int, folder: str) -> tuple[float, int, list[float]]:
    """Serve, announce, and let parents ask; returns seconds, messages and waits."""
    config = Path(folder) / "config.yaml"
    values = settings(f"{address}/bot", folder)
    config.write_text(yaml.safe_dump(values), encoding="utf-8")
    async with open_services(load(config), make_absent=True) as services:
        await a_school_of(services, range(1, parents + 1))
    async with serving(load(config)) as services, aiohttp.ClientSession(address) as http:
        asking = asyncio.create_task(let_ask(http, int(SECONDS_IN_ALL * ASKS_PER_SECOND)))
        await asyncio.sleep(SECONDS_BEFORE)
        notice, took = await announce(services)
        messages = (await services.notices.status(notice.id)).recipients
        await asking
        async with http.get("/waits") as seen:
            return took, messages, (await seen.json(content_type=None))["waits"]


async def let_ask(http: aiohttp.ClientSession, count: int) -> None:
    """Let people write, one after the other, until the last has an answer."""
    asked = {"text": QUESTION, "count": count, "per_second": ASKS_PER_SECOND}
    async with http.post("/write", json=asked) as done:
        done.raise_for_status()
    waiting = count
    while waiting:
        await asyncio.sleep(0.2)
        async with http.get("/waits") as seen:
            waiting = (await seen.json(content_type=None))["unanswered"]


def measure(parents: int, times: int) -> None:
    """Make the notice a few times, each with a fresh school."""
    runs = []
    for _ in range(times):
        with a_stand_in() as address, tempfile.TemporaryDirectory() as folder:
            runs.append(uvloop.run(work(address, parents, folder)))
    heading(f"One notice to {parents:,} parents, answering meanwhile, {times} runs")
    rows = [
        (f"{messages:,}", f"{took:.2f}", f"{median(waits) * 1000:.0f}",
         f"{share_within(waits, 0.99) * 1000:.0f}", f"{max(waits) * 1000:.0f}")
        for took, messages, waits in runs
    ]  # fmt: skip
    table(("messages", "seconds", "answers: median ms", "99 of 100", "worst"), rows)
    assert all(messages == parents for _, messages, _ in runs)
    bar("seconds to make them", median([took for took, _, _ in runs]), TIME_BAR, at_most=True)
    worst = median([max(waits) for _, _, waits in runs])
    bar("longest wait for an answer meanwhile", worst, ANSWER_BAR, at_most=True, unit=" s")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description="Making the messages of one notice.")
    parser.add_argument("--parents", type=int, default=100_000)
    parser.add_argument("--times", type=int, default=3)
    options = parser.parse_args()
    measure(options.parents, options.times)
