"""What a reload of the knowledge costs the people who are asking meanwhile.

    .venv/bin/python -m benchmarks.reload

One event loop answers a question every 20 ms, as in the service, while the folder is
changed again and again and the watch takes every change up. A question's time runs from
when it was due until its answer is there, so a blocked loop is not overlooked.
"""

from __future__ import annotations

import asyncio
import os
import shutil
import tempfile
import time
from contextlib import suppress
from pathlib import Path

import numpy as np

from bot.clock import SystemClock, today
from bot.config import packaged_knowledge
from bot.faq.service import Answers
from bot.faq.sets.building import build_elsewhere
from bot.faq.sets.cache import load_answers
from bot.faq.sets.watcher import CurrentAnswers
from bot.i18n.languages import Language

QUESTION = "一年级有书面作业吗"
EVERY = 0.02
RELOADS = 8
BAR = 1.0


def read(folder: Path) -> Answers:
    return load_answers(folder, lambda: today(SystemClock()))


async def ask(current: CurrentAnswers, waits: list[float]) -> None:
    due = time.perf_counter()
    while True:
        due += EVERY
        await asyncio.sleep(max(0.0, due - time.perf_counter()))
        current.answers.ask(QUESTION, grade=2, language=Language.ZH_HANS)
        waits.append(time.perf_counter() - due)


async def reload(folder: Path, current: CurrentAnswers) -> float:
    before = current.answers
    path = next((folder / "faq").rglob("*.yaml"))
    path.write_text(path.read_text(encoding="utf-8") + "# changed\n", encoding="utf-8")
    began = time.perf_counter()
    while current.answers is before:  # noqa: ASYNC110 - polled, as a reader would
        await asyncio.sleep(0.01)
    return time.perf_counter() - began


async def measure(folder: Path) -> None:
    current = CurrentAnswers(folder, read, build_elsewhere)
    assert current.answers.snapshot.entries
    quiet: list[float] = []
    busy: list[float] = []
    asking = asyncio.create_task(ask(current, quiet))
    await asyncio.sleep(3)
    asking.cancel()
    watching = asyncio.create_task(current.watch())
    asking = asyncio.create_task(ask(current, busy))
    taken = [await reload(folder, current) for _ in range(RELOADS)]
    for task in (asking, watching):
        task.cancel()
        with suppress(asyncio.CancelledError):
            await task
    print(f"from the change to the new answers: worst {max(taken):.1f} s of {RELOADS}; bar 3 s")
    for name, waits in (("at rest", quiet), ("during reloads", busy)):
        median, slow, worst = np.percentile(waits, [50, 99, 100]) * 1000
        print(f"an answer {name}: median {median:.0f} ms, 99 of 100 within {slow:.0f} ms, "
              f"worst {worst:.0f} ms; bar {BAR:.0f} s")  # fmt: skip


def main() -> None:
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place) / "knowledge"
        shutil.copytree(packaged_knowledge(), folder)
        os.environ["XDG_CACHE_HOME"] = place
        asyncio.run(measure(folder))


if __name__ == "__main__":
    main()
