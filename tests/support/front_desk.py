"""The chat without its loop: updates are handed in one by one, exactly as a test wants them.

Real services, the real PTB application and the sandbox over HTTP; only who fetches the
updates is left out, so a test may repeat one, forge one, or let one come too late.
"""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path
from typing import Any

from telegram import Update

from bot.app import Services, open_services
from bot.chat.application import Chat
from bot.clock import Clock
from bot.config import load
from bot.i18n.languages import Language
from bot.people.model import Role
from bot.sandbox import Sandbox, SandboxOptions, acting
from tests.support.clocks import awake
from tests.support.town import write_config


@dataclass
class FrontDesk:
    """The bot's front door, and what is behind it."""

    sandbox: Sandbox
    services: Services
    chat: Chat
    folder: Path
    school: int = 0
    school_class: int = 0
    _numbers: count[int] = field(default_factory=lambda: count(1))

    def knows(self, *addresses: int) -> None:
        """Let people press Start, so that the bot may write to them."""
        for address in addresses:
            self.sandbox.world.add_person(f"家长{address}", "zh-hans", address)
            acting.start(self.sandbox.world, address)

    async def hears(self, address: int, text: str, **more: object) -> None:
        """Hand in a text somebody writes."""
        message = {**_message(address), "text": text, **more}
        await self.receives({"message": message})

    async def feels(self, address: int, data: str, **message: object) -> None:
        """Hand in a tap on a button; by default under the chat's first message."""
        query = {
            "id": f"query-{next(self._numbers)}",
            "from": _user(address),
            "chat_instance": "1",
            "data": data,
            "message": {**_message(address), "message_id": 1, "text": "…", **message},
        }
        await self.receives({"callback_query": query})

    async def receives(self, content: dict[str, Any]) -> None:
        """Hand in any update."""
        raw = {"update_id": next(self._numbers), **content}
        await self.chat.handle(Update.de_json(raw, self.chat.bot))

    async def blocked_by(self, address: int) -> None:
        """Hand in the news that somebody has blocked the bot."""
        change = {
            "chat": _message(address)["chat"],
            "from": _user(address),
            "date": 1_790_000_000,
            "old_chat_member": {"status": "member", "user": _user(address)},
            "new_chat_member": {"status": "kicked", "user": _user(address), "until_date": 0},
        }
        await self.receives({"my_chat_member": change})

    def message(self, address: int, number: int | None, text: str = "…") -> dict[str, object]:
        """Return a message of the bot's, to be replied to."""
        return {**_message(address), "message_id": number, "text": text}

    def told(self, address: int) -> list[str]:
        """Return what a person was sent, oldest first."""
        return [sent.text for sent in self.sandbox.ledger.sends if sent.chat_id == address]

    async def is_gone(self, address: int) -> bool:
        """Say whether the bot believes that somebody has blocked it."""
        person = await self.services.people.person(address, Language.ZH_HANS)
        return person.chat is not None and person.chat.gone_at is not None

    async def parent(self, address: int, seat: int | None = None) -> None:
        """Let a parent join the class."""
        made = await self.services.office.invite_family(self.school_class, seat=seat)
        await self._lets_in(address, made.code)

    async def teacher(self, address: int) -> None:
        """Let a teacher of the class in."""
        made = await self.services.office.invite_staff(Role.TEACHER, class_ids=[self.school_class])
        await self._lets_in(address, made.code)

    async def office(self, address: int) -> None:
        """Let somebody of the school's office in."""
        made = await self.services.office.invite_staff(Role.SCHOOL, school_id=self.school)
        await self._lets_in(address, made.code)

    async def official(self, address: int, role: Role = Role.DISTRICT) -> None:
        """Let somebody of the school's region in, for its schools or for its answers."""
        made = await self.services.office.invite_staff(role, region="example")
        await self._lets_in(address, made.code)

    async def plans(self, rows: str) -> None:
        """Give the school this after-school service, in the place of any other."""
        path = self.folder / "slots.csv"
        path.write_text(rows, encoding="utf-8")
        await self.services.timetable.import_slots(self.school, path)

    async def _lets_in(self, address: int, code: str) -> None:
        self.knows(address)
        await self.hears(address, f"/start {code}")


@asynccontextmanager
async def a_front_desk(folder: Path, clock: Clock | None = None) -> AsyncIterator[FrontDesk]:
    """Open the chat with one school and one class."""
    async with Sandbox(SandboxOptions(port=0, limits=False)) as sandbox:
        configuration = load(write_config(folder, sandbox, {}))
        async with (
            open_services(configuration, clock=clock or awake(), make_absent=True) as services,
            Chat(services, configuration.telegram) as chat,
        ):
            school = await services.office.add_school("阳光小学", "example")
            school_class = await services.office.add_class(school, 2, "二年级(1)班")
            yield FrontDesk(sandbox, services, chat, folder, school, school_class)


def _user(address: int) -> dict[str, object]:
    return {"id": address, "is_bot": False, "first_name": "家长", "language_code": "zh-hans"}


def _message(address: int) -> dict[str, object]:
    return {
        "message_id": 7,
        "date": 1_790_000_000,
        "chat": {"id": address, "type": "private", "first_name": "家长"},
        "from": _user(address),
    }
