from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from datetime import UTC, datetime, time, timedelta

import pytest
import sqlalchemy as sa

from bot.plans.model import Daily, Occurrence, Once, Rule, Settled
from bot.plans.service import Plans
from bot.storage.database import Connection, Database, DatabaseUnwritable
from bot.storage.tables.people import keepsakes
from tests.support.clocks import A_THURSDAY_NOON, FixedClock
from tests.support.databases import ON_SQLITE

NOON = A_THURSDAY_NOON
KIND = "notice"


class Diary:
    """A handler that writes each occurrence into the database, so a rollback undoes it."""

    def __init__(self) -> None:
        self.seen: list[Occurrence] = []
        self.breaks_for: set[int] = set()

    async def __call__(self, connection: Connection, occurrence: Occurrence) -> None:
        self.seen.append(occurrence)
        name = f"{occurrence.subject} {occurrence.due_at:%m-%d %H:%M}"
        await connection.execute(sa.insert(keepsakes).values(name=name, value="made"))
        if occurrence.subject in self.breaks_for:
            message = "out of paper"
            raise RuntimeError(message)


@pytest.fixture
def diary() -> Diary:
    return Diary()


@pytest.fixture
def plans(database: Database, clock: FixedClock, diary: Diary) -> Plans:
    plans = Plans(database, clock)
    plans.register(KIND, diary)
    return plans


@pytest.fixture
async def elsewhere(database_url: str) -> AsyncIterator[Database]:
    """The same database opened once more, as another process would."""
    other = Database(database_url)
    yield other
    await other.close()


async def put(
    plans: Plans,
    database: Database,
    rule: Rule,
    subject: int = 7,
    catch_up_for: timedelta | None = None,
) -> None:
    async with database.begin() as connection:
        await plans.put(connection, KIND, subject, rule, catch_up_for)


async def written(database: Database) -> list[str]:
    async with database.read() as connection:
        query = sa.select(keepsakes.c.name).order_by(keepsakes.c.name)
        return list((await connection.execute(query)).scalars())


async def accounted(
    plans: Plans, database: Database, subject: int = 7
) -> list[tuple[datetime, Settled, timedelta]]:
    async with database.read() as connection:
        return await plans.account(connection, KIND, subject)


async def test_a_plan_is_made_when_its_time_has_come_and_not_before(
    plans: Plans, database: Database, diary: Diary
) -> None:
    await put(plans, database, Once(NOON + timedelta(minutes=5)))

    early = await plans.make_due(NOON + timedelta(minutes=4))
    due = await plans.make_due(NOON + timedelta(minutes=5))

    assert (early, due) == (0, 1)
    assert await written(database) == ["7 11-19 04:05"]


async def test_a_plan_of_one_time_is_made_once_however_often_the_bell_rings(
    plans: Plans, database: Database
) -> None:
    await put(plans, database, Once(NOON))

    counts = [await plans.make_due(NOON + timedelta(minutes=n)) for n in range(3)]

    assert counts == [1, 0, 0]


async def test_two_processes_at_once_make_it_once(
    plans: Plans, database: Database, elsewhere: Database, clock: FixedClock, diary: Diary
) -> None:
    for subject in range(20):
        await put(plans, database, Once(NOON), subject)
    others = Plans(elsewhere, clock)
    others.register(KIND, diary)

    counts = await asyncio.gather(plans.make_due(NOON), others.make_due(NOON))

    assert sum(counts) == 20
    assert len(await written(database)) == 20
    assert len(diary.seen) == 20


async def test_a_failing_handler_leaves_nothing_behind_and_is_tried_again(
    plans: Plans, database: Database, diary: Diary
) -> None:
    await put(plans, database, Once(NOON))
    diary.breaks_for = {7}
    failed = await plans.make_due(NOON)
    left_behind = await written(database)
    diary.breaks_for = set()

    again = await plans.make_due(NOON + timedelta(seconds=30))

    assert (failed, left_behind, again) == (0, [], 1)
    assert await accounted(plans, database) == [(NOON, Settled.MADE, timedelta(seconds=30))]


async def test_a_failing_plan_does_not_stop_the_others(
    plans: Plans, database: Database, diary: Diary
) -> None:
    for subject in (1, 2, 3):
        await put(plans, database, Once(NOON), subject)
    diary.breaks_for = {1, 2}

    assert await plans.make_due(NOON) == 1
    assert await written(database) == ["3 11-19 04:00"]


async def test_later_days_of_a_failing_plan_wait_for_the_first(
    plans: Plans, database: Database, diary: Diary
) -> None:
    await put(plans, database, Daily(time(13, 0)))
    diary.breaks_for = {7}

    await plans.make_due(NOON + timedelta(days=3))

    assert [occurrence.due_at for occurrence in diary.seen] == [NOON + timedelta(hours=1)]


async def test_a_failure_is_logged_without_its_text(
    plans: Plans, database: Database, diary: Diary, capsys: pytest.CaptureFixture[str]
) -> None:
    await put(plans, database, Once(NOON))
    diary.breaks_for = {7}

    await plans.make_due(NOON)

    logged = capsys.readouterr().out
    assert "occurrence_failed" in logged
    assert "RuntimeError" in logged
    assert "paper" not in logged


async def test_what_was_missed_too_long_ago_is_dropped_with_an_account(
    plans: Plans, database: Database, diary: Diary
) -> None:
    await put(plans, database, Once(NOON), catch_up_for=timedelta(hours=1))

    await plans.make_due(NOON + timedelta(hours=2))
    await plans.make_due(NOON + timedelta(hours=3))

    assert diary.seen == []
    assert await accounted(plans, database) == [(NOON, Settled.DROPPED, timedelta(hours=2))]


async def test_a_room_may_say_that_its_plan_was_dropped(
    plans: Plans, database: Database, diary: Diary
) -> None:
    apologies = Diary()
    plans.register(KIND, diary, dropped=apologies)
    await put(plans, database, Once(NOON), catch_up_for=timedelta(hours=1))

    await plans.make_due(NOON + timedelta(hours=2))

    assert diary.seen == []
    assert [occurrence.late_for for occurrence in apologies.seen] == [timedelta(hours=2)]


async def test_of_several_missed_days_only_those_within_the_catch_up_are_made(
    plans: Plans, database: Database, diary: Diary
) -> None:
    await put(plans, database, Daily(time(13, 0)), catch_up_for=timedelta(hours=30))

    await plans.make_due(NOON + timedelta(days=4, hours=2))

    states = [state for _, state, _ in await accounted(plans, database)]
    assert states == [Settled.DROPPED] * 3 + [Settled.MADE] * 2
    assert len(diary.seen) == 2


async def test_the_handler_learns_how_late_it_is(
    plans: Plans, database: Database, diary: Diary
) -> None:
    await put(plans, database, Once(NOON))

    await plans.make_due(NOON + timedelta(minutes=40))

    assert diary.seen[0].late_for == timedelta(minutes=40)


async def test_the_counter_rises_with_each_change_and_only_then(
    plans: Plans, database: Database
) -> None:
    heights = [await plans.counter()]
    for at in (time(7, 20), time(7, 20), time(7, 30)):
        await put(plans, database, Daily(at))
        heights.append(await plans.counter())
    for _ in range(2):
        async with database.begin() as connection:
            await plans.remove(connection, KIND, 7)
        heights.append(await plans.counter())

    assert heights == [0, 1, 1, 2, 3, 3]


async def test_a_change_that_is_undone_does_not_raise_the_counter(
    plans: Plans, database: Database
) -> None:
    async def put_and_fail() -> None:
        async with database.begin() as connection:
            await plans.put(connection, KIND, 7, Once(NOON), None)
            raise RuntimeError

    with pytest.raises(RuntimeError):
        await put_and_fail()

    assert await plans.counter() == 0
    assert await plans.make_due(NOON) == 0


async def test_a_removed_plan_is_not_made(plans: Plans, database: Database) -> None:
    await put(plans, database, Once(NOON))
    async with database.begin() as connection:
        assert await plans.remove(connection, KIND, 7)

    assert await plans.make_due(NOON) == 0


async def test_a_plan_moved_to_another_time_is_made_then(
    plans: Plans, database: Database, diary: Diary
) -> None:
    await put(plans, database, Once(NOON))
    await put(plans, database, Once(NOON + timedelta(hours=1)))

    assert await plans.make_due(NOON) == 0
    assert await plans.make_due(NOON + timedelta(hours=1)) == 1


async def test_a_plan_moved_while_the_bell_rings_is_left_for_its_new_time(
    plans: Plans, database: Database, diary: Diary
) -> None:
    async def move_the_other(connection: Connection, occurrence: Occurrence) -> None:
        await diary(connection, occurrence)
        await plans.put(connection, KIND, 2, Once(NOON + timedelta(hours=1)), None)

    plans.register("mover", move_the_other)
    async with database.begin() as connection:
        await plans.put(connection, "mover", 1, Once(NOON), None)
        await plans.put(connection, KIND, 2, Once(NOON), None)

    await plans.make_due(NOON)

    assert [occurrence.kind for occurrence in diary.seen] == ["mover"]


async def test_a_finished_plan_put_down_again_for_later_is_made_again(
    plans: Plans, database: Database
) -> None:
    await put(plans, database, Once(NOON))
    await plans.make_due(NOON)
    await put(plans, database, Once(NOON + timedelta(days=1)))

    assert await plans.make_due(NOON + timedelta(days=1)) == 1


async def test_the_same_plan_put_down_after_it_was_made_stays_made(
    plans: Plans, database: Database
) -> None:
    await put(plans, database, Once(NOON))
    await plans.make_due(NOON)
    await put(plans, database, Once(NOON))

    assert await plans.make_due(NOON) == 0


async def test_a_plan_nobody_here_can_make_waits_for_a_process_that_can(
    plans: Plans, database: Database, clock: FixedClock
) -> None:
    await put(plans, database, Once(NOON))

    assert await Plans(database, clock).make_due(NOON) == 0
    assert await plans.make_due(NOON) == 1


async def test_bells_are_the_distinct_times_of_the_next_day(
    plans: Plans, database: Database
) -> None:
    for subject in range(3):
        await put(plans, database, Daily(time(7, 20)), subject)
    await put(plans, database, Once(NOON + timedelta(hours=1)), 10)
    await put(plans, database, Once(NOON + timedelta(hours=25)), 11)
    await put(plans, database, Once(NOON - timedelta(hours=1)), 12)

    assert await plans.bells(NOON) == [
        NOON + timedelta(hours=1),
        datetime(2026, 11, 19, 23, 20, tzinfo=UTC),
    ]


@ON_SQLITE
async def test_a_locked_database_is_reported_and_nothing_is_half_done(
    plans: Plans,
    database: Database,
    elsewhere: Database,
    diary: Diary,
) -> None:
    await put(plans, database, Once(NOON))
    async with database.read() as connection:
        await connection.exec_driver_sql("PRAGMA busy_timeout=50")
    async with elsewhere.begin():
        with pytest.raises(DatabaseUnwritable, match="locked"):
            await plans.make_due(NOON)

    assert diary.seen == []
    assert await plans.make_due(NOON) == 1
