"""Lets totals over several schools leave, audited with everything the schools have shown."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Final

from bot.clock import Clock
from bot.storage.database import Connection, Database
from bot.surveys import store
from bot.surveys.door import released
from bot.surveys.door.door import Door
from bot.surveys.figures.district import Tables, district_of, totals
from bot.surveys.figures.measures import measures
from bot.surveys.figures.results import ANSWERED, Results, Shown
from bot.surveys.hiding.anonymity import Limits
from bot.surveys.hiding.districts import Parts, may_be_told, part_of
from bot.surveys.hiding.exposure import Group
from bot.surveys.model import Wave, WaveId, WaveState
from bot.surveys.questions.schema import Survey

TOGETHER: Final = timedelta(days=45)
"""How far apart the schools' waves may have ended."""


class DistrictDoor:
    """Gives out what may be known of several schools together.

    Args:
        database: Where the rows are.
        clock: The time.
        door: Gives out the figures of each school.
        limits: The smallest groups whose figures may leave.
    """

    def __init__(self, database: Database, clock: Clock, door: Door, limits: Limits) -> None:
        self._database = database
        self._clock = clock
        self._door = door
        self._limits = limits

    async def results(self, waves: Sequence[Wave]) -> Results:
        """Return the totals over some schools' waves that may leave, and note that they did.

        Each school's own figures are let out first, because a total may leave only beside
        what they already are.

        Args:
            waves: Closed waves of the same questions, one of each school.
        """
        survey = waves[0].survey
        for wave in waves:
            await self._door.results(wave)
        async with self._database.begin() as connection:
            known = await self._known(connection, waves)
            now = frozenset(int(wave.id) for wave in waves)
            told = [
                name
                for names in _together(survey)
                if all(known.may_leave(name, now, self._limits) for name in names)
                for name in names
            ]
            found = district_of(waves, known.tables, self._limits, told)
            if found.shown:
                moment = self._clock.now()
                await released.note_district(
                    connection, survey.id, found.digest, found.shown, moment
                )
        return found

    async def _known(self, connection: Connection, waves: Sequence[Wave]) -> _Known:
        """Collect the answers and what has left of these waves and of those of earlier totals."""
        before = await released.shown_of_districts(connection, waves[0].survey.id)
        known = {int(wave.id): wave for wave in waves}
        for number in {number for row in before for number in row.group} - set(known):
            wave = await store.wave(connection, WaveId(number))
            if wave is not None:
                known[number] = wave
        return _Known(
            {number: wave.school_id for number, wave in known.items()},
            {number: await self._door.tables(wave) for number, wave in known.items()},
            {number: await released.shown(connection, WaveId(number)) for number in known},
            before,
        )


@dataclass(frozen=True)
class _Known:
    """What is known of waves, by their numbers.

    Attributes:
        schools: Whose they are.
        tables: How they were answered.
        own: What has left of each by itself.
        before: The totals that have left.
    """

    schools: Mapping[int, int]
    tables: Tables
    own: Mapping[int, Sequence[Shown]]
    before: Sequence[Shown]

    def may_leave(self, name: str, now: Group, limits: Limits) -> bool:
        """Say whether a measure's total over some waves may leave."""
        total, is_plain = totals(now, self.tables, name), name == ANSWERED
        if not total:
            return False
        parts: Parts = {
            number: part_of(table[name], self._published(number, name))
            for number, table in self.tables.items()
            if name in table
        }
        rows = [row for row in self.before if row.measure == name and row.group <= set(parts)]
        if not is_plain and any(self._is_step(total, row, now, limits) for row in rows):
            return False
        before = [row.group for row in rows]
        return may_be_told(now, total, parts, before, limits, is_plain=is_plain)

    def _published(self, number: int, name: str) -> frozenset[Group]:
        return frozenset(row.group for row in self.own[number] if row.measure == name)

    def _is_step(self, total: tuple[int, ...], row: Shown, now: Group, limits: Limits) -> bool:
        """Say whether only a few families part a total from an earlier one of these schools."""
        same_schools = {self.schools[each] for each in row.group} == {
            self.schools[each] for each in now
        }
        if row.group == now or not same_schools or len(row.counts) != len(total):
            return False
        steps = [new - old for new, old in zip(total, row.counts, strict=True)]
        one_way = min(steps) >= 0 or max(steps) <= 0
        return one_way and 0 < abs(sum(steps)) < limits.figures


def _together(survey: Survey) -> list[list[str]]:
    """List the measures, those that leave together or not at all side by side."""
    counted = measures(survey)
    families = dict.fromkeys(measure.family for measure in counted)
    return [[ANSWERED], *([m.id for m in counted if m.family == one] for one in families)]


def newest_of_each(waves: Sequence[Wave], survey: str, schools: Collection[int]) -> list[Wave]:
    """Choose the waves a district's totals are over.

    Args:
        waves: All waves.
        survey: The survey's id.
        schools: The district's schools.

    Returns:
        The newest closed wave of each school that ended within `TOGETHER` of the newest of all
        and asks the same version; empty if there is none.
    """
    mine: dict[int, Wave] = {}
    for wave in sorted(waves, key=lambda wave: wave.id):
        is_closed = wave.state is WaveState.CLOSED
        if is_closed and wave.survey.id == survey and wave.school_id in schools:
            mine[wave.school_id] = wave
    if not mine:
        return []
    newest = max(mine.values(), key=lambda wave: wave.closed_at or wave.opened_at)
    assert newest.closed_at is not None
    return [
        wave
        for wave in mine.values()
        if wave.survey.version == newest.survey.version
        and wave.closed_at is not None
        and newest.closed_at - wave.closed_at <= TOGETHER
    ]
