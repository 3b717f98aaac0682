"""The way into an open wave: which wave, whether it takes answers, and the key of its marks.

Answers, comments and receipts all come in this way, so a wave that is over, lost or cannot
be reached is met in the same words everywhere.
"""

from __future__ import annotations

from datetime import datetime
from time import monotonic
from typing import Final

import structlog

from bot.clock import Clock
from bot.errors import JiaxiaoError
from bot.i18n.languages import Language
from bot.people.model import Person
from bot.people.service import People
from bot.plans.service import Plans
from bot.storage.database import Connection, Database
from bot.surveys import store
from bot.surveys.answering.respondents import respondent
from bot.surveys.model import (
    NotInvited,
    Respondent,
    Wave,
    WaveForgotten,
    WaveLost,
    WaveMissing,
    WaveOver,
    WaveState,
    takes_answers,
)
from bot.surveys.sealing.keys import KeyFolder, KeyMissing, KeysUnreachable
from bot.surveys.taps import WaveName
from bot.surveys.waves.planning import remove_plans

log = structlog.get_logger()

REFUSALS: tuple[type[JiaxiaoError], ...] = (
    WaveMissing,
    WaveForgotten,
    WaveOver,
    WaveLost,
    NotInvited,
    KeysUnreachable,
)
"""Why a survey cannot be answered; each becomes a kind sentence in its message."""


SEEN_FOR: Final = 1.0
"""Seconds for which an open wave need not be read again to show its next question."""


class Entrance:
    """Lets families into open waves.

    Args:
        database: Where the rows are.
        clock: The time.
        people: Says which family a chat belongs to.
        plans: Where a lost wave's plans are taken away.
        keys: Where the keys of open waves lie.
    """

    def __init__(
        self, database: Database, clock: Clock, *, people: People, plans: Plans, keys: KeyFolder
    ) -> None:
        self._database = database
        self._clock = clock
        self._people = people
        self._plans = plans
        self._keys = keys
        self._seen: dict[int, Wave] = {}
        self._seen_until = 0.0

    async def enter(
        self, address: int, name: WaveName, person: Person | None = None
    ) -> tuple[Wave, Respondent, bytes]:
        """Find a wave that takes answers, who answers, and the key of its marks.

        Args:
            address: The chat.
            name: The wave, as a button or a reply calls it.
            person: Who taps, if the caller has just found out.

        Raises:
            WaveMissing, WaveForgotten, WaveOver, WaveLost, NotInvited, KeysUnreachable: See
                `REFUSALS`.
        """
        async with self._database.read() as connection:
            wave = await self._wave(connection, name.number)
            if wave.name != name:
                raise WaveForgotten
            who = person or await self._people.person_at(connection, address, Language.ZH_HANS)
            answers = await respondent(self._people, connection, wave, who)
        self._require_open(wave.state, wave.closes_at)
        try:
            return wave, answers, self._keys.mark_key(wave.public_key)
        except KeyMissing as error:
            await self._require_still_open(wave)
            await self._give_up(wave)
            raise WaveLost from error

    async def _wave(self, connection: Connection, wave_id: int) -> Wave:
        """Find a wave, which may have been read a moment ago.

        Nothing is taken on the strength of that: `hold` looks again before anything is written.
        """
        now = monotonic()
        if self._seen_until < now:
            self._seen.clear()
            self._seen_until = now + SEEN_FOR
        wave = self._seen.get(wave_id) or await store.wave(connection, wave_id)
        if wave is None:
            raise WaveMissing
        if wave.state is WaveState.OPEN:
            self._seen[wave_id] = wave
        return wave

    async def hold(self, connection: Connection, wave_id: int) -> None:
        """Keep a wave open until the transaction ends.

        Raises:
            WaveMissing, WaveOver, WaveLost: It takes no answers.
        """
        found = await store.standing(connection, wave_id)
        if found is None:
            raise WaveMissing
        self._require_open(*found)

    async def _require_still_open(self, wave: Wave) -> None:
        """Look whether a wave has been closed, and its key destroyed, since it was read."""
        self._seen.pop(wave.id, None)
        async with self._database.begin() as connection:
            await self.hold(connection, wave.id)

    def _require_open(self, state: WaveState, closes_at: datetime | None) -> None:
        if state is WaveState.LOST:
            raise WaveLost
        if not takes_answers(state, closes_at, self._clock.now()):
            raise WaveOver

    async def _give_up(self, wave: Wave) -> None:
        log.error("survey_lost", wave=wave.id, reason="its key file is gone")
        async with self._database.begin() as connection:
            await remove_plans(self._plans, connection, wave.id)
            await store.change_state(
                connection, wave.id, [WaveState.OPEN], WaveState.LOST, self._clock.now()
            )
