"""Taking answers into the database, several in one transaction when many come at once.

The evening a survey opens hundreds of families hand in within a minute. Those of a wave who come
while a transaction is under way share the next one (`storage/together`), each with its own mark,
in an order drawn by lot. An answer is reported as taken only after the commit; if that fails, none
of them is, and all may be tapped again.
"""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from typing import Final

from bot.storage.database import Connection, Database
from bot.storage.together import Together
from bot.surveys import store
from bot.surveys.answering.entering import Entrance
from bot.surveys.model import Receipt, WaveId
from bot.surveys.store import SealedAnswer

MOST_AT_ONCE: Final = 64


@dataclass(frozen=True)
class Entry:
    """A sealed answer on its way into the database.

    Attributes:
        record: The number its receipt leads to.
        mark: “There is an answer about this one.”
        said: The mark the family's comment has, or would have.
        asked: The mark to be set if the comment is asked for; None if the survey asks for none.
    """

    wave: WaveId
    record: bytes
    mark: bytes
    ciphertext: bytes
    said: bytes
    asked: bytes | None


@dataclass(frozen=True)
class Taken:
    """What came of it; `is_new` unless the same button was tapped before."""

    receipt: Receipt
    is_new: bool = False
    may_comment: bool = False


class Intake:
    """Writes answers.

    Args:
        database: Where the rows are.
        entrance: Keeps a wave open while it is written to.
    """

    def __init__(self, database: Database, entrance: Entrance) -> None:
        self._database = database
        self._entrance = entrance
        self._waves: dict[WaveId, Together[Entry, Taken]] = {}

    async def take(self, entry: Entry) -> Taken:
        """Store mark and ciphertext in one transaction, or neither.

        Raises:
            WaveOver, WaveLost: The wave has ended in the meantime.
            DatabaseUnwritable: Nothing was stored; so do other errors of the database.
        """
        wave_id = entry.wave
        if wave_id not in self._waves:
            write = partial(self._write, wave_id)
            self._waves[wave_id] = Together(self._database.begin, write, most=MOST_AT_ONCE)
        return await self._waves[wave_id].ask(entry)

    async def _write(
        self, wave_id: WaveId, connection: Connection, entries: Sequence[Entry]
    ) -> list[Taken]:
        await self._entrance.hold(connection, wave_id)
        # The order in which answers are written says nothing about who was first.
        order = list(range(len(entries)))
        secrets.SystemRandom().shuffle(order)
        taken = await _store(connection, wave_id, [entries[place] for place in order])
        found = dict(zip(order, taken, strict=True))
        return [found[place] for place in range(len(entries))]


async def _store(connection: Connection, wave_id: WaveId, entries: Sequence[Entry]) -> list[Taken]:
    marks = [mark for entry in entries for mark in (entry.mark, entry.said)]
    there = set(await store.marks_among(connection, wave_id, marks))
    found: list[Taken | None] = []
    new: list[Entry] = []
    for entry in entries:
        if entry.mark in there:
            found.append(None)
            continue
        there.add(entry.mark)
        new.append(entry)
        may_comment = entry.asked is not None and entry.said not in there
        found.append(Taken(Receipt.TAKEN, is_new=True, may_comment=may_comment))
    await _write_new(connection, wave_id, new, there)
    known = await _known(connection, wave_id, entries, found)
    return [
        one or Taken(Receipt.TAKEN if entry.record in known else Receipt.REPEATED)
        for entry, one in zip(entries, found, strict=True)
    ]


async def _write_new(
    connection: Connection, wave_id: WaveId, new: Sequence[Entry], there: set[bytes]
) -> None:
    if not new:
        return
    asked = {each.asked for each in new if each.asked is not None and each.said not in there}
    await store.add_marks(connection, wave_id, [*(each.mark for each in new), *asked])
    await store.add_answers(
        connection, wave_id, [SealedAnswer(each.record, each.ciphertext) for each in new]
    )


async def _known(
    connection: Connection,
    wave_id: WaveId,
    entries: Sequence[Entry],
    found: Sequence[Taken | None],
) -> set[bytes]:
    """Find which of the answers that were there before came from the very same button."""
    again = [entry.record for entry, one in zip(entries, found, strict=True) if one is None]
    return set(await store.records_among(connection, wave_id, again)) if again else set()
