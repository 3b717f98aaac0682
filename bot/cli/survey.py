"""`jiaxiao survey`: ask every family of a school, close, look at figures, export."""

from __future__ import annotations

import asyncio
from datetime import datetime
from pathlib import Path
from typing import Annotated

import typer

from bot.app import Services, open_services
from bot.cli import invocation, survey_figures, survey_plan
from bot.cli.survey_figures import Found, NumberArgument, asked, found_of, told
from bot.clock import at_school
from bot.errors import BadOption
from bot.surveys.model import Wave, WaveState
from bot.surveys.questions.loader import load_survey
from bot.surveys.showing import reports

app = typer.Typer(help="Ask families, close, show figures, export.", no_args_is_help=True)

DAY_ALONE = len("2026-09-30")
"""A day without a time would end at its first minute, which nobody means."""


@app.callback()
def _surveys() -> None:
    """Ask families, close, show figures, export."""


app.command("check")(survey_plan.check)
app.command("plan")(survey_plan.plan)
app.command("plans")(survey_plan.plans)
app.command("unplan")(survey_plan.unplan)


@app.command("open")
def open_survey(
    context: typer.Context,
    file: Annotated[Path, typer.Argument(help="The survey's file.", metavar="FILE.yaml")],
    school: Annotated[int, typer.Option(help="The school's number.")],
    until: Annotated[
        str | None, typer.Option(help="Its end, in the school's zone: 2026-09-30T20:00")
    ] = None,
    remind: Annotated[
        list[str] | None,
        typer.Option(help="When every family is reminded; may be given twice."),
    ] = None,
) -> None:
    """Ask every family of a school at once.

    Example: jiaxiao survey open knowledge/surveys/homework-burden.yaml --school 1
    """
    survey = load_survey(file)

    async def work() -> tuple[Wave, str]:
        async with open_services(invocation.of(context).configuration()) as services:
            ends = _instant("--until", until, services) if until else None
            reminders = [_instant("--remind", one, services) for one in remind or ()]
            wave = await services.surveys.open(survey, school, until=ends, remind_at=reminders)
            return wave, _when(wave.closes_at, services)

    wave, ends = asyncio.run(work())
    end = f"open until {ends}" if ends else f"open until `jiaxiao survey close {wave.id}`"
    invocation.answer(
        context,
        f"Survey {wave.id}: {asked(wave)}, {end}",
        {
            "id": wave.id,
            "survey": survey.id,
            "unit": survey.unit.value,
            "invited": wave.invited,
            "closes_at": ends or None,
        },
    )


@app.command("close")
def close(context: typer.Context, survey: NumberArgument) -> int:
    """Close a survey; its figures exist from then on.

    Example: jiaxiao survey close 3
    """

    async def work() -> tuple[Wave, Found]:
        async with open_services(invocation.of(context).configuration()) as services:
            wave = await services.surveys.close(survey)
            return wave, await found_of(services, survey)

    wave, found = asyncio.run(work())
    invocation.answer(context, told(found), reports.as_document(found))
    if wave.state is WaveState.LOST:
        invocation.complain(
            f"Survey {survey}: its key file is gone from surveys.keys_path, so its answers can "
            "never be read; bring the file back and close again, or open a new survey."
        )
        return 1
    if wave.erased_at is None:
        invocation.complain(
            f"Survey {survey}: closed, but another program reads the database, so freed pages "
            f"are not erased yet; type `jiaxiao survey close {survey}` again later."
        )
    return 0


@app.command("list")
def list_surveys(context: typer.Context) -> None:
    """List all surveys, the newest first.

    Example: jiaxiao survey list --json
    """

    async def work() -> tuple[list[str], list[dict[str, object]]]:
        async with open_services(invocation.of(context).configuration()) as services:
            waves = await services.surveys.waves()
            return [_line(wave, services) for wave in waves], [
                _row(wave, services) for wave in waves
            ]

    lines, document = asyncio.run(work())
    invocation.answer(context, "\n".join(lines) or "No survey yet.", document)


app.command("results")(survey_figures.results)
app.command("chart")(survey_figures.chart)
app.command("export")(survey_figures.export_figures)
app.command("district")(survey_figures.district)


def _instant(option: str, written: str, services: Services) -> datetime:
    """Read a time in the school's zone.

    Raises:
        BadOption: It is not a time.
    """
    message = f"{option} {written}: write day and time like 2026-09-30T20:00."
    try:
        moment = datetime.fromisoformat(written)
    except ValueError as error:
        raise BadOption(message) from error
    if len(written) <= DAY_ALONE:
        raise BadOption(message)
    return moment if moment.tzinfo else moment.replace(tzinfo=services.configuration.zone)


def _when(instant: datetime | None, services: Services) -> str:
    return f"{at_school(instant, services.clock):%Y-%m-%dT%H:%M}" if instant else ""


def _row(wave: Wave, services: Services) -> dict[str, object]:
    return {
        "id": wave.id,
        "survey": wave.survey.id,
        "school": wave.school_id,
        "state": wave.state,
        "invited": wave.invited,
        "opened_at": _when(wave.opened_at, services),
        "closes_at": _when(wave.closes_at, services) or None,
        "closed_at": _when(wave.closed_at, services) or None,
    }


def _line(wave: Wave, services: Services) -> str:
    ends = _when(wave.closed_at or wave.closes_at, services)
    return (
        f"{wave.id:>5}  {wave.state:<8} {wave.survey.id:<20} school {wave.school_id}  "
        f"{_when(wave.opened_at, services)} {f'- {ends}' if ends else ''}".rstrip()
    )
