"""`jiaxiao timetable`: import the after-school service and show what takes place when."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Annotated

import typer

from bot.app import open_services
from bot.cli import invocation
from bot.errors import BadOption
from bot.timetable.listing import WEEKDAY_NAMES, session_row
from bot.timetable.service import Schedule, SlotImport

app = typer.Typer(help="Import and show the after-school service.", no_args_is_help=True)


@app.callback()
def _timetable() -> None:
    """Import and show the after-school service."""


@app.command("import")
def import_slots(
    context: typer.Context,
    file: Annotated[Path, typer.Argument(help="A CSV file in UTF-8 or GBK.")],
    school: Annotated[int, typer.Option(help="The school's number.")],
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Only check the file; change nothing.")
    ] = False,
) -> None:
    """Replace a school's weekly slots by those of a file, all or nothing.

    The first row is class,weekday,start,end,title,place,teacher and, if wanted,
    valid_from,valid_until. A class is its name or its number; Monday is 1.

    Example: jiaxiao timetable import slots.csv --school 1 --dry-run
    """

    async def work() -> SlotImport:
        async with open_services(invocation.of(context).configuration()) as services:
            return await services.timetable.import_slots(school, file, is_dry_run=dry_run)

    done = asyncio.run(work())
    invocation.answer(
        context,
        _imported(done, dry_run),
        {
            "slots": done.slot_count,
            "classes": done.class_count,
            "replaced": done.replaced_count,
            "dry_run": dry_run,
        },
    )


@app.command("show")
def show(
    context: typer.Context,
    school: Annotated[int, typer.Option(help="The school's number.")],
    begin: Annotated[str, typer.Option("--from", help="The first day: 2026-09-01")],
    end: Annotated[str, typer.Option("--to", help="The last day: 2027-01-22")],
    class_: Annotated[int | None, typer.Option("--class", help="Only this class.")] = None,
) -> None:
    """Show what takes place on some days, both included.

    Days off are left out; made-up working days say whose plan they follow.

    Example: jiaxiao timetable show --school 1 --from 2026-09-01 --to 2027-01-22 --json
    """
    first, last = _day("--from", begin), _day("--to", end)

    async def work() -> Schedule:
        async with open_services(invocation.of(context).configuration()) as services:
            return await services.timetable.schedule(school, first, last, class_)

    found = asyncio.run(work())
    rows = [session_row(session, found.class_names) for session in found.sessions]
    invocation.answer(context, _table(rows), rows)


def _imported(done: SlotImport, dry_run: bool) -> str:
    slots = f"{done.slot_count} slots of {done.class_count} classes"
    if dry_run:
        return f"The file is good: {slots} would replace {done.replaced_count}. Nothing changed."
    return f"{slots} imported; {done.replaced_count} replaced."


def _table(rows: Sequence[dict[str, str]]) -> str:
    return "\n".join(map(_line, rows)) or "Nothing takes place on these days."


def _line(row: dict[str, str]) -> str:
    weekday = WEEKDAY_NAMES[date.fromisoformat(row["date"]).weekday()][:3]
    what = "  ".join(row[name] for name in ("class", "title", "place", "teacher") if row[name])
    note = f"  [{row['why']}]" if row["why"] else ""
    return f"{row['date']} {weekday}  {row['start']}-{row['end']}  {what}{note}"


def _day(option: str, written: str) -> date:
    try:
        return date.fromisoformat(written)
    except ValueError as error:
        message = f"{option} {written}: must be a day of the calendar like 2026-09-01."
        raise BadOption(message) from error
