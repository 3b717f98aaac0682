"""Puts a sentence to its group and counts families, inside the caller's transaction."""

from __future__ import annotations

from collections.abc import Callable

from bot.clock import Clock, today
from bot.inbox import grouping
from bot.inbox.errors import GroupMissing
from bot.inbox.keys import InboxKey
from bot.inbox.model import FAMILIES, Group, GroupId, Wording
from bot.inbox.scrubbing import scrubbed
from bot.inbox.store import groups
from bot.people.service import People
from bot.storage.database import Connection


class Recorder:
    """Keeps sentences without their askers.

    Args:
        clock: Says which day it is.
        people: Says which family a chat belongs to.
        key: Under which families are counted.
        is_danger: Says whether a message may speak of self-harm or violence.
    """

    def __init__(
        self, clock: Clock, people: People, key: InboxKey, is_danger: Callable[[str], bool]
    ) -> None:
        self._clock = clock
        self._people = people
        self._key = key
        self._is_danger = is_danger

    def sentence(self, question: str) -> str:
        """Return what may be kept of a question; empty if nothing may."""
        return "" if self._is_danger(question) else scrubbed(question)

    async def record(self, connection: Connection, wording: Wording, address: int) -> GroupId:
        """Add a sentence to its group and count the family, until there are three.

        Raises:
            KeyUnusable: The family cannot be marked.
        """
        on = today(self._clock)
        group_id = await self.group_of(connection, wording.text)
        if group_id is None:
            group_id = await groups.add_group(connection, wording.text, on)
        await groups.add_wording(connection, group_id, wording)
        await groups.change_group(connection, group_id, asked_on=on)
        if (await required(connection, group_id)).opened_on is None:
            mark = self._key.mark(group_id, await self._asker(connection, address))
            if await groups.add_mark(connection, group_id, mark, on) >= FAMILIES:
                await self._open(connection, group_id)
        return group_id

    async def group_of(self, connection: Connection, sentence: str) -> GroupId | None:
        """Return the group a sentence belongs to, None if it is a new question."""
        known = await groups.wordings(connection)
        texts = {number: [one.text for one in found] for number, found in known.items()}
        return grouping.nearest(sentence, texts)

    async def _open(self, connection: Connection, group_id: GroupId) -> None:
        known = (await groups.wordings(connection))[group_id]
        gist = grouping.representative([one.text for one in known])
        on = today(self._clock)
        await groups.change_group(connection, group_id, opened_on=on, gist=gist)
        await groups.remove_marks(connection, group_id)

    async def _asker(self, connection: Connection, address: int) -> str:
        family = await self._people.family_of(connection, address)
        return f"chat:{address}" if family is None else f"family:{family}"


async def required(connection: Connection, group_id: int) -> Group:
    """Find a group that nobody has answered.

    Raises:
        GroupMissing: There is no such group, or it has its answer already.
    """
    group = await groups.group(connection, group_id)
    if group is None or group.closed_on is not None:
        raise GroupMissing
    return group
