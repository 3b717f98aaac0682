"""The message that shows an author how far a notice is, edited while it goes out."""

from __future__ import annotations

import asyncio

import structlog
from telegram import Bot
from telegram.error import BadRequest, Forbidden, TelegramError

from bot.app import Services
from bot.chat.after_buttons import after_buttons
from bot.chat.keyboards import inline_markup
from bot.errors import JiaxiaoError
from bot.i18n.catalogue import Words, speaking
from bot.i18n.languages import Language
from bot.logs import described
from bot.notices.model import Notice
from bot.notices.wording import progress
from bot.storage.database import DatabaseBroken

log = structlog.get_logger()

LOOKS_EVERY = 1.0
"""Seconds; Telegram likes an edited message no faster."""


class ProgressMessages:
    """Keeps every author's progress message true.

    Args:
        services: Where notices are.
        bot: Edits the messages.
    """

    def __init__(self, services: Services, bot: Bot) -> None:
        self._services = services
        self._bot = bot
        self._shown: dict[int, str] = {}

    async def run(self) -> None:
        """Look and edit until cancelled."""
        while True:
            await asyncio.sleep(LOOKS_EVERY)
            try:
                await self._look()
            except (JiaxiaoError, DatabaseBroken) as error:
                log.warning("progress_waits", **described(error))

    async def _look(self) -> None:
        for notice in await self._services.notices.with_progress():
            # Asked before, so that nothing changes between what is shown last and the end.
            is_last = await self._services.notices.progress_is_final(notice)
            if await self._show(notice) and is_last:
                await self._services.notices.stop_showing_progress(notice)
                self._shown.pop(notice.id, None)

    async def _show(self, notice: Notice) -> bool:
        """Show how far a notice is; False if Telegram could not be told and may be later."""
        if notice.author_address is None or notice.progress_message_id is None:
            return True
        status = await self._services.notices.status(notice.id)
        author = await self._services.people.person(notice.author_address, Language.ZH_HANS)
        words = speaking(author.language)
        text = progress.text(notice, status, words)
        if self._shown.get(notice.id) == text:
            return True
        keyboard = after_buttons(notice, status, words)
        try:
            await self._bot.edit_message_text(
                text,
                notice.author_address,
                notice.progress_message_id,
                reply_markup=inline_markup(keyboard),
            )
        except (BadRequest, Forbidden) as error:
            # The same text as before, or a message or an author that is gone for good.
            log.info("progress_not_shown", notice=notice.id, **described(error))
        except TelegramError as error:
            log.warning("progress_waits", notice=notice.id, **described(error))
            return False
        self._shown[notice.id] = text
        await self._lead_on(notice, words)
        return True

    async def _lead_on(self, notice: Notice, words: Words) -> None:
        """Mend what was just edited if another message has taken over meanwhile.

        It has been told to lead on, and the edit may have come after that.
        """
        now = await self._services.notices.find(notice.id)
        if now.progress_message_id in (None, notice.progress_message_id):
            return
        try:
            await self._bot.edit_message_text(
                progress.moved(now, words), notice.author_address, notice.progress_message_id
            )
        except TelegramError as error:
            log.info("progress_not_shown", notice=notice.id, **described(error))
