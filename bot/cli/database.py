"""`jiaxiao db`: upgrade, check, back up and restore the database."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Iterable
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer

from bot.app import open_services
from bot.audit.model import OPERATOR, About, Deed, Subject
from bot.audit.trail import note
from bot.cli import forgotten_exports, invocation
from bot.cli.forgotten_exports import Exports
from bot.clock import SystemClock
from bot.config import Configuration
from bot.notices.model import NoticeId
from bot.storage import backup_log, backups, migrate
from bot.storage.database import Database, DatabaseBroken
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
    configuration = invocation.of(context).configuration()
    now = SystemClock(configuration.zone).now()
    old: list[Path] = []

    async def work(database: Database) -> None:
        await backups.back_up(database, file)
        await backup_log.remember(database, [backup_log.Backup(now, file.resolve())])
        await _note(database, Deed.DATABASE_BACKED_UP, now)
        days = configuration.backups.keep_days
        old.extend(await backup_log.lapsed(database, now, days))

    _with_database(context, work)
    invocation.answer(
        context, f"Backed up to {file}.", {"file": str(file), "lapsed": [str(one) for one in old]}
    )
    for one in old:
        invocation.complain(
            f"{one}: is older than backups.keep_days and holds people who were erased since; "
            "delete it."
        )


@app.command("restore")
def restore(context: typer.Context, file: FileArgument) -> None:
    """Put a backup in the database's place; stop `jiaxiao run` first.

    Names the notices that would go out once it runs again, for they may have gone out since, and
    the surveys whose figures were handed out after the backup was made.

    Example: jiaxiao db restore school-2026-11-21.db
    """
    configuration = invocation.of(context).configuration()
    waiting: list[NoticeId] = []
    surveys: list[list[int] | None] = []

    async def work(database: Database) -> None:
        noted, before = await _noted(database), await forgotten_exports.exports(database)
        await backups.restore(database, file)
        surveys.append(await _forgotten(database, before))
        await backup_log.remember(database, [*noted, *_unless_noted(file, noted)])
        await _note(database, Deed.DATABASE_RESTORED, SystemClock().now())
        if await migrate.condition(database) is Condition.CURRENT:
            waiting.extend(await _about_to_leave(configuration))

    _with_database(context, work)
    invocation.answer(
        context,
        f"Restored from {file}.",
        {"file": str(file), "notices": list(waiting), "surveys": surveys[0]},
    )
    for sentence in forgotten_exports.warnings(surveys[0]):
        invocation.complain(sentence)
    for number in waiting:
        invocation.complain(
            f"Notice {number} had not gone out in full when this backup was made; before "
            "`jiaxiao run`, stop it if it has gone out since: "
            f"jiaxiao notice cancel {number}"
        )


async def _note(database: Database, deed: Deed, now: datetime) -> None:
    """Put it into the account, unless the database is too old to have one like ours."""
    if await migrate.condition(database) is Condition.CURRENT:
        async with database.begin() as connection:
            await note(connection, OPERATOR, deed, Subject(About.DATABASE), at=now)


async def _forgotten(database: Database, before: Exports | None) -> list[int] | None:
    """List the surveys whose exports are forgotten; none if there never was a survey."""
    after = await forgotten_exports.exports(database)
    has_surveys = after is None or bool(after.opened)
    return forgotten_exports.forgotten(before, after) if has_surveys else []


async def _about_to_leave(configuration: Configuration) -> list[NoticeId]:
    """List the notices that would leave, or go on leaving, as soon as the service runs."""
    async with open_services(configuration) as services:
        found = []
        for notice in await services.notices.on_their_way():
            async with services.database.read() as connection:
                progress = await services.outbox.progress(connection, notice.batch)
            if not progress.is_finished:
                found.append(notice.id)
        return sorted([*found, *await services.notices.overdue()])


async def _noted(database: Database) -> list[backup_log.Backup]:
    """List the copies that the old database knows of; none if it cannot be read any more."""
    if await migrate.condition(database) not in (Condition.CURRENT, Condition.OLDER):
        return []
    try:
        return await backup_log.known(database)
    except DatabaseBroken:
        return []
    finally:
        await database.close()


def _unless_noted(file: Path, noted: Iterable[backup_log.Backup]) -> list[backup_log.Backup]:
    """Return a copy that came from elsewhere, as old as its file is."""
    place = file.resolve()
    if any(one.file == place for one in noted):
        return []
    return [backup_log.Backup(datetime.fromtimestamp(place.stat().st_mtime, UTC), place)]


def _with_database(context: typer.Context, work: Work) -> None:
    async def opened() -> None:
        database = Database(invocation.of(context).configuration().database.url)
        try:
            await work(database)
        finally:
            await database.close()

    asyncio.run(opened())
