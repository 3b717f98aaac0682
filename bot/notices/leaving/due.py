"""When the time of a notice has come, or is over.

A notice without a deadline leaves however late, and its author is told by how much. What a
deadline has overtaken is put down as cancelled, so that every recipient is accounted for. Of
a series of which several are due at once, after an outage, only the last one leaves.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from bot.delivery.outbox import Outbox
from bot.errors import NotFound
from bot.notices import accounting, store
from bot.notices.addressees import Addressees
from bot.notices.authors import Authors
from bot.notices.leaving.departure import DEADLINE_KIND, PLAN_KIND, Departure
from bot.notices.leaving.series import Series
from bot.notices.model import Notice, State
from bot.notices.particulars import Ending
from bot.plans.model import Occurrence
from bot.plans.service import Plans
from bot.storage.database import Connection

LATE_AFTER = timedelta(minutes=1)
"""From when on the author is told that a notice left later than it should have."""


class Due:
    """Does what is due.

    Args:
        departure: Sees notices off.
        addressees: Whom notices concern.
        outbox: Where messages are put.
        plans: Where the handlers are registered.
        series: Which notice follows one that repeats.
        authors: Tells authors what became of their notices.
    """

    def __init__(
        self,
        departure: Departure,
        addressees: Addressees,
        outbox: Outbox,
        plans: Plans,
        *,
        series: Series,
        authors: Authors,
    ) -> None:
        self._departure = departure
        self._addressees = addressees
        self._outbox = outbox
        self._plans = plans
        self._series = series
        self._authors = authors
        plans.register(PLAN_KIND, self._time_has_come, dropped=self._is_too_late)
        plans.register(DEADLINE_KIND, self._deadline_has_come)

    async def go_on(self, connection: Connection, notice: Notice, now: datetime) -> Notice | None:
        """Put down what follows a notice of a series; None if nothing does."""
        due_at = notice.schedule.wished_at or now
        found = await self._series.put_next(connection, notice, due_at, now)
        if found is None:
            return None
        following, wished = found
        await self._departure.put_down(connection, following, wished)
        return following

    async def _time_has_come(self, connection: Connection, occurrence: Occurrence) -> None:
        """Send what is due, unless its day is free by now or a later one is due as well."""
        notice = await store.find(connection, occurrence.subject)
        if notice is None or notice.state is not State.SCHEDULED:
            return
        now = occurrence.made_at
        following = await self.go_on(connection, notice, now)
        if following is not None and following.send_at and following.send_at <= now:
            await self._drop(connection, notice, occurrence)
        elif not await self._series.still_fits(connection, notice):
            await self._end(connection, notice, Ending.NO_SCHOOL, now)
        else:
            await self._send(connection, notice, occurrence)

    async def _is_too_late(self, connection: Connection, occurrence: Occurrence) -> None:
        notice = await store.find(connection, occurrence.subject)
        if notice is None or notice.state is not State.SCHEDULED:
            return
        await self.go_on(connection, notice, occurrence.made_at)
        await self._drop(connection, notice, occurrence)

    async def _send(self, connection: Connection, notice: Notice, occurrence: Occurrence) -> None:
        now = occurrence.made_at
        try:
            await self._addressees.of(connection, notice)
        except NotFound:
            await self._end(connection, notice, Ending.GONE, now)
            return
        await self._departure.fill_outbox(connection, notice, now)
        if occurrence.late_for >= LATE_AFTER:
            late = int(occurrence.late_for.total_seconds())
            await store.change(connection, notice.id, late_by=late)
            await self._authors.tell(
                connection, notice, "notices-told-late", now=now, minutes=late // 60
            )

    async def _drop(self, connection: Connection, notice: Notice, occurrence: Occurrence) -> None:
        """Account for a notice that is too late: every message of it is put down as cancelled."""
        now = occurrence.made_at
        try:
            await self._departure.fill_outbox(connection, notice, now)
        except NotFound:
            await self._end(connection, notice, Ending.GONE, now)
            return
        count = await self._departure.withhold(connection, notice, now)
        await self._plans.remove(connection, DEADLINE_KIND, notice.id)
        late = int(occurrence.late_for.total_seconds())
        await store.change(connection, notice.id, late_by=late, dropped=count)
        await self._end(connection, notice, Ending.TOO_LATE, now, count)

    async def _end(
        self,
        connection: Connection,
        notice: Notice,
        ending: Ending,
        now: datetime,
        count: int = 0,
    ) -> None:
        await store.step(connection, notice.id, [State.SCHEDULED, State.SENDING], State.CANCELLED)
        await store.change(connection, notice.id, ending=ending)
        key = f"notices-told-{ending}"
        await self._authors.tell(connection, notice, key, now=now, count=count)
        await accounting.dropped(connection, notice, ending, count, now)

    async def _deadline_has_come(self, connection: Connection, occurrence: Occurrence) -> None:
        notice = await store.find(connection, occurrence.subject)
        if notice is None or notice.state is not State.SENDING:
            return
        now = occurrence.made_at
        count = await self._departure.withhold(connection, notice, now)
        if count == 0:
            return
        await store.change(connection, notice.id, dropped=count)
        progress = await self._outbox.progress(connection, notice.batch)
        if progress.total == count:
            await self._end(connection, notice, Ending.TOO_LATE, now, count)
            return
        await self._authors.tell(connection, notice, "notices-told-rest", now=now, count=count)
        await accounting.dropped(connection, notice, Ending.TOO_LATE, count, now)
