"""The school's office: register schools and classes, and invite people to them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.audit.model import OPERATOR, About, Actor, Deed, Subject
from bot.audit.trail import note
from bot.clock import Clock
from bot.errors import BadOption
from bot.people import codes, invitations
from bot.people.errors import (
    BotNameUnknown,
    ClassNameTaken,
    RegionMissing,
    SchoolNameTaken,
    SeatMissing,
)
from bot.people.model import GRADES, SEATS, ClassId, InvitationKind, Role, SchoolId
from bot.people.service import BOT_NAME, People
from bot.people.store import invitations as invitation_store
from bot.people.store import keepsakes, registry
from bot.storage.database import Connection, Database

LONGEST_NAME = 60
LONGEST_SCHOOL_NAME = 120
LONGEST_REGION_BYTES = 52
"""What is left of Telegram's 64 for the button that writes to a region."""

REGION = re.compile(r"[^/:\s]+")
"""What an audience such as ``district:440300`` can name."""


@dataclass(frozen=True)
class FreshInvitation:
    """A new invitation; the only moment its code can be read."""

    code: str
    link: str | None
    expires_at: datetime


class Office:
    """Sets a school up and invites; `by` says whose name stands in the account.

    Args:
        database: Where the rows are.
        clock: The time.
        people: To find schools and classes.
    """

    def __init__(self, database: Database, clock: Clock, people: People) -> None:
        self._database = database
        self._clock = clock
        self._people = people

    async def add_school(self, name: str, region: str, *, by: Actor = OPERATOR) -> SchoolId:
        """Register a school.

        Raises:
            BadOption: The name or the region is empty or too long.
            SchoolNameTaken: The region has a school of this name.
        """
        _check_name("NAME", name, LONGEST_SCHOOL_NAME)
        _check_name("--region", region, 40)
        if not REGION.fullmatch(region.strip()):
            message = "--region: write a code without spaces, slashes and colons."
            raise BadOption(message)
        if len(region.strip().encode()) > LONGEST_REGION_BYTES:
            message = (
                "--region: is too long for a button; 40 letters or 17 Chinese characters fit."
            )
            raise BadOption(message)
        async with self._database.begin() as connection:
            now = self._clock.now()
            for school in await registry.all_schools(connection):
                if (school.name, school.region) == (name.strip(), region.strip()):
                    message = (
                        f"NAME: the region {school.region} has a school {school.name} already, "
                        f"number {school.id}."
                    )
                    raise SchoolNameTaken(message)
            number = await registry.add_school(connection, name.strip(), region.strip(), now)
            subject = Subject(About.SCHOOL, number)
            await note(connection, by, Deed.SCHOOL_ADDED, subject, at=now)
            return number

    async def add_class(
        self, school_id: int, grade: int, name: str, *, by: Actor = OPERATOR
    ) -> ClassId:
        """Register a class.

        Raises:
            BadOption: The grade is not 1 to 9, or the name is empty, too long or taken.
            SchoolMissing: There is no such school.
        """
        if grade not in GRADES:
            message = f"--grade {grade}: must be 1 to 9 (7 is the first year of junior school)."
            raise BadOption(message)
        _check_name("--name", name, LONGEST_NAME)
        async with self._database.begin() as connection:
            school = await self._people.school(connection, school_id)
            await check_class_name(connection, school.id, name)
            number = await registry.add_class(connection, school.id, grade, name.strip())
            subject, now = Subject(About.CLASS, number), self._clock.now()
            await note(
                connection, by, Deed.CLASS_ADDED, subject, at=now, school=school.id, grade=grade
            )
            return number

    async def invite_family(
        self,
        class_id: int,
        *,
        seat: int | None = None,
        valid_for: timedelta | None = None,
        by: Actor = OPERATOR,
    ) -> FreshInvitation:
        """Make a code for a whole class, or for one seat if it is named.

        Raises:
            BadOption: The seat or the number of days is out of range.
            ClassMissing: There is no such class.
        """
        if seat is not None:
            check_seat(seat)
        async with self._database.begin() as connection:
            school_class = await self._people.school_class(connection, class_id)
            return await self._invite(
                connection,
                kind=InvitationKind.CLASS if seat is None else InvitationKind.SEAT,
                school_id=school_class.school_id,
                class_id=school_class.id,
                seat=seat,
                valid_for=valid_for,
                by=by,
            )

    async def invite_staff(
        self,
        role: Role,
        *,
        school_id: int | None = None,
        class_ids: Sequence[int] = (),
        region: str | None = None,
        valid_for: timedelta | None = None,
        by: Actor = OPERATOR,
    ) -> FreshInvitation:
        """Make a code for one person at a school, or for a region's schools.

        Raises:
            BadOption: A teacher without classes, classes of two schools, no school, or a
                region where there must be none, or the other way round.
            RegionMissing: No school is in the region.
            SchoolMissing: There is no such school.
            ClassMissing: There is no such class.
        """
        _check_belongs(role, school_id, class_ids, region)
        async with self._database.begin() as connection:
            if region is not None:
                school_id = await self._standing_for(connection, region)
            given = [await self._people.school_class(connection, number) for number in class_ids]
            schools = {item.school_id for item in given} | ({school_id} if school_id else set())
            if role is Role.TEACHER and not given:
                message = "--class: name at least one class for a teacher."
                raise BadOption(message)
            if len(schools) != 1:
                message = "--school: name exactly one school, the one the classes belong to."
                raise BadOption(message)
            school = await self._people.school(connection, schools.pop())
            return await self._invite(
                connection,
                kind=InvitationKind(role.value),
                school_id=school.id,
                class_ids=[item.id for item in given],
                valid_for=valid_for,
                by=by,
            )

    async def invite_seats(
        self,
        class_id: int,
        *,
        valid_for: timedelta | None = None,
        by: Actor = OPERATOR,
        needs_link: bool = False,
    ) -> list[tuple[int, FreshInvitation]]:
        """Make a code for every seat of a class that is on its list, in order.

        Raises:
            ClassMissing: There is no such class.
            SeatMissing: Its list has no seats.
            BotNameUnknown: A link is needed and cannot be made yet.
        """
        async with self._database.begin() as connection:
            school_class = await self._people.school_class(connection, class_id)
            if needs_link:
                await self._require_bot_name(connection)
            return [
                (
                    seat,
                    await self._invite(
                        connection,
                        kind=InvitationKind.SEAT,
                        school_id=school_class.school_id,
                        class_id=school_class.id,
                        seat=seat,
                        valid_for=valid_for,
                        by=by,
                    ),
                )
                for seat in await _seats(connection, school_class.id)
            ]

    async def titles(self, class_id: int) -> tuple[str, str]:
        """Return the names of a class's school and of the class.

        Raises:
            ClassMissing: There is no such class.
            BotNameUnknown: Links cannot be made yet, so nothing can be printed.
        """
        async with self._database.read() as connection:
            school_class = await self._people.school_class(connection, class_id)
            await self._require_bot_name(connection)
            school = await self._people.school(connection, school_class.school_id)
            return school.name, school_class.name

    async def open_class_codes(self, class_id: int) -> int:
        """Count the class-wide codes by which families can still join a class."""
        async with self._database.read() as connection:
            return await invitation_store.count_open(
                connection, ClassId(class_id), InvitationKind.CLASS, self._clock.now()
            )

    async def revoke_class_codes(
        self,
        class_id: int,
        *,
        kind: InvitationKind = InvitationKind.CLASS,
        by: Actor = OPERATOR,
    ) -> int:
        """Revoke the open codes of a class, class-wide or of its seats; returns their number."""
        async with self._database.begin() as connection:
            school_class = await self._people.school_class(connection, class_id)
            now = self._clock.now()
            count = await invitation_store.revoke_class(connection, school_class.id, kind, now)
            if count:
                subject = Subject(About.CLASS, school_class.id)
                await note(connection, by, Deed.INVITATIONS_REVOKED, subject, at=now, count=count)
            return count

    async def _standing_for(self, connection: Connection, region: str) -> SchoolId:
        """Return the school that stands for a region: its first."""
        schools = await registry.all_schools(connection)
        found = next((item.id for item in schools if item.region == region.strip()), None)
        if found is None:
            known = ", ".join(sorted({item.region for item in schools})) or "none"
            message = f"--region {region}: no school is in this region; there are: {known}."
            raise RegionMissing(message)
        return found

    async def _require_bot_name(self, connection: Connection) -> None:
        if await keepsakes.kept(connection, BOT_NAME) is None:
            message = (
                "The bot's name is not known yet, so there is no link to print; type "
                "`jiaxiao check` once the token is set."
            )
            raise BotNameUnknown(message)

    async def _invite(
        self,
        connection: Connection,
        *,
        kind: InvitationKind,
        school_id: SchoolId,
        class_id: ClassId | None = None,
        seat: int | None = None,
        class_ids: Sequence[ClassId] = (),
        valid_for: timedelta | None,
        by: Actor,
    ) -> FreshInvitation:
        lasting = invitations.VALID_FOR if valid_for is None else valid_for
        if not timedelta(0) < lasting <= invitations.LONGEST:
            message = "--days: must be 1 to 366."
            raise BadOption(message)
        code, now = codes.new_code(), self._clock.now()
        number = await invitation_store.add(
            connection,
            code_hash=codes.hash_of(code),
            kind=kind,
            school_id=school_id,
            class_id=class_id,
            seat=seat,
            class_ids=class_ids,
            now=now,
            expires_at=now + lasting,
        )
        subject = Subject(About.INVITATION, number)
        await note(connection, by, Deed.INVITATION_MADE, subject, at=now, kind=kind, seat=seat)
        username = await keepsakes.kept(connection, BOT_NAME)
        link = f"https://t.me/{username}?start={code}" if username else None
        return FreshInvitation(code, link, now + lasting)


async def check_class_name(connection: Connection, school_id: SchoolId, name: str) -> None:
    """Refuse a name that a class of the school has, one that has left included.

    Raises:
        BadOption: The name is empty or too long.
        ClassNameTaken: Another class is called so.
    """
    _check_name("--name", name, LONGEST_NAME)
    for item in await registry.classes_of(connection, school_id, with_left=True):
        if item.name == name.strip():
            message = f"--name: the school has a class {item.name} already, number {item.id}."
            raise ClassNameTaken(message)


def check_seat(seat: int) -> None:
    """Refuse a seat number no class has.

    Raises:
        BadOption: It is not 1 to 99.
    """
    if seat not in SEATS:
        message = f"--seat {seat}: must be 1 to 99."
        raise BadOption(message)


async def _seats(connection: Connection, class_id: ClassId) -> list[int]:
    listed = await registry.seats_of(connection, class_id)
    seats = [item.child.seat for item in listed if item.child.seat is not None]
    if not seats:
        message = (
            f"--class {class_id}: the class has no seats yet; type `jiaxiao people import` first."
        )
        raise SeatMissing(message)
    return seats


def _check_belongs(
    role: Role, school_id: int | None, class_ids: Sequence[int], region: str | None
) -> None:
    """Refuse a teacher without a class, and a region for people of one school."""
    if role in (Role.DISTRICT, Role.EDITOR):
        if region is None or school_id is not None or class_ids:
            message = f"--region: name the region of {role} staff, and no school or class."
            raise BadOption(message)
    elif region is not None:
        message = f"--region: {role} staff belong to a school; leave the region out."
        raise BadOption(message)


def _check_name(key: str, value: str, longest: int) -> None:
    if not value.strip() or len(value.strip()) > longest:
        message = f"{key}: must have 1 to {longest} characters."
        raise BadOption(message)
