"""A word to whoever wrote a notice: through the outbox, in the transaction it is about."""

from __future__ import annotations

from datetime import datetime

from bot.clock import Clock, at_school
from bot.delivery.model import Body, Button, Deed
from bot.delivery.outbox import Outbox
from bot.i18n.catalogue import speaking
from bot.i18n.languages import Language
from bot.notices.model import Notice
from bot.notices.taps import WriteAgain
from bot.notices.wording import progress
from bot.notices.wording.saying import spoken
from bot.people.service import People
from bot.storage.database import Connection


class Authors:
    """Tells authors what became of their notices.

    Args:
        people: Knows their language.
        outbox: Takes the messages.
        clock: Knows the school's zone.
    """

    def __init__(self, people: People, outbox: Outbox, clock: Clock) -> None:
        self._clock = clock
        self._people = people
        self._outbox = outbox

    async def tell(
        self,
        connection: Connection,
        notice: Notice,
        key: str,
        *,
        now: datetime,
        when: datetime | None = None,
        may_write_again: bool = False,
        **filling: str | int,
    ) -> None:
        """Send an author one text of the catalogue; the operator is told nothing.

        `when` is said as people do, and fills in what the text calls so. Who may write again
        finds the button under it.
        """
        if notice.author_address is None:
            return
        author = await self._people.person_at(connection, notice.author_address, Language.ZH_HANS)
        words = speaking(author.language)
        if when is not None:
            filling["when"] = spoken(when, at_school(now, self._clock), words)
        again = Button(words("notices-button-again"), WriteAgain(notice.id).pack())
        await self._outbox.enqueue(
            connection,
            batch=f"notice-word:{notice.id}",
            body=Body(
                words(key, number=str(notice.id), **filling),
                ((again,),) if may_write_again else (),
            ),
            addresses=[notice.author_address],
            now=now,
        )

    async def lead_on(
        self, connection: Connection, notice: Notice, message_id: int, now: datetime
    ) -> None:
        """Let a message that showed how far a notice is say that another shows it now."""
        if notice.author_address is None:
            return
        author = await self._people.person_at(connection, notice.author_address, Language.ZH_HANS)
        await self._outbox.edit(
            connection,
            batch=f"notice-shown:{notice.id}",
            body=Body(progress.moved(notice, speaking(author.language)), deed=Deed.EDIT),
            targets=[(notice.author_address, message_id)],
            now=now,
        )
