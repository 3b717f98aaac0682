"""Notices that repeat: when the first is due, and which follows the one that has been.

Each time is a notice of its own, with messages and an account of its own; the next is put
down in the transaction that ends the one before, so a series neither stops nor doubles.
"""

from __future__ import annotations

from datetime import datetime

from bot.clock import Clock, at_school
from bot.notices import store
from bot.notices.errors import NeverDue
from bot.notices.model import Notice, State
from bot.notices.particulars import Repeats
from bot.notices.ports import SchoolDays
from bot.notices.times import repeating
from bot.people.model import SchoolId
from bot.storage.database import Connection


class Series:
    """Finds the times of notices that repeat.

    Args:
        clock: Knows the school's zone.
        school_days: The school's calendar.
    """

    def __init__(self, clock: Clock, school_days: SchoolDays) -> None:
        self._clock = clock
        self._school_days = school_days

    async def first(
        self, connection: Connection, school: SchoolId | None, repeats: Repeats, now: datetime
    ) -> datetime:
        """Return when a series begins.

        Raises:
            NeverDue: It would never be due.
        """
        due = await self.after(connection, school, repeats, now)
        if due is None:
            raise NeverDue
        return due

    async def after(
        self, connection: Connection, school: SchoolId | None, repeats: Repeats, moment: datetime
    ) -> datetime | None:
        """Return when a series is due next after an instant; None if it has ended."""
        here = at_school(moment, self._clock)
        if repeats.until < here.date():
            return None
        begin, end = repeating.span(here, repeats.until)
        days = await self._school_days(connection, school, begin, end)
        return repeating.following(repeats.every, here, days, self._clock.zone)

    async def still_fits(self, connection: Connection, notice: Notice) -> bool:
        """Say whether the day a notice was put down for is still one it repeats on."""
        repeats, wished = notice.schedule.repeats, notice.schedule.wished_at
        if repeats is None or wished is None:
            return True
        on = at_school(wished, self._clock).date()
        days = await self._school_days(connection, notice.school_id, *repeating.month_until(on))
        return repeating.falls_on(repeats.every, on, days)

    async def put_next(
        self, connection: Connection, notice: Notice, due_at: datetime, now: datetime
    ) -> tuple[Notice, datetime] | None:
        """Save the notice that follows one; returns it with its time, None if none does."""
        repeats = notice.schedule.repeats
        if repeats is None:
            return None
        wished = await self.after(connection, notice.school_id, repeats, due_at)
        if wished is None:
            return None
        deadline = notice.schedule.not_after
        number = await store.copy(
            connection,
            notice,
            state=State.SCHEDULED,
            created_at=now,
            wished_at=wished,
            send_at=wished,
            not_after=wished + (deadline - due_at) if deadline else None,
        )
        return await store.required(connection, number), wished
