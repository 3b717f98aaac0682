"""Many answers at once: in an order drawn by lot, and each told its own outcome."""

from __future__ import annotations

import asyncio
import secrets
from dataclasses import replace
from itertools import pairwise

import pytest

from bot.surveys.answering.entering import Entrance
from bot.surveys.answering.intake import MOST_AT_ONCE, Entry, Intake, Taken
from bot.surveys.model import Receipt, Wave, WaveOver
from tests.support.databases import ON_SQLITE
from tests.support.surveys import School, a_ready_survey


@pytest.fixture
def intake(school: School) -> Intake:
    rooms = school.rooms
    entrance = Entrance(
        rooms.database, rooms.clock, people=rooms.people, plans=rooms.plans, keys=school.keys
    )
    return Intake(rooms.database, entrance)


def an_entry(wave: Wave, number: int) -> Entry:
    """Make an answer whose record and mark begin with its number; the next one has others."""
    record, mark = (bytes([number]) + secrets.token_bytes(length - 1) for length in (16, 32))
    return Entry(wave.id, record, mark, b"sealed", said=secrets.token_bytes(32), asked=None)


async def all_at_once(intake: Intake, entries: list[Entry]) -> list[Taken]:
    return await asyncio.gather(*(intake.take(each) for each in entries))


async def written(school: School) -> list[int]:
    """Return the numbers of the stored answers as they lie in SQLite's file."""
    async with school.rooms.database.read() as connection:
        found = await connection.exec_driver_sql("SELECT id FROM survey_sealed ORDER BY rowid")
        return [record[0] for record in found.scalars()]


@ON_SQLITE
async def test_the_order_inside_a_batch_says_nothing_about_who_was_first(
    school: School, intake: Intake
) -> None:
    wave = await school.opens()

    await all_at_once(intake, [an_entry(wave, number) for number in range(MOST_AT_ONCE)])

    order = await written(school)
    assert sorted(order) == list(range(MOST_AT_ONCE))
    followers = sum(after == before + 1 for before, after in pairwise(order))
    assert followers < MOST_AT_ONCE // 4, "by chance one, as they came all of them"


async def test_everybody_is_told_what_came_of_their_own_answer(
    school: School, intake: Intake
) -> None:
    wave = await school.opens()
    entries = [an_entry(wave, number) for number in range(40)]
    await all_at_once(intake, entries[:20])
    other_buttons = [replace(each, record=secrets.token_bytes(16)) for each in entries[:10]]

    taken = await all_at_once(intake, [*other_buttons, *entries[10:]])

    assert [each.receipt for each in taken] == [Receipt.REPEATED] * 10 + [Receipt.TAKEN] * 30
    assert [each.is_new for each in taken] == [False] * 20 + [True] * 20


async def test_a_wave_that_has_ended_does_not_keep_another_from_being_answered(
    school: School, intake: Intake
) -> None:
    over = await school.opens()
    going_on = await school.opens(a_ready_survey("pulse"))
    await school.surveys.close(over.id)
    entries = [an_entry((over, going_on)[number % 2], number) for number in range(10)]

    found = await asyncio.gather(*(intake.take(each) for each in entries), return_exceptions=True)

    assert all(isinstance(one, WaveOver) for one in found[::2])
    assert all(isinstance(one, Taken) and one.is_new for one in found[1::2])
