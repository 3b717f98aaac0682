"""The way into an open wave: which wave, whether it takes answers, and the key of its marks.

Answers, comments and receipts all come in this way, so a wave that is over, lost or cannot
be reached is met in the same words everywhere.
"""

from __future__ import annotations

import structlog

from bot.clock import Clock
from bot.errors import JiaxiaoError
from bot.people.service import People
from bot.plans.service import Plans
from bot.storage.database import Connection, Database
from bot.surveys import store
from bot.surveys.keys import KeyFolder, KeyMissing, KeysUnreachable
from bot.surveys.model import (
    NotInvited,
    Respondent,
    Wave,
    WaveLost,
    WaveMissing,
    WaveOver,
    WaveState,
)
from bot.surveys.planning import remove_plans
from bot.surveys.respondents import respondent

log = structlog.get_logger()

REFUSALS: tuple[type[JiaxiaoError], ...] = (
    WaveMissing,
    WaveOver,
    WaveLost,
    NotInvited,
    KeysUnreachable,
)
"""Why a survey cannot be answered; each becomes a kind sentence in its message."""


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

    async def enter(self, address: int, wave_id: int) -> tuple[Wave, Respondent, bytes]:
        """Find a wave that takes answers, who answers, and the key of its marks.

        Raises:
            WaveMissing, WaveOver, WaveLost, NotInvited, KeysUnreachable: See `REFUSALS`.
        """
        async with self._database.read() as connection:
            wave = await store.wave(connection, wave_id)
            if wave is None:
                raise WaveMissing
            who = await respondent(self._people, connection, wave, address)
        self._require_open(wave)
        try:
            return wave, who, self._keys.mark_key(wave.public_key)
        except KeyMissing as error:
            await self._give_up(wave)
            raise WaveLost from error

    async def hold(self, connection: Connection, wave_id: int) -> Wave:
        """Find a wave and keep it open until the transaction ends.

        Raises:
            WaveMissing, WaveOver, WaveLost: It takes no answers.
        """
        wave = await store.wave(connection, wave_id, to_answer=True)
        if wave is None:
            raise WaveMissing
        self._require_open(wave)
        return wave

    def _require_open(self, wave: Wave) -> None:
        if wave.state is WaveState.LOST:
            raise WaveLost
        if not wave.takes_answers(self._clock.now()):
            raise WaveOver

    async def _give_up(self, wave: Wave) -> None:
        log.error("survey_lost", wave=wave.id, reason="its key file is gone")
        async with self._database.begin() as connection:
            await remove_plans(self._plans, connection, wave.id)
            await store.change_state(
                connection, wave.id, [WaveState.OPEN], WaveState.LOST, self._clock.now()
            )
