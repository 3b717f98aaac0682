"""Change what takes place on one day: cancel, move, another teacher, an early end, or not at all.

A change is laid over the week's plan and never alters it. Each raises the version of the slot
on that day, so that telephones which know an older one take the newer.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import Final

from bot.audit.model import OPERATOR, About, Actor, Deed, Subject
from bot.audit.trail import note
from bot.clock import Clock
from bot.people.model import SchoolId
from bot.storage.database import Connection, Database
from bot.timetable import cells
from bot.timetable.calendar.deciding import school_day
from bot.timetable.errors import BadChange, SlotMissing
from bot.timetable.model import Change, PublicCalendar, Session, Slot, SlotId
from bot.timetable.occurrences import sessions
from bot.timetable.store import calendars, changes, slots

AS_PLANNED: Final = Change(SlotId(0), date.min)
"""A change without any difference; take it and `dataclasses.replace` what is to be different."""


@dataclass(frozen=True)
class Changed:
    """What one day looked like before a change, and looks like now.

    Attributes:
        before: The sessions of the slot before: on its day, and where it was moved to.
        after: The same now.
    """

    school_id: SchoolId
    slot: Slot
    change: Change
    before: tuple[Session, ...]
    after: tuple[Session, ...]


class Editing:
    """Changes single days.

    Args:
        database: Where slots and changes are kept.
        clock: The time.
        public: The public calendar.
    """

    def __init__(self, database: Database, clock: Clock, public: PublicCalendar) -> None:
        self._database = database
        self._clock = clock
        self._public = public

    async def preview(self, slot_id: int, on: date, wanted: Change = AS_PLANNED) -> Changed:
        """Say what a change would come to, without making it; as `change_in`."""
        async with self._database.read() as connection:
            return await self._weighed(connection, slot_id, on, wanted)

    async def change_in(
        self,
        connection: Connection,
        slot_id: int,
        on: date,
        wanted: Change = AS_PLANNED,
        *,
        by: Actor = OPERATOR,
    ) -> Changed:
        """Make a slot different on one day, whatever an earlier change said.

        Args:
            connection: The caller's transaction, in which families are to be told too; only
                `ChangeNotices` does both in one call.
            slot_id: The slot.
            on: The day it is planned for.
            wanted: What is to be different; `AS_PLANNED` takes earlier changes back.
            by: Who does it, for the account.

        Raises:
            SlotMissing: There is no such slot.
            BadChange: It is not planned for that day, or cannot be as wished.
        """
        done = await self._weighed(connection, slot_id, on, wanted)
        now = self._clock.now()
        await changes.put(connection, done.change, at=now)
        subject, day = Subject(About.SCHOOL, done.school_id), on.isoformat()
        await note(connection, by, Deed.TIMETABLE_CHANGED, subject, at=now, slot=slot_id, day=day)
        return done

    async def _weighed(
        self, connection: Connection, slot_id: int, on: date, wanted: Change
    ) -> Changed:
        found = await slots.slot_of(connection, slot_id)
        if found is None:
            raise SlotMissing
        school_id, slot = found
        old = await changes.find(connection, slot.id, on)
        version = 1 if old is None else old.version + 1
        new = replace(wanted, slot_id=slot.id, on=on, version=version)
        planned = await self._sessions(connection, school_id, slot, on, None)
        _check(slot, new, is_planned=bool(planned))
        before = await self._sessions(connection, school_id, slot, on, old)
        after = await self._sessions(connection, school_id, slot, on, new)
        if new.is_off and not new.is_cancelled and not any(one.takes_place for one in after):
            raise BadChange(f"{new.moved_to} is no school day; choose another day.")
        return Changed(school_id, slot, new, tuple(before), tuple(after))

    async def _sessions(
        self,
        connection: Connection,
        school_id: SchoolId,
        slot: Slot,
        on: date,
        change: Change | None,
    ) -> list[Session]:
        calendar = await calendars.calendar_of(connection, school_id)
        moved_to = None if change is None else change.moved_to
        wanted = sorted({on, moved_to or on})
        days = [school_day(day, calendar, self._public) for day in wanted]
        laid_over = {} if change is None else {(slot.id, on): change}
        whole_week = await slots.slots_of_school(connection, school_id)
        mine = [one for one in whole_week if one.owner == slot.owner]
        found = sessions(mine, days, laid_over)
        return [
            one
            for one in found
            if one.slot.id == slot.id and (one.day.on == on or one.state != "on")
        ]


def _check(slot: Slot, change: Change, *, is_planned: bool) -> None:
    if not is_planned:
        raise BadChange(f"{change.on}: {slot.title} is not planned for this day; check the date.")
    starts_at = change.starts_at or slot.starts_at
    ends_at = change.ends_at or slot.ends_at
    if ends_at <= starts_at:
        raise BadChange(f"{ends_at:%H:%M} is not after the start {starts_at:%H:%M}.")
    for written in (change.place or "", change.teacher or "", change.reason):
        try:
            cells.text(written)
        except ValueError as error:
            raise BadChange(f"{written[:20]} {error}.") from error


def cancelled(reason: str = "") -> Change:
    """Return the change by which a session does not take place."""
    return replace(AS_PLANNED, is_cancelled=True, reason=reason)
