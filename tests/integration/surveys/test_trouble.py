"""A full disk, a pulled plug, backups that come back: nothing lost, nothing twice."""

from __future__ import annotations

import asyncio
import shutil
import sqlite3
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
import sqlalchemy as sa

from bot.i18n.languages import Language
from bot.storage.database import Database, DatabaseUnwritable
from bot.storage.tables.surveys import (
    survey_answers,
    survey_comments,
    survey_marks,
    survey_sealed,
    survey_waves,
)
from bot.surveys.model import Wave, WaveState
from bot.surveys.sealing import receipts
from bot.surveys.taps import SurveyHandIn, SurveyTap
from tests.support.builders import open_rooms
from tests.support.clocks import FixedClock
from tests.support.databases import ON_SQLITE
from tests.support.processes import environment
from tests.support.surveys import School, a_ready_survey, open_school, surveys_over, tap_labelled

ZH = Language.ZH_HANS


async def rows(database: Database, table: sa.Table) -> int:
    async with database.read() as connection:
        query = sa.select(sa.func.count()).select_from(table)
        return (await connection.execute(query)).scalar_one()


@asynccontextmanager
async def a_full_disk(school: School) -> AsyncIterator[None]:
    """Let SQLite's file not grow by a page, as on a disk that is full."""
    engine = school.rooms.database.engine.sync_engine

    def full(connection: sqlite3.Connection, _record: object) -> None:
        [[pages]] = connection.execute("PRAGMA page_count")
        connection.execute(f"PRAGMA max_page_count={pages}")

    sa.event.listen(engine, "connect", full)
    await school.rooms.database.engine.dispose()
    try:
        yield
    finally:
        sa.event.remove(engine, "connect", full)
        await school.rooms.database.engine.dispose()


async def until_it_is_full(school: School, wave: Wave, addresses: list[int]) -> int:
    """Hand in until the disk takes no more; return the address that was turned away."""
    for address in addresses:
        screen = await school.hands_in(wave, address, 3, "01", receipts.new_code())
        if "已经交上" not in screen.text:
            assert "过一会儿再点一次" in screen.text
            return address
    raise AssertionError(addresses)


@ON_SQLITE
async def test_on_a_full_disk_the_answer_waits_in_its_button(school: School) -> None:
    addresses = await school.families(3, 80, first=500)
    wave = await school.opens()
    async with a_full_disk(school):
        refused = await until_it_is_full(school, wave, addresses)
        tap = SurveyHandIn(wave.id, 3, "10", receipts.new_code(), wave.tag)
        screen = await school.surveys.press(refused, tap, ZH)
        assert tap_labelled(screen, "再试一次") == tap
        assert "过一会儿" in await school.says(wave, refused, "一句话" * 900)
    taken = addresses.index(refused)
    assert await rows(school.rooms.database, survey_sealed) == taken

    again = await school.surveys.press(refused, tap, ZH)

    assert "已经交上" in again.text
    assert await rows(school.rooms.database, survey_sealed) == taken + 1


@ON_SQLITE
async def test_closing_on_a_full_disk_loses_nothing(school: School) -> None:
    addresses = await school.families(3, 60, first=500)
    wave = await school.opens()
    for address in addresses:
        await school.hands_in(wave, address, 3, "01")
        await school.says(wave, address, "长" * 1000)

    async with a_full_disk(school):
        with pytest.raises(DatabaseUnwritable, match="disk is full; make room"):
            await school.surveys.close(wave.id)
        assert await rows(school.rooms.database, survey_sealed) == 120

    closed = await school.surveys.close(wave.id)

    assert (closed.state, closed.erased_at is not None) == (WaveState.CLOSED, True)
    assert await rows(school.rooms.database, survey_answers) == 60
    assert await rows(school.rooms.database, survey_comments) == 60
    assert list(school.keys.path.iterdir()) == []


CLOSES = """
import asyncio, sys
from pathlib import Path
from bot.storage.database import Database, DatabaseUnwritable
from tests.support.builders import open_rooms
from tests.support.clocks import FixedClock
from tests.support.surveys import surveys_over

async def main():
    database = Database(sys.argv[1])
    surveys = surveys_over(open_rooms(database, FixedClock()), Path(sys.argv[2]))
    print("ready", flush=True)
    await surveys.close(int(sys.argv[3]))
    await database.close()

asyncio.run(main())
"""


async def killed_while_closing(school: School, url: str, wave: Wave, after: float) -> bool:
    """Close in a process of its own and kill it after a while; say whether it was in time."""
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        "-c",
        CLOSES,
        url,
        str(school.keys.path),
        str(wave.id),
        cwd=Path(__file__).parents[3],
        env=environment(),
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.DEVNULL,
    )
    assert process.stdout is not None
    assert await process.stdout.readline() == b"ready\n"
    await asyncio.sleep(after)
    is_running = process.returncode is None
    if is_running:
        process.kill()
    await process.wait()
    return is_running


async def test_killed_at_any_moment_of_closing_every_answer_is_there_once(
    database: Database, database_url: str, clock: FixedClock, tmp_path: Path
) -> None:
    school = await open_school(open_rooms(database, clock), tmp_path / "keys")
    addresses = await school.families(3, 25, first=500)
    for after in (0.02, 0.08, 0.2):
        wave = await school.opens()
        for address in addresses:
            tap = SurveyHandIn(wave.id, 3, "01", tag=wave.tag)
            await school.surveys.press(address, tap, ZH)

        await killed_while_closing(school, database_url, wave, after)
        await school.surveys.close(wave.id)
        await school.surveys.finish_closings()

        closed = await school.surveys.wave(wave.id)
        assert (closed.state, closed.erased_at is not None) == (WaveState.CLOSED, True)
        assert (await school.surveys.results(wave.id)).responses == 25
        assert list(school.keys.path.iterdir()) == []
    assert await rows(database, survey_marks) == await rows(database, survey_sealed) == 0


async def restored(school: School, backup: Path) -> None:
    """Put a copy of SQLite's file back in the place of the one in use."""
    path = Path(str(school.rooms.database.url.database))
    await school.rooms.database.close()
    for each in path.parent.glob(f"{path.name}*"):
        each.unlink()
    shutil.copy(backup, path)


async def backed_up(school: School, folder: Path) -> Path:
    copy = folder / "backup.db"
    with sqlite3.connect(str(school.rooms.database.url.database)) as source:
        with sqlite3.connect(copy) as target:
            source.backup(target)
        target.close()
    source.close()
    return copy


@ON_SQLITE
async def test_an_open_wave_that_comes_back_while_its_key_is_there_goes_on(
    school: School, tmp_path: Path
) -> None:
    early, late = await school.families(3, 2, first=500)
    more = await school.families(3, 4, first=600)
    wave = await school.opens()
    await school.hands_in(wave, early, 3, "01")
    backup = await backed_up(school, tmp_path)
    await school.hands_in(wave, late, 3, "01")

    await restored(school, backup)
    assert await school.surveys.finish_closings() == 0

    assert (
        "已经交过"
        in (await school.surveys.press(early, SurveyTap(wave.id, tag=wave.tag), ZH)).text
    )
    for address in (late, *more):
        await school.hands_in(wave, address, 3, "11")
    await school.surveys.close(wave.id)
    assert (await school.surveys.results(wave.id)).responses == 6


@ON_SQLITE
async def test_an_open_wave_that_comes_back_after_its_end_is_given_up_and_said_to_be(
    school: School, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    [address] = await school.families(3, 1, first=500)
    wave = await school.opens()
    await school.hands_in(wave, address, 3, "01")
    backup = await backed_up(school, tmp_path)
    await school.surveys.close(wave.id)

    await restored(school, backup)
    assert await school.surveys.finish_closings() == 1

    assert (await school.surveys.wave(wave.id)).state is WaveState.LOST
    assert "survey_lost" in "".join(capsys.readouterr())
    assert (
        "作废" in (await school.surveys.press(address, SurveyTap(wave.id, tag=wave.tag), ZH)).text
    )


async def test_two_replicas_take_one_answer(
    database: Database, database_url: str, clock: FixedClock, tmp_path: Path
) -> None:
    school = await open_school(open_rooms(database, clock), tmp_path / "keys")
    addresses = await school.families(3, 6, first=500)
    wave = await school.opens(a_ready_survey("pulse"))
    replica = Database(database_url)
    surveys = surveys_over(open_rooms(replica, clock), school.keys.path)
    other = School(school.rooms, surveys, school.keys, school.id)

    screens = await asyncio.gather(
        *(
            each.hands_in(wave, address, 3, "1", receipts.new_code())
            for address in addresses
            for each in (school, other)
        )
    )
    await replica.close()

    assert sum("已经交上" in screen.text for screen in screens) == 6
    assert sum("已经交过" in screen.text for screen in screens) == 6
    assert await rows(database, survey_sealed) == 6


async def test_a_wave_row_holds_nothing_that_tells_who_answered(school: School) -> None:
    addresses = await school.families(3, 3, first=500)
    wave = await school.opens()
    async with school.rooms.database.read() as connection:
        before = (await connection.execute(sa.select(survey_waves))).all()

    for address in addresses:
        await school.hands_in(wave, address, 3, "01")

    async with school.rooms.database.read() as connection:
        assert (await connection.execute(sa.select(survey_waves))).all() == before
