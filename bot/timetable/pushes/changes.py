"""Tells exactly the families concerned of a change of one day, and says beforehand whom and when.

Whoever lets staff change a day calls `preview` to show what would happen, then `change`, which
makes the change and tells of it in one transaction. Whoever makes the change with
`editing.change_in` passes what that returns to `tell` on the same connection.

What families know of a day is kept, so that a second change is told against the first, a change
that is taken back before its message has left is not told at all, and one that is taken back
later says that everything is as it was.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime
from typing import Final

from bot.audit.model import OPERATOR, About, Actor, Deed, Subject
from bot.audit.trail import note
from bot.delivery.model import Body, State
from bot.i18n.catalogue import speaking
from bot.people.audience import Audience, Kind
from bot.people.model import SchoolId
from bot.storage.database import Connection, Database
from bot.timetable.editing import AS_PLANNED, Changed, Editing
from bot.timetable.model import Change, Slot
from bot.timetable.pushes.change_texts import Difference
from bot.timetable.pushes.gathering import gathered, readings
from bot.timetable.pushes.reminders import Reminders
from bot.timetable.pushes.room import PushRoom
from bot.timetable.pushes.standing import standing
from bot.timetable.pushes.telling import Telling, message
from bot.timetable.pushes.timing import How, timing
from bot.timetable.store import changes, courses, slots, told

UNSENT: Final = (State.PENDING, State.CANCELLED, State.FAILED)


class ChangeNotices:
    """Changes single days, and tells the families concerned.

    Args:
        database: Where changes are kept.
        editing: Makes them.
        room: Whom to tell, and how.
        reminders: Ring at other times when a day ends at another time.
    """

    def __init__(
        self, database: Database, editing: Editing, room: PushRoom, reminders: Reminders
    ) -> None:
        self._database = database
        self._editing = editing
        self._room = room
        self._reminders = reminders

    async def preview(self, slot_id: int, on: date, wanted: Change = AS_PLANNED) -> Telling:
        """Say whom a change would tell, when and what, without making it; as `change`."""
        telling = await self.weigh(slot_id, on, wanted)
        async with self._database.read() as connection:
            return await self._read(connection, telling)

    async def weigh(self, slot_id: int, on: date, wanted: Change = AS_PLANNED) -> Telling:
        """As `preview`, without the hours that families read, for one change among many."""
        changed = await self._editing.preview(slot_id, on, wanted)
        async with self._database.read() as connection:
            known, _ = await self._known(connection, changed)
            return await self._weighed(connection, changed, known)

    async def change(
        self, slot_id: int, on: date, wanted: Change = AS_PLANNED, *, by: Actor = OPERATOR
    ) -> Telling:
        """Make a slot different on one day and tell the families, in one transaction.

        Args:
            slot_id: The slot.
            on: The day it is planned for.
            wanted: What is to be different; `AS_PLANNED` takes earlier changes back.
            by: Who does it, for the account.

        Raises:
            SlotMissing: There is no such slot.
            BadChange: It is not planned for that day, or cannot be as wished.
        """
        async with self._database.begin() as connection:
            changed = await self._editing.change_in(connection, slot_id, on, wanted, by=by)
            return await self.tell(connection, changed, by=by)

    async def tell(
        self, connection: Connection, changed: Changed, *, by: Actor = OPERATOR
    ) -> Telling:
        """Tell the families of a change that the caller's transaction has just made.

        Args:
            connection: The transaction in which `editing.change_in` made it.
            changed: What that returned.
            by: Who did it, for the account.
        """
        (telling,) = await self.tell_all(connection, [changed], by=by)
        return await self._read(connection, telling)

    async def tell_all(
        self, connection: Connection, changed: Sequence[Changed], *, by: Actor = OPERATOR
    ) -> list[Telling]:
        """Tell the families of several changes; each chat gets one message with all of its own.

        Where a message that told of several changes is taken back because one of them has been
        overtaken, the others are told anew; so is what waits to be told of the same children's
        days, for a message says when a child is fetched.

        Args:
            connection: The transaction in which `editing.change_in` made them.
            changed: What that returned.
            by: Who did it, for the account.
        """
        now = self._room.clock.now()
        if any(one.change.ends_at is not None for one in changed):
            await self._reminders.ensure_plans(connection)
        everything = list(changed)
        for one in changed:
            everything += await self._overtake(connection, one, everything, now)
            everything += await self._join(connection, one, everything, now)
        tellings = []
        for one in everything:
            known, _ = await self._known(connection, one)
            tellings.append(await self._weighed(connection, one, known))
        at_once = [one for one in tellings if one.timing.how is How.NOW]
        if at_once:
            await self._enqueue(connection, at_once, now)
            await self._account(connection, at_once, now, by)
        return tellings[: len(changed)]

    async def _overtake(
        self,
        connection: Connection,
        changed: Changed,
        others: Sequence[Changed],
        now: datetime,
    ) -> list[Changed]:
        """Take back what no family has been told yet; return what else those messages told of."""
        having = {(one.slot.id, one.change.on) for one in others}
        again = []
        for change in (await self._known(connection, changed))[1]:
            batch = await told.batch_of(connection, change)
            await self._room.outbox.cancel(connection, batch or batch_of(change), now=now)
            await told.forget(connection, change)
            for sibling in await told.of_batch(connection, batch) if batch else ():
                await told.forget(connection, sibling)
                if (sibling.slot_id, sibling.on) not in having:
                    again += await self._standing(connection, changed.school_id, sibling)
        return again

    async def _join(
        self,
        connection: Connection,
        changed: Changed,
        others: Sequence[Changed],
        now: datetime,
    ) -> list[Changed]:
        """Take back what no family has been told yet of days that are now different again."""
        days = {one.day.on for one in (*changed.before, *changed.after)}
        having, again = {(one.slot.id, one.change.on) for one in others}, []
        for change in await told.of_days(connection, changed.school_id, days):
            if (change.slot_id, change.on) in having:
                continue
            for one in await self._standing(connection, changed.school_id, change):
                _, overtaken = await self._known(connection, one)
                if overtaken and _may_share_children(one.slot, changed.slot):
                    again.append(one)
                    again += await self._overtake(connection, one, [*others, *again], now)
            having |= {(one.slot.id, one.change.on) for one in again}
        return again

    async def _standing(
        self, connection: Connection, school_id: SchoolId, sibling: Change
    ) -> list[Changed]:
        found = await slots.slot_of(connection, sibling.slot_id)
        change = await changes.find(connection, sibling.slot_id, sibling.on)
        if found is None or change is None:
            return []
        return [Changed(school_id, found[1], change, (), ())]

    async def _known(
        self, connection: Connection, changed: Changed
    ) -> tuple[Change | None, list[Change]]:
        """Return what families know, and what they were to be told of which nothing has left."""
        overtaken: list[Change] = []
        for change in await told.newest_first(connection, changed.slot.id, changed.change.on):
            batch = await told.batch_of(connection, change) or batch_of(change)
            progress = await self._room.outbox.progress(connection, batch)
            if not progress[State.PENDING] or progress.total > sum(
                progress[one] for one in UNSENT
            ):
                return change, overtaken
            overtaken.append(change)
        return None, overtaken

    async def _weighed(
        self, connection: Connection, changed: Changed, known: Change | None
    ) -> Telling:
        slot, change, now = changed.slot, changed.change, self._room.clock.now()
        different = Difference(
            slot, standing(slot, change.on, known), standing(slot, change.on, change), change
        )
        today = self._room.day_of(now)
        following = await self._room.next_school_day(connection, changed.school_id, today)
        when = timing(different.known, different.now, now, following, self._room.zone)
        on = different.now.on
        day = await self._room.school_day(connection, changed.school_id, on)
        owner = await self._owner(connection, changed)
        telling = Telling(changed, when, different, owner, is_uncertain=day.is_uncertain)
        return telling if when.how is How.NOT else await self._addressed(connection, telling)

    async def _addressed(self, connection: Connection, telling: Telling) -> Telling:
        slot, when = telling.changed.slot, telling.timing
        whom = (
            Audience(Kind.CLASS, slot.class_id)
            if slot.class_id is not None
            else Audience(Kind.COURSE, slot.course_id or 0)
        )
        wanted = when.at or self._room.clock.now()
        recipients = await self._room.people.recipients(connection, [whom])
        leaving = [(one, self._room.leaves_at(one, wanted)) for one in recipients]
        if when.is_urgent:
            hurried = sum(at > wanted for _, at in leaving)
            return replace(
                telling, leaving=tuple((one, wanted) for one in recipients), hurried=hurried
            )
        helpful = (pair for pair in leaving if when.not_after is None or pair[1] < when.not_after)
        return replace(telling, leaving=tuple(helpful))

    async def _read(self, connection: Connection, telling: Telling) -> Telling:
        """Return a telling with the hours that families read."""
        if telling.timing.how is How.NOT:
            return telling
        foreseen = [telling.changed.change]
        groups = await gathered(connection, self._room, [telling], foreseen)
        return replace(telling, readings=readings(groups))

    async def _enqueue(
        self, connection: Connection, tellings: Sequence[Telling], now: datetime
    ) -> None:
        groups = await gathered(connection, self._room, tellings)
        for same, addresses in groups.items():
            told_here = [tellings[number] for number in same.told]
            await self._room.outbox.enqueue(
                connection,
                batch=batch_of(tellings[0].changed.change),
                body=Body(message(told_here, same.fetched, speaking(same.language))),
                addresses=addresses,
                now=now,
                not_before=same.leaves_at,
                not_after=max(one.timing.not_after or now for one in told_here),
            )

    async def _account(
        self, connection: Connection, tellings: Sequence[Telling], now: datetime, by: Actor
    ) -> None:
        """Account for each change; a message that tells of several is counted with the first."""
        batch = batch_of(tellings[0].changed.change) if len(tellings) > 1 else None
        counted: set[int] = set()
        for telling in tellings:
            changed = telling.changed
            fresh = {one.address for one, _ in telling.leaving} - counted
            counted |= fresh
            count, hurried = len(fresh), min(telling.hurried, len(fresh))
            await told.put(
                connection,
                changed.change,
                at=now,
                messages=count,
                hurried=hurried,
                batch=batch,
            )
            await note(
                connection,
                by,
                Deed.TIMETABLE_TOLD,
                Subject(About.SCHOOL, changed.school_id),
                at=now,
                slot=changed.slot.id,
                day=changed.change.on.isoformat(),
                messages=count,
                urgent=telling.timing.is_urgent,
                hurried=hurried,
            )

    async def _owner(self, connection: Connection, changed: Changed) -> str:
        slot = changed.slot
        if slot.class_id is not None:
            return (await self._room.people.school_class(connection, slot.class_id)).name
        found = await courses.find(connection, slot.course_id or 0)
        return "" if found is None else found[1].name


def batch_of(change: Change) -> str:
    """Return the name of the messages that tell of a change."""
    return f"timetable-change:{change.slot_id}:{change.on}:{change.version}"


def _may_share_children(one: Slot, other: Slot) -> bool:
    """Say whether a child may have both; of a class and a course only enrolment tells."""
    return one.owner == other.owner or None in (one.class_id, other.class_id)
