"""How a notice leaves: now or as a plan, and what the outbox is filled with.

Everything here happens in the caller's transaction, so a notice, its plan and its messages
are saved together or not at all.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime, time
from functools import lru_cache

from bot.clock import Clock, at_school
from bot.delivery.model import Body, File
from bot.delivery.outbox import Outbox
from bot.i18n.catalogue import speaking
from bot.i18n.languages import Language
from bot.notices import store
from bot.notices.addressees import Addressees
from bot.notices.errors import NobodyInCourse, NobodyToTell
from bot.notices.leaving.mirroring import Mirroring
from bot.notices.model import Notice, State
from bot.notices.store import versions
from bot.notices.times import timing
from bot.notices.wording import compose
from bot.people.audience import Kind
from bot.people.model import Recipient
from bot.people.quiet_hours import QuietHours
from bot.plans.model import Once
from bot.plans.service import Plans
from bot.storage.database import Connection
from bot.storage.lists import gently

PLAN_KIND = "notice"
DEADLINE_KIND = "notice-deadline"

Mail = Mapping[tuple[Body, datetime, datetime | None], Sequence[int]]
"""Whom each message goes to, and between which instants it may leave; None is for ever."""


class Departure:
    """Sees notices off.

    Args:
        clock: The time.
        addressees: Whom notices concern.
        outbox: Where messages are put.
        plans: Where notices for later are put down.
        quiet_hours: When families are left in peace.
        mirroring: Which notices other channels get as well.
    """

    def __init__(
        self,
        clock: Clock,
        addressees: Addressees,
        outbox: Outbox,
        plans: Plans,
        quiet_hours: QuietHours,
        *,
        mirroring: Mirroring | None = None,
    ) -> None:
        self._clock = clock
        self._addressees = addressees
        self._outbox = outbox
        self._plans = plans
        self._quiet_hours = quiet_hours
        self._mirroring = mirroring

    async def settle_time(
        self, connection: Connection, notice: Notice, wanted: datetime, now: datetime
    ) -> int:
        """Let a scheduled notice leave now, or put down when; returns how many chats get it.

        Raises:
            NobodyToTell: No chat has joined the audience.
            DeadlineTooEarly: Nothing could have left by its deadline.
        """
        recipients, leaves_at = await self._begins(connection, notice, wanted, now)
        if leaves_at > now:
            await self.put_down(connection, notice, leaves_at)
        else:
            await store.change(connection, notice.id, send_at=leaves_at)
            await self.fill_outbox(connection, notice, now, recipients)
        return len(recipients)

    async def begins(
        self, connection: Connection, notice: Notice, wanted: datetime, now: datetime
    ) -> tuple[int, datetime]:
        """Return how many chats a notice goes to, and when it leaves for the first of them.

        Raises:
            NobodyToTell: No chat has joined the audience.
            DeadlineTooEarly: Nothing could have left by its deadline.
        """
        recipients, leaves_at = await self._begins(connection, notice, wanted, now)
        return len(recipients), leaves_at

    async def _begins(
        self, connection: Connection, notice: Notice, wanted: datetime, now: datetime
    ) -> tuple[Sequence[Recipient], datetime]:
        recipients = await self._addressees.of(connection, notice)
        if not recipients:
            raise nobody(notice)
        alike = {(item.grades, item.quiet): item for item in recipients}
        earliest = min(self.leaves_at(notice, item, wanted) for item in alike.values())
        leaves_at = max(earliest, now)
        if notice.schedule.not_after is not None:
            timing.check_deadline(notice.schedule.not_after, leaves_at)
        return recipients, leaves_at

    async def hold_back(self, connection: Connection, notice: Notice, now: datetime) -> int:
        """Take away the plan and whatever has not left; returns how many messages that were."""
        await self._plans.remove(connection, PLAN_KIND, notice.id)
        await self._plans.remove(connection, DEADLINE_KIND, notice.id)
        return await self.withhold(connection, notice, now)

    async def withhold(self, connection: Connection, notice: Notice, now: datetime) -> int:
        """Cancel whatever has not left; returns how many messages that were."""
        if self._mirroring is not None:
            await self._mirroring.stopped(connection, notice, now)
        return await self._outbox.cancel(connection, notice.batch, now=now)

    async def fill_outbox(
        self,
        connection: Connection,
        notice: Notice,
        now: datetime,
        recipients: Sequence[Recipient] | None = None,
    ) -> None:
        """Put the messages of a notice whose time has come into the outbox.

        Args:
            connection: The caller's open transaction.
            notice: The notice.
            now: This instant.
            recipients: Who gets it, where this transaction has looked already.
        """
        if not await store.step(connection, notice.id, [State.SCHEDULED], State.SENDING):
            return  # Stopped meanwhile.
        if recipients is None:
            recipients = await self._addressees.of(connection, notice)
        school = await self._addressees.school_name(connection, notice)
        carried = await versions.files(connection, notice.id)
        files = tuple(await self._outbox.files(connection, carried))
        mail = await self._mail(notice, recipients, school, files, now)
        await self.enqueue(connection, notice, mail, now)
        await self._addressees.note_children(connection, notice, recipients)
        await self.mirror(connection, notice, now, has_files=bool(files))
        if notice.is_urgent:
            hurried = sum(self._would_wait(recipient, now) for recipient in recipients)
            await store.change(connection, notice.id, hurried=hurried)
        if notice.schedule.not_after is not None:
            rule = Once(notice.schedule.not_after)
            await self._plans.put(connection, DEADLINE_KIND, notice.id, rule, None)

    async def _mail(
        self,
        notice: Notice,
        recipients: Sequence[Recipient],
        school: str,
        files: tuple[File, ...],
        now: datetime,
    ) -> Mail:
        """Word a notice that leaves now once for all who read the same at the same time."""
        mail: dict[tuple[Body, datetime, datetime | None], list[int]] = defaultdict(list)
        for same in (await alike(recipients)).values():
            leaves_at = self.leaves_at(notice, same[0], now)
            said = replace(self.body(notice, same[0], school, leaves_at), files=files)
            mail[said, leaves_at, notice.schedule.not_after] += [one.address for one in same]
        return mail

    async def enqueue(
        self, connection: Connection, notice: Notice, mail: Mail, now: datetime
    ) -> None:
        """Put messages of a notice into the outbox."""
        for (said, not_before, not_after), addresses in mail.items():
            await self._outbox.enqueue(
                connection,
                batch=notice.batch,
                body=said,
                addresses=addresses,
                now=now,
                not_before=not_before,
                not_after=not_after,
                when_unsure=notice.when_unsure,
            )

    async def mirror(
        self, connection: Connection, notice: Notice, now: datetime, *, has_files: bool
    ) -> None:
        """Put down what other channels get of a notice, or of its corrected text."""
        if self._mirroring is not None:
            await self._mirroring.leaves(
                connection,
                notice,
                school=await self._addressees.school_name(connection, notice),
                has_files=has_files,
                now=now,
                leaves_at=self.leaves_at,
            )

    def body(
        self,
        notice: Notice,
        recipient: Recipient,
        school: str,
        leaves_at: datetime,
        *,
        is_correction: bool = False,
    ) -> Body:
        """Return the message a recipient gets at an instant, its files left out."""
        return _composed(
            notice,
            recipient.language,
            school,
            _names(notice, recipient),
            at_school(leaves_at, self._clock).date(),
            is_correction=is_correction,
        )

    def leaves_at(self, notice: Notice, recipient: Recipient, wanted: datetime) -> datetime:
        """Return when a notice wanted at an instant leaves for a recipient."""
        if notice.is_urgent:
            return wanted
        return self._quiet_hours.leaves_at(wanted, recipient.grades, recipient.quiet)

    def _would_wait(self, recipient: Recipient, wanted: datetime) -> bool:
        return self._quiet_hours.leaves_at(wanted, recipient.grades, recipient.quiet) > wanted

    async def put_down(self, connection: Connection, notice: Notice, at: datetime) -> None:
        """Put down that a scheduled notice leaves at an instant."""
        await store.change(connection, notice.id, send_at=at)
        deadline = notice.schedule.not_after
        catch_up = None if deadline is None else deadline - at
        await self._plans.put(connection, PLAN_KIND, notice.id, Once(at), catch_up)


def nobody(notice: Notice) -> NobodyToTell:
    """Return what is raised when no chat has joined the audience of a notice."""
    kinds = {audience.kind for audience in notice.audiences}
    return NobodyInCourse() if kinds == {Kind.COURSE} else NobodyToTell()


async def alike(recipients: Sequence[Recipient]) -> dict[object, list[Recipient]]:
    """Group those who get the same words at the same time."""
    found: dict[object, list[Recipient]] = defaultdict(list)
    async for one in gently(recipients):
        classes = frozenset(child.school_class for child in one.children)
        found[one.language, classes, one.courses, one.grades, one.quiet].append(one)
    return found


def _names(notice: Notice, recipient: Recipient) -> tuple[str, ...]:
    """Return what a notice is headed with: courses, and classes where it is for classes, too."""
    kinds = {audience.kind for audience in notice.audiences}
    if recipient.courses and kinds <= {Kind.COURSE, Kind.UNCONFIRMED}:
        return recipient.courses
    return (*recipient.courses, *(item.name for item in recipient.classes))


@lru_cache(maxsize=128)
def _composed(
    notice: Notice,
    language: Language,
    school: str,
    class_names: tuple[str, ...],
    day: date,
    *,
    is_correction: bool,
) -> Body:
    """Compose once what thousands get, which costs more than a row of each."""
    return compose.body(
        notice,
        speaking(language),
        school=school,
        class_names=class_names,
        sent_on=datetime.combine(day, time.min),
        is_correction=is_correction,
    )
