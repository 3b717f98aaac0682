"""How long parents wait for an answer while a notice goes out to ten thousand.

    .venv/bin/python -m benchmarks.talking
    .venv/bin/python -m benchmarks.talking --seconds 400

Three processes: `jiaxiao run` with the settings it comes with, the sandbox with Telegram's
limits (30 messages a second in all, one to a chat, everything refused for a while after that),
and this one. The notice leaves at 25 a second, and from its first copy on two to three parents
a second, anybody among the ten thousand, ask a question. A wait runs from the moment a parent
writes until Telegram has taken the answer. The same is asked beforehand, with nothing going out.
"""

from __future__ import annotations

import argparse
import asyncio
import random
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import aiohttp
import yaml

from benchmarks.comparison import bar, heading, median, share_within, table
from benchmarks.rules import a_sandbox, late
from benchmarks.stage import settings
from bot.app import open_services
from bot.config import load
from bot.people import audience
from tests.support.crowd import a_school_of
from tests.support.processes import a_service

PARENTS = 10_000
ASKS_PER_SECOND = 2.5
QUESTION = "孩子晚上作业写到十点，学校管不管？"
NOTICE = "明天上午体检，请穿宽松的衣服。"
BAR = 1.0


@dataclass(frozen=True)
class Asked:
    """A question: whose, and when it was written, in Unix seconds."""

    parent: int
    at: float


async def let_ask(
    http: aiohttp.ClientSession, parents: list[int], *, seconds: float, chance: random.Random
) -> list[Asked]:
    """Let somebody ask again and again, each parent once."""
    asked = []
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        parent = parents.pop()
        asked.append(Asked(parent, time.time()))
        async with http.post(f"/sandbox/chats/{parent}/messages", json={"text": QUESTION}) as done:
            done.raise_for_status()
        await asyncio.sleep(chance.expovariate(ASKS_PER_SECOND))
    await asyncio.sleep(3)
    return asked


async def ledger(http: aiohttp.ClientSession) -> dict[str, Any]:
    async with http.get("/sandbox/ledger") as found:
        seen: dict[str, Any] = await found.json()
        return seen


def waits(asked: list[Asked], sends: list[dict[str, Any]]) -> list[float]:
    """Find each answer; an answer that never came counts as an hour."""
    answers: dict[int, float] = {}
    for one in sends:
        if NOTICE not in one["text"]:
            answers.setdefault(one["chat_id"], one["time"])
    return [answers.get(each.parent, each.at + 3600) - each.at for each in asked]


async def measure(address: str, folder: str, seconds: float) -> None:
    """Ask in silence, then while the notice goes out, and print both."""
    config = Path(folder) / "config.yaml"
    values = settings(f"{address}/bot", folder)
    del values["delivery"]
    config.write_text(yaml.safe_dump(values), encoding="utf-8")
    async with open_services(load(config), make_absent=True) as services:
        await a_school_of(services, range(1, PARENTS + 1))
    chance = random.Random(7)
    parents = chance.sample(range(1, PARENTS + 1), PARENTS)
    async with (
        a_service(config) as service,
        aiohttp.ClientSession(address) as http,
        open_services(load(config)) as services,
    ):
        await service.until_ready()
        quiet = await let_ask(http, parents, seconds=min(20.0, seconds), chance=chance)
        await services.notices.announce(audience.parse_all(["class:1"]), NOTICE)
        while not any(NOTICE in one["text"] for one in (await ledger(http))["sends"]):  # noqa: ASYNC110 - another process
            await asyncio.sleep(0.1)
        busy = await let_ask(http, parents, seconds=seconds, chance=chance)
        seen = await ledger(http)
    show(quiet, busy, seen)


def show(quiet: list[Asked], busy: list[Asked], seen: dict[str, Any]) -> None:
    heading(f"Answers while a notice goes to {PARENTS:,} parents at 25 a second")
    found = {"nothing else": waits(quiet, seen["sends"]), "the notice": waits(busy, seen["sends"])}
    rows = [
        (name, len(each), f"{median(each) * 1000:.0f}",
         f"{share_within(each, 0.99) * 1000:.0f}", f"{max(each) * 1000:.0f}")
        for name, each in found.items()
    ]  # fmt: skip
    table(("going out", "questions", "median ms", "99 of 100", "worst"), rows)
    left = sum(1 for one in seen["sends"] if NOTICE in one["text"])
    print(f"copies of the notice that left meanwhile: {left:,}; refusals: {seen['refusals']}")
    bar("99 of 100 answered within", share_within(found["the notice"], 0.99), BAR,
        at_most=True, unit=" s")  # fmt: skip


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description="Answers during a broadcast at Telegram's pace.")
    parser.add_argument("--seconds", type=float, default=60.0, help="how long to ask meanwhile")
    options = parser.parse_args()
    with (
        a_sandbox(PARENTS, limits=True, faults=late(0)) as where,
        tempfile.TemporaryDirectory() as place,
    ):
        asyncio.run(measure(where, place, options.seconds))
