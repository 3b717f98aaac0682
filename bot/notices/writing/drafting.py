"""The first part of a notice's life: it is written, changed and looked at beforehand."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from bot.delivery.model import Body, WhenUnsure
from bot.i18n.languages import Language
from bot.notices import store
from bot.notices.errors import AlreadyOnItsWay
from bot.notices.model import Asks, Notice, NoticeId, Reach, State
from bot.notices.wording import compose
from bot.notices.writing import joining
from bot.notices.writing.cutting import Cutting
from bot.people.audience import Audience
from bot.people.model import Recipient, StaffMember
from bot.storage.database import Connection

DRAFTS_LAST_FOR = timedelta(hours=12)
_ANEW = (
    "wished_at",
    "not_after",
    "every",
    "until",
    "series",
    "approval_asked_at",
    "approval_ends_at",
    "approver",
    "returned_because",
)
"""What is decided anew when a notice is written again."""


class Drafting(Cutting):
    """Drafts, and what they would do."""

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

    async def write(self, notice_id: int, text: str, *, came_at: datetime | None = None) -> Notice:
        """Give a draft its text, or the next part of a text that an app has cut.

        Args:
            notice_id: The draft.
            text: Its text.
            came_at: When the message with it was sent, aware; None if nobody cuts it.

        Raises:
            TextUnusable: It is empty or too long; of parts that are too long together the draft
                keeps none.
            AlreadyOnItsWay: It is no draft any more.
        """
        plain = compose.checked(text)
        async with self._database.begin() as connection:
            draft = await self._draft_at(connection, notice_id)
            whole = joining.whole(draft, draft.text, plain, came_at)
            fits = joining.fits(whole)
            await store.change(
                connection,
                draft.id,
                text=whole if fits else "",
                goes_on_until=joining.until(plain, came_at) if fits else None,
                objections=None,
                despite=None,
            )
            written = await store.required(connection, notice_id)
        compose.checked(whole)
        return written

    async def ask(self, notice_id: int, what: Asks) -> Notice:
        """Decide what parents are asked to tap: nothing, “已阅”, or “已阅并同意”."""
        return await self._change_draft(
            notice_id,
            asks_confirmation=what is not Asks.NOTHING,
            asks_agreement=what is Asks.AGREE,
        )

    async def repeat(self, notice_id: int, when_unsure: WhenUnsure) -> Notice:
        """Decide what happens to a message of a draft that may have arrived.

        Raises:
            AlreadyOnItsWay: It is no draft any more.
        """
        return await self._change_draft(notice_id, when_unsure=when_unsure)

    async def hurry(self, notice_id: int, because: str | None) -> Notice:
        """Make a draft urgent, with a reason, or not urgent any more.

        Raises:
            ReasonUnusable: The reason is empty or too long.
            AlreadyOnItsWay: It is no draft any more.
        """
        reason = None if because is None else compose.checked_reason(because)
        return await self._change_draft(notice_id, is_urgent=reason is not None, reason=reason)

    async def address_to(self, notice_id: int, audiences: Sequence[Audience]) -> Notice:
        """Decide whom a draft is for.

        Raises:
            AlreadyOnItsWay: It is no draft any more.
        """
        async with self._database.read() as connection:
            school = await self._addressees.school_of(connection, audiences)
        return await self._change_draft(notice_id, audiences=tuple(audiences), school_id=school)

    async def draft_again(self, notice_id: int) -> Notice:
        """Begin a draft like a notice that was not sent."""
        async with self._database.begin() as connection:
            earlier = await store.required(connection, notice_id)
            number = await store.copy(
                connection,
                earlier,
                state=State.DRAFT,
                created_at=self._clock.now(),
                **dict.fromkeys(_ANEW),
            )
            return await store.required(connection, number)

    async def prompted_by(self, notice_id: int, message_id: int) -> None:
        """Remember the question whose reply will be the text."""
        await self._change_draft(notice_id, prompt_message_id=message_id, goes_on_until=None)

    async def draft_in(self, address: int) -> Notice | None:
        """Find the draft somebody is writing in a chat."""
        async with self._database.read() as connection:
            since = self._clock.now() - DRAFTS_LAST_FOR
            return await store.latest_draft(connection, address, since)

    async def discard(self, notice_id: int) -> None:
        """Erase a draft.

        Raises:
            AlreadyOnItsWay: It is no draft any more.
        """
        async with self._database.begin() as connection:
            if not await store.remove_draft(connection, NoticeId(notice_id)):
                raise AlreadyOnItsWay

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
        leaves_at = self._departure.leaves_at(
            notice, recipient, notice.send_at or self._clock.now()
        )
        return self._departure.body(
            notice, replace(recipient, language=language), school, leaves_at
        )

    async def _change_draft(self, notice_id: int, **values: object) -> Notice:
        async with self._database.begin() as connection:
            notice = await self._draft_at(connection, notice_id)
            await store.change(connection, notice.id, **values)
            return await store.required(connection, notice_id)

    async def _draft_at(self, connection: Connection, notice_id: int) -> Notice:
        notice = await store.required(connection, notice_id)
        if notice.state is not State.DRAFT:
            raise AlreadyOnItsWay
        return notice
