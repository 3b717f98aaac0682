"""Questions to second persons say that they are over, once nothing is to be decided any more.

All are asked at once and the first word counts; the others would find out only by tapping. So
would all of them where the time is up, or the author has taken back what they were asked about.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime

from bot.audit.model import Actor, InChat
from bot.delivery.model import Body, Deed
from bot.delivery.outbox import Outbox
from bot.i18n.catalogue import speaking
from bot.i18n.languages import Language
from bot.notices.model import NoticeId
from bot.people.service import People
from bot.storage.database import Connection


@dataclass(frozen=True)
class Answered:
    """What somebody was asked about, and what became of it.

    Attributes:
        batch: The questions.
        notice: The notice.
        text: What it was about, which stays to be read.
        key: What is said to the others, in the catalogue.
        by: Who ended it; who decided in a chat sees it under their own tap.
    """

    batch: str
    notice: NoticeId
    text: str
    key: str
    by: Actor


class Closing:
    """Takes the buttons off the questions of the others.

    Args:
        people: Knows their languages.
        outbox: Has the questions, and takes the edits.
    """

    def __init__(self, people: People, outbox: Outbox) -> None:
        self._people = people
        self._outbox = outbox

    async def close(self, connection: Connection, answered: Answered, now: datetime) -> None:
        """Let the questions say what became of them; what has not left never does."""
        await self._outbox.cancel(connection, answered.batch, now=now)
        edits = f"{answered.batch}:over"
        parts: dict[int, list[int]] = defaultdict(list)
        for sent in await self._outbox.sent(connection, answered.batch, besides=edits):
            parts[sent.address].append(sent.message_id)
        if isinstance(answered.by, InChat):
            parts.pop(answered.by.address, None)
        languages = await self._people.languages(connection, set(parts))
        for address, numbers in parts.items():
            words = speaking(languages.get(address, Language.ZH_HANS))
            said = words(answered.key, number=str(answered.notice))
            if len(numbers) == 1:  # What fitted into one message with all else fits again.
                said = f"{said}\n\n{answered.text}"
            await self._outbox.edit(
                connection,
                batch=edits,
                body=Body(said, deed=Deed.EDIT),
                targets=[(address, max(numbers))],
                now=now,
            )
