"""What every part of this room works with, and how a notice is found."""

from __future__ import annotations

from collections.abc import Collection

from bot.clock import Clock
from bot.delivery.outbox import Outbox
from bot.notices import store
from bot.notices.addressees import Addressees
from bot.notices.approving.approval import Approvals, Need
from bot.notices.approving.closing import Closing
from bot.notices.approving.proposals import Proposals
from bot.notices.approving.second import SecondPersons
from bot.notices.authors import Authors
from bot.notices.leaving.departure import Departure
from bot.notices.leaving.due import Due
from bot.notices.leaving.mirroring import Mirroring
from bot.notices.leaving.series import Series
from bot.notices.model import Notice
from bot.notices.ports import RuleTitles, SchoolDays, untitled
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
        school_days: The calendar, for notices that repeat.
        second_person: Which notices need a second person.
        rule_titles: What the rules that may object to a notice are about.
        mirroring: Which notices other channels get as well.
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
        school_days: SchoolDays,
        second_person: Collection[Need] = (),
        rule_titles: RuleTitles = untitled,
        mirroring: Mirroring | None = None,
    ) -> None:
        self._database = database
        self._clock = clock
        self._people = people
        self._addressees = Addressees(people)
        self._outbox = outbox
        self._plans = plans
        self._authors = Authors(people, outbox, clock)
        self._series = Series(clock, school_days)
        self._mirroring = mirroring
        self._departure = Departure(
            clock, self._addressees, outbox, plans, quiet_hours, mirroring=mirroring
        )
        self._due = Due(
            self._departure,
            self._addressees,
            outbox,
            plans,
            series=self._series,
            authors=self._authors,
        )
        self.approvals = self._make_approvals(second_person, rule_titles)
        self._proposals = self._make_proposals(rule_titles)

    def _make_approvals(self, needs: Collection[Need], rule_titles: RuleTitles) -> Approvals:
        return Approvals(
            self._database,
            self._clock,
            people=self._people,
            outbox=self._outbox,
            plans=self._plans,
            departure=self._departure,
            addressees=self._addressees,
            authors=self._authors,
            needs=needs,
            rule_titles=rule_titles,
        )

    def _make_proposals(self, rule_titles: RuleTitles) -> Proposals:
        return Proposals(
            self._clock,
            SecondPersons(self._people, self._addressees),
            self._outbox,
            self._plans,
            self._authors,
            closing=Closing(self._people, self._outbox),
            rule_titles=rule_titles,
        )

    async def find(self, notice_id: int) -> Notice:
        """Find a notice.

        Raises:
            NoticeMissing: There is none with this number.
        """
        async with self._database.read() as connection:
            return await store.required(connection, notice_id)
