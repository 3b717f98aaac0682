"""`jiaxiao timetable change`: make a slot different on one day, and tell the families."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from dataclasses import replace
from typing import Annotated

import typer

from bot.app import Services, open_services
from bot.cli import invocation
from bot.cli.timetable_options import day, hour, text
from bot.clock import at_school, today
from bot.errors import BadOption
from bot.i18n.catalogue import speaking
from bot.i18n.languages import Language
from bot.timetable.editing import AS_PLANNED
from bot.timetable.errors import DayPast
from bot.timetable.model import Change
from bot.timetable.pushes.telling import Telling
from bot.timetable.pushes.timing import How


def change(
    context: typer.Context,
    slot: Annotated[
        int, typer.Option(help="The slot's number; `timetable show --json` has it as slot.")
    ],
    on: Annotated[str, typer.Option(help="The day it is planned for: 2026-11-26")],
    cancel: Annotated[bool, typer.Option("--cancel", help="It does not take place.")] = False,
    undo: Annotated[
        bool, typer.Option("--undo", help="It takes place as planned after all.")
    ] = False,
    move_to: Annotated[str | None, typer.Option(help="Another day: 2026-11-27")] = None,
    start: Annotated[str | None, typer.Option(help="Another beginning: 15:30")] = None,
    end: Annotated[str | None, typer.Option(help="Another end for everybody: 17:00")] = None,
    place: Annotated[str | None, typer.Option(help="Another place.")] = None,
    teacher: Annotated[str | None, typer.Option(help="Somebody else, as families know them.")] = (
        None
    ),
    reason: Annotated[str, typer.Option(help="What families are told; may be left out.")] = "",
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Only say what it comes to and whom it tells.")
    ] = False,
) -> None:
    """Make a slot different on one day, whatever was changed before, and tell the families.

    Exactly those are told whose class or course it is: at once when it is within a day, else on
    the Sunday before. What is taken back before its message has left is not told at all.

    Examples: jiaxiao timetable change --slot 4 --on 2026-11-26 --end 17:00 --reason 大雪;
    jiaxiao timetable change --slot 4 --on 2026-11-26 --cancel --dry-run;
    jiaxiao timetable change --slot 4 --on 2026-11-26 --undo
    """
    wanted = replace(
        AS_PLANNED,
        is_cancelled=cancel,
        moved_to=None if move_to is None else day("--move-to", move_to),
        starts_at=hour("--start", start),
        ends_at=hour("--end", end),
        place=text("--place", place),
        teacher=text("--teacher", teacher),
        reason=text("--reason", reason) or "",
    )
    _check(wanted, is_undo=undo)
    planned_on = day("--on", on)

    async def work() -> tuple[Telling, list[str]]:
        async with open_services(invocation.of(context).configuration()) as services:
            last = max(planned_on, wanted.moved_to or planned_on)
            if last < today(services.clock):
                raise DayPast
            notices = services.timetable.pushes.changes
            do = notices.preview if dry_run else notices.change
            told = await do(slot, planned_on, wanted)
            return told, list(_lines(told, services))

    told, lines = asyncio.run(work())
    first = "Nothing has been changed yet." if dry_run else "Changed."
    invocation.answer(context, "\n".join([first, *lines]), _row(told, dry_run=dry_run))


def _check(wanted: Change, *, is_undo: bool) -> None:
    different = replace(wanted, is_cancelled=False)
    if is_undo and not (wanted.is_none and not wanted.reason):
        raise BadOption("--undo: takes all back, so name nothing else with it.")
    if wanted.is_cancelled and not different.is_none:
        raise BadOption("--cancel: of what does not take place nothing else can be different.")
    if wanted.is_none and not is_undo:
        message = (
            "Say what is different: --cancel, --move-to, --start, --end, --place or --teacher; "
            "or --undo."
        )
        raise BadOption(message)


def _lines(told: Telling, services: Services) -> Iterator[str]:
    if told.timing.how is How.NOT:
        yield "Families need not be told: nothing differs from what they know, or it is over."
        return
    yield from told.text(speaking(Language.ZH_HANS)).splitlines()
    children = _children(told)
    whom = f"{len(told.leaving)} chats because of {children} children"
    if told.timing.how is How.SUNDAY and told.timing.at is not None:
        at = at_school(told.timing.at, services.clock)
        yield f"{whom} read it in the message of {at:%Y-%m-%d %H:%M}."
        return
    yield f"{whom} are told now."
    if told.hurried:
        yield f"{told.hurried} of them in their quiet hours, because it is urgent."
    if told.waiting and told.latest is not None:
        latest = at_school(told.latest, services.clock)
        yield f"{told.waiting} of them have quiet hours; the last is told {latest:%m-%d %H:%M}."


def _children(told: Telling) -> int:
    return len({child.id for recipient, _ in told.leaving for child in recipient.children})


def _row(told: Telling, *, dry_run: bool) -> dict[str, object]:
    changed, words = told.changed, speaking(Language.ZH_HANS)
    texts = told.texts(words) or [(told.text(words), len(told.leaving))]
    is_told = told.timing.how is not How.NOT
    return {
        "slot": changed.slot.id,
        "on": changed.change.on.isoformat(),
        "version": changed.change.version,
        "dry_run": dry_run,
        "told": told.timing.how.value,
        "chats": len(told.leaving),
        "children": _children(told),
        "urgent": told.timing.is_urgent,
        "text": texts[0][0] if is_told else None,
        "texts": [{"text": text, "chats": chats} for text, chats in texts] if is_told else [],
    }
