from __future__ import annotations

import pytest

from bot.i18n.languages import Language
from bot.people.model import Person
from tests.integration.timetable.conftest import School
from tests.integration.timetable.test_courses import child

SERVICE = "二年级(1)班,5,15:40,17:30,课后托管,本班教室,王老师,,"


async def person(school: School, address: int) -> Person:
    return await school.people.person(address, Language.ZH_HANS)


async def test_an_address_leads_to_the_calendar_until_it_is_replaced_or_revoked(
    school: School,
) -> None:
    await school.has_slots(SERVICE)
    await child(school, address=11)
    calendars, parent = school.timetable.own_calendars, await person(school, 11)

    first = await calendars.make_address(parent)
    second = await calendars.make_address(parent)
    assert first is not None
    assert second is not None

    assert await calendars.behind(first) is None
    assert "课后托管" in (await calendars.behind(second) or "")
    assert await calendars.address_since(parent) == school.clock.now()
    assert [await calendars.revoke(parent) for _ in range(2)] == [True, False]
    assert await calendars.behind(second) is None
    assert await calendars.address_since(parent) is None


async def test_two_telephones_of_a_family_have_an_address_each(school: School) -> None:
    await school.has_slots(SERVICE)
    await child(school, address=11)
    await child(school, address=12)
    calendars = school.timetable.own_calendars

    tokens = [await calendars.make_address(await person(school, number)) for number in (11, 12)]
    await calendars.revoke(await person(school, 11))

    found = [await calendars.behind(token or "") for token in tokens]
    assert [text is None for text in found] == [True, False]


async def test_a_stranger_has_no_address(school: School) -> None:
    calendars, nobody = school.timetable.own_calendars, await person(school, 99)

    assert await calendars.make_address(nobody) is None
    assert not await calendars.revoke(nobody)
    assert await calendars.address_since(nobody) is None


@pytest.mark.parametrize("token", ["", "x" * 42, "x" * 44, "x" * 42 + "/", "x" * 42 + "\n"])
async def test_what_is_no_token_leads_nowhere(school: School, token: str) -> None:
    assert await school.timetable.own_calendars.behind(token) is None
