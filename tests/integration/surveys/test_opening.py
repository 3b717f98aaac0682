from __future__ import annotations

from datetime import timedelta

import pytest
import sqlalchemy as sa

from bot.i18n.languages import Language
from bot.people.errors import SchoolMissing
from bot.storage.database import Database
from bot.storage.tables.delivery import outgoing, outgoing_bodies
from bot.surveys.model import WaveState
from bot.surveys.sealing.keys import KeysUnreachable
from bot.surveys.taps import SurveyTap
from bot.surveys.waves.opening import AlreadyOpen, BadDeadline
from tests.support.builders import A_FATHER, A_MOTHER, AN_AUNT, join_parent, make_class
from tests.support.surveys import School, a_survey


async def invitations(database: Database, batch: str) -> dict[int, str]:
    query = sa.select(outgoing.c.address, outgoing_bodies.c.text).where(
        outgoing.c.body_id == outgoing_bodies.c.id, outgoing.c.batch == batch
    )
    async with database.read() as connection:
        return {row.address: row.text for row in await connection.execute(query)}


async def test_every_parent_is_asked_and_families_are_counted_once(school: School) -> None:
    class_id = await make_class(school.rooms, school.id)
    await join_parent(school.rooms, class_id, A_MOTHER, seat=1)
    await join_parent(school.rooms, class_id, A_FATHER, seat=1)
    await join_parent(school.rooms, class_id, AN_AUNT, seat=2, language=Language.EN)

    wave = await school.opens()

    texts = await invitations(school.rooms.database, f"survey:{wave.id}")
    assert wave.invited == 2
    assert set(texts) == {A_MOTHER, A_FATHER, AN_AUNT}
    assert "小调查" in texts[A_MOTHER]
    assert "anonymous" in texts[AN_AUNT]


async def test_the_invitations_button_opens_the_first_question(school: School) -> None:
    [address] = await school.families(3, 1, first=500)
    wave = await school.opens()

    screen = await school.surveys.press(
        address, SurveyTap(wave.id, tag=wave.tag), Language.ZH_HANS
    )

    assert "作业多不多？" in screen.text


async def test_the_deadline_stands_in_the_invitation_in_the_schools_zone(school: School) -> None:
    [address] = await school.families(3, 1, first=500)
    until = school.rooms.clock.now() + timedelta(days=7)

    wave = await school.opens(until=until)

    texts = await invitations(school.rooms.database, f"survey:{wave.id}")
    assert "请在11月26日 12:00前交上" in texts[address]


async def test_an_unknown_school_leaves_neither_wave_nor_keys(school: School) -> None:
    with pytest.raises(SchoolMissing):
        await school.surveys.open(a_survey(), 999)

    assert await school.surveys.waves() == []
    assert list(school.keys.path.iterdir()) == []


async def test_a_deadline_in_the_past_is_refused(school: School) -> None:
    with pytest.raises(BadDeadline, match="--until"):
        await school.opens(until=school.rooms.clock.now())


async def test_without_a_place_for_keys_nothing_is_opened(school: School) -> None:
    school.keys.path.parent.joinpath("keys").write_text("in the way")

    with pytest.raises(KeysUnreachable, match="keys_path"):
        await school.opens()

    assert await school.surveys.waves() == []


async def test_at_the_deadline_a_plan_stops_the_wave_and_it_is_closed(school: School) -> None:
    addresses = await school.families(3, 6, first=500)
    until = school.rooms.clock.now() + timedelta(days=7)
    wave = await school.opens(until=until)
    for address in addresses:
        await school.hands_in(wave, address, 3, "01")

    school.rooms.clock.set(until)
    assert await school.rooms.plans.make_due(until) == 1
    assert (await school.surveys.wave(wave.id)).state is WaveState.CLOSING
    assert await school.surveys.finish_closings() == 1

    assert (await school.surveys.wave(wave.id)).state is WaveState.CLOSED
    assert (await school.surveys.results(wave.id)).responses == 6
    assert await school.surveys.finish_closings() == 0


async def test_between_deadline_and_bell_no_answer_is_taken(school: School) -> None:
    [address] = await school.families(3, 1, first=500)
    until = school.rooms.clock.now() + timedelta(days=7)
    wave = await school.opens(until=until)
    school.rooms.clock.set(until)

    screen = await school.hands_in(wave, address, 3, "01")

    assert "已经结束" in screen.text
    assert screen.rows == ()


async def test_the_same_survey_is_not_asked_twice_at_once(school: School) -> None:
    wave = await school.opens()

    with pytest.raises(AlreadyOpen, match=f"as number {wave.id}; close that one first"):
        await school.opens()

    assert [each.id for each in await school.surveys.waves()] == [wave.id]
