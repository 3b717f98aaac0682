"""How many messages families got lately, which an author sees before adding one more.

Nothing is kept for it: it is counted from the messages themselves. What counts is the
busiest chat of a family, for that is who feels it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from statistics import median_low

from bot.i18n.catalogue import Words
from bot.notices.model import Notice
from bot.notices.room import Room
from bot.notices.store import weekly
from bot.people.model import Recipient
from bot.storage.database import Connection

WEEK = timedelta(days=7)


@dataclass(frozen=True)
class Load:
    """What the families of an audience got in the last seven days.

    Attributes:
        counts: The messages of each family, sorted.
    """

    counts: tuple[int, ...]

    @property
    def median(self) -> int:
        """What a family in the middle got."""
        return median_low(self.counts) if self.counts else 0

    @property
    def most(self) -> int:
        """What the family with the most got."""
        return self.counts[-1] if self.counts else 0

    def at_least(self, limit: int) -> int:
        """Count the families that got so many or more."""
        return sum(count >= limit for count in self.counts)


class Loading(Room):
    """Counts what families got lately."""

    async def weekly_load(self, notice: Notice) -> Load:
        """Count what whoever a notice would reach got in the last seven days."""
        async with self._database.read() as connection:
            recipients = await self._addressees.of(connection, notice)
            return await weekly_load(connection, recipients, self._clock.now())


async def weekly_load(
    connection: Connection, recipients: Sequence[Recipient], now: datetime
) -> Load:
    """Count what the families of some recipients got in the seven days before an instant.

    Args:
        connection: An open transaction.
        recipients: Whoever is to get one more.
        now: The instant, aware.
    """
    addresses = [recipient.address for recipient in recipients]
    counts = await weekly.messages_since(connection, addresses, now - WEEK)
    return load_of(recipients, counts)


def load_of(recipients: Sequence[Recipient], counts: Mapping[int, int]) -> Load:
    """Put chats together to families and take the busiest chat of each."""
    busiest: dict[int, int] = defaultdict(int)
    for family, recipient in zip(_families(recipients), recipients, strict=True):
        busiest[family] = max(busiest[family], counts.get(recipient.address, 0))
    return Load(tuple(sorted(busiest.values())))


def load_line(words: Words, load: Load, limit: int) -> str:
    """Say it in one sentence, and kindly in one more if it is much.

    Args:
        words: The author's language.
        load: The counts.
        limit: From how many messages a week on another one is worth a thought.
    """
    if not load.most:
        return words("load-none")
    line = _received(words, load)
    burdened = load.at_least(limit)
    if not burdened:
        return line
    return f"{line}{words('load-much', families=burdened, limit=limit)}"


def _received(words: Words, load: Load) -> str:
    """Say how much they got; a middle that is the most, or nothing, says more in other words."""
    if load.counts[0] == load.most:
        return words("load-same", most=load.most)
    if not load.median:
        return words("load-few", most=load.most)
    return words("load-line", median=load.median, most=load.most)


def _families(recipients: Sequence[Recipient]) -> Iterable[int]:
    """Give every recipient the number of its family: chats that share a child have the same."""
    parent = list(range(len(recipients)))

    def root(place: int) -> int:
        while parent[place] != place:
            parent[place] = parent[parent[place]]
            place = parent[place]
        return place

    first_with: dict[int, int] = {}
    for place, recipient in enumerate(recipients):
        for child in recipient.children:
            other = first_with.setdefault(child.id, place)
            parent[root(place)] = root(other)
    return map(root, range(len(recipients)))
