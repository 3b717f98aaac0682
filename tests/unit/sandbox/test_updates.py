from __future__ import annotations

import asyncio
import time

import pytest
from telegram import Bot
from telegram.error import Conflict

from bot.sandbox import Sandbox
from tests.unit.sandbox.conftest import TOKEN, Page, eventually, make_client, one_update


async def test_an_update_comes_again_until_it_is_confirmed(
    page: Page, bot: Bot, parent: int
) -> None:
    await page.post(f"chats/{parent}/messages", text="在吗")

    first = await one_update(bot)
    again = await one_update(bot)
    rest = await bot.get_updates(offset=again.update_id + 1, timeout=0)

    assert first == again
    assert rest == ()


async def test_a_poll_waits_for_the_next_update(page: Page, bot: Bot, parent: int) -> None:
    waiting = asyncio.create_task(one_update(bot))
    await until_polled(page, 3)

    await page.post(f"chats/{parent}/messages", text="在吗")

    message = (await waiting).message
    assert message
    assert message.text == "在吗"


async def test_a_poll_without_updates_ends_after_its_time(bot: Bot, parent: int) -> None:
    begun = time.monotonic()

    updates = await bot.get_updates(timeout=1)

    assert updates == ()
    assert time.monotonic() - begun > 0.9


async def test_at_most_limit_updates_come_at_once_oldest_first(
    page: Page, bot: Bot, parent: int
) -> None:
    for number in range(5):
        await page.post(f"chats/{parent}/messages", text=str(number))

    updates = await bot.get_updates(limit=3)

    assert [update.message.text for update in updates if update.message] == ["0", "1", "2"]


async def test_a_negative_offset_forgets_all_but_the_last(
    page: Page, bot: Bot, parent: int
) -> None:
    for number in range(5):
        await page.post(f"chats/{parent}/messages", text=str(number))

    (last,) = await bot.get_updates(offset=-1)

    assert last.message
    assert last.message.text == "4"
    assert len(await bot.get_updates(timeout=0)) == 1


async def test_a_second_poll_ends_the_first_with_a_conflict(
    page: Page, bot: Bot, parent: int
) -> None:
    first = asyncio.create_task(bot.get_updates(timeout=20))
    await until_polled(page, 3)

    second = await bot.get_updates(timeout=0)

    assert second == ()
    with pytest.raises(Conflict, match="terminated by other getUpdates request"):
        await first


async def test_a_poll_whose_bot_was_killed_is_no_conflict(
    page: Page, sandbox: Sandbox, bot: Bot, parent: int
) -> None:
    async with make_client(sandbox) as killed:
        waiting = asyncio.create_task(
            killed.post(f"/bot{TOKEN}/getUpdates", json={"timeout": 20}, timeout=30)
        )
        await until_polled(page, 3)
        waiting.cancel()
    await page.get("world")

    assert await bot.get_updates(timeout=0) == ()
    assert sandbox.ledger.refusals == {}


async def test_there_is_no_polling_while_a_webhook_is_set(bot: Bot) -> None:
    await bot.set_webhook("http://127.0.0.1:9/hook")

    with pytest.raises(Conflict, match="use deleteWebhook"):
        await bot.get_updates(timeout=0)

    await bot.delete_webhook()
    assert await bot.get_updates(timeout=0) == ()


async def test_setting_a_webhook_ends_the_poll(page: Page, bot: Bot, parent: int) -> None:
    waiting = asyncio.create_task(bot.get_updates(timeout=20))
    await until_polled(page, 3)

    await bot.set_webhook("http://127.0.0.1:9/hook")

    with pytest.raises(Conflict, match="terminated by setWebhook request"):
        await waiting


async def test_only_the_kinds_asked_for_are_queued(page: Page, bot: Bot, parent: int) -> None:
    await bot.get_updates(timeout=0, allowed_updates=["my_chat_member"])
    await page.post(f"chats/{parent}/messages", text="在吗")
    await page.post(f"people/{parent}/block", blocked=True)

    update = await one_update(bot)

    assert update.my_chat_member
    assert update.my_chat_member.new_chat_member.status == "kicked"


async def test_a_block_and_its_end_are_told_once_each(page: Page, bot: Bot, parent: int) -> None:
    for blocked in (True, True, False):
        await page.post(f"people/{parent}/block", blocked=blocked)

    updates = await bot.get_updates()

    changes = [update.my_chat_member for update in updates if update.my_chat_member]
    assert [change.new_chat_member.status for change in changes] == ["kicked", "member"]


async def until_polled(page: Page, count: int) -> None:
    """Wait until the sandbox has counted so many polls; two were made to confirm the start."""

    async def is_polled() -> bool:
        calls: dict[str, int] = (await page.get("ledger"))["calls"]
        return calls.get("getUpdates", 0) >= count

    await eventually(is_polled)
