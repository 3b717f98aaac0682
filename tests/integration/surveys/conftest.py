"""A school with families, on a fresh database, its survey keys beside it."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.storage.database import Database
from tests.support.builders import open_rooms
from tests.support.clocks import FixedClock
from tests.support.surveys import School, open_school


@pytest.fixture
async def school(database: Database, clock: FixedClock, tmp_path: Path) -> School:
    return await open_school(open_rooms(database, clock), tmp_path / "keys")
