"""`jiaxiao timetable`: import the after-school service, check it, show it, give it out."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import Annotated

import typer

from bot.app import open_services
from bot.cli import invocation
from bot.clock import today
from bot.errors import BadOption
from bot.i18n.catalogue import speaking
from bot.i18n.languages import Language
from bot.sheets import write_bytes, write_text
from bot.timetable import rendering
from bot.timetable.importing.changes import SlotChange, What
from bot.timetable.imports import SlotImport
from bot.timetable.listing import WEEKDAY_NAMES, concern_row, session_row, slot_line
from bot.timetable.rules import Concern
from bot.timetable.schedules import Schedule
from bot.timetable.templates import template, template_kind

app = typer.Typer(help="Import, check and show the after-school service.", no_args_is_help=True)

MOST_LINES = 40
"""Of each kind; who wants all of them asks for JSON."""


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
) -> None:
    """Put the weekly slots of a file in the place of a school's, all or nothing.

    A list has the columns class,weekday,start,end,title,place,teacher and, if wanted,
    valid_from,valid_until,course,weeks,kind,capacity,fee,grades. A class is its name or its
    number; Monday is 1. A workbook may also have weekdays as columns. Slots that are recognised
    keep their identity; what has changed is said.

    Example: jiaxiao timetable import slots.xlsx --school 1 --dry-run
    """

    async def work() -> SlotImport:
        async with open_services(invocation.of(context).configuration()) as services:
            return await services.timetable.import_slots(school, file, is_dry_run=dry_run)

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
    lines = [*_concerns(found), *_uncertain(found)]
    text = "\n".join(lines) or "Nothing speaks against these slots."
    document = {"concerns": rows, "uncertain_years": list(found.uncertain_years)}
    invocation.answer(context, text, document)


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
    rows = [session_row(session, found.names(session.slot)) for session in found.sessions]
    lines = [*map(_line, rows), *_uncertain(found), *_concerns(found)]
    invocation.answer(context, "\n".join(lines) or "Nothing takes place on these days.", rows)


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
    language = _language(lang)

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
    kind, language = template_kind(output), _language(lang)
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
    for change in done.changes[:MOST_LINES]:
        yield _change_line(change, done.names(change.slot))
    if len(done.changes) > MOST_LINES:
        yield f"... and {len(done.changes) - MOST_LINES} more changes; --json names all."
    yield from (f"WARNING  {sentence}" for sentence in done.warnings)
    yield from _concern_lines(done.concerns, done)


def _import_row(done: SlotImport, dry_run: bool) -> dict[str, object]:
    return {
        "slots": done.slot_count,
        "classes": done.class_count,
        "replaced": done.replaced_count,
        "dry_run": dry_run,
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


def _concerns(found: Schedule) -> Iterator[str]:
    return _concern_lines(found.concerns, found)


def _concern_lines(listed: Sequence[Concern], names: Schedule | SlotImport) -> Iterator[str]:
    words = speaking(Language.EN)
    for one in listed[:MOST_LINES]:
        basis = one.basis
        said = rendering.concern(one, words)
        clause = f" {basis.clause}" if basis.clause else ""
        yield (
            f"RULE     {slot_line(one.slot, names.names(one.slot))}: {said} "
            f"(《{basis.document}》{clause}; answer {basis.entry})"
        )
    if len(listed) > MOST_LINES:
        yield f"... and {len(listed) - MOST_LINES} more; --json names all."


def _uncertain(found: Schedule) -> Iterator[str]:
    for year in found.uncertain_years:
        yield (
            f"WARNING  the public holidays of {year} are not known yet: Monday to Friday count "
            "as school days unless the school's calendar says otherwise, and every push says "
            "that the school's own notice counts."
        )


def _line(row: dict[str, object]) -> str:
    day = date.fromisoformat(str(row["date"]))
    names = ("class", "course", "title", "place", "teacher")
    what = "  ".join(str(row[name]) for name in names if row[name])
    state = "" if row["state"] == "on" else f"  {str(row['state']).upper()}"
    note = f"  [{row['why']}]" if row["why"] else ""
    weekday = WEEKDAY_NAMES[day.weekday()][:3]
    return f"{day} {weekday}  {row['start']}-{row['end']}  {what}{state}{note}"


def _language(written: str) -> Language:
    try:
        return Language(written)
    except ValueError as error:
        raise BadOption(f"--lang {written}: must be zh-Hans, zh-Hant or en.") from error


def _day(option: str, written: str) -> date:
    try:
        return date.fromisoformat(written)
    except ValueError as error:
        message = f"{option} {written}: must be a day of the calendar like 2026-09-01."
        raise BadOption(message) from error
