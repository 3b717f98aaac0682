"""A notice that is put right, and one that is taken back.

An edit notifies nobody. So a correction does two things: the old messages say that they no
longer hold, and the new text is sent, to exactly those who have or may have the old one.
Whoever was still waiting for the old text gets the new one instead. A withdrawal only edits.

The old messages are called by another name in the outbox, so that whatever counts a notice's
messages counts those of its present text. Messages on their way at that moment are edited
once they have arrived, which `follow_up` looks after.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Final

from bot.audit.model import OPERATOR, Actor
from bot.delivery.model import Body, Deed, Sent
from bot.delivery.model import Overtaken as Old
from bot.delivery.model import State as Message
from bot.i18n.catalogue import speaking
from bot.i18n.languages import Language
from bot.notices import accounting, store
from bot.notices.beforehand.rehearsal import Explained
from bot.notices.errors import (
    CannotBeWithdrawn,
    NothingToCorrect,
    NotOutYet,
    SameText,
    SecondPersonFirst,
)
from bot.notices.model import Notice, NoticeId, Overtaken, State, batch_of
from bot.notices.room import Room
from bot.notices.store import confirming, versions
from bot.notices.store.versions import Version
from bot.notices.wording import compose
from bot.people.model import Recipient
from bot.storage.database import Connection

EDITS_AT_ONCE: Final = 5_000
"""Edits put down in one transaction, for whoever wants to write waits for its end."""

_CORRECTABLE: Final = (State.SENDING, State.SENT)
_WITHDRAWABLE: Final = (State.SENDING, State.SENT, State.CANCELLED)


@dataclass(frozen=True)
class CorrectionAhead:
    """What a correction would be.

    Attributes:
        notice: The notice, with its new text.
        body: The message as the first of its recipients gets it.
        chats: How many get it.
        confirmed: How many of them have confirmed and are asked again.
    """

    notice: Notice
    body: Body
    chats: int
    confirmed: int


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


class Correcting(Room):
    """Puts notices right and takes them back."""

    async def correct(
        self,
        notice_id: int,
        text: str,
        *,
        by: Actor = OPERATOR,
        explained: Explained | None = None,
    ) -> Notice:
        """Give a notice that is out or on its way another text.

        Whoever had confirmed the old text is asked again. Of a reminder, the notice it is of
        is put right.

        Args:
            notice_id: The notice.
            text: The whole text as it should read.
            by: Who puts it right.
            explained: Why it is sent although rules object; None keeps what was said before.

        Raises:
            NoticeMissing: There is none with this number.
            TextUnusable: The new text is empty or too long.
            SameText: It is the text the notice has.
            NotOutYet: It has not left; stop it and write another.
            NothingToCorrect: It was stopped, taken back, or reached nobody.
            SecondPersonFirst: Such a notice needs a second person, and this is not the operator.
        """
        plain = compose.checked(text)
        async with self._database.begin() as connection:
            notice = await self._correctable(connection, notice_id, plain, by)
            now = self._clock.now()
            old = await self._overtake(connection, notice, now)
            if not old:
                raise NothingToCorrect
            confirmed = (await confirming.counts(connection, notice)).chats
            ended = await versions.end(connection, notice, Overtaken.CORRECTED, confirmed, now)
            await versions.drop_confirmations(connection, notice.id)
            await store.change(
                connection,
                notice.id,
                text=plain,
                version=notice.version + 1,
                state=State.SENDING,
                sent_at=None,
                **_despite(explained),
            )
            new = await store.required(connection, notice.id)
            await self._send_again(connection, new, old, now)
            await self._correct_mirrors(connection, notice, new, now)
            await self._edit_old(connection, ended, now)
            await self._overtake_reminders(connection, new, now)
            await accounting.corrected(connection, by, new, len(old), now)
            return new

    async def correction_ahead(
        self, notice_id: int, text: str, language: Language, *, by: Actor
    ) -> CorrectionAhead:
        """Show what a correction would say and to how many.

        Raises:
            JiaxiaoError: As for `correct`.
        """
        plain = compose.checked(text)
        async with self._database.read() as connection:
            notice = await self._correctable(connection, notice_id, plain, by)
            progress = await self._outbox.progress(connection, notice.batch)
            confirmed = (await confirming.counts(connection, notice)).chats
            recipients = await self._addressees.of(connection, notice)
            school = await self._addressees.school_name(connection, notice)
        new = replace(notice, text=plain)
        first = recipients[0] if recipients else Recipient(0, language)
        shown = replace(first, language=language)
        leaves_at = self._departure.leaves_at(new, shown, self._clock.now())
        body = self._departure.body(new, shown, school, leaves_at, is_correction=True)
        chats = progress.total - progress[Message.FAILED] - progress[Message.CANCELLED]
        return CorrectionAhead(new, body, chats, confirmed)

    async def correction_prompted_by(self, notice_id: int, message_id: int) -> None:
        """Remember the question whose reply will be the corrected text."""
        async with self._database.begin() as connection:
            await store.change(connection, NoticeId(notice_id), prompt_message_id=message_id)

    async def to_correct(self, address: int, message_id: int) -> Notice | None:
        """Find the notice whose corrected text a question in a chat has asked for."""
        async with self._database.read() as connection:
            number = await versions.prompted(connection, address, message_id, _CORRECTABLE)
            return None if number is None else await store.required(connection, number)

    async def withdraw(self, notice_id: int, *, by: Actor = OPERATOR) -> Notice:
        """Take a notice back: what is out says so, what waits is cancelled.

        Raises:
            NoticeMissing: There is none with this number.
            NotOutYet: It has not left; stop it instead.
            CannotBeWithdrawn: It was taken back before, or never left.
        """
        async with self._database.begin() as connection:
            notice = await store.required(connection, notice_id)
            if notice.state in (State.DRAFT, State.AWAITING_APPROVAL, State.SCHEDULED):
                raise NotOutYet
            ended_before = notice.version in [
                item.number for item in await versions.of(connection, notice.id)
            ]
            if ended_before or not await store.step(
                connection, notice.id, _WITHDRAWABLE, State.WITHDRAWN
            ):
                raise CannotBeWithdrawn
            now = self._clock.now()
            held_back = await self._departure.hold_back(connection, notice, now)
            confirmed = (await confirming.counts(connection, notice)).chats
            ended = await versions.end(connection, notice, Overtaken.WITHDRAWN, confirmed, now)
            count = await self._edit_old(connection, ended, now)
            await self._overtake_reminders(connection, notice, now, withdrawn=True)
            if self._mirroring is not None:
                await self._mirroring.withdrawn(connection, notice, now)
            await accounting.withdrawn(connection, by, notice, (count, held_back), now)
            return await store.required(connection, notice.id)

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
        """Count the edits of a notice's messages, of all its texts."""
        found = Edits()
        for version in await versions.of(connection, notice.id):
            progress = await self._outbox.progress(connection, _edits_batch(version))
            found = Edits(
                found.pending + progress.open_count,
                found.done + progress[Message.DELIVERED],
                found.failed + progress[Message.FAILED] + progress[Message.AMBIGUOUS],
            )
        return found

    async def _correctable(
        self, connection: Connection, notice_id: int, text: str, by: Actor
    ) -> Notice:
        notice = await store.required(connection, notice_id)
        if notice.reminds_of is not None:
            notice = await store.required(connection, notice.reminds_of)
        if notice.state in (State.DRAFT, State.AWAITING_APPROVAL, State.SCHEDULED):
            raise NotOutYet
        if notice.state not in _CORRECTABLE:
            raise NothingToCorrect
        if text == notice.text:
            raise SameText
        if by != OPERATOR and await self.approvals.is_needed(connection, notice):
            raise SecondPersonFirst
        return notice

    async def _overtake(
        self, connection: Connection, notice: Notice, now: datetime
    ) -> dict[int, Old]:
        """Let the present messages end; return whom they were for, each chat once."""
        rows = await self._outbox.overtake(
            connection, notice.batch, _old_batch(notice.batch, notice.version), now=now
        )
        return {row.address: row for row in rows}

    async def _send_again(
        self, connection: Connection, notice: Notice, old: dict[int, Old], now: datetime
    ) -> None:
        files = await self._outbox.files(connection, await versions.files(connection, notice.id))
        school = await self._addressees.school_name(connection, notice)
        # What makes a message is shared by thousands, and composing it is the dearer part.
        alike: dict[object, list[Recipient]] = defaultdict(list)
        for one in await self._recipients(connection, notice, old.values()):
            key = (one.language, one.classes, one.grades, one.quiet)
            alike[key, replace(old[one.address], address=0)].append(one)
        groups: dict[tuple[Body, datetime, datetime | None], list[int]] = defaultdict(list)
        for recipients in alike.values():
            first = recipients[0]
            before = old[first.address]
            leaves_at = before.not_before or self._departure.leaves_at(notice, first, now)
            said = self._departure.body(
                notice, first, school, leaves_at, is_correction=before.may_be_there
            )
            carried = () if before.has_all else tuple(files)
            groups[replace(said, files=carried), leaves_at, before.not_after] += [
                recipient.address for recipient in recipients
            ]
        for (said, not_before, not_after), addresses in groups.items():
            await self._outbox.enqueue(
                connection,
                batch=notice.batch,
                body=said,
                addresses=addresses,
                now=now,
                not_before=not_before,
                not_after=not_after,
                when_unsure=notice.when_unsure,
            )

    async def _correct_mirrors(
        self, connection: Connection, old: Notice, new: Notice, now: datetime
    ) -> None:
        if self._mirroring is not None:
            await self._mirroring.stopped(connection, old, now)
        files = await versions.files(connection, new.id)
        await self._departure.mirror(connection, new, now, has_files=bool(files))

    async def _recipients(
        self, connection: Connection, notice: Notice, old: Iterable[Old]
    ) -> list[Recipient]:
        """Find whom messages were for; who has left the class since must know, too."""
        known = {
            recipient.address: recipient
            for recipient in await self._addressees.of(connection, notice)
        }
        return [
            known.get(item.address) or await self._left(connection, item.address) for item in old
        ]

    async def _left(self, connection: Connection, address: int) -> Recipient:
        person = await self._people.person_at(connection, address, Language.ZH_HANS)
        grades = frozenset(child.school_class.grade for child in person.children)
        return Recipient(address, person.language, grades=grades)

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
                await store.step(connection, reminder.id, _WITHDRAWABLE, State.WITHDRAWN)
                ending = Overtaken.WITHDRAWN
            ended = await versions.end(connection, reminder, ending, 0, now)
            await self._edit_old(connection, ended, now)

    async def _edit_old(self, connection: Connection, version: Version, now: datetime) -> int:
        """Put down the edits of what is known to be in a chat; return how many those are.

        Of very many only the first; the others follow with `follow_up`.
        """
        source, edits = _source(version), _edits_batch(version)
        sent = await self._outbox.sent(
            connection,
            source,
            besides=edits,
            texts_only=version.ending is not Overtaken.WITHDRAWN,
            limit=EDITS_AT_ONCE,
        )
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
        is_finished = (await self._outbox.progress(connection, source)).is_finished
        if is_finished and len(sent) < EDITS_AT_ONCE:
            await versions.settle(connection, version)
        return len(sent)


def _despite(explained: Explained | None) -> dict[str, str]:
    if explained is None:
        return {}
    because = compose.checked_despite(explained.because)
    return {"objections": " ".join(explained.rules), "despite": because}


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


def _old_batch(batch: str, version: int) -> str:
    return f"{batch}:v{version}"


def _source(version: Version) -> str:
    batch = batch_of(version.notice)
    is_renamed = version.ending is Overtaken.CORRECTED
    return _old_batch(batch, version.number) if is_renamed else batch


def _edits_batch(version: Version) -> str:
    return f"edits:{version.notice}:{version.number}"
