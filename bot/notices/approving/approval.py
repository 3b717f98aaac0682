"""The second person: a notice to a whole school, or an urgent one, needs somebody to agree.

From the moment it is asked for, text, audience and time stand: what was agreed to is what
leaves. Whoever wants something else returns the notice, and its author writes another. All
that may agree are asked at once; the first word counts. Without a word in time the notice
ends, and its author is told, so that nothing waits unseen.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Literal

from bot.audit.model import BY_ITSELF, Actor, Deed
from bot.clock import Clock, at_school
from bot.delivery.model import Body
from bot.delivery.outbox import Outbox
from bot.i18n.catalogue import speaking
from bot.notices import accounting, store
from bot.notices.addressees import Addressees
from bot.notices.approving import asking
from bot.notices.approving.closing import Answered, Closing
from bot.notices.approving.second import WAITS_FOR, Decision, SecondPersons, checked_reason
from bot.notices.authors import Authors
from bot.notices.errors import (
    ApprovalExpired,
    DecidedBefore,
    NobodyToAgree,
    NotAsked,
    TakenBack,
)
from bot.notices.leaving.departure import Departure
from bot.notices.model import Notice, Reach, State
from bot.notices.particulars import Ending
from bot.notices.ports import RuleTitles
from bot.people.model import Recipient, StaffMember
from bot.people.service import People
from bot.plans.model import Occurrence, Once
from bot.plans.service import Plans
from bot.storage.database import Connection, Database

PLAN_KIND = "notice-approval"

Need = Literal["school", "urgent"]


@dataclass(frozen=True)
class _AskedAbout:
    """What all are asked about alike: a large audience is looked up once, not for each of them."""

    notice: Notice
    school: str
    first: Recipient | None
    reach: Reach


class Approvals:
    """Asks a second person, and takes their word.

    Args:
        database: Where the rows are.
        clock: The time.
        people: Who may agree.
        outbox: Takes the messages.
        plans: Where the end of waiting is put down; its handler is registered here.
        departure: Sees agreed notices off.
        addressees: Whom notices concern.
        authors: Tells authors the outcome.
        needs: Which notices need a second person.
        rule_titles: What rules that were answered are about.
    """

    def __init__(
        self,
        database: Database,
        clock: Clock,
        *,
        people: People,
        outbox: Outbox,
        plans: Plans,
        departure: Departure,
        addressees: Addressees,
        authors: Authors,
        needs: Collection[Need],
        rule_titles: RuleTitles,
    ) -> None:
        self._database = database
        self._clock = clock
        self._outbox = outbox
        self._plans = plans
        self._departure = departure
        self._addressees = addressees
        self._seconds = SecondPersons(people, addressees)
        self._closing = Closing(people, outbox)
        self._authors = authors
        self._needs = frozenset(needs)
        self._rule_titles = rule_titles
        plans.register(PLAN_KIND, self._has_expired)

    # The two words

    async def approve(self, notice_id: int, decision: Decision) -> Notice:
        """Agree to a notice, which then leaves at its time.

        Raises:
            NotYours: It is their own.
            NotAsked: They are not among those who may agree.
            DecidedBefore: Somebody was faster.
            TakenBack: Its author has taken it back.
            ApprovalExpired: It was too late.
            NobodyToTell: Nobody is left in its audience.
        """
        async with self._database.begin() as connection:
            notice, post, now = await self._open(connection, notice_id, decision)
            if not await store.step(
                connection, notice.id, [State.AWAITING_APPROVAL], State.SCHEDULED
            ):
                raise DecidedBefore
            await store.change(connection, notice.id, approver=post.id)
            await self._plans.remove(connection, PLAN_KIND, notice.id)
            wished = notice.schedule.wished_at or now
            count = await self._departure.settle_time(connection, notice, wished, now)
            agreed = await store.required(connection, notice.id)
            await self._tell_agreed(connection, agreed, now)
            await self._close(connection, notice, "notices-second-over-agreed", decision.by, now)
            await accounting.decided(connection, decision.by, Deed.NOTICE_APPROVED, agreed, now)
            await accounting.sent(connection, decision.by, agreed, count, now)
            return agreed

    async def send_back(self, notice_id: int, decision: Decision, because: str = "") -> Notice:
        """Return a notice to its author, with a reason or without one.

        Raises:
            ReturnReasonTooLong: The reason is longer than 300 characters.
            WrongMoment: As for `approve`.
            NotAllowed: As for `approve`.
        """
        reason = checked_reason(because)
        async with self._database.begin() as connection:
            notice, post, now = await self._open(connection, notice_id, decision)
            if not await store.step(
                connection, notice.id, [State.AWAITING_APPROVAL], State.CANCELLED
            ):
                raise DecidedBefore
            await store.change(
                connection,
                notice.id,
                approver=post.id,
                ending=Ending.RETURNED,
                returned_because=reason,
            )
            await self._plans.remove(connection, PLAN_KIND, notice.id)
            key = "notices-told-returned-because" if reason else "notices-told-returned"
            await self._authors.tell(
                connection, notice, key, now=now, may_write_again=True, reason=reason
            )
            await self._close(connection, notice, "notices-second-over-returned", decision.by, now)
            await accounting.decided(connection, decision.by, Deed.NOTICE_RETURNED, notice, now)
            return await store.required(connection, notice.id)

    async def needed(self, notice: Notice) -> bool:
        """Say whether a notice will need a second person.

        Raises:
            NotFound: An audience names what is not there.
        """
        async with self._database.read() as connection:
            return await self.is_needed(connection, notice)

    # For the other parts of this room, inside their transaction

    async def is_needed(self, connection: Connection, notice: Notice) -> bool:
        """Say whether the settings ask for a second person for a notice."""
        if notice.is_urgent and "urgent" in self._needs:
            return True
        if "school" not in self._needs:
            return False
        return (await self._addressees.whole(connection, notice.audiences)).is_school

    async def ask(self, connection: Connection, notice: Notice, by: Actor, now: datetime) -> None:
        """Let a draft wait for a second person, and ask everybody who may be that person.

        Raises:
            NobodyToAgree: Nobody may but its author.
        """
        others = await self._seconds.others(connection, notice)
        if not others:
            why = await self._seconds.nobody(connection, notice)
            message = (
                f"--to: {why}, write to single classes without hurry, or let the operator send "
                "it without --as."
            )
            raise NobodyToAgree(message)
        ends = self._ends_at(notice, now)
        await store.change(connection, notice.id, approval_asked_at=now, approval_ends_at=ends)
        await self._plans.put(connection, PLAN_KIND, notice.id, Once(ends), None)
        about = await self._asked_about(connection, notice)
        for other in others:
            await self._outbox.enqueue(
                connection,
                batch=f"notice-approval:{notice.id}",
                body=self._question(about, other, now),
                addresses=[other.address],
                now=now,
            )
        await accounting.asked(connection, by, notice, len(others), now)

    async def take_back(
        self, connection: Connection, notice: Notice, by: Actor, now: datetime
    ) -> None:
        """End the waiting of a notice whose author or operator has stopped it."""
        await self._plans.remove(connection, PLAN_KIND, notice.id)
        await self._close(connection, notice, "notices-second-over-taken-back", by, now)

    # Inside

    async def _open(
        self, connection: Connection, notice_id: int, decision: Decision
    ) -> tuple[Notice, StaffMember, datetime]:
        """Return a notice that waits, and the post that lets somebody decide about it."""
        notice = await store.required(connection, notice_id)
        if notice.approval.asked_at is None:
            raise NotAsked
        post = await self._seconds.required_post(connection, decision.person, notice)
        now = self._clock.now()
        _check_waits(notice, now)
        return notice, post, now

    def _ends_at(self, notice: Notice, now: datetime) -> datetime:
        """Return until when somebody may agree: a day, or less when its own time is sooner."""
        schedule = notice.schedule
        own = [each for each in (schedule.wished_at, schedule.not_after) if each and each > now]
        return min([*own, now + WAITS_FOR])

    async def _asked_about(self, connection: Connection, notice: Notice) -> _AskedAbout:
        recipients = await self._addressees.of(connection, notice)
        children = await self._addressees.children(connection, notice)
        reached = {child.id for recipient in recipients for child in recipient.children}
        return _AskedAbout(
            notice,
            school=await self._addressees.school_name(connection, notice),
            first=recipients[0] if recipients else None,
            reach=Reach(len(recipients), len(children | reached), len(children - reached)),
        )

    def _question(self, about: _AskedAbout, other: Recipient, now: datetime) -> Body:
        notice, words = about.notice, speaking(other.language)
        shown = self._departure.body(
            notice,
            replace(about.first or other, address=other.address, language=other.language),
            about.school,
            notice.schedule.wished_at or now,
        )
        here = at_school(now, self._clock)
        objections = self._rule_titles(notice.objections, other.language)
        return asking.question(notice, words, shown.text, about.reach, here, objections=objections)

    async def _close(
        self, connection: Connection, notice: Notice, key: str, by: Actor, now: datetime
    ) -> None:
        batch = f"notice-approval:{notice.id}"
        answered = Answered(batch, notice.id, notice.text, key, by)
        await self._closing.close(connection, answered, now)

    async def _tell_agreed(self, connection: Connection, notice: Notice, now: datetime) -> None:
        if notice.state is State.SENDING or notice.send_at is None:
            await self._authors.tell(connection, notice, "notices-told-agreed", now=now)
            return
        await self._authors.tell(
            connection, notice, "notices-told-agreed-later", now=now, when=notice.send_at
        )

    async def _has_expired(self, connection: Connection, occurrence: Occurrence) -> None:
        notice = await store.find(connection, occurrence.subject)
        if notice is None or not await store.step(
            connection, notice.id, [State.AWAITING_APPROVAL], State.CANCELLED
        ):
            return
        now = occurrence.made_at
        await store.change(connection, notice.id, ending=Ending.EXPIRED)
        await self._close(connection, notice, "notices-second-over-expired", BY_ITSELF, now)
        key = "notices-told-expired"
        await self._authors.tell(connection, notice, key, now=now, may_write_again=True)
        await accounting.dropped(connection, notice, Ending.EXPIRED, 0, now)


def _check_waits(notice: Notice, now: datetime) -> None:
    ending, ends = notice.outcome.ending, notice.approval.ends_at
    if notice.state is not State.AWAITING_APPROVAL:
        if ending in (Ending.WITHDRAWN, Ending.STOPPED) and notice.approval.approver is None:
            raise TakenBack
        if ending is Ending.EXPIRED:
            raise ApprovalExpired
        raise DecidedBefore
    if ends is not None and now >= ends:
        raise ApprovalExpired
