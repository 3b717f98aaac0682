"""What is kept around an answer, and never at the price of the answer.

Whoever asked has their reply, or is about to get it, whatever becomes of this: the last
topic, questions without an answer, thumbs. A database that is busy or broken costs a line in
the log and nothing else.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from functools import partial

import structlog

from bot.chat.talk import Talk
from bot.errors import JiaxiaoError
from bot.faq.model import Entry
from bot.faq.recalled import LastTopic, may_be_kept
from bot.inbox.model import Why
from bot.matching.grades import Span
from bot.storage.database import DatabaseBroken

log = structlog.get_logger()


async def recalled(talk: Talk) -> LastTopic | None:
    """Return what this chat was told within the last half hour, if that can be known."""
    if talk.trouble is not None:
        return None
    try:
        return await talk.services.topics.last(talk.address)
    except (JiaxiaoError, DatabaseBroken) as error:
        log.warning("topic_not_recalled", kind=type(error).__name__)
        return None


async def remember(talk: Talk, shown: Sequence[Entry], grades: Span | None) -> None:
    """Remember the last of the answers shown; nothing if any of them is nobody's business."""
    if not all(map(may_be_kept, shown)):
        await forget(talk)
        return
    keep = partial(talk.services.topics.keep, talk.address, shown[-1], grades)
    await _quietly(talk, "topic_not_kept", keep)


async def forget(talk: Talk) -> None:
    """Erase what this chat was told."""
    await _quietly(talk, "topic_not_erased", partial(talk.services.topics.forget, talk.address))


async def note(talk: Talk, question: str, why: Why, entry: str | None = None) -> None:
    """Keep a question that was not answered, without its asker."""
    keep = partial(talk.services.inbox.note, question, talk.address, why, entry)
    await _quietly(talk, "question_not_noted", keep)


async def vote(talk: Talk, entry: str, *, is_up: bool) -> None:
    """Count a thumb."""
    await _quietly(talk, "vote_not_counted", partial(talk.services.inbox.vote, entry, is_up=is_up))


async def _quietly(talk: Talk, event: str, step: Callable[[], Awaitable[object]]) -> None:
    if talk.trouble is not None:
        return
    try:
        await step()
    except (JiaxiaoError, DatabaseBroken) as error:
        log.warning(event, kind=type(error).__name__)
