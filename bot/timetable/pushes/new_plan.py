"""Tells families of what a newly imported weekly plan changes, by the rules of single days.

What comes within a day, or lies in a week whose Sunday's message has left, is told at once; the
rest goes with the Sunday before it. What families know of a plan is kept until they are told, so
that a second file is held against that: what is put right before its message has left is never
told. The first plan of a term is news to everybody and is given out as a whole, so it and the
plans of classes that had none are no changes.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time
from typing import Final

import structlog

from bot.audit.model import About, Actor, Deed, Subject
from bot.audit.trail import note
from bot.delivery.model import Body, Letter, State
from bot.i18n.catalogue import speaking
from bot.i18n.languages import Language
from bot.people.audience import Audience, Kind
from bot.people.model import SchoolId
from bot.storage.database import Connection
from bot.storage.lists import gently
from bot.timetable.calendar.deciding import A_DAY, verdicts
from bot.timetable.model import Owner, SchoolCalendar, Slot
from bot.timetable.pushes.changes import UNSENT
from bot.timetable.pushes.having import Having, owners_of
from bot.timetable.pushes.replanned import Moment, Plans, Replanned, by_owner, replanned
from bot.timetable.pushes.room import PushRoom
from bot.timetable.pushes.timing import How
from bot.timetable.pushes.wave import AFTER_QUIET, Hours, having_of
from bot.timetable.pushes.week_ahead import WeekAhead
from bot.timetable.pushes.week_hours import week_hours
from bot.timetable.pushes.week_texts import DifferentWeek
from bot.timetable.pushes.whereabouts import places
from bot.timetable.store import calendars, changes, known, slots
from bot.timetable.store.known import Known

log = structlog.get_logger()

LONGEST_BREAK: Final = 70 * A_DAY
"""Before a term whose forerunner the calendar does not name."""

_Group = tuple[Language, Having, Hours, datetime]
"""What chats have in common that are told the same at the same time."""

LOOKS_AHEAD: Final = 92
"""Days; a difference that begins later is as good as the next term's plan."""


@dataclass(frozen=True)
class ToTell:
    """Whom a new plan tells, and when.

    Attributes:
        version: The number of this import at its school.
        kept: What families know otherwise from now on.
        letters: What is told at once.
        overtaken: Messages of earlier plans of which none has left.
        now: How many chats are told at once.
        sunday: How many more a Sunday's message will tell.
        hurried: How many are told in their quiet hours because it is urgent.
    """

    version: int
    kept: tuple[Known, ...] = ()
    letters: tuple[Letter, ...] = ()
    overtaken: tuple[str, ...] = ()
    now: int = 0
    sunday: int = 0
    hurried: int = 0


class NewPlan:
    """Tells families what a new weekly plan changes.

    Args:
        room: Whom to tell, and how.
    """

    def __init__(self, room: PushRoom) -> None:
        self._room = room

    async def weigh(
        self,
        connection: Connection,
        school_id: SchoolId,
        before: Sequence[Slot],
        after: Sequence[Slot],
        *,
        is_quiet: bool = False,
    ) -> ToTell:
        """Say whom a new plan would tell and when, before it takes the old one's place.

        Args:
            connection: A transaction in which the old plan still stands.
            school_id: The school.
            before: The plan until now.
            after: The plan from now on.
            is_quiet: Whether what this file changes is told to nobody; what earlier files
                changed and nobody has heard of yet is told as this file has it.
        """
        version, imported_at = await known.last_import(connection, school_id)
        untold, overtaken = await self._untold(connection, school_id)
        calendar = await calendars.calendar_of(connection, school_id)
        today = self._room.day_of(self._room.clock.now())
        lasting = [one for one in before if not one.valid_until or one.valid_until >= today]
        plans = by_owner(before)
        base: dict[Owner, Sequence[Slot]] = {}
        if not self._is_first_of_term(calendar, imported_at):
            fresh = {} if is_quiet else {owner: plans[owner] for owner in by_owner(lasting)}
            base = {**fresh, **untold}
        found = await self._different(connection, school_id, base, by_owner(after), calendar)
        weighed = await self._addressed(connection, school_id, version + 1, found, after)
        kept = tuple(
            (slot, batch_of(school_id, version + 1) if one.timing.how is How.NOW else None)
            for owner, one in found.items()
            for slot in base[owner]
        )
        return replace(weighed, kept=kept, overtaken=overtaken)

    async def tell(
        self, connection: Connection, school_id: SchoolId, telling: ToTell, *, by: Actor
    ) -> None:
        """Tell the families in the transaction of the import, and account for it.

        Args:
            connection: The transaction in which the plan was replaced.
            school_id: The school.
            telling: What `weigh` said before.
            by: Who did it, for the account.
        """
        now, batch = self._room.clock.now(), batch_of(school_id, telling.version)
        for name in telling.overtaken:
            await self._room.outbox.cancel(connection, name, now=now)
        await known.replace(connection, school_id, telling.kept)
        await known.record_import(connection, school_id, telling.version, at=now)
        await self._room.outbox.enqueue_all(
            connection, batch=batch, letters=telling.letters, now=now
        )
        if telling.now:
            await note(
                connection,
                by,
                Deed.TIMETABLE_TOLD,
                Subject(About.SCHOOL, school_id),
                at=now,
                messages=telling.now,
                urgent=telling.hurried > 0,
                hurried=telling.hurried,
            )
        log.info("plan_told", school=school_id, messages=telling.now, sunday=telling.sunday)

    async def until(
        self, connection: Connection, school_id: SchoolId, last: date
    ) -> dict[Owner, Replanned]:
        """Return what of the plan families have not heard of, where it begins by a day.

        Args:
            connection: An open transaction.
            school_id: The school.
            last: The last day at school of which they are being told.
        """
        kept = await known.of_school(connection, school_id)
        base = by_owner(slot for slot, batch in kept if batch is None)
        if not base:
            return {}
        after = by_owner(await slots.slots_of_school(connection, school_id))
        calendar = await calendars.calendar_of(connection, school_id)
        found = await self._different(connection, school_id, base, after, calendar)
        return {owner: one for owner, one in found.items() if one.notes[0].on <= last}

    async def _untold(
        self, connection: Connection, school_id: SchoolId
    ) -> tuple[dict[Owner, list[Slot]], tuple[str, ...]]:
        """Return the plans of which no change has been told, and the messages to take back."""
        kept = await known.of_school(connection, school_id)
        overtaken = []
        for batch in sorted({batch for _, batch in kept if batch is not None}):
            progress = await self._room.outbox.progress(connection, batch)
            unsent = sum(progress[one] for one in UNSENT)
            if progress[State.PENDING] and progress.total == unsent:
                overtaken.append(batch)
        untold = [slot for slot, batch in kept if batch is None or batch in overtaken]
        return by_owner(untold), tuple(overtaken)

    def _is_first_of_term(self, calendar: SchoolCalendar, imported_at: datetime | None) -> bool:
        """Say whether families have not been given a plan for the coming or running term.

        Of a plan that came before there was an account of imports nobody knows whether they have.
        """
        today = self._room.day_of(self._room.clock.now())
        if imported_at is None:
            return True
        if not calendar.terms:
            return False
        term = calendar.term_of(today)
        if term is None:
            return True
        before = [one.last_on for one in calendar.terms if one.last_on < term.first_on]
        since = max(before, default=term.first_on - LONGEST_BREAK)
        return self._room.day_of(imported_at) <= since

    async def _different(
        self,
        connection: Connection,
        school_id: SchoolId,
        base: Plans,
        after: Plans,
        calendar: SchoolCalendar,
    ) -> dict[Owner, Replanned]:
        now = self._room.clock.now()
        today = self._room.day_of(now)
        days = verdicts(today, today + LOOKS_AHEAD * A_DAY, calendar, self._room.public)
        laid = await changes.of_school(connection, school_id, days[0].on, days[-1].on)
        following = await self._room.next_school_day(connection, school_id, today)
        return replanned(base, after, days, laid, Moment(now, following, self._room.zone))

    async def _addressed(
        self,
        connection: Connection,
        school_id: SchoolId,
        version: int,
        found: Mapping[Owner, Replanned],
        after: Sequence[Slot],
    ) -> ToTell:
        """Return the letters of all that is told at once, and how many others Sunday will tell."""
        if not found:
            return ToTell(version)
        here = {owner: one for owner, one in found.items() if one.timing.how is How.NOW}
        urgent = {owner for owner, one in here.items() if one.is_urgent}
        placed = await places(connection, school_id)
        whom = [Audience(Kind.SCHOOL, school_id)]
        week = await self._week(connection, school_id, here)
        hours = await week_hours(connection, self._room, school_id, week, after)
        groups: dict[_Group, list[int]] = defaultdict(list)
        now, sunday, hurried = self._room.clock.now(), 0, 0
        async for one in gently(await self._room.people.recipients(connection, whom)):
            having = having_of(one, placed)
            mine = owners_of(having)
            if mine.isdisjoint(here):
                sunday += not mine.isdisjoint(found)
                continue
            leaves_at = self._room.leaves_at(one, now)
            if leaves_at > now and not mine.isdisjoint(urgent):
                leaves_at, hurried = now, hurried + 1
            groups[one.language, having, hours.of(one), leaves_at].append(one.address)
        letters = self._letters(week, groups)
        count = sum(len(letter.addresses) for letter in letters)
        return ToTell(version, letters=letters, now=count, sunday=sunday, hurried=hurried)

    def _letters(
        self, week: WeekAhead, groups: Mapping[_Group, Sequence[int]]
    ) -> tuple[Letter, ...]:
        if not groups:
            return ()
        good_until = datetime.combine(week.days[-1].on + A_DAY, time(), self._room.zone)
        spoken = {}
        for language in {language for language, *_ in groups}:
            words = speaking(language)
            heading = words("timetable-plan-heading")
            spoken[language] = DifferentWeek(week, words, heading=heading).text
        return tuple(
            Letter(
                Body(spoken[language](having, hours)),
                tuple(addresses),
                not_before=leaves_at,
                not_after=max(good_until, leaves_at + AFTER_QUIET).astimezone(UTC),
            )
            for (language, having, hours, leaves_at), addresses in groups.items()
        )

    async def _week(
        self, connection: Connection, school_id: SchoolId, here: Mapping[Owner, Replanned]
    ) -> WeekAhead:
        days = {one.on: one.day for told in here.values() for one in told.notes}
        return WeekAhead(
            tuple(days[on] for on in sorted(days)),
            {owner: told.notes for owner, told in here.items()},
            *await self._room.names(connection, school_id),
        )


def with_plan(week: WeekAhead, planned: Mapping[Owner, Replanned]) -> WeekAhead:
    """Return a week that also says what its plan has that families have not heard of."""
    notes = dict(week.notes)
    for owner, one in planned.items():
        notes[owner] = (*notes.get(owner, ()), *one.notes)
    return replace(week, notes=notes)


def batch_of(school_id: int, version: int) -> str:
    """Return the name of the messages that tell of an import of slots."""
    return f"timetable-plan:{school_id}:{version}"
