"""How long putting a notice right, or taking it back, keeps others from writing.

    .venv/bin/python -m benchmarks.correcting
    .venv/bin/python -m benchmarks.correcting --parents 20000 --times 1

A school of 100,000 parents on SQLite with full fsync, all of whom have the notice. It is
corrected, or withdrawn, in the very process that answers parents; ten a second ask a question
before, during and after. What is written is one transaction, and while it lasts nobody else
writes; a second writer notes how long that is. Beyond 5,000 edits the rest follows in transactions
of their own.
"""

from __future__ import annotations

import argparse
import asyncio
import tempfile
import time
from pathlib import Path

import aiohttp
import sqlalchemy as sa
import uvloop
import yaml

from benchmarks.comparison import bar, heading, median, share_within, table
from benchmarks.making import ASKS_PER_SECOND, let_ask
from benchmarks.stage import settings
from benchmarks.stand_in import a_stand_in
from bot.app import Services, open_services
from bot.config import load
from bot.notices.model import Notice
from bot.people import audience
from bot.storage.tables.delivery import outgoing
from tests.support.crowd import a_school_of
from tests.support.town import serving

OLD, NEW = "明天上午八点体检，请穿宽松的衣服。", "明天上午九点体检，请穿宽松的衣服。"
SECONDS_BEFORE, SECONDS_TO_SETTLE, SECONDS_IN_ALL = 3.0, 2.0, 15.0
TIME_BAR, WRITE_BAR, ANSWER_BAR = 5.0, 3.0, 1.0
DEEDS = ("correct", "withdraw")


async def told(services: Services, parents: int) -> Notice:
    """Return a notice that every parent has."""
    await a_school_of(services, range(1, parents + 1))
    notice = await services.notices.announce(audience.parse_all(["class:1"]), OLD)
    async with services.database.begin() as connection:
        arrived = {"state": "delivered", "settled_at": services.clock.now()}
        await connection.execute(sa.update(outgoing).values(message_id=outgoing.c.id, **arrived))
    await services.notices.close_finished()
    return notice


async def do(services: Services, deed: str, notice: Notice) -> tuple[float, float]:
    """Correct or withdraw a notice; returns the seconds that took, and others waited to write."""
    waited: list[float] = []
    others = asyncio.create_task(write_along(services, waited))
    began = time.perf_counter()
    if deed == "correct":
        await services.notices.correct(notice.id, NEW)
    else:
        await services.notices.withdraw(notice.id)
    took = time.perf_counter() - began
    await asyncio.sleep(SECONDS_TO_SETTLE)
    others.cancel()
    await asyncio.wait([others])
    return took, max(waited)


async def write_along(services: Services, waited: list[float]) -> None:
    """Open transactions to write in, one after the other, and note how long each had to wait."""
    while True:
        began = time.perf_counter()
        async with services.database.begin():
            waited.append(time.perf_counter() - began)
        await asyncio.sleep(0.05)


async def work(
    address: str, deed: str, parents: int, folder: str
) -> tuple[float, float, list[float]]:
    """Serve, do it, and let parents ask; returns both times and the waits of parents."""
    config = Path(folder) / "config.yaml"
    config.write_text(yaml.safe_dump(settings(f"{address}/bot", folder)), encoding="utf-8")
    async with open_services(load(config), make_absent=True) as services:
        notice = await told(services, parents)
    async with serving(load(config)) as services, aiohttp.ClientSession(address) as http:
        asking = asyncio.create_task(let_ask(http, int(SECONDS_IN_ALL * ASKS_PER_SECOND)))
        await asyncio.sleep(SECONDS_BEFORE)
        took, held_up = await do(services, deed, notice)
        await asking
        async with http.get("/waits") as seen:
            return took, held_up, (await seen.json(content_type=None))["waits"]


def measure(deed: str, parents: int, times: int) -> None:
    """Do it a few times, each in a fresh school."""
    runs = []
    for _ in range(times):
        with a_stand_in() as address, tempfile.TemporaryDirectory() as folder:
            runs.append(uvloop.run(work(address, deed, parents, folder)))
    heading(f"{deed.capitalize()} a notice of {parents:,} parents, {times} runs")
    rows = [
        (f"{took:.2f}", f"{held_up:.2f}", f"{median(waits) * 1000:.0f}",
         f"{share_within(waits, 0.99) * 1000:.0f}", f"{max(waits) * 1000:.0f}")
        for took, held_up, waits in runs
    ]  # fmt: skip
    table(("seconds", "others wait to write", "answers: median ms", "99 of 100", "worst"), rows)
    bar("seconds", median([took for took, _, _ in runs]), TIME_BAR, at_most=True)
    held_up = median([each for _, each, _ in runs])
    bar("longest wait of somebody else to write", held_up, WRITE_BAR, at_most=True, unit=" s")
    worst = median([max(waits) for _, _, waits in runs])
    bar("longest wait for an answer meanwhile", worst, ANSWER_BAR, at_most=True, unit=" s")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description="Putting right and taking back.")
    parser.add_argument("--parents", type=int, default=100_000)
    parser.add_argument("--times", type=int, default=3)
    options = parser.parse_args()
    for each in DEEDS:
        measure(each, options.parents, options.times)
