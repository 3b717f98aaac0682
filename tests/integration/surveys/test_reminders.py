"""Reminders, and waves that open by themselves: the same for everybody, whoever has answered."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from pathlib import Path

import pytest
import sqlalchemy as sa

from bot.people.errors import SchoolMissing
from bot.storage.database import Connection, Database
from bot.storage.tables.delivery import outgoing, outgoing_bodies
from bot.surveys.model import Wave, WaveState
from bot.surveys.repeating import Every, Rhythm
from bot.surveys.taps import SurveyStart
from bot.surveys.waves.opening import BadReminder
from bot.surveys.waves.series import SeriesMissing
from tests.support.builders import A_FATHER, A_MOTHER, join_parent, make_class, open_rooms
from tests.support.clocks import FixedClock
from tests.support.surveys import School, a_ready_survey, a_survey, open_school

DAY = timedelta(days=1)


async def outbox(database: Database) -> Sequence[tuple[object, ...]]:
    """Everything the outbox holds, down to the bodies' buttons."""
    query = (
        sa.select(
            outgoing.c.address,
            outgoing.c.batch,
            outgoing.c.state,
            outgoing.c.not_before,
            outgoing.c.not_after,
            outgoing.c.attempts,
            outgoing_bodies.c.text,
            outgoing_bodies.c.keyboard,
        )
        .join(outgoing_bodies, outgoing.c.body_id == outgoing_bodies.c.id)
        .order_by(outgoing.c.id)
    )
    async with database.read() as connection:
        return [tuple(row) for row in await connection.execute(query)]


async def rings(school: School, at: datetime) -> None:
    school.rooms.clock.set(at)
    await school.rooms.plans.make_due(at)


async def a_whole_wave(school: School, *, everybody_answers: bool) -> Sequence[object]:
    """Walk a wave with two reminders to its end; return what the outbox held by then."""
    addresses = await school.families(3, 8, first=500)
    begun = school.rooms.clock.now()
    wave = await school.opens(until=begun + 7 * DAY, remind_at=[begun + 3 * DAY, begun + 6 * DAY])
    if everybody_answers:
        for address in addresses:
            await school.hands_in(wave, address, 3, "01")
            await school.says(wave, address, "一句话")
    for days in (3, 6, 7):
        await rings(school, begun + days * DAY)
    await school.surveys.finish_closings()
    return await outbox(school.rooms.database)


async def test_the_outbox_is_the_same_whether_nobody_or_everybody_has_answered(
    database: Database, clock: FixedClock, tmp_path: Path
) -> None:
    begun = clock.now()
    school = await open_school(open_rooms(database, clock), tmp_path / "keys")
    nobody = await a_whole_wave(school, everybody_answers=False)
    async with database.begin() as connection:
        for table in ("survey_answers", "survey_comments", "outgoing", "outgoing_bodies"):
            await connection.execute(sa.text(f"DELETE FROM {table}"))
    clock.set(begun)
    other = await open_school(open_rooms(database, clock), tmp_path / "other")

    everybody = await a_whole_wave(other, everybody_answers=True)

    assert len(nobody) == len(everybody) == 24
    assert _alike(nobody) == _alike(everybody)


def _alike(rows: Sequence[object]) -> list[str]:
    """Leave out school and wave, whose numbers rise with every one, and the wave's tag."""
    return [
        re.sub(r"sv:[12]:::[a-z0-9]{4}", "sv:1", str(row))
        .replace("survey:2", "survey:1")
        .replace("第1实", "实")
        for row in rows
    ]


async def test_a_reminder_says_that_it_may_be_passed_over(school: School) -> None:
    await school.families(3, 1, first=500)
    begun = school.rooms.clock.now()
    await school.opens(remind_at=[begun + DAY])

    await rings(school, begun + DAY)

    *_, text, _ = (await outbox(school.rooms.database))[-1]
    assert "已经填过的请忽略" in str(text)
    assert "每家都发" in str(text)


async def test_a_closed_wave_reminds_nobody_and_takes_back_what_waits(school: School) -> None:
    await school.families(3, 1, first=500)
    begun = school.rooms.clock.now()
    wave = await school.opens(remind_at=[begun + DAY])
    await school.surveys.close(wave.id)

    await rings(school, begun + DAY)

    assert [row[2] for row in await outbox(school.rooms.database)] == ["cancelled"]


@pytest.mark.parametrize("days", [(0,), (7,), (8,), (1, 2, 3)])
async def test_a_reminder_outside_the_wave_is_refused(
    school: School, days: tuple[int, ...]
) -> None:
    begun = school.rooms.clock.now()

    with pytest.raises(BadReminder, match="--remind"):
        await school.opens(until=begun + 7 * DAY, remind_at=[begun + each * DAY for each in days])
    assert await school.surveys.waves() == []


async def test_a_family_is_asked_about_each_child_by_its_class(school: School) -> None:
    younger = await make_class(school.rooms, school.id, grade=2, name="二（1）班")
    older = await make_class(school.rooms, school.id, grade=5, name="五（1）班")
    await join_parent(school.rooms, younger, A_MOTHER, seat=1)
    await join_parent(school.rooms, older, A_MOTHER, seat=1)
    await join_parent(school.rooms, older, A_FATHER, seat=1)

    wave = await school.opens(a_ready_survey("homework-burden"))

    told = {
        (row[0], _class_in(str(row[6]))): str(row[7])
        for row in await outbox(school.rooms.database)
    }
    assert set(told) == {
        (A_MOTHER, "二（1）班"),
        (A_MOTHER, "五（1）班"),
        (A_FATHER, "五（1）班"),
    }
    assert wave.invited == 2  # children
    assert SurveyStart(wave.id, older, wave.tag).pack() in told[A_FATHER, "五（1）班"]


def _class_in(text: str) -> str:
    return text.split("这一份是为")[1].split("的孩子", maxsplit=1)[0]


def weekly(days: int = 5, after: tuple[int, ...] = ()) -> Every:
    return Every(Rhythm.WEEK, "4", time(18), days, after)


async def opened(school: School) -> list[Wave]:
    return (await school.surveys.waves())[::-1]


async def test_a_series_opens_and_closes_each_week_by_itself(school: School) -> None:
    await school.families(3, 1, first=500)
    noon = school.rooms.clock.now()  # a Thursday
    await school.surveys.plan(a_survey(), school.id, weekly(7, after=(2,)))

    for days in range(15):
        await rings(school, noon + days * DAY)
        await rings(school, noon + days * DAY + timedelta(hours=6))
        await school.surveys.finish_closings()

    waves = await opened(school)
    assert [wave.opened_at - waves[0].opened_at for wave in waves] == [0 * DAY, 7 * DAY, 14 * DAY]
    assert [wave.state for wave in waves] == [WaveState.CLOSED, WaveState.CLOSED, WaveState.OPEN]
    batches = [row[1] for row in await outbox(school.rooms.database)]
    assert batches == ["survey:1", "survey:1:1", "survey:2", "survey:2:1", "survey:3"]


async def test_a_service_that_was_down_for_weeks_opens_one_wave(school: School) -> None:
    await school.families(3, 1, first=500)
    noon = school.rooms.clock.now()
    await school.surveys.plan(a_survey(), school.id, weekly())

    await rings(school, noon + 22 * DAY)

    assert len(await opened(school)) == 1


async def test_a_series_planned_after_its_time_begins_next_week(school: School) -> None:
    noon = school.rooms.clock.now()
    await school.surveys.plan(a_survey(), school.id, Every(Rhythm.WEEK, "4", time(11), 5))

    await rings(school, noon + DAY)
    assert await opened(school) == []
    await rings(school, noon + 7 * DAY)
    assert len(await opened(school)) == 1


async def test_in_the_holidays_a_series_waits_and_what_is_too_far_is_left_out(
    database: Database, clock: FixedClock, tmp_path: Path
) -> None:
    holidays = (date(2026, 11, 26), date(2026, 11, 27))
    summer = [date(2026, 12, 3) + n * DAY for n in range(7)]

    async def is_free(_connection: Connection, _school: int, day: date) -> bool:
        return day in holidays or day in summer

    school = await open_school(open_rooms(database, clock), tmp_path / "keys", is_free=is_free)
    noon = clock.now()
    await school.surveys.plan(a_survey(), school.id, weekly(1))

    for days in range(23):
        await rings(school, noon + days * DAY + timedelta(hours=7))
        await school.surveys.finish_closings()

    begun = [wave.opened_at.astimezone(clock.zone).date() for wave in await opened(school)]
    assert begun == [
        date(2026, 11, 19),
        date(2026, 11, 28),  # two days later, once the holiday was over
        date(2026, 12, 10),  # the week before lay in the holidays as a whole
    ]


async def test_a_changed_file_counts_from_the_next_wave_on(school: School) -> None:
    noon = school.rooms.clock.now()
    survey = a_survey()
    await school.surveys.plan(survey, school.id, weekly())
    await rings(school, noon + timedelta(hours=7))

    changed = survey.model_copy(update={"version": 2, "questions": survey.questions[:1]})
    await school.surveys.plan(changed, school.id, weekly())
    for days in (5, 7):
        await rings(school, noon + days * DAY + timedelta(hours=7))
        await school.surveys.finish_closings()

    waves = await opened(school)
    assert [(wave.survey.version, len(wave.survey.questions)) for wave in waves] == [
        (1, 2),
        (2, 1),
    ]
    assert len(await school.surveys.planned()) == 1


async def test_an_ended_series_opens_nothing_more(school: School) -> None:
    noon = school.rooms.clock.now()
    number = await school.surveys.plan(a_survey(), school.id, weekly())
    await school.surveys.unplan(number)

    await rings(school, noon + timedelta(hours=7))

    assert await opened(school) == []
    with pytest.raises(SeriesMissing, match=f"Plan {number}: there is none"):
        await school.surveys.unplan(number)


async def test_a_wave_opened_by_hand_is_not_doubled(school: School) -> None:
    await school.surveys.plan(a_survey(), school.id, weekly())
    await school.opens()

    await rings(school, school.rooms.clock.now() + timedelta(hours=7))

    assert len(await opened(school)) == 1


async def test_without_a_place_for_keys_a_series_tries_again(school: School) -> None:
    noon = school.rooms.clock.now()
    in_the_way = school.keys.path.parent / "keys"
    await school.surveys.plan(a_survey(), school.id, weekly())
    in_the_way.write_text("in the way")

    await rings(school, noon + timedelta(hours=7))
    assert await opened(school) == []
    in_the_way.unlink()
    await rings(school, noon + timedelta(hours=8))

    assert len(await opened(school)) == 1


async def test_a_series_for_no_school_is_refused(school: School) -> None:
    with pytest.raises(SchoolMissing):
        await school.surveys.plan(a_survey(), 999, weekly())

    assert await school.surveys.planned() == []
