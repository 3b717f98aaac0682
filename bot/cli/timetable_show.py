"""`jiaxiao timetable show`: what takes place on some days, or what families will read on them."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator, Sequence
from datetime import date
from typing import Annotated

import typer

from bot.app import Services, open_services
from bot.cli import invocation, timetable_options
from bot.errors import BadOption
from bot.i18n.catalogue import speaking
from bot.i18n.languages import Language
from bot.timetable import rendering
from bot.timetable.imports import SlotImport
from bot.timetable.listing import WEEKDAY_NAMES, session_row, slot_line
from bot.timetable.phrases import day_off, spoken_day
from bot.timetable.rules import Concern
from bot.timetable.schedules import Schedule
from bot.timetable.staff.previews import PushDay

MOST_LINES = 40
"""Of each kind; who wants all of them asks for JSON."""


def show(
    context: typer.Context,
    school: Annotated[int, typer.Option(help="The school's number.")],
    begin: Annotated[
        str | None,
        typer.Option(
            "--from", help="The first day, such as 2026-09-01; with --pushes, else the term's."
        ),
    ] = None,
    end: Annotated[
        str | None,
        typer.Option(
            "--to", help="The last day, such as 2027-01-22; with --pushes, else the term's."
        ),
    ] = None,
    class_: Annotated[int | None, typer.Option("--class", help="Only this class.")] = None,
    pushes: Annotated[
        bool,
        typer.Option("--pushes", help="What families read each morning, and when not and why."),
    ] = False,
    lang: Annotated[
        str, typer.Option(help="With --pushes, what they read it in: zh-Hans, zh-Hant or en.")
    ] = "zh-Hans",
) -> None:
    """Show what takes place on some days, both included, or what families will read on them.

    Days off are left out; made-up working days say whose plan they follow. With --pushes every
    day of the term is there, with each class's message, or why there is none.

    Examples: jiaxiao timetable show --school 1 --from 2026-09-01 --to 2027-01-22 --json;
    jiaxiao timetable show --school 1 --pushes
    """
    if pushes:
        _show_pushes(context, school, begin, end, class_, timetable_options.language(lang))
        return
    if begin is None or end is None:
        option = "--from" if begin is None else "--to"
        raise BadOption(f"{option}: name a day like 2026-09-01; only --pushes finds the term.")
    first = timetable_options.day("--from", begin)
    last = timetable_options.day("--to", end)

    async def work() -> Schedule:
        async with open_services(invocation.of(context).configuration()) as services:
            return await services.timetable.schedule(school, first, last, class_)

    found = asyncio.run(work())
    rows = [session_row(session, found.names(session.slot)) for session in found.sessions]
    lines = [*map(_line, rows), *uncertain(found.uncertain_years), *concerns(found)]
    invocation.answer(context, "\n".join(lines) or "Nothing takes place on these days.", rows)


def _show_pushes(
    context: typer.Context,
    school: int,
    begin: str | None,
    end: str | None,
    class_: int | None,
    language: Language,
) -> None:
    configuration = invocation.of(context).configuration()

    async def work() -> list[PushDay]:
        async with open_services(configuration) as services:
            first, last = await _span(services, school, begin, end)
            previews = services.timetable.push_previews
            return await previews.of_school(school, first, last, language, class_)

    days = asyncio.run(work())
    at = f"{configuration.timetable.push_at:%H:%M}"
    years = sorted({one.day.on.year for one in days if one.day.is_uncertain})
    lines = [line for one in days for line in _push_lines(one, at, language)]
    text = "\n".join([*lines, *uncertain(years)])
    invocation.answer(context, text, [_push_row(one, at) for one in days])


async def _span(
    services: Services, school: int, begin: str | None, end: str | None
) -> tuple[date, date]:
    """Return the days asked for; what is not named is the term's."""
    first, last = await services.timetable.push_previews.term(school)
    return (
        first if begin is None else timetable_options.day("--from", begin),
        last if end is None else timetable_options.day("--to", end),
    )


def _push_lines(one: PushDay, at: str, language: Language) -> Iterator[str]:
    day, words = one.day, speaking(language)
    heading = f"{day.on} {WEEKDAY_NAMES[day.on.weekday()][:3]}"
    if not day.is_open:
        said = day_off(day, spoken_day(day.on, words), words)
        yield f"{heading}  no push: {day.reason}  [{said}]"
    elif not one.has_push:
        yield f"{heading}  no push: nothing planned"
    else:
        yield f"{heading}  push at {at}" + (f"  [{one.mark}]" if one.mark else "")
        for reading in one.readings:
            yield f"    {'course' if reading.is_course else 'class'}  {reading.owner}"
            yield from (f"        {line}".rstrip() for line in reading.text.splitlines())


def _push_row(one: PushDay, at: str) -> dict[str, object]:
    day = one.day
    why = day.reason.value if not day.is_open or one.has_push else "nothing-planned"
    return {
        "date": day.on.isoformat(),
        "push": one.has_push,
        "at": at if one.has_push else None,
        "why": why,
        "name": day.name or day.holiday,
        "made_up": day.is_made_up,
        "mark": one.mark,
        "uncertain": day.is_uncertain,
        "messages": [
            {
                "class": "" if reading.is_course else reading.owner,
                "course": reading.owner if reading.is_course else "",
                "text": reading.text,
            }
            for reading in one.readings
        ],
    }


def concerns(found: Schedule | SlotImport) -> Iterator[str]:
    """Yield a line for each slot that a rule speaks against, with document and clause."""
    words = speaking(Language.EN)
    listed: Sequence[Concern] = found.concerns
    for one in listed[:MOST_LINES]:
        basis = one.basis
        said = rendering.concern(one, words)
        clause = f" {basis.clause}" if basis.clause else ""
        yield (
            f"RULE     {slot_line(one.slot, found.names(one.slot))}: {said} "
            f"(《{basis.document}》{clause}; answer {basis.entry})"
        )
    if len(listed) > MOST_LINES:
        yield f"... and {len(listed) - MOST_LINES} more; --json names all."


def uncertain(years: Sequence[int]) -> Iterator[str]:
    """Yield a loud line for each year whose public holidays are not known."""
    for year in years:
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
