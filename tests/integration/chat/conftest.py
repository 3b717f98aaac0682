"""The chat's front door, with a school behind it."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.support.front_desk import FrontDesk, a_front_desk


@pytest.fixture
async def desk(tmp_path: Path) -> AsyncIterator[FrontDesk]:
    async with a_front_desk(tmp_path) as desk:
        yield desk
