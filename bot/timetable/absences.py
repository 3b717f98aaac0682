"""Children who do not stay for a day's service, as their families say.

A note is about a child and a day, and about nothing else: no reason is asked for and none is
kept. Teachers see it in their lists, it is gone a week after its day, and it goes at once with
the last chat that reads for the child.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Final

from bot.clock import Clock, today
from bot.people.model import ChildId
from bot.storage.database import Connection, Database
from bot.timetable.model import Owner
from bot.timetable.store import absences as store

KEPT_FOR: Final = timedelta(days=7)
"""How long after its day a note is there, so that staff can still look a week up."""


class Absences:
    """Notes of absence.

    Args:
        database: Where they are kept.
        clock: The time.
    """

    def __init__(self, database: Database, clock: Clock) -> None:
        self._database = database
        self._clock = clock

    async def note(self, child_id: int, day: date) -> bool:
        """Note that a child does not stay on a day.

        Whether the child is the asker's, and whether there is service at all, is the caller's
        question.

        Returns:
            Whether that is new; the other guardian may have said it before.
        """
        async with self._database.begin() as connection:
            return await store.put(connection, child_id, day, self._clock.now())

    async def take_back(self, child_id: int, day: date) -> bool:
        """Take a note back; say whether there was one."""
        async with self._database.begin() as connection:
            return await store.remove(connection, child_id, day)

    async def of_day(self, connection: Connection, owner: Owner, day: date) -> frozenset[ChildId]:
        """Return who does not stay on a day.

        Args:
            connection: The caller's transaction.
            owner: A class, or a course whose places are looked at; as `Slot.owner` has it.
            day: The day at school.
        """
        return await store.of_day(connection, owner, day)

    async def seats(self, class_ids: Iterable[int], day: date) -> dict[int, list[int | None]]:
        """Return the seats of who does not stay on a day, by class; None is a seat not given."""
        async with self._database.read() as connection:
            return await store.seats(connection, class_ids, day)

    async def of_children(
        self, connection: Connection, child_ids: Iterable[int]
    ) -> list[tuple[ChildId, date]]:
        """Return what is noted about some children, the latest day first."""
        return await store.of_children(connection, child_ids)

    async def forget(self, connection: Connection) -> None:
        """Delete what is noted about children nobody reads for any more."""
        await store.remove_unread(connection)

    async def tidy(self) -> int:
        """Delete what is over a week old; return how many. What nobody reads for goes too."""
        async with self._database.begin() as connection:
            await store.remove_unread(connection)
            return await store.remove_before(connection, today(self._clock) - KEPT_FOR)
