"""What a person sees, and what we log, when something breaks.

Our own errors know their text. Anything else is a fault of ours: the person gets a kind
sentence and may try again, the log gets the kind of error and where it happened, and
never what was written.
"""

from __future__ import annotations

import structlog
from telegram.error import Forbidden, TelegramError

from bot.chat.talk import Talk
from bot.errors import JiaxiaoError
from bot.logs import described
from bot.storage.database import DatabaseUnwritable

log = structlog.get_logger()


async def apologise(talk: Talk, error: Exception) -> None:
    """Tell the person kindly, and the log precisely."""
    if isinstance(error, Forbidden):
        await talk.services.people.mark_gone(talk.address)
        return
    if not isinstance(error, JiaxiaoError) or isinstance(error, DatabaseUnwritable):
        log.error("handler_failed", **described(error))
    key = error.text_key if isinstance(error, JiaxiaoError) else JiaxiaoError.text_key
    try:
        await talk.toast()
        await talk.say(talk.words(key))
    except TelegramError as second:
        log.warning("apology_failed", **described(second))
