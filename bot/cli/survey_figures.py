"""`jiaxiao survey results`, `chart` and `export`: figures of closed surveys."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Callable
from pathlib import Path
from typing import Annotated, Final
from zoneinfo import ZoneInfo

import typer

from bot.app import Services, open_services
from bot.cli import invocation
from bot.errors import BadOption
from bot.i18n.languages import Language
from bot.sheets import write_bytes
from bot.surveys.figures.results import Results
from bot.surveys.figures.trend import ALONE, Trend
from bot.surveys.model import Turnout, Wave, WaveState
from bot.surveys.questions.schema import Unit
from bot.surveys.showing import booklets, charts, export, reports
from bot.surveys.showing.export import Format

NumberArgument = Annotated[int, typer.Argument(help="The survey's number.", metavar="ID")]
GradesOption = Annotated[
    str | None, typer.Option(help="Only these grades: 3, 1-6 or 1,2,5; grade 7 is 初一.")
]
Found = Results | Turnout
_LAST_GRADE: Final = 9
TERMINAL: Final = "terminal"
"""What the account calls figures that were shown and not written into a file."""


def results(context: typer.Context, survey: NumberArgument, grades: GradesOption = None) -> None:
    """Show the figures of a closed survey, small groups hidden.

    Example: jiaxiao survey results 3 --json
    """
    found = _look(context, survey, grades, TERMINAL)[0]
    invocation.answer(context, told(found), reports.as_document(found))


def chart(
    context: typer.Context,
    survey: NumberArgument,
    output: Annotated[Path, typer.Option("-o", "--output", help="The picture's file, PNG.")],
    grades: GradesOption = None,
    *,
    trend: Annotated[
        bool, typer.Option("--trend", help="How shares went over the surveys of this kind.")
    ] = False,
) -> int:
    """Draw the figures of a closed survey as one picture.

    Example: jiaxiao survey chart 3 -o homework.png
    """
    zone = invocation.of(context).configuration().zone

    def save(found: Results, waves: Trend) -> None:
        if trend:
            picture = asyncio.run(
                charts.draw_trend(charts.trend_of(found, waves, Language.ZH_HANS, zone))
            )
        else:
            picture = asyncio.run(charts.draw(charts.chart_of(found, Language.ZH_HANS, zone)))
        write_bytes(output, picture)

    return _saved(context, survey, grades, output, save, kind="png")


def export_figures(
    context: typer.Context,
    survey: NumberArgument,
    kind: Annotated[Format, typer.Option("--format", help="What kind of file.")],
    output: Annotated[Path, typer.Option("-o", "--output", help="The file.")],
    grades: GradesOption = None,
) -> int:
    """Write the figures of a closed survey into a file: aggregated, small groups hidden.

    Example: jiaxiao survey export 3 --format xlsx -o homework.xlsx
    """
    zone = invocation.of(context).configuration().zone

    def save(found: Results, trend: Trend) -> None:
        _write(found, trend, kind, output, zone)

    return _saved(context, survey, grades, output, save, kind=kind.value)


def district(
    context: typer.Context,
    region: Annotated[str, typer.Option(help="The code that the district's schools share.")],
    survey: Annotated[str, typer.Option(help="The survey's id, such as homework-burden.")],
    kind: Annotated[Format, typer.Option("--format", help="What kind of file.")] = Format.XLSX,
    output: Annotated[
        Path | None, typer.Option("-o", "--output", help="The file; without it, only shown.")
    ] = None,
) -> None:
    """Show the totals over a district's schools, or write them into a file.

    Taken are the newest closed surveys of five schools or more; no school stands by itself.

    Example: jiaxiao survey district --region 110101 --survey homework-burden
    """

    async def work() -> Results:
        async with open_services(invocation.of(context).configuration()) as services:
            found = await services.surveys.district(region, survey)
            what = f"district-{TERMINAL if output is None else kind.value}"
            await services.surveys.note_export(found.wave.id, what, digest=found.digest)
            return found

    found = asyncio.run(work())
    document = {**reports.as_document(found), "region": region, "hash": found.digest}
    if output is None:
        invocation.answer(context, told(found), document)
        return
    _write(found, ALONE, kind, output, invocation.of(context).configuration().zone)
    answer = {"survey": survey, "region": region, "file": str(output), "hash": found.digest}
    invocation.answer(context, f"District {region}: written to {output}", answer)


async def found_of(services: Services, survey: int, grades: frozenset[int] = frozenset()) -> Found:
    """Return figures if there may be any, else how many have answered."""
    wave = await services.surveys.wave(survey)
    if wave.state is WaveState.CLOSED:
        return await services.surveys.results(survey, grades)
    return await services.surveys.turnout(survey)


def told(found: Found) -> str:
    """Say figures, or how many have answered, in a terminal."""
    if isinstance(found, Results):
        return reports.as_text(found, Language.ZH_HANS)
    wave = found.wave
    answered = f"{asked(wave)}, at least {found.responses} answers"
    return f"Survey {wave.id} ({wave.survey.id}): {wave.state}, {answered}; no figures."


def asked(wave: Wave) -> str:
    """Say how many were asked."""
    whom = "children asked about" if wave.survey.unit is Unit.CHILD else "families asked"
    return f"{wave.invited} {whom}"


def _write(found: Results, trend: Trend, kind: Format, output: Path, zone: ZoneInfo) -> None:
    if kind is Format.PDF:
        booklet = booklets.booklet_of(found, trend, Language.ZH_HANS, zone)
        write_bytes(output, asyncio.run(booklets.draw(booklet)))
    else:
        export.write(found, output, kind, Language.ZH_HANS, zone, trend=trend)


def _saved(
    context: typer.Context,
    survey: int,
    grades: str | None,
    output: Path,
    save: Callable[[Results, Trend], None],
    *,
    kind: str,
) -> int:
    """Save the figures if there may be any; else say how many have answered."""
    found, trend = _look(context, survey, grades, kind)
    if isinstance(found, Turnout):
        invocation.answer(context, told(found), reports.as_document(found))
        invocation.complain(
            f"Survey {survey} has no figures before it is closed; {output} was not written."
        )
        return 1
    save(found, trend)
    wave = found.wave
    invocation.answer(
        context,
        f"Survey {wave.id}: written to {output}",
        {
            "wave": wave.id,
            "survey": wave.survey.id,
            "state": wave.state,
            "file": str(output),
            "hash": found.digest,
        },
    )
    return 0


def _look(
    context: typer.Context, survey: int, grades: str | None, kind: str
) -> tuple[Found, Trend]:
    """Return figures and what to compare them with.

    Whoever looks stands in the account before anything is shown or written, because lines on a
    terminal are handed on as easily as a file.
    """
    only = _grades(grades)

    async def work() -> tuple[Found, Trend]:
        async with open_services(invocation.of(context).configuration()) as services:
            found = await found_of(services, survey, only)
            if isinstance(found, Turnout):
                return found, ALONE
            await services.surveys.note_export(found.wave.id, kind, digest=found.digest)
            if kind == TERMINAL:
                return found, ALONE
            return found, await services.surveys.trend(found)

    return asyncio.run(work())


def _grades(written: str | None) -> frozenset[int]:
    """Read grades as people write them.

    Raises:
        BadOption: They are none.
    """
    found: set[int] = set()
    for part in (written or "").split(",") if written is not None else ():
        match = re.fullmatch(r"\s*([1-9])(?:-([1-9]))?\s*", part)
        first, last = (int(match[1]), int(match[2] or match[1])) if match else (1, 0)
        if first > last:
            message = f"--grades {written}: write grades from 1 to {_LAST_GRADE}: 3, 1-6 or 1,2,5."
            raise BadOption(message)
        found.update(range(first, last + 1))
    return frozenset(found)
