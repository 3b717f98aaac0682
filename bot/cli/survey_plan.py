"""`jiaxiao survey check`, `plan`, `plans` and `unplan`: surveys before they are asked."""

from __future__ import annotations

import asyncio
from datetime import time
from pathlib import Path
from typing import Annotated

import typer

from bot.app import open_services
from bot.cli import invocation
from bot.errors import BadOption
from bot.surveys.questions.loader import check_surveys, load_survey
from bot.surveys.repeating import Every, Rhythm, Series

PlanArgument = Annotated[int, typer.Argument(help="The plan's number.", metavar="PLAN")]


def check(
    context: typer.Context,
    files: Annotated[list[Path], typer.Argument(help="The files.", metavar="FILE.yaml...")],
) -> int:
    """Find every problem of surveys' files, with file, line and advice.

    Example: jiaxiao survey check knowledge/surveys/pulse.yaml
    """
    problems = check_surveys(files)
    for problem in problems:
        invocation.complain(str(problem))
    count = f"{len(files)} surveys"
    invocation.answer(
        context,
        f"{count}, {len(problems)} problems" if problems else f"{count}, all well",
        {
            "surveys": len(files),
            "problems": [
                {"file": str(one.path), "line": one.line, "problem": one.sentence}
                for one in problems
            ],
        },
    )
    return 1 if problems else 0


def plan(
    context: typer.Context,
    file: Annotated[Path, typer.Argument(help="The survey's file.", metavar="FILE.yaml")],
    school: Annotated[int, typer.Option(help="The school's number.")],
    every: Annotated[Rhythm, typer.Option(help="How often it is asked.")],
    on: Annotated[
        str,
        typer.Option(
            help="The weekday 1 to 7 (Monday is 1), the day of the month, "
            "or a day for each term: 03-20,10-20"
        ),
    ],
    at: Annotated[str, typer.Option(help="The time it opens, in the school's zone.")] = "18:00",
    days: Annotated[int, typer.Option(help="How many days it stays open.")] = 5,
    remind_after: Annotated[
        list[int] | None,
        typer.Option(help="Remind every family after so many days; two times at most."),
    ] = None,
) -> None:
    """Ask every family again and again; in the holidays it waits.

    Example: jiaxiao survey plan knowledge/surveys/pulse.yaml --school 1 --every week --on 4
    """
    survey = load_survey(file)
    rhythm = Every(every, on, _time(at), days, tuple(sorted(set(remind_after or ()))))

    async def work() -> int:
        async with open_services(invocation.of(context).configuration()) as services:
            return await services.surveys.plan(survey, school, rhythm)

    number = asyncio.run(work())
    invocation.answer(
        context,
        f"Plan {number}: {survey.id} each {every} ({on}) at {rhythm.at:%H:%M}, "
        f"open for {days} days",
        {"id": number, "survey": survey.id, "school": school, "every": every.value},
    )


def plans(context: typer.Context) -> None:
    """List the plans of surveys that repeat.

    Example: jiaxiao survey plans --json
    """

    async def work() -> list[Series]:
        async with open_services(invocation.of(context).configuration()) as services:
            return await services.surveys.planned()

    found = asyncio.run(work())
    lines = [
        f"{one.id:>5}  {one.survey.id:<20} school {one.school_id}  each {one.every.rhythm} "
        f"({one.every.on}) at {one.every.at:%H:%M}, open for {one.every.days} days"
        for one in found
    ]
    invocation.answer(context, "\n".join(lines) or "No plan yet.", [_row(one) for one in found])


def unplan(context: typer.Context, series: PlanArgument) -> None:
    """End a plan; a survey that is open goes on to its end.

    Example: jiaxiao survey unplan 1
    """

    async def work() -> None:
        async with open_services(invocation.of(context).configuration()) as services:
            await services.surveys.unplan(series)

    asyncio.run(work())
    invocation.answer(context, f"Plan {series}: ended", {"id": series})


def _row(one: Series) -> dict[str, object]:
    return {
        "id": one.id,
        "survey": one.survey.id,
        "version": one.survey.version,
        "school": one.school_id,
        "every": one.every.rhythm.value,
        "on": one.every.on,
        "at": f"{one.every.at:%H:%M}",
        "days": one.every.days,
        "remind_after": list(one.every.remind_after),
    }


def _time(written: str) -> time:
    """Read a time on the school's wall.

    Raises:
        BadOption: It is not one.
    """
    try:
        return time.fromisoformat(written).replace(second=0, microsecond=0, tzinfo=None)
    except ValueError as error:
        message = f"--at {written}: write a time like 18:00."
        raise BadOption(message) from error
