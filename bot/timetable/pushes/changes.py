"""Tells exactly the families concerned of a change of one day, and says beforehand whom and when.

Whoever lets staff change a day calls `preview` to show what would happen, then `change`, which
makes the change and tells of it in one transaction. Whoever makes the change with
`editing.change_in` passes what that returns to `tell` on the same connection.

What families know of a day is kept, so that a second change is told against the first, a change
that is taken back before its message has left is not told at all, and one that is taken back
later says that everything is as it was.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Final

from bot.audit.model import OPERATOR, About, Actor, Deed, Subject
from bot.audit.trail import note
from bot.delivery.model import Body, State
from bot.i18n.catalogue import Words, speaking
from bot.i18n.languages import Language
from bot.people.audience import Audience, Kind
from bot.people.model import Recipient, SchoolId
from bot.storage.database import Connection, Database
from bot.timetable.editing import AS_PLANNED, Changed, Editing
from bot.timetable.model import Change
from bot.timetable.pushes.change_texts import Difference, change_notice, changes_notice
from bot.timetable.pushes.reminders import Reminders
from bot.timetable.pushes.room import PushRoom
from bot.timetable.pushes.standing import standing
from bot.timetable.pushes.timing import How, Timing, timing
from bot.timetable.store import changes, courses, slots, told

UNSENT: Final = (State.PENDING, State.CANCELLED, State.FAILED)


@dataclass(frozen=True)
class Telling:
    """Whom a change tells, and when.

    Attributes:
        changed: The change, with the day before and after.
        timing: How and when families are told; `timing.how` is NOT where there is nothing to
            tell, and `timing.is_urgent` where quiet hours do not hold it back.
        different: What is different from what families know.
        owner: What the class or the course is called.
        leaving: The chats that are told, and when each may be; nobody where nothing is told.
        hurried: How many of them are told in their quiet hours because it is urgent.
        is_uncertain: Whether the public holidays of its year are not known.
    """

    changed: Changed
    timing: Timing
    different: Difference
    owner: str
    leaving: tuple[tuple[Recipient, datetime], ...] = ()
    hurried: int = 0
    is_uncertain: bool = False

    @property
    def waiting(self) -> int:
        """How many of the chats wait for their quiet hours to end."""
        return sum(at > self.timing.at for _, at in self.leaving if self.timing.at is not None)

    @property
    def latest(self) -> datetime | None:
        """When the last of the chats may be told; None if none is told."""
        return max((at for _, at in self.leaving), default=None)

    def text(self, words: Words) -> str:
        """Return the message as families read it in a language."""
        return change_notice(self.different, self.owner, words, is_uncertain=self.is_uncertain)


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
        """Say whom a change would tell and when, without making it; as `change`."""
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
        return (await self.tell_all(connection, [changed], by=by))[0]

    async def tell_all(
        self, connection: Connection, changed: Sequence[Changed], *, by: Actor = OPERATOR
    ) -> list[Telling]:
        """Tell the families of several changes; each chat gets one message with all of its own.

        Where a message that told of several changes is taken back because one of them has been
        overtaken, the others are told anew.

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

    async def _enqueue(
        self, connection: Connection, tellings: Sequence[Telling], now: datetime
    ) -> None:
        chats: dict[int, tuple[Recipient, list[int], datetime]] = {}
        for number, telling in enumerate(tellings):
            for one, at in telling.leaving:
                _, mine, earliest = chats.get(one.address, (one, [], at))
                chats[one.address] = one, [*mine, number], min(at, earliest)
        groups: dict[tuple[Language, tuple[int, ...], datetime], list[int]] = defaultdict(list)
        for address, (one, mine, leaves_at) in chats.items():
            groups[one.language, tuple(mine), leaves_at].append(address)
        for (language, numbers, leaves_at), addresses in groups.items():
            told_here = [tellings[number] for number in numbers]
            await self._room.outbox.enqueue(
                connection,
                batch=batch_of(tellings[0].changed.change),
                body=Body(_text(told_here, speaking(language))),
                addresses=addresses,
                now=now,
                not_before=leaves_at,
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


def _text(tellings: Sequence[Telling], words: Words) -> str:
    if len(tellings) == 1:
        return tellings[0].text(words)
    different = [one.different for one in tellings]
    text = changes_notice(different, [one.owner for one in tellings], words)
    if any(one.is_uncertain for one in tellings):
        text += f"\n\n{words('timetable-uncertain')}"
    return text


def batch_of(change: Change) -> str:
    """Return the name of the messages that tell of a change."""
    return f"timetable-change:{change.slot_id}:{change.on}:{change.version}"
