"""Asking families, and reminding them: every one alike, whoever has answered.

A list of those who have not answered yet would be a list of those who have. So a reminder
goes to everybody who is asked, in the same words, and says that it may be passed over.
"""

from __future__ import annotations

from collections import defaultdict
from datetime import date, datetime
from typing import Final

from bot.clock import Clock, at_school, today
from bot.delivery.model import Body, Button
from bot.delivery.outbox import Outbox
from bot.i18n.catalogue import Words, speaking
from bot.i18n.languages import Language
from bot.people.audience import Audience, Kind
from bot.people.model import Recipient, SchoolClass
from bot.people.quiet_hours import QuietHours
from bot.people.service import People
from bot.storage.database import Connection
from bot.surveys.model import Wave
from bot.surveys.questions.schema import Survey, Unit
from bot.surveys.taps import SurveyStart, SurveyTap
from bot.surveys.waves.families import count_families
from bot.surveys.waves.planning import batches

_Group = tuple[Language, datetime, SchoolClass | None]

INVITATION: Final = 0
"""The place of the invitations among a wave's batches; reminders follow."""


class Invitations:
    """Puts invitations and reminders into the outbox.

    Args:
        clock: The time.
        people: Says who has a child at a school.
        outbox: Carries them.
        quiet_hours: When families are left in peace; what comes then waits.
    """

    def __init__(
        self, clock: Clock, people: People, outbox: Outbox, quiet_hours: QuietHours
    ) -> None:
        self._clock = clock
        self._people = people
        self._outbox = outbox
        self._quiet_hours = quiet_hours

    async def asked(
        self, connection: Connection, school_id: int, survey: Survey
    ) -> tuple[list[Recipient], int]:
        """List the chats of a school's families, and count families or children.

        Raises:
            SchoolMissing: There is no such school.
        """
        found = await self._people.recipients(connection, [Audience(Kind.SCHOOL, school_id)])
        if survey.unit is Unit.CHILD:
            return found, len({child.id for each in found for child in each.children})
        return found, count_families(found)

    async def send(
        self, connection: Connection, wave: Wave, asked: list[Recipient], place: int
    ) -> None:
        """Ask or remind.

        Args:
            connection: The caller's open transaction.
            wave: What about.
            asked: Whom.
            place: `INVITATION`, or which reminder, from 1.
        """
        school = await self._people.school(connection, wave.school_id)
        now = self._clock.now()
        groups: dict[_Group, list[int]] = defaultdict(list)
        for each in asked:
            leaves_at = self._quiet_hours.leaves_at(now, each.grades, each.quiet)
            for there in each.classes if wave.survey.unit is Unit.CHILD else (None,):
                groups[each.language, leaves_at, there].append(each.address)
        for (language, leaves_at, there), addresses in groups.items():
            await self._outbox.enqueue(
                connection,
                batch=batches(wave.id)[place],
                body=self._body(wave, school.name, language, there, is_reminder=place > 0),
                addresses=addresses,
                now=now,
                not_before=leaves_at,
                not_after=wave.closes_at,
            )

    async def take_back(self, connection: Connection, wave: Wave) -> None:
        """Withdraw what has not left, for nobody can answer any more."""
        for batch in batches(wave.id):
            await self._outbox.cancel(connection, batch, now=self._clock.now())

    def _body(
        self,
        wave: Wave,
        school: str,
        language: Language,
        there: SchoolClass | None,
        *,
        is_reminder: bool,
    ) -> Body:
        words, survey = speaking(language), wave.survey
        whose = words("survey-unit-child" if there else "survey-unit-family")
        parts = [
            words(
                "survey-reminder" if is_reminder else "survey-invitation",
                school=school,
                title=survey.title.in_language(language),
                about=survey.about.in_language(language),
            ),
            words("survey-about-child", name=there.name) if there else "",
            self._until(wave, language, whose),
        ]
        whole = SurveyTap(wave.id, tag=wave.tag)
        tap = SurveyStart(wave.id, there.id, wave.tag) if there else whole
        start = Button(words("survey-button-start"), tap.pack())
        return Body("\n".join(part for part in parts if part), ((start,),))

    def _until(self, wave: Wave, language: Language, whose: str) -> str:
        words = speaking(language)
        if wave.closes_at is None:
            return words("survey-invitation-open", whose=whose)
        until = _spoken(at_school(wave.closes_at, self._clock), today(self._clock), words)
        return words("survey-invitation-until", until=until, whose=whose)


def _spoken(moment: datetime, here: date, words: Words) -> str:
    """Say a time as people do, the year only where it is another one."""
    month, day = moment.month, moment.day
    if moment.year == here.year:
        said = words("notices-date", month=month, day=day)
    else:
        year = str(moment.year)
        said = words("notices-date-with-year", year=year, month=month, day=day)
    return f"{said} {moment:%H:%M}"
