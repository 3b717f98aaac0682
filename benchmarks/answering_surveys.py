"""How many families can hand in within a second, with the bot answering each of them.

    .venv/bin/python -m benchmarks.answering_surveys

A whole `jiaxiao run` on SQLite, Telegram's stand-in in a process of its own. Every family has
tapped through the survey and taps the last button; the clock runs from the first of these taps
until the last closing page has been shown. Each is durably written (a slow hash for the
receipt, mark and ciphertext in one transaction, one sync of the disk), its tap acknowledged,
its message edited and its comment asked for.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import Awaitable, Callable, Iterable
from dataclasses import dataclass

from benchmarks.stage import Stage, a_stage
from benchmarks.startup import processor_seconds
from bot.app import open_services
from bot.config import load, packaged_knowledge
from bot.surveys.questions.loader import load_survey
from tests.support.processes import a_service

FAMILIES = 3000
AT_A_TIME = 40
SURVEY = "surveys/after-school.yaml"
EDITS = "editMessageText"
BAR = 200


@dataclass(frozen=True)
class Shown:
    """The newest message of a chat with buttons."""

    family: int
    message: int
    buttons: list[str]


async def each(families: Iterable[int], step: Callable[[int], Awaitable[None]]) -> None:
    """Let families do something, some of them at a time."""
    gate = asyncio.Semaphore(AT_A_TIME)

    async def one(family: int) -> None:
        async with gate:
            await step(family)

    await asyncio.gather(*map(one, families))


async def calls(stage: Stage, method: str) -> int:
    async with stage.http.get("/sandbox/ledger", params={"after": 10**9}) as found:
        return int((await found.json())["calls"].get(method, 0))


async def shown(stage: Stage, family: int) -> Shown:
    async with stage.http.get(f"/sandbox/chats/{family}/messages") as answer:
        for message in reversed(await answer.json()):
            if message["buttons"]:
                data = [button["data"] for row in message["buttons"] for button in row]
                return Shown(family, message["id"], data)
    raise AssertionError(family)


async def tap(stage: Stage, screen: Shown, place: int = 0) -> None:
    body = {"message_id": screen.message, "data": screen.buttons[place]}
    async with stage.http.post(f"/sandbox/chats/{screen.family}/taps", json=body) as done:
        done.raise_for_status()


async def until(stage: Stage, method: str, count: int) -> None:
    while await calls(stage, method) < count:  # noqa: ASYNC110 - it is another process
        await asyncio.sleep(0.02)


async def tap_through(stage: Stage, families: range, questions: int) -> None:
    """Bring every family to the last button."""
    for turn in range(questions + 1):

        async def step(family: int) -> None:
            await tap(stage, await shown(stage, family))

        await each(families, step)
        await until(stage, EDITS, len(families) * (turn + 1))


async def hand_in(stage: Stage, families: range, pid: int) -> float:
    """Let all hand in; return how many a second were shown the closing page."""
    screens: dict[int, Shown] = {}

    async def look(family: int) -> None:
        screens[family] = await shown(stage, family)

    await each(families, look)
    before = await calls(stage, EDITS)
    began, work = time.perf_counter(), processor_seconds(pid)

    async def step(family: int) -> None:
        await tap(stage, screens[family])

    await each(families, step)
    tapped = time.perf_counter() - began
    await until(stage, EDITS, before + len(families))
    taken, work = time.perf_counter() - began, processor_seconds(pid) - work
    print(f"{len(families)} families handed in within {taken:.1f} s "
          f"(their taps alone took the stand-in {tapped:.1f} s)")  # fmt: skip
    print(f"work of the service's processors: {work / len(families) * 1000:.1f} ms for each, "
          f"{work / taken:.0%} of one core")  # fmt: skip
    return len(families) / taken


async def main() -> None:
    survey = load_survey(packaged_knowledge() / SURVEY)
    families = range(1, FAMILIES + 1)
    async with a_stage(parents=FAMILIES) as stage, a_service(stage.config) as service:
        await service.until_ready()
        async with open_services(load(stage.config)) as services:
            wave = await services.surveys.open(survey, 1)
            await stage.until_sent(FAMILIES)
            await tap_through(stage, families, len(survey.questions))
            rate = await hand_in(stage, families, service.process.pid)
            turnout = await services.surveys.turnout(wave.id)
    assert turnout.responses == FAMILIES, turnout.responses
    print(f"handed in and answered: {rate:.0f} a second; bar {BAR}")


if __name__ == "__main__":
    asyncio.run(main())
