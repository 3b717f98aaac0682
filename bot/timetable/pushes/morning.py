"""Each school morning's message: one for each chat, naming the classes of its children.

This is the handler of the daily plan, so everything here happens inside one transaction
with the plan's own account: the messages in the outbox, the ledger's row, and the words to
staff stand or fall together. The ledger keeps it to one message a day, whatever happens to
the plan in between.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, timedelta
from functools import partial
from typing import Final

import structlog

from bot.i18n.catalogue import Words
from bot.people.model import SchoolId
from bot.plans.model import Occurrence
from bot.storage.database import Connection
from bot.timetable.model import SchoolDay, Session
from bot.timetable.occurrences import by_class, by_course, sessions
from bot.timetable.pushes import morning_texts
from bot.timetable.pushes.departing import PLAN_KIND, catch_up
from bot.timetable.pushes.having import Having
from bot.timetable.pushes.morning_texts import Today, TodaysService
from bot.timetable.pushes.room import PushRoom
from bot.timetable.pushes.wave import Hours, Wave, tell_school
from bot.timetable.store import changes, pushes, slots

log = structlog.get_logger()

LATE_AFTER: Final = timedelta(minutes=5)
"""From then on the message says that it is late."""


class Morning:
    """Tells families of today's service, and staff of what went wrong with that.

    Args:
        room: Whom to tell, and how; the handler is registered there.
    """

    def __init__(self, room: PushRoom) -> None:
        self._room = room
        room.plans.register(PLAN_KIND, self.tell, dropped=self.apologise)

    async def tell(self, connection: Connection, occurrence: Occurrence) -> None:
        """Put today's messages of a school into the outbox; nothing on a day without service.

        Args:
            connection: The transaction of the occurrence.
            occurrence: The school is its subject, the day that of its due time.
        """
        school_id = SchoolId(occurrence.subject)
        on = self._room.day_of(occurrence.due_at)
        if await pushes.was_pushed(connection, school_id, on):
            return
        today = await self._today(connection, school_id, on)
        if today is None:
            return
        is_late = occurrence.late_for >= LATE_AFTER
        wave = Wave(school_id, batch_of(school_id, on), occurrence.made_at, self.good_until(on))

        def said(words: Words) -> Callable[[Having, Hours], str]:
            service = TodaysService(today, words, is_late=is_late)
            return lambda having, _: service.text(having)

        count = await tell_school(connection, self._room, wave, said)
        if today.day.is_uncertain:
            await self._warn_of_year(connection, wave, on)
        await pushes.record_push(
            connection,
            school_id,
            on,
            made_at=occurrence.made_at,
            message_count=count,
            is_late=is_late,
            is_uncertain=today.day.is_uncertain,
        )
        log.info("timetable_pushed", school=school_id, messages=count, late=is_late)

    async def apologise(self, connection: Connection, occurrence: Occurrence) -> None:
        """Tell staff that today's message was dropped, if there was something to tell."""
        school_id = SchoolId(occurrence.subject)
        on = self._room.day_of(occurrence.due_at)
        if self._room.day_of(occurrence.made_at) != on:
            return
        if await pushes.was_pushed(connection, school_id, on):
            return
        if await self._today(connection, school_id, on) is None:
            return
        said = partial(morning_texts.dropped, on)
        batch = staff_batch_of(school_id, on)
        await self._room.tell_staff(connection, school_id, batch, said, occurrence.made_at)
        log.warning("timetable_push_dropped", school=school_id)

    def good_until(self, on: date) -> datetime:
        """Return from when on a day's message is no news any more."""
        begins = datetime.combine(on, self._room.settings.push_at, self._room.zone)
        return begins + catch_up(self._room.settings.push_at)

    async def _today(self, connection: Connection, school_id: SchoolId, on: date) -> Today | None:
        """Return what a school has on a day; None if nothing was ever planned for it."""
        day = await self._room.school_day(connection, school_id, on)
        planned = await slots.slots_of_school(connection, school_id) if day.is_open else []
        different = await changes.of_school(connection, school_id, on, on)
        found = sessions(planned, [day], different)
        return await self._named(connection, school_id, day, found) if found else None

    async def _named(
        self, connection: Connection, school_id: SchoolId, day: SchoolDay, found: list[Session]
    ) -> Today:
        return Today(
            day,
            by_class(found),
            by_course(found),
            *await self._room.names(connection, school_id),
        )

    async def _warn_of_year(self, connection: Connection, wave: Wave, on: date) -> None:
        """Warn staff once a week that the holidays of this year are not known."""
        monday = on - timedelta(days=on.weekday())
        if not await pushes.was_uncertain_between(connection, wave.school_id, monday, on):
            said = partial(morning_texts.uncertain_year, on.year)
            batch = staff_batch_of(wave.school_id, on)
            await self._room.tell_staff(connection, wave.school_id, batch, said, wave.now)


def batch_of(school_id: int, on: date) -> str:
    """Return the name of the messages of a school's morning."""
    return f"timetable:{school_id}:{on}"


def staff_batch_of(school_id: int, on: date) -> str:
    """Return the name of the words to staff about a school's morning."""
    return f"timetable-staff:{school_id}:{on}"
