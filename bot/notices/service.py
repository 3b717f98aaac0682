"""Write, preview, schedule, send, stop and confirm notices.

A notice and its messages are saved in one transaction. A notice for later is a plan; when
its time has come the same transaction that records the occurrence fills the outbox, so it
is neither forgotten by a stopped process nor sent by two.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from bot.audit.model import OPERATOR, Actor
from bot.clock import Clock, at_school
from bot.delivery.model import Body
from bot.delivery.model import State as Message
from bot.delivery.outbox import Outbox
from bot.i18n.catalogue import speaking
from bot.i18n.languages import Language
from bot.notices import accounting, compose, store, timing
from bot.notices.addressees import Addressees
from bot.notices.errors import AlreadyOnItsWay, NobodyToTell, NoticeMissing
from bot.notices.model import OPEN, Notice, NoticeId, Reach, State, Status
from bot.people.audience import Audience
from bot.people.model import Recipient, StaffMember
from bot.people.quiet_hours import QuietHours
from bot.people.service import People
from bot.plans.model import Occurrence, Once
from bot.plans.service import Plans
from bot.storage.database import Connection, Database

PLAN_KIND = "notice"
DRAFTS_LAST_FOR = timedelta(hours=12)
CONFIRMS_WITHIN = timedelta(days=1)
"""How long an author's progress message counts confirmations."""


class Notices:
    """What a school tells its parents.

    Args:
        database: Where the rows are.
        clock: The time.
        people: Who belongs to an audience.
        outbox: Where messages are put.
        plans: Where notices for later are put down.
        quiet_hours: When families are left in peace.
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
    ) -> None:
        self._database = database
        self._clock = clock
        self._people = people
        self._addressees = Addressees(people)
        self._outbox = outbox
        self._plans = plans
        self._quiet_hours = quiet_hours
        plans.register(PLAN_KIND, self._time_has_come)

    # Writing

    async def draft(
        self, author: StaffMember | None, address: int | None, audiences: Sequence[Audience]
    ) -> NoticeId:
        """Begin a notice; `author` and `address` are empty for the operator."""
        async with self._database.begin() as connection:
            now = self._clock.now()
            await store.remove_drafts(connection, now - DRAFTS_LAST_FOR)
            if address is not None:
                await store.remove_empty_drafts(connection, address)
            return await store.add(
                connection,
                school_id=author.own_school if author else None,
                author_id=author.id if author else None,
                author_address=address,
                audiences=tuple(audiences),
                text="",
                asks_confirmation=False,
                is_urgent=False,
                state=State.DRAFT,
                created_at=now,
            )

    async def write(self, notice_id: int, text: str) -> Notice:
        """Give a draft its text.

        Raises:
            TextUnusable: It is empty or too long.
            AlreadyOnItsWay: It is no draft any more.
        """
        plain = compose.checked(text)
        return await self._change_draft(notice_id, text=plain)

    async def ask_confirmation(self, notice_id: int, *, wanted: bool) -> Notice:
        """Decide whether parents are asked to tap “已阅”."""
        return await self._change_draft(notice_id, asks_confirmation=wanted)

    async def prompted_by(self, notice_id: int, message_id: int) -> None:
        """Remember the question whose reply will be the text."""
        await self._change_draft(notice_id, prompt_message_id=message_id)

    async def draft_in(self, address: int) -> Notice | None:
        """Find the draft somebody is writing in a chat."""
        async with self._database.read() as connection:
            since = self._clock.now() - DRAFTS_LAST_FOR
            return await store.latest_draft(connection, address, since)

    async def find(self, notice_id: int) -> Notice:
        """Find a notice.

        Raises:
            NoticeMissing: There is none with this number.
        """
        async with self._database.read() as connection:
            return await store.required(connection, notice_id)

    # Looking ahead

    async def reach(self, notice: Notice) -> Reach:
        """Count whom a notice would reach if it left now."""
        async with self._database.read() as connection:
            recipients = await self._addressees.of(connection, notice)
            children = await self._addressees.children(connection, notice)
        reached = {child.id for recipient in recipients for child in recipient.children}
        return Reach(len(recipients), len(children | reached), len(children - reached))

    async def preview(self, notice: Notice, language: Language) -> Body:
        """Return the message exactly as the first of its recipients gets it."""
        async with self._database.read() as connection:
            recipients = await self._addressees.of(connection, notice)
            recipient = recipients[0] if recipients else Recipient(0, language)
            school = await self._addressees.school_name(connection, notice)
        leaves_at = self._leaves_at(notice, recipient, notice.send_at or self._clock.now())
        return self._body(notice, replace(recipient, language=language), school, leaves_at)

    # Sending

    async def send(
        self, notice_id: int, *, at: datetime | None = None, by: Actor = OPERATOR
    ) -> Notice:
        """Send a draft now or at a time; quiet hours may make it later.

        Raises:
            NobodyToTell: No chat has joined the audience.
            TextUnusable: It has no text.
            TimeHasPassed: The time lies in the past.
            TimeTooFar: It is more than a year ahead.
            AlreadyOnItsWay: Somebody has sent or stopped it.
        """
        async with self._database.begin() as connection:
            return await self._send(connection, notice_id, at, by)

    async def announce(
        self,
        audiences: Sequence[Audience],
        text: str,
        *,
        at: datetime | None = None,
        asks_confirmation: bool = False,
        urgent_because: str | None = None,
    ) -> Notice:
        """Write and send in one step, as the operator of the command line does.

        Raises:
            BadInput: As for `write` and `send`; nothing is left behind then.
        """
        plain = compose.checked(text)
        async with self._database.begin() as connection:
            notice_id = await store.add(
                connection,
                school_id=await self._addressees.school_of(connection, audiences),
                audiences=tuple(audiences),
                text=plain,
                asks_confirmation=asks_confirmation,
                is_urgent=urgent_because is not None,
                reason=urgent_because,
                state=State.DRAFT,
                created_at=self._clock.now(),
            )
            return await self._send(connection, notice_id, at, OPERATOR)

    async def cancel(self, notice_id: int, *, by: Actor = OPERATOR) -> Notice:
        """Stop a notice; what has not left is cancelled, what has is listed.

        Raises:
            AlreadyOnItsWay: Every message has been settled.
        """
        async with self._database.begin() as connection:
            notice = await store.required(connection, notice_id)
            progress = await self._outbox.progress(connection, notice.batch)
            is_settled = notice.state is State.SENDING and progress.is_finished
            if is_settled or not await store.step(connection, notice.id, OPEN, State.CANCELLED):
                raise AlreadyOnItsWay
            await self._plans.remove(connection, PLAN_KIND, notice.id)
            now = self._clock.now()
            count = await self._outbox.cancel(connection, notice.batch, now=now)
            await accounting.cancelled(connection, by, notice, count, now)
            return await store.required(connection, notice_id)

    async def discard(self, notice_id: int) -> None:
        """Erase a draft.

        Raises:
            AlreadyOnItsWay: It is no draft any more.
        """
        async with self._database.begin() as connection:
            if not await store.remove_draft(connection, NoticeId(notice_id)):
                raise AlreadyOnItsWay

    async def show_progress_in(self, notice_id: int, message_id: int) -> None:
        """Remember the message that shows the author how far the notice is."""
        async with self._database.begin() as connection:
            await store.change(connection, NoticeId(notice_id), progress_message_id=message_id)

    # Afterwards

    async def confirm(self, notice_id: int, address: int) -> bool:
        """Note a parent's “已阅”; False if it was noted before.

        Raises:
            NoticeMissing: The notice is not there, or was not sent to this chat.
        """
        async with self._database.begin() as connection:
            notice = await store.required(connection, notice_id)
            person = await self._people.person_at(connection, address, Language.ZH_HANS)
            sent = await store.was_sent_to(connection, notice, address)
            if person.chat is None or not sent or not notice.asks_confirmation:
                raise NoticeMissing
            now = self._clock.now()
            return await store.confirm(connection, notice.id, person.chat.id, now)

    async def status(self, notice_id: int) -> Status:
        """Say how far a notice is.

        Raises:
            NoticeMissing: There is none with this number.
        """
        async with self._database.read() as connection:
            notice = await store.required(connection, notice_id)
            progress = await self._outbox.progress(connection, notice.batch)
            children, unreached = await store.children_counted(connection, notice)
            return Status(
                id=notice.id,
                state=notice.state,
                recipients=progress.total,
                pending=progress[Message.PENDING],
                sending=progress[Message.SENDING],
                delivered=progress[Message.DELIVERED],
                failed=progress[Message.FAILED],
                ambiguous=progress[Message.AMBIGUOUS],
                cancelled=progress[Message.CANCELLED],
                confirmed=await store.confirmed_count(connection, notice.id),
                children=children,
                children_unreached=unreached,
            )

    async def listed(self, limit: int = 50) -> list[Notice]:
        """List the newest notices that are more than drafts."""
        async with self._database.read() as connection:
            return await store.listed(connection, limit)

    async def with_progress(self) -> list[Notice]:
        """List the notices whose author still looks at a progress message."""
        async with self._database.read() as connection:
            return await store.with_progress(connection)

    async def progress_is_final(self, notice: Notice) -> bool:
        """Stop showing the progress of what has nothing left to change; say whether so.

        While parents are asked to confirm, it goes on for a day.
        """
        waits = notice.asks_confirmation and notice.state is State.SENT
        fresh = notice.sent_at is None or self._clock.now() - notice.sent_at < CONFIRMS_WITHIN
        if notice.state is State.SENDING or (waits and fresh):
            return False
        async with self._database.begin() as connection:
            await store.change(connection, notice.id, progress_message_id=None)
        return True

    async def on_their_way(self) -> list[Notice]:
        """List the notices that are being sent."""
        async with self._database.read() as connection:
            return await store.in_state(connection, State.SENDING)

    async def close_finished(self) -> list[Notice]:
        """Mark as sent what has no open message left; returns those notices."""
        closed = []
        for notice in await self.on_their_way():
            async with self._database.begin() as connection:
                progress = await self._outbox.progress(connection, notice.batch)
                if progress.is_finished and await store.step(
                    connection, notice.id, [State.SENDING], State.SENT
                ):
                    await store.change(connection, notice.id, sent_at=self._clock.now())
                    closed.append(notice)
        return closed

    async def held(self, address: int) -> tuple[int, int]:
        """Count the notices a chat has written and those it has confirmed, for its own eyes."""
        async with self._database.read() as connection:
            return await store.held(connection, address)

    # For neighbours, inside their transaction

    async def forget(self, connection: Connection, address: int) -> None:
        """Take an address out of every notice; drafts written there go with it."""
        await store.forget(connection, address)

    # Inside

    async def _send(
        self, connection: Connection, notice_id: NoticeId | int, at: datetime | None, by: Actor
    ) -> Notice:
        notice = await store.required(connection, notice_id)
        compose.checked(notice.text)
        now = self._clock.now()
        if at is not None:
            timing.check(at, now)
        if not await store.step(connection, notice.id, [State.DRAFT], State.SCHEDULED):
            raise AlreadyOnItsWay
        recipients = await self._addressees.of(connection, notice)
        if not recipients:
            raise NobodyToTell
        earliest = min(self._leaves_at(notice, item, at or now) for item in recipients)
        leaves_at = max(earliest, now)
        await store.change(connection, notice.id, send_at=leaves_at)
        if leaves_at > now:
            rule = Once(leaves_at)
            await self._plans.put(connection, PLAN_KIND, notice.id, rule, catch_up_for=None)
        else:
            await self._fill_outbox(connection, notice, now)
        await accounting.sent(connection, by, notice, len(recipients), now)
        return await store.required(connection, notice_id)

    async def _time_has_come(self, connection: Connection, occurrence: Occurrence) -> None:
        notice = await store.find(connection, occurrence.subject)
        if notice is not None:
            await self._fill_outbox(connection, notice, occurrence.made_at)

    async def _fill_outbox(self, connection: Connection, notice: Notice, now: datetime) -> None:
        if not await store.step(connection, notice.id, [State.SCHEDULED], State.SENDING):
            return  # Stopped meanwhile.
        recipients = await self._addressees.of(connection, notice)
        school = await self._addressees.school_name(connection, notice)
        groups: dict[tuple[Body, datetime], list[int]] = defaultdict(list)
        for recipient in recipients:
            leaves_at = self._leaves_at(notice, recipient, now)
            body = self._body(notice, recipient, school, leaves_at)
            groups[body, leaves_at].append(recipient.address)
        for (body, not_before), addresses in groups.items():
            await self._outbox.enqueue(
                connection,
                batch=notice.batch,
                body=body,
                addresses=addresses,
                now=now,
                not_before=not_before,
            )
        await self._addressees.note_children(connection, notice, recipients)

    def _body(
        self, notice: Notice, recipient: Recipient, school: str, leaves_at: datetime
    ) -> Body:
        return compose.body(
            notice,
            speaking(recipient.language),
            school=school,
            class_names=[item.name for item in recipient.classes],
            sent_on=at_school(leaves_at, self._clock),
        )

    def _leaves_at(self, notice: Notice, recipient: Recipient, wanted: datetime) -> datetime:
        if notice.is_urgent:
            return wanted
        return self._quiet_hours.leaves_at(wanted, recipient.grades, recipient.quiet)

    async def _change_draft(self, notice_id: int, **values: object) -> Notice:
        async with self._database.begin() as connection:
            notice = await store.required(connection, notice_id)
            if notice.state is not State.DRAFT:
                raise AlreadyOnItsWay
            await store.change(connection, notice.id, **values)
            return await store.required(connection, notice_id)
