"""What each child of a school has on a day: its class's sessions and those of its courses.

Whoever tells families when a child is fetched reads it here for a whole school at once, so that
thousands of children cost a handful of queries. `/today` reads one child's slots instead; the
rules in between, `occurrences.sessions` and `families.plans.pickup_times`, are the same.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from bot.people.model import Child, ChildId, ClassId, CourseId, SchoolId
from bot.storage.database import Connection
from bot.timetable.model import Change, SchoolDay, Session
from bot.timetable.occurrences import by_class, by_course, sessions
from bot.timetable.pushes.room import PushRoom
from bot.timetable.pushes.wave import places
from bot.timetable.store import absences, changes, slots


@dataclass(frozen=True)
class Whereabouts:
    """A school's children on a day.

    Attributes:
        verdict: Whether there is school.
        placed: The courses in which each child has a place.
        absent: Who does not stay.
    """

    verdict: SchoolDay
    classes: Mapping[ClassId, Sequence[Session]]
    courses: Mapping[CourseId, Sequence[Session]]
    placed: Mapping[ChildId, Sequence[CourseId]]
    absent: Collection[ChildId]

    def of(self, child: Child) -> list[Session]:
        """Return what a child has, cancelled sessions included, whether it stays or not."""
        mine = list(self.classes.get(child.school_class.id, ()))
        for number in self.placed.get(child.id, ()):
            mine += self.courses.get(number, ())
        return mine


async def whereabouts(
    connection: Connection,
    room: PushRoom,
    school_id: SchoolId,
    on: date,
    foreseen: Iterable[Change] = (),
) -> Whereabouts:
    """Read a day of a school.

    Args:
        connection: An open transaction.
        room: Knows the school's days.
        school_id: The school.
        on: The day.
        foreseen: Changes that have not been made, to be taken for made.
    """
    verdict = await room.school_day(connection, school_id, on)
    planned = await slots.slots_of_school(connection, school_id)
    different = dict(await changes.of_school(connection, school_id, on, on))
    different |= {(one.slot_id, one.on): one for one in foreseen}
    there = sessions(planned, [verdict], different)
    return Whereabouts(
        verdict,
        by_class(there),
        by_course(there),
        await places(connection, school_id),
        await absences.of_school(connection, school_id, on),
    )
