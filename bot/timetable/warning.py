"""Tells staff well ahead that a year's public holidays are not known yet."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from datetime import time, timedelta
from typing import Final

import structlog

from bot.clock import Clock
from bot.delivery.model import Body
from bot.delivery.outbox import Outbox
from bot.i18n.catalogue import speaking
from bot.i18n.languages import Language
from bot.people.model import SchoolId
from bot.people.service import People
from bot.plans.model import Daily, Occurrence
from bot.plans.service import Plans
from bot.storage.database import Connection
from bot.timetable.calendar.uncertain import due_warning
from bot.timetable.store import calendars

log = structlog.get_logger()

PLAN_KIND: Final = "calendar_warning"
LOOKS_AT: Final = time(9, 0)
CATCH_UP: Final = timedelta(hours=9)


class CalendarWarnings:
    """The handler of a daily plan of each school that has a timetable.

    Args:
        people: Knows a school's staff.
        outbox: Takes the messages.
        plans: Where the daily plans are put down; the handler is registered here.
        clock: Knows the school's zone.
        last_known_year: Says which year is the last whose public plan is known.
    """

    def __init__(
        self,
        people: People,
        outbox: Outbox,
        plans: Plans,
        clock: Clock,
        last_known_year: Callable[[], int],
    ) -> None:
        self._people = people
        self._outbox = outbox
        self._plans = plans
        self._clock = clock
        self._last_known_year = last_known_year
        plans.register(PLAN_KIND, self.tell)

    async def ensure_plan(self, connection: Connection, school_id: int) -> None:
        """Put down a school's daily look at the calendar; once is enough."""
        await self._plans.put(connection, PLAN_KIND, school_id, Daily(LOOKS_AT), CATCH_UP)

    async def tell(self, connection: Connection, occurrence: Occurrence) -> None:
        """Warn a school's staff if a step is due today, and account for it."""
        school_id, last = SchoolId(occurrence.subject), self._last_known_year()
        told = await calendars.warnings_told(connection, school_id, last + 1)
        on = occurrence.due_at.astimezone(self._clock.zone).date()
        due = due_warning(on, last, told)
        if due is None:
            return
        by_language: dict[Language, list[int]] = defaultdict(list)
        for member in await self._people.staff_of(connection, school_id):
            by_language[member.language].append(member.address)
        for language, addresses in by_language.items():
            words = speaking(language)
            text = words("timetable-staff-year-ahead", year=str(due.year), days=due.begins_in)
            await self._outbox.enqueue(
                connection,
                batch=f"calendar:{school_id}:{due.year}:{due.settles[-1]}",
                body=Body(text),
                addresses=addresses,
                now=occurrence.made_at,
            )
        await calendars.record_warnings(
            connection, school_id, due.year, due.settles, at=occurrence.made_at
        )
        log.warning("holidays_unknown", year=due.year, days=due.begins_in)
