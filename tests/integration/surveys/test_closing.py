from __future__ import annotations

import asyncio
from pathlib import Path

import pytest
import sqlalchemy as sa

from bot.storage.tables.people import schools
from bot.storage.tables.surveys import (
    survey_answers,
    survey_comments,
    survey_marks,
    survey_sealed,
    survey_waves,
)
from bot.surveys.model import WaveLost, WaveMissing, WaveState, WaveStillOpen
from bot.surveys.sealing.keys import KeyMissing
from bot.surveys.waves.closing import Closing
from tests.support.databases import ON_SQLITE
from tests.support.surveys import School


async def rows(school: School, table: sa.Table) -> int:
    async with school.rooms.database.read() as connection:
        query = sa.select(sa.func.count()).select_from(table)
        return (await connection.execute(query)).scalar_one()


async def answered(school: School, count: int = 6) -> int:
    addresses = await school.families(3, count, first=500)
    wave = await school.opens()
    for address in addresses:
        await school.hands_in(wave, address, 3, "01")
        await school.says(wave, address, f"留言{address}")
    return wave.id


async def test_closing_leaves_plain_rows_and_destroys_everything_else(school: School) -> None:
    wave_id = await answered(school)

    closed = await school.surveys.close(wave_id)

    assert closed.state is WaveState.CLOSED
    assert closed.erased_at is not None
    assert await rows(school, survey_answers) == 6
    assert await rows(school, survey_comments) == 6
    assert await rows(school, survey_marks) == 0
    assert await rows(school, survey_sealed) == 0
    assert list(school.keys.path.iterdir()) == []


async def test_closing_again_changes_nothing(school: School) -> None:
    wave_id = await answered(school)
    closed = await school.surveys.close(wave_id)

    assert await school.surveys.close(wave_id) == closed
    assert await rows(school, survey_answers) == 6


async def test_two_processes_closing_at_once_write_each_answer_once(school: School) -> None:
    wave_id = await answered(school)

    await asyncio.gather(*(school.surveys.close(wave_id) for _ in range(4)))

    assert await rows(school, survey_answers) == 6


class PowerCut(Exception):
    pass


@pytest.mark.parametrize("step", ["_open_seals", "_write_plain", "_erase"])
async def test_a_crash_in_the_middle_of_closing_is_made_good_later(
    school: School, monkeypatch: pytest.MonkeyPatch, step: str
) -> None:
    wave_id = await answered(school)

    async def cut(*_: object) -> None:
        raise PowerCut

    with monkeypatch.context() as patch:
        patch.setattr(Closing, step, cut)
        with pytest.raises(PowerCut):
            await school.surveys.close(wave_id)

    assert await school.surveys.finish_closings() == 1
    closed = await school.surveys.wave(wave_id)
    assert (closed.state, closed.erased_at is not None) == (WaveState.CLOSED, True)
    assert await rows(school, survey_answers) == 6
    assert list(school.keys.path.iterdir()) == []


async def test_a_crash_inside_the_writing_transaction_loses_nothing(
    school: School, monkeypatch: pytest.MonkeyPatch
) -> None:
    wave_id = await answered(school)

    async def cut(*_: object) -> None:
        raise PowerCut

    with monkeypatch.context() as patch:
        patch.setattr("bot.surveys.store.remove_all_sealed", cut)
        with pytest.raises(PowerCut):
            await school.surveys.close(wave_id)
    assert await rows(school, survey_sealed) == 12

    await school.surveys.finish_closings()

    assert await rows(school, survey_answers) == 6


async def test_the_plain_rows_do_not_follow_the_order_of_handing_in(school: School) -> None:
    addresses = await school.families(3, 40, first=500)
    wave = await school.opens()
    for place, address in enumerate(addresses):
        await school.hands_in(wave, address, 3, "00" if place < 20 else "11")
    await school.surveys.close(wave.id)

    async with school.rooms.database.read() as connection:
        column = "rowid" if school.rooms.database.is_sqlite else "ctid"
        query = sa.text(f"SELECT choices FROM survey_answers ORDER BY {column}")
        stored = list((await connection.execute(query)).scalars())

    in_order = sorted(stored)
    assert sorted(stored) == ["00"] * 20 + ["11"] * 20
    assert stored not in (in_order, in_order[::-1])


async def test_while_a_reader_looks_on_erasing_waits_and_is_done_later(school: School) -> None:
    wave_id = await answered(school)

    async with school.rooms.database.read() as reader:
        await reader.execute(sa.select(survey_sealed.c.id))
        waiting = await school.surveys.close(wave_id)
    await school.surveys.finish_closings()

    assert (waiting.state, waiting.erased_at) == (WaveState.CLOSED, None)
    assert (await school.surveys.wave(wave_id)).erased_at is not None


async def test_whoever_looks_at_other_rows_keeps_the_deleted_ones_too_and_is_waited_for(
    school: School,
) -> None:
    wave_id = await answered(school)

    async with school.rooms.database.read() as reader:
        await reader.execute(sa.select(schools.c.id))
        waiting = await school.surveys.close(wave_id)
    await school.surveys.finish_closings()

    assert (waiting.state, waiting.erased_at) == (WaveState.CLOSED, None)
    assert (await school.surveys.wave(wave_id)).erased_at is not None


@ON_SQLITE
async def test_erasing_empties_the_write_ahead_log(school: School) -> None:
    await school.surveys.close(await answered(school))

    path = school.rooms.database.url.database
    assert Path(f"{path}-wal").stat().st_size < 40_000


async def test_a_damaged_record_does_not_keep_the_others_from_being_counted(
    school: School,
) -> None:
    wave_id = await answered(school)
    async with school.rooms.database.begin() as connection:
        first = sa.select(survey_sealed.c.id).where(survey_sealed.c.kind == "answer").limit(1)
        await connection.execute(
            sa.update(survey_sealed)
            .where(survey_sealed.c.id == first.scalar_subquery())
            .values(ciphertext=b"damaged")
        )

    await school.surveys.close(wave_id)

    assert await rows(school, survey_answers) == 5


async def test_without_its_key_a_wave_closes_as_lost_and_says_so(school: School) -> None:
    wave_id = await answered(school)
    wave = await school.surveys.wave(wave_id)
    school.keys.destroy(wave.public_key)

    assert (await school.surveys.close(wave_id)).state is WaveState.LOST
    with pytest.raises(WaveLost, match="keys_path"):
        await school.surveys.results(wave_id)


async def test_a_lost_wave_closes_well_once_its_key_is_found_again(school: School) -> None:
    wave_id = await answered(school)
    hidden = [(path, path.read_bytes()) for path in school.keys.path.iterdir()]
    for path, _ in hidden:
        path.unlink()
    await school.surveys.close(wave_id)
    for path, key in hidden:
        path.write_bytes(key)

    assert (await school.surveys.close(wave_id)).state is WaveState.CLOSED
    assert (await school.surveys.results(wave_id)).responses == 6


async def test_of_a_lost_wave_nobody_can_tell_who_has_answered(school: School) -> None:
    wave_id = await answered(school)
    wave = await school.surveys.wave(wave_id)
    (private,) = school.keys.path.glob("*.private")
    key = private.read_bytes()
    private.unlink()

    assert (await school.surveys.close(wave_id)).state is WaveState.LOST
    with pytest.raises(KeyMissing):
        school.keys.mark_key(wave.public_key)

    private.write_bytes(key)
    assert (await school.surveys.close(wave_id)).state is WaveState.CLOSED
    assert (await school.surveys.results(wave_id)).responses == 6


async def test_an_open_wave_without_its_key_is_given_up_with_its_marks_key(school: School) -> None:
    wave = await school.surveys.wave(await answered(school))
    (private,) = school.keys.path.glob("*.private")
    private.unlink()

    await school.surveys.finish_closings()

    assert (await school.surveys.wave(wave.id)).state is WaveState.LOST
    assert list(school.keys.path.iterdir()) == []


async def test_a_wave_with_no_answers_closes(school: School) -> None:
    wave = await school.opens()

    assert (await school.surveys.close(wave.id)).state is WaveState.CLOSED
    assert (await school.surveys.results(wave.id)).responses is None


async def test_while_open_only_a_rounded_number_is_told(school: School) -> None:
    addresses = await school.families(3, 9, first=500)
    wave = await school.opens()
    for address in addresses[:9]:
        await school.hands_in(wave, address, 3, "01")

    turnout = await school.surveys.turnout(wave.id)

    assert (turnout.wave.state, turnout.wave.invited, turnout.responses) == (
        WaveState.OPEN,
        9,
        5,
    )
    with pytest.raises(WaveStillOpen, match=f"survey close {wave.id}"):
        await school.surveys.results(wave.id)


async def test_an_unknown_survey_is_named(school: School) -> None:
    with pytest.raises(WaveMissing, match="Survey 77"):
        await school.surveys.close(77)


async def test_a_database_brought_back_without_keys_is_closed_as_lost(school: School) -> None:
    wave_id = await answered(school)
    async with school.rooms.database.read() as connection:
        backup = (await connection.execute(sa.select(survey_waves))).mappings().one()
    await school.surveys.close(wave_id)
    async with school.rooms.database.begin() as connection:
        values = {key: backup[key] for key in ("state", "closed_at", "erased_at")}
        await connection.execute(sa.update(survey_waves).values(values))

    assert (await school.surveys.close(wave_id)).state is WaveState.LOST
