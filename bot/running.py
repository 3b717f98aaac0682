"""The service that never sleeps: chat, dispatcher, scheduler and web, in one process or several.

Each part finds its work in the database, so they may run together, apart or several times;
what one process does, the others see within a second.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Collection
from contextlib import AsyncExitStack
from enum import StrEnum

import structlog

from bot.app import Services, open_services
from bot.chat import menus
from bot.chat.application import Chat, polls_of, telegram_sender
from bot.chat.polling import Polling
from bot.chat.progress import ProgressMessages
from bot.chat.refusals import TokenRefused
from bot.chat.sender import TelegramSender
from bot.chat.webhook import WebhookServer
from bot.clock import Clock
from bot.collector import spare_what_stays
from bot.config import BadConfiguration, Configuration, Telegram
from bot.delivery.dispatcher import Dispatcher
from bot.delivery.pacing import FREE_RATE, PAID_RATE, Pacing
from bot.errors import JiaxiaoError
from bot.jobs import Jobs
from bot.mirrors.poster import Posting
from bot.storage.database import DatabaseBroken
from bot.web.server import WebServer

log = structlog.get_logger()

CLOSES_EVERY = 1.0
"""Seconds between two looks for notices whose last message is settled."""

FINISHES_EVERY = 15.0
"""Seconds between two looks for surveys whose closing was begun."""

SWEEPS_EVERY = 60.0
"""Seconds between two looks for what is to be forgotten."""


class Part(StrEnum):
    """What `run --only` may name."""

    CHAT = "chat"  # answers people
    DISPATCHER = "dispatcher"  # sends what the outbox holds
    SCHEDULER = "scheduler"  # makes what is due
    WEB = "web"  # serves private calendar addresses


def every_part(configuration: Configuration) -> tuple[Part, ...]:
    """Return the parts of a whole service; the web is one where it has a public address."""
    return tuple(part for part in Part if part is not Part.WEB or configuration.web.public_url)


async def serve(
    configuration: Configuration,
    parts: Collection[Part] = (),
    *,
    clock: Clock | None = None,
    on_ready: Callable[[Services], Awaitable[None]] | None = None,
) -> None:
    """Serve until cancelled.

    Args:
        configuration: The settings.
        parts: What this process does; nothing named is all of it.
        clock: The time; the machine's by default.
        on_ready: Called once everything runs.

    Raises:
        BadConfiguration: The token is missing or refused; webhook or web are not set up.
        DatabaseNotCurrent: The database belongs to another release.
    """
    parts = parts or every_part(configuration)
    _check_token(configuration, parts)
    stirred = asyncio.Event()
    async with AsyncExitStack() as stack:
        opening = open_services(configuration, clock=clock, make_absent=True, wake=stirred.set)
        services = await stack.enter_async_context(opening)
        spare_what_stays()
        async with asyncio.TaskGroup() as group:
            dispatcher = None
            if Part.DISPATCHER in parts:
                dispatcher = _dispatcher(services, await _sender(stack, configuration))
                _dispatch(group, services, dispatcher, stirred)
            if Part.SCHEDULER in parts:
                group.create_task(_ring(services))
                group.create_task(_tidy(services))
            if Part.WEB in parts:
                group.create_task(WebServer(services).run())
            if Part.CHAT in parts:
                group.create_task(_talk(services, on_ready, dispatcher))
            elif on_ready is not None:
                await on_ready(services)


TOKEN_MISSING = "telegram.token: put the token from @BotFather into config.yaml."  # noqa: S105 - no token
TOKEN_REFUSED = "telegram.token: Telegram refuses this token; copy it again from @BotFather."  # noqa: S105 - no token


def _check_token(configuration: Configuration, parts: Collection[Part]) -> None:
    if set(parts) != {Part.WEB} and not configuration.telegram.token.get_secret_value():
        raise BadConfiguration([TOKEN_MISSING])


async def _sender(stack: AsyncExitStack, configuration: Configuration) -> TelegramSender:
    sender = telegram_sender(configuration.telegram, configuration.delivery)
    return await stack.enter_async_context(sender)


def _dispatch(
    group: asyncio.TaskGroup, services: Services, dispatcher: Dispatcher, stirred: asyncio.Event
) -> None:
    """Begin all that empties the outbox and looks after what has left it."""
    group.create_task(dispatcher.run())
    group.create_task(_pass_on(stirred, dispatcher.wake))
    group.create_task(_close_finished(services))
    group.create_task(_mirror(services))


async def _talk(
    services: Services,
    on_ready: Callable[[Services], Awaitable[None]] | None,
    dispatcher: Dispatcher | None,
) -> None:
    settings = services.configuration.telegram
    await asyncio.to_thread(lambda: services.answers)
    spare_what_stays()
    on_flood = dispatcher.halt if dispatcher else None
    on_call = dispatcher.replied if dispatcher else None
    try:
        talking = Chat(services, settings, on_flood=on_flood, on_call=on_call)
        async with talking as chat, asyncio.TaskGroup() as group:
            await services.people.remember_bot_name(chat.bot.username)
            group.create_task(_receive(chat, settings))
            group.create_task(services.knowledge.watch())
            group.create_task(ProgressMessages(services, chat.bot).run())
            group.create_task(menus.keep_showing(chat.bot))
            log.info("chat_ready", mode=settings.mode)
            if on_ready is not None:
                await on_ready(services)
    except TokenRefused as error:
        raise BadConfiguration([TOKEN_REFUSED]) from error


async def _receive(chat: Chat, settings: Telegram) -> None:
    try:
        if settings.mode == "webhook":
            await WebhookServer(chat.bot, chat.handle, settings.webhook).run()
        else:
            async with polls_of(settings) as polls:
                await Polling(chat.bot, chat.handle, polls).run()
    except TokenRefused as error:
        raise BadConfiguration([TOKEN_REFUSED]) from error


def _dispatcher(services: Services, sender: TelegramSender) -> Dispatcher:
    settings = services.configuration.delivery
    return Dispatcher(
        services.database,
        sender,
        services.clock,
        pacing=Pacing(
            settings.messages_per_second,
            overall=PAID_RATE if settings.paid_broadcast else FREE_RATE,
        ),
        in_flight=settings.in_flight,
        on_gone=services.people.mark_gone,
        bot_id=sender.bot_id,
    )


async def _pass_on(stirred: asyncio.Event, wake: Callable[[], None]) -> None:
    while True:
        await stirred.wait()
        stirred.clear()
        wake()


async def _close_finished(services: Services) -> None:
    while True:
        await asyncio.sleep(CLOSES_EVERY)
        await _surviving("notices_not_closed", services.notices.close_finished)
        await _surviving("old_texts_not_marked", services.notices.follow_up)


async def _mirror(services: Services) -> None:
    """Post to other channels, apart from the dispatcher, which waits for none of them."""
    if services.mirrors:
        from bot.mirrors.channel import Channel  # noqa: PLC0415 - only where there are mirrors

        channel = Channel()
        await Posting(services.database, services.clock, services.mirrors, channel).run()


async def _ring(services: Services) -> None:
    await _surviving("push_plans_not_put", services.timetable.ensure_push_plans)
    await _surviving("reminder_not_put", services.school_year.ensure_reminder)
    jobs = Jobs(services.plans, services.clock)
    await jobs.start()
    try:
        while True:
            await _surviving("surveys_not_closed", services.surveys.finish_closings)
            await asyncio.sleep(FINISHES_EVERY)
    finally:
        await jobs.stop()


async def _tidy(services: Services) -> None:
    while True:
        await _surviving("inbox_not_swept", lambda: services.inbox.sweep(services.clock.now()))
        await _surviving("files_not_tidied", services.notices.tidy_files)
        await _surviving("timetable_not_tidied", services.timetable.tidy)
        await asyncio.sleep(SWEEPS_EVERY)


async def _surviving(event: str, step: Callable[[], Awaitable[object]]) -> None:
    """Do a step that is repeated anyway; a busy database is logged and met again later."""
    try:
        await step()
    except (JiaxiaoError, DatabaseBroken) as error:
        log.warning(event, kind=type(error).__name__)
