"""Sunday evening: what is different in the coming week, to the families it concerns.

Whoever has a week as always hears nothing. What is said here of changes counts as told, so that
a later change is told against it. Each day says again in the morning what is on, so a Sunday that
was missed altogether is accounted for by its plan and not made up for.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime, time, timedelta
from typing import Final

import structlog

from bot.i18n.catalogue import Words
from bot.people.model import SchoolId
from bot.plans.model import Daily, Occurrence
from bot.storage.database import Connection
from bot.timetable.calendar.deciding import A_DAY, verdicts
from bot.timetable.model import Changes, SchoolDay
from bot.timetable.pushes.having import Having
from bot.timetable.pushes.morning import LATE_AFTER
from bot.timetable.pushes.new_plan import NewPlan, with_plan
from bot.timetable.pushes.room import PushRoom
from bot.timetable.pushes.timing import SUNDAY_AT
from bot.timetable.pushes.wave import Hours, Wave, tell_school
from bot.timetable.pushes.week_ahead import Lost, WeekAhead, differences
from bot.timetable.pushes.week_hours import week_hours
from bot.timetable.pushes.week_texts import DifferentWeek
from bot.timetable.store import calendars, changes, known, slots, told

log = structlog.get_logger()

PLAN_KIND: Final = "timetable_sunday"
SUNDAY: Final = 7
CATCH_UP: Final = timedelta(hours=2)
"""Until quiet hours begin soon."""

GOOD_UNTIL: Final = time(10, 0)
"""On Monday; who had quiet hours until then still has use for it."""


class Sunday:
    """Tells families what is different in the coming week.

    Args:
        room: Whom to tell, and how; the handler is registered there.
        new_plan: Knows what a new weekly plan changes that families have not heard of.
    """

    def __init__(self, room: PushRoom, new_plan: NewPlan) -> None:
        self._room = room
        self._new_plan = new_plan
        room.plans.register(PLAN_KIND, self.tell)

    async def ensure_plan(self, connection: Connection, school_id: int) -> None:
        """Put down a school's evenings; on other days than Sundays they come to nothing."""
        await self._room.plans.put(connection, PLAN_KIND, school_id, Daily(SUNDAY_AT), CATCH_UP)

    async def tell(self, connection: Connection, occurrence: Occurrence) -> None:
        """Put one message for each family whose week differs into the outbox.

        Args:
            connection: The transaction of the occurrence.
            occurrence: The school is its subject; only a Sunday's leads to anything.
        """
        on = self._room.day_of(occurrence.due_at)
        if on.isoweekday() != SUNDAY:
            return
        school_id, monday = SchoolId(occurrence.subject), on + A_DAY
        days = await self._days(connection, school_id, occurrence)
        different = await changes.of_school(connection, school_id, days[0].on, days[-1].on)
        lost = await self._lost(connection, school_id, days)
        week = await self._week(connection, school_id, days, different, lost)
        planned = await self._new_plan.until(connection, school_id, days[-1].on)
        week = with_plan(week, planned)
        if not week.notes:
            return
        is_late = occurrence.late_for >= LATE_AFTER
        good_until = datetime.combine(monday, GOOD_UNTIL, self._room.zone)
        batch = f"timetable-week:{school_id}:{monday}"
        wave = Wave(school_id, batch, occurrence.made_at, good_until)

        def said(words: Words) -> Callable[[Having, Hours], str]:
            return DifferentWeek(week, words, is_late=is_late).text

        hours = await week_hours(connection, self._room, school_id, week)
        count = await tell_school(connection, self._room, wave, said, hours.of)
        for change in [*different.values(), *(now for _, now in lost)]:
            await told.put(connection, change, at=occurrence.made_at)
        await known.forget(connection, planned)
        log.info("week_pushed", school=school_id, messages=count, late=is_late)

    async def _days(
        self, connection: Connection, school_id: SchoolId, occurrence: Occurrence
    ) -> list[SchoolDay]:
        monday = self._room.day_of(occurrence.due_at) + A_DAY
        calendar = await calendars.calendar_of(connection, school_id)
        return verdicts(monday, monday + 6 * A_DAY, calendar, self._room.public)

    async def _lost(
        self, connection: Connection, school_id: SchoolId, days: Sequence[SchoolDay]
    ) -> list[Lost]:
        begin, end = days[0].on, days[-1].on
        known = await told.moved_into(connection, school_id, begin, end)
        found = [(one, await changes.find(connection, one.slot_id, one.on)) for one in known]
        return [(one, now) for one, now in found if now is not None]

    async def _week(
        self,
        connection: Connection,
        school_id: SchoolId,
        days: Sequence[SchoolDay],
        different: Changes,
        lost: Sequence[Lost],
    ) -> WeekAhead:
        planned = await slots.slots_of_school(connection, school_id)
        return WeekAhead(
            tuple(days),
            differences(planned, days, different, lost, self._room.public),
            *await self._room.names(connection, school_id),
        )
