"""The free comment: a record of its own, sealed and tied to no answer.

Apps cut a text of more than 4,096 characters into several messages. To join them, the first would
have to be kept readable until the others have come; so the first alone is sealed, and of the
others it is said that they are not taken.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

import structlog

from bot.clock import Clock
from bot.delivery.model import counted
from bot.errors import BadInput
from bot.i18n.languages import Language
from bot.storage.database import Database, DatabaseBroken, DatabaseUnwritable
from bot.surveys import store
from bot.surveys.answering import screens
from bot.surveys.answering.entering import REFUSALS, Entrance
from bot.surveys.model import LONGEST_COMMENT, MAY_BE_CUT, Receipt, WaveId
from bot.surveys.sealing.keys import KeyFolder, KeyMissing, KeysUnreachable
from bot.surveys.sealing.marks import asked_marks, cut_marks
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


@dataclass(frozen=True)
class Wanted:
    """What words without a reply may be meant for.

    Attributes:
        wave: The survey's wave.
        is_rest: They go on with a comment that an app has cut.
    """

    wave: WaveName
    is_rest: bool = False


@dataclass(frozen=True)
class _Marked:
    """What the marks of an open wave say of a chat.

    Attributes:
        asked: The marks that say it was asked for its comment.
        latest: The mark that a long text of this moment gets.
        cut: Whether such a text came a moment ago.
    """

    wave: WaveName
    asked: list[bytes]
    latest: bytes
    cut: bool


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

    async def comment(
        self,
        address: int,
        name: WaveName,
        text: str,
        language: Language,
        came_at: datetime | None = None,
    ) -> str:
        """Take a family's comment; see `Surveys.comment`."""
        said = cleaned(text)
        if not said:
            raise CommentEmpty
        if len(said) > LONGEST_COMMENT:
            raise CommentTooLong
        severe = self._is_danger(said)
        try:
            receipt = await self._take(address, name, said, came_at or self._clock.now())
        except (DatabaseUnwritable, DatabaseBroken) as error:
            log.warning("survey_comment_not_stored", wave=name.number, kind=type(error).__name__)
            return screens.comment_refused("survey-comment-paused", language, severe=severe)
        except KeysUnreachable:
            return screens.comment_refused("survey-comment-paused", language, severe=severe)
        except REFUSALS as refusal:
            return screens.comment_refused(refusal.text_key, language, severe=severe)
        if receipt is None:
            return screens.comment_refused("survey-comment-cut", language, severe=severe)
        return screens.comment_taken(receipt, language, severe=severe)

    async def wanted(
        self, address: int, schools: Sequence[int], text: str, came_at: datetime | None
    ) -> Wanted | None:
        """Find what words without a reply may be meant for; see `Surveys.comment_wanted`."""
        found = await self._marked(address, schools, came_at) if schools else []
        for each in found:
            if each.cut:
                await self._note_if_long(each, text)
                return Wanted(each.wave, is_rest=True)
        return next((Wanted(each.wave) for each in found if each.asked), None)

    async def declined(self, address: int, schools: Sequence[int]) -> None:
        """Remember no longer that a chat was asked."""
        found = await self._marked(address, schools, None)
        if any(each.asked for each in found):
            async with self._database.begin() as connection:
                for each in found:
                    for mark in each.asked:
                        await store.remove_mark(connection, WaveId(each.wave.number), mark)

    async def _take(
        self, address: int, name: WaveName, said: str, came_at: datetime
    ) -> Receipt | None:
        """Seal a comment and store it; None if it goes on with one that was cut."""
        wave, who, key = await self._entrance.enter(address, name)
        mark = mark_of(key, Kind.COMMENT, who.family)
        asked = asked_marks(key, address, self._clock.now())
        cut = cut_marks(key, address, came_at)
        ciphertext = seal_comment(said, wave.public_key)
        async with self._database.begin() as connection:
            await self._entrance.hold(connection, wave.id)
            there = set(await store.marks_among(connection, wave.id, [*asked, *cut]))
            if counted(said) >= MAY_BE_CUT:
                await store.add_mark(connection, wave.id, cut[0])
            if there.intersection(cut):
                return None
            for one in there:
                await store.remove_mark(connection, wave.id, one)
            if not await store.add_mark(connection, wave.id, mark):
                return Receipt.REPEATED
            await store.add_comment(connection, wave.id, ciphertext)
            return Receipt.TAKEN

    async def _marked(
        self, address: int, schools: Sequence[int], came_at: datetime | None
    ) -> list[_Marked]:
        """Find the marks a chat has in the open waves of some schools."""
        now, found = self._clock.now(), []
        async with self._database.read() as connection:
            for wave, public_key in await store.open_waves(connection, schools):
                try:
                    key = self._keys.mark_key(public_key)
                except (KeyMissing, KeysUnreachable):
                    continue
                asked, cut = (
                    asked_marks(key, address, now),
                    cut_marks(key, address, came_at or now),
                )
                there = await store.marks_among(connection, WaveId(wave.number), [*asked, *cut])
                mine = [mark for mark in asked if mark in there]
                found.append(_Marked(wave, mine, cut[0], not set(cut).isdisjoint(there)))
        return found

    async def _note_if_long(self, marked: _Marked, text: str) -> None:
        """Remember that more may follow a part, too."""
        if counted(text) >= MAY_BE_CUT:
            async with self._database.begin() as connection:
                await store.add_mark(connection, WaveId(marked.wave.number), marked.latest)


def cleaned(text: str) -> str:
    """Return what was written without control characters and halves of characters."""
    whole = text.expandtabs(1).encode("utf-8", "ignore").decode()
    return "".join(each for each in whole if each == "\n" or not _is_control(each)).strip()


def _is_control(character: str) -> bool:
    return unicodedata.category(character) == "Cc" or character in _TURNS_TEXT_ROUND
