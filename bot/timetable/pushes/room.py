"""What every push of this room needs: whom to ask, where to put messages, when to be quiet."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from typing import Final
from zoneinfo import ZoneInfo

from bot.clock import Clock
from bot.delivery.model import Body
from bot.delivery.outbox import Outbox
from bot.i18n.catalogue import Words, speaking
from bot.i18n.languages import Language
from bot.people.model import Recipient, SchoolId
from bot.people.quiet_hours import QuietHours
from bot.people.service import People
from bot.plans.service import Plans
from bot.storage.database import Connection
from bot.timetable.calendar.deciding import A_DAY, school_day
from bot.timetable.model import PublicCalendar, SchoolDay
from bot.timetable.naming import Names, names_at
from bot.timetable.store import calendars

FURTHEST_SCHOOL_DAY: Final = 92
"""Days; longer than any holiday between two terms."""

Said = Callable[[Words], str]
"""A text in whatever language it is asked for."""


@dataclass(frozen=True)
class PushSettings:
    """When families are told of the service.

    Attributes:
        push_at: When each school morning's message leaves, at school.
        within: How long after that the last family has it at the latest.
        per_second: How many messages leave in a second.
        quiet: When families are left in peace.
    """

    push_at: time = time(7, 20)
    within: timedelta = timedelta(minutes=40)
    per_second: float = 25.0
    quiet: QuietHours | None = None


@dataclass(frozen=True)
class PushRoom:
    """The neighbours of the pushes, and the settings.

    Attributes:
        people: Knows whom to tell.
        outbox: Takes the messages.
        plans: Where plans are put down, and handlers registered.
        clock: Knows the school's zone.
        public: The public calendar.
    """

    people: People
    outbox: Outbox
    plans: Plans
    clock: Clock
    public: PublicCalendar
    settings: PushSettings = field(default_factory=PushSettings)

    @property
    def zone(self) -> ZoneInfo:
        """The school's zone."""
        return self.clock.zone

    def day_of(self, instant: datetime) -> date:
        """Return the date of an instant at school."""
        return instant.astimezone(self.zone).date()

    def leaves_at(self, recipient: Recipient, wanted: datetime) -> datetime:
        """Return when a message wanted at an instant may reach somebody."""
        quiet = self.settings.quiet
        if quiet is None:
            return wanted
        return quiet.leaves_at(wanted, recipient.grades, recipient.quiet)

    async def school_day(self, connection: Connection, school_id: SchoolId, on: date) -> SchoolDay:
        """Return the verdict on one day of a school."""
        calendar = await calendars.calendar_of(connection, school_id)
        return school_day(on, calendar, self.public)

    async def names(self, connection: Connection, school_id: SchoolId) -> Names:
        """Return what the classes and the courses of a school are called."""
        return await names_at(connection, self.people, school_id)

    async def next_school_day(
        self, connection: Connection, school_id: SchoolId, after: date
    ) -> date:
        """Return the first day after one on which there is school."""
        calendar = await calendars.calendar_of(connection, school_id)
        days = (after + number * A_DAY for number in range(1, FURTHEST_SCHOOL_DAY))
        is_open = (day for day in days if school_day(day, calendar, self.public).is_open)
        return next(is_open, after + FURTHEST_SCHOOL_DAY * A_DAY)

    async def tell_staff(
        self, connection: Connection, school_id: int, batch: str, said: Said, now: datetime
    ) -> None:
        """Write to a school's teachers and office, each in their language."""
        members = await self.people.staff_of(connection, school_id)
        for language, same in by_language(members).items():
            await self.outbox.enqueue(
                connection,
                batch=batch,
                body=Body(said(speaking(language))),
                addresses=[member.address for member in same],
                now=now,
            )


def by_language(recipients: Iterable[Recipient]) -> dict[Language, list[Recipient]]:
    """Sort recipients by their language."""
    found: dict[Language, list[Recipient]] = defaultdict(list)
    for recipient in recipients:
        found[recipient.language].append(recipient)
    return found
