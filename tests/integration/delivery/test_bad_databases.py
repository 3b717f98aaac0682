"""The dispatcher outlives a database that is busy or whose answer is lost."""

from __future__ import annotations

import asyncio
import shutil
import sqlite3
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest

import bot.storage.database as database_module
from bot.delivery import dispatcher as dispatcher_module
from bot.delivery.model import State
from bot.delivery.pacing import Pacing
from bot.delivery.store.lease import FileLease
from bot.storage.database import Connection, Database, DatabaseUnwritable
from tests.support.dispatching import ScriptedSender, make_dispatcher, running, until
from tests.support.outbox import fill, until_settled


@pytest.fixture(autouse=True)
def no_long_pauses(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(database_module, "BUSY_SECONDS", 0)
    monkeypatch.setattr(dispatcher_module, "PAUSE_AFTER_TROUBLE", 0.02)


@pytest.fixture
def school(database_template: Path, tmp_path: Path) -> Path:
    path = tmp_path / "school.db"
    shutil.copy(database_template, path)
    return path


async def test_a_locked_database_delays_but_loses_nobody(school: Path) -> None:
    database, sender = Database(f"sqlite:///{school}"), ScriptedSender()
    await fill(database, range(1, 31))
    other = sqlite3.connect(school, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")

    async with running(make_dispatcher(database, sender)):
        await asyncio.sleep(0.2)
        sent_while_locked = list(sender.sent)
        other.execute("ROLLBACK")
        counts = await until_settled(database)

    other.close()
    await database.close()
    assert sent_while_locked == []
    assert counts == {State.DELIVERED: 30}
    assert sorted(sender.sent) == list(range(1, 31))


class Forgetful(Database):
    """Commits, and then says that it could not, as often as it is told to."""

    lies = 0

    @asynccontextmanager
    async def begin(self) -> AsyncIterator[Connection]:
        async with super().begin() as connection:
            yield connection
        if self.lies:
            self.lies -= 1
            raise DatabaseUnwritable


async def test_a_claim_whose_commit_was_reported_lost_is_found_again(school: Path) -> None:
    database, sender = Forgetful(f"sqlite:///{school}"), ScriptedSender()
    await fill(database, range(1, 31))
    database.lies = 1

    async with running(make_dispatcher(database, sender)):
        counts = await until_settled(database)

    await database.close()
    assert counts == {State.DELIVERED: 30}
    assert sorted(sender.sent) == list(range(1, 31))


async def test_a_settling_that_fails_is_written_down_later(school: Path) -> None:
    database, sender = Forgetful(f"sqlite:///{school}"), ScriptedSender()
    sender.gate.clear()
    await fill(database, range(1, 5))

    async with running(make_dispatcher(database, sender, in_flight=4)):
        while sender.on_the_way < 4:  # noqa: ASYNC110 - nobody tells a test when
            await asyncio.sleep(0.005)
        database.lies = 3
        sender.gate.set()
        counts = await until_settled(database)

    await database.close()
    assert counts == {State.DELIVERED: 4}
    assert sorted(sender.sent) == [1, 2, 3, 4]


async def test_what_is_on_its_way_is_not_taken_for_lost_after_trouble(school: Path) -> None:
    database, sender = Forgetful(f"sqlite:///{school}"), ScriptedSender()
    sender.gate.clear()
    pacing = Pacing(1000, chat_pause=0)
    await fill(database, range(1, 5))

    async with running(
        make_dispatcher(database, sender, pacing=pacing, in_flight=8)
    ) as dispatcher:
        await until(lambda: sender.on_the_way == 4)
        await fill(database, [5, 6])
        database.lies = 1
        dispatcher.wake()
        await until(lambda: sender.on_the_way >= 6)
        sender.gate.set()
        counts = await until_settled(database)

    await database.close()
    assert counts == {State.DELIVERED: 6}
    assert sorted(sender.sent) == [1, 2, 3, 4, 5, 6]


async def test_a_lease_is_held_by_one_at_a_time(tmp_path: Path) -> None:
    first, second = (FileLease(str(tmp_path / "lease")) for _ in range(2))

    assert await first.take()
    assert await first.take()
    assert not await second.take()

    await first.release()

    assert await second.take()
    await second.release()


async def test_a_lease_in_a_folder_that_is_not_there_is_refused_in_words(
    tmp_path: Path,
) -> None:
    with pytest.raises(DatabaseUnwritable, match="folder"):
        await FileLease(str(tmp_path / "nowhere" / "lease")).take()
