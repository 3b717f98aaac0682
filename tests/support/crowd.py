"""Hundreds of parents at once, for tests whose point is not how they joined."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

import sqlalchemy as sa

from bot.app import Services
from bot.i18n.languages import Language
from bot.sandbox import Sandbox
from bot.storage.tables.people import chats, children, joins

CLASS_NAME = "三年级(1)班"


async def a_school_of(services: Services, numbers: Iterable[int], name: str = "阳光小学") -> int:
    """Register a school with one class that these parents have joined; returns its number."""
    school = await services.office.add_school(name, "example")
    school_class = await services.office.add_class(school, 3, CLASS_NAME)
    now, addresses = services.clock.now(), list(numbers)
    joined = [{"chat_id": one, "child_id": one, "joined_at": now} for one in addresses]
    async with services.database.begin() as connection:
        await connection.execute(
            sa.insert(chats),
            [
                {"id": one, "address": one, "language": Language.ZH_HANS, "created_at": now}
                for one in addresses
            ],
        )
        await connection.execute(
            sa.insert(children), [{"id": one, "class_id": school_class} for one in addresses]
        )
        await connection.execute(sa.insert(joins), joined)
    return school


def meet(sandbox: Sandbox, numbers: Iterable[int]) -> None:
    """Let people appear in the sandbox who pressed Start long ago."""
    for number in numbers:
        person = sandbox.world.add_person(f"家长{number}", "zh-hans", number)
        sandbox.world.put_person(replace(person, started=True))
