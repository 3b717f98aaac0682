"""`jiaxiao timetable`: import the after-school service, check it, show it, give it out."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Annotated

import typer

from bot.app import open_services
from bot.cli import (
    invocation,
    timetable_change,
    timetable_courses,
    timetable_door,
    timetable_options,
    timetable_show,
)
from bot.clock import today
from bot.sheets import write_bytes, write_text
from bot.timetable.importing.changes import SlotChange, What
from bot.timetable.imports import SlotImport
from bot.timetable.listing import concern_row, slot_line
from bot.timetable.schedules import Schedule
from bot.timetable.templates import template, template_kind

app = typer.Typer(help="Import, check and show the after-school service.", no_args_is_help=True)


@app.callback()
def _timetable() -> None:
    """Import, check and show the after-school service."""


@app.command("import")
def import_slots(
    context: typer.Context,
    file: Annotated[Path, typer.Argument(help="A CSV (UTF-8 or GBK), XLSX or YAML file.")],
    school: Annotated[int, typer.Option(help="The school's number.")],
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Only check the file; change nothing.")
    ] = False,
    tell_nobody: Annotated[
        bool,
        typer.Option("--tell-nobody", help="Only mistakes in typing were put right."),
    ] = False,
) -> None:
    """Put the weekly slots of a file in the place of a school's, all or nothing.

    A list has the columns class,weekday,start,end,title,place,teacher and, if wanted,
    valid_from,valid_until,course,weeks,kind,capacity,fee,grades. A class is its name or its
    number; Monday is 1. A workbook may also have weekdays as columns. Slots that are recognised
    keep their identity; what has changed is said. Families whose coming days are different are
    told, at once or on Sunday, but not of the first plan of a term.

    Example: jiaxiao timetable import slots.xlsx --school 1 --dry-run
    """

    async def work() -> SlotImport:
        async with open_services(invocation.of(context).configuration()) as services:
            return await services.timetable.import_slots(
                school, file, is_dry_run=dry_run, is_quiet=tell_nobody
            )

    done = asyncio.run(work())
    invocation.answer(context, "\n".join(_imported(done, dry_run)), _import_row(done, dry_run))


@app.command("check")
def check(
    context: typer.Context,
    school: Annotated[int, typer.Option(help="The school's number.")],
) -> None:
    """Hold a school's slots against the rules of double reduction, and look a year ahead.

    It warns and changes nothing; what it says names document and clause.

    Example: jiaxiao timetable check --school 1
    """
    found = asyncio.run(_year_ahead(context, school))
    rows = [concern_row(one, found.names(one.slot)) for one in found.concerns]
    lines = [*timetable_show.concerns(found), *timetable_show.uncertain(found.uncertain_years)]
    text = "\n".join(lines) or "Nothing speaks against these slots."
    document = {"concerns": rows, "uncertain_years": list(found.uncertain_years)}
    invocation.answer(context, text, document)


app.command("show")(timetable_show.show)
app.command("change")(timetable_change.change)
app.command("door")(timetable_door.door)
app.command("courses")(timetable_courses.courses)
app.command("teach")(timetable_courses.teach)


@app.command("ics")
def ics(
    context: typer.Context,
    class_: Annotated[int, typer.Option("--class", help="The class's number.")],
    output: Annotated[Path, typer.Option("-o", "--output", help="The file: class.ics")],
    lang: Annotated[str, typer.Option(help="zh-Hans, zh-Hant or en.")] = "zh-Hans",
) -> None:
    """Write a calendar file of a class, which telephones open.

    Imported again after a change, it takes the place of what the telephone knew.

    Example: jiaxiao timetable ics --class 1 -o class.ics
    """
    language = timetable_options.language(lang)

    async def work() -> str:
        async with open_services(invocation.of(context).configuration()) as services:
            return await services.timetable.calendar_file(class_, language)

    text = asyncio.run(work())
    write_text(output, text)
    events = text.count("BEGIN:VEVENT")
    invocation.answer(
        context, f"{output}: {events} entries.", {"file": str(output), "events": events}
    )


@app.command("template")
def write_template(
    context: typer.Context,
    output: Annotated[
        Path, typer.Option("-o", "--output", help="A file that ends in .csv, .xlsx or .yaml.")
    ],
    lang: Annotated[str, typer.Option(help="zh-Hans, zh-Hant or en.")] = "zh-Hans",
) -> None:
    """Write a file to fill in: a list (CSV, YAML) or a week with weekdays as columns (XLSX).

    Example: jiaxiao timetable template --lang zh-Hans -o slots.xlsx
    """
    kind, language = template_kind(output), timetable_options.language(lang)
    write_bytes(output, template(kind, language))
    invocation.answer(context, f"{output} is ready to be filled in.", {"file": str(output)})


async def _year_ahead(context: typer.Context, school: int) -> Schedule:
    async with open_services(invocation.of(context).configuration()) as services:
        here = today(services.clock)
        return await services.timetable.schedule(
            school, here, date(here.year + 1, here.month, min(here.day, 28))
        )


def _imported(done: SlotImport, dry_run: bool) -> Iterator[str]:
    slots = f"{done.slot_count} slots of {done.class_count} classes"
    if dry_run:
        yield f"The file is good: {slots} would replace {done.replaced_count}. Nothing changed."
    else:
        yield f"{slots} imported; {done.replaced_count} replaced."
    for change in done.changes[: timetable_show.MOST_LINES]:
        yield _change_line(change, done.names(change.slot))
    more = len(done.changes) - timetable_show.MOST_LINES
    if more > 0:
        yield f"... and {more} more changes; --json names all."
    if done.changes:
        verb = "would be told" if dry_run else "are told"
        chats = f"{done.told_now} families {verb} at once"
        yield f"{chats}, {done.told_sunday} more on the Sunday before it begins."
    yield from (f"WARNING  {sentence}" for sentence in done.warnings)
    yield from timetable_show.concerns(done)


def _import_row(done: SlotImport, dry_run: bool) -> dict[str, object]:
    return {
        "slots": done.slot_count,
        "classes": done.class_count,
        "replaced": done.replaced_count,
        "dry_run": dry_run,
        "told_now": done.told_now,
        "told_sunday": done.told_sunday,
        **{what.value: done.count(what) for what in What},
        "changes": [_change_line(one, done.names(one.slot)) for one in done.changes],
        "warnings": list(done.warnings),
        "concerns": [concern_row(one, done.names(one.slot)) for one in done.concerns],
    }


def _change_line(change: SlotChange, name: str) -> str:
    line = f"{change.what:<9}  {slot_line(change.slot, name)}"
    if change.before is None or change.after is None:
        return line
    return f"{line}; before: {slot_line(change.before, name)}"
