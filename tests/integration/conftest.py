"""The rooms of the service on a fresh database, for whoever walks through several."""

from __future__ import annotations

import pytest

from bot.storage.database import Database
from tests.support.builders import Rooms, open_rooms
from tests.support.clocks import FixedClock


@pytest.fixture
def rooms(database: Database, clock: FixedClock) -> Rooms:
    return open_rooms(database, clock)
