"""The door to the pushes: the parts that tell families, wired together."""

from __future__ import annotations

from collections.abc import Callable

from bot.storage.database import Connection, Database
from bot.timetable.editing import Editing
from bot.timetable.pushes.changes import ChangeNotices
from bot.timetable.pushes.departing import Departing
from bot.timetable.pushes.leftovers import Leftovers
from bot.timetable.pushes.morning import Morning
from bot.timetable.pushes.new_calendar import NewCalendar
from bot.timetable.pushes.new_plan import NewPlan
from bot.timetable.pushes.reminders import Reminders
from bot.timetable.pushes.room import PushRoom
from bot.timetable.pushes.sunday import Sunday
from bot.timetable.pushes.year_ahead import YearAhead


class Pushes:
    """What families are told without asking.

    Args:
        database: Where everything is kept.
        editing: Changes single days.
        room: Whom to tell, and how.
        last_known_year: Says which year is the last whose public holidays are known.
    """

    def __init__(
        self,
        database: Database,
        editing: Editing,
        room: PushRoom,
        last_known_year: Callable[[], int],
    ) -> None:
        self.reminders = Reminders(database, room)
        self.changes = ChangeNotices(database, editing, room, self.reminders)
        self.new_calendar = NewCalendar(room)
        self.new_plan = NewPlan(room)
        self._departing = Departing(room)
        self._sunday = Sunday(room, self.new_plan)
        Morning(room)
        self._leftovers = Leftovers(room)
        self._year_ahead = YearAhead(room, last_known_year)

    async def ensure_plans(self, connection: Connection, school_id: int) -> None:
        """Put down the plans of a school that has slots; once is enough."""
        await self._departing.ensure_plans(connection, school_id)
        await self.reminders.ensure_plans(connection)
        await self._sunday.ensure_plan(connection, school_id)
        await self._leftovers.ensure_plan(connection)
        await self._year_ahead.ensure_plan(connection, school_id)
