"""The plans a wave has: its end, and its reminders. Each is a row that rings by itself."""

from __future__ import annotations

from typing import Final

from bot.plans.service import Plans
from bot.storage.database import Connection
from bot.surveys.model import WaveId

PLAN: Final = "survey"
"""The kind of the plans that end waves, and what their invitations' batches begin with."""

REMINDERS: Final = ("survey_reminder_1", "survey_reminder_2")
"""The kinds of the plans that remind; there are no more than these."""

SERIES: Final = "survey_series"
"""The kind of the plans that open waves again and again."""


def batches(wave_id: int) -> tuple[str, ...]:
    """Return the batches of a wave: its invitations, then its reminders."""
    invitations = f"{PLAN}:{wave_id}"
    return (invitations, *(f"{invitations}:{place + 1}" for place in range(len(REMINDERS))))


async def remove_plans(plans: Plans, connection: Connection, wave_id: WaveId) -> None:
    """Take away whatever is planned for a wave."""
    for kind in (PLAN, *REMINDERS):
        await plans.remove(connection, kind, wave_id)
