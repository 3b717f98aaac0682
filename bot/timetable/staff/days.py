"""What a member of staff may change of which day, what it would come to, and doing it.

A preview and what is done after it are two taps, and between them somebody else may have
changed the same thing, a new file may have taken the slot away, or the hour may have passed.
So doing it looks at everything anew, in the transaction that does it, and goes on only if the
outcome is the one that was shown.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from bot.audit.model import Actor
from bot.clock import Clock, at_school, today
from bot.people.errors import NotYourClass
from bot.people.model import Person, SchoolId
from bot.people.permissions import Action, may_in_class, may_in_course, posts_for
from bot.people.service import People
from bot.storage.database import Connection, Database
from bot.timetable.editing import Changed, Editing
from bot.timetable.errors import (
    DayPast,
    EndTooEarly,
    NotPlanned,
    SeenOtherwise,
    SessionOver,
    SlotMissing,
    Unchanged,
)
from bot.timetable.model import SchoolDay, Session, Slot
from bot.timetable.naming import names_of
from bot.timetable.pushes.changes import ChangeNotices
from bot.timetable.pushes.telling import Telling
from bot.timetable.schedules import Schedules
from bot.timetable.staff.wishes import What, Wish, change_of, is_over, others, seen_as
from bot.timetable.store import courses, slots

DAYS_AHEAD: Final = 14
"""How far ahead the chat offers days; the command line knows no such bound."""

A_DAY: Final = timedelta(days=1)


@dataclass(frozen=True)
class Item:
    """A session of a day, and what its class or course is called."""

    session: Session
    owner: str

    @property
    def slot(self) -> Slot:
        """The slot it is of."""
        return self.session.slot


@dataclass(frozen=True)
class DayPlan:
    """What somebody may change of a day.

    Attributes:
        day: The verdict on the day; of two schools, that of the first.
        items: By class or course, then start.
    """

    day: SchoolDay
    items: tuple[Item, ...]


@dataclass(frozen=True)
class Proposal:
    """What a wish would come to.

    Attributes:
        telling: The change, and whom it tells when.
        busy: What else is there at that time in the new place, or with the new teacher.
        seen: Stands for all of it; `StaffDays.make` wants it back.
    """

    telling: Telling
    busy: tuple[Item, ...]
    seen: int


class StaffDays:
    """Days as staff change them.

    Args:
        database: Where everything is.
        clock: The time.
        people: Knows schools and classes.
        schedules: Knows what takes place.
        editing: Makes changes.
        notices: Tells families of them.
    """

    def __init__(  # noqa: PLR0917 - the room's own parts, wired in one place
        self,
        database: Database,
        clock: Clock,
        people: People,
        schedules: Schedules,
        editing: Editing,
        notices: ChangeNotices,
    ) -> None:
        self._database = database
        self._clock = clock
        self._people = people
        self._schedules = schedules
        self._editing = editing
        self._notices = notices

    async def day(self, person: Person, on: date) -> DayPlan:
        """Return what somebody may change of a day.

        Raises:
            NotYourClass: They may change nothing anywhere.
        """
        return (await self.days(person, on, on))[0]

    async def days(self, person: Person, begin: date, end: date) -> list[DayPlan]:
        """Return what somebody may change of some days, both ends included.

        Raises:
            NotYourClass: They may change nothing anywhere.
        """
        numbers = {post.school.id: None for post in posts_for(person, Action.CHANGE_SERVICE)}
        if not numbers:
            raise NotYourClass
        async with self._database.read() as connection:
            verdicts = await self._schedules.days(connection, next(iter(numbers)), begin, end)
            items = [
                item
                for number in numbers
                for item in await self._items(connection, number, begin, end)
                if _may(person, item.slot)
            ]
        return [
            DayPlan(day, tuple(item for item in items if item.session.day.on == day.on))
            for day in verdicts
        ]

    async def item(self, person: Person, slot_id: int, on: date) -> Item:
        """Return a slot as it stands on the day it is planned for.

        Raises:
            SlotMissing: It is not there any more.
            NotYourClass: This person may not change it.
            NotPlanned: It is not planned for that day.
        """
        async with self._database.read() as connection:
            return (await self._found(connection, person, slot_id, on))[0]

    async def instead(
        self, person: Person, slot_id: int, on: date, what: What
    ) -> list[tuple[int, str]]:
        """Return the school's other places or teachers, each with a slot that has it.

        Those that nobody needs at that time come first. Raises what `item` raises.
        """
        async with self._database.read() as connection:
            item, school_id = await self._found(connection, person, slot_id, on)
            planned = await slots.slots_of_school(connection, school_id)
            whole_day = await self._items(connection, school_id, on, on)
        own = item.session.place if what is What.PLACE else item.session.teacher
        known = ((slot.id, slot.place if what is What.PLACE else slot.teacher) for slot in planned)
        taken = {_held(one, what) for one in whole_day if _meet(one.session, item.session)}
        return sorted(others(known, own), key=lambda pair: pair[1] in taken)

    async def held_by(self, person: Person, slot_id: int, what: What) -> str:
        """Return the place or the teacher of a slot at a school where somebody may change things.

        Raises:
            SlotMissing: It is not there any more.
            NotYourClass: It is at another school.
        """
        async with self._database.read() as connection:
            found = await slots.slot_of(connection, slot_id)
        if found is None:
            raise SlotMissing
        school_id, slot = found
        if all(post.school.id != school_id for post in posts_for(person, Action.CHANGE_SERVICE)):
            raise NotYourClass
        return slot.place if what is What.PLACE else slot.teacher

    async def propose(self, person: Person | None, slot_id: int, on: date, wish: Wish) -> Proposal:
        """Say what a wish would come to, without doing it.

        Args:
            person: Who wishes; None is the operator, who may change everything.
            slot_id: The slot.
            on: The day it is planned for.
            wish: What is to be different.

        Raises:
            SlotMissing: The slot is not there any more.
            NotYourClass: This person may not change it.
            BadChange: It cannot be as wished; the kinds of it are in `errors`.
        """
        async with self._database.read() as connection:
            item, school_id = await self._found(connection, person, slot_id, on)
            whole_day = await self._items(connection, school_id, on, on)
        wanted = change_of(wish, item.slot, item.session.change)
        self._check_end(item.session, wish)
        telling = await self._notices.preview(slot_id, on, wanted)
        self._check(telling.changed)
        return Proposal(telling, _busy(whole_day, telling.changed, wish), seen_as(telling.changed))

    async def make(
        self,
        person: Person | None,
        slot_id: int,
        on: date,
        wish: Wish,
        *,
        seen: int | None,
        by: Actor,
    ) -> Telling:
        """Do what a preview has shown, and tell the families, all or nothing.

        Args:
            person: Who wishes; None is the operator.
            slot_id: The slot.
            on: The day it is planned for.
            wish: What is to be different.
            seen: What the preview gave back; None if there was none.
            by: Who does it, for the account.

        Raises:
            SeenOtherwise: It would come to something else by now; nothing was done.
            SlotMissing: The slot is not there any more.
            NotYourClass: This person may not change it.
            BadChange: It cannot be as wished any more.
        """
        async with self._database.begin() as connection:
            item, _ = await self._found(connection, person, slot_id, on)
            wanted = change_of(wish, item.slot, item.session.change)
            self._check_end(item.session, wish)
            done = await self._editing.change_in(connection, slot_id, on, wanted, by=by)
            if seen not in (None, seen_as(done)):
                raise SeenOtherwise
            self._check(done)
            return await self._notices.tell(connection, done, by=by)

    async def _found(
        self, connection: Connection, person: Person | None, slot_id: int, on: date
    ) -> tuple[Item, SchoolId]:
        found = await slots.slot_of(connection, slot_id)
        if found is None:
            raise SlotMissing
        school_id, slot = found
        if person is not None and not _may(person, slot):
            raise NotYourClass
        for item in await self._items(connection, school_id, on, on):
            if (item.slot.id, item.session.planned_on) == (slot.id, on):
                return item, school_id
        if on < today(self._clock):
            raise DayPast
        raise NotPlanned

    async def _items(
        self, connection: Connection, school_id: SchoolId, begin: date, end: date
    ) -> list[Item]:
        school = await self._people.school(connection, school_id)
        classes = await self._people.classes(connection, school)
        known = {one.id: one for one in await courses.of_school(connection, school_id)}
        name = names_of(classes, known)
        found = await self._schedules.sessions_of(connection, school_id, begin, end)
        items = [Item(session, name(session.slot)) for session in found]
        place = {item.name: number for number, item in enumerate(classes)}
        return sorted(items, key=lambda item: (place.get(item.owner, len(place)), item.owner))

    def _check_end(self, session: Session, wish: Wish) -> None:
        if wish.end is None:
            return
        now = at_school(self._clock.now(), self._clock)
        has_passed = session.day.on == now.date() and wish.end <= now.time()
        if wish.end <= session.starts_at or has_passed:
            raise EndTooEarly

    def _check(self, changed: Changed) -> None:
        if is_over((*changed.before, *changed.after), at_school(self._clock.now(), self._clock)):
            raise DayPast if changed.change.on < today(self._clock) else SessionOver
        if [_shown(one) for one in changed.before] == [_shown(one) for one in changed.after]:
            raise Unchanged


def _may(person: Person, slot: Slot) -> bool:
    if slot.class_id is not None:
        return may_in_class(person, Action.CHANGE_SERVICE, slot.class_id)
    assert slot.course_id is not None
    return may_in_course(person, Action.CHANGE_SERVICE, slot.course_id)


def _busy(whole_day: Iterable[Item], changed: Changed, wish: Wish) -> tuple[Item, ...]:
    if wish.what not in (What.PLACE, What.TEACHER) or not wish.text:
        return ()
    return tuple(
        item
        for item in whole_day
        if item.slot.id != changed.slot.id
        and item.session.takes_place
        and _held(item, wish.what) == wish.text
        and any(_meet(item.session, one) for one in changed.after)
    )


def _held(item: Item, what: What) -> str:
    return item.session.place if what is What.PLACE else item.session.teacher


def _meet(one: Session, other: Session) -> bool:
    if one.slot.id == other.slot.id or one.day.on != other.day.on:
        return False
    return one.starts_at < other.ends[-1] and other.starts_at < one.ends[-1]


def _shown(one: Session) -> tuple[object, ...]:
    reason = one.change.reason if one.change else ""
    return one.day.on, one.takes_place, one.starts_at, one.ends, one.place, one.teacher, reason
