"""A school whose notices need a second person, and a notice all of its families have."""

from __future__ import annotations

import pytest

from bot.notices.model import Notice
from bot.storage.database import Database
from tests.integration.notices.approving.office import A_COLLEAGUE, ANOTHER, out
from tests.support.builders import (
    A_FATHER,
    A_MOTHER,
    THE_OFFICE,
    Rooms,
    join_office,
    join_parent,
    make_class,
    make_school,
    open_rooms,
)
from tests.support.clocks import FixedClock
from tests.support.phone import Phone


@pytest.fixture
def rooms(database: Database, clock: FixedClock) -> Rooms:
    return open_rooms(database, clock, second_person=("school", "urgent"))


@pytest.fixture
async def notice(rooms: Rooms, phone: Phone) -> Notice:
    """A notice of the office to its school of two families, which both have it."""
    school = await make_school(rooms)
    first = await make_class(rooms, school)
    second = await make_class(rooms, school, grade=4, name="四（1）班")
    await join_parent(rooms, first, A_MOTHER)
    await join_parent(rooms, second, A_FATHER)
    for address in (THE_OFFICE, A_COLLEAGUE, ANOTHER):
        await join_office(rooms, school, address)
    return await out(rooms, phone, f"school:{school}", author=THE_OFFICE)
