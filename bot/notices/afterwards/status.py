"""The last part of a notice's life: how far it is, and who has confirmed it."""

from __future__ import annotations

from datetime import datetime, timedelta

from bot.delivery.model import State as Message
from bot.i18n.languages import Language
from bot.mirrors.model import PostStatus
from bot.mirrors.model import State as Posted
from bot.notices import store
from bot.notices.afterwards.corrections import Correcting
from bot.notices.afterwards.withdrawing import Withdrawing
from bot.notices.errors import NoticeMissing, TextOvertaken
from bot.notices.model import Notice, NoticeId, Overtaken, State, Status, batch_of
from bot.notices.store import confirming, reaching, versions
from bot.storage.database import Connection

CONFIRMS_WITHIN = timedelta(days=1)
"""How long an author's progress message counts confirmations."""


class Afterwards(Correcting, Withdrawing):
    """Counts, confirmations and the message that shows them."""

    async def confirm(
        self, notice_id: int, address: int, *, agrees: bool = False, under: int | None = None
    ) -> bool:
        """Note a parent's “已阅” or “已阅并同意”; False if it was noted before.

        Whoever has read may still agree. Reminders that have not left for this family are
        held back.

        Raises:
            NoticeMissing: The notice is not there, was not sent to this chat, or asks no such
                thing.
            TextOvertaken: The message `under` which it was tapped bears an older text.
        """
        if under is not None and await self.is_overtaken(notice_id, address, under):
            raise TextOvertaken
        async with self._database.begin() as connection:
            notice = await store.required(connection, notice_id)
            person = await self._people.person_at(connection, address, Language.ZH_HANS)
            sent = await store.was_sent_to(connection, notice, address)
            asked = notice.asks_agreement if agrees else notice.asks_confirmation
            if person.chat is None or not sent or not asked:
                raise NoticeMissing
            now = self._clock.now()
            is_new = await confirming.confirm(
                connection, notice.id, person.chat.id, now, agrees=agrees
            )
            if is_new:
                await self._hold_back_reminders(connection, notice, address)
            return is_new

    async def show_progress_in(self, notice_id: int, message_id: int) -> None:
        """Remember the message that shows the author how far the notice is.

        The one that showed it before says so, and where to look now.
        """
        async with self._database.begin() as connection:
            notice = await store.required(connection, notice_id)
            before = notice.progress_message_id or notice.shown_message_id
            await store.change(
                connection, notice.id, progress_message_id=message_id, shown_message_id=None
            )
            if before not in (None, message_id):
                await self._authors.lead_on(connection, notice, before, self._clock.now())

    async def status(self, notice_id: int) -> Status:
        """Say how far a notice is.

        Raises:
            NoticeMissing: There is none with this number.
        """
        async with self._database.read() as connection:
            return await self._counted(connection, await store.required(connection, notice_id))

    async def asked_by(self, address: int, since: datetime) -> list[Notice]:
        """List what a chat has sent since an instant that asks families to confirm."""
        async with self._database.read() as connection:
            return await store.asked_by(connection, address, since)

    async def latest_of_series(self, notice: Notice) -> Notice:
        """Return the notice of a series that is still to come, else the one at hand."""
        async with self._database.read() as connection:
            found = await store.waiting_of_series(connection, notice.schedule.series)
            return found or notice

    async def _counted(self, connection: Connection, notice: Notice) -> Status:
        progress = await self._outbox.progress(connection, notice.batch)
        children, unreached = await reaching.children_counted(connection, notice)
        confirmed = await confirming.counts(connection, notice)
        edits = await self.edits(connection, notice)
        waiting = await self._proposals.waiting(connection, notice.id)
        ended = await versions.of(connection, notice.id)
        return Status(
            id=notice.id,
            state=notice.state,
            recipients=progress.total,
            pending=progress[Message.PENDING],
            sending=progress[Message.SENDING],
            delivered=progress[Message.DELIVERED],
            failed=progress[Message.FAILED],
            ambiguous=progress[Message.AMBIGUOUS],
            cancelled=progress[Message.CANCELLED],
            confirmed=confirmed.chats,
            children=children,
            children_unreached=unreached,
            agreed=confirmed.chats_agreed,
            children_confirmed=confirmed.children,
            children_agreed=confirmed.children_agreed,
            urgent=notice.is_urgent,
            quiet_hours_overridden=notice.outcome.hurried,
            late_by=notice.outcome.late_by,
            dropped=notice.outcome.dropped,
            ending=notice.outcome.ending,
            corrections=notice.version - 1,
            correction_waits=waiting is not None,
            overtaken=any(one.ending is Overtaken.OVERTAKEN for one in ended),
            edits_pending=edits.pending,
            edits_done=edits.done,
            edits_failed=edits.failed,
            attachments=len(await versions.files(connection, notice.id)),
            when_unsure=notice.when_unsure,
            mirrors=tuple(await self._posts(connection, notice)),
        )

    async def _posts(self, connection: Connection, notice: Notice) -> list[PostStatus]:
        if self._mirroring is None:
            return []
        return await self._mirroring.statuses(connection, notice)

    async def listed(self, limit: int = 50) -> list[Notice]:
        """List the newest notices that are more than drafts."""
        async with self._database.read() as connection:
            return await store.listed(connection, limit)

    async def with_progress(self) -> list[Notice]:
        """List the notices whose author still looks at a progress message."""
        async with self._database.read() as connection:
            return await store.with_progress(connection)

    async def progress_is_final(self, notice: Notice) -> bool:
        """Say whether nothing is left to change in what its author is shown.

        While parents are asked to confirm, something may for a day; and as long as a message
        or an edit is on its way, or another channel is waited for.
        """
        waits = notice.asks_confirmation and notice.state is State.SENT
        fresh = notice.sent_at is None or self._clock.now() - notice.sent_at < CONFIRMS_WITHIN
        moving = notice.state in (State.AWAITING_APPROVAL, State.SENDING)
        if moving or (waits and fresh) or await self._is_being_put_right(notice):
            return False
        async with self._database.read() as connection:
            posts = await self._posts(connection, notice)
            if any(post.state in (Posted.PENDING, Posted.SENDING) for post in posts):
                return False
            progress = await self._outbox.progress(connection, notice.batch)
            edits = await self.edits(connection, notice)
            follows = notice.id in [one.notice for one in await versions.unsettled(connection)]
            return progress.is_finished and not edits.pending and not follows

    async def stop_showing_progress(self, notice: Notice) -> None:
        """Leave the message that shows an author how far a notice is as it is from now on."""
        async with self._database.begin() as connection:
            await store.stop_showing(connection, notice)

    async def _is_being_put_right(self, notice: Notice) -> bool:
        async with self._database.read() as connection:
            return await self._proposals.waiting(connection, notice.id) is not None

    async def on_their_way(self) -> list[Notice]:
        """List the notices that are being sent."""
        async with self._database.read() as connection:
            return await store.in_state(connection, State.SENDING)

    async def overdue(self) -> list[NoticeId]:
        """List the notices whose time has come although they have not left."""
        now = self._clock.now()
        async with self._database.read() as connection:
            scheduled = await store.in_state(connection, State.SCHEDULED)
        return [one.id for one in scheduled if one.send_at is not None and one.send_at <= now]

    async def close_finished(self) -> list[Notice]:
        """Mark as sent what has no open message left; returns those notices."""
        closed = []
        for notice in await self.on_their_way():
            async with self._database.begin() as connection:
                progress = await self._outbox.progress(connection, notice.batch)
                if progress.is_finished and await store.step(
                    connection, notice.id, [State.SENDING], State.SENT
                ):
                    await store.change(connection, notice.id, sent_at=self._clock.now())
                    closed.append(notice)
        return closed

    async def held(self, address: int) -> tuple[int, int]:
        """Count the notices a chat has written and those it has confirmed, for its own eyes."""
        async with self._database.read() as connection:
            return await store.held(connection, address)

    async def has_agreed(self, notice_id: int, address: int) -> bool:
        """Say whether a chat has agreed to a notice."""
        return any(number == notice_id for number, _ in await self.agreed_to(address))

    async def agreed_to(self, address: int) -> list[tuple[NoticeId, datetime]]:
        """List the notices a chat has agreed to and when, for its own eyes."""
        async with self._database.read() as connection:
            return await confirming.agreed_to(connection, address)

    async def forget(self, connection: Connection, address: int) -> None:
        """Take an address out of every notice; drafts written there go with it.

        Must come before the outbox forgets the address, for whether it was reached is kept.
        """
        await reaching.keep_fate(connection, address)
        await store.forget(connection, address)
        await self._outbox.drop_files(connection, await versions.orphans(connection))

    async def _hold_back_reminders(
        self, connection: Connection, notice: Notice, address: int
    ) -> None:
        reminders = await confirming.reminders_since(connection, notice.id, notice.created_at)
        if not reminders:
            return
        family = await confirming.family_at(connection, notice, address)
        done = family - await confirming.unconfirmed(connection, notice)
        for reminder in reminders:
            await self._outbox.cancel_for(
                connection, batch_of(reminder), sorted(done), now=self._clock.now()
            )
