"""`jiaxiao school` and `jiaxiao class`: set a school up, and move it up a year."""

from __future__ import annotations

import asyncio
import sys
from datetime import date

import typer

from bot.app import open_services
from bot.cli import invocation
from bot.errors import BadOption
from bot.people.model import School, SchoolClass
from bot.people.promotion import LEAVING, Move
from bot.schoolyear.service import KEPT_FOR, Preview

school_app = typer.Typer(help="Register schools.", no_args_is_help=True)
class_app = typer.Typer(help="Register classes.", no_args_is_help=True)


@school_app.callback()
def _schools() -> None:
    """Register schools."""


@class_app.callback()
def _classes() -> None:
    """Register classes."""


@school_app.command("add")
def add_school(
    context: typer.Context,
    name: str = typer.Argument(help="The school's name, as parents know it."),
    region: str = typer.Option(..., help="The code its district's schools share."),
) -> None:
    """Register a school.

    Example: jiaxiao school add 阳光小学 --region example
    """

    async def work() -> int:
        async with open_services(invocation.of(context).configuration()) as services:
            return await services.office.add_school(name, region)

    number = asyncio.run(work())
    invocation.answer(context, f"School {number}: {name}", {"id": number})


@school_app.command("list")
def list_schools(context: typer.Context) -> None:
    """List the schools, with the numbers that --school takes.

    Example: jiaxiao school list
    """

    async def work() -> list[School]:
        async with open_services(invocation.of(context).configuration()) as services:
            return await services.people.schools()

    found = asyncio.run(work())
    lines = [f"{school.id:>5}  {school.name}  {school.region}" for school in found]
    document = [{"id": one.id, "name": one.name, "region": one.region} for one in found]
    invocation.answer(context, "\n".join(lines) or "No school yet; see `school add`.", document)


@school_app.command("move-up")
def move_up(
    context: typer.Context,
    school: int = typer.Option(..., help="The school's number."),
    on: str = typer.Option(
        "", help="The first day of the school year; from July on 1 September of this year."
    ),
    leaving: list[int] = typer.Option(
        sorted(LEAVING), help="Grades after which children leave: 6 and 9."
    ),
    graduate: bool = typer.Option(
        False, "--graduate", help="Say goodbye to the families who leave; erase them in 14 days."
    ),
    dry_run: bool = typer.Option(False, "--dry-run", help="Only show the table."),
    yes: bool = typer.Option(False, "--yes", help="Do not ask, for scripts."),
) -> None:
    """Move a school's classes up a grade, after a look at what becomes of each.

    It is done once for a school year, all at once, and never by itself. Names that carry the
    grade go with it: 三年级2班 becomes 四年级2班; 2024级2班 stays. Classes that leave get no
    more notices of the school and the grade. A nine-year school types --leaving 9, a five-year
    primary school --leaving 5.

    Example: jiaxiao school move-up --school 1 --dry-run
    """
    first_day = _day(on) if on else None
    if not (dry_run or yes) and (invocation.of(context).as_json or not sys.stdin.isatty()):
        message = "--yes: add it where nobody can be asked, or look first with --dry-run."
        raise BadOption(message)

    async def look() -> Preview:
        async with open_services(invocation.of(context).configuration()) as services:
            return await services.school_year.preview(school, on=first_day, leaving=leaving)

    async def work(wanted: Preview) -> None:
        async with open_services(invocation.of(context).configuration()) as services:
            await services.school_year.move_up(
                wanted, on=first_day, leaving=leaving, graduates=graduate
            )

    found = asyncio.run(look())
    if not (dry_run or yes):
        typer.echo(_table(found), err=True)
        typer.confirm(f"Move these {len(found.moves)} classes up?", abort=True, err=True)
    if not dry_run:
        asyncio.run(work(found))
    ending = "Nothing has changed." if dry_run else "Done."
    document = {
        "school": school,
        "year": found.year,
        "registered_this_year": found.is_fresh,
        "dry_run": dry_run,
        "classes": [_row(move) for move in found.moves],
    }
    text = f"{_table(found)}\n{ending}" if dry_run or yes else ending
    invocation.answer(context, text, document)


@school_app.command("graduate")
def graduate(
    context: typer.Context,
    school: int = typer.Option(..., help="The school's number."),
    yes: bool = typer.Option(False, "--yes", help="Do not ask, for scripts."),
) -> None:
    """Say goodbye to the families of classes that have left, and erase them in 14 days.

    Each family is told once, kindly, with the day. `move-up --graduate` does both at once.

    Example: jiaxiao school graduate --school 1 --yes
    """
    if not yes:
        if invocation.of(context).as_json or not sys.stdin.isatty():
            message = "--yes: add it where nobody can be asked."
            raise BadOption(message)
        typer.confirm("Tell the families of all classes that have left?", abort=True, err=True)

    async def work() -> list[SchoolClass]:
        async with open_services(invocation.of(context).configuration()) as services:
            return await services.school_year.graduate(school)

    told = asyncio.run(work())
    text = "\n".join(f"{one.name}: told, erased in {KEPT_FOR.days} days." for one in told)
    invocation.answer(
        context,
        text or "No class that has left is waiting for this.",
        [{"id": one.id, "name": one.name} for one in told],
    )


@class_app.command("add")
def add_class(
    context: typer.Context,
    school: int = typer.Option(..., help="The school's number."),
    grade: int = typer.Option(..., help="1 to 9; 7 is the first year of junior school."),
    name: str = typer.Option(..., help="The class's name, unique within the school."),
) -> None:
    """Register a class.

    Example: jiaxiao class add --school 1 --grade 2 --name "二年级(1)班"
    """

    async def work() -> int:
        async with open_services(invocation.of(context).configuration()) as services:
            return await services.office.add_class(school, grade, name)

    number = asyncio.run(work())
    invocation.answer(context, f"Class {number}: {name}", {"id": number})


@class_app.command("list")
def list_classes(
    context: typer.Context, school: int = typer.Option(..., help="The school's number.")
) -> None:
    """List a school's classes, with the numbers that --class takes.

    Example: jiaxiao class list --school 1
    """

    async def work() -> list[SchoolClass]:
        async with (
            open_services(invocation.of(context).configuration()) as services,
            services.database.read() as connection,
        ):
            found = await services.people.school(connection, school)
            return await services.people.classes(connection, found)

    found = asyncio.run(work())
    lines = [f"{one.id:>5}  grade {one.grade}  {one.name}" for one in found]
    document = [{"id": one.id, "grade": one.grade, "name": one.name} for one in found]
    invocation.answer(context, "\n".join(lines) or "No class yet; see `class add`.", document)


@class_app.command("rename")
def rename_class(
    context: typer.Context,
    class_: int = typer.Option(..., "--class", help="The class's number."),
    name: str = typer.Option(..., help="Its new name, unique within the school."),
) -> None:
    """Give a class another name; its families, teachers and notices stay.

    Example: jiaxiao class rename --class 1 --name "2024级1班"
    """

    async def work() -> str:
        async with open_services(invocation.of(context).configuration()) as services:
            return (await services.class_lists.rename_class(class_, name)).name

    now = asyncio.run(work())
    invocation.answer(context, f"Class {class_}: {now}", {"id": class_, "name": now})


def _row(move: Move) -> dict[str, object]:
    return {
        "id": move.school_class.id,
        "grade": move.school_class.grade,
        "name": move.school_class.name,
        "new_grade": None if move.is_leaving else move.grade,
        "new_name": move.name,
        "leaves": move.is_leaving,
    }


def _table(found: Preview) -> str:
    lines = [f"{found.school.name}, school year {found.year}:"]
    lines += [
        f"  {move.school_class.name} (grade {move.school_class.grade}) -> "
        + (f"leaves, called {move.name}" if move.is_leaving else f"{move.name} ({move.grade})")
        for move in found.moves
    ]
    if found.is_fresh:
        lines.append(
            "The school was registered in this school year: look whether its classes have "
            "this year's grades already."
        )
    return "\n".join(lines)


def _day(written: str) -> date:
    try:
        return date.fromisoformat(written)
    except ValueError as error:
        message = f"--on {written}: must be a day of the calendar like 2026-09-01."
        raise BadOption(message) from error
