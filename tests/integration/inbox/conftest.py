from __future__ import annotations

from pathlib import Path

import pytest

from bot.inbox.service import Inbox
from bot.storage.database import Database
from tests.support.builders import Rooms, open_rooms
from tests.support.clocks import FixedClock
from tests.support.inbox import open_inbox


@pytest.fixture
def rooms(database: Database, clock: FixedClock) -> Rooms:
    return open_rooms(database, clock)


@pytest.fixture
def keys(tmp_path: Path) -> Path:
    return tmp_path / "keys"


@pytest.fixture
def inbox(rooms: Rooms, keys: Path) -> Inbox:
    return open_inbox(rooms, keys)
