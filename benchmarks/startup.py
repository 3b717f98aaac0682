"""How soon a started `jiaxiao run` answers: from typing the command to the first reply.

    .venv/bin/python -m benchmarks.startup

A parent's question waits at Telegram's stand-in; the clock runs from the start of the
process until the stand-in has accepted the answer. The first start, which fills the
machine's file cache, is not counted.
"""

from __future__ import annotations

import asyncio
import statistics
import time

from benchmarks.stage import Stage, a_stage
from tests.support.processes import a_service

TIMES = 7
BAR = 3.0


async def once(stage: Stage) -> tuple[float, float]:
    """Return the seconds until the reply, and the processor's seconds of the process."""
    before = await stage.sent_count()
    await stage.says(1, "课后服务可以不参加吗")
    began = time.perf_counter()
    async with a_service(stage.config) as service:
        await stage.until_sent(before + 1)
        return time.perf_counter() - began, processor_seconds(service.process.pid)


def processor_seconds(pid: int) -> float:
    """Return user and system time of a process, from /proc (Linux)."""
    with open(f"/proc/{pid}/stat", encoding="ascii") as stat:  # noqa: PTH123 - no path of ours
        fields = stat.read().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / 100


async def main() -> None:
    async with a_stage(parents=1) as stage:
        await once(stage)
        runs = [await once(stage) for _ in range(TIMES)]
    waits, work = zip(*runs, strict=True)
    print(f"start to first answer: median {statistics.median(waits):.2f} s of {TIMES}, "
          f"best {min(waits):.2f} s, worst {max(waits):.2f} s; bar {BAR} s")  # fmt: skip
    print(f"of that work of the processor: median {statistics.median(work):.2f} s")


if __name__ == "__main__":
    asyncio.run(main())
