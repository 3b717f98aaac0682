"""`jiaxiao people import`, `seats`, `change-seat`, `remove-seat`: the lists of classes."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Iterable, Sequence
from pathlib import Path
from typing import Annotated, TypeVar

import typer

from bot.app import Services, open_services
from bot.cli import invocation
from bot.people.class_lists import ImportedClass, RosterImport, Wishes
from bot.people.model import Child, SeatCount

_Result = TypeVar("_Result")

ClassNumber = Annotated[int, typer.Option("--class", help="The class's number.")]
SeatNumber = Annotated[int, typer.Option(help="The seat's number on the list.")]


def import_roster(
    context: typer.Context,
    file: Annotated[Path, typer.Argument(help="A .csv or .xlsx file of at most 10 MB.")],
    school: Annotated[int, typer.Option(help="The school's number.")],
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Only say what would be done; change nothing.")
    ] = False,
    skip_bad: Annotated[
        bool, typer.Option("--skip-bad", help="Leave rows with a problem out, and name them.")
    ] = False,
    remove_missing: Annotated[
        bool,
        typer.Option(
            "--remove-missing",
            help="Take seats off the lists that the file no longer has and nobody reads for.",
        ),
    ] = False,
) -> None:
    """Add the classes and seats of a school's own list, all or nothing.

    One of the first 20 rows names the columns: class,seat and, if wanted, grade, or 班级,座号
    and 年级. Names, pupils' numbers and every other column are neither kept nor shown. Import
    again whenever the list has changed: it says what is new and what the file no longer has.

    Example: jiaxiao people import list.xlsx --school 1 --dry-run
    """
    wishes = Wishes(dry_run, skip_bad, remove_missing)

    async def work(services: Services) -> RosterImport:
        return await services.class_lists.import_roster(school, file, wishes)

    done = _run(context, work)
    invocation.answer(context, "\n".join(_told(done, wishes)), _document(done, wishes))


def seats(context: typer.Context, class_: ClassNumber) -> None:
    """List the seats of a class and how many chats read along for each.

    Example: jiaxiao people seats --class 1
    """

    async def work(services: Services) -> list[SeatCount]:
        async with services.database.read() as connection:
            await services.people.school_class(connection, class_)
        return await services.people.seats(class_)

    found = _run(context, work)
    lines = [
        f"{'-' if one.child.seat is None else one.child.seat:>3}  chats: {one.chat_count}"
        for one in found
    ]
    rows = [{"seat": one.child.seat, "chats": one.chat_count} for one in found]
    invocation.answer(context, "\n".join(lines) or "The class has no seats yet.", rows)


def change_seat(
    context: typer.Context,
    class_: ClassNumber,
    seat: SeatNumber,
    to: Annotated[int, typer.Option(help="The number it should have: 1 to 99.")],
) -> None:
    """Correct a seat's number; whoever reads along for it stays.

    A listed seat of that number for which nobody reads along gets the other number.

    Example: jiaxiao people change-seat --class 1 --seat 12 --to 21
    """

    async def work(services: Services) -> Child:
        child = await services.class_lists.child_at(class_, seat)
        return await services.class_lists.change_seat(child.id, to)

    child = _run(context, work)
    text = f"{child.school_class.name}: seat {seat} is now {to}."
    invocation.answer(context, text, {"class": class_, "seat": to, "before": seat})


def remove_seat(context: typer.Context, class_: ClassNumber, seat: SeatNumber) -> None:
    """Take a mistaken seat off a class's list, as long as nobody reads along for it.

    Example: jiaxiao people remove-seat --class 1 --seat 47
    """

    async def work(services: Services) -> Child:
        child = await services.class_lists.child_at(class_, seat)
        return await services.class_lists.remove_seat(child.id)

    child = _run(context, work)
    text = f"{child.school_class.name}: seat {seat} is off the list."
    invocation.answer(context, text, {"class": class_, "seat": seat})


def _run(context: typer.Context, work: Callable[[Services], Awaitable[_Result]]) -> _Result:
    async def opened() -> _Result:
        async with open_services(invocation.of(context).configuration()) as services:
            return await work(services)

    return asyncio.run(opened())


def _told(done: RosterImport, wishes: Wishes) -> Iterable[str]:
    new = sum(len(one.new) for one in done.classes)
    known = sum(one.known for one in done.classes)
    classes = sum(one.is_new for one in done.classes)
    yield (
        f"{len(done.classes)} classes, {classes} of them new; "
        f"{new} new seats, {known} there already."
    )
    for one in done.classes:
        yield from _of_class(one)
    if done.skipped:
        yield f"Left out, {len(done.skipped)} problems:"
        yield from (f"  {problem}" for problem in done.skipped)
    if done.ignored_columns or done.ignored_rows:
        yield (
            f"Not looked at: {done.ignored_columns} other columns, "
            f"{done.ignored_rows} rows of totals and remarks."
        )
    if wishes.is_rehearsal:
        yield "Nothing has changed."


def _of_class(one: ImportedClass) -> Iterable[str]:
    number = "" if one.id is None else f", number {one.id}"
    yield (
        f"  {one.name} (grade {one.grade}{', new' if one.is_new else ''}{number}): "
        f"{len(one.new)} new, {one.known} there already"
    )
    if one.gone:
        yield f"    no longer in the file, kept: {_listed(one.gone)}"
    if one.gone_with_readers:
        yield f"    of these somebody reads along for: {_listed(one.gone_with_readers)}"
    if one.removed:
        yield f"    no longer in the file, taken off the list: {_listed(one.removed)}"


def _listed(seats: Sequence[int]) -> str:
    return ", ".join(map(str, seats))


def _document(done: RosterImport, wishes: Wishes) -> dict[str, object]:
    return {
        "classes": [
            {
                "id": one.id,
                "name": one.name,
                "grade": one.grade,
                "is_new": one.is_new,
                "new": list(one.new),
                "known": one.known,
                "missing": list(one.gone),
                "missing_with_chats": list(one.gone_with_readers),
                "removed": list(one.removed),
            }
            for one in done.classes
        ],
        "new_classes": sum(one.is_new for one in done.classes),
        "new_seats": sum(len(one.new) for one in done.classes),
        "known_seats": sum(one.known for one in done.classes),
        "skipped": list(done.skipped),
        "dry_run": wishes.is_rehearsal,
    }
