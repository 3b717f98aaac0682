"""One message to each chat of a school, saying what concerns the children of that chat.

A chat has the classes of its children and the courses they have a place in; chats that have
the same read the same, so a text is composed once for all of them. Each chat stands in one
group only, and so gets one message however many children it reads for.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from bot.delivery.model import Body, Letter
from bot.i18n.catalogue import Words, speaking
from bot.i18n.languages import Language
from bot.people.audience import Audience, Kind
from bot.people.model import ChildId, ClassId, CourseId, Recipient, SchoolId
from bot.storage.database import Connection
from bot.storage.lists import gently
from bot.timetable.pushes.having import Having
from bot.timetable.pushes.room import PushRoom
from bot.timetable.store import courses

Compose = Callable[[Words], Callable[[Having], str]]
"""Says, in a language, what concerns a chat; an empty text is no message."""

AFTER_QUIET: Final = timedelta(hours=1)
"""How long a message may still leave when quiet hours end later than it should be read."""


@dataclass(frozen=True)
class Wave:
    """What is told to a school.

    Attributes:
        batch: What its messages belong to.
        now: This instant.
        good_until: From when on they help nobody any more.
    """

    school_id: SchoolId
    batch: str
    now: datetime
    good_until: datetime


async def tell_school(connection: Connection, room: PushRoom, wave: Wave, compose: Compose) -> int:
    """Put one message for each chat of a school into the outbox; return how many that were."""
    recipients = await room.people.recipients(connection, [Audience(Kind.SCHOOL, wave.school_id)])
    placed = await places(connection, wave.school_id)
    groups = await _groups(room, wave, recipients, placed)
    texts = await _texts({(language, having) for language, having, _ in groups}, compose)
    letters = [
        Letter(
            Body(texts[language, having]),
            tuple(addresses),
            not_before=leaves_at,
            not_after=max(wave.good_until, leaves_at + AFTER_QUIET),
        )
        for (language, having, leaves_at), addresses in groups.items()
        if texts[language, having]
    ]
    return await room.outbox.enqueue_all(
        connection, batch=wave.batch, letters=letters, now=wave.now
    )


async def places(
    connection: Connection, school_id: SchoolId
) -> dict[ChildId, tuple[CourseId, ...]]:
    """Return the courses of a school in which each child has a place, in their order."""
    found: dict[ChildId, tuple[CourseId, ...]] = {}
    for one in await courses.enrolments_of_school(connection, school_id):
        if one.has_place:
            found[one.child_id] = tuple(sorted((*found.get(one.child_id, ()), one.course_id)))
    return found


def having_of(recipient: Recipient, placed: Mapping[ChildId, tuple[CourseId, ...]]) -> Having:
    """Return what the children of a recipient have."""
    if len(recipient.children) == 1:
        (child,) = recipient.children
        return ((child.school_class.id, placed.get(child.id, ())),)
    joined: dict[ClassId, set[CourseId]] = {item.id: set() for item in recipient.classes}
    for child in recipient.children:
        joined[child.school_class.id].update(placed.get(child.id, ()))
    return tuple((number, tuple(sorted(chosen))) for number, chosen in joined.items())


_Group = tuple[Language, Having, datetime]


async def _groups(
    room: PushRoom,
    wave: Wave,
    recipients: Iterable[Recipient],
    placed: Mapping[ChildId, tuple[CourseId, ...]],
) -> dict[_Group, list[int]]:
    groups: dict[_Group, list[int]] = defaultdict(list)
    leaving: dict[object, datetime] = {}
    async for one in gently(recipients):
        alike = one.grades, one.quiet
        if alike not in leaving:
            leaving[alike] = room.leaves_at(one, wave.now)
        groups[one.language, having_of(one, placed), leaving[alike]].append(one.address)
    return groups


async def _texts(
    wanted: Collection[tuple[Language, Having]], compose: Compose
) -> dict[tuple[Language, Having], str]:
    languages = {language for language, _ in wanted}
    spoken = {language: compose(speaking(language)) for language in languages}
    return {
        (language, having): spoken[language](having) async for language, having in gently(wanted)
    }
