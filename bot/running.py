"""The service that never sleeps: chat, dispatcher and scheduler, in one process or several.

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
from bot.chat.application import Chat, plain_bot
from bot.chat.polling import Polling
from bot.chat.progress import ProgressMessages
from bot.chat.refusals import TokenRefused
from bot.chat.sender import TelegramSender
from bot.chat.webhook import WebhookServer
from bot.clock import Clock
from bot.config import BadConfiguration, Configuration
from bot.delivery.dispatcher import Dispatcher
from bot.delivery.pacing import Pacing
from bot.errors import JiaxiaoError
from bot.jobs import Jobs

log = structlog.get_logger()

CLOSES_EVERY = 1.0
"""Seconds between two looks for notices whose last message is settled."""


FINISHES_EVERY = 15.0
"""Seconds between two looks for surveys whose closing was begun."""


class Part(StrEnum):
    """What `run --only` may name."""

    CHAT = "chat"  # answers people
    DISPATCHER = "dispatcher"  # sends what the outbox holds
    SCHEDULER = "scheduler"  # makes what is due


async def serve(
    configuration: Configuration,
    parts: Collection[Part] = tuple(Part),
    *,
    clock: Clock | None = None,
    on_ready: Callable[[Services], Awaitable[None]] | None = None,
) -> None:
    """Serve until cancelled.

    Args:
        configuration: The settings.
        parts: What this process does.
        clock: The time; the machine's by default.
        on_ready: Called once everything runs.

    Raises:
        BadConfiguration: The token is missing or refused, or the webhook is not set up.
        DatabaseNotCurrent: The database belongs to another release.
    """
    if not configuration.telegram.token.get_secret_value():
        raise BadConfiguration([TOKEN_MISSING])
    stirred = asyncio.Event()
    async with AsyncExitStack() as stack:
        services = await stack.enter_async_context(
            open_services(configuration, clock=clock, make_absent=True, wake=stirred.set)
        )
        async with asyncio.TaskGroup() as group:
            if Part.DISPATCHER in parts:
                group.create_task(_dispatch(services, stirred))
                group.create_task(_close_finished(services))
            if Part.SCHEDULER in parts:
                group.create_task(_ring(services))
            if Part.CHAT in parts:
                group.create_task(_talk(services, on_ready))
            elif on_ready is not None:
                await on_ready(services)


TOKEN_MISSING = "telegram.token: put the token from @BotFather into config.yaml."  # noqa: S105 - no token
TOKEN_REFUSED = "telegram.token: Telegram refuses this token; copy it again from @BotFather."  # noqa: S105 - no token


async def _talk(
    services: Services, on_ready: Callable[[Services], Awaitable[None]] | None
) -> None:
    settings = services.configuration.telegram
    await asyncio.to_thread(getattr, services, "answers")
    try:
        async with Chat(services, settings) as chat, asyncio.TaskGroup() as group:
            await services.people.remember_bot_name(chat.bot.username)
            if settings.mode == "webhook":
                door = WebhookServer(chat.bot, chat.handle, settings.webhook)
                group.create_task(door.run())
            else:
                group.create_task(Polling(chat.bot, chat.handle).run())
            group.create_task(ProgressMessages(services, chat.bot).run())
            group.create_task(menus.keep_showing(chat.bot))
            log.info("chat_ready", mode=settings.mode)
            if on_ready is not None:
                await on_ready(services)
    except TokenRefused as error:
        raise BadConfiguration([TOKEN_REFUSED]) from error


async def _dispatch(services: Services, stirred: asyncio.Event) -> None:
    configuration = services.configuration
    async with plain_bot(configuration.telegram) as bot:
        dispatcher = Dispatcher(
            services.database,
            TelegramSender(bot),
            services.clock,
            pacing=Pacing(configuration.delivery.messages_per_second),
            in_flight=configuration.delivery.in_flight,
            on_gone=services.people.mark_gone,
        )
        async with asyncio.TaskGroup() as group:
            group.create_task(dispatcher.run())
            group.create_task(_pass_on(stirred, dispatcher.wake))


async def _pass_on(stirred: asyncio.Event, wake: Callable[[], None]) -> None:
    while True:
        await stirred.wait()
        stirred.clear()
        wake()


async def _close_finished(services: Services) -> None:
    while True:
        await asyncio.sleep(CLOSES_EVERY)
        await services.notices.close_finished()


async def _ring(services: Services) -> None:
    await services.timetable.ensure_push_plans()
    jobs = Jobs(services.plans, services.clock)
    await jobs.start()
    try:
        while True:
            await _finish_closings(services)
            await asyncio.sleep(FINISHES_EVERY)
    finally:
        await jobs.stop()


async def _finish_closings(services: Services) -> None:
    try:
        await services.surveys.finish_closings()
    except JiaxiaoError as error:
        log.warning("survey_closing_waits", kind=type(error).__name__)
