from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from datetime import datetime, timedelta

import pytest

from bot.clock import Clock, SystemClock
from bot.jobs import Jobs
from bot.plans.model import Occurrence, Once
from bot.plans.service import Plans
from bot.storage.database import Connection, Database
from tests.support.databases import ON_SQLITE

KIND = "notice"


class Witness:
    """Sees occurrences being made, and lets a test wait for them."""

    def __init__(self, clock: Clock) -> None:
        self.made: list[tuple[int, timedelta]] = []
        self._clock = clock
        self._arrived = asyncio.Event()

    async def __call__(self, connection: Connection, occurrence: Occurrence) -> None:
        late_for = self._clock.now() - occurrence.due_at
        self.made.append((occurrence.subject, late_for))
        self._arrived.set()

    async def see(self, count: int) -> None:
        async with asyncio.timeout(60):
            while len(self.made) < count:
                self._arrived.clear()
                await self._arrived.wait()


@pytest.fixture
def real_clock() -> SystemClock:
    """Runs three days ahead of the machine, as the demo's clock may."""
    return SystemClock(ahead_by=timedelta(days=3))


@pytest.fixture
def witness(real_clock: SystemClock) -> Witness:
    return Witness(real_clock)


@pytest.fixture
def plans(database: Database, real_clock: SystemClock, witness: Witness) -> Plans:
    plans = Plans(database, real_clock)
    plans.register(KIND, witness)
    return plans


@pytest.fixture
async def jobs(plans: Plans, real_clock: SystemClock) -> AsyncIterator[Jobs]:
    jobs = Jobs(plans, real_clock)
    await jobs.start()
    yield jobs
    await jobs.stop()


@pytest.fixture
async def elsewhere(
    database_url: str, real_clock: SystemClock
) -> AsyncIterator[tuple[Database, Plans]]:
    """Another process: it opens the same database, puts plans down and rings no bells."""
    other = Database(database_url)
    yield other, Plans(other, real_clock)
    await other.close()


async def put(database: Database, plans: Plans, *times: datetime) -> None:
    async with database.begin() as connection:
        for subject, at in enumerate(times):
            await plans.put(connection, KIND, subject, Once(at), None)


async def test_a_plan_another_process_puts_down_is_made_on_time(
    jobs: Jobs,
    witness: Witness,
    real_clock: SystemClock,
    elsewhere: tuple[Database, Plans],
) -> None:
    await put(*elsewhere, real_clock.now() + timedelta(seconds=2.5))

    await witness.see(1)

    ((_, late_for),) = witness.made
    assert timedelta(0) <= late_for < timedelta(seconds=1)


async def test_a_plan_due_at_once_does_not_wait_for_the_sweep(
    jobs: Jobs,
    witness: Witness,
    real_clock: SystemClock,
    elsewhere: tuple[Database, Plans],
) -> None:
    await put(*elsewhere, real_clock.now())

    await witness.see(1)

    ((_, late_for),) = witness.made
    assert late_for < timedelta(seconds=2)


async def test_what_was_due_before_the_start_is_made_at_the_start(
    database: Database, plans: Plans, witness: Witness, real_clock: SystemClock
) -> None:
    await put(database, plans, real_clock.now() - timedelta(hours=1))
    jobs = Jobs(plans, real_clock)

    await jobs.start()
    await witness.see(1)
    await jobs.stop()

    assert [subject for subject, _ in witness.made] == [0]


async def test_two_schedulers_make_nothing_twice(
    jobs: Jobs,
    witness: Witness,
    real_clock: SystemClock,
    elsewhere: tuple[Database, Plans],
) -> None:
    other_database, other_plans = elsewhere
    other_plans.register(KIND, witness)
    other_jobs = Jobs(other_plans, real_clock)
    await other_jobs.start()
    at = real_clock.now() + timedelta(seconds=1.5)
    await put(other_database, other_plans, *[at] * 10, at + timedelta(seconds=1))

    await witness.see(11)
    await other_jobs.stop()

    assert sorted(subject for subject, _ in witness.made) == list(range(11))


async def test_there_is_one_bell_for_each_distinct_time_of_the_next_day(
    database: Database, plans: Plans, witness: Witness, real_clock: SystemClock
) -> None:
    now = real_clock.now()
    hours = [1] * 50 + [2] * 50 + [30]
    await put(database, plans, now, *(now + timedelta(hours=hour) for hour in hours))
    jobs = Jobs(plans, real_clock)

    await jobs.start()
    await witness.see(1)
    bell_count = len(jobs._bells())
    await jobs.stop()

    assert bell_count == 2


async def test_bells_of_plans_taken_away_are_taken_down(
    database: Database, plans: Plans, jobs: Jobs, witness: Witness, real_clock: SystemClock
) -> None:
    now = real_clock.now()
    await put(database, plans, now, now + timedelta(hours=1), now + timedelta(hours=2))
    await witness.see(1)
    async with database.begin() as connection:
        await plans.remove(connection, KIND, 1)
        await plans.put(connection, KIND, 3, Once(now), None)

    await witness.see(2)

    assert len(jobs._bells()) == 1


@ON_SQLITE
async def test_a_locked_database_is_outlived(
    database: Database, jobs: Jobs, witness: Witness, real_clock: SystemClock, plans: Plans
) -> None:
    async with database.read() as one, database.read() as two, database.read() as three:
        for connection in (one, two, three):
            await connection.exec_driver_sql("PRAGMA busy_timeout=20")
    await put(database, plans, real_clock.now() + timedelta(seconds=2))
    other = Database(str(database.url.set(drivername="sqlite")))
    async with other.begin():
        await asyncio.sleep(3)
        assert witness.made == []

    await witness.see(1)
    await other.close()

    assert len(witness.made) == 1


async def test_work_that_has_begun_ends_before_the_bells_stop(
    database: Database, plans: Plans, witness: Witness, real_clock: SystemClock
) -> None:
    begun, may_end = asyncio.Event(), asyncio.Event()

    async def slowly(connection: Connection, occurrence: Occurrence) -> None:
        begun.set()
        await may_end.wait()
        await witness(connection, occurrence)

    plans.register(KIND, slowly)
    await put(database, plans, real_clock.now())
    jobs = Jobs(plans, real_clock)
    await jobs.start()
    await begun.wait()

    stopping = asyncio.create_task(jobs.stop())
    may_end.set()
    await stopping

    assert len(witness.made) == 1
