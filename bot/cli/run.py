"""`jiaxiao run`: the service."""

from __future__ import annotations

import asyncio
import signal
import sys
from collections.abc import Callable, Coroutine
from typing import Annotated

import typer

from bot import logs
from bot.cli import invocation
from bot.errors import BadOption, JiaxiaoError


def run(
    context: typer.Context,
    only: Annotated[
        list[str] | None, typer.Option(help="chat, dispatcher, scheduler or web; may be repeated.")
    ] = None,
) -> None:
    """Serve parents and staff until stopped with Ctrl+C.

    Example: jiaxiao run --config config.yaml
    """
    from bot.running import Part, serve  # noqa: PLC0415 - keeps the other commands quick

    configuration = invocation.of(context).configuration()
    for name in only or ():
        if name not in set(Part):
            message = f"--only {name}: must be chat, dispatcher, scheduler or web."
            raise BadOption(message)
    parts = [Part(name) for name in only or ()]
    logs.set_up()
    until_stopped(serve(configuration, parts))


def until_stopped(work: Coroutine[object, object, None]) -> None:
    """Run something that never ends until Ctrl+C or a polite kill, then let it finish.

    Raises:
        JiaxiaoError: The first error of ours that ended it.
    """

    async def watched() -> None:
        task = asyncio.ensure_future(work)
        loop = asyncio.get_running_loop()
        for number in (signal.SIGINT, signal.SIGTERM):
            loop.add_signal_handler(number, task.cancel)
        try:
            await task
        except asyncio.CancelledError:
            return

    try:
        with asyncio.Runner(loop_factory=_loop_factory()) as runner:
            runner.run(watched())
    except BaseExceptionGroup as group:
        raise _first_of_ours(group) from group


def _loop_factory() -> Callable[[], asyncio.AbstractEventLoop] | None:
    if sys.platform == "win32":
        return None
    import uvloop  # noqa: PLC0415 - not there on Windows

    factory: Callable[[], asyncio.AbstractEventLoop] = uvloop.new_event_loop
    return factory


def _first_of_ours(group: BaseExceptionGroup[BaseException]) -> BaseException:
    ours = group.subgroup(JiaxiaoError)
    chosen: BaseException = ours or group
    while isinstance(chosen, BaseExceptionGroup):
        chosen = chosen.exceptions[0]
    return chosen
