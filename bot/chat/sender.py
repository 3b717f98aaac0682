"""Fills delivery's Sender port: Telegram's errors become what delivery can decide on.

The line that matters runs between a message that certainly was not accepted, which may be
sent again, and one that may have been, which would be a second copy.
"""

from __future__ import annotations

from datetime import timedelta
from functools import lru_cache
from urllib.parse import urlencode

import structlog
from telegram import Bot
from telegram.error import (
    BadRequest,
    ChatMigrated,
    Conflict,
    Forbidden,
    InvalidToken,
    NetworkError,
    RetryAfter,
    TelegramError,
    TimedOut,
)

from bot.chat import media
from bot.chat.keyboards import markup
from bot.chat.request import NotSent, Prepared, Unanswered
from bot.delivery.model import (
    Body,
    Deed,
    Delivered,
    Outcome,
    Reason,
    Refused,
    RetryLater,
    Unreachable,
)

TOKEN_PAUSE = timedelta(minutes=1)
"""How long nothing is sent when Telegram refuses our token, before looking again."""

_GONE_CHATS = (
    ("chat not found", Reason.NO_SUCH_CHAT),
    ("user not found", Reason.NO_SUCH_CHAT),
    ("peer_id_invalid", Reason.NO_SUCH_CHAT),
    ("deactivated", Reason.ACCOUNT_GONE),
    ("can't initiate", Reason.NEVER_STARTED),
    ("blocked", Reason.BLOCKED),
)

log = structlog.get_logger(__name__)


class TelegramSender:
    """Sends or edits one message by the Bot API.

    Asks for the number of the sent message only: building PTB's Message of each answer costs
    as much as sending it.

    Args:
        bot: An initialised bot that tries nothing again by itself.
        paid_broadcast: Whether messages may be paid for to go faster than the free limits.
    """

    def __init__(self, bot: Bot, *, paid_broadcast: bool = False) -> None:
        self._bot = bot
        self._url = f"{bot.base_url}/sendMessage"
        self._paid_broadcast = paid_broadcast

    @property
    def bot_id(self) -> int:
        """The bot whose names for files these are; its token begins with it."""
        return int(self._bot.token.partition(":")[0])

    async def send(self, address: int, body: Body) -> Outcome:
        """Try once; every trouble is an outcome."""
        try:
            if body.deed is not Deed.SEND:
                return await media.edit(self._bot, address, body)
            if body.files:
                return await media.send_file(self._bot, address, body, paid=self._paid_broadcast)
            content = _content(body, self._paid_broadcast) + b"&chat_id=%d" % address
            sent = await self._bot.request.post(self._url, Prepared(content).as_data())
        except TelegramError as error:
            return outcome_of(error)
        match sent:
            case {"message_id": int(number)}:
                return Delivered(number)
            case _:
                log.warning("answer_unreadable")
                return Unreachable(maybe_accepted=True)


def outcome_of(error: TelegramError) -> Outcome:
    """Say what an error of Telegram means for a message."""
    match error:
        case Forbidden():
            return Refused(_reason(error, Reason.BLOCKED), gone=True, detail=error.message)
        case BadRequest():
            reason = _reason(error, Reason.REFUSED)
            return Refused(reason, gone=reason is not Reason.REFUSED, detail=error.message)
        case ChatMigrated():
            return Refused(Reason.NO_SUCH_CHAT, gone=True)
        case _:
            return _try_again(error)


def _try_again(error: TelegramError) -> Outcome:
    match error:
        case RetryAfter():
            return RetryLater(after=_waiting_time(error), halts_all=True)
        case InvalidToken() | Conflict():
            log.error("telegram_refuses_us", error=type(error).__name__)
            return RetryLater(after=TOKEN_PAUSE, halts_all=True)
        case NotSent():
            return Unreachable(maybe_accepted=False)
        case NetworkError() if "too large" in error.message.lower():
            return Refused(Reason.REFUSED, gone=False, detail=error.message)
        case NetworkError() if not isinstance(error, (TimedOut, Unanswered)):
            return RetryLater()  # Telegram answered with an error of its own, such as 502.
        case _:
            # No answer came, or one that nobody can read.
            return Unreachable(maybe_accepted=True)


def _reason(error: TelegramError, otherwise: Reason) -> Reason:
    words = error.message.lower()
    return next((reason for part, reason in _GONE_CHATS if part in words), otherwise)


def _waiting_time(error: RetryAfter) -> timedelta:
    waiting = error.retry_after
    return waiting if isinstance(waiting, timedelta) else timedelta(seconds=waiting)


@lru_cache(maxsize=64)
def _content(body: Body, paid_broadcast: bool) -> bytes:  # noqa: FBT001 - a key of the cache
    """Encode what a message says once for all its recipients."""
    values = {"text": body.text}
    keyboard = markup(body.keyboard, body.force_reply)
    if keyboard is not None:
        values["reply_markup"] = keyboard.to_json()
    if paid_broadcast:
        values["allow_paid_broadcast"] = "true"
    return urlencode(values).encode()
