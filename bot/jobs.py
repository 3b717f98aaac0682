"""The bells: APScheduler tells us when to look, the database says what is due.

Jobs live in memory only and decide nothing: a bell job calls `make_due`, which is safe to
call at any time and from any number of processes. There is one job for each distinct time
of the next 24 hours, however many plans share it. The plans' counter is read each second,
so a plan that another process put down is on time here; a sweep every 30 seconds, and one
at the start, finds whatever a bell missed because the process was down or the machine
asleep. APScheduler forgets one-time jobs that are more than a second late and reads naive
times in its own zone, so both are said explicitly here.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime
from typing import Protocol

import structlog
from apscheduler.jobstores.memory import MemoryJobStore
from apscheduler.schedulers.asyncio import AsyncIOScheduler

from bot.clock import Clock

log = structlog.get_logger()

COUNTER_SECONDS = 1
SWEEP_SECONDS = 30
REBUILD_SECONDS = 60 * 60
"""Well under the 24 hours the bells reach ahead, so their window rolls on."""

BELL = "bell "
STOP_SECONDS = 5

Step = Callable[[], Awaitable[None]]


class BellRinger(Protocol):
    """What the bells need of the plans."""

    async def counter(self) -> int:
        """Return the number that rises with every change to a plan."""

    async def bells(self, now: datetime) -> list[datetime]:
        """Return the distinct instants of the next 24 hours at which something is due."""

    async def make_due(self, now: datetime) -> int:
        """Make or drop everything due by now that nobody has yet."""


class Jobs:
    """Rings the bells of the plans as long as it is started.

    Args:
        plans: Says when something is due, and makes it.
        clock: The time; it may run ahead of the machine's.
    """

    def __init__(self, plans: BellRinger, clock: Clock) -> None:
        self._plans = plans
        self._clock = clock
        self._seen: int | None = None
        self._is_behind = False
        self._making = asyncio.Lock()
        self._running: set[asyncio.Task[None]] = set()
        self._scheduler = AsyncIOScheduler(
            jobstores={"default": MemoryJobStore()},
            timezone=UTC,
            job_defaults={"misfire_grace_time": None, "coalesce": True, "max_instances": 1},
        )

    async def start(self) -> None:
        """Start ringing; what is due already is made at once, in the background."""
        # A tick that finds the one before still at work is skipped, which is no news.
        logging.getLogger("apscheduler").setLevel(logging.ERROR)
        self._scheduler.start()
        now = self._clock.to_system(self._clock.now())
        self._every(COUNTER_SECONDS, "counter", self._watch, next_run_time=now)
        self._every(SWEEP_SECONDS, "sweep", self._sweep)
        self._every(REBUILD_SECONDS, "rebuild", self._rebuild)

    async def stop(self) -> None:
        """Stop ringing, and let the work that has begun end."""
        self._scheduler.remove_all_jobs()
        if self._running:
            _, unfinished = await asyncio.wait(self._running, timeout=STOP_SECONDS)
            if unfinished:
                log.warning("jobs_stopped_midway", count=len(unfinished))
        self._scheduler.shutdown(wait=False)
        # The scheduler ends on the loop's next turn.
        await asyncio.sleep(0)

    def _every(self, seconds: int, name: str, step: Step, **options: datetime) -> None:
        self._scheduler.add_job(
            self._surviving, "interval", args=[name, step], seconds=seconds, id=name, **options
        )

    async def _watch(self) -> None:
        """Set the bells anew if a plan changed, and make what that plan wants at once.

        What a bell could not do, because the database was locked, is done here too.
        """
        counter = await self._plans.counter()
        if counter != self._seen:
            self._is_behind = True
            await self._rebuild()
            self._seen = counter
        if self._is_behind:
            await self._sweep()

    async def _sweep(self) -> None:
        async with self._making:
            self._is_behind = True
            await self._plans.make_due(self._clock.now())
            self._is_behind = False

    async def _rebuild(self) -> None:
        due = await self._plans.bells(self._clock.now())
        wanted = {BELL + instant.isoformat(): instant for instant in due}
        present = self._bells()
        for name in present - wanted.keys():
            self._scheduler.remove_job(name)
        for name in wanted.keys() - present:
            at = self._clock.to_system(wanted[name])
            self._scheduler.add_job(
                self._surviving, "date", args=["bell", self._sweep], run_date=at, id=name
            )

    async def _surviving(self, name: str, step: Step) -> None:
        """Run a step; whatever breaks in it, the next tick tries again."""
        task = asyncio.current_task()
        assert task is not None
        self._running.add(task)
        task.add_done_callback(self._running.discard)
        try:
            await step()
        except Exception as error:  # noqa: BLE001 - the bells must outlive any failure
            log.warning("job_failed", job=name, error=type(error).__name__)

    def _bells(self) -> set[str]:
        return {job.id for job in self._scheduler.get_jobs() if job.id.startswith(BELL)}
