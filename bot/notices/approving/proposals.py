"""Corrections that need a second person: asked for, agreed to, returned, or ended otherwise.

Whoever agreed to a text has not agreed to another one. So the correction of a notice that
needed a second person waits like the notice did: all that may agree see the old text and the
new one, and the first word counts. Until then nothing of the notice changes. A correction
written later takes the place of one that waits; when the notice itself is withdrawn, stopped
or put right by the operator, the waiting ends.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from bot.audit.model import BY_ITSELF, Actor
from bot.clock import Clock
from bot.delivery.model import Body
from bot.delivery.outbox import Outbox
from bot.i18n.catalogue import speaking
from bot.i18n.languages import Language
from bot.notices import accounting, store
from bot.notices.approving import asking
from bot.notices.approving.closing import Answered, Closing
from bot.notices.approving.second import (
    WAITS_FOR,
    Decision,
    SecondPersons,
    checked_reason,
    is_author,
)
from bot.notices.authors import Authors
from bot.notices.errors import (
    CorrectionDecided,
    CorrectionExpired,
    CorrectionMissing,
    CorrectionOvertaken,
    CorrectionTakenBack,
    CorrectionWaits,
    NobodyToAgreeToIt,
)
from bot.notices.model import Notice
from bot.notices.particulars import Proposed
from bot.notices.ports import RuleTitles
from bot.notices.store import proposals as rows
from bot.notices.store.proposals import Proposal
from bot.people.model import StaffMember
from bot.plans.model import Occurrence, Once
from bot.plans.service import Plans
from bot.storage.database import Connection

PLAN_KIND = "notice-proposal"


@dataclass(frozen=True)
class Wanted:
    """A correction as its author wants it.

    Attributes:
        notice: The notice with the new text, and what its author answers to the rules.
        explained: Whether that answer is new.
        chats: How many get the new text.
        confirmed: How many of them have confirmed the old one.
        shown: The message as a family gets it, by the reader's language.
    """

    notice: Notice
    explained: bool
    chats: int
    confirmed: int
    shown: Callable[[Language], Body]


class Proposals:
    """Asks a second person about corrections, and keeps their word.

    Args:
        clock: The time.
        seconds: Who may agree.
        outbox: Takes the questions.
        plans: Where the end of waiting is put down; its handler is registered here.
        authors: Tells authors the outcome.
        closing: Tells the others who were asked.
        rule_titles: What rules that were answered are about.
    """

    def __init__(
        self,
        clock: Clock,
        seconds: SecondPersons,
        outbox: Outbox,
        plans: Plans,
        authors: Authors,
        *,
        closing: Closing,
        rule_titles: RuleTitles,
    ) -> None:
        self._clock = clock
        self._seconds = seconds
        self._outbox = outbox
        self._plans = plans
        self._authors = authors
        self._closing = closing
        self._rule_titles = rule_titles
        plans.register(PLAN_KIND, self._has_expired)

    async def ask(
        self, connection: Connection, old: Notice, wanted: Wanted, by: Actor, now: datetime
    ) -> None:
        """Put a correction down and ask everybody who may agree.

        Raises:
            NobodyToAgreeToIt: Nobody may but its author.
            CorrectionWaits: The same text waits already.
        """
        others = await self._seconds.others(connection, old)
        if not others:
            why = await self._seconds.nobody(connection, old)
            message = f"notice {old.id}: {why}, or let the operator correct it without --as."
            raise NobodyToAgreeToIt(message)
        for earlier in await rows.waiting(connection, old.id):
            if (earlier.version, earlier.text) == (old.version, wanted.notice.text):
                raise CorrectionWaits
            await self._end(connection, earlier, Proposed.TAKEN_BACK, now)
            await self._close(connection, earlier, _SAID[Proposed.TAKEN_BACK], by, now)
        number = await self._put_down(connection, old, wanted, now)
        for other in others:
            await self._outbox.enqueue(
                connection,
                batch=_batch(number),
                body=self._question(old, wanted, number, other.language),
                addresses=[other.address],
                now=now,
            )
        await accounting.correction_asked(connection, by, old, len(others), now)

    async def waiting(self, connection: Connection, notice_id: int) -> Proposal | None:
        """Find the correction of a notice that waits."""
        return next(iter(await rows.waiting(connection, notice_id)), None)

    async def find(self, connection: Connection, number: int) -> Proposal | None:
        """Find a correction by its number."""
        return await rows.find(connection, number)

    async def latest(self, connection: Connection, notice_id: int) -> Proposal | None:
        """Find the last correction of a notice that needed a second person."""
        return await rows.latest(connection, notice_id)

    async def agreed(
        self, connection: Connection, number: int, decision: Decision, now: datetime
    ) -> tuple[Proposal, Notice]:
        """Note that a second person agrees; return the correction and its notice as it is.

        Raises:
            WrongMoment: It waits no longer; the error says why.
            NotAllowed: It is their own, or they are not among those who may agree.
        """
        proposal, notice, post = await self._open(connection, number, decision, now)
        if proposal.version != notice.version:
            raise CorrectionOvertaken
        await self._end(connection, proposal, Proposed.APPROVED, now, decider=post.id)
        await self._authors.tell(connection, notice, "notices-told-correction-agreed", now=now)
        await self._close(connection, proposal, _SAID[Proposed.APPROVED], decision.by, now)
        await accounting.correction_decided(connection, decision.by, notice, now, agreed=True)
        return proposal, notice

    async def sent_back(
        self, connection: Connection, number: int, decision: Decision, because: str, now: datetime
    ) -> None:
        """Return a correction to its author, with a reason or without one.

        Raises:
            ReturnReasonTooLong: The reason is longer than 300 characters.
            WrongMoment: As for `agreed`.
            NotAllowed: As for `agreed`.
        """
        reason = checked_reason(because)
        proposal, notice, post = await self._open(connection, number, decision, now)
        await self._end(
            connection,
            proposal,
            Proposed.RETURNED,
            now,
            decider=post.id,
            returned_because=reason,
        )
        key = "notices-told-correction-returned"
        if reason:
            key = "notices-told-correction-returned-because"
        await self._authors.tell(connection, notice, key, now=now, reason=reason)
        await self._close(connection, proposal, _SAID[Proposed.RETURNED], decision.by, now)
        await accounting.correction_decided(connection, decision.by, notice, now, agreed=False)

    async def take_back(
        self, connection: Connection, notice: Notice, by: Actor, now: datetime
    ) -> bool:
        """Give up the correction of a notice that waits; False if none does."""
        return await self._give_up(connection, notice, Proposed.TAKEN_BACK, by, now)

    async def overtake(
        self, connection: Connection, notice: Notice, by: Actor, now: datetime
    ) -> None:
        """End the waiting of a correction whose notice has come to another end.

        Its author is told, unless it was they who did it.
        """
        ended = await self._give_up(connection, notice, Proposed.OVERTAKEN, by, now)
        if ended and not is_author(by, notice):
            key = "notices-told-correction-overtaken"
            await self._authors.tell(connection, notice, key, now=now)

    async def _give_up(
        self, connection: Connection, notice: Notice, why: Proposed, by: Actor, now: datetime
    ) -> bool:
        found = await self.waiting(connection, notice.id)
        if found is None:
            return False
        await self._end(connection, found, why, now)
        await self._close(connection, found, _SAID[why], by, now)
        await accounting.correction_dropped(connection, by, notice, why, now)
        return True

    async def _put_down(
        self, connection: Connection, old: Notice, wanted: Wanted, now: datetime
    ) -> int:
        ends = now + WAITS_FOR
        new = wanted.notice
        answered = {"objections": " ".join(new.objections), "despite": new.despite}
        number = await rows.add(
            connection,
            notice_id=old.id,
            version=old.version,
            text=new.text,
            asked_at=now,
            ends_at=ends,
            **(answered if wanted.explained else {}),
        )
        await self._plans.put(connection, PLAN_KIND, number, Once(ends), None)
        return number

    def _question(self, old: Notice, wanted: Wanted, number: int, language: Language) -> Body:
        return asking.correction_question(
            old,
            wanted.notice,
            speaking(language),
            number=number,
            shown=wanted.shown(language).text,
            chats=wanted.chats,
            confirmed=wanted.confirmed,
            objections=self._rule_titles(wanted.notice.objections, language),
        )

    async def _open(
        self, connection: Connection, number: int, decision: Decision, now: datetime
    ) -> tuple[Proposal, Notice, StaffMember]:
        """Return a correction that waits, its notice, and the post that lets somebody decide."""
        proposal = await rows.find(connection, number)
        if proposal is None:
            raise CorrectionMissing
        notice = await store.required(connection, proposal.notice)
        post = await self._seconds.required_post(connection, decision.person, notice)
        if proposal.state is not Proposed.WAITING:
            raise _OVER[proposal.state]
        if now >= proposal.ends_at:
            raise CorrectionExpired
        return proposal, notice, post

    async def _close(
        self, connection: Connection, proposal: Proposal, key: str, by: Actor, now: datetime
    ) -> None:
        answered = Answered(_batch(proposal.id), proposal.notice, proposal.text, key, by)
        await self._closing.close(connection, answered, now)

    async def _end(
        self,
        connection: Connection,
        proposal: Proposal,
        after: Proposed,
        now: datetime,
        **values: object,
    ) -> None:
        if not await rows.settle(connection, proposal, after, **values):
            raise CorrectionDecided
        await self._plans.remove(connection, PLAN_KIND, proposal.id)
        await self._outbox.cancel(connection, _batch(proposal.id), now=now)

    async def _has_expired(self, connection: Connection, occurrence: Occurrence) -> None:
        proposal = await rows.find(connection, occurrence.subject)
        if proposal is None or not await rows.settle(connection, proposal, Proposed.EXPIRED):
            return
        now = occurrence.made_at
        notice = await store.required(connection, proposal.notice)
        await self._close(connection, proposal, _SAID[Proposed.EXPIRED], BY_ITSELF, now)
        await self._authors.tell(connection, notice, "notices-told-correction-expired", now=now)
        await accounting.correction_dropped(connection, BY_ITSELF, notice, Proposed.EXPIRED, now)


_OVER = {
    Proposed.APPROVED: CorrectionDecided,
    Proposed.RETURNED: CorrectionDecided,
    Proposed.EXPIRED: CorrectionExpired,
    Proposed.TAKEN_BACK: CorrectionTakenBack,
    Proposed.OVERTAKEN: CorrectionOvertaken,
}

_SAID = {
    Proposed.APPROVED: "notices-second-correction-over-agreed",
    Proposed.RETURNED: "notices-second-correction-over-returned",
    Proposed.EXPIRED: "notices-second-correction-over-expired",
    Proposed.TAKEN_BACK: "notices-second-correction-over-taken-back",
    Proposed.OVERTAKEN: "notices-second-correction-over-overtaken",
}
"""What those who were asked read in place of the buttons."""


def _batch(number: int) -> str:
    return f"notice-proposal:{number}"
