"""`jiaxiao calendar`: a school's own terms, days off and working days."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import Annotated

import typer

from bot.app import open_services
from bot.cli import invocation
from bot.timetable.listing import WEEKDAY_NAMES, calendar_rows
from bot.timetable.model import SchoolCalendar

app = typer.Typer(help="A school's own terms, days off and working days.", no_args_is_help=True)


@app.callback()
def _calendar() -> None:
    """A school's own terms, days off and working days."""


@app.command("import")
def import_calendar(
    context: typer.Context,
    file: Annotated[Path, typer.Argument(help="A YAML file.")],
    school: Annotated[int, typer.Option(help="The school's number.")],
) -> None:
    """Replace a school's calendar by that of a file, all or nothing.

    The file may hold three lists: terms (from, to, name), days_off (date, or from and to;
    name) and working_days (date, follows: the weekday whose plan applies, Monday is 1; name).

    Example: jiaxiao calendar import calendar.yaml --school 1
    """

    async def work() -> SchoolCalendar:
        async with open_services(invocation.of(context).configuration()) as services:
            return await services.timetable.import_calendar(school, file)

    _answer(context, asyncio.run(work()))


@app.command("show")
def show(
    context: typer.Context,
    school: Annotated[int, typer.Option(help="The school's number.")],
) -> None:
    """Show a school's own calendar.

    Example: jiaxiao calendar show --school 1 --json
    """

    async def work() -> SchoolCalendar:
        async with open_services(invocation.of(context).configuration()) as services:
            return await services.timetable.calendar(school)

    _answer(context, asyncio.run(work()))


def _answer(context: typer.Context, calendar: SchoolCalendar) -> None:
    lines = [
        *(f"Term      {t.first_on} to {t.last_on}  {t.name}" for t in calendar.terms),
        *(
            f"{'Working' if day.is_open else 'Off':<8}  {on}  {day.name}{_follows(day.follows)}"
            for on, day in calendar.days.items()
        ),
    ]
    empty = "This school has no calendar of its own; every public working day counts."
    text = "\n".join(line.rstrip() for line in lines) or empty
    invocation.answer(context, text, calendar_rows(calendar))


def _follows(weekday: int | None) -> str:
    return f"  (plan of {WEEKDAY_NAMES[weekday - 1]})" if weekday else ""
