"""Late in the morning: what has not left by then helps nobody, and the school is told how much.

Every push says until when it may leave. Where Telegram or the network was away for hours, what
still waits after that is cancelled here, so that no family reads of today's service tomorrow.
"""

from __future__ import annotations

from datetime import date, datetime, timedelta
from functools import partial
from typing import Final

import structlog

from bot.delivery.model import State
from bot.plans.model import Daily, Occurrence
from bot.storage.database import Connection
from bot.timetable.pushes.departing import EVERYBODY, catch_up
from bot.timetable.pushes.morning import batch_of, staff_batch_of
from bot.timetable.pushes.morning_texts import not_arrived
from bot.timetable.pushes.room import PushRoom
from bot.timetable.pushes.wave import AFTER_QUIET
from bot.timetable.store import slots

log = structlog.get_logger()

PLAN_KIND: Final = "timetable_leftovers"
CATCH_UP: Final = timedelta(hours=12)
PREFIXES: Final = (
    "timetable:",
    "timetable-change:",
    "timetable-week:",
    "timetable-calendar:",
    "timetable-plan:",
    "pickup:",
)


class Leftovers:
    """Cancels what is too late, once a day for all schools.

    Args:
        room: Knows outbox and staff; the handler is registered there.
    """

    def __init__(self, room: PushRoom) -> None:
        self._room = room
        room.plans.register(PLAN_KIND, self.clear)

    async def ensure_plan(self, connection: Connection) -> None:
        """Put down when the morning is over; once is enough."""
        begins = datetime.combine(date.min, self._room.settings.push_at)
        over = begins + catch_up(begins.time()) + AFTER_QUIET
        await self._room.plans.put(connection, PLAN_KIND, EVERYBODY, Daily(over.time()), CATCH_UP)

    async def clear(self, connection: Connection, occurrence: Occurrence) -> None:
        """Tell staff how many families their morning has not reached, and cancel what is late."""
        on, now = self._room.day_of(occurrence.due_at), occurrence.made_at
        for school_id in await slots.schools_with_slots(connection):
            progress = await self._room.outbox.progress(connection, batch_of(school_id, on))
            waiting = progress[State.PENDING]
            if waiting:
                said = partial(not_arrived, on, waiting)
                batch = staff_batch_of(school_id, on)
                await self._room.tell_staff(connection, school_id, batch, said, now)
                log.warning("timetable_push_not_arrived", school=school_id, messages=waiting)
        for prefix in PREFIXES:
            await self._room.outbox.expire(connection, prefix, now=now)
