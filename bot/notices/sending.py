"""The middle of a notice's life: it is sent, now or at a time, and may be stopped.

A notice and its messages are saved in one transaction. A notice for later is a plan; when
its time has come the same transaction that records the occurrence fills the outbox, so it
is neither forgotten by a stopped process nor sent by two.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from bot.audit.model import OPERATOR, Actor
from bot.notices import accounting, store
from bot.notices.errors import AlreadyOnItsWay
from bot.notices.model import OPEN, Notice, State
from bot.notices.particulars import Ending, Repeats, Schedule
from bot.notices.times import timing
from bot.notices.wording import compose
from bot.notices.writing.attachments import Attaching
from bot.people.audience import Audience
from bot.people.model import SchoolId
from bot.storage.database import Connection


class Sending(Attaching):
    """Sends and stops."""

    async def send(
        self,
        notice_id: int,
        *,
        at: datetime | None = None,
        not_after: datetime | None = None,
        repeats: Repeats | None = None,
        by: Actor = OPERATOR,
    ) -> Notice:
        """Send a draft now, at a time or again and again; quiet hours may make it later.

        A notice that needs a second person waits for one, unless the operator sends it.

        Args:
            notice_id: The draft.
            at: When it is to go out; None is now, or the first time it repeats.
            not_after: What has not left by then never does; of a series, what of the first
                has not, and of the others as long after their own time.
            repeats: How it repeats.
            by: Who sends it.

        Raises:
            NobodyToTell: No chat has joined the audience.
            TextUnusable: It has no text.
            TimeHasPassed: The time lies in the past.
            TimeTooFar: It is more than a year ahead.
            DeadlineTooEarly: Nothing could leave before `not_after`.
            NeverDue: It would never repeat.
            NobodyToAgree: It needs a second person, and there is none.
            AlreadyOnItsWay: Somebody has sent or stopped it.
        """
        wish = Schedule(at, not_after, repeats)
        async with self._database.begin() as connection:
            return await self._send(connection, notice_id, wish, by)

    async def first_of(self, school: int | None, repeats: Repeats) -> datetime:
        """Return when a series at a school would begin.

        Raises:
            NeverDue: It would never be due.
        """
        async with self._database.read() as connection:
            number = None if school is None else SchoolId(school)
            return await self._series.first(connection, number, repeats, self._clock.now())

    async def school_of(self, audiences: Sequence[Audience]) -> int | None:
        """Return the one school audiences belong to; None for several, or a district."""
        async with self._database.read() as connection:
            return await self._addressees.school_of(connection, audiences)

    async def cancel(
        self, notice_id: int, *, series: bool = False, by: Actor = OPERATOR
    ) -> Notice:
        """Stop a notice; what has not left is cancelled, what has is listed.

        Args:
            notice_id: The notice.
            series: Whether those that would follow it are stopped, too; otherwise the next
                of its series is put down.
            by: Who stops it.

        Raises:
            AlreadyOnItsWay: Every message has been settled.
        """
        async with self._database.begin() as connection:
            notice = await store.required(connection, notice_id)
            progress = await self._outbox.progress(connection, notice.batch)
            is_settled = notice.state is State.SENDING and progress.is_finished
            if is_settled or not await store.step(connection, notice.id, OPEN, State.CANCELLED):
                raise AlreadyOnItsWay
            now = self._clock.now()
            count = await self._departure.hold_back(connection, notice, now)
            ending = Ending.STOPPED
            if notice.state is State.AWAITING_APPROVAL:
                ending = Ending.WITHDRAWN
                await self.approvals.take_back(connection, notice, by, now)
            await store.change(connection, notice.id, ending=ending)
            await self._proposals.overtake(connection, notice, by, now)
            if notice.state is State.SCHEDULED and not series:
                await self._due.go_on(connection, notice, now)
            await accounting.cancelled(connection, by, notice, count, now)
            return await store.required(connection, notice_id)

    async def _send(
        self, connection: Connection, notice_id: int, wish: Schedule, by: Actor
    ) -> Notice:
        draft = await store.required(connection, notice_id)
        compose.checked(draft.text)
        if draft.state is not State.DRAFT:
            raise AlreadyOnItsWay
        now = self._clock.now()
        notice = await self._wished(connection, draft, wish, now)
        needs_second = await self.approvals.is_needed(connection, notice)
        waits = needs_second and by != OPERATOR
        after = State.AWAITING_APPROVAL if waits else State.SCHEDULED
        if not await store.step(connection, notice.id, [State.DRAFT], after):
            raise AlreadyOnItsWay
        if waits:
            await self._check_departure(connection, notice, now)
            await self.approvals.ask(connection, notice, by, now)
        else:
            wanted = notice.schedule.wished_at or now
            count = await self._departure.settle_time(connection, notice, wanted, now)
            await accounting.sent(connection, by, notice, count, now, needs_second=needs_second)
        return await store.required(connection, notice.id)

    async def _wished(
        self, connection: Connection, draft: Notice, wish: Schedule, now: datetime
    ) -> Notice:
        """Keep when a draft is wanted, once that can be."""
        at = wish.wished_at
        if wish.repeats is not None:
            timing.check_until(wish.repeats.until, now.astimezone(self._clock.zone).date())
            at = await self._series.first(connection, draft.school_id, wish.repeats, now)
        if at is not None:
            timing.check(at, now)
        if wish.not_after is not None:
            timing.check_deadline(wish.not_after, max(at or now, now))
        await store.change(
            connection,
            draft.id,
            wished_at=at,
            not_after=wish.not_after,
            every=str(wish.repeats.every) if wish.repeats else None,
            until=wish.repeats.until if wish.repeats else None,
            series=draft.id if wish.repeats else None,
        )
        return await store.required(connection, draft.id)

    async def _check_departure(
        self, connection: Connection, notice: Notice, now: datetime
    ) -> None:
        """Refuse before anybody is asked what could not leave once they have agreed."""
        wanted = notice.schedule.wished_at or now
        await self._departure.begins(connection, notice, wanted, now)
