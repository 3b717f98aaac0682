"""What each child of a school has on a day: its class's sessions and those of its courses.

Whoever tells families when a child is fetched reads it here for a whole school at once, so that
thousands of children cost a handful of queries. `/today` reads one child's slots instead; the
rules in between, `occurrences.sessions` and `families.plans.pickup_times`, are the same.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from bot.people.model import ChildId, CourseId, SchoolId
from bot.storage.database import Connection
from bot.timetable.model import Change, Slot
from bot.timetable.occurrences import by_class, by_course, sessions
from bot.timetable.pushes.fetching import Placed, Whereabouts
from bot.timetable.pushes.room import PushRoom
from bot.timetable.store import absences, changes, courses, slots


async def whereabouts(
    connection: Connection,
    room: PushRoom,
    school_id: SchoolId,
    on: date,
    *,
    foreseen: Iterable[Change] = (),
    planned: Sequence[Slot] | None = None,
) -> Whereabouts:
    """Read a day of a school.

    Args:
        connection: An open transaction.
        room: Knows the school's days.
        school_id: The school.
        on: The day.
        foreseen: Changes that have not been made, to be taken for made.
        planned: The plan to go by; None is the one that holds.
    """
    verdict = await room.school_day(connection, school_id, on)
    if planned is None:
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


async def places(connection: Connection, school_id: SchoolId) -> Placed:
    """Return the courses of a school in which each child has a place."""
    found: dict[ChildId, tuple[CourseId, ...]] = {}
    for one in await courses.enrolments_of_school(connection, school_id):
        if one.has_place:
            found[one.child_id] = tuple(sorted((*found.get(one.child_id, ()), one.course_id)))
    return found
