"""Reminders: the same notice once more, only to families of whom nobody has confirmed it.

A reminder is a notice of its own that points to the first one. Its buttons confirm that one,
so a tap under either counts, and whoever confirms before the reminder has left is left out.
It repeats a text that may be sent already, so it needs no second person.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Final

from bot.audit.model import OPERATOR, Actor, InChat
from bot.clock import at_school
from bot.delivery.model import Body
from bot.i18n.languages import Language
from bot.notices import accounting, store
from bot.notices.errors import (
    AlreadyOnItsWay,
    EverybodyHasConfirmed,
    NothingToConfirm,
    NotSentYet,
    RemindedEnough,
)
from bot.notices.model import Asks, Notice, State
from bot.notices.room import Room
from bot.notices.store import confirming
from bot.people.audience import Audience, Kind
from bot.people.model import Recipient
from bot.storage.database import Connection

REMINDERS_A_DAY: Final = 2
"""For one notice: once again, and once before a deadline; more is a burden, not a reminder."""


@dataclass(frozen=True)
class ReminderAhead:
    """What a reminder would be.

    Attributes:
        notice: The notice it is of.
        body: The message as the first of its recipients gets it.
        chats: How many get it.
        children: How many children these read along for; none for staff.
        made_today: How many were made today.
    """

    notice: Notice
    body: Body
    chats: int
    children: int
    made_today: int


class Reminding(Room):
    """Reminds whoever has not confirmed."""

    async def reminder_ahead(self, notice_id: int, language: Language) -> ReminderAhead:
        """Show what a reminder would say and to how many.

        Raises:
            NothingToConfirm: The notice asks for nothing.
            NotSentYet: It is not sent, or was stopped or taken back.
            EverybodyHasConfirmed: Nobody is left to be reminded.
        """
        async with self._database.read() as connection:
            first, recipients = await self._waiting(connection, notice_id)
            made = await self._made_today(connection, first)
            school = await self._addressees.school_name(connection, first)
        now = self._clock.now()
        alike = replace(first, reminds_of=first.id)
        shown = replace(recipients[0], language=language)
        leaves_at = self._departure.leaves_at(alike, shown, now)
        children = {child.id for recipient in recipients for child in recipient.children}
        return ReminderAhead(
            first,
            self._departure.body(alike, shown, school, leaves_at),
            len(recipients),
            len(children),
            made,
        )

    async def remind(
        self, notice_id: int, *, by: Actor = OPERATOR, made_before: int | None = None
    ) -> Notice:
        """Send a reminder of a notice, or of the one that a reminder is of.

        Quiet hours hold it back like any other, whatever the first one was.

        Args:
            notice_id: The notice.
            by: Who sends it; only somebody in a chat becomes its author.
            made_before: How many their preview spoke of, so that two taps send one.

        Raises:
            AlreadyOnItsWay: Another was made since the preview.
            RemindedEnough: Two have been made today.
            NothingToConfirm: The notice asks for nothing.
            NotSentYet: It is not sent, or was stopped or taken back.
            EverybodyHasConfirmed: Nobody is left to be reminded.
        """
        async with self._database.begin() as connection:
            first, recipients = await self._waiting(connection, notice_id)
            made = await self._made_today(connection, first)
            if made_before is not None and made != made_before:
                raise AlreadyOnItsWay
            if made >= REMINDERS_A_DAY:
                raise RemindedEnough
            now = self._clock.now()
            reminder = await self._add_reminder(connection, first, by, now)
            await self._departure.settle_time(connection, reminder, now, now)
            await accounting.sent(connection, by, reminder, len(recipients), now)
            return await store.required(connection, reminder.id)

    async def _add_reminder(
        self, connection: Connection, first: Notice, by: Actor, now: datetime
    ) -> Notice:
        number = await store.add(
            connection,
            school_id=first.school_id,
            author_id=first.author_id if isinstance(by, InChat) else None,
            author_address=by.address if isinstance(by, InChat) else None,
            audiences=(Audience(Kind.UNCONFIRMED, first.id),),
            text=first.text,
            asks_confirmation=True,
            asks_agreement=first.asks_agreement,
            reminds_of=first.id,
            is_urgent=False,
            when_unsure=first.when_unsure,
            state=State.SCHEDULED,
            created_at=now,
        )
        return await store.required(connection, number)

    async def _waiting(
        self, connection: Connection, notice_id: int
    ) -> tuple[Notice, list[Recipient]]:
        first = await store.required(connection, notice_id)
        if first.reminds_of is not None:
            first = await store.required(connection, first.reminds_of)
        if first.asks is Asks.NOTHING:
            raise NothingToConfirm
        if first.state is not State.SENT:
            raise NotSentYet
        wanted = replace(first, audiences=(Audience(Kind.UNCONFIRMED, first.id),))
        recipients = await self._addressees.of(connection, wanted)
        if not recipients:
            raise EverybodyHasConfirmed
        return first, recipients

    async def _made_today(self, connection: Connection, first: Notice) -> int:
        since = self._midnight()
        return len(await confirming.reminders_since(connection, first.id, since))

    def _midnight(self) -> datetime:
        here = at_school(self._clock.now(), self._clock)
        return here.replace(hour=0, minute=0, second=0, microsecond=0)
