"""`jiaxiao notice unreached`: which children a notice has not reached, and why."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import Annotated

import typer

from bot.app import Services, open_services
from bot.cli import invocation
from bot.cli.paper import LANGUAGE
from bot.clock import at_school
from bot.errors import BadOption
from bot.i18n.catalogue import speaking
from bot.i18n.languages import Language
from bot.notices.afterwards import lists
from bot.notices.afterwards.lists import ENDINGS, Table
from bot.notices.afterwards.unreached import UnreachedList


def unreached(
    context: typer.Context,
    notice: Annotated[int, typer.Argument(help="Its number.")],
    output: Annotated[
        Path | None, typer.Option("-o", "--output", help="A .csv, .xlsx or .pdf file.")
    ] = None,
    language: Language = LANGUAGE,
) -> None:
    """List the children nobody was reached for: class, seat and why, without a name.

    Example: jiaxiao notice unreached 12 -o unreached.xlsx
    """
    if output is not None:
        _check_ending(output)

    async def work() -> tuple[UnreachedList, Table]:
        async with open_services(invocation.of(context).configuration()) as services:
            found = await services.notices.unreached(notice)
            table = lists.table_of(found, speaking(language), made=_now(services))
        if output is not None:
            await lists.write(table, output)
        return found, table

    found, table = asyncio.run(work())
    children = [
        {
            "school": child.school,
            "class": child.class_name,
            "seat": child.seat,
            "why": child.why,
            "reason": lists.why_in_words(child.why, speaking(language)),
        }
        for child in found.children
    ]
    document: dict[str, object] = {"id": notice, "total": found.total, "children": children}
    if output is not None:
        invocation.answer(
            context,
            f"{len(children)} of {found.total} children; written to {output}",
            {**document, "file": str(output)},
        )
        return
    lines = [table.note, *("  ".join(map(str, row)) for row in table.rows)]
    invocation.answer(context, "\n".join(lines), document)


def _check_ending(output: Path) -> None:
    if output.suffix.lower() not in ENDINGS:
        message = f"-o {output}: must end in {', '.join(ENDINGS[:-1])} or {ENDINGS[-1]}."
        raise BadOption(message)
    if not output.parent.is_dir():
        message = f"-o {output}: there is no such folder; make it first."
        raise BadOption(message)


def _now(services: Services) -> str:
    return f"{at_school(services.clock.now(), services.clock):%Y-%m-%d %H:%M}"
