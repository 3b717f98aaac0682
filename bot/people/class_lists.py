"""Class lists: import them, and put right what is wrong in them.

An import only ever adds. What the file no longer has is reported; a seat is taken off the
list on request, and only while nobody reads along for it.
"""

from __future__ import annotations

import asyncio
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from bot.audit.model import OPERATOR, About, Actor, Deed, Subject
from bot.audit.trail import note
from bot.clock import Clock, today
from bot.errors import BadOption
from bot.people.class_names import school_year_of
from bot.people.errors import SeatMissing, SeatTaken
from bot.people.model import Child, ChildId, School, SchoolClass, SeatCount
from bot.people.office import check_class_name, check_seat
from bot.people.roster import BadRoster, ListedClass, read_roster
from bot.people.service import People
from bot.people.store import registry
from bot.sheet_reading import read_sheets
from bot.storage.database import Connection, Database


@dataclass(frozen=True)
class ImportedClass:
    """What an import means for one class.

    Attributes:
        id: Its number; None for a new class that was not made, in a rehearsal.
        is_new: Whether the school had no such class.
        new: Seats that were not on its list.
        known: How many seats were on it already.
        gone: Seats on its list that the file no longer has and that stay on it.
        gone_with_readers: Those of them for which somebody reads along.
        removed: Seats that were taken off its list.
    """

    name: str
    grade: int
    id: int | None
    is_new: bool
    new: tuple[int, ...]
    known: int
    gone: tuple[int, ...] = ()
    gone_with_readers: tuple[int, ...] = ()
    removed: tuple[int, ...] = ()


@dataclass(frozen=True)
class RosterImport:
    """What an import did, or would do."""

    classes: tuple[ImportedClass, ...]
    skipped: tuple[str, ...]
    ignored_columns: int
    ignored_rows: int


@dataclass(frozen=True)
class Wishes:
    """How an import is wished for.

    Attributes:
        is_rehearsal: Change nothing.
        skips_bad: Leave rows with a problem out rather than refuse the file.
        removes_missing: Take seats off the list that the file no longer has.

    Raises:
        BadOption: Rows are skipped and missing ones removed: a skipped row may be a seat.
    """

    is_rehearsal: bool = False
    skips_bad: bool = False
    removes_missing: bool = False

    def __post_init__(self) -> None:
        if self.skips_bad and self.removes_missing:
            message = (
                "--remove-missing: not together with --skip-bad, for a skipped row may be one "
                "of the seats; mend the file first."
            )
            raise BadOption(message)


class ClassLists:
    """Keeps the lists of classes and seats.

    Args:
        database: Where the rows are.
        clock: The time, and the school's zone.
        people: To find schools and classes.
    """

    def __init__(self, database: Database, clock: Clock, people: People) -> None:
        self._database = database
        self._clock = clock
        self._people = people

    async def import_roster(
        self, school_id: int, path: Path, wishes: Wishes | None = None, *, by: Actor = OPERATOR
    ) -> RosterImport:
        """Add the classes and seats of a file, all or nothing.

        Args:
            school_id: The school.
            path: A CSV or XLSX file whose header names class, seat and, perhaps, grade.
            wishes: What else is wished for.
            by: Who stands in the account.

        Raises:
            BadRoster: Every problem of the file; nothing has changed.
            SheetUnreadable: It is no file that can be read.
            SchoolMissing: There is no such school.
        """
        wished = wishes or Wishes()
        sheets = await asyncio.to_thread(read_sheets, path)
        year = school_year_of(today(self._clock))
        async with self._database.begin() as connection:
            school = await self._people.school(connection, school_id)
            known = await registry.classes_of(connection, school.id, with_left=True)
            roster = read_roster(sheets, known, year)
            if roster.problems and not (wished.skips_bad and roster.classes):
                raise BadRoster(roster.problems)
            done = [await self._class(connection, school, one, wished) for one in roster.classes]
            result = RosterImport(
                tuple(done), roster.problems, roster.ignored_columns, roster.ignored_rows
            )
            if not wished.is_rehearsal:
                await self._note_import(connection, school, result, by)
            return result

    async def rename_class(self, class_id: int, name: str, *, by: Actor = OPERATOR) -> SchoolClass:
        """Give a class another name.

        Raises:
            BadOption: The name is empty or too long.
            ClassNameTaken: Another class of the school is called so.
            ClassMissing: There is no such class.
        """
        async with self._database.begin() as connection:
            found = await self._people.school_class(connection, class_id)
            if name.strip() != found.name:
                await check_class_name(connection, found.school_id, name)
                await registry.rename_class(connection, found.id, name.strip())
                subject, now = Subject(About.CLASS, found.id), self._clock.now()
                await note(connection, by, Deed.CLASS_RENAMED, subject, at=now)
            return await self._people.school_class(connection, class_id)

    async def child_at(self, class_id: int, seat: int) -> Child:
        """Find the child of a seat.

        Raises:
            SeatMissing: The class has no such seat.
            ClassMissing: There is no such class.
        """
        async with self._database.read() as connection:
            school_class = await self._people.school_class(connection, class_id)
            number = await registry.child_at_seat(connection, school_class.id, seat)
            return await self._child(connection, number or 0, f"--seat {seat}")

    async def change_seat(self, child_id: int, seat: int, *, by: Actor = OPERATOR) -> Child:
        """Give a child another seat number; a listed seat without readers is exchanged with it.

        Raises:
            BadOption: The seat is not 1 to 99.
            SeatMissing: The child is not there any more.
            SeatTaken: Another family reads along for that seat.
        """
        check_seat(seat)
        async with self._database.begin() as connection:
            child = await self._child(connection, child_id, "--seat")
            class_id = child.school_class.id
            there = await registry.child_at_seat(connection, class_id, seat)
            if there == child.id:
                return child
            if there is not None:
                if await registry.chats_of_child(connection, there):
                    message = f"--to {seat}: another family has this seat; remove its chats first."
                    raise SeatTaken(message)
                await registry.clear_seat(connection, child.id)
                await self._settle_there(connection, there, child.seat)
            await registry.set_seat(connection, child.id, seat)
            subject, now = Subject(About.CHILD, child.id), self._clock.now()
            await note(
                connection, by, Deed.SEAT_CHANGED, subject, at=now, before=child.seat, seat=seat
            )
            return Child(child.id, child.school_class, seat)

    async def remove_seat(self, child_id: int, *, by: Actor = OPERATOR) -> Child:
        """Take a seat off its class's list.

        Raises:
            SeatMissing: It is not there any more.
            SeatTaken: Somebody reads along for it.
        """
        async with self._database.begin() as connection:
            child = await self._child(connection, child_id, "--seat")
            if await registry.chats_of_child(connection, child.id):
                message = (
                    f"--seat {child.seat or ''}: somebody reads along for this seat; "
                    "remove these chats first."
                )
                raise SeatTaken(message)
            await registry.remove_child(connection, child.id)
            subject, now = Subject(About.CHILD, child.id), self._clock.now()
            await note(
                connection,
                by,
                Deed.SEAT_REMOVED,
                subject,
                at=now,
                school_class=child.school_class.id,
                seat=child.seat,
            )
            return child

    async def _settle_there(
        self, connection: Connection, there: ChildId, seat: int | None
    ) -> None:
        """Move an unread seat to the number that becomes free, or drop it if none does."""
        if seat is None:
            await registry.remove_child(connection, there)
        else:
            await registry.set_seat(connection, there, seat)

    async def _child(self, connection: Connection, child_id: int, option: str) -> Child:
        child = await registry.child(connection, ChildId(child_id))
        if child is None:
            message = f"{option}: the class has no such seat."
            raise SeatMissing(message)
        return child

    async def _class(
        self, connection: Connection, school: School, listed: ListedClass, wished: Wishes
    ) -> ImportedClass:
        number = listed.id
        there = await registry.seats_of(connection, number) if number is not None else []
        if number is None and not wished.is_rehearsal:
            number = await registry.add_class(connection, school.id, listed.grade, listed.name)
        seats = {item.child.seat for item in there}
        new = tuple(seat for seat in listed.seats if seat not in seats)
        gone = [item for item in there if item.child.seat not in (None, *listed.seats)]
        removable = (
            [item for item in gone if not item.chat_count] if wished.removes_missing else []
        )
        if not wished.is_rehearsal and number is not None:
            await registry.add_children(connection, number, new)
            for item in removable:
                await registry.remove_child(connection, item.child.id)
        return ImportedClass(
            listed.name,
            listed.grade,
            number,
            listed.id is None,
            new,
            len(listed.seats) - len(new),
            _numbers(item for item in gone if item not in removable),
            _numbers(item for item in gone if item.chat_count),
            _numbers(removable),
        )

    async def _note_import(
        self, connection: Connection, school: School, done: RosterImport, by: Actor
    ) -> None:
        await note(
            connection,
            by,
            Deed.ROSTER_IMPORTED,
            Subject(About.SCHOOL, school.id),
            at=self._clock.now(),
            classes=len(done.classes),
            new_classes=sum(one.is_new for one in done.classes),
            new_seats=sum(len(one.new) for one in done.classes),
            removed=sum(len(one.removed) for one in done.classes),
            skipped=len(done.skipped),
        )


def _numbers(items: Iterable[SeatCount]) -> tuple[int, ...]:
    return tuple(item.child.seat for item in items if item.child.seat is not None)
