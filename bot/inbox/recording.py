"""Puts a sentence to its group and counts families, until there are three.

Holding a sentence against all others takes milliseconds, so it is done in a thread and before
the transaction that writes; within it only what came meanwhile is looked at.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass

from bot.clock import Clock, today
from bot.inbox import grouping
from bot.inbox.errors import GroupMissing
from bot.inbox.keys import InboxKey
from bot.inbox.model import FAMILIES, MOST_COMPARED, Group, GroupId, Wording
from bot.inbox.scrubbing import scrubbed
from bot.inbox.store import groups
from bot.inbox.store.groups import Kept
from bot.people.service import People
from bot.storage.database import Connection, Database


@dataclass(frozen=True)
class Place:
    """Where a sentence belongs, as far as could be seen before writing."""

    group: GroupId | None
    seen: int
    """The highest number of a sentence that was looked at."""


class Recorder:
    """Keeps sentences without their askers.

    Args:
        database: Where the rows are.
        clock: Says which day it is.
        people: Says which family a chat belongs to.
        key: Under which families are counted.
        is_danger: Says whether a message may speak of self-harm or violence.
    """

    def __init__(
        self,
        database: Database,
        clock: Clock,
        people: People,
        key: InboxKey,
        is_danger: Callable[[str], bool],
    ) -> None:
        self._database = database
        self._clock = clock
        self._people = people
        self._key = key
        self._is_danger = is_danger
        self._comparison = grouping.Comparison()
        self._one_by_one = asyncio.Lock()

    def sentence(self, question: str) -> str:
        """Return what may be kept of a question; empty if nothing may."""
        return "" if self._is_danger(question) else scrubbed(question)

    @asynccontextmanager
    async def placing(self, sentence: str) -> AsyncIterator[Place]:
        """Look where a sentence belongs; the next one waits until this one is written."""
        async with self._one_by_one:
            async with self._database.read() as connection:
                known = await groups.kept(connection, MOST_COMPARED)
            found = await asyncio.to_thread(self._comparison.nearest, sentence, _texts(known))
            yield Place(found, max((one.id for one in known), default=0))

    async def record(
        self, connection: Connection, place: Place, wording: Wording, address: int
    ) -> GroupId:
        """Add a sentence to its group and count the family, until there are three.

        Raises:
            KeyUnusable: The family cannot be marked.
        """
        on = today(self._clock)
        group_id = await self.group_of(connection, place, wording.text)
        if group_id is None:
            group_id = await groups.add_group(connection, wording.text, on)
        await groups.add_wording(connection, group_id, wording)
        await groups.change_group(connection, group_id, asked_on=on)
        if (await required(connection, group_id)).opened_on is None:
            mark = self._key.mark(group_id, await self._asker(connection, address))
            if await groups.add_mark(connection, group_id, mark, on) >= FAMILIES:
                await self._open(connection, group_id)
        return group_id

    async def group_of(
        self, connection: Connection, place: Place, sentence: str
    ) -> GroupId | None:
        """Return the group a sentence belongs to, None if it is a new question."""
        if place.group is not None and await groups.group(connection, place.group) is not None:
            return place.group
        # Another process may have written one meanwhile.
        since = await groups.kept(connection, MOST_COMPARED, after=place.seen)
        return grouping.nearest(sentence, _texts(since))

    async def _open(self, connection: Connection, group_id: GroupId) -> None:
        known = (await groups.wordings(connection, [group_id]))[group_id]
        gist = grouping.representative([one.text for one in known])
        on = today(self._clock)
        await groups.change_group(connection, group_id, opened_on=on, gist=gist)
        await groups.remove_marks(connection, group_id)

    async def _asker(self, connection: Connection, address: int) -> str:
        family = await self._people.family_of(connection, address)
        return f"chat:{address}" if family is None else f"family:{family}"


async def required(connection: Connection, group_id: int) -> Group:
    """Find a group.

    Raises:
        GroupMissing: There is no such group, or it has its answer already.
    """
    group = await groups.group(connection, group_id)
    if group is None:
        raise GroupMissing
    return group


def _texts(known: list[Kept]) -> list[tuple[GroupId, str]]:
    return [(one.group, one.text) for one in known]
