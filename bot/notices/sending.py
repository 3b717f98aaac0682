"""The middle of a notice's life: it is sent, now or at a time, and may be stopped.

A notice and its messages are saved in one transaction. A notice for later is a plan; when
its time has come the same transaction that records the occurrence fills the outbox, so it
is neither forgotten by a stopped process nor sent by two.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from bot.audit.model import OPERATOR, Actor
from bot.notices import accounting, compose, store, timing
from bot.notices.errors import AlreadyOnItsWay
from bot.notices.model import OPEN, Notice, NoticeId, State
from bot.notices.room import Room
from bot.people.audience import Audience
from bot.storage.database import Connection


class Sending(Room):
    """Sends and stops."""

    async def send(
        self, notice_id: int, *, at: datetime | None = None, by: Actor = OPERATOR
    ) -> Notice:
        """Send a draft now or at a time; quiet hours may make it later.

        Raises:
            NobodyToTell: No chat has joined the audience.
            TextUnusable: It has no text.
            TimeHasPassed: The time lies in the past.
            TimeTooFar: It is more than a year ahead.
            AlreadyOnItsWay: Somebody has sent or stopped it.
        """
        async with self._database.begin() as connection:
            return await self._send(connection, notice_id, at, by)

    async def announce(
        self,
        audiences: Sequence[Audience],
        text: str,
        *,
        at: datetime | None = None,
        asks_confirmation: bool = False,
        asks_agreement: bool = False,
        urgent_because: str | None = None,
    ) -> Notice:
        """Write and send in one step, as the operator of the command line does.

        Raises:
            BadInput: As for `write` and `send`; nothing is left behind then.
        """
        plain = compose.checked(text)
        async with self._database.begin() as connection:
            notice_id = await store.add(
                connection,
                school_id=await self._addressees.school_of(connection, audiences),
                audiences=tuple(audiences),
                text=plain,
                asks_confirmation=asks_confirmation or asks_agreement,
                asks_agreement=asks_agreement,
                is_urgent=urgent_because is not None,
                reason=urgent_because,
                state=State.DRAFT,
                created_at=self._clock.now(),
            )
            return await self._send(connection, notice_id, at, OPERATOR)

    async def cancel(self, notice_id: int, *, by: Actor = OPERATOR) -> Notice:
        """Stop a notice; what has not left is cancelled, what has is listed.

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
            await accounting.cancelled(connection, by, notice, count, now)
            return await store.required(connection, notice_id)

    async def _send(
        self, connection: Connection, notice_id: NoticeId | int, at: datetime | None, by: Actor
    ) -> Notice:
        notice = await store.required(connection, notice_id)
        compose.checked(notice.text)
        now = self._clock.now()
        if at is not None:
            timing.check(at, now)
        if not await store.step(connection, notice.id, [State.DRAFT], State.SCHEDULED):
            raise AlreadyOnItsWay
        count = await self._departure.settle_time(connection, notice, at or now, now)
        await accounting.sent(connection, by, notice, count, now)
        return await store.required(connection, notice_id)
