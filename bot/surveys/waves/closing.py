"""Closing a wave: open every seal, keep plain rows in random order, destroy the rest.

Closing goes in steps that can each be repeated, because a process may die between any two:

1. The wave stops taking answers (`closing`).
2. All seals are opened in memory; in one transaction the plain rows are written in random
   order, ciphertexts and marks deleted, and the wave is `closed`.
3. The key files are destroyed, freed pages overwritten, the write-ahead log emptied; only
   then is the wave noted as erased.

A wave whose key file is gone becomes `lost`; what is sealed stays where it is, unreadable,
so that an operator who finds the key again can still close it. The key of its marks is destroyed
all the same, since closing needs no marks.
"""

from __future__ import annotations

import structlog

from bot.clock import Clock
from bot.plans.service import Plans
from bot.storage import erasing
from bot.storage.database import Database
from bot.surveys import store
from bot.surveys.model import Wave, WaveId, WaveState
from bot.surveys.sealing.keys import KeyFolder, KeyMissing, KeysUnreachable
from bot.surveys.waves.packed import comments_in_random_order
from bot.surveys.waves.planning import remove_plans
from bot.surveys.waves.unsealing import Unsealed, unsealed

log = structlog.get_logger()


class Closing:
    """Brings waves from `closing` to their end.

    Args:
        database: Where the rows are.
        clock: The time.
        keys: Where the keys of open waves lie.
        plans: Where a lost wave's plans are taken away.
    """

    def __init__(self, database: Database, clock: Clock, keys: KeyFolder, plans: Plans) -> None:
        self._database = database
        self._clock = clock
        self._keys = keys
        self._plans = plans

    async def finish_all(self) -> int:
        """Finish every closing that has begun; return how many were brought further.

        A wave whose keys cannot be reached now is left for the next time. An open wave whose
        key is gone, as after a backup was restored, is given up.
        """
        async with self._database.read() as connection:
            waiting = await store.unfinished(connection)
            opened = await store.every_open(connection)
        count = 0
        for wave_id, public_key in opened:
            count += await self._give_up_without_key(wave_id, public_key)
        for wave_id in waiting:
            try:
                count += await self.finish(wave_id)
            except KeysUnreachable as error:
                log.warning("survey_keys_unreachable", wave=wave_id, reason=str(error))
        return count

    async def finish(self, wave_id: WaveId) -> bool:
        """Take the steps that are left of one wave's closing; say whether there were any.

        Raises:
            KeysUnreachable: The keys cannot be reached now; nothing was changed.
        """
        wave = await self._wave(wave_id)
        if wave.state is WaveState.CLOSING:
            await self._open_seals(wave)
            wave = await self._wave(wave_id)
            self._tell(wave)
        if wave.state is WaveState.CLOSED and wave.erased_at is None:
            await self._erase(wave)
            return True
        return wave.state is WaveState.LOST

    async def _open_seals(self, wave: Wave) -> None:
        try:
            private_key = self._keys.private_key(wave.public_key)
        except KeyMissing:
            await self._give_up(wave)
            return
        async with self._database.read() as connection:
            found = await unsealed(connection, wave, private_key)
        if found.unreadable:
            log.error("survey_records_unreadable", wave=wave.id, count=found.unreadable)
        await self._write_plain(wave, found)

    async def _write_plain(self, wave: Wave, found: Unsealed) -> None:
        now = self._clock.now()
        async with self._database.begin() as connection:
            # Another process may have been quicker; then nothing is left to write.
            if await store.change_state(
                connection, wave.id, [WaveState.CLOSING], WaveState.CLOSED, now
            ):
                for rows in found.answers.in_random_order(store.AT_A_TIME):
                    await store.put_answers(connection, wave.id, rows)
                comments = comments_in_random_order(found.comments)
                await store.put_comments(connection, wave.id, comments)
                await store.remove_all_sealed(connection, wave.id)

    async def _give_up_without_key(self, wave_id: WaveId, public_key: bytes) -> bool:
        try:
            self._keys.private_key(public_key)
        except KeysUnreachable:
            return False
        except KeyMissing:
            now = self._clock.now()
            async with self._database.begin() as connection:
                await remove_plans(self._plans, connection, wave_id)
                await store.change_state(
                    connection, wave_id, [WaveState.OPEN], WaveState.LOST, now
                )
            wave = await self._wave(wave_id)
            self._tell(wave)
            self._forget_who(wave)
            return True
        return False

    async def _give_up(self, wave: Wave) -> None:
        now = self._clock.now()
        async with self._database.begin() as connection:
            await store.change_state(connection, wave.id, [WaveState.CLOSING], WaveState.LOST, now)
        self._forget_who(wave)

    def _forget_who(self, wave: Wave) -> None:
        try:
            self._keys.forget_who(wave.public_key)
        except KeysUnreachable as error:
            log.warning("survey_keys_unreachable", wave=wave.id, reason=str(error))

    async def _erase(self, wave: Wave) -> None:
        self._keys.destroy(wave.public_key)
        if not await erasing.rewrite(self._database, store.ERASED_FROM):
            return
        now = self._clock.now()
        async with self._database.begin() as connection:
            await store.note_erased(connection, wave.id, now)

    async def _wave(self, wave_id: WaveId) -> Wave:
        async with self._database.read() as connection:
            wave = await store.wave(connection, wave_id)
        assert wave is not None
        return wave

    def _tell(self, wave: Wave) -> None:
        if wave.state is WaveState.LOST:
            log.error("survey_lost", wave=wave.id, reason="its key file is gone")
        else:
            log.info("survey_closed", wave=wave.id)
