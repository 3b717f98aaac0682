"""Answering: a family's taps, handing in, and the free comment.

Who taps is known for the moment of the tap only. Nothing here logs an address or a family,
and the only row that depends on who has answered is a mark that means nothing without the
wave's key file.
"""

from __future__ import annotations

import structlog

from bot.clock import Clock
from bot.errors import BadInput, JiaxiaoError
from bot.i18n.languages import Language
from bot.people.service import People
from bot.plans.service import Plans
from bot.storage.database import Connection, Database
from bot.surveys import screens, store
from bot.surveys.care import speaks_of_self_harm
from bot.surveys.keys import KeyFolder, KeyMissing, KeysUnreachable
from bot.surveys.model import (
    LONGEST_COMMENT,
    Answer,
    NotInvited,
    Receipt,
    Respondent,
    Wave,
    WaveId,
    WaveLost,
    WaveMissing,
    WaveOver,
    WaveState,
)
from bot.surveys.opening import PLAN
from bot.surveys.screens import Screen
from bot.surveys.sealing import mark_of, seal_answer, seal_comment
from bot.surveys.store import Kind
from bot.surveys.taps import AnyTap, SurveyHandIn, SurveyLeave, SurveyTap

log = structlog.get_logger()

REFUSALS: tuple[type[JiaxiaoError], ...] = (
    WaveMissing,
    WaveOver,
    WaveLost,
    NotInvited,
    KeysUnreachable,
)
"""Why a survey cannot be answered; each becomes a kind sentence in its message."""


class CommentTooLong(BadInput):
    """A comment is longer than a message."""

    text_key = "survey-comment-too-long"


class CommentEmpty(BadInput):
    """A comment holds no text."""

    text_key = "survey-comment-empty"


class Answering:
    """Takes answers and comments.

    Args:
        database: Where the rows are.
        clock: The time.
        people: Says which family a chat belongs to.
        plans: Where a lost wave's plan is taken away.
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

    async def press(self, address: int, tap: AnyTap, language: Language) -> Screen:
        """Answer a tap on a survey's message; see `Surveys.press`."""
        try:
            wave, who, mark = await self._open_to(address, tap.wave, Kind.ANSWER)
            match tap:
                case SurveyLeave():
                    return screens.left(wave, language)
                case SurveyHandIn():
                    return await self._hand_in(wave, who, mark, tap, language)
                case SurveyTap():
                    return await self._show(wave, who, mark, tap, language)
        except REFUSALS as refusal:
            return screens.refused(refusal.text_key, language)

    async def comment(self, address: int, wave_id: int, text: str, language: Language) -> str:
        """Take a family's comment; see `Surveys.comment`."""
        stripped = text.strip()
        if not stripped:
            raise CommentEmpty
        if len(stripped) > LONGEST_COMMENT:
            raise CommentTooLong
        severe = speaks_of_self_harm(stripped)
        try:
            wave, _, mark = await self._open_to(address, wave_id, Kind.COMMENT)
            ciphertext = seal_comment(stripped, wave.public_key)
            receipt = await self._take(wave.id, Kind.COMMENT, mark, ciphertext)
        except REFUSALS as refusal:
            return screens.comment_refused(refusal.text_key, language, severe=severe)
        return screens.comment_taken(receipt, language, severe=severe)

    async def _show(
        self, wave: Wave, who: Respondent, mark: bytes, tap: SurveyTap, language: Language
    ) -> Screen:
        async with self._database.read() as connection:
            if await store.has_mark(connection, wave.id, mark):
                return screens.already(language)
        return screens.answering(wave, tap, who, language)

    async def _hand_in(
        self, wave: Wave, who: Respondent, mark: bytes, tap: SurveyHandIn, language: Language
    ) -> Screen:
        screens.check_tap(wave.survey, tap, who)
        answer = Answer(tap.grade, tap.choices)
        ciphertext = seal_answer(answer, wave.public_key)
        receipt = await self._take(wave.id, Kind.ANSWER, mark, ciphertext)
        return screens.handed_in(wave, answer, receipt, language)

    async def _take(self, wave_id: WaveId, kind: Kind, mark: bytes, ciphertext: bytes) -> Receipt:
        """Store mark and ciphertext in one transaction, or neither."""
        async with self._database.begin() as connection:
            wave = await store.wave(connection, wave_id, to_answer=True)
            if wave is None:
                raise WaveMissing
            self._require_open(wave)
            if not await store.add_mark(connection, wave_id, mark):
                return Receipt.REPEATED
            await store.add_sealed(connection, wave_id, kind, ciphertext)
            return Receipt.TAKEN

    async def _open_to(
        self, address: int, wave_id: int, kind: Kind
    ) -> tuple[Wave, Respondent, bytes]:
        """Find a wave that takes answers, who answers, and the mark of their family."""
        async with self._database.read() as connection:
            wave = await store.wave(connection, wave_id)
            if wave is None:
                raise WaveMissing
            who = await self._respondent(connection, wave, address)
        self._require_open(wave)
        try:
            key = self._keys.mark_key(wave.public_key)
        except KeyMissing as error:
            await self._give_up(wave)
            raise WaveLost from error
        return wave, who, mark_of(key, kind, who.family)

    async def _respondent(self, connection: Connection, wave: Wave, address: int) -> Respondent:
        person = await self._people.person_at(connection, address, Language.ZH_HANS)
        classes = [child.school_class for child in person.children]
        grades = {each.grade for each in classes if each.school_id == wave.school_id}
        family = await self._people.family_of(connection, address)
        if not grades or family is None:
            raise NotInvited
        return Respondent(family, tuple(sorted(grades)))

    def _require_open(self, wave: Wave) -> None:
        if wave.state is WaveState.LOST:
            raise WaveLost
        if not wave.takes_answers(self._clock.now()):
            raise WaveOver

    async def _give_up(self, wave: Wave) -> None:
        log.error("survey_lost", wave=wave.id, reason="its key file is gone")
        async with self._database.begin() as connection:
            await self._plans.remove(connection, PLAN, wave.id)
            await store.change_state(
                connection, wave.id, [WaveState.OPEN], WaveState.LOST, self._clock.now()
            )
