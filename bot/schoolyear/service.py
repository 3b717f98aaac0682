"""Move a school up, say goodbye to those who leave, and remind the office in time.

Nothing here happens by itself but the reminder: the office looks at a table and says yes.
Families who leave are told first and erased two weeks later, so that a slip can still be
put right.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Final

import structlog

from bot.audit.model import OPERATOR, Actor
from bot.clock import Clock, today
from bot.delivery.model import Body
from bot.delivery.outbox import Outbox
from bot.errors import WrongMoment
from bot.i18n.catalogue import Words, speaking
from bot.i18n.languages import Language
from bot.people import moving_up
from bot.people.audience import Audience, Kind
from bot.people.membership import Membership
from bot.people.model import School, SchoolClass
from bot.people.promotion import LEAVING, Move, first_day, moves, year_of
from bot.people.quiet_hours import QuietHours
from bot.people.service import People
from bot.plans.model import Occurrence, Once
from bot.plans.service import Plans
from bot.storage.database import Connection, Database

log = structlog.get_logger()

REMINDER: Final = "move-up"
"""The kind of the reminder's plan; its subject is its day, written 20270820."""

GRADUATION: Final = "graduation"
"""The kind of the plan that ends a class; its subject is the class."""

KEPT_FOR: Final = timedelta(days=14)
_AT: Final = time(9)
_EARLY, _FIRST = (8, 20), (9, 1)
_CATCH_UP: Final = timedelta(days=10)


class ChangedMeanwhile(WrongMoment):
    """The classes are not what was looked at."""


@dataclass(frozen=True)
class Preview:
    """What moving up would do.

    Attributes:
        year: The calendar year in which the new school year begins.
        is_fresh: Whether the school was registered after that, perhaps with this year's grades.
    """

    school: School
    year: int
    moves: tuple[Move, ...]
    is_fresh: bool


class SchoolYear:
    """The turn of the school year.

    Args:
        database: Where the rows are.
        clock: The time, and the school's zone.
        people: Who belongs where.
        membership: Ends memberships.
        outbox: Takes the messages.
        plans: Keep the times.
        quiet_hours: When families are left in peace.
    """

    def __init__(
        self,
        database: Database,
        clock: Clock,
        *,
        people: People,
        membership: Membership,
        outbox: Outbox,
        plans: Plans,
        quiet_hours: QuietHours,
    ) -> None:
        self._database = database
        self._clock = clock
        self._people = people
        self._membership = membership
        self._outbox = outbox
        self._plans = plans
        self._quiet_hours = quiet_hours
        plans.register(REMINDER, self._remind, dropped=self._put_next)
        plans.register(GRADUATION, self._end)

    async def preview(
        self, school_id: int, *, on: date | None = None, leaving: Collection[int] = LEAVING
    ) -> Preview:
        """Say what moving up would do, changing nothing.

        Raises:
            SchoolMissing: There is no such school.
            BadOption: The day or a grade cannot be used.
            NameClash: Two classes would be called the same.
            MovedUpBefore: The school has moved up for this school year.
        """
        async with self._database.read() as connection:
            return await self._preview(connection, school_id, on, leaving)

    async def move_up(
        self,
        wanted: Preview,
        *,
        on: date | None = None,
        leaving: Collection[int] = LEAVING,
        graduates: bool = False,
        by: Actor = OPERATOR,
    ) -> Preview:
        """Move a school's classes up, in one transaction.

        Args:
            wanted: What was looked at; anything else is refused.
            on: As for the preview.
            leaving: As for the preview.
            graduates: Whether families who leave are said goodbye to, and erased later.
            by: Who stands in the account.

        Raises:
            MovedUpBefore: Somebody was faster.
            ChangedMeanwhile: The classes are not what was looked at.
        """
        now = self._clock.now()
        async with self._database.begin() as connection:
            found = await self._preview(connection, wanted.school.id, on, leaving)
            if found.moves != wanted.moves:
                message = "--school: the classes have changed meanwhile; look at them again."
                raise ChangedMeanwhile(message)
            await moving_up.apply(
                connection, found.school, found.moves, found.year, now=now, by=by
            )
            if graduates:
                await self._graduate(connection, found.school, by)
            return found

    async def graduate(self, school_id: int, *, by: Actor = OPERATOR) -> list[SchoolClass]:
        """Say goodbye to the families of classes that have left, and end them in two weeks.

        Returns:
            The classes; those said goodbye to before are not among them.

        Raises:
            SchoolMissing: There is no such school.
        """
        async with self._database.begin() as connection:
            school = await self._people.school(connection, school_id)
            return await self._graduate(connection, school, by)

    async def ensure_reminder(self) -> None:
        """Put the next reminder down; the same one again changes nothing."""
        async with self._database.begin() as connection:
            await self._put_after(connection, self._clock.now())

    async def _preview(
        self,
        connection: Connection,
        school_id: int,
        on: date | None,
        leaving: Collection[int],
    ) -> Preview:
        school = await self._people.school(connection, school_id)
        begins = first_day(today(self._clock), on)
        year = year_of(begins)
        await moving_up.check_not_moved(connection, school, year)
        classes = await moving_up.all_classes(connection, school)
        since = await moving_up.registered_at(connection, school)
        is_fresh = since.astimezone(self._clock.zone).date() >= begins
        return Preview(school, year, moves(classes, year, leaving), is_fresh)

    async def _graduate(
        self, connection: Connection, school: School, by: Actor
    ) -> list[SchoolClass]:
        now, told = self._clock.now(), []
        for school_class in await moving_up.not_yet_told(connection, school):
            ends = now + KEPT_FOR
            await self._say_goodbye(connection, school, school_class, ends)
            await self._plans.put(connection, GRADUATION, school_class.id, Once(ends), None)
            await moving_up.note_graduation(connection, school_class, now=now, by=by)
            told.append(school_class)
        return told

    async def _say_goodbye(
        self, connection: Connection, school: School, school_class: SchoolClass, ends: datetime
    ) -> None:
        now, day = self._clock.now(), ends.astimezone(self._clock.zone)
        groups: dict[tuple[Language, datetime], list[int]] = defaultdict(list)
        audience = Audience(Kind.CLASS, school_class.id)
        for one in await self._people.recipients(connection, [audience]):
            leaves_at = self._quiet_hours.leaves_at(now, one.grades, one.quiet)
            groups[one.language, leaves_at].append(one.address)
        for (language, leaves_at), addresses in groups.items():
            words = speaking(language)
            text = words(
                "schoolyear-goodbye",
                school=school.name,
                name=school_class.name,
                date=words("notices-date", month=day.month, day=day.day),
            )
            await self._outbox.enqueue(
                connection,
                batch=f"{GRADUATION}:{school_class.id}",
                body=Body(text),
                addresses=addresses,
                now=now,
                not_before=leaves_at,
            )

    async def _end(self, connection: Connection, occurrence: Occurrence) -> None:
        count = await self._membership.dissolve(connection, occurrence.subject)
        log.info("class_ended", school_class=occurrence.subject, children=count)

    async def _remind(self, connection: Connection, occurrence: Occurrence) -> None:
        due = occurrence.due_at.astimezone(self._clock.zone).date()
        for school in await self._people.schools_in(connection):
            last = await moving_up.moved_for(connection, school)
            if (last is None or last < due.year) and await moving_up.all_classes(
                connection, school
            ):
                await self._remind_office(connection, occurrence, school, due)
        await self._put_after(connection, occurrence.due_at)

    async def _remind_office(
        self, connection: Connection, occurrence: Occurrence, school: School, due: date
    ) -> None:
        by_language: dict[Language, list[int]] = defaultdict(list)
        for one in await moving_up.office_of(connection, school):
            by_language[one.language].append(one.address)
        for language, addresses in by_language.items():
            await self._outbox.enqueue(
                connection,
                batch=f"{REMINDER}:{school.id}:{due:%Y%m%d}",
                body=Body(_reminder(speaking(language), school, due)),
                addresses=addresses,
                now=occurrence.made_at,
            )

    async def _put_next(self, connection: Connection, occurrence: Occurrence) -> None:
        await self._put_after(connection, occurrence.made_at)

    async def _put_after(self, connection: Connection, moment: datetime) -> None:
        zone = self._clock.zone
        here = moment.astimezone(zone)
        days = [
            date(year, *day) for year in (here.year, here.year + 1) for day in (_EARLY, _FIRST)
        ]
        times = [datetime.combine(day, _AT, zone) for day in days]
        following = next(each for each in times if each > here)
        subject = int(f"{following:%Y%m%d}")
        await self._plans.put(connection, REMINDER, subject, Once(following), _CATCH_UP)


def _reminder(words: Words, school: School, due: date) -> str:
    is_first = (due.month, due.day) == _FIRST
    key = "schoolyear-reminder-first" if is_first else "schoolyear-reminder-early"
    return words(key, school=school.name, number=str(school.id))
