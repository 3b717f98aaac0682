"""One chat's updates in order; nobody waits for somebody else's."""

from __future__ import annotations

import asyncio

from telegram import Update

from bot.chat.order import ChatOrder


def update(number: int, chat: int) -> Update:
    message = {
        "message_id": number,
        "date": 1_790_000_000,
        "chat": {"id": chat, "type": "private", "first_name": "家长"},
        "text": "…",
    }
    return Update.de_json({"update_id": number, "message": message}, None)


class Desk:
    """Handles updates, each only once a test lets it."""

    def __init__(self, most_at_once: int = 256) -> None:
        self.order = ChatOrder(most_at_once)
        self.begun: list[int] = []
        self.ended: list[int] = []
        self._gates: dict[int, asyncio.Event] = {}
        self._tasks: list[asyncio.Task[None]] = []

    def receives(self, number: int, chat: int, *, fails: bool = False) -> asyncio.Task[None]:
        coming = update(number, chat)
        work = self.order.process_update(coming, self._handle(number, fails=fails))
        self._tasks.append(asyncio.create_task(work))
        return self._tasks[-1]

    def lets(self, number: int) -> None:
        self._gate(number).set()

    async def settles(self) -> None:
        """Let everything run that can."""
        for _ in range(500):
            await asyncio.sleep(0)

    async def _handle(self, number: int, *, fails: bool) -> None:
        self.begun.append(number)
        await self._gate(number).wait()
        self.ended.append(number)
        if fails:
            raise LookupError

    def _gate(self, number: int) -> asyncio.Event:
        return self._gates.setdefault(number, asyncio.Event())


async def test_one_chats_updates_run_one_after_the_other() -> None:
    desk = Desk()
    for number in (1, 2, 3):
        desk.receives(number, chat=7)

    await desk.settles()
    assert desk.begun == [1]
    for number in (3, 2, 1):
        desk.lets(number)
    await desk.settles()

    assert desk.ended == [1, 2, 3]


async def test_another_chat_does_not_wait() -> None:
    desk = Desk()
    desk.receives(1, chat=7)
    desk.receives(2, chat=8)
    desk.lets(2)

    await desk.settles()

    assert desk.ended == [2]
    desk.lets(1)
    await desk.settles()


async def test_a_flood_of_one_chat_leaves_places_for_the_others() -> None:
    desk = Desk(most_at_once=2)
    for number in range(1, 50):
        desk.receives(number, chat=7)
    desk.receives(50, chat=8)

    await desk.settles()

    assert desk.begun == [1, 50]
    for number in range(1, 51):
        desk.lets(number)
    await desk.settles()


async def test_no_more_than_so_many_are_in_work_at_once() -> None:
    desk = Desk(most_at_once=2)
    for number in (1, 2, 3):
        desk.receives(number, chat=number)

    await desk.settles()
    assert desk.begun == [1, 2]
    desk.lets(1)
    await desk.settles()

    assert desk.begun == [1, 2, 3]
    desk.lets(2)
    desk.lets(3)
    await desk.settles()


async def test_a_failed_update_does_not_hold_up_its_chat() -> None:
    desk = Desk()
    failing = desk.receives(1, chat=7, fails=True)
    desk.receives(2, chat=7)
    desk.lets(1)
    desk.lets(2)

    await desk.settles()

    assert desk.ended == [1, 2]
    assert isinstance(failing.exception(), LookupError)


async def test_nothing_is_remembered_of_chats_that_are_done() -> None:
    desk = Desk()
    for number in range(1, 101):
        desk.receives(number, chat=number)
        desk.lets(number)

    await desk.settles()

    assert not desk.order._queues
