"""The free comment: a record of its own, sealed and tied to no answer."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Final

import structlog

from bot.clock import Clock
from bot.errors import BadInput
from bot.i18n.languages import Language
from bot.storage.database import Database, DatabaseBroken, DatabaseUnwritable
from bot.surveys import store
from bot.surveys.answering import screens
from bot.surveys.answering.entering import REFUSALS, Entrance
from bot.surveys.model import LONGEST_COMMENT, Receipt, WaveId
from bot.surveys.sealing.keys import KeyFolder, KeyMissing, KeysUnreachable
from bot.surveys.sealing.marks import asked_marks
from bot.surveys.sealing.seals import mark_of, seal_comment
from bot.surveys.store import Kind
from bot.surveys.taps import WaveName

log = structlog.get_logger()

_TURNS_TEXT_ROUND: Final = "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
"""Characters that make a sheet show words in another order than they stand there."""


class CommentTooLong(BadInput):
    """A comment is longer than a message."""

    text_key = "survey-comment-too-long"


class CommentEmpty(BadInput):
    """A comment holds no text."""

    text_key = "survey-comment-empty"


class Commenting:
    """Takes comments.

    Args:
        database: Where the rows are.
        clock: The time.
        entrance: Lets families into open waves.
        keys: Where the keys of open waves lie.
        is_danger: Says whether words speak of self-harm, abuse or violence.
    """

    def __init__(
        self,
        database: Database,
        clock: Clock,
        *,
        entrance: Entrance,
        keys: KeyFolder,
        is_danger: Callable[[str], bool],
    ) -> None:
        self._database = database
        self._clock = clock
        self._entrance = entrance
        self._keys = keys
        self._is_danger = is_danger

    async def comment(self, address: int, name: WaveName, text: str, language: Language) -> str:
        """Take a family's comment; see `Surveys.comment`."""
        said = cleaned(text)
        if not said:
            raise CommentEmpty
        if len(said) > LONGEST_COMMENT:
            raise CommentTooLong
        severe = self._is_danger(said)
        try:
            receipt = await self._take(address, name, said)
        except (DatabaseUnwritable, DatabaseBroken) as error:
            log.warning("survey_comment_not_stored", wave=name.number, kind=type(error).__name__)
            return screens.comment_refused("survey-comment-paused", language, severe=severe)
        except KeysUnreachable:
            return screens.comment_refused("survey-comment-paused", language, severe=severe)
        except REFUSALS as refusal:
            return screens.comment_refused(refusal.text_key, language, severe=severe)
        return screens.comment_taken(receipt, language, severe=severe)

    async def wanted(self, address: int, schools: Sequence[int]) -> WaveName | None:
        """Find the wave whose comment a chat was asked for within the last minutes.

        Args:
            address: The chat.
            schools: Those of its children; with none nothing is looked up.
        """
        found = await self._asked(address, schools, self._clock.now()) if schools else []
        return found[0][0] if found else None

    async def declined(self, address: int, schools: Sequence[int]) -> None:
        """Remember no longer that a chat was asked."""
        found = await self._asked(address, schools, self._clock.now())
        if found:
            async with self._database.begin() as connection:
                for name, mark in found:
                    await store.remove_mark(connection, WaveId(name.number), mark)

    async def _take(self, address: int, name: WaveName, said: str) -> Receipt:
        wave, who, key = await self._entrance.enter(address, name)
        mark = mark_of(key, Kind.COMMENT, who.family)
        asked = asked_marks(key, address, self._clock.now())
        ciphertext = seal_comment(said, wave.public_key)
        async with self._database.begin() as connection:
            await self._entrance.hold(connection, wave.id)
            for one in await store.marks_among(connection, wave.id, asked):
                await store.remove_mark(connection, wave.id, one)
            if not await store.add_mark(connection, wave.id, mark):
                return Receipt.REPEATED
            await store.add_comment(connection, wave.id, ciphertext)
            return Receipt.TAKEN

    async def _asked(
        self, address: int, schools: Sequence[int], now: datetime
    ) -> list[tuple[WaveName, bytes]]:
        found = []
        async with self._database.read() as connection:
            for name, public_key in await store.open_waves(connection, schools):
                try:
                    key = self._keys.mark_key(public_key)
                except (KeyMissing, KeysUnreachable):
                    continue
                marks = asked_marks(key, address, now)
                there = await store.marks_among(connection, WaveId(name.number), marks)
                found += [(name, mark) for mark in there]
        return found


def cleaned(text: str) -> str:
    """Return what was written without control characters and halves of characters."""
    whole = text.expandtabs(1).encode("utf-8", "ignore").decode()
    return "".join(each for each in whole if each == "\n" or not _is_control(each)).strip()


def _is_control(character: str) -> bool:
    return unicodedata.category(character) == "Cc" or character in _TURNS_TEXT_ROUND
