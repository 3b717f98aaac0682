"""Rehearses a notice before it is sent: fetches what `rehearsal` reckons with.

Nothing is written. What is shown is made by the very functions that send, so a rehearsal
cannot promise what sending does not do.
"""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import Callable, Collection, Sequence
from dataclasses import replace
from datetime import datetime

import structlog

from bot.clock import Clock, at_school
from bot.delivery import queue
from bot.delivery.model import Body
from bot.delivery.outbox import Outbox
from bot.delivery.parts import parts
from bot.i18n.languages import Language
from bot.notices import store
from bot.notices.addressees import Addressees
from bot.notices.beforehand import rehearsal
from bot.notices.beforehand.rehearsal import Rehearsal, Shown
from bot.notices.errors import AlreadyOnItsWay
from bot.notices.leaving.departure import Departure
from bot.notices.model import Notice, NoticeId, State
from bot.notices.rules.loading import BadRules, RuleBook
from bot.notices.rules.model import BOTH_STAGES, Finding, Stage
from bot.notices.wording import compose
from bot.people import lost
from bot.people.model import Recipient, SchoolId
from bot.people.quiet_hours import QuietHours
from bot.people.service import People
from bot.plans.service import Plans
from bot.storage.database import Connection, Database

log = structlog.get_logger()

UNSAVED = NoticeId(0)
"""The number of a notice that is rehearsed without having been saved."""

_LATE = "late-night"
"""The rule an urgent notice needs no second reason for: it gives one already."""


class Rehearsals:
    """Says what sending a notice would do, and holds it against the rules.

    Args:
        database: Where the rows are.
        clock: The time.
        people: Who belongs to an audience.
        outbox: Knows what is waiting.
        plans: As `Departure` takes them.
        quiet_hours: When families are left in peace.
        rules: What a notice should not do.
        per_second: How many messages leave in a second.
    """

    def __init__(
        self,
        database: Database,
        clock: Clock,
        *,
        people: People,
        outbox: Outbox,
        plans: Plans,
        quiet_hours: QuietHours,
        rules: RuleBook,
        per_second: float,
    ) -> None:
        self._database = database
        self._clock = clock
        self._quiet_hours = quiet_hours
        self._rules = rules
        self._per_second = per_second
        self._addressees = Addressees(people)
        self._departure = Departure(clock, self._addressees, outbox, plans, quiet_hours)

    async def of(self, notice: Notice, at: datetime | None = None) -> Rehearsal:
        """Rehearse a notice, saved or not.

        Args:
            notice: What would be sent.
            at: When, aware; at once by default.

        Raises:
            NotFound: An audience names what is not there.
        """
        now = self._clock.now()
        wanted = max(at or notice.schedule.wished_at or now, now)
        async with self._database.read() as connection:
            recipients = await self._addressees.of(connection, notice)
            children = await self._addressees.children(connection, notice)
            school = await self._addressees.school_name(
                connection, await self._under_its_school(connection, notice)
            )
            gone = await lost.chats(connection, notice.audiences)
            leaves = [self._departure.leaves_at(notice, one, wanted) for one in recipients]
            latest = max(leaves, default=wanted)
            waiting = await queue.ahead(connection, by=latest)
        found = await self._findings(notice, recipients, leaves, wanted)
        shown, messages = self._shown(notice, recipients, leaves, school)
        counts = Counter({at: count * messages for at, count in Counter(leaves).items()})
        reached = {child.id for recipient in recipients for child in recipient.children}
        return Rehearsal(
            shown=shown,
            children=len(children | reached),
            unreached=len(children - reached),
            gone=gone,
            messages=messages,
            held=self._held(recipients, leaves, wanted),
            pace=rehearsal.pace(counts, waiting=waiting, per_second=self._per_second, now=now),
            findings=found or (),
            is_checked=found is not None,
        )

    async def findings(self, notice: Notice, at: datetime | None = None) -> tuple[Finding, ...]:
        """Hold a notice against the rules, at the time at which it would reach families.

        While the rules cannot be read nothing is found: a notice is more than its check.

        Raises:
            NotFound: An audience names what is not there.
        """
        now = self._clock.now()
        wanted = max(at or notice.schedule.wished_at or now, now)
        async with self._database.read() as connection:
            recipients = await self._addressees.of(connection, notice)
        leaves = [self._departure.leaves_at(notice, one, wanted) for one in recipients]
        return await self._findings(notice, recipients, leaves, wanted) or ()

    async def explain(self, notice_id: int, because: str) -> Notice:
        """Keep why a draft is sent although the rules object, and which rules those are.

        Raises:
            DespiteUnusable: The reason is empty or too long.
            AlreadyOnItsWay: It is no draft any more.
        """
        reason = compose.checked_despite(because)
        async with self._database.read() as connection:
            draft = await store.required(connection, notice_id)
        found = await self.findings(draft)
        async with self._database.begin() as connection:
            notice = await store.required(connection, notice_id)
            if notice.state is not State.DRAFT:
                raise AlreadyOnItsWay
            objections = " ".join(sorted({*notice.objections, *(one.rule for one in found)}))
            await store.change(connection, notice.id, objections=objections, despite=reason)
            return await store.required(connection, notice_id)

    async def check(
        self, text: str, at: datetime | None = None, stages: frozenset[Stage] = BOTH_STAGES
    ) -> tuple[Finding, ...]:
        """Hold a text against the rules, without an audience.

        Raises:
            BadRules: The rules cannot be used.
        """
        rules = await asyncio.to_thread(self._rules.current)
        here = at_school(at or self._clock.now(), self._clock)
        return rules.findings(text, here, stages)

    async def _under_its_school(self, connection: Connection, notice: Notice) -> Notice:
        """Return a notice that is not saved yet under the school it would be saved under."""
        if notice.id != UNSAVED:
            return notice
        school = await self._addressees.school_of(connection, notice.audiences)
        return replace(notice, school_id=None if school is None else SchoolId(school))

    async def _findings(
        self,
        notice: Notice,
        recipients: Sequence[Recipient],
        leaves: Sequence[datetime],
        wanted: datetime,
    ) -> tuple[Finding, ...] | None:
        """Hold a notice against the rules at the time it reaches the first of its families.

        Returns:
            None if the rules cannot be read; the log says why.
        """
        first = min(leaves, default=wanted)
        stages = rehearsal.stages_of(
            grade
            for recipient, at in zip(recipients, leaves, strict=True)
            if at == first
            for grade in recipient.grades
        )
        try:
            found = await self.check(notice.text, first, stages)
        except BadRules as error:
            log.error("notice_rules_unreadable", problems=len(error.problems))  # noqa: TRY400 - no trace
            return None
        return tuple(one for one in found if not (notice.is_urgent and one.rule == _LATE))

    def _held(
        self, recipients: Sequence[Recipient], leaves: Sequence[datetime], wanted: datetime
    ) -> tuple[rehearsal.Held, ...]:
        by_rule = [self._quiet_hours.leaves_at(wanted, one.grades) for one in recipients]
        return rehearsal.held(zip(recipients, by_rule, leaves, strict=True), wanted)

    def _shown(
        self,
        notice: Notice,
        recipients: Sequence[Recipient],
        leaves: Sequence[datetime],
        school: str,
    ) -> tuple[tuple[Shown, ...], int]:
        """Return what is read in each language, and how many messages a chat gets at most."""
        body = self._remembered(notice, school)
        found: dict[Language, list[Body]] = {}
        for recipient, at in zip(recipients, leaves, strict=True):
            found.setdefault(recipient.language, []).append(body(recipient, at))
        shown = [
            Shown(
                language,
                bodies[0].text,
                tuple(button.label for row in bodies[0].keyboard for button in row),
                len(bodies),
                len({one.text for one in bodies}),
            )
            for language, bodies in found.items()
        ]
        longest = {one for bodies in found.values() for one in bodies}
        messages = max((len(parts(one)) for one in longest), default=1)
        return tuple(sorted(shown, key=lambda one: -one.recipients)), messages

    def _remembered(self, notice: Notice, school: str) -> Callable[[Recipient, datetime], Body]:
        """Return what makes a body, each different one once: thousands get the same."""
        made: dict[tuple[object, ...], Body] = {}

        def body(recipient: Recipient, at: datetime) -> Body:
            classes = tuple(item.id for item in recipient.classes)
            day = at_school(at, self._clock).date()
            key = recipient.language, classes, recipient.courses, day
            if key not in made:
                made[key] = self._departure.body(notice, recipient, school, at)
            return made[key]

        return body


def is_explained(notice: Notice, found: Collection[Finding]) -> bool:
    """Say whether nothing speaks against a notice that its author has not answered."""
    return {one.rule for one in found} <= set(notice.objections if notice.despite else ())
