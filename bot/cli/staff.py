"""`jiaxiao people staff`: who holds which post, by the numbers that `--as` takes."""

from __future__ import annotations

import asyncio
from typing import Annotated

import typer

from bot.app import open_services
from bot.cli import invocation
from bot.people.model import StaffMember


def staff(
    context: typer.Context, school: Annotated[int, typer.Option(help="The school's number.")]
) -> None:
    """List the posts at a school; their numbers are what --as takes.

    Example: jiaxiao people staff --school 1
    """

    async def work() -> list[StaffMember]:
        async with open_services(invocation.of(context).configuration()) as services:
            return await services.people.staff_list(school)

    found = asyncio.run(work())
    lines = [f"{post.id:>5}  {post.role:<8}  {' '.join(post.given)}".rstrip() for post in found]
    document = [
        {
            "id": post.id,
            "role": post.role,
            "classes": [item.id for item in post.classes],
            "courses": [item.id for item in post.courses],
        }
        for post in found
    ]
    invocation.answer(context, "\n".join(lines) or "Nobody has joined yet.", document)
