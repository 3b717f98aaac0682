"""When each morning's messages begin to leave, so that the last family is told in time.

Telegram bears some dozens of messages a second, so thousands of families take minutes. How many
there are is counted each noon, over all schools, because they share one bot; tomorrow's messages
begin as early as that asks for. Where even the end of quiet hours is not early enough, staff
are told, once a week.
"""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from functools import partial
from typing import Final

from bot.people.model import SchoolId
from bot.plans.model import Daily, Occurrence
from bot.storage.database import Connection
from bot.timetable.pushes.morning_texts import takes_long
from bot.timetable.pushes.room import PushRoom
from bot.timetable.pushes.timing import Departure, departure
from bot.timetable.store import pushes, slots

PLAN_KIND: Final = "timetable_push"
"""Of each school's morning."""

NOON_KIND: Final = "timetable_departure"
EVERYBODY: Final = 0
"""The subject of the one plan that counts the families of all schools."""

NOON: Final = time(12, 0)
NOON_CATCH_UP: Final = timedelta(hours=8)

LATEST_PUSH: Final = time(10, 0)
"""At school. Later than this, today's service is no news any more."""

SHORTEST_CATCH_UP: Final = timedelta(hours=1)

EARLIEST: Final = time(6, 0)
"""Before this nobody is told, where no quiet hours are set."""

GRADES: Final = range(1, 10)


class Departing:
    """Puts down when schools' mornings begin.

    Args:
        room: Knows settings and plans; the handler of each noon is registered there.
    """

    def __init__(self, room: PushRoom) -> None:
        self._room = room
        room.plans.register(NOON_KIND, self.reckon)

    async def ensure_plans(self, connection: Connection, school_id: int) -> None:
        """Put down a school's morning, and the noon at which it is reckoned anew.

        A morning that is due now and has not been made is left as it is: with another time it
        would count from tomorrow on, and today's families would hear nothing.
        """
        leaves = await self._departure(connection)
        if not await self._is_due(connection, school_id, leaves):
            await self._put(connection, school_id, leaves)
        rule = Daily(NOON)
        await self._room.plans.put(connection, NOON_KIND, EVERYBODY, rule, NOON_CATCH_UP)

    async def reckon(self, connection: Connection, occurrence: Occurrence) -> None:
        """Put every school's morning down anew, and warn staff where it takes too long."""
        leaves = await self._departure(connection)
        for school_id in await slots.schools_with_slots(connection):
            await self._put(connection, school_id, leaves)
            if not leaves.is_in_time:
                await self._warn(connection, school_id, leaves, occurrence)

    async def _is_due(self, connection: Connection, school_id: int, leaves: Departure) -> bool:
        now = self._room.clock.now().astimezone(self._room.zone)
        over = datetime.combine(now.date(), leaves.at, self._room.zone) + catch_up(leaves.at)
        if not leaves.at <= now.time() or over < now:
            return False
        if school_id not in await self._room.plans.subjects(connection, PLAN_KIND):
            return False
        return not await pushes.was_pushed(connection, SchoolId(school_id), now.date())

    async def _departure(self, connection: Connection) -> Departure:
        settings = self._room.settings
        quiet = [] if settings.quiet is None else settings.quiet.of(GRADES)
        wanted = datetime.combine(date.min, settings.push_at)
        return departure(
            settings.push_at,
            (wanted + settings.within).time(),
            max((end for _, end in quiet), default=EARLIEST),
            await pushes.families_with_service(connection),
            settings.per_second,
        )

    async def _put(self, connection: Connection, school_id: int, leaves: Departure) -> None:
        rule, late = Daily(leaves.at), catch_up(leaves.at)
        await self._room.plans.put(connection, PLAN_KIND, school_id, rule, late)

    async def _warn(
        self, connection: Connection, school_id: int, leaves: Departure, noon: Occurrence
    ) -> None:
        year, week, _ = self._room.day_of(noon.due_at).isocalendar()
        batch = f"timetable-length:{school_id}:{year}-{week}"
        if not (await self._room.outbox.progress(connection, batch)).total:
            said = partial(takes_long, leaves)
            await self._room.tell_staff(connection, school_id, batch, said, noon.made_at)


def catch_up(begins: time) -> timedelta:
    """Return how late the morning's message may be: until the latest hour that helps."""
    left = timedelta(hours=LATEST_PUSH.hour - begins.hour, minutes=-begins.minute)
    return max(left, SHORTEST_CATCH_UP)
