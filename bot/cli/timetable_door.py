"""`jiaxiao timetable door`: who is expected at the door on a day, to read and to print."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import Annotated

import typer

from bot.app import open_services
from bot.cli import invocation, timetable_options
from bot.clock import today
from bot.errors import BadOption
from bot.i18n.catalogue import speaking
from bot.sheets import write_csv, write_xlsx
from bot.timetable.staff import door_texts
from bot.timetable.staff.doors import DoorList


def door(
    context: typer.Context,
    school: Annotated[int, typer.Option(help="The school's number.")],
    on: Annotated[
        str | None, typer.Option(help="The day, such as 2026-11-26; else today.")
    ] = None,
    class_: Annotated[
        list[int] | None, typer.Option("--class", help="Only this class, and others named so.")
    ] = None,
    course: Annotated[
        list[int] | None, typer.Option(help="Only this course, and others named so.")
    ] = None,
    output: Annotated[
        Path | None,
        typer.Option("-o", "--output", help="A .xlsx to print, a sheet for each list; or a .csv."),
    ] = None,
    lang: Annotated[str, typer.Option(help="zh-Hans, zh-Hant or en.")] = "zh-Hans",
) -> None:
    """List who is expected at the door on a day: seats, who does not stay, who is in a course.

    Without --class and --course these are all lists of the day.

    Examples: jiaxiao timetable door --school 1 -o lists.xlsx;
    jiaxiao timetable door --school 1 --on 2026-11-27 --course 2
    """
    if output is not None and output.suffix.lower() not in (".xlsx", ".csv"):
        raise BadOption(f"-o {output}: must end in .xlsx or .csv.")
    words = speaking(timetable_options.language(lang))
    wanted = None if on is None else timetable_options.day("--on", on)

    async def work() -> list[DoorList]:
        async with open_services(invocation.of(context).configuration()) as services:
            return await services.timetable.door_lists.of_school(
                school,
                wanted or today(services.clock),
                class_ids=class_ or (),
                course_ids=course or (),
            )

    lists = asyncio.run(work())
    rows = list(door_texts.json_rows(lists))
    if not lists:
        invocation.answer(context, "Nothing takes place on this day.", rows)
        return
    text = "\n\n".join(door_texts.message(one, words) for one in lists)
    if output is not None:
        if output.suffix.lower() == ".csv":
            heading = door_texts.csv_heading(words)
            write_csv(output, heading, door_texts.csv_rows(lists, words))
        else:
            write_xlsx(output, door_texts.sheets(lists, words))
        text = f"{output}: {len(lists)} lists, {len(rows)} children."
    invocation.answer(context, text, rows)
