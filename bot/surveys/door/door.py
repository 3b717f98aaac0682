"""Brings answers to the rules of the door, and keeps account of what goes out.

Nothing else reads plain rows (a contract sees to it), so nothing can leave by another way:
answers are counted here, `hiding` decides what may be shown, and what is shown is
written down as it was published, so that every later export is audited together with it.
"""

from __future__ import annotations

import asyncio
import secrets
from collections import OrderedDict
from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from datetime import timedelta
from typing import Final

from bot.clock import Clock
from bot.people.service import People
from bot.storage.database import Connection, Database
from bot.surveys import store
from bot.surveys.door import plain_rows, released
from bot.surveys.figures.counting import counted
from bot.surveys.figures.measures import measures
from bot.surveys.figures.results import Asked, Results, Shown, from_tables
from bot.surveys.hiding.anonymity import Limits, Table, Told
from bot.surveys.hiding.districts import part_of
from bot.surveys.hiding.exposure import Published
from bot.surveys.hiding.scrubbing import scrubbed
from bot.surveys.model import Wave, WaveId, WaveLost, WaveState, WaveStillOpen

SAME_FAMILIES: Final = timedelta(days=14)
"""Waves of one survey that end so close together are held against each other."""

_REMEMBERED: Final = 32
"""Waves whose counts are kept at hand; they never change once a wave is closed."""


class Door:
    """Gives out what may be known of closed waves.

    Args:
        database: Where the rows are.
        clock: The time.
        people: Knows the names of schools and classes, which comments must not tell.
        limits: The smallest groups whose figures and texts may leave.
    """

    def __init__(self, database: Database, clock: Clock, people: People, limits: Limits) -> None:
        self._database = database
        self._clock = clock
        self._people = people
        self._limits = limits
        self._counted: OrderedDict[WaveId, Mapping[str, Table]] = OrderedDict()

    async def results(self, wave: Wave, grades: AbstractSet[int] = frozenset()) -> Results:
        """Return the figures of a closed wave that may leave, and note that they did.

        Args:
            wave: The wave.
            grades: Only these grades; none for the whole school.

        Raises:
            WaveStillOpen: It has not been closed.
            WaveLost: Its key is gone, so there will never be figures.
        """
        require_closed(wave)
        tables = await self.tables(wave)
        comments = [] if grades else await self._comments(wave)
        async with self._database.begin() as connection:
            told = await self._told(connection, wave, tables)
            invited = await store.invited(connection, wave.id)
            asked = Asked(frozenset(grades), told, invited)
            found = from_tables(wave, tables, comments, self._limits, asked)
            if found.shown:
                now = self._clock.now()
                await released.note(connection, wave.id, found.digest, found.shown, now)
        return found

    async def tables(self, wave: Wave) -> Mapping[str, Table]:
        """Return how a closed wave was answered, counted; for the doors alone."""
        if wave.id in self._counted:
            self._counted.move_to_end(wave.id)
            return self._counted[wave.id]
        async with self._database.read() as connection:
            answers = await plain_rows.answers(connection, wave.id)
        tables = await asyncio.to_thread(counted, wave.survey, answers)
        self._counted[wave.id] = tables
        while len(self._counted) > _REMEMBERED:
            self._counted.popitem(last=False)
        return tables

    async def _comments(self, wave: Wave) -> list[str]:
        """Read the comments, without what would say who wrote them, in random order."""
        async with self._database.read() as connection:
            texts = await plain_rows.comments(connection, wave.id)
            if len(texts) < self._limits.texts:
                return []
            school = await self._people.school(connection, wave.school_id)
            classes = await self._people.classes(connection, school)
        names = [each.name for each in classes]
        left = [scrubbed(text, school.name, names) for text in texts]
        secrets.SystemRandom().shuffle(left)
        return left

    async def _told(
        self, connection: Connection, wave: Wave, tables: Mapping[str, Table]
    ) -> dict[str, Told]:
        """Collect what has left: of this wave, and of those the same families answered."""
        before = await released.shown(connection, wave.id)
        others = [
            await released.shown(connection, other.id)
            for other in await store.waves(connection)
            if other.id != wave.id and _are_close(other, wave)
        ]
        totals = await released.shown_of_districts(connection, wave.survey.id)
        in_totals = {row.measure for row in totals if int(wave.id) in row.group}
        width = {measure.id: len(measure.answers) for measure in measures(wave.survey)}
        names = {row.measure for row in before} | set(width) | in_totals
        found = {}
        for name in names:
            groups = frozenset(row.group for row in before if row.measure == name)
            is_part = name in in_totals and name in tables
            found[name] = Told(
                groups,
                tuple(filter(None, (_of(rows, name, width.get(name, 1)) for rows in others))),
                is_final=is_part and part_of(tables[name], groups) is not None,
            )
        return found


def require_closed(wave: Wave) -> None:
    """Let nothing out of a wave that is not closed.

    Raises:
        WaveStillOpen: It has not been closed.
        WaveLost: Its key is gone, so there will never be figures.
    """
    if wave.state is WaveState.LOST:
        message = (
            f"Survey {wave.id}: its key file is gone from surveys.keys_path, so its answers can "
            "never be read; open a new one."
        )
        raise WaveLost(message)
    if wave.state is not WaveState.CLOSED:
        message = f"Survey {wave.id} is still open; type `jiaxiao survey close {wave.id}`."
        raise WaveStillOpen(message)


def _are_close(one: Wave, other: Wave) -> bool:
    if (one.school_id, one.survey.id) != (other.school_id, other.survey.id):
        return False
    if one.closed_at is None or other.closed_at is None:
        return False
    return abs(one.closed_at - other.closed_at) < SAME_FAMILIES


def _of(rows: Sequence[Shown], measure: str, width: int) -> Published | None:
    found = [
        (row.group, row.counts)
        for row in rows
        if row.measure == measure and len(row.counts) == width
    ]
    return Published(found) if found else None
