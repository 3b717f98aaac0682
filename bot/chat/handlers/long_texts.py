"""What staff write that an app has cut, where a text in parts can only be refused.

Notices and corrections are joined (`notices`, `notice_after`). Everything else that staff
write in reply is shorter than what apps cut: none of the parts is taken, and its author is
told so once for each further part.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import replace

from bot.chat.talk import Talk
from bot.notices.particulars import LongReply

Handler = Callable[[Talk], Awaitable[bool]]


async def is_rest(talk: Talk) -> bool:
    """Refuse what goes on with a text that was not joined; False if it is a text of its own."""
    chat = talk.person.chat
    if chat is None or not talk.person.is_staff:
        return False
    notices = talk.services.notices
    first = await notices.rest_of(chat.id, _reply(talk), talk.text, talk.written_at)
    if first is None:
        return False
    unasked = first.question_id is None
    await talk.say(talk.words("long-texts-unasked" if unasked else "long-texts-cut"))
    return True


async def note(talk: Talk, question: int | None = None) -> None:
    """Remember a long text at hand of which more may follow.

    Args:
        talk: Its turn.
        question: The message of ours that the text answers, if it does not reply to it.
    """
    chat = talk.person.chat
    if chat is not None and talk.person.is_staff and talk.text:
        notices = talk.services.notices
        reply = _reply(talk)
        if reply.question_id is None:
            reply = replace(reply, question_id=question)
        await notices.long_text_came(chat.id, reply, talk.text, talk.written_at)


async def taken(talk: Talk, *handlers: Handler) -> bool:
    """Let the first handler that wants to take a reply, and remember it if it is long."""
    for handler in handlers:
        if await handler(talk):
            await note(talk)
            return True
    return False


async def is_part(talk: Talk) -> bool:
    """Say so if the text that a tapped button means is only a part of what was written."""
    chat, quoted = talk.person.chat, talk.quoted
    if chat is None or quoted is None:
        return False
    if not await talk.services.notices.is_part(chat.id, quoted.message_id):
        return False
    await talk.edit_buttons(())
    await talk.say(talk.words("long-texts-cut"))
    return True


def _reply(talk: Talk) -> LongReply:
    quoted = talk.quoted
    return LongReply(talk.message_id, quoted.message_id if quoted else None)
