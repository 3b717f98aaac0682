"""A phone that shows what is sent, and a class of three readers."""

from __future__ import annotations

import pytest

from bot.i18n.languages import Language
from tests.support.builders import (
    A_FATHER,
    A_GRANDMOTHER,
    A_MOTHER,
    Rooms,
    join_parent,
    make_class,
)
from tests.support.phone import Phone


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
