"""Each school morning's message: one for each chat, naming the classes of its children.

This is the handler of the daily plan, so everything here happens inside one transaction
with the plan's own account: the messages in the outbox, the ledger's row, and the words to
staff stand or fall together. The ledger keeps it to one message a day, whatever happens to
the plan in between.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Container, Iterable, Sequence
from datetime import date, timedelta
from typing import Final
from zoneinfo import ZoneInfo

import structlog

from bot.delivery.model import Body
from bot.delivery.outbox import Outbox
from bot.i18n.catalogue import speaking
from bot.i18n.languages import Language
from bot.people.audience import Audience, Kind
from bot.people.model import ClassId, Recipient, SchoolId
from bot.people.service import People
from bot.plans.model import Occurrence
from bot.storage.database import Connection
from bot.timetable import rendering
from bot.timetable.calendar.deciding import school_day
from bot.timetable.model import PublicCalendar, SchoolDay, Session
from bot.timetable.occurrences import by_class, sessions
from bot.timetable.rendering import ClassToday
from bot.timetable.store import calendars, changes, pushes, slots

log = structlog.get_logger()

LATE_AFTER: Final = timedelta(minutes=5)
"""From then on the message says that it is late."""


class Morning:
    """Tells families of today's service, and staff of what went wrong with that.

    Args:
        people: Knows whom to tell.
        outbox: Takes the messages.
        public: The public calendar.
        zone: The school's zone.
    """

    def __init__(
        self, people: People, outbox: Outbox, public: PublicCalendar, zone: ZoneInfo
    ) -> None:
        self._people = people
        self._outbox = outbox
        self._public = public
        self._zone = zone

    async def tell(self, connection: Connection, occurrence: Occurrence) -> None:
        """Put today's messages of a school into the outbox; nothing on a day without service.

        Args:
            connection: The transaction of the occurrence.
            occurrence: The school is its subject, the day that of its due time.
        """
        school_id = SchoolId(occurrence.subject)
        day = await self._day(connection, occurrence)
        today = await self._todays(connection, school_id, day)
        if not today or await pushes.was_pushed(connection, school_id, day.on):
            return
        is_late = occurrence.late_for >= LATE_AFTER
        count = await self._tell_families(connection, occurrence, today, is_late=is_late)
        if day.is_uncertain and await self._is_first_warning(connection, school_id, day.on):
            await self._warn_staff(connection, occurrence, day.on)
        await pushes.record_push(
            connection,
            school_id,
            day.on,
            made_at=occurrence.made_at,
            message_count=count,
            is_late=is_late,
            is_uncertain=day.is_uncertain,
        )
        log.info("timetable_pushed", school=school_id, messages=count, late=is_late)

    async def apologise(self, connection: Connection, occurrence: Occurrence) -> None:
        """Tell staff that today's message was dropped, if there was something to tell."""
        school_id = SchoolId(occurrence.subject)
        day = await self._day(connection, occurrence)
        is_today = occurrence.made_at.astimezone(self._zone).date() == day.on
        if not is_today or not await self._todays(connection, school_id, day):
            return
        if await pushes.was_pushed(connection, school_id, day.on):
            return
        for language, addresses in (await self._staff(connection, school_id)).items():
            text = rendering.dropped(day.on, speaking(language))
            await self._enqueue(connection, occurrence, text, addresses)
        log.warning("timetable_push_dropped", school=school_id)

    async def _day(self, connection: Connection, occurrence: Occurrence) -> SchoolDay:
        calendar = await calendars.calendar_of(connection, SchoolId(occurrence.subject))
        on = occurrence.due_at.astimezone(self._zone).date()
        return school_day(on, calendar, self._public)

    async def _todays(
        self, connection: Connection, school_id: SchoolId, day: SchoolDay
    ) -> dict[ClassId, tuple[Session, ...]]:
        if not day.is_open:
            return {}
        planned = await slots.slots_of_school(connection, school_id)
        different = await changes.of_school(connection, school_id, day.on, day.on)
        found = by_class(sessions(planned, [day], different))
        return {
            class_id: mine
            for class_id, mine in found.items()
            if any(session.takes_place for session in mine)
        }

    async def _tell_families(
        self,
        connection: Connection,
        occurrence: Occurrence,
        today: dict[ClassId, tuple[Session, ...]],
        *,
        is_late: bool,
    ) -> int:
        audience = Audience(Kind.SCHOOL, occurrence.subject)
        recipients = await self._people.recipients(connection, [audience])
        names = {item.id: item for recipient in recipients for item in recipient.classes}
        count = 0
        for (language, ids), addresses in _grouped(recipients, today).items():
            classes = [ClassToday(names[class_id], today[class_id]) for class_id in ids]
            text = rendering.todays_service(classes, speaking(language), is_late=is_late)
            count += await self._enqueue(connection, occurrence, text, addresses)
        return count

    async def _is_first_warning(
        self, connection: Connection, school_id: SchoolId, on: date
    ) -> bool:
        """Say whether staff have not been warned yet this week; once a week is enough."""
        monday = on - timedelta(days=on.weekday())
        return not await pushes.was_uncertain_between(connection, school_id, monday, on)

    async def _warn_staff(self, connection: Connection, occurrence: Occurrence, on: date) -> None:
        staff = await self._staff(connection, SchoolId(occurrence.subject))
        for language, addresses in staff.items():
            text = rendering.uncertain_year(on.year, speaking(language))
            await self._enqueue(connection, occurrence, text, addresses)

    async def _staff(
        self, connection: Connection, school_id: SchoolId
    ) -> dict[Language, list[int]]:
        addresses: dict[Language, list[int]] = defaultdict(list)
        for member in await self._people.staff_of(connection, school_id):
            addresses[member.language].append(member.address)
        return addresses

    async def _enqueue(
        self,
        connection: Connection,
        occurrence: Occurrence,
        text: str,
        addresses: Sequence[int],
    ) -> int:
        on = occurrence.due_at.astimezone(self._zone).date()
        return await self._outbox.enqueue(
            connection,
            batch=f"timetable:{occurrence.subject}:{on}",
            body=Body(text),
            addresses=addresses,
            now=occurrence.made_at,
        )


_Group = tuple[Language, tuple[ClassId, ...]]


def _grouped(
    recipients: Iterable[Recipient], today: Container[ClassId]
) -> dict[_Group, list[int]]:
    """Return addresses by the text they get; who has no class with service today gets none."""
    groups: dict[_Group, list[int]] = defaultdict(list)
    for recipient in recipients:
        class_ids = tuple(item.id for item in recipient.classes if item.id in today)
        if class_ids:
            groups[recipient.language, class_ids].append(recipient.address)
    return groups
