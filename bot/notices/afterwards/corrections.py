"""A notice that is put right.

A correction goes out at once, or waits for a second person where the notice needed one: who
agreed to a text has not agreed to another. What going out means stands in `resending`.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from bot.audit.model import OPERATOR, Actor, AtPost
from bot.delivery.model import Body
from bot.delivery.model import State as Message
from bot.i18n.languages import Language
from bot.notices import store
from bot.notices.afterwards.resending import Readers, Resending
from bot.notices.approving.proposals import Wanted
from bot.notices.approving.second import Decision
from bot.notices.beforehand.rehearsal import Explained
from bot.notices.errors import NothingToCorrect, NotItsAuthor, NotOutYet, SameText
from bot.notices.model import Notice, State
from bot.notices.particulars import Proposed
from bot.notices.store import confirming
from bot.notices.store.proposals import Proposal
from bot.notices.wording import compose
from bot.notices.writing.rewriting import CORRECTABLE, Rewriting
from bot.people import permissions
from bot.people.errors import NotYourClass
from bot.people.model import Recipient
from bot.storage.database import Connection


@dataclass(frozen=True)
class CorrectionAhead:
    """What a correction would be.

    Attributes:
        notice: The notice, with its new text.
        body: The message as the first of its recipients gets it.
        chats: How many get it.
        confirmed: How many of them have confirmed and are asked again.
        needs_second: Whether a second person must agree to it.
    """

    notice: Notice
    body: Body
    chats: int
    confirmed: int
    needs_second: bool = False


class Correcting(Resending, Rewriting):
    """Puts notices right."""

    async def correct(
        self,
        notice_id: int,
        text: str,
        *,
        by: Actor = OPERATOR,
        explained: Explained | None = None,
    ) -> Notice:
        """Give a notice that is out or on its way another text.

        Whoever had confirmed the old text is asked again. Of a reminder, the notice it is of
        is put right. Where a second person is needed, unless the operator does it, that person
        is asked, and the notice stays as it is until they agree.

        Args:
            notice_id: The notice.
            text: The whole text as it should read.
            by: Who puts it right.
            explained: Why it is sent although rules object; None keeps what was said before.

        Raises:
            NoticeMissing: There is none with this number.
            TextUnusable: The new text is empty or too long.
            SameText: It is the text the notice has.
            NotOutYet: It has not left; stop it and write another.
            NothingToCorrect: It was stopped, taken back, or reached nobody.
            NotItsAuthor: A post is named that has not written it.
            NotYourClass: The post may not write to its audience any more.
            NobodyToAgreeToIt: It needs a second person, and there is none.
            CorrectionWaits: The same text waits for one already.
        """
        plain = compose.checked(text)
        readers = await self._readers_ahead(notice_id, plain)
        async with self._database.begin() as connection:
            notice = await self._correctable(connection, notice_id, plain)
            await self._check_post(connection, notice, by)
            await store.change(connection, notice.id, correction=None)
            return await self._ask_or_put_right(
                connection, notice, plain, by, answers=_despite(explained), readers=readers
            )

    async def correction_ahead(
        self, notice_id: int, text: str, language: Language, *, by: Actor
    ) -> CorrectionAhead:
        """Show what a correction would say and to how many.

        Raises:
            JiaxiaoError: As for `correct`.
        """
        plain = compose.checked(text)
        async with self._database.read() as connection:
            notice = await self._correctable(connection, notice_id, plain)
            needs_second = await self._needs_second(connection, notice, by)
            readers = await self._readers(connection, notice)
            wanted = await self._wanted(connection, notice, plain, {}, readers)
        body = wanted.shown(language)
        return CorrectionAhead(
            wanted.notice, body, wanted.chats, wanted.confirmed, needs_second=needs_second
        )

    async def correction_asked(self, notice_id: int) -> Proposal | None:
        """Return the last correction of a notice that needed a second person."""
        async with self._database.read() as connection:
            return await self._proposals.latest(connection, notice_id)

    async def approve_correction(self, number: int, decision: Decision) -> Notice:
        """Agree to a correction, which then goes out as one without a second person.

        Raises:
            CorrectionMissing: There is none with this number.
            WrongMoment: It waits no longer, or nobody has the notice; the error says why.
            NotAllowed: It is their own, or they are not among those who may agree.
        """
        async with self._database.read() as connection:
            readers = await self._readers_of(connection, number)
        async with self._database.begin() as connection:
            now = self._clock.now()
            proposal, notice = await self._proposals.agreed(connection, number, decision, now)
            await self._correctable(connection, notice.id, proposal.text)
            answers = {}
            if proposal.objections is not None:
                answers = {
                    "objections": " ".join(proposal.objections),
                    "despite": proposal.despite,
                }
            return await self._put_right(
                connection, notice, proposal.text, decision.by, answers=answers, readers=readers
            )

    async def return_correction(self, number: int, decision: Decision, because: str = "") -> None:
        """Return a correction to its author, with a reason or without one.

        Raises:
            WrongMoment: As for `approve_correction`.
            NotAllowed: As for `approve_correction`.
        """
        async with self._database.begin() as connection:
            now = self._clock.now()
            await self._proposals.sent_back(connection, number, decision, because, now)

    async def take_back_correction(self, notice_id: int, *, by: Actor) -> bool:
        """Give up the correction of a notice that waits; False if none does."""
        async with self._database.begin() as connection:
            notice = await store.required(connection, notice_id)
            return await self._proposals.take_back(connection, notice, by, self._clock.now())

    async def _ask_or_put_right(
        self,
        connection: Connection,
        notice: Notice,
        text: str,
        by: Actor,
        *,
        answers: dict[str, str],
        readers: Readers,
    ) -> Notice:
        now = self._clock.now()
        if await self._needs_second(connection, notice, by):
            wanted = await self._wanted(connection, notice, text, answers, readers)
            await self._proposals.ask(connection, notice, wanted, by, now)
            return notice
        await self._proposals.overtake(connection, notice, by, now)
        return await self._put_right(
            connection, notice, text, by, answers=answers, readers=readers
        )

    async def _needs_second(self, connection: Connection, notice: Notice, by: Actor) -> bool:
        return by != OPERATOR and await self.approvals.is_needed(connection, notice)

    async def _readers_ahead(self, notice_id: int, text: str) -> Readers:
        async with self._database.read() as connection:
            notice = await self._correctable(connection, notice_id, text)
            return await self._readers(connection, notice)

    async def _readers_of(self, connection: Connection, number: int) -> Readers:
        """Look up who reads the notice of a correction, if that still waits."""
        proposal = await self._proposals.find(connection, number)
        if proposal is None or proposal.state is not Proposed.WAITING:
            return {}
        return await self._readers(connection, await store.required(connection, proposal.notice))

    async def _check_post(self, connection: Connection, notice: Notice, by: Actor) -> None:
        """Let a post put right what it has written, as long as it may write to whom it is for."""
        if not isinstance(by, AtPost):
            return
        person, post = await self._people.holder(connection, by.staff)
        if notice.author_id != post.id:
            raise NotItsAuthor
        for whom in await self._addressees.plain(connection, notice.audiences):
            if permissions.post_to_tell(person, whom) is None:
                message = f"--as {by.staff}: it may not write to {whom} any more."
                raise NotYourClass(message)

    async def _wanted(
        self,
        connection: Connection,
        notice: Notice,
        text: str,
        answers: dict[str, str],
        readers: Readers,
    ) -> Wanted:
        """Look ahead: what families would read, and how many."""
        progress = await self._outbox.progress(connection, notice.batch)
        confirmed = (await confirming.counts(connection, notice)).chats
        school = await self._addressees.school_name(connection, notice)
        objections = tuple(answers["objections"].split()) if answers else notice.objections
        despite = answers["despite"] if answers else notice.despite
        new = replace(notice, text=text, objections=objections, despite=despite)

        def shown(language: Language) -> Body:
            first = next(iter(readers.values()), Recipient(0, language))
            reader = replace(first, language=language)
            leaves_at = self._departure.leaves_at(new, reader, self._clock.now())
            return self._departure.body(new, reader, school, leaves_at, is_correction=True)

        chats = progress.total - progress[Message.FAILED] - progress[Message.CANCELLED]
        return Wanted(new, bool(answers), chats, confirmed, shown)

    async def _correctable(self, connection: Connection, notice_id: int, text: str) -> Notice:
        notice = await store.required(connection, notice_id)
        if notice.reminds_of is not None:
            notice = await store.required(connection, notice.reminds_of)
        if notice.state in (State.DRAFT, State.AWAITING_APPROVAL, State.SCHEDULED):
            raise NotOutYet
        if notice.state not in CORRECTABLE:
            raise NothingToCorrect
        if text == notice.text:
            raise SameText
        return notice


def _despite(explained: Explained | None) -> dict[str, str]:
    if explained is None:
        return {}
    return _answers(explained.rules, compose.checked_despite(explained.because))


def _answers(rules: tuple[str, ...] | None, despite: str) -> dict[str, str]:
    """Return what of a notice's row changes with its author's word to the rules."""
    return {} if rules is None else {"objections": " ".join(rules), "despite": despite}
