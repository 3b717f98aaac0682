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
from bot.storage.together import Together


class RecentTopics:
    """What each chat was told last.

    Chats that are answered at the same time share their transactions.

    Args:
        database: Where the rows are.
        clock: The time.
    """

    def __init__(self, database: Database, clock: Clock) -> None:
        self._clock = clock
        self._reading = Together(database.read, store.read)
        self._writing = Together(database.begin, store.write)

    async def last(self, address: int) -> LastTopic | None:
        """Return what a chat was told within the last 30 minutes."""
        since = self._clock.now() - LASTS_FOR
        topic = await self._reading.ask(address)
        return topic if topic is not None and topic.answered_at >= since else None

    async def keep(self, address: int, entry: Entry, grades: Span | None) -> None:
        """Remember an answer in place of the one before.

        Nothing is kept, and what was kept is erased, for answers that nobody should be seen
        to have asked for.
        """
        if not may_be_kept(entry):
            await self.forget(address)
            return
        topic = LastTopic(entry.id, grades, self._clock.now())
        await self._writing.ask((address, topic))

    async def forget(self, address: int) -> None:
        """Erase what a chat was told."""
        await self._writing.ask((address, None))
