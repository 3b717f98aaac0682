"""How a notice leaves: now or as a plan, and what the outbox is filled with.

Everything here happens in the caller's transaction, so a notice, its plan and its messages
are saved together or not at all.
"""

from __future__ import annotations

from collections import defaultdict
from datetime import datetime

from bot.clock import Clock, at_school
from bot.delivery.model import Body
from bot.delivery.outbox import Outbox
from bot.i18n.catalogue import speaking
from bot.notices import compose, store
from bot.notices.addressees import Addressees
from bot.notices.errors import NobodyToTell
from bot.notices.model import Notice, State
from bot.people.model import Recipient
from bot.people.quiet_hours import QuietHours
from bot.plans.model import Occurrence, Once
from bot.plans.service import Plans
from bot.storage.database import Connection

PLAN_KIND = "notice"


class Departure:
    """Sees notices off.

    Args:
        clock: The time.
        addressees: Whom notices concern.
        outbox: Where messages are put.
        plans: Where notices for later are put down; their handler is registered here.
        quiet_hours: When families are left in peace.
    """

    def __init__(
        self,
        clock: Clock,
        addressees: Addressees,
        outbox: Outbox,
        plans: Plans,
        quiet_hours: QuietHours,
    ) -> None:
        self._clock = clock
        self._addressees = addressees
        self._outbox = outbox
        self._plans = plans
        self._quiet_hours = quiet_hours
        plans.register(PLAN_KIND, self._time_has_come)

    async def settle_time(
        self, connection: Connection, notice: Notice, wanted: datetime, now: datetime
    ) -> int:
        """Let a scheduled notice leave now, or put down when; returns how many chats get it.

        Raises:
            NobodyToTell: No chat has joined the audience.
        """
        recipients = await self._addressees.of(connection, notice)
        if not recipients:
            raise NobodyToTell
        earliest = min(self.leaves_at(notice, item, wanted) for item in recipients)
        leaves_at = max(earliest, now)
        await store.change(connection, notice.id, send_at=leaves_at)
        if leaves_at > now:
            rule = Once(leaves_at)
            await self._plans.put(connection, PLAN_KIND, notice.id, rule, catch_up_for=None)
        else:
            await self.fill_outbox(connection, notice, now)
        return len(recipients)

    async def hold_back(self, connection: Connection, notice: Notice, now: datetime) -> int:
        """Take away the plan and whatever has not left; returns how many messages that were."""
        await self._plans.remove(connection, PLAN_KIND, notice.id)
        return await self._outbox.cancel(connection, notice.batch, now=now)

    async def fill_outbox(self, connection: Connection, notice: Notice, now: datetime) -> None:
        """Put the messages of a notice whose time has come into the outbox."""
        if not await store.step(connection, notice.id, [State.SCHEDULED], State.SENDING):
            return  # Stopped meanwhile.
        recipients = await self._addressees.of(connection, notice)
        school = await self._addressees.school_name(connection, notice)
        groups: dict[tuple[Body, datetime], list[int]] = defaultdict(list)
        for recipient in recipients:
            leaves_at = self.leaves_at(notice, recipient, now)
            said = self.body(notice, recipient, school, leaves_at)
            groups[said, leaves_at].append(recipient.address)
        for (said, not_before), addresses in groups.items():
            await self._outbox.enqueue(
                connection,
                batch=notice.batch,
                body=said,
                addresses=addresses,
                now=now,
                not_before=not_before,
            )
        await self._addressees.note_children(connection, notice, recipients)

    def body(self, notice: Notice, recipient: Recipient, school: str, leaves_at: datetime) -> Body:
        """Return the message a recipient gets at an instant."""
        return compose.body(
            notice,
            speaking(recipient.language),
            school=school,
            class_names=[item.name for item in recipient.classes],
            sent_on=at_school(leaves_at, self._clock),
        )

    def leaves_at(self, notice: Notice, recipient: Recipient, wanted: datetime) -> datetime:
        """Return when a notice wanted at an instant leaves for a recipient."""
        if notice.is_urgent:
            return wanted
        return self._quiet_hours.leaves_at(wanted, recipient.grades, recipient.quiet)

    async def _time_has_come(self, connection: Connection, occurrence: Occurrence) -> None:
        notice = await store.find(connection, occurrence.subject)
        if notice is not None:
            await self.fill_outbox(connection, notice, occurrence.made_at)
