"""Texts that an app has cut, where there is no joining: they are refused as a whole.

A reason or an answer to a parent is shorter than what apps cut, so the parts of a cut one come
to nothing together. Without a note of the first part, the last, which may be short, would be
taken for the whole.
"""

from __future__ import annotations

from datetime import datetime

from bot.notices.particulars import LongReply
from bot.notices.room import Room
from bot.notices.store import long_replies
from bot.notices.writing import joining


class Cutting(Room):
    """Tells the parts of a cut text from texts of their own."""

    async def long_text_came(
        self, chat: int, reply: LongReply, text: str, came_at: datetime | None
    ) -> None:
        """Note a text that may go on in another message; short ones are not noted.

        Args:
            chat: The number of the chat.
            reply: The message.
            text: What it says.
            came_at: When it was sent, aware; None if nobody cuts it.
        """
        if came_at is None or joining.until(text, came_at) is None:
            return
        async with self._database.begin() as connection:
            await long_replies.drop(connection, chat, came_at - joining.WITHIN)
            await long_replies.add(connection, chat, reply, came_at=came_at, is_cut=False)

    async def rest_of(
        self, chat: int, reply: LongReply, text: str, came_at: datetime | None
    ) -> LongReply | None:
        """Return the long text that a message goes on with, and note that both are parts.

        What answers another question than the long text did is a text of its own.
        """
        if came_at is None:
            return None
        async with self._database.read() as connection:
            since = came_at - joining.WITHIN
            before = await long_replies.recent(connection, chat, since, came_at)
        goes_with = [
            one
            for one in before
            if one.message_id != reply.message_id and reply.question_id in (None, one.question_id)
        ]
        if not goes_with:
            return None
        async with self._database.begin() as connection:
            numbers = [one.message_id for one in goes_with]
            await long_replies.mark_cut(connection, chat, numbers)
            if joining.until(text, came_at) is not None:
                await long_replies.add(connection, chat, reply, came_at=came_at, is_cut=True)
        return goes_with[0]

    async def is_part(self, chat: int, message_id: int) -> bool:
        """Say whether a message is a part of a text that was cut."""
        async with self._database.read() as connection:
            return await long_replies.is_cut(connection, chat, message_id)

    async def long_held(self, chat: int) -> int:
        """Count the long messages of a chat that are noted, for its own eyes."""
        async with self._database.read() as connection:
            return await long_replies.held(connection, chat)
