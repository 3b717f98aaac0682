"""What every part of this room works with, and how a notice is found."""

from __future__ import annotations

from bot.clock import Clock
from bot.delivery.outbox import Outbox
from bot.notices import store
from bot.notices.addressees import Addressees
from bot.notices.departure import Departure
from bot.notices.model import Notice
from bot.people.quiet_hours import QuietHours
from bot.people.service import People
from bot.plans.service import Plans
from bot.storage.database import Database


class Room:
    """The tools of this room.

    Args:
        database: Where the rows are.
        clock: The time.
        people: Who belongs to an audience.
        outbox: Where messages are put.
        plans: Where notices for later are put down.
        quiet_hours: When families are left in peace.
    """

    def __init__(
        self,
        database: Database,
        clock: Clock,
        *,
        people: People,
        outbox: Outbox,
        plans: Plans,
        quiet_hours: QuietHours,
    ) -> None:
        self._database = database
        self._clock = clock
        self._people = people
        self._addressees = Addressees(people)
        self._outbox = outbox
        self._plans = plans
        self._departure = Departure(clock, self._addressees, outbox, plans, quiet_hours)

    async def find(self, notice_id: int) -> Notice:
        """Find a notice.

        Raises:
            NoticeMissing: There is none with this number.
        """
        async with self._database.read() as connection:
            return await store.required(connection, notice_id)
