"""A corrected text goes out.

An edit notifies nobody. So a correction does two things: the old messages say that they no
longer hold, and the new text is sent, to exactly those who have or may have the old one.
Whoever was still waiting for the old text gets the new one instead.

The old messages are called by another name in the outbox, so that whatever counts a notice's
messages counts those of its present text.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime

from bot.audit.model import Actor
from bot.delivery.model import Body
from bot.delivery.model import Overtaken as Old
from bot.i18n.languages import Language
from bot.notices import accounting, store
from bot.notices.afterwards.marking import Marking, old_batch
from bot.notices.errors import NothingToCorrect
from bot.notices.leaving.departure import alike
from bot.notices.model import Notice, Overtaken, State
from bot.notices.store import confirming, versions
from bot.people.model import Recipient
from bot.storage.database import Connection
from bot.storage.lists import gently

Readers = Mapping[int, Recipient]
"""For each chat of an audience one that reads the same at the same time, often another."""


class Resending(Marking):
    """Sends a notice again with another text, in its caller's transaction.

    Who reads what is looked up before: it takes longer than all that is written, and nobody
    else can write meanwhile. Whom the new text is for is decided by the old messages alone.
    """

    async def _readers(self, connection: Connection, notice: Notice) -> Readers:
        recipients = await self._addressees.of(connection, notice)
        groups = (await alike(recipients)).values()
        return {one.address: group[0] for group in groups for one in group}

    async def _put_right(
        self,
        connection: Connection,
        notice: Notice,
        text: str,
        by: Actor,
        *,
        answers: dict[str, str],
        readers: Readers,
    ) -> Notice:
        now = self._clock.now()
        old = await self._overtake(connection, notice, now)
        if not old:
            raise NothingToCorrect
        confirmed = (await confirming.counts(connection, notice)).chats
        ended = await self._end(connection, notice, Overtaken.CORRECTED, confirmed, now)
        await versions.drop_confirmations(connection, notice.id)
        await store.change(
            connection,
            notice.id,
            text=text,
            version=notice.version + 1,
            state=State.SENDING,
            sent_at=None,
            **answers,
        )
        new = await store.required(connection, notice.id)
        await self._send_again(connection, new, old, readers, now)
        await self._correct_mirrors(connection, notice, new, now)
        await self._edit_old(connection, ended, now)
        await self._overtake_reminders(connection, new, now)
        await accounting.corrected(connection, by, new, len(old), now)
        return new

    async def _overtake(
        self, connection: Connection, notice: Notice, now: datetime
    ) -> dict[int, Old]:
        """Let the present messages end; return whom they were for, each chat once."""
        rows = await self._outbox.overtake(
            connection, notice.batch, old_batch(notice.batch, notice.version), now=now
        )
        return {row.address: row for row in rows}

    async def _send_again(
        self,
        connection: Connection,
        notice: Notice,
        old: dict[int, Old],
        readers: Readers,
        now: datetime,
    ) -> None:
        files = await self._outbox.files(connection, await versions.files(connection, notice.id))
        school = await self._addressees.school_name(connection, notice)
        mail: dict[tuple[Body, datetime, datetime | None], list[int]] = defaultdict(list)
        for (first, before), addresses in await self._alike(connection, old, readers):
            leaves_at = before.not_before or self._departure.leaves_at(notice, first, now)
            said = self._departure.body(
                notice, first, school, leaves_at, is_correction=before.may_be_there
            )
            carried = () if before.has_all else tuple(files)
            mail[replace(said, files=carried), leaves_at, before.not_after] += addresses
        await self._departure.enqueue(connection, notice, mail, now)

    async def _alike(
        self, connection: Connection, old: dict[int, Old], readers: Readers
    ) -> list[tuple[tuple[Recipient, Old], list[int]]]:
        """Group whom messages were for by what they read and what became of the old text.

        Whoever has left the class since must know, too.
        """
        found: dict[object, tuple[tuple[Recipient, Old], list[int]]] = {}
        async for address, before in gently(old.items()):
            first = readers.get(address) or await self._left(connection, address)
            key = first.address, before.has_all, before.not_before, before.not_after
            if key not in found:
                found[key] = (first, before), []
            found[key][1].append(address)
        return list(found.values())

    async def _correct_mirrors(
        self, connection: Connection, old: Notice, new: Notice, now: datetime
    ) -> None:
        if self._mirroring is not None:
            await self._mirroring.stopped(connection, old, now)
        files = await versions.files(connection, new.id)
        await self._departure.mirror(connection, new, now, has_files=bool(files))

    async def _left(self, connection: Connection, address: int) -> Recipient:
        person = await self._people.person_at(connection, address, Language.ZH_HANS)
        grades = frozenset(child.school_class.grade for child in person.children)
        return Recipient(address, person.language, grades=grades)
