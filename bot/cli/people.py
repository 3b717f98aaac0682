"""`jiaxiao people`: invite families and staff."""

from __future__ import annotations

import asyncio
from datetime import datetime, timedelta
from pathlib import Path
from typing import Annotated

import typer

from bot.app import open_services
from bot.cli import invocation, paper, rights, roster, staff
from bot.cli.paper import LANGUAGE
from bot.clock import at_school
from bot.errors import BadOption
from bot.i18n.languages import Language
from bot.people.model import Role
from bot.people.office import FreshInvitation

app = typer.Typer(help="Invite families and staff.", no_args_is_help=True)

NO_LINK = "The link is known once `jiaxiao run` or `jiaxiao check` has reached Telegram."


@app.callback()
def _people() -> None:
    """Invite families and staff."""


app.command("import")(roster.import_roster)
app.command("seats")(roster.seats)
app.command("change-seat")(roster.change_seat)
app.command("remove-seat")(roster.remove_seat)
app.command("poster")(paper.poster)
app.command("revoke")(paper.revoke)
app.command("staff")(staff.staff)
app.command("remove-staff")(staff.remove_staff)


@app.command("invite")
def invite(
    context: typer.Context,
    class_: Annotated[
        list[int] | None, typer.Option("--class", help="The class's number.")
    ] = None,
    seat: Annotated[
        int | None, typer.Option(help="One seat: the code then admits one person.")
    ] = None,
    days: Annotated[int, typer.Option(help="How many days the code is good for.")] = 14,
    staff: Annotated[
        str | None,
        typer.Option(help="teacher, school, district or editor: invite a member of staff."),
    ] = None,
    school: Annotated[int | None, typer.Option(help="The school's number.")] = None,
    region: Annotated[
        str | None, typer.Option(help="The region of district staff or of an editor.")
    ] = None,
    all_seats: Annotated[
        bool, typer.Option("--all-seats", help="A code for each seat of the class, into a file.")
    ] = False,
    output: Annotated[
        Path | None,
        typer.Option("-o", "--output", help="With --all-seats: a .csv, .xlsx or .pdf file."),
    ] = None,
    language: Language = LANGUAGE,
) -> None:
    """Make an invitation; its code is shown this once and kept only as a hash.

    With --all-seats every seat on the class's list gets a code of its own: as slips to cut
    out, eight to a page, or as rows for a spreadsheet.

    Examples: jiaxiao people invite --class 1 --seat 12;
    jiaxiao people invite --class 1 --all-seats -o slips.pdf;
    jiaxiao people invite --staff teacher --class 1 --class 2;
    jiaxiao people invite --staff district --region example
    """
    lasting = timedelta(days=days)
    classes = class_ or []
    if all_seats:
        if staff is not None or seat is not None or output is None:
            message = "--all-seats: name a --class and a file with -o, and neither seat nor staff."
            raise BadOption(message)
        paper.invite_seats(context, _one_class(classes), lasting, output, language)
        return

    async def work() -> tuple[FreshInvitation, datetime]:
        configuration = invocation.of(context).configuration()
        async with open_services(configuration) as services:
            if staff is None:
                made = await services.office.invite_family(
                    _one_class(classes), seat=seat, valid_for=lasting
                )
            else:
                made = await services.office.invite_staff(
                    _role(staff),
                    school_id=school,
                    class_ids=classes,
                    region=region,
                    valid_for=lasting,
                )
            return made, at_school(made.expires_at, services.clock)

    made, until = asyncio.run(work())
    invocation.answer(
        context,
        f"Code {made.code}, good until {until:%Y-%m-%d %H:%M}\n{made.link or NO_LINK}",
        {
            "code": made.code,
            "link": made.link,
            "expires_at": until.isoformat(),
            **({} if made.link else {"hint": NO_LINK}),
        },
    )


app.command("show")(rights.show)
app.command("forget")(rights.forget)


def _role(name: str) -> Role:
    if name not in set(Role):
        message = f"--staff {name}: must be teacher, school, district or editor."
        raise BadOption(message)
    return Role(name)


def _one_class(classes: list[int]) -> int:
    if len(classes) != 1:
        message = "--class: name exactly one class for a family's invitation."
        raise BadOption(message)
    return classes[0]
