"""Tells families of days that a newly imported calendar closes, opens, or gives another plan.

A closure for snow is decided in the evening for the next day, and Sunday's message is long out. So
the days that families have been told of already, up to the next Sunday, are held against the old
calendar, and whoever has another day than before is told at once; later days wait for Sunday.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import UTC, date, datetime
from typing import Final

import structlog

from bot.i18n.catalogue import Words
from bot.people.model import SchoolId
from bot.storage.database import Connection
from bot.timetable.calendar.deciding import A_DAY, verdicts
from bot.timetable.model import Changes, Owner, SchoolCalendar, SchoolDay, Session, Slot
from bot.timetable.occurrences import sessions
from bot.timetable.pushes.having import Having
from bot.timetable.pushes.room import PushRoom
from bot.timetable.pushes.timing import sunday_before
from bot.timetable.pushes.wave import Hours, Wave, tell_school
from bot.timetable.pushes.week_ahead import Note, WeekAhead, What
from bot.timetable.pushes.week_hours import week_hours
from bot.timetable.pushes.week_texts import DifferentWeek
from bot.timetable.store import calendars, changes, slots

log = structlog.get_logger()

A_WEEK: Final = 7 * A_DAY

_There = dict[tuple[Owner, date], tuple[Session, ...]]


class NewCalendar:
    """Tells families what a new calendar changes in the days just ahead.

    Args:
        room: Whom to tell, and how.
    """

    def __init__(self, room: PushRoom) -> None:
        self._room = room

    async def tell(
        self, connection: Connection, school_id: SchoolId, old: SchoolCalendar, new: SchoolCalendar
    ) -> int:
        """Tell the families concerned in the transaction of the import; return how many chats.

        Args:
            connection: The transaction in which the calendar was replaced.
            school_id: The school.
            old: What held until now.
            new: What holds from now on.
        """
        now = self._room.clock.now()
        planned = await slots.slots_of_school(connection, school_id)
        before, after = (self._days(now, one) for one in (old, new))
        different = await changes.of_school(connection, school_id, after[0].on, after[-1].on)
        notes = differences(
            after,
            self._there(planned, before, different, now),
            self._there(planned, after, different, now),
        )
        if not notes:
            return 0
        week = await self._week(connection, school_id, after, notes)
        version = await calendars.version_of(connection, school_id)
        batch = f"timetable-calendar:{school_id}:{version}"
        last = max(note.on for found in notes.values() for note in found)
        wave = Wave(school_id, batch, now, self._end_of(last))

        def said(words: Words) -> Callable[[Having, Hours], str]:
            heading = words("timetable-calendar-heading")
            return DifferentWeek(week, words, heading=heading).text

        hours = await week_hours(connection, self._room, school_id, week)
        count = await tell_school(connection, self._room, wave, said, hours.of)
        log.info("calendar_told", school=school_id, messages=count)
        return count

    def _days(self, now: datetime, calendar: SchoolCalendar) -> list[SchoolDay]:
        """Return the days from today to the last that a Sunday's message has told of."""
        today = self._room.day_of(now)
        last = today + (7 - today.isoweekday()) * A_DAY
        if sunday_before(last + A_WEEK, self._room.zone) <= now:
            last += A_WEEK
        return verdicts(today, last, calendar, self._room.public)

    def _there(
        self, planned: Sequence[Slot], days: Iterable[SchoolDay], laid: Changes, now: datetime
    ) -> _There:
        """Return what each class and course has on each day and is not over yet."""
        found: dict[tuple[Owner, date], list[Session]] = defaultdict(list)
        for one in sessions(planned, days, laid):
            ends = datetime.combine(one.day.on, one.ends[-1], self._room.zone)
            if one.takes_place and ends > now:
                found[one.slot.owner, one.day.on].append(one)
        return {key: tuple(mine) for key, mine in found.items()}

    def _end_of(self, day: date) -> datetime:
        begins = datetime.combine(day + A_DAY, datetime.min.time(), self._room.zone)
        return begins.astimezone(UTC)

    async def _week(
        self,
        connection: Connection,
        school_id: SchoolId,
        days: Sequence[SchoolDay],
        notes: Mapping[Owner, tuple[Note, ...]],
    ) -> WeekAhead:
        return WeekAhead(
            tuple(days),
            notes,
            *await self._room.names(connection, school_id),
        )


def differences(
    days: Sequence[SchoolDay], before: _There, after: _There
) -> dict[Owner, tuple[Note, ...]]:
    """Return what is different for each class and course, by day. Pure.

    Args:
        days: The verdicts on the days, as they are now.
        before: What each class and course had on each day.
        after: What each has now.
    """
    verdict = {day.on: day for day in days}
    found: dict[Owner, list[Note]] = defaultdict(list)
    for owner, on in sorted(before.keys() | after.keys(), key=lambda key: key[1]):
        had, has = before.get((owner, on), ()), after.get((owner, on), ())
        if [one.slot.id for one in had] != [one.slot.id for one in has]:
            what = What.EXTRA if has else What.OFF
            found[owner].append(Note(on, what, verdict[on], has or had))
    return {owner: tuple(notes) for owner, notes in found.items()}
