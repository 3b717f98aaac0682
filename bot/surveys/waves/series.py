"""Surveys that open by themselves, again and again, as a school has planned them.

A plan rings every day at the series' time, and the series decides whether this is its day; so
what a stopped service missed is met on the day it comes back, once, and never several times.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

import structlog

from bot.audit.model import OPERATOR, About, Deed, Subject
from bot.audit.trail import note
from bot.clock import Clock, at_school
from bot.errors import NotFound
from bot.people.service import People
from bot.plans.model import Daily, Occurrence
from bot.plans.service import Plans
from bot.storage.database import Connection, Database
from bot.surveys import store
from bot.surveys.questions.schema import Survey
from bot.surveys.repeating import Every, Series, due_day
from bot.surveys.waves.opening import AlreadyOpen, Opening, Wish
from bot.surveys.waves.planning import SERIES

log = structlog.get_logger()

IsFree = Callable[[Connection, int, date], Awaitable[bool]]
"""Says whether a school's week is broken on a day: a holiday, a day off, out of term."""


class SeriesMissing(NotFound):
    """There is no series with this number."""


@dataclass(frozen=True)
class Calendar:
    """What series ask about days.

    Attributes:
        clock: The time.
        is_free: Whether a school is free on a day.
    """

    clock: Clock
    is_free: IsFree

    async def due(self, connection: Connection, series: Series, instant: datetime) -> date | None:
        """Return the day of the rhythm that is to be begun at an instant, if any is."""
        today = at_school(instant, self.clock).date()
        day = due_day(series.every, today)
        if day is None or (series.begun and day <= series.begun):
            return None
        return None if await self.is_free(connection, series.school_id, today) else day


class AllSeries:
    """Plans series and opens their waves.

    Args:
        database: Where the rows are.
        people: Says whether there is such a school.
        plans: Rings.
        opening: Makes waves.
        calendar: Says which days are due.
    """

    def __init__(
        self,
        database: Database,
        *,
        people: People,
        plans: Plans,
        opening: Opening,
        calendar: Calendar,
    ) -> None:
        self._database = database
        self._people = people
        self._plans = plans
        self._opening = opening
        self._calendar = calendar

    async def put(self, survey: Survey, school_id: int, every: Every) -> int:
        """Plan a survey, in place of an earlier plan of the same one; see `Surveys.plan`."""
        now = self._calendar.clock.now()
        here = at_school(now, self._calendar.clock)
        day = due_day(every, here.date())
        is_past = day is not None and (day < here.date() or here.time() >= every.at)
        async with self._database.begin() as connection:
            await self._people.school(connection, school_id)
            series = await store.put_series(
                connection, survey, school_id, every, day if is_past else None
            )
            await self._plans.put(connection, SERIES, series, Daily(every.at), None)
            subject = Subject(About.SCHOOL, school_id)
            await note(
                connection,
                OPERATOR,
                Deed.SURVEY_PLANNED,
                subject,
                at=now,
                survey=survey.id,
                every=every.rhythm.value,
            )
        return series

    async def remove(self, series_id: int) -> None:
        """End a series; a wave that is open goes on to its end.

        Raises:
            SeriesMissing: There is none with this number.
        """
        async with self._database.begin() as connection:
            series = await store.one_series(connection, series_id)
            if series is None:
                message = f"Plan {series_id}: there is none; see `survey plans`."
                raise SeriesMissing(message)
            await store.remove_series(connection, series_id)
            await self._plans.remove(connection, SERIES, series_id)
            subject, now = Subject(About.SCHOOL, series.school_id), self._calendar.clock.now()
            survey = series.survey.id
            await note(connection, OPERATOR, Deed.SURVEY_UNPLANNED, subject, at=now, survey=survey)

    async def listed(self) -> list[Series]:
        """List all series."""
        async with self._database.read() as connection:
            return await store.all_series(connection)

    async def fall_due(self, connection: Connection, occurrence: Occurrence) -> None:
        """Open a wave if this is the day."""
        series = await store.one_series(connection, occurrence.subject)
        if series is None:
            return
        day = await self._calendar.due(connection, series, occurrence.made_at)
        if day is None:
            return
        await store.note_begun(connection, series.id, day)
        begun = occurrence.made_at
        end = begun + timedelta(days=series.every.days)
        reminders = [begun + timedelta(days=days) for days in series.every.remind_after]
        try:
            wish = Wish(series.survey, series.school_id, end, reminders)
            await self._opening.open_by_itself(connection, wish)
        except AlreadyOpen:
            log.warning("survey_still_open", series=series.id)
