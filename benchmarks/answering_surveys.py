"""How many families can hand in within a second, with the bot answering each of them.

    .venv/bin/python -m benchmarks.answering_surveys [--families 4000]

A whole `jiaxiao run` on SQLite, Telegram's stand-in in a process of its own. Every family has
got its invitation and taps the last button of the survey, all of them at once; the clock runs
from the first of these taps until the last closing page has been shown. Each is durably written
(a slow hash for the receipt, mark and ciphertext in one transaction, a sync of the disk), its tap
acknowledged, its message edited and its comment asked for. To tap through all questions first
would take minutes and add nothing, so the buttons are made here as the survey makes them. All
takes about a minute on two free processors. What does not depend on what else the machine does
is the work of the processors for one family.
"""

from __future__ import annotations

import argparse
import asyncio
import os
import time
from collections.abc import Iterable
from dataclasses import dataclass

from benchmarks.stage import Stage, a_stage
from benchmarks.startup import processor_seconds
from bot.app import open_services
from bot.config import load, packaged_knowledge
from bot.i18n.languages import Language
from bot.surveys.hiding.anonymity import rounded_down
from bot.surveys.model import Wave
from bot.surveys.questions.loader import load_survey
from bot.surveys.sealing.receipts import new_code
from bot.surveys.taps import SurveyHandIn
from tests.support.processes import a_service

AT_A_TIME = 40
SURVEY = "surveys/after-school.yaml"
EDITS = "editMessageText"
BAR = 200


@dataclass(frozen=True)
class Screen:
    """A family's message, with the data of the survey's last button."""

    family: int
    message: int
    button: str


async def calls(stage: Stage, method: str) -> int:
    async with stage.http.get("/sandbox/ledger", params={"after": 10**9}) as found:
        return int((await found.json())["calls"].get(method, 0))


async def screens(stage: Stage, wave: Wave, families: Iterable[int]) -> list[Screen]:
    """Find each family's invitation, and make the last button of its survey."""
    found: list[Screen] = []
    async with open_services(load(stage.config)) as services:
        for family in families:
            person = await services.people.person(family, Language.ZH_HANS)
            choices = "0" * len(wave.survey.questions)
            tap = SurveyHandIn(wave.id, person.children[0].id, choices, new_code(), wave.tag)
            found.append(Screen(family, await invitation(stage, family), tap.pack()))
    return found


async def invitation(stage: Stage, family: int) -> int:
    async with stage.http.get(f"/sandbox/chats/{family}/messages") as answer:
        return next(int(each["id"]) for each in await answer.json() if each["buttons"])


async def tap(stage: Stage, screen: Screen) -> None:
    body = {"message_id": screen.message, "data": screen.button, "forged": True}
    async with stage.http.post(f"/sandbox/chats/{screen.family}/taps", json=body) as done:
        done.raise_for_status()


async def until(stage: Stage, method: str, count: int) -> None:
    while await calls(stage, method) < count:  # noqa: ASYNC110 - it is another process
        await asyncio.sleep(0.02)


async def hand_in(stage: Stage, shown: list[Screen], pid: int) -> float:
    """Let all hand in; return how many a second were shown the closing page."""
    before = await calls(stage, EDITS)
    began, work = time.perf_counter(), processor_seconds(pid)
    gate = asyncio.Semaphore(AT_A_TIME)

    async def one(screen: Screen) -> None:
        async with gate:
            await tap(stage, screen)

    await asyncio.gather(*map(one, shown))
    tapped = time.perf_counter() - began
    await until(stage, EDITS, before + len(shown))
    taken, work = time.perf_counter() - began, processor_seconds(pid) - work
    print(f"{len(shown)} families handed in within {taken:.1f} s "
          f"(their taps alone took the stand-in {tapped:.1f} s)")  # fmt: skip
    print(f"work of the service's processors: {work / len(shown) * 1000:.1f} ms for each, "
          f"{work / taken:.0%} of one core; load of the machine {os.getloadavg()[0]:.1f} "
          f"on {os.cpu_count()} processors")  # fmt: skip
    return len(shown) / taken


async def measure(count: int) -> None:
    survey = load_survey(packaged_knowledge() / SURVEY)
    families = range(1, count + 1)
    async with a_stage(parents=count) as stage, a_service(stage.config) as service:
        await service.until_ready()
        async with open_services(load(stage.config)) as services:
            wave = await services.surveys.open(survey, 1)
            await stage.until_sent(count)
            shown = await screens(stage, wave, families)
            rate = await hand_in(stage, shown, service.process.pid)
            turnout = await services.surveys.turnout(wave.id)
    assert turnout.responses == rounded_down(count), turnout.responses
    print(f"handed in and answered: {rate:.0f} a second; bar {BAR}")


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--families", type=int, default=4000)
    asyncio.run(measure(parser.parse_args().families))


if __name__ == "__main__":
    main()
