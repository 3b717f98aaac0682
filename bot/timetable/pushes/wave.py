"""One message to each chat of a school, saying what concerns the children of that chat.

A chat has the classes of its children and the courses they have a place in; chats that have
the same read the same, so a text is composed once for all of them. Each chat stands in one
group only, and so gets one message however many children it reads for.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from bot.delivery.model import Body, Letter
from bot.i18n.catalogue import Words, speaking
from bot.i18n.languages import Language
from bot.people.audience import Audience, Kind
from bot.people.model import ClassId, CourseId, Recipient, SchoolId
from bot.storage.database import Connection
from bot.storage.lists import gently
from bot.timetable.pushes.fetching import Fetched, Placed
from bot.timetable.pushes.having import Having
from bot.timetable.pushes.room import PushRoom
from bot.timetable.pushes.whereabouts import places

Hours = tuple[Fetched, ...]
"""When the children of a chat are fetched."""

Compose = Callable[[Words], Callable[[Having, Hours], str]]
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


def unsaid(_recipient: Recipient) -> Hours:
    """Say nothing of when children are fetched."""
    return ()


async def tell_school(
    connection: Connection,
    room: PushRoom,
    wave: Wave,
    compose: Compose,
    hours: Callable[[Recipient], Hours] = unsaid,
) -> int:
    """Put one message for each chat of a school into the outbox.

    Args:
        connection: An open transaction.
        room: Knows whom to tell.
        wave: What is told.
        compose: Puts it into words.
        hours: When the children of a chat are fetched, where that is to be said.

    Returns:
        How many messages that were.
    """
    recipients = await room.people.recipients(connection, [Audience(Kind.SCHOOL, wave.school_id)])
    placed = await places(connection, wave.school_id)
    groups = await _groups(room, wave, recipients, placed, hours)
    texts = await _texts({read for read, _ in groups}, compose)
    letters = [
        Letter(
            Body(texts[read]),
            tuple(addresses),
            not_before=leaves_at,
            not_after=max(wave.good_until, leaves_at + AFTER_QUIET),
        )
        for (read, leaves_at), addresses in groups.items()
        if texts[read]
    ]
    return await room.outbox.enqueue_all(
        connection, batch=wave.batch, letters=letters, now=wave.now
    )


def having_of(recipient: Recipient, placed: Placed) -> Having:
    """Return what the children of a recipient have."""
    if len(recipient.children) == 1:
        (child,) = recipient.children
        return ((child.school_class.id, placed.get(child.id, ())),)
    joined: dict[ClassId, set[CourseId]] = {item.id: set() for item in recipient.classes}
    for child in recipient.children:
        joined[child.school_class.id].update(placed.get(child.id, ()))
    return tuple((number, tuple(sorted(chosen))) for number, chosen in joined.items())


_Read = tuple[Language, Having, Hours]
"""What decides about the text that a chat reads."""


async def _groups(
    room: PushRoom,
    wave: Wave,
    recipients: Iterable[Recipient],
    placed: Placed,
    hours: Callable[[Recipient], Hours],
) -> dict[tuple[_Read, datetime], list[int]]:
    groups: dict[tuple[_Read, datetime], list[int]] = defaultdict(list)
    leaving: dict[object, datetime] = {}
    async for one in gently(recipients):
        alike = one.grades, one.quiet
        if alike not in leaving:
            leaving[alike] = room.leaves_at(one, wave.now)
        read = one.language, having_of(one, placed), hours(one)
        groups[read, leaving[alike]].append(one.address)
    return groups


async def _texts(wanted: Collection[_Read], compose: Compose) -> dict[_Read, str]:
    languages = {language for language, *_ in wanted}
    spoken = {language: compose(speaking(language)) for language in languages}
    return {
        (language, having, hours): spoken[language](having, hours)
        async for language, having, hours in gently(wanted)
    }
