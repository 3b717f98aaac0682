"""`jiaxiao demo`: a seeded school in the sandbox, opened in the browser.

It keeps its database, the sandbox's world and a config.yaml in ./.jiaxiao-demo, so other
commands work beside it (`jiaxiao notice list --config .jiaxiao-demo/config.yaml`) and a
restart finds the school as it was left. Its answers are a copy, because the demo's editors
write answers too, and a demo must not change the product.
"""

from __future__ import annotations

import asyncio
import hashlib
import shutil
import webbrowser
from datetime import datetime, timedelta
from pathlib import Path
from typing import Annotated

import typer

from bot import logs
from bot.app import Services
from bot.cli import demo_school
from bot.cli.run import until_stopped
from bot.clock import SCHOOL_ZONE, SystemClock
from bot.config import load, packaged_knowledge
from bot.errors import BadOption
from bot.sandbox import PortTaken, Sandbox, SandboxOptions
from bot.storage import migrate
from bot.storage.database import Database

FOLDER = Path(".jiaxiao-demo")
KNOWLEDGE = "knowledge"
COPIED_FROM = "knowledge-copied-from"
"""The file that tells a copy of this release's answers from one somebody has edited."""
TOKEN = "7000000001:DEMO-token-for-the-sandbox-only-0000"  # noqa: S105 - opens only the sandbox
CONFIG = """\
# The demo's configuration; it is written anew at each start.
telegram:
  token: "{token}"
  base_url: "{base_url}"
  base_file_url: "{base_file_url}"
database:
  url: "sqlite:///{folder}/school.db"
knowledge:
  path: "{knowledge}"
surveys:
  keys_path: "{folder}/survey-keys"
quiet_hours:  # Off, so that a demo in the evening shows its notices at once.
  primary: ""
  junior: ""
"""


def demo(
    port: Annotated[int, typer.Option(min=0, max=65535, help="The port of the chat page.")] = 8080,
    browser: Annotated[bool, typer.Option(help="Open the page in the browser.")] = True,
    at: Annotated[
        str | None, typer.Option(help="Pretend it is this time: 2026-11-23T07:19")
    ] = None,
) -> None:
    """Show a whole school in the browser, without Telegram.

    A minute before 07:20 of a school day, the morning's after-school message follows soon.

    Example: jiaxiao demo --at 2026-11-23T07:19
    """
    clock = _clock(at)
    logs.set_up(level=logs.WARNING)
    FOLDER.mkdir(exist_ok=True)
    options = SandboxOptions(port=port, world_path=FOLDER / "sandbox.json")
    sandbox = Sandbox(options, now=lambda: clock.now().timestamp())
    try:
        until_stopped(_serve(sandbox, clock, browser=browser))
    except PortTaken as error:
        raise BadOption(str(error)) from error


async def _serve(sandbox: Sandbox, clock: SystemClock, *, browser: bool) -> None:
    from bot.running import serve  # noqa: PLC0415 - keeps the other commands quick

    async with sandbox:
        path = _write_config(sandbox)
        settle_knowledge(packaged_knowledge(), FOLDER)
        await settle_database(FOLDER)

        async def ready(services: Services) -> None:
            await demo_school.settle(services, sandbox)
            typer.echo(f"Open {sandbox.address} in a browser; Ctrl+C ends the demo.")
            typer.echo(f"Other commands work beside it with --config {path}")
            if browser:
                await asyncio.to_thread(webbrowser.open, sandbox.address)

        await serve(load(path), clock=clock, on_ready=ready)


def _write_config(sandbox: Sandbox) -> Path:
    path = FOLDER / "config.yaml"
    content = CONFIG.format(
        token=TOKEN,
        base_url=sandbox.base_url,
        base_file_url=sandbox.base_file_url,
        folder=FOLDER.resolve(),
        knowledge=FOLDER.resolve() / KNOWLEDGE,
    )
    path.write_text(content, encoding="utf-8")
    return path


def settle_knowledge(packaged: Path, folder: Path) -> None:
    """Give the demo answers of its own: a new copy, unless somebody has edited the old one.

    Args:
        packaged: The knowledge of this release.
        folder: The demo's folder.
    """
    copy, mark = folder / KNOWLEDGE, folder / COPIED_FROM
    wanted = _content_of(packaged)
    if copy.exists():
        now = _content_of(copy)
        is_edited = not mark.exists() or now != mark.read_text(encoding="utf-8")
        if is_edited or now == wanted:
            return
        shutil.rmtree(copy)
    mark.write_text(wanted, encoding="utf-8")
    draft = copy.with_suffix(".draft")
    shutil.rmtree(draft, ignore_errors=True)
    shutil.copytree(packaged, draft)
    draft.rename(copy)


def _content_of(folder: Path) -> str:
    """Return a mark that changes with any file of a folder, or its name."""
    found = hashlib.sha256()
    for path in sorted(folder.rglob("*")):
        if path.is_file():
            found.update(f"{path.relative_to(folder)}\0{path.stat().st_size}\0".encode())
            found.update(path.read_bytes())
    return found.hexdigest()


async def settle_database(folder: Path) -> None:
    """Bring the demo's database to this release; nobody would miss what it held before."""
    database = Database(f"sqlite:///{folder.resolve()}/school.db")
    try:
        if await migrate.condition(database) is migrate.Condition.OLDER:
            await migrate.upgrade(database)
    finally:
        await database.close()


def _clock(at: str | None) -> SystemClock:
    clock = SystemClock(SCHOOL_ZONE)
    if at is None:
        return clock
    try:
        wanted = datetime.fromisoformat(at)
    except ValueError as error:
        message = f"--at {at}: write the time like 2026-11-23T07:19."
        raise BadOption(message) from error
    if wanted.tzinfo is None:
        wanted = wanted.replace(tzinfo=SCHOOL_ZONE)
    ahead: timedelta = wanted - clock.now()
    return SystemClock(SCHOOL_ZONE, ahead)
