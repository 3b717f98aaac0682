"""PTB's application, with our request layer, our order of updates and one error handler.

It is initialised but never started: `polling.py` or `webhook.py` hand it updates one by
one, so that an update is confirmed to Telegram only after its handler has run.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager
from dataclasses import replace
from typing import Any, Self

import structlog
from telegram import Bot, Message, Update
from telegram.ext import Application, CallbackContext, ExtBot, TypeHandler

from bot.app import Services
from bot.chat import routes
from bot.chat.failures import apologise
from bot.chat.order import ChatOrder
from bot.chat.patience import OnFlood, Patience, insist
from bot.chat.request import AiohttpRequest
from bot.chat.sender import TelegramSender
from bot.chat.talk import Talk
from bot.config import DeliverySettings, Telegram
from bot.errors import JiaxiaoError
from bot.i18n.languages import Language, language_of
from bot.logs import described
from bot.matching.tongues import written_in
from bot.people.codes import looks_like_code
from bot.people.model import Person
from bot.storage.database import Connection, DatabaseBroken
from bot.storage.together import Together

log = structlog.get_logger()

ANSWER_SECONDS = 20.0
"""How long Telegram may take to answer a call, long polls apart."""

REPLIES_AT_ONCE = 128
"""Connections for replies: all that Telegram brings by one poll, and some that wait longer."""

SchoolApplication = Application[Any, Any, Any, Any, Any, Any]


class Chat:
    """The bot's side of every conversation.

    Args:
        services: What handlers may ask for.
        settings: How to reach Telegram.
        on_flood: Told how long Telegram wants to hear nothing.
        on_call: Told about every call that counts against the bot's rate.
    """

    def __init__(
        self,
        services: Services,
        settings: Telegram,
        *,
        on_flood: OnFlood | None = None,
        on_call: Callable[[], None] | None = None,
    ) -> None:
        self._services = services
        self._people = Together(services.database.read, self._persons)
        self.application = build(settings, Patience(on_flood, on_call))
        self.application.add_handler(TypeHandler(Update, self._answer))
        self.application.add_error_handler(_note)

    @property
    def bot(self) -> ExtBot[Any]:
        """The bot that replies, patiently."""
        return self.application.bot  # type: ignore[no-any-return]

    async def __aenter__(self) -> Self:
        """Reach Telegram, however long that takes, and learn who we are.

        Raises:
            InvalidToken: Telegram refuses the token.
        """
        try:
            await insist(self.application.initialize)
        except BaseException:
            await self.application.bot.shutdown()
            raise
        return self

    async def __aexit__(self, *reason: object) -> None:
        """Close the connections."""
        await self.application.shutdown()

    async def handle(self, update: Update) -> None:
        """Handle one update after the earlier ones of its chat; never raises."""
        await self.application.update_processor.process_update(
            update, self.application.process_update(update)
        )

    async def _answer(self, update: Update, context: CallbackContext[Any, Any, Any, Any]) -> None:
        chat = update.effective_chat
        if chat is None or chat.type != chat.PRIVATE:
            return
        begun = time.perf_counter()
        talk = await self._talk(update, context.bot, chat.id)
        try:
            await routes.answer(talk, update)
        except Exception as error:  # noqa: BLE001 - a front door: whoever wrote gets a reply
            await apologise(talk, error)
        log.debug("update_answered", ms=round((time.perf_counter() - begun) * 1000))

    async def _talk(self, update: Update, bot: Bot, address: int) -> Talk:
        """Find out who speaks; without a database they are a stranger.

        So questions, and words of danger above all, are answered even then.
        """
        user = update.effective_user
        language = _language(update, language_of(user.language_code if user else None))
        people = self._services.people
        try:
            person = (await self._people.ask((address, language))).result()
            if person.chat is not None and person.chat.gone_at and not update.my_chat_member:
                await people.mark_back(address)
            if person.chat is not None and not person.chat.has_chosen_language:
                person = replace(person, language=_language(update, person.language))
        except (JiaxiaoError, DatabaseBroken) as error:
            return Talk(self._services, bot, Person(address, language), update, trouble=error)
        return Talk(self._services, bot, person, update)

    async def _persons(
        self, connection: Connection, speakers: Sequence[tuple[int, Language]]
    ) -> list[asyncio.Task[Person]]:
        """Find out who several people are that write at once; what goes wrong is their own."""
        found = []
        for address, language in speakers:
            one = asyncio.create_task(
                self._services.people.person_at(connection, address, language)
            )
            await asyncio.wait([one])
            found.append(one)
        return found


def _language(update: Update, otherwise: Language) -> Language:
    """Say which language the words are in: those written, else those a button answers to.

    Whoever has chosen a language keeps it; all others are answered as they write, and where
    the words do not tell, in the language they joined in, or a stranger in the app's.
    """
    query = update.callback_query
    carrier = query.message if query is not None else None
    asked = carrier.reply_to_message if isinstance(carrier, Message) else update.message
    words = (asked.text or asked.caption or "") if asked is not None else ""
    # The letters of an invitation's code look like English now and then.
    says_nothing = words.startswith("/") or looks_like_code(words)
    return otherwise if says_nothing else written_in(words, otherwise)


async def _note(_update: object, context: CallbackContext[Any, Any, Any, Any]) -> None:
    """Log what even the apology did not survive, where PTB would log all it holds."""
    if context.error is not None:
        log.error("update_failed", **described(context.error))


@asynccontextmanager
async def telegram_sender(
    settings: Telegram, delivery: DeliverySettings
) -> AsyncIterator[TelegramSender]:
    """Open the dispatcher's own connections; Telegram need not be reachable yet."""
    bot = plain_bot(settings, delivery.in_flight)
    await bot.request.initialize()
    try:
        yield TelegramSender(bot, paid_broadcast=delivery.paid_broadcast)
    finally:
        await bot.request.shutdown()


def plain_bot(settings: Telegram, connections: int = 4) -> Bot:
    """Return a bot that tries nothing twice, for the dispatcher and for checks."""
    return Bot(
        settings.token.get_secret_value(),
        base_url=settings.base_url,
        base_file_url=settings.base_file_url,
        request=_request(settings, connections),
        get_updates_request=polls_of(settings),
    )


def polls_of(settings: Telegram) -> AiohttpRequest:
    """Return what carries the polls for updates; it is neither opened nor used by replies."""
    return AiohttpRequest(connections=2, proxy=settings.proxy)


def _request(settings: Telegram, connections: int) -> AiohttpRequest:
    return AiohttpRequest(
        connections=connections, proxy=settings.proxy, read_timeout=ANSWER_SECONDS
    )


def build(settings: Telegram, patience: Patience) -> SchoolApplication:
    """Return the application without a handler, neither initialised nor started."""
    return (
        Application.builder()
        .token(settings.token.get_secret_value())
        .base_url(settings.base_url)
        .base_file_url(settings.base_file_url)
        .request(_request(settings, REPLIES_AT_ONCE))
        .get_updates_request(polls_of(settings))
        .rate_limiter(patience)
        .concurrent_updates(ChatOrder())
        .updater(None)
        .job_queue(None)
        .build()
    )
