"""A notice in the hands of its readers: what each chat shows in the end."""

from __future__ import annotations

import asyncio

from bot.delivery.model import Body, Delivered, Outcome
from bot.delivery.pacing import Pacing
from bot.notices.announcing import Manner
from bot.notices.model import Asks, Notice
from bot.people import audience
from tests.support.builders import Rooms
from tests.support.dispatching import ScriptedSender, make_dispatcher, running

OLD, NEW = "明天秋游，八点集合。", "明天秋游，七点半集合。"


class Phone(ScriptedSender):
    """Shows what each chat holds in the end, as a parent would see it."""

    def __init__(self) -> None:
        super().__init__()
        self.chats: dict[int, dict[int, str]] = {}

    async def send(self, address: int, body: Body) -> Outcome:
        outcome = await super().send(address, body)
        if isinstance(outcome, Delivered):
            self.chats.setdefault(address, {})[outcome.message_id] = body.text
        return outcome

    def shows(self, address: int) -> list[str]:
        """Return what a chat shows, in order."""
        return [text for _, text in sorted(self.chats.get(address, {}).items())]


async def announce(rooms: Rooms, class_id: int, text: str = OLD) -> Notice:
    whom = audience.parse_all([f"class:{class_id}"])
    return await rooms.notices.announce(whom, text, Manner(asks=Asks.READ))


async def delivered(rooms: Rooms, phone: Phone, class_id: int, text: str = OLD) -> Notice:
    """Send a notice that every chat of a class then shows."""
    notice = await announce(rooms, class_id, text)
    await deliver(rooms, phone)
    return notice


async def correct(rooms: Rooms, phone: Phone, notice: Notice, text: str = NEW) -> None:
    """Correct a notice, until every chat shows it."""
    await rooms.notices.correct(notice.id, text)
    await deliver(rooms, phone)


async def withdraw(rooms: Rooms, phone: Phone, notice: Notice) -> None:
    """Take a notice back, until every chat shows it."""
    await rooms.notices.withdraw(notice.id)
    await deliver(rooms, phone)


async def deliver(rooms: Rooms, phone: Phone) -> None:
    """Send whatever waits, edits included, until nothing is left."""
    dispatcher = make_dispatcher(
        rooms.database, phone, clock=rooms.clock, pacing=Pacing(1000, chat_pause=0)
    )

    async def rests() -> bool:
        async with rooms.database.read() as connection:
            found = await connection.exec_driver_sql(
                "SELECT count(*) FROM outgoing WHERE state IN ('pending', 'sending')"
            )
            return bool(found.scalar_one() == 0)

    async with running(dispatcher), asyncio.timeout(60):
        while not await rests():  # noqa: ASYNC110 - nobody tells a test when
            await asyncio.sleep(0.01)
    await rooms.notices.follow_up()
    await rooms.notices.close_finished()
