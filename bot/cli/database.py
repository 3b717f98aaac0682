"""`jiaxiao db`: upgrade, check, back up and restore the database."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Annotated

import typer

from bot.cli import invocation
from bot.storage import backups, migrate
from bot.storage.database import Database
from bot.storage.migrate import Condition

app = typer.Typer(help="Upgrade, check, back up, restore.", no_args_is_help=True)

Work = Callable[[Database], Awaitable[None]]
FileArgument = Annotated[Path, typer.Argument(help="The backup's file.")]


@app.callback()
def _database() -> None:
    """Upgrade, check, back up, restore."""


@app.command("upgrade")
def upgrade(context: typer.Context) -> None:
    """Bring the database to this release, or make it.

    Example: jiaxiao db upgrade
    """

    async def work(database: Database) -> None:
        await migrate.upgrade(database)

    _with_database(context, work)
    invocation.answer(context, "The database is up to date.", {"state": Condition.CURRENT})


@app.command("check")
def check(context: typer.Context) -> int:
    """Say whether the database fits this release, changing nothing.

    Example: jiaxiao db check --json
    """
    found: list[Condition] = []

    async def work(database: Database) -> None:
        found.append(await migrate.condition(database))

    _with_database(context, work)
    sentence = migrate.ADVICE.get(found[0], "The database is up to date.")
    if found[0] is not Condition.CURRENT:
        invocation.complain(sentence)
    invocation.answer(context, f"Database: {found[0]}", {"state": found[0]})
    return 0 if found[0] is Condition.CURRENT else 1


@app.command("backup")
def backup(context: typer.Context, file: FileArgument) -> None:
    """Write a consistent copy of the database while the service runs.

    Example: jiaxiao db backup school-2026-11-21.db
    """

    async def work(database: Database) -> None:
        await backups.back_up(database, file)

    _with_database(context, work)
    invocation.answer(context, f"Backed up to {file}.", {"file": str(file)})


@app.command("restore")
def restore(context: typer.Context, file: FileArgument) -> None:
    """Put a backup in the database's place; stop `jiaxiao run` first.

    Example: jiaxiao db restore school-2026-11-21.db
    """

    async def work(database: Database) -> None:
        await backups.restore(database, file)

    _with_database(context, work)
    invocation.answer(context, f"Restored from {file}.", {"file": str(file)})


def _with_database(context: typer.Context, work: Work) -> None:
    async def opened() -> None:
        database = Database(invocation.of(context).configuration().database.url)
        try:
            await work(database)
        finally:
            await database.close()

    asyncio.run(opened())
