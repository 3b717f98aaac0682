"""Tells staff well ahead that a year's public holidays are not known yet."""

from __future__ import annotations

from collections.abc import Callable
from datetime import time, timedelta
from functools import partial
from typing import Final

import structlog

from bot.i18n.catalogue import Words
from bot.people.model import SchoolId
from bot.plans.model import Daily, Occurrence
from bot.storage.database import Connection
from bot.timetable.calendar.uncertain import DueWarning, due_warning
from bot.timetable.pushes.room import PushRoom
from bot.timetable.store import calendars

log = structlog.get_logger()

PLAN_KIND: Final = "calendar_warning"
LOOKS_AT: Final = time(9, 0)
CATCH_UP: Final = timedelta(hours=9)


class YearAhead:
    """The handler of a daily plan of each school that has a timetable.

    Args:
        room: Whom to tell; the handler is registered there.
        last_known_year: Says which year is the last whose public plan is known.
    """

    def __init__(self, room: PushRoom, last_known_year: Callable[[], int]) -> None:
        self._room = room
        self._last_known_year = last_known_year
        room.plans.register(PLAN_KIND, self.tell)

    async def ensure_plan(self, connection: Connection, school_id: int) -> None:
        """Put down a school's daily look at the calendar; once is enough."""
        await self._room.plans.put(connection, PLAN_KIND, school_id, Daily(LOOKS_AT), CATCH_UP)

    async def tell(self, connection: Connection, occurrence: Occurrence) -> None:
        """Warn a school's staff if a step is due today, and account for it."""
        school_id, last = SchoolId(occurrence.subject), self._last_known_year()
        told = await calendars.warnings_told(connection, school_id, last + 1)
        due = due_warning(self._room.day_of(occurrence.due_at), last, told)
        if due is None:
            return
        batch = f"calendar:{school_id}:{due.year}:{due.settles[-1]}"
        said = partial(_year_ahead, due)
        await self._room.tell_staff(connection, school_id, batch, said, occurrence.made_at)
        await calendars.record_warnings(
            connection, school_id, due.year, due.settles, at=occurrence.made_at
        )
        log.warning("holidays_unknown", year=due.year, days=due.begins_in)


def _year_ahead(due: DueWarning, words: Words) -> str:
    return words("timetable-staff-year-ahead", year=str(due.year), days=due.begins_in)
