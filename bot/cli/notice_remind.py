"""`jiaxiao notice remind`: the same notice again, to whoever has not confirmed it."""

from __future__ import annotations

import asyncio
from dataclasses import asdict
from typing import Annotated

import typer

from bot.app import open_services
from bot.cli import invocation
from bot.i18n.languages import Language
from bot.notices.afterwards.reminders import ReminderAhead
from bot.notices.model import Notice, Status


def remind(
    context: typer.Context,
    notice: Annotated[int, typer.Argument(help="Its number.")],
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Only show the reminder and to how many it goes.")
    ] = False,
) -> None:
    """Remind the families of whom nobody has confirmed a notice, at most twice a day.

    Example: jiaxiao notice remind 12 --dry-run
    """
    if dry_run:
        _show(context, asyncio.run(_ahead(context, notice)))
        return

    async def work() -> tuple[Notice, Status]:
        async with open_services(invocation.of(context).configuration()) as services:
            made = await services.notices.remind(notice)
            return made, await services.notices.status(made.id)

    made, status = asyncio.run(work())
    invocation.answer(
        context,
        f"Notice {made.id} reminds of {made.reminds_of}: {made.state}, "
        f"{status.recipients} recipients",
        {**asdict(status), "reminds_of": made.reminds_of},
    )


async def _ahead(context: typer.Context, notice: int) -> ReminderAhead:
    async with open_services(invocation.of(context).configuration()) as services:
        return await services.notices.reminder_ahead(notice, Language.ZH_HANS)


def _show(context: typer.Context, ahead: ReminderAhead) -> None:
    counts = {
        "chats": ahead.chats,
        "children": ahead.children,
        "reminders_today": ahead.made_today,
    }
    invocation.answer(
        context,
        f"{ahead.body.text}\n\nGoes to {ahead.chats} chats of {ahead.children} children; "
        f"{ahead.made_today} reminders today.",
        {"reminds_of": ahead.notice.id, **counts, "text": ahead.body.text, "dry_run": True},
    )
