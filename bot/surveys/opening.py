"""Opening a wave: keys on disk first, then wave, plan and invitations in one transaction.

In this order a crash in between leaves a pair of key files nobody needs, and never a wave
that takes answers it cannot seal.
"""

from __future__ import annotations

from collections import defaultdict
from datetime import datetime
from typing import Final

import structlog

from bot.audit.model import OPERATOR, About, Deed, Subject
from bot.audit.trail import note
from bot.clock import Clock, at_school
from bot.delivery.model import Body, Button
from bot.delivery.outbox import Outbox
from bot.errors import BadInput, JiaxiaoError, WrongMoment
from bot.i18n.catalogue import speaking
from bot.i18n.languages import Language
from bot.people.audience import Audience, Kind
from bot.people.model import Recipient
from bot.people.quiet_hours import QuietHours
from bot.people.service import People
from bot.plans.model import Once
from bot.plans.service import Plans
from bot.storage.database import Connection, Database
from bot.surveys import store
from bot.surveys.families import count_families
from bot.surveys.keys import KeyFolder
from bot.surveys.model import Wave, WaveId, WaveState
from bot.surveys.schema import Survey
from bot.surveys.taps import SurveyTap

log = structlog.get_logger()

PLAN: Final = "survey"
"""The kind of the plans that end waves, and what their invitations' batches begin with."""


class BadDeadline(BadInput):
    """A survey cannot end before it begins."""


class AlreadyOpen(WrongMoment):
    """The same survey is open at this school already."""


class Opening:
    """Makes waves and asks families.

    Args:
        database: Where the rows are.
        clock: The time.
        people: Says who has a child at a school.
        outbox: Carries invitations.
        plans: Remembers when a wave ends.
        keys: Where the keys of open waves lie.
        quiet_hours: When families are left in peace; invitations wait until then.
    """

    def __init__(
        self,
        database: Database,
        clock: Clock,
        *,
        people: People,
        outbox: Outbox,
        plans: Plans,
        keys: KeyFolder,
        quiet_hours: QuietHours,
    ) -> None:
        self._database = database
        self._clock = clock
        self._people = people
        self._outbox = outbox
        self._plans = plans
        self._keys = keys
        self._quiet_hours = quiet_hours

    async def open(
        self,
        survey: Survey,
        school_id: int,
        until: datetime | None,
    ) -> Wave:
        """Make a wave and put its invitations into the outbox; see `Surveys.open`."""
        if until is not None and until <= self._clock.now():
            message = "--until: this time is over; name a time in the future."
            raise BadDeadline(message)
        public_key = self._keys.make()
        try:
            async with self._database.begin() as connection:
                await self._refuse_second(connection, survey, school_id)
                audience = [Audience(Kind.SCHOOL, school_id)]
                asked = await self._people.recipients(connection, audience)
                draft = Wave(
                    id=WaveId(0),
                    school_id=school_id,
                    survey=survey,
                    public_key=public_key,
                    state=WaveState.OPEN,
                    invited=count_families(asked),
                    opened_at=self._clock.now(),
                    closes_at=until,
                )
                wave = await self._add(connection, draft)
                await self._invite(connection, wave, asked)
                subject = Subject(About.SURVEY, wave.id)
                await note(
                    connection,
                    OPERATOR,
                    Deed.SURVEY_OPENED,
                    subject,
                    at=wave.opened_at,
                    school=school_id,
                )
        except JiaxiaoError:
            self._keys.destroy(public_key)
            raise
        log.info("survey_opened", wave=wave.id, survey=survey.id, invited=wave.invited)
        return wave

    async def _refuse_second(self, connection: Connection, survey: Survey, school_id: int) -> None:
        for wave in await store.waves(connection):
            same = (wave.school_id, wave.survey.id) == (school_id, survey.id)
            if same and wave.takes_answers(self._clock.now()):
                message = (
                    f"Survey {survey.id} is open at school {school_id} already, as number "
                    f"{wave.id}; close that one first, or families are asked twice."
                )
                raise AlreadyOpen(message)

    async def _add(self, connection: Connection, draft: Wave) -> Wave:
        wave = await store.add_wave(connection, draft)
        if wave.closes_at is not None:
            await self._plans.put(connection, PLAN, wave.id, Once(wave.closes_at), None)
        return wave

    async def _invite(
        self,
        connection: Connection,
        wave: Wave,
        asked: list[Recipient],
    ) -> None:
        school = await self._people.school(connection, wave.school_id)
        now = self._clock.now()
        groups: dict[tuple[Language, datetime], list[int]] = defaultdict(list)
        for each in asked:
            leaves_at = self._quiet_hours.leaves_at(now, each.grades, each.quiet)
            groups[each.language, leaves_at].append(each.address)
        for (language, leaves_at), addresses in groups.items():
            await self._outbox.enqueue(
                connection,
                batch=f"{PLAN}:{wave.id}",
                body=self._invitation(wave, school.name, language),
                addresses=addresses,
                now=now,
                not_before=leaves_at,
            )

    def _invitation(self, wave: Wave, school: str, language: Language) -> Body:
        words, survey = speaking(language), wave.survey
        text = words(
            "survey-invitation",
            school=school,
            title=survey.title.in_language(language),
            about=survey.about.in_language(language),
        )
        if wave.closes_at is None:
            until = words("survey-invitation-open")
        else:
            closes_at = at_school(wave.closes_at, self._clock)
            until = words("survey-invitation-until", until=f"{closes_at:%Y-%m-%d %H:%M}")
        start = Button(words("survey-button-start"), SurveyTap(wave.id).pack())
        return Body(f"{text}\n{until}", ((start,),))
