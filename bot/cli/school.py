"""`jiaxiao school add` and `jiaxiao class add`: set a school up."""

from __future__ import annotations

import asyncio

import typer

from bot.app import open_services
from bot.cli import invocation

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
