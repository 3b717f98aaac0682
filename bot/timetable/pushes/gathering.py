"""Puts together what each chat reads of some changes, so that it gets one message.

Chats that read the same in the same language at the same time share one text, however many there
are of them: what a family reads depends on the changes and on the hours at which its children are
fetched, and a class has few of those.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from zoneinfo import ZoneInfo

from bot.i18n.languages import Language
from bot.people.model import Child
from bot.storage.database import Connection
from bot.timetable.model import Change, Owner
from bot.timetable.pushes.change_texts import Difference
from bot.timetable.pushes.fetching import Fetched, There, fetched
from bot.timetable.pushes.room import PushRoom
from bot.timetable.pushes.standing import Aspect
from bot.timetable.pushes.telling import Reading, Telling
from bot.timetable.pushes.timing import span
from bot.timetable.pushes.whereabouts import whereabouts


@dataclass(frozen=True)
class Same:
    """What chats have in common that read one text.

    Attributes:
        told: Which of the changes it tells of, by their place.
        leaves_at: When it may reach them.
        fetched: When their children are fetched.
    """

    language: Language
    told: tuple[int, ...]
    leaves_at: datetime
    fetched: tuple[Fetched, ...]


@dataclass
class _Chat:
    language: Language
    leaves_at: datetime
    told: list[int] = field(default_factory=list)
    concerned: dict[Child, set[date]] = field(default_factory=lambda: defaultdict(set))


async def gathered(
    connection: Connection,
    room: PushRoom,
    tellings: Sequence[Telling],
    foreseen: Iterable[Change] = (),
) -> dict[Same, list[int]]:
    """Return the addresses of all that are told, by what they read.

    Args:
        connection: An open transaction.
        room: Knows schools' days, the time and the zone.
        tellings: The changes.
        foreseen: Those of them that have not been made.
    """
    chats = _chats(tellings, room.clock.now(), room.zone)
    there = await _there(connection, room, chats.values(), foreseen)
    groups: dict[Same, list[int]] = defaultdict(list)
    for address, chat in chats.items():
        owners = {tellings[number].changed.slot.owner for number in chat.told}
        is_one_class = _is_one_class(owners)
        found = fetched(chat.concerned, there, is_one_class=is_one_class)
        same = Same(chat.language, tuple(chat.told), chat.leaves_at, found)
        groups[same].append(address)
    return groups


def readings(groups: Mapping[Same, Sequence[int]]) -> tuple[Reading, ...]:
    """Return the hours that chats read of one change, those of most chats first, none last."""
    counted: Counter[tuple[Fetched, ...]] = Counter()
    for same, addresses in groups.items():
        counted[same.fetched] += len(addresses)
    in_order = sorted(counted.most_common(), key=lambda pair: not pair[0])
    return tuple(Reading(found, chats) for found, chats in in_order)


def days_to_fetch(different: Difference, now: datetime, zone: ZoneInfo) -> frozenset[date]:
    """Return the days on which a change may bring another hour or place to fetch a child.

    Args:
        different: The change. Who else is there changes nobody's way.
        now: This instant, aware; what is over by then matters to nobody.
        zone: The school's zone.
    """
    if set(different.aspects) == {Aspect.TEACHER}:
        return frozenset()
    both = (one for one in (different.known, different.now) if one.takes_place)
    return frozenset(one.on for one in both if span(one, zone)[1] > now)


def _chats(tellings: Sequence[Telling], now: datetime, zone: ZoneInfo) -> dict[int, _Chat]:
    chats: dict[int, _Chat] = {}
    for number, telling in enumerate(tellings):
        days = days_to_fetch(telling.different, now, zone)
        for one, at in telling.leaving:
            chat = chats.setdefault(one.address, _Chat(one.language, at))
            chat.leaves_at = min(at, chat.leaves_at)
            chat.told.append(number)
            for child in one.children:
                chat.concerned[child] |= days
    return chats


async def _there(
    connection: Connection, room: PushRoom, chats: Iterable[_Chat], foreseen: Iterable[Change]
) -> There:
    changes = tuple(foreseen)
    wanted = {
        (child.school_class.school_id, on)
        for chat in chats
        for child, days in chat.concerned.items()
        for on in days
    }
    return {
        (school_id, on): await whereabouts(connection, room, school_id, on, foreseen=changes)
        for school_id, on in sorted(wanted)
    }


def _is_one_class(owners: set[Owner]) -> bool:
    return len(owners) == 1 and all(class_id is not None for class_id, _ in owners)
