"""`jiaxiao people poster`, `people invite --all-seats` and `people revoke`: codes on paper."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Annotated, Final

import typer

from bot import sheets
from bot.app import Services, open_services
from bot.cli import invocation
from bot.clock import at_school
from bot.errors import BadOption
from bot.i18n.catalogue import Words, speaking
from bot.i18n.languages import Language
from bot.people import posters
from bot.people.model import InvitationKind
from bot.people.office import FreshInvitation
from bot.people.posters import Printed
from bot.printing.page import check_font
from bot.sheets import Column, Sheet

LANGUAGE = typer.Option(Language.ZH_HANS, "--lang", help="The language on paper.")
_SLIP_ENDINGS: Final = (".csv", ".xlsx", ".pdf")
_WIDTHS: Final = (16, 8, 16, 48, 18)
"""Of the columns of a sheet, in characters."""


@dataclass(frozen=True)
class _Made:
    """Fresh invitations of a class, and what stands above them."""

    school: str
    name: str
    by_seat: tuple[tuple[int | None, FreshInvitation], ...]
    until: datetime


def poster(
    context: typer.Context,
    class_: Annotated[int, typer.Option("--class", help="The class's number.")],
    output: Annotated[Path, typer.Option("-o", "--output", help="A .pdf or .png file.")],
    days: Annotated[int, typer.Option(help="How many days the code is good for.")] = 14,
    language: Language = LANGUAGE,
) -> None:
    """Print a class's invitation on A4: squares to scan, the code in letters, until when.

    It makes a fresh code for the class; `people revoke` or the teacher's /class makes it
    useless again.

    Example: jiaxiao people poster --class 1 -o poster.pdf
    """
    ending = _ending(output, (".pdf", ".png"))

    async def work(services: Services) -> _Made:
        school, name = await services.office.titles(class_)
        check_font([school, name])
        made = await services.office.invite_family(class_, valid_for=timedelta(days=days))
        until = at_school(made.expires_at, services.clock)
        return _Made(school, name, ((None, made),), until)

    made = _run(context, work)
    words = speaking(language)
    printed = _printed(made, words)
    sheets.write_bytes(output, posters.poster(printed[0], words, ending))
    _answer(context, output, made)


def invite_seats(
    context: typer.Context, class_: int, lasting: timedelta, output: Path, language: Language
) -> None:
    """Make a code for each seat of a class, and write them into a file."""
    ending = _ending(output, _SLIP_ENDINGS)

    async def work(services: Services) -> _Made:
        school, name = await services.office.titles(class_)
        if ending == ".pdf":
            check_font([school, name])
        made = await services.office.invite_seats(class_, valid_for=lasting, needs_link=True)
        until = at_school(made[0][1].expires_at, services.clock)
        return _Made(school, name, tuple(made), until)

    made = _run(context, work)
    words = speaking(language)
    if ending == ".pdf":
        sheets.write_bytes(output, posters.slips(_printed(made, words), words, ending))
    else:
        _write_rows(output, ending, made)
    _answer(context, output, made)


def revoke(
    context: typer.Context,
    class_: Annotated[int, typer.Option("--class", help="The class's number.")],
    seats: Annotated[
        bool, typer.Option("--seats", help="The unused codes of its seats instead.")
    ] = False,
) -> None:
    """Make a class's open invitations useless; whoever has joined stays.

    Example: jiaxiao people revoke --class 1
    """
    kind = InvitationKind.SEAT if seats else InvitationKind.CLASS

    async def work() -> int:
        async with open_services(invocation.of(context).configuration()) as services:
            return await services.office.revoke_class_codes(class_, kind=kind)

    count = asyncio.run(work())
    invocation.answer(context, f"{count} invitations revoked.", {"revoked": count})


def _ending(output: Path, allowed: tuple[str, ...]) -> str:
    """Refuse a file nobody could write or read, before a code is made for it."""
    ending = output.suffix.lower()
    if ending not in allowed:
        message = f"-o {output}: must end in {', '.join(allowed[:-1])} or {allowed[-1]}."
        raise BadOption(message)
    if not output.parent.is_dir():
        message = f"-o {output}: there is no such folder; make it first."
        raise BadOption(message)
    return ending


def _run(context: typer.Context, work: Callable[[Services], Awaitable[_Made]]) -> _Made:
    async def opened() -> _Made:
        async with open_services(invocation.of(context).configuration()) as services:
            return await work(services)

    return asyncio.run(opened())


def _printed(made: _Made, words: Words) -> list[Printed]:
    day = made.until
    date = words("faq-date-day", year=str(day.year), month=str(day.month), day=str(day.day))
    return [
        Printed(made.school, made.name, one.code, one.link or "", date, seat)
        for seat, one in made.by_seat
    ]


def _write_rows(output: Path, ending: str, made: _Made) -> None:
    heading = ("class", "seat", "code", "link", "expires_at")
    until = f"{made.until:%Y-%m-%d %H:%M}"
    rows = [(made.name, seat, one.code, one.link, until) for seat, one in made.by_seat]
    if ending == ".csv":
        sheets.write_csv(output, heading, rows)
    else:
        columns = [Column(name, width) for name, width in zip(heading, _WIDTHS, strict=True)]
        sheets.write_xlsx(output, [Sheet(made.name, columns, rows)])


def _answer(context: typer.Context, output: Path, made: _Made) -> None:
    count = len(made.by_seat)
    text = f"{output}: {made.name}, {count} codes, good until {made.until:%Y-%m-%d %H:%M}."
    document = {"file": str(output), "codes": count, "expires_at": made.until.isoformat()}
    invocation.answer(context, text, document)
