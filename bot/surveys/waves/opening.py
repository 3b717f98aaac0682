"""Opening a wave: keys on disk first, then wave, plans and invitations in one transaction.

In this order a crash in between leaves a pair of key files nobody needs, and never a wave
that takes answers it cannot seal.
"""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from string import ascii_lowercase, digits
from typing import Final

import structlog

from bot.audit.model import BY_ITSELF, OPERATOR, About, Actor, Deed, Subject
from bot.audit.trail import note
from bot.clock import Clock
from bot.errors import BadInput, JiaxiaoError, WrongMoment
from bot.plans.model import Occurrence, Once
from bot.plans.service import Plans
from bot.storage.database import Connection, Database
from bot.surveys import store
from bot.surveys.model import Wave, WaveId, WaveState
from bot.surveys.questions.schema import Survey
from bot.surveys.sealing.keys import KeyFolder
from bot.surveys.waves.families import invited_by_grade
from bot.surveys.waves.invitations import INVITATION, Invitations
from bot.surveys.waves.planning import PLAN, REMINDERS

log = structlog.get_logger()

_REMINDERS_MAY_WAIT: Final = timedelta(hours=12)
"""How late a reminder may still go out after the service was down."""

_TAG_LENGTH: Final = 4
"""Letters; a button for thirty answers has room for no more."""


class BadDeadline(BadInput):
    """A survey cannot end before it begins."""


class BadReminder(BadInput):
    """A reminder does not lie between a survey's beginning and its end, or is one too many."""


class AlreadyOpen(WrongMoment):
    """The same survey is open at this school already."""


@dataclass(frozen=True)
class Wish:
    """A wave somebody wants.

    Attributes:
        survey: What is asked.
        school_id: Whose families.
        until: From when on no answer is taken; None until somebody closes it.
        remind_at: When everybody is reminded.
    """

    survey: Survey
    school_id: int
    until: datetime | None = None
    remind_at: Sequence[datetime] = ()


class Opening:
    """Makes waves and asks families.

    Args:
        database: Where the rows are.
        clock: The time.
        invitations: Asks and reminds.
        plans: Remembers when a wave ends and when to remind.
        keys: Where the keys of open waves lie.
    """

    def __init__(
        self,
        database: Database,
        clock: Clock,
        *,
        invitations: Invitations,
        plans: Plans,
        keys: KeyFolder,
    ) -> None:
        self._database = database
        self._clock = clock
        self._invitations = invitations
        self._plans = plans
        self._keys = keys

    async def open(self, wish: Wish) -> Wave:
        """Make a wave and put its invitations into the outbox; see `Surveys.open`."""
        self._check(wish)
        public_key = self._keys.make()
        try:
            async with self._database.begin() as connection:
                return await self._open(connection, wish, public_key, OPERATOR)
        except JiaxiaoError:
            self._keys.destroy(public_key)
            raise

    async def open_by_itself(self, connection: Connection, wish: Wish) -> Wave:
        """Make a wave inside the caller's transaction, one that nobody opens by hand.

        Raises:
            AlreadyOpen, KeysUnreachable: See `Surveys.open`.
        """
        public_key = self._keys.make()
        try:
            return await self._open(connection, wish, public_key, BY_ITSELF)
        except JiaxiaoError:
            self._keys.destroy(public_key)
            raise

    async def remind(self, connection: Connection, occurrence: Occurrence) -> None:
        """Remind everybody who is asked, if the wave still takes answers."""
        wave = await store.wave(connection, occurrence.subject)
        if wave is None or not wave.takes_answers(occurrence.made_at):
            return
        asked, _ = await self._invitations.asked(connection, wave.school_id, wave.survey)
        place = REMINDERS.index(occurrence.kind) + 1
        await self._invitations.send(connection, wave, asked, place)

    async def _open(
        self, connection: Connection, wish: Wish, public_key: bytes, by: Actor
    ) -> Wave:
        survey, school = wish.survey, wish.school_id
        await self._refuse_second(connection, survey, school)
        asked, invited = await self._invitations.asked(connection, school, survey)
        draft = Wave(
            id=WaveId(0),
            school_id=school,
            survey=survey,
            public_key=public_key,
            state=WaveState.OPEN,
            invited=invited,
            opened_at=self._clock.now(),
            closes_at=wish.until,
            tag=_new_tag(),
        )
        wave = await store.add_wave(connection, draft)
        await store.put_invited(connection, wave.id, invited_by_grade(asked, school, survey))
        await self._plan(connection, wave, wish.remind_at)
        await self._invitations.send(connection, wave, asked, INVITATION)
        subject = Subject(About.SURVEY, wave.id)
        await note(connection, by, Deed.SURVEY_OPENED, subject, at=wave.opened_at, school=school)
        log.info("survey_opened", wave=wave.id, survey=survey.id, invited=wave.invited)
        return wave

    async def _plan(
        self, connection: Connection, wave: Wave, remind_at: Sequence[datetime]
    ) -> None:
        if wave.closes_at is not None:
            await self._plans.put(connection, PLAN, wave.id, Once(wave.closes_at), None)
        for kind, at in zip(REMINDERS, sorted(remind_at), strict=False):
            await self._plans.put(connection, kind, wave.id, Once(at), _REMINDERS_MAY_WAIT)

    async def _refuse_second(self, connection: Connection, survey: Survey, school_id: int) -> None:
        for wave in await store.waves(connection):
            same = (wave.school_id, wave.survey.id) == (school_id, survey.id)
            if same and wave.takes_answers(self._clock.now()):
                message = (
                    f"Survey {survey.id} is open at school {school_id} already, as number "
                    f"{wave.id}; close that one first, or families are asked twice."
                )
                raise AlreadyOpen(message)

    def _check(self, wish: Wish) -> None:
        now, until = self._clock.now(), wish.until
        if until is not None and until <= now:
            message = "--until: this time is over; name a time in the future."
            raise BadDeadline(message)
        if len(wish.remind_at) > len(REMINDERS):
            message = f"--remind: families are reminded {len(REMINDERS)} times at most."
            raise BadReminder(message)
        for at in wish.remind_at:
            if at <= now or (until is not None and at >= until):
                message = "--remind: name a time between now and the end of the survey."
                raise BadReminder(message)


def _new_tag() -> str:
    return "".join(secrets.choice(ascii_lowercase + digits) for _ in range(_TAG_LENGTH))
