"""Change all that somebody may change of a day at once: snow, and everybody goes home at four.

What lies beyond the new end falls away, what spans it ends earlier, and what ends before it stays.
It is one transaction, so either all of it is done and told, or nothing is.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Final
from zlib import crc32

from bot.audit.model import Actor
from bot.clock import Clock, at_school
from bot.people.model import Person
from bot.storage.database import Database
from bot.timetable.editing import Editing
from bot.timetable.errors import SeenOtherwise, SessionOver, Unchanged
from bot.timetable.model import Session
from bot.timetable.pushes.changes import ChangeNotices
from bot.timetable.pushes.telling import Telling
from bot.timetable.staff.days import Item, StaffDays
from bot.timetable.staff.wishes import What, Wish, change_of, is_over, seen_as

HOURS: Final = tuple(time(hour, minute) for hour in range(12, 20) for minute in (0, 30))


@dataclass(frozen=True)
class WholeDay:
    """What a wish for a whole day comes to.

    Attributes:
        changes: Each session that would be different as it stands, with whom that tells.
        seen: Stands for all of it; `WholeDays.make` wants it back.
    """

    changes: tuple[tuple[Item, Telling], ...]
    seen: int


class WholeDays:
    """Changes of whole days.

    Args:
        database: Where everything is.
        clock: The time.
        days: Knows what somebody may change.
        editing: Makes changes.
        notices: Tells families of them.
    """

    def __init__(
        self,
        database: Database,
        clock: Clock,
        days: StaffDays,
        editing: Editing,
        notices: ChangeNotices,
    ) -> None:
        self._database = database
        self._clock = clock
        self._days = days
        self._editing = editing
        self._notices = notices

    async def ends(self, person: Person, on: date) -> tuple[time, ...]:
        """Return the ends at which a day could end for all; those that lie ahead."""
        sessions = [item.session for item in await self._open(person, on)]
        if not sessions:
            return ()
        last = max(one.ends[-1] for one in sessions)
        first = min(one.starts_at for one in sessions)
        now = at_school(self._clock.now(), self._clock)
        ahead = (end for end in HOURS if datetime.combine(on, end, now.tzinfo) > now)
        return tuple(end for end in ahead if first <= end < last)

    async def propose(self, person: Person, on: date, wish: Wish) -> WholeDay:
        """Say what a wish for a whole day would come to, without doing it.

        Raises:
            NotYourClass: This person may change nothing anywhere.
            SessionOver: All of it is over.
            Unchanged: It is so already.
        """
        found = []
        for item, mine in await self._wanted(person, on, wish):
            change = change_of(mine, item.slot, item.session.change)
            found.append((item, await self._notices.weigh(item.slot.id, on, change)))
        return WholeDay(tuple(found), _seen(told for _, told in found))

    async def make(
        self, person: Person, on: date, wish: Wish, *, seen: int, by: Actor
    ) -> WholeDay:
        """Do what a preview has shown and tell the families, all or nothing.

        Raises:
            SeenOtherwise: It would come to something else by now; nothing was done.
            NotYourClass: This person may change nothing anywhere.
            SessionOver: All of it is over.
            Unchanged: It is so already.
        """
        wanted = await self._wanted(person, on, wish)
        async with self._database.begin() as connection:
            done = []
            for item, mine in wanted:
                change = change_of(mine, item.slot, item.session.change)
                done.append(
                    await self._editing.change_in(connection, item.slot.id, on, change, by=by)
                )
            tellings = await self._notices.tell_all(connection, done, by=by)
            found = list(zip((item for item, _ in wanted), tellings, strict=True))
            if _seen(told for _, told in found) != seen:
                raise SeenOtherwise
        return WholeDay(tuple(found), seen)

    async def _open(self, person: Person, on: date) -> list[Item]:
        """Return what of a day is planned for it, and not over yet."""
        now = at_school(self._clock.now(), self._clock)
        plan = await self._days.day(person, on)
        return [
            item
            for item in plan.items
            if item.session.planned_on == on and not is_over([item.session], now)
        ]

    async def _wanted(self, person: Person, on: date, wish: Wish) -> Sequence[tuple[Item, Wish]]:
        here = await self._open(person, on)
        if not here:
            raise SessionOver
        wanted = [(item, mine) for item in here if (mine := _of(wish, item.session))]
        if not wanted:
            raise Unchanged
        return wanted


def _of(wish: Wish, session: Session) -> Wish | None:
    """Return what a wish for the whole day means for one session; None if nothing."""
    change = session.change
    match wish.what:
        case What.UNDO:
            return wish if change is not None and not change.is_none else None
        case What.CANCEL:
            return wish if session.takes_place else None
        case What.END if wish.end is not None and session.takes_place:
            if session.starts_at >= wish.end:
                return Wish(What.CANCEL, reason=wish.reason)
            return wish if session.ends[-1] > wish.end else None
        case _:
            return None


def _seen(tellings: Iterable[Telling]) -> int:
    """Return a number that stands for all that was shown; as `wishes.seen_as`."""
    return crc32(repr([seen_as(told.changed) for told in tellings]).encode())
