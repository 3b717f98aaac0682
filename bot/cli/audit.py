"""`jiaxiao audit`: who did what, and whether the account was tampered with."""

from __future__ import annotations

import asyncio
import json
from datetime import datetime
from typing import Annotated

import typer

from bot.app import Services, open_services
from bot.audit.chain import Verdict
from bot.audit.service import Listed
from bot.cli import invocation
from bot.clock import at_school
from bot.errors import BadOption

app = typer.Typer(help="Who did what, and whether that was changed.", no_args_is_help=True)


@app.callback()
def _audit() -> None:
    """Who did what, and whether that was changed."""


@app.command("verify")
def verify(
    context: typer.Context,
    head: Annotated[
        str | None,
        typer.Option(help="A hash printed before and kept elsewhere; finds a cut-off end."),
    ] = None,
) -> int:
    """Walk the account's chain of hashes and name the first broken entry.

    It prints the newest hash. Keep that where whoever runs this machine cannot reach it, and
    give it as --head the next time: only so is it found when the end was cut off.

    Example: jiaxiao audit verify --json
    """

    async def work() -> Verdict:
        async with open_services(invocation.of(context).configuration()) as services:
            return await services.account.verify(head)

    found = asyncio.run(work())
    document = {
        "ok": found.is_sound,
        "entries": found.count,
        "head": found.head,
        "broken": found.broken,
        "problem": found.problem or None,
    }
    if found.is_sound:
        told = f"The account is sound: {found.count} entries.\nHead {found.head}"
        invocation.answer(context, told, document)
        return 0
    where = "The account" if found.broken is None else f"Entry {found.broken}"
    invocation.complain(f"{where}: {found.problem}; compare with a backup from before.")
    invocation.answer(context, f"The account is sound up to head {found.head}", document)
    return 1


@app.command("list")
def list_entries(
    context: typer.Context,
    since: Annotated[
        str | None, typer.Option(help="From when on, in the school's zone: 2026-09-01")
    ] = None,
) -> None:
    """List who did what, oldest first; at most the newest thousand.

    Example: jiaxiao audit list --since 2026-09-01 --json
    """

    async def work() -> list[tuple[Listed, str]]:
        async with open_services(invocation.of(context).configuration()) as services:
            begin = None if since is None else _instant(since, services)
            found = await services.account.listed(begin)
            return [(item, _at(item, services)) for item in found]

    rows = asyncio.run(work())
    lines = [_line(item, at) for item, at in rows]
    document = [_row(item, at) for item, at in rows]
    invocation.answer(context, "\n".join(lines) or "The account has no entry yet.", document)


def _instant(written: str, services: Services) -> datetime:
    try:
        moment = datetime.fromisoformat(written)
    except ValueError as error:
        message = (
            f"--since {written}: write a day like 2026-09-01, or a time like 2026-09-01T08:00."
        )
        raise BadOption(message) from error
    return moment if moment.tzinfo else moment.replace(tzinfo=services.clock.zone)


def _at(item: Listed, services: Services) -> str:
    return at_school(item.entry.at, services.clock).isoformat(timespec="seconds")


def _line(item: Listed, at: str) -> str:
    entry = item.entry
    who = f"{item.by} {entry.actor}" if item.by in ("staff", "erased") else item.by
    about = (
        entry.subject
        if entry.subject_number is None
        else f"{entry.subject} {entry.subject_number}"
    )
    details = json.loads(entry.details)
    more = " ".join(f"{name}={value}" for name, value in details.items() if value is not None)
    return f"{entry.id:>5}  {at}  {who:<12} {entry.action:<20} {about}  {more}".rstrip()


def _row(item: Listed, at: str) -> dict[str, object]:
    entry = item.entry
    return {
        "id": entry.id,
        "at": at,
        "actor": entry.actor,
        "by": item.by,
        "action": entry.action,
        "subject": entry.subject,
        "number": entry.subject_number,
        "details": json.loads(entry.details),
        "hash": entry.hash,
    }
