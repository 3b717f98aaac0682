"""`jiaxiao people staff|remove-staff`: who holds which post, and taking one away."""

from __future__ import annotations

import asyncio
from typing import Annotated

import typer

from bot.app import open_services
from bot.cli import invocation
from bot.clock import Clock, at_school
from bot.people.model import StaffMember


def staff(
    context: typer.Context, school: Annotated[int, typer.Option(help="The school's number.")]
) -> None:
    """List the posts at a school, since when they are held, and what --as takes.

    Example: jiaxiao people staff --school 1
    """

    async def work() -> tuple[list[StaffMember], Clock]:
        async with open_services(invocation.of(context).configuration()) as services:
            return await services.people.staff_list(school), services.clock

    found, clock = asyncio.run(work())
    days = [_day(post, clock) for post in found]
    lines = [
        f"{post.id:>5}  {post.role:<8}  {day}  {' '.join(post.given)}".rstrip()
        for post, day in zip(found, days, strict=True)
    ]
    document = [
        {
            "id": post.id,
            "role": post.role,
            "classes": [item.id for item in post.classes],
            "courses": [item.id for item in post.courses],
            "since": day,
        }
        for post, day in zip(found, days, strict=True)
    ]
    invocation.answer(context, "\n".join(lines) or "Nobody has joined yet.", document)


def remove_staff(
    context: typer.Context,
    staff: Annotated[int, typer.Option(help="The post; `people staff` lists the numbers.")],
) -> None:
    """Take a post from somebody who has left; a notice set for a time still goes out.

    Example: jiaxiao people remove-staff --staff 3
    """

    async def work() -> StaffMember:
        async with open_services(invocation.of(context).configuration()) as services:
            return await services.membership.remove_staff(staff)

    post = asyncio.run(work())
    invocation.answer(
        context,
        f"Post {post.id} ({post.role}) is nobody's any more.",
        {"staff": post.id, "role": post.role},
    )


def _day(post: StaffMember, clock: Clock) -> str:
    return "" if post.since is None else f"{at_school(post.since, clock):%Y-%m-%d}"
