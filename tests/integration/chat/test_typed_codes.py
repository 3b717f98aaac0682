"""A code that happens to look like English is no reason to speak English."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.people import codes
from tests.support.clocks import FixedClock
from tests.support.front_desk import a_front_desk

GRANDMOTHER = 7_301_245_577


async def test_whoever_types_a_code_is_answered_in_the_language_of_their_app(
    tmp_path: Path, clock: FixedClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(codes, "new_code", lambda: "thsbrdsfthgh")
    async with a_front_desk(tmp_path, clock) as desk:
        desk.knows(GRANDMOTHER)
        await desk.services.office.invite_family(desk.school_class, seat=3)

        await desk.hears(GRANDMOTHER, "THSB-RDSFTHGH")

        assert "您已加入阳光小学" in desk.told(GRANDMOTHER)[0]
