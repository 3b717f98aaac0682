"""The rooms around people, on a fresh database."""

from __future__ import annotations

import pytest

from bot.storage.database import Database
from tests.support.builders import Rooms, open_rooms
from tests.support.clocks import FixedClock


@pytest.fixture
def rooms(database: Database, clock: FixedClock) -> Rooms:
    return open_rooms(database, clock)
