"""Reminds families before a child is fetched, if they have asked for it.

Which times ring is a plan for each; what is said is read off the timetable when it rings, so a
day that was changed a minute ago is right. A child that does not stay, and one whose service is
cancelled, is not reminded of.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Final

import structlog

from bot.delivery.model import Body, Letter
from bot.i18n.catalogue import speaking
from bot.i18n.languages import Language
from bot.people.model import Child, SchoolId
from bot.plans.model import Daily, Occurrence
from bot.storage.database import Connection, Database
from bot.timetable.pushes.fetching import Whereabouts
from bot.timetable.pushes.pickup import CHOICES, PickUp, bell_of, bells, pick_up, reminder
from bot.timetable.pushes.room import PushRoom
from bot.timetable.pushes.whereabouts import whereabouts
from bot.timetable.store import reminders as store
from bot.timetable.store.reminders import Reader

log = structlog.get_logger()

PLAN_KIND: Final = "pickup_reminder"

CATCH_UP: Final = timedelta(minutes=max(CHOICES))
"""Whoever is fetched meanwhile is left out, so a late bell does no harm."""


@dataclass(frozen=True)
class _Entry:
    """What some chats are told: whom of, when it may leave, and until when it helps."""

    language: Language
    children: tuple[PickUp, ...]
    leaves_at: datetime
    good_until: datetime
    is_uncertain: bool


class Reminders:
    """Keeps who wants to be reminded, and reminds.

    Args:
        database: Where wishes are kept.
        room: Whom to tell, and how; the handler is registered there.
    """

    def __init__(self, database: Database, room: PushRoom) -> None:
        self._database = database
        self._room = room
        room.plans.register(PLAN_KIND, self.tell)

    async def minutes_of(self, address: int) -> int | None:
        """Return how long before a chat wants to be reminded; None if it does not."""
        async with self._database.read() as connection:
            return await store.minutes_of(connection, address)

    async def choose(self, address: int, language: Language, minutes: int | None) -> None:
        """Remember how long before a chat wants to be reminded; None is not at all."""
        async with self._database.begin() as connection:
            chat = await self._room.people.chat_at(connection, address, language)
            await store.put(connection, chat.id, minutes)
            await self.ensure_plans(connection)

    async def ensure_plans(self, connection: Connection) -> None:
        """Put down a plan for each time that rings, and take away those that do not any more."""
        today = self._room.day_of(self._room.clock.now())
        wishes = await store.minutes_in_use(connection)
        ends = await store.first_ends(connection, today) if wishes else set()
        wanted = {_subject(at): at for at in bells(ends, wishes)}
        there = await self._room.plans.subjects(connection, PLAN_KIND)
        for subject in there - wanted.keys():
            await self._room.plans.remove(connection, PLAN_KIND, subject)
        for subject in sorted(wanted.keys() - there):
            rule = Daily(wanted[subject])
            await self._room.plans.put(connection, PLAN_KIND, subject, rule, CATCH_UP)

    async def tell(self, connection: Connection, occurrence: Occurrence) -> None:
        """Remind whoever is to be reminded at this time.

        Args:
            connection: The transaction of the occurrence.
            occurrence: Its subject is the minute of the day.
        """
        on, rings = self._room.day_of(occurrence.due_at), time_of(occurrence.subject)
        readers = await store.readers(connection)
        days = await self._days(connection, readers, on)
        batches: dict[str, dict[_Entry, list[int]]] = defaultdict(lambda: defaultdict(list))
        for reader in readers:
            for entry in self._due(reader, days, rings, occurrence):
                batch = batch_of(on, entry.children[0].ends[0])
                batches[batch][entry].append(reader.recipient.address)
        count = 0
        for batch, entries in batches.items():
            count += await self._enqueue(connection, batch, entries, occurrence.made_at)
        log.info("pickup_reminded", messages=count)

    def _due(
        self,
        reader: Reader,
        days: Mapping[SchoolId, Whereabouts],
        rings: time,
        occurrence: Occurrence,
    ) -> Iterator[_Entry]:
        """Yield what a chat is reminded of now; once for each time at which a child is fetched."""
        recipient = reader.recipient
        fetched: dict[tuple[time, ...], list[PickUp]] = defaultdict(list)
        for child in recipient.children:
            day = days.get(child.school_class.school_id)
            found = None if day is None else _pick_up(child, day)
            if found is not None and bell_of(found.ends[0], reader.minutes) == rings:
                fetched[found.ends].append(found)
        leaves_at = self._room.leaves_at(recipient, occurrence.made_at)
        on = self._room.day_of(occurrence.due_at)
        is_uncertain = any(day.verdict.is_uncertain for day in days.values())
        for ends, children in fetched.items():
            end = datetime.combine(on, ends[-1], self._room.zone).astimezone(UTC)
            if leaves_at < end:
                yield _Entry(recipient.language, tuple(children), leaves_at, end, is_uncertain)

    async def _enqueue(
        self,
        connection: Connection,
        batch: str,
        entries: Mapping[_Entry, Sequence[int]],
        now: datetime,
    ) -> int:
        """Put reminders into the outbox, but not for chats that had one for this end before."""
        there = {one.address for one in await self._room.outbox.recipients(connection, batch)}
        letters = [
            Letter(
                Body(
                    reminder(
                        entry.children, speaking(entry.language), is_uncertain=entry.is_uncertain
                    )
                ),
                tuple(address for address in addresses if address not in there),
                entry.leaves_at,
                entry.good_until,
            )
            for entry, addresses in entries.items()
        ]
        return await self._room.outbox.enqueue_all(
            connection, batch=batch, letters=letters, now=now
        )

    async def _days(
        self, connection: Connection, readers: Sequence[Reader], on: date
    ) -> dict[SchoolId, Whereabouts]:
        """Return the day of every school that a reader has a child at; days off are left out."""
        children = [child for reader in readers for child in reader.recipient.children]
        found = {}
        for school_id in sorted({child.school_class.school_id for child in children}):
            there = await whereabouts(connection, self._room, school_id, on)
            if there.verdict.is_open:
                found[school_id] = there
        return found


def batch_of(on: date, end: time) -> str:
    """Return the name of the reminders of all children that are fetched at a time."""
    return f"pickup:{on}:{end:%H:%M}"


def time_of(subject: int) -> time:
    """Return the time of day that a plan rings at."""
    return time(*divmod(subject, 60))


def _pick_up(child: Child, day: Whereabouts) -> PickUp | None:
    """Return where and when a child is fetched; None if it does not stay."""
    if child.id in day.absent:
        return None
    return pick_up(child.school_class.name, day.of(child))


def _subject(at: time) -> int:
    return at.hour * 60 + at.minute
