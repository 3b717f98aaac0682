"""Move a school's classes up, inside the caller's transaction, once for each school year."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Final

from bot.audit.model import OPERATOR, About, Actor, Deed, Subject
from bot.audit.trail import note
from bot.people.errors import MovedUpBefore
from bot.people.model import LEFT, InvitationKind, Recipient, Role, School, SchoolClass
from bot.people.promotion import Move
from bot.people.store import invitations, keepsakes, posts, registry
from bot.storage.database import Connection

_MOVED: Final = "moved-up:{}"
_GRADUATES: Final = "graduates:{}"
"""Names of the keepsakes: a school's last school year, and that a class has been told."""


async def all_classes(connection: Connection, school: School) -> list[SchoolClass]:
    """List a school's classes, those that have left included."""
    return await registry.classes_of(connection, school.id, with_left=True)


async def registered_at(connection: Connection, school: School) -> datetime:
    """Say when a school was registered."""
    return await registry.school_since(connection, school.id)


async def moved_for(connection: Connection, school: School) -> int | None:
    """Return the school year for which a school has moved up last, None for never."""
    kept = await keepsakes.kept(connection, _MOVED.format(school.id))
    return int(kept) if kept is not None else None


async def check_not_moved(connection: Connection, school: School, year: int) -> None:
    """Refuse a school year for which the school has moved up.

    Raises:
        MovedUpBefore: It has.
    """
    last = await moved_for(connection, school)
    if last is not None and last >= year:
        message = (
            f"--school {school.id}: the classes have moved up for the school year {last} "
            "already; they do so once a year."
        )
        raise MovedUpBefore(message)


async def apply(
    connection: Connection,
    school: School,
    moves: Sequence[Move],
    year: int,
    *,
    now: datetime,
    by: Actor = OPERATOR,
) -> None:
    """Give every class its new grade and name; what leaves takes no more families in.

    Raises:
        MovedUpBefore: The school has moved up for this school year.
    """
    await check_not_moved(connection, school, year)
    # Names pass from class to class, so each gets one first that nobody else has.
    for move in moves:
        await registry.rename_class(connection, move.school_class.id, f"#{move.school_class.id}")
    for move in moves:
        number = move.school_class.id
        await registry.rename_class(connection, number, move.name, move.grade)
        if move.is_leaving:
            for kind in (InvitationKind.CLASS, InvitationKind.SEAT):
                await invitations.revoke_class(connection, number, kind, now)
    await keepsakes.keep(connection, _MOVED.format(school.id), str(year))
    leaving = sum(move.is_leaving for move in moves)
    await note(
        connection,
        by,
        Deed.SCHOOL_MOVED_UP,
        Subject(About.SCHOOL, school.id),
        at=now,
        year=year,
        classes=len(moves),
        leaving=leaving,
    )


async def not_yet_told(connection: Connection, school: School) -> list[SchoolClass]:
    """List the classes that have left and whose families have not been said goodbye to."""
    return [
        one
        for one in await all_classes(connection, school)
        if one.grade == LEFT
        and await keepsakes.kept(connection, _GRADUATES.format(one.id)) is None
        and await registry.seats_of(connection, one.id)
    ]


async def note_graduation(
    connection: Connection, school_class: SchoolClass, *, now: datetime, by: Actor = OPERATOR
) -> None:
    """Keep that a class's families have been said goodbye to."""
    await keepsakes.keep(connection, _GRADUATES.format(school_class.id), now.isoformat())
    subject = Subject(About.CLASS, school_class.id)
    await note(connection, by, Deed.CLASS_GRADUATED, subject, at=now)


async def office_of(connection: Connection, school: School) -> list[Recipient]:
    """List the chats of a school's office."""
    return await posts.staff_of(connection, school.id, Role.SCHOOL)
