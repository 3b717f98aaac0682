"""`jiaxiao sandbox`: only the stand-in for Telegram, for rehearsals and tests."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import Annotated

import typer

from bot.cli.run import until_stopped
from bot.errors import BadOption
from bot.sandbox import PortTaken, Sandbox, SandboxOptions


def sandbox(
    port: Annotated[
        int, typer.Option(min=0, max=65535, help="The port; 0 picks a free one.")
    ] = 8081,
    host: Annotated[str, typer.Option(help="The address to listen on.")] = "127.0.0.1",
    world: Annotated[
        Path | None, typer.Option(help="A file that keeps chats over restarts.")
    ] = None,
    limits: Annotated[
        bool, typer.Option(help="Enforce Telegram's limits, or not with --no-limits.")
    ] = True,
    token: Annotated[
        list[str] | None, typer.Option(help="Accept only this token; may be repeated.")
    ] = None,
    username: Annotated[str, typer.Option(help="The bot's user name.")] = "jiaxiao_demo_bot",
) -> None:
    """Stand in for Telegram on this machine; prints the address of the chat page.

    Give telegram.base_url the address it prints, and the bot talks to it.

    Example: jiaxiao sandbox --port 8081
    """
    options = SandboxOptions(
        host=host,
        port=port,
        world_path=world,
        limits=limits,
        tokens=frozenset(token or ()),
        username=username,
    )
    try:
        until_stopped(_serve(options))
    except PortTaken as error:
        raise BadOption(str(error)) from error


async def _serve(options: SandboxOptions) -> None:
    async with Sandbox(options) as running:
        typer.echo(f"Chat page {running.address}")
        typer.echo(f"telegram.base_url {running.base_url}")
        await asyncio.Event().wait()
