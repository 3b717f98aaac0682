"""How long a notice takes to reach 500 parents, through the service as schools run it.

    .venv/bin/python -m benchmarks.broadcast
    .venv/bin/python -m benchmarks.broadcast --parents 2000

Three processes: `jiaxiao run`, Telegram's stand-in without limits, and this one, which
announces the notice as the command line would. The clock runs from the call until the
stand-in has accepted the last copy; "counted" is until the notice itself says it is sent.
"""

from __future__ import annotations

import argparse
import asyncio
import statistics
import time

from benchmarks.stage import Stage, a_stage
from bot.app import Services, open_services
from bot.config import load
from bot.notices.model import State
from bot.people import audience
from tests.support.processes import a_service

TIMES = 5
BAR = 5.0


async def once(stage: Stage, services: Services, parents: int) -> tuple[float, float]:
    before = await stage.sent_count()
    began = time.perf_counter()
    everybody = audience.parse_all(["school:1"])
    notice = await services.notices.announce(everybody, "明天上午体检，请穿宽松的衣服。")
    await stage.until_sent(before + parents)
    reached = time.perf_counter() - began
    while (await services.notices.status(notice.id)).state is not State.SENT:  # noqa: ASYNC110 - as above
        await asyncio.sleep(0.02)
    return reached, time.perf_counter() - began


async def main(parents: int) -> None:
    async with (
        a_stage(parents) as stage,
        a_service(stage.config) as service,
        open_services(load(stage.config)) as services,
    ):
        await service.until_ready()
        runs = [await once(stage, services, parents) for _ in range(TIMES)]
    reached, counted = zip(*runs, strict=True)
    print(f"notice to {parents} parents: median {statistics.median(reached):.2f} s of {TIMES}, "
          f"worst {max(reached):.2f} s; bar {BAR} s for 500")  # fmt: skip
    print(f"counted as sent after: median {statistics.median(counted):.2f} s")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description="500 notices to the sandbox without limits.")
    parser.add_argument("--parents", type=int, default=500)
    asyncio.run(main(parser.parse_args().parents))
