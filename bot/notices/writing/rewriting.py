"""The text of a correction while its author writes it in the chat.

It is a row like a draft, because an app may cut it into several messages. A preview names the
text it shows, so that a button under an older one never sends another text than it showed.
"""

from __future__ import annotations

from datetime import datetime
from hashlib import blake2b
from typing import Final

from bot.notices import store
from bot.notices.model import Notice, NoticeId, State
from bot.notices.room import Room
from bot.notices.store import versions
from bot.notices.wording import compose
from bot.notices.writing import joining

CORRECTABLE: Final = (State.SENDING, State.SENT)


class Rewriting(Room):
    """Keeps corrections that are being written."""

    async def correction_prompted_by(self, notice_id: int, message_id: int) -> None:
        """Remember the question whose reply will be the corrected text."""
        async with self._database.begin() as connection:
            await store.change(
                connection,
                NoticeId(notice_id),
                prompt_message_id=message_id,
                correction=None,
                goes_on_until=None,
            )

    async def to_correct(self, address: int, message_id: int) -> Notice | None:
        """Find the notice whose corrected text a question in a chat has asked for."""
        async with self._database.read() as connection:
            number = await versions.prompted(connection, address, message_id, CORRECTABLE)
            return None if number is None else await store.required(connection, number)

    async def correction_goes_on(self, address: int, came_at: datetime | None) -> Notice | None:
        """Find the notice whose correction goes on with what came at an instant; aware."""
        if came_at is None:
            return None
        async with self._database.read() as connection:
            number = await versions.rewritten(connection, address, came_at, CORRECTABLE)
            notice = None if number is None else await store.required(connection, number)
        return notice if notice and joining.goes_on(notice, came_at) else None

    async def write_correction(self, notice_id: int, text: str, came_at: datetime | None) -> str:
        """Keep a correction's text, or its next part if an app has cut it; return all of it.

        Args:
            notice_id: The notice.
            text: The text.
            came_at: When the message with it was sent, aware; None if nobody cuts it.

        Raises:
            TextUnusable: It is empty or too long; nothing of it is kept then.
        """
        plain = compose.checked(text)
        async with self._database.begin() as connection:
            notice = await store.required(connection, notice_id)
            whole = joining.whole(notice, notice.correction, plain, came_at)
            fits = joining.fits(whole)
            await store.change(
                connection,
                notice.id,
                correction=whole if fits else None,
                goes_on_until=joining.until(plain, came_at) if fits else None,
            )
        return compose.checked(whole)

    async def correction_written(self, notice_id: int, mark: str) -> str | None:
        """Return a correction's text if it is still the one a mark stands for."""
        async with self._database.read() as connection:
            text = (await store.required(connection, notice_id)).correction
        return text if text and mark_of(text) == mark else None

    async def drop_correction(self, notice_id: int) -> None:
        """Erase a correction that its author does not want any more."""
        async with self._database.begin() as connection:
            await store.change(
                connection, NoticeId(notice_id), correction=None, goes_on_until=None
            )


def mark_of(text: str) -> str:
    """Return a few letters that stand for a text under a button."""
    return blake2b(text.encode(), digest_size=6).hexdigest()
