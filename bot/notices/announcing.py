"""A notice that is written and sent in one step, as the command line does.

There is no draft to go back to: what cannot be sent leaves nothing behind.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from bot.audit.model import OPERATOR, AtPost
from bot.delivery.model import NewFile, WhenUnsure
from bot.notices import store
from bot.notices.beforehand.rehearsal import Explained
from bot.notices.model import Asks, Notice, NoticeId, State
from bot.notices.particulars import Repeats, Schedule
from bot.notices.sending import Sending
from bot.notices.wording import compose
from bot.people import permissions
from bot.people.audience import Audience
from bot.people.errors import NotYourClass
from bot.storage.database import Connection


@dataclass(frozen=True)
class Manner:
    """How a notice goes out, besides when.

    Attributes:
        asks: What families are asked to tap.
        urgent_because: Why it does not wait for quiet hours to end; None if it does.
        explained: Why it is sent although rules object; None if none does.
        files: What is attached.
        when_unsure: Whether a message that may have arrived is sent again.
    """

    asks: Asks = Asks.NOTHING
    urgent_because: str | None = None
    explained: Explained | None = None
    files: Sequence[NewFile] = ()
    when_unsure: WhenUnsure = WhenUnsure.RESEND


PLAINLY = Manner()


class Announcing(Sending):
    """Writes and sends at once."""

    async def announce(
        self,
        audiences: Sequence[Audience],
        text: str,
        manner: Manner = PLAINLY,
        *,
        at: datetime | None = None,
        not_after: datetime | None = None,
        repeats: Repeats | None = None,
        staff: int | None = None,
    ) -> Notice:
        """Write and send a notice.

        Args:
            audiences: Whom it is for.
            text: What it says.
            manner: How it goes out.
            at: As for `send`.
            not_after: As for `send`.
            repeats: As for `send`.
            staff: In the name of which post, with its rights; None is the operator.

        Raises:
            JiaxiaoError: As for `write` and `send`; nothing is left behind then.
            PostMissing: Nobody holds the post.
            NotYourClass: The post may not write to an audience.
        """
        said = {"text": compose.checked(text), **_row(manner)}
        by = OPERATOR if staff is None else AtPost(staff)
        async with self._database.begin() as connection:
            said |= await self._author(connection, staff, audiences)
            notice_id = await self._add(connection, audiences, said)
            await self._attach(connection, notice_id, manner.files)
            return await self._send(connection, notice_id, Schedule(at, not_after, repeats), by)

    async def _add(
        self, connection: Connection, audiences: Sequence[Audience], said: dict[str, object]
    ) -> NoticeId:
        return await store.add(
            connection,
            school_id=await self._addressees.school_of(connection, audiences),
            audiences=tuple(audiences),
            state=State.DRAFT,
            created_at=self._clock.now(),
            **said,
        )

    async def _author(
        self, connection: Connection, staff: int | None, audiences: Sequence[Audience]
    ) -> dict[str, object]:
        if staff is None:
            return {}
        person, post = await self._people.holder(connection, staff)
        for whom in await self._addressees.plain(connection, audiences):
            if permissions.post_to_tell(person, whom) is None:
                message = f"--to {whom}: --as {staff} may not write to this audience."
                raise NotYourClass(message)
        return {"author_id": post.id, "author_address": person.address}


def _row(manner: Manner) -> dict[str, object]:
    """Return what of a notice's row says how it goes out."""
    urgent, explained = manner.urgent_because, manner.explained
    return {
        "asks_confirmation": manner.asks is not Asks.NOTHING,
        "asks_agreement": manner.asks is Asks.AGREE,
        "is_urgent": urgent is not None,
        "reason": None if urgent is None else compose.checked_reason(urgent),
        "objections": " ".join(explained.rules) if explained else None,
        "despite": compose.checked_despite(explained.because) if explained else None,
        "when_unsure": manner.when_unsure,
    }
