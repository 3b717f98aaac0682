from __future__ import annotations

from pathlib import Path

import pytest

from bot.inbox.service import Inbox
from tests.support.builders import Rooms
from tests.support.inbox import open_inbox


@pytest.fixture
def keys(tmp_path: Path) -> Path:
    return tmp_path / "keys"


@pytest.fixture
def inbox(rooms: Rooms, keys: Path) -> Inbox:
    return open_inbox(rooms, keys)
