"""A notice that is taken back: what is out says so, and what waits never leaves."""

from __future__ import annotations

from bot.audit.model import OPERATOR, Actor
from bot.notices import accounting, store
from bot.notices.afterwards.marking import WITHDRAWABLE, Marking
from bot.notices.errors import CannotBeWithdrawn, NotOutYet
from bot.notices.model import Notice, Overtaken, State
from bot.notices.store import confirming, versions


class Withdrawing(Marking):
    """Takes notices back."""

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
                connection, notice.id, WITHDRAWABLE, State.WITHDRAWN
            ):
                raise CannotBeWithdrawn
            await store.change(connection, notice.id, correction=None)
            now = self._clock.now()
            held_back = await self._departure.hold_back(connection, notice, now)
            confirmed = (await confirming.counts(connection, notice)).chats
            await self._overtake_marks(connection, notice, now)
            ended = await self._end(connection, notice, Overtaken.WITHDRAWN, confirmed, now)
            count = await self._edit_old(connection, ended, now)
            await self._overtake_reminders(connection, notice, now, withdrawn=True)
            await self._proposals.overtake(connection, notice, by, now)
            if self._mirroring is not None:
                await self._mirroring.withdrawn(connection, notice, now)
            await accounting.withdrawn(connection, by, notice, (count, held_back), now)
            return await store.required(connection, notice.id)
