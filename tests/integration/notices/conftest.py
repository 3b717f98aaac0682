"""The rooms around notices, on a fresh database."""

from __future__ import annotations

import pytest

from bot.i18n.languages import Language
from bot.storage.database import Database
from tests.support.builders import (
    A_FATHER,
    A_GRANDMOTHER,
    A_MOTHER,
    Rooms,
    join_parent,
    make_class,
    open_rooms,
)
from tests.support.clocks import FixedClock
from tests.support.phone import Phone


@pytest.fixture
def rooms(database: Database, clock: FixedClock) -> Rooms:
    return open_rooms(database, clock)


@pytest.fixture
def phone() -> Phone:
    return Phone()


@pytest.fixture
async def class_id(rooms: Rooms) -> int:
    """A class of three children, each with one reader; the third reads English."""
    number = await make_class(rooms)
    await join_parent(rooms, number, A_MOTHER, seat=1)
    await join_parent(rooms, number, A_FATHER, seat=2)
    await join_parent(rooms, number, A_GRANDMOTHER, seat=3, language=Language.EN)
    return number
