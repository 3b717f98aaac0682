"""The last topic of a chat, so that “那初中呢” is understood and no grade is asked twice.

One row a chat: which answer, which grades the person has named, and when. Each answer
overwrites it, half an hour later it counts no more and is erased. It holds no question, is
never logged or exported, and is shown to the person it is about by /mydata.
"""

from __future__ import annotations

from bot.clock import Clock
from bot.faq import store
from bot.faq.model import Entry
from bot.faq.recalled import LASTS_FOR, LastTopic, may_be_kept
from bot.matching.grades import Span
from bot.storage.database import Database


class RecentTopics:
    """What each chat was told last.

    Args:
        database: Where the rows are.
        clock: The time.
    """

    def __init__(self, database: Database, clock: Clock) -> None:
        self._database = database
        self._clock = clock

    async def last(self, address: int) -> LastTopic | None:
        """Return what a chat was told within the last 30 minutes."""
        async with self._database.read() as connection:
            return await store.read(connection, address, self._clock.now() - LASTS_FOR)

    async def keep(self, address: int, entry: Entry, grades: Span | None) -> None:
        """Remember an answer in place of the one before.

        Nothing is kept, and what was kept is erased, for answers that nobody should be seen
        to have asked for.
        """
        if not may_be_kept(entry):
            await self.forget(address)
            return
        topic = LastTopic(entry.id, grades, self._clock.now())
        async with self._database.begin() as connection:
            await store.write(connection, address, topic)

    async def forget(self, address: int) -> None:
        """Erase what a chat was told."""
        async with self._database.begin() as connection:
            await store.erase(connection, address)
