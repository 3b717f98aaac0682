"""When each family's children are fetched on the days that a message of several days is about.

The hour is each child's own: a child with a place in a course is fetched with the course, and
one that does not stay is left out. The rule is that of a single change, in `fetching`; here it is
reckoned once for all families that have the same, because a school has thousands of them.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Mapping, Sequence
from datetime import date, datetime
from zoneinfo import ZoneInfo

from bot.people.model import Child, Recipient, SchoolId
from bot.storage.database import Connection
from bot.timetable.model import Owner, Slot
from bot.timetable.pushes.fetching import Fetched, Placed, There, fetched
from bot.timetable.pushes.gathering import days_to_fetch
from bot.timetable.pushes.having import owners
from bot.timetable.pushes.room import PushRoom
from bot.timetable.pushes.week_ahead import Note, WeekAhead, What
from bot.timetable.pushes.whereabouts import places, whereabouts


class WeekHours:
    """Knows when children are fetched on days that are different.

    Args:
        days: For each class and course of which something is said, the days on which that may
            bring another hour or place.
        there: What the children of the school have on those days.
        placed: The courses in which each child has a place.
    """

    def __init__(
        self, days: Mapping[Owner, frozenset[date]], there: There, placed: Placed
    ) -> None:
        self._days = days
        self._there = there
        self._placed = placed
        self._known: dict[Hashable, tuple[Fetched, ...]] = {}

    def of(self, recipient: Recipient) -> tuple[Fetched, ...]:
        """Return when the children of a recipient are fetched."""
        children = recipient.children
        alike = tuple(self._likeness(child, is_only=len(children) == 1) for child in children)
        if alike not in self._known:
            self._known[alike] = self._reckoned(children)
        return self._known[alike]

    def _likeness(self, child: Child, *, is_only: bool) -> Hashable:
        """Return what of a child decides about the hours and how they are said."""
        absent = tuple(key for key, day in self._there.items() if child.id in day.absent)
        seat = None if is_only else child.seat
        return child.school_class, self._placed.get(child.id, ()), absent, seat

    def _reckoned(self, children: Iterable[Child]) -> tuple[Fetched, ...]:
        mine = {child: self._days_of(child) for child in children}
        concerned = {child: frozenset[date]().union(*days) for child, days in mine.items()}
        named = {child.school_class.id for child, days in mine.items() if days}
        return fetched(concerned, self._there, is_one_class=len(named) == 1)

    def _days_of(self, child: Child) -> list[frozenset[date]]:
        """Return days for the class and each course of a child of which something is said."""
        mine = owners(child.school_class.id, self._placed.get(child.id, ()))
        return [self._days[owner] for owner in mine if owner in self._days]


async def week_hours(
    connection: Connection,
    room: PushRoom,
    school_id: SchoolId,
    week: WeekAhead,
    planned: Sequence[Slot] | None = None,
) -> WeekHours:
    """Read when children are fetched on the days of a message.

    Args:
        connection: An open transaction.
        room: Knows the school's days and the time.
        school_id: The school.
        week: What the message says.
        planned: The plan to go by; None is the one that holds.
    """
    within = {day.on for day in week.days}
    now = room.clock.now()
    days = {
        owner: frozenset(_days(notes, now, room.zone)) & within
        for owner, notes in week.notes.items()
    }
    there = {
        (school_id, on): await whereabouts(connection, room, school_id, on, planned=planned)
        for on in sorted(frozenset[date]().union(*days.values()))
    }
    return WeekHours(days, there, await places(connection, school_id))


def _days(notes: Iterable[Note], now: datetime, zone: ZoneInfo) -> Iterable[date]:
    for note in notes:
        if note.difference is not None:
            yield from days_to_fetch(note.difference, now, zone)
        elif note.what is not What.OFF:
            yield note.on
