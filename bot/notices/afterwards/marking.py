"""Old messages say that they no longer hold, wherever they are.

What is in a chat is edited at once; of very many only the first in the transaction that
overtakes them, and the others, like those that were on their way at that moment, with
`follow_up`.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from bot.delivery.model import Body, Deed, Sent
from bot.delivery.model import State as Message
from bot.i18n.catalogue import speaking
from bot.i18n.languages import Language
from bot.notices import store
from bot.notices.model import Notice, Overtaken, State, batch_of
from bot.notices.room import Room
from bot.notices.store import versions
from bot.notices.store.versions import Version
from bot.storage.database import Connection

EDITS_AT_ONCE: Final = 5_000
"""Edits put down in one transaction, for whoever wants to write waits for its end."""

WITHDRAWABLE: Final = (State.SENDING, State.SENT, State.CANCELLED)
"""States in which somebody may have a notice."""


@dataclass(frozen=True)
class Edits:
    """What became of the edits of a notice's messages.

    Attributes:
        pending: Still to be made.
        done: The messages say that they no longer hold.
        failed: They could not be edited.
    """

    pending: int = 0
    done: int = 0
    failed: int = 0


class Marking(Room):
    """Edits messages whose text no longer holds."""

    async def follow_up(self) -> None:
        """Edit what was on its way when its text was overtaken and has arrived since."""
        async with self._database.read() as connection:
            waiting = await versions.unsettled(connection)
        for version in waiting:
            async with self._database.begin() as connection:
                await self._edit_old(connection, version, self._clock.now())

    async def is_overtaken(self, notice_id: int, address: int, message_id: int) -> bool:
        """Say whether a message of a chat bears a text that no longer holds."""
        async with self._database.read() as connection:
            notice = await store.required(connection, notice_id)
            old = f"{notice.batch}:v"
            return notice.version > 1 and await versions.holds(
                connection, old, address, message_id
            )

    async def edits(self, connection: Connection, notice: Notice) -> Edits:
        """Count the edits of a notice's messages, of all its texts.

        Of what was withdrawn only those count that say so; what a correction had marked
        before is among them.
        """
        ended = await versions.of(connection, notice.id)
        withdrawn = [version for version in ended if version.ending is Overtaken.WITHDRAWN]
        found = Edits()
        for version in withdrawn or ended:
            progress = await self._outbox.progress(connection, _edits_batch(version))
            found = Edits(
                found.pending + progress.open_count,
                found.done + progress[Message.DELIVERED],
                found.failed + progress[Message.FAILED] + progress[Message.AMBIGUOUS],
            )
        return found

    async def _overtake_reminders(
        self, connection: Connection, notice: Notice, now: datetime, *, withdrawn: bool = False
    ) -> None:
        """Let reminders of a text that no longer holds say so."""
        for number in await versions.reminders(connection, notice.id):
            reminder = await store.required(connection, number)
            await self._departure.hold_back(connection, reminder, now)
            await store.step(connection, reminder.id, [State.SCHEDULED], State.CANCELLED)
            ending = Overtaken.OVERTAKEN
            if withdrawn:
                await store.step(connection, reminder.id, WITHDRAWABLE, State.WITHDRAWN)
                ending = Overtaken.WITHDRAWN
            ended = await self._end(connection, reminder, ending, 0, now)
            await self._edit_old(connection, ended, now)

    async def _end(
        self,
        connection: Connection,
        notice: Notice,
        ending: Overtaken,
        confirmed: int,
        now: datetime,
    ) -> Version:
        """Note that a text no longer holds, which its author is to be shown, too."""
        await store.show_again(connection, notice.id)
        return await versions.end(connection, notice, ending, confirmed, now)

    async def _overtake_marks(self, connection: Connection, notice: Notice, now: datetime) -> None:
        """Leave it to a withdrawal to edit what its corrections have not edited yet.

        It edits all they did, and a mark that came later would take the place of its words.
        """
        for version in await versions.of(connection, notice.id):
            await self._outbox.cancel(connection, _edits_batch(version), now=now)
            await versions.settle(connection, version)

    async def _edit_old(self, connection: Connection, version: Version, now: datetime) -> int:
        """Put down the edits of what is known to be in a chat; return how many those are.

        Of very many only the first; the others follow with `follow_up`.
        """
        edits, sent, is_finished = _edits_batch(version), list[Sent](), True
        for source in await self._sources(connection, version):
            sent += await self._outbox.sent(
                connection,
                source,
                besides=edits,
                texts_only=version.ending is not Overtaken.WITHDRAWN,
                limit=EDITS_AT_ONCE - len(sent),
            )
            progress = await self._outbox.progress(connection, source)
            is_finished = is_finished and progress.is_finished
        languages = await self._people.languages(connection, {item.address for item in sent})
        groups: dict[tuple[Deed, Language], list[tuple[int, int]]] = defaultdict(list)
        for item in sent:
            language = languages.get(item.address, Language.ZH_HANS)
            deed = _deed(item, version.ending)
            groups[deed, language].append((item.address, item.message_id))
        for (deed, language), targets in groups.items():
            await self._outbox.edit(
                connection,
                batch=edits,
                body=Body(speaking(language)(_WORDS[version.ending]), deed=deed),
                targets=targets,
                now=now,
            )
        if is_finished and len(sent) < EDITS_AT_ONCE:
            await versions.settle(connection, version)
        return len(sent)

    async def _sources(self, connection: Connection, version: Version) -> list[str]:
        """List the batches whose messages bear a text, the newest first.

        What is withdrawn is so in all its texts: files are sent with the first and stay.
        """
        batch = batch_of(version.notice)
        if version.ending is Overtaken.CORRECTED:
            return [old_batch(batch, version.number)]
        if version.ending is Overtaken.OVERTAKEN:
            return [batch]
        ended = await versions.of(connection, version.notice)
        old = [one.number for one in ended if one.ending is Overtaken.CORRECTED]
        return [batch, *(old_batch(batch, number) for number in reversed(old))]


_WORDS: Final = {
    Overtaken.CORRECTED: "notices-old-corrected",
    Overtaken.OVERTAKEN: "notices-old-corrected",
    Overtaken.WITHDRAWN: "notices-old-withdrawn",
}


def _deed(item: Sent, ending: Overtaken) -> Deed:
    """Say how a message is edited; files of a corrected notice still hold."""
    if not item.has_file:
        return Deed.EDIT
    return Deed.BLANK if ending is Overtaken.WITHDRAWN else Deed.CAPTION


def old_batch(batch: str, version: int) -> str:
    """Return what the messages of a text are called once another took its place."""
    return f"{batch}:v{version}"


def _edits_batch(version: Version) -> str:
    return f"edits:{version.notice}:{version.number}"
