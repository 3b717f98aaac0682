"""A chat that reads for a child no longer gets nothing more about it.

Quiet hours hold messages back for a night. Whoever is taken out of a class meanwhile, as a
stranger is, must not read in the morning what was meant for the class.
"""

from __future__ import annotations

from bot.i18n.languages import Language
from bot.notices import store
from bot.notices.model import batch_of
from bot.notices.room import Room
from bot.notices.store import parting
from bot.people.audience import Kind
from bot.people.model import ChildId
from bot.storage.database import Connection


class Parting(Room):
    """Takes back what waits for whoever has left."""

    async def part(self, connection: Connection, address: int, child_id: ChildId) -> None:
        """Cancel what waits for a chat because of one child alone.

        What it gets for another child, or as one of the staff, it still gets.

        Args:
            connection: The open transaction that parts them.
            address: The chat, which reads for the child no longer.
            child_id: The child, whose row must still be there.
        """
        numbers = await parting.waiting_for(connection, address, child_id)
        if not numbers:
            return
        person = await self._people.person_at(connection, address, Language.ZH_HANS)
        for number in numbers:
            notice = await store.required(connection, number)
            if person.posts and any(whom.kind is Kind.STAFF for whom in notice.audiences):
                continue
            now = self._clock.now()
            await self._outbox.cancel_for(connection, batch_of(number), [address], now=now)
            await parting.part(connection, number, address, child_id)
