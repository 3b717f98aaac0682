"""`jiaxiao notice approve` and `reject`: the second person's word at the command line."""

from __future__ import annotations

import asyncio
from dataclasses import asdict
from typing import Annotated

import typer

from bot.app import Services, open_services
from bot.cli import invocation
from bot.notices.approving.second import Decision, deciding
from bot.notices.model import State, Status

Number = Annotated[int, typer.Argument(help="Its number.")]
Second = Annotated[
    int, typer.Option("--as", help="The post of whoever decides; people staff lists them.")
]


def approve(context: typer.Context, notice: Number, staff: Second) -> None:
    """Agree to a notice that waits for a second person; it then leaves at its time.

    If a correction of it waits, that is agreed to and goes out.

    Example: jiaxiao notice approve 12 --as 4
    """

    async def work() -> Status:
        async with open_services(invocation.of(context).configuration()) as services:
            decision = await _decision(services, staff)
            correction = await _correction(services, notice)
            if correction is None:
                await services.notices.approvals.approve(notice, decision)
            else:
                await services.notices.approve_correction(correction, decision)
            return await services.notices.status(notice)

    found = asyncio.run(work())
    invocation.answer(context, f"Notice {notice}: agreed to, {found.state}", asdict(found))


def reject(
    context: typer.Context,
    notice: Number,
    staff: Second,
    reason: Annotated[str, typer.Option(help="What is to be changed, for its author.")] = "",
) -> None:
    """Return a notice that waits for a second person to its author; it is not sent.

    If a correction of it waits, that is returned, and the text stands as it is.

    Example: jiaxiao notice reject 12 --as 4 --reason "时间不对"
    """

    async def work() -> Status:
        async with open_services(invocation.of(context).configuration()) as services:
            decision = await _decision(services, staff)
            correction = await _correction(services, notice)
            if correction is None:
                await services.notices.approvals.send_back(notice, decision, reason)
            else:
                await services.notices.return_correction(correction, decision, reason)
            return await services.notices.status(notice)

    found = asyncio.run(work())
    invocation.answer(context, f"Notice {notice}: returned, {found.state}", asdict(found))


async def _correction(services: Services, number: int) -> int | None:
    """Return the correction that is meant by a notice's number; None means the notice itself."""
    notice = await services.notices.find(number)
    asked = await services.notices.correction_asked(number)
    return None if asked is None or notice.state is State.AWAITING_APPROVAL else asked.id


async def _decision(services: Services, staff: int) -> Decision:
    async with services.database.read() as connection:
        person, post = await services.people.holder(connection, staff)
    return deciding(person, post)
