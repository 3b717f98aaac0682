"""A small school, put together through the same services the bot uses."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa

from bot.app import school_days
from bot.config import QuietHours as QuietSettings
from bot.config import quiet_span
from bot.delivery.outbox import Outbox
from bot.i18n.languages import Language
from bot.notices.approving.approval import Need
from bot.notices.model import Notice
from bot.notices.service import Notices
from bot.people import audience
from bot.people.membership import Joined, Membership
from bot.people.model import ClassId, Person, Recipient, Role, SchoolId
from bot.people.office import Office
from bot.people.quiet_hours import QuietHours
from bot.people.service import People
from bot.plans.service import Plans
from bot.storage.database import Connection, Database
from bot.storage.tables.delivery import outgoing, outgoing_bodies
from bot.timetable.service import Timetable
from tests.support.clocks import FixedClock

A_MOTHER, A_FATHER, A_GRANDMOTHER, AN_AUNT, A_STRANGER = 101, 102, 103, 104, 199
A_TEACHER, THE_OFFICE = 201, 202


@dataclass(frozen=True)
class Rooms:
    """The rooms these tests walk through, wired as the service wires them."""

    database: Database
    clock: FixedClock
    people: People
    office: Office
    membership: Membership
    outbox: Outbox
    plans: Plans
    notices: Notices
    timetable: Timetable


def open_rooms(
    database: Database, clock: FixedClock, *, second_person: Collection[Need] = ()
) -> Rooms:
    people = People(database, clock)
    outbox, plans, quiet = Outbox(), Plans(database, clock), QuietSettings()
    timetable = Timetable(database, clock, people, outbox, plans)
    notices = Notices(
        database,
        clock,
        people=people,
        outbox=outbox,
        plans=plans,
        quiet_hours=QuietHours(clock.zone, quiet_span(quiet.primary), quiet_span(quiet.junior)),
        school_days=school_days(timetable),
        second_person=second_person,
    )
    office = Office(database, clock, people)

    async def forget(connection: Connection, address: int) -> None:
        await notices.forget(connection, address)
        await outbox.drop_address(connection, address, now=clock.now())

    membership = Membership(database, clock, people, forget, on_parted=notices.part)
    return Rooms(database, clock, people, office, membership, outbox, plans, notices, timetable)


async def make_school(
    rooms: Rooms, name: str | None = None, region: str = "example-city"
) -> SchoolId:
    """Make a school; without a name it gets one that no school before it has."""
    count = len(await rooms.people.schools())
    own = f"第{count}实验小学" if count else "实验小学"
    return await rooms.office.add_school(name or own, region)


async def make_class(
    rooms: Rooms,
    school: SchoolId | None = None,
    *,
    grade: int = 3,
    name: str = "三（1）班",
) -> ClassId:
    """Make a class, in a school of its own if none is named."""
    school = school or await make_school(rooms)
    return await rooms.office.add_class(school, grade, name)


async def join_parent(
    rooms: Rooms,
    class_id: ClassId,
    address: int = A_MOTHER,
    *,
    seat: int | None = None,
    language: Language = Language.ZH_HANS,
) -> Joined:
    """Let a parent in: by the code of a seat if one is named, else by the class's."""
    invitation = await rooms.office.invite_family(class_id, seat=seat)
    return await rooms.membership.join(address, language, invitation.code)


async def join_teacher(
    rooms: Rooms,
    class_id: ClassId,
    address: int = A_TEACHER,
    *,
    language: Language = Language.ZH_HANS,
) -> Joined:
    invitation = await rooms.office.invite_staff(Role.TEACHER, class_ids=[class_id])
    return await rooms.membership.join(address, language, invitation.code)


async def join_office(rooms: Rooms, school: SchoolId, address: int = THE_OFFICE) -> Joined:
    invitation = await rooms.office.invite_staff(Role.SCHOOL, school_id=school)
    return await rooms.membership.join(address, Language.ZH_HANS, invitation.code)


async def who_is(rooms: Rooms, address: int) -> Person:
    return await rooms.people.person(address, Language.ZH_HANS)


async def recipients(rooms: Rooms, *written: str) -> list[Recipient]:
    async with rooms.database.read() as connection:
        return await rooms.people.recipients(connection, audience.parse_all(written))


async def make_draft(rooms: Rooms, *written: str, text: str = "明天穿校服。") -> Notice:
    """Write a notice as the operator, up to the moment before it is sent."""
    notice_id = await rooms.notices.draft(None, None, audience.parse_all(written))
    return await rooms.notices.write(notice_id, text)


async def settle(rooms: Rooms, notice: Notice, *addresses: int, state: str = "delivered") -> None:
    """Note what became of a notice's messages, as the dispatcher would; all if none is named."""
    mine = outgoing.c.batch == notice.batch
    async with rooms.database.begin() as connection:
        await connection.execute(
            sa.update(outgoing)
            .where(mine & outgoing.c.address.in_(addresses) if addresses else mine)
            .values(state=state, settled_at=rooms.clock.now())
        )


async def texts(rooms: Rooms, notice: Notice) -> dict[int, str]:
    """Return what each address is sent by a notice."""
    return {address: text for address, text, _ in await _sent(rooms, notice)}


async def texts_of(rooms: Rooms, batch: str) -> list[tuple[int, str]]:
    """Return whom any batch goes to and what it says, oldest first."""
    query = (
        sa.select(outgoing.c.address, outgoing_bodies.c.text)
        .join(outgoing_bodies, outgoing_bodies.c.id == outgoing.c.body_id)
        .where(outgoing.c.batch == batch)
        .order_by(outgoing.c.id)
    )
    async with rooms.database.read() as connection:
        return [(row.address, row.text) for row in await connection.execute(query)]


async def leave_times(rooms: Rooms, notice: Notice) -> dict[int, datetime]:
    """Return when each message of a notice may leave."""
    return {address: not_before for address, _, not_before in await _sent(rooms, notice)}


async def _sent(rooms: Rooms, notice: Notice) -> list[tuple[int, str, datetime]]:
    from_bodies = sa.text(
        "SELECT o.address, b.text, o.not_before FROM outgoing o"
        " JOIN outgoing_bodies b ON b.id = o.body_id WHERE o.batch = :batch ORDER BY o.id"
    ).columns(outgoing.c.address, sa.column("text", sa.Text), outgoing.c.not_before)
    async with rooms.database.read() as connection:
        rows = await connection.execute(from_bodies, {"batch": notice.batch})
        return [(row[0], row[1], row[2]) for row in rows]
