from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator
from typing import Any

import httpx
import pytest
from telegram import Bot, InlineKeyboardButton, InlineKeyboardMarkup

from bot.sandbox import Sandbox
from tests.unit.sandbox.conftest import Page, make_client, one_update
from tests.unit.sandbox.test_sending import PNG

READ = InlineKeyboardMarkup.from_button(InlineKeyboardButton("已阅", callback_data="r:1"))


async def test_a_person_appears_with_an_id_of_their_own(page: Page) -> None:
    first = await page.post("people", name="王妈妈")
    second = await page.post("people", name="Lee", language="en")

    assert first["id"] != second["id"]
    assert (await page.get("world"))["people"] == [first, second]


@pytest.mark.parametrize(
    ("fields", "word"),
    [
        ({}, "name"),
        ({"name": " "}, "name"),
        ({"name": 3}, "name"),
        ({"name": "王" * 65}, "name"),
        ({"name": "王", "id": 0}, "id"),
        ({"name": "王", "id": "x"}, "id"),
        ({"name": "王", "language": "?"}, "language"),
    ],
)
async def test_a_person_who_cannot_be_is_refused(
    page: Page, fields: dict[str, object], word: str
) -> None:
    status, sentence = await page.refused("people", **fields)

    assert status == 400
    assert word in sentence


async def test_a_person_may_have_met_the_bot_long_ago(page: Page, bot: Bot) -> None:
    person = await page.post("people", name="王妈妈", started=True)

    assert (await bot.send_message(person["id"], "您好")).text == "您好"
    assert await bot.get_updates(timeout=0) == ()


async def test_an_id_is_given_only_once(page: Page, parent: int) -> None:
    status, _ = await page.refused("people", name="李爸爸", id=parent)

    assert status == 409


async def test_a_person_who_left_is_not_there_any_more(page: Page, parent: int) -> None:
    await page.client.delete(f"/sandbox/people/{parent}")

    assert (await page.get("world"))["people"] == []
    assert (await page.refused(f"chats/{parent}/messages", text="在吗"))[0] == 404


async def test_a_command_in_a_text_is_marked_for_the_bot(
    page: Page, bot: Bot, parent: int
) -> None:
    await page.post(f"chats/{parent}/messages", text="😀 /week@jiaxiao_demo_bot 和 a/b")

    message = (await one_update(bot)).message

    assert message
    marked = [(entity.type, entity.offset, entity.length) for entity in message.entities]
    assert marked == [("bot_command", 3, 22)]


async def test_a_deep_link_carries_its_payload(page: Page, bot: Bot, parent: int) -> None:
    await page.post(f"chats/{parent}/start", payload="Kx7_-9")

    message = (await one_update(bot)).message

    assert message
    assert message.text == "/start Kx7_-9"
    assert message.from_user
    assert message.from_user.language_code == "zh-hans"
    for payload in ("a b", "x" * 65, "键"):
        assert (await page.refused(f"chats/{parent}/start", payload=payload))[0] == 400


async def test_start_unblocks_the_bot(page: Page, bot: Bot, parent: int) -> None:
    await page.post(f"people/{parent}/block", blocked=True)
    assert (await page.refused(f"chats/{parent}/messages", text="在吗"))[0] == 409

    await page.post(f"chats/{parent}/start")

    assert (await bot.send_message(parent, "您好")).text == "您好"


async def test_a_text_nobody_can_send_is_refused(page: Page, parent: int) -> None:
    for text in ("", "   ", "x" * 4097):
        assert (await page.refused(f"chats/{parent}/messages", text=text))[0] == 400
    half = await page.client.post(
        f"/sandbox/chats/{parent}/messages", content=rb'{"text":"\ud800"}'
    )
    assert half.status_code == 400
    assert (await page.refused(f"chats/{parent}/messages", text="好", reply_to=99))[0] == 404


async def test_a_tap_reaches_the_bot_with_the_message(page: Page, bot: Bot, parent: int) -> None:
    message = await bot.send_message(parent, "通知", reply_markup=READ)

    tap = await page.post(f"chats/{parent}/taps", message_id=message.id, data="r:1")

    query = (await one_update(bot)).callback_query
    assert query
    assert (query.id, query.data) == (tap["callback_id"], "r:1")
    assert query.message
    assert query.message.message_id == message.id


async def test_a_button_that_is_not_there_can_only_be_forged(
    page: Page, bot: Bot, parent: int
) -> None:
    message = await bot.send_message(parent, "通知", reply_markup=READ)
    tap = {"message_id": message.id, "data": "r:2"}

    assert (await page.refused(f"chats/{parent}/taps", **tap))[0] == 409
    assert (await page.refused(f"chats/{parent}/taps", message_id=99, data="r:1"))[0] == 404
    await page.post(f"chats/{parent}/taps", **tap, forged=True)

    query = (await one_update(bot)).callback_query
    assert query
    assert query.data == "r:2"


@pytest.mark.parametrize("kind", ["photo", "document", "sticker", "voice"])
async def test_a_person_can_send_a_file(page: Page, bot: Bot, parent: int, kind: str) -> None:
    answer = await page.client.post(
        f"/sandbox/chats/{parent}/files",
        files={"file": ("图.png", PNG, "image/png")},
        data={"kind": kind, "caption": "看看"},
    )

    assert answer.status_code == 201, answer.text
    message = (await one_update(bot)).message
    assert message
    assert message.caption == "看看"
    attachment = message.effective_attachment
    assert attachment
    sent = attachment[-1] if isinstance(attachment, tuple) else attachment
    file = await bot.get_file(sent.file_id)  # type: ignore[union-attr]
    assert bytes(await file.download_as_bytearray()) == PNG


async def test_a_file_that_cannot_be_sent_is_refused(page: Page, parent: int) -> None:
    url = f"/sandbox/chats/{parent}/files"

    nothing = await page.client.post(url, data={"kind": "photo"})
    no_picture = await page.client.post(url, data={"kind": "photo"}, files={"file": b"x"})
    no_kind = await page.client.post(url, data={"kind": "pigeon"}, files={"file": b"x"})

    assert [nothing.status_code, no_picture.status_code, no_kind.status_code] == [400] * 3


async def test_unread_messages_are_counted_until_they_are_read(
    page: Page, bot: Bot, parent: int
) -> None:
    for _ in range(2):
        await bot.send_message(parent, "通知")
    unread = (await page.get("world"))["people"][0]["unread"]

    await page.post(f"chats/{parent}/read")

    assert unread == 2
    assert (await page.get("world"))["people"][0]["unread"] == 0


async def test_events_tell_of_messages_edits_toasts_and_deletions(
    page: Page, bot: Bot, sandbox: Sandbox, parent: int
) -> None:
    async with make_client(sandbox) as client, listen(client) as events:
        message = await bot.send_message(parent, "通知", reply_markup=READ)
        tap = await page.post(f"chats/{parent}/taps", message_id=message.id, data="r:1")
        await bot.answer_callback_query(tap["callback_id"], "谢谢", show_alert=True)
        await message.edit_text("更正")
        await message.delete()
        seen = [await events.next() for _ in range(4)]

    assert [event["type"] for event in seen] == ["message", "toast", "edit", "delete"]
    assert {event["chat_id"] for event in seen} == {parent}
    assert seen[0]["buttons"] == [[{"text": "已阅", "data": "r:1"}]]
    assert (seen[1]["callback_id"], seen[1]["text"], seen[1]["alert"]) == (
        tap["callback_id"],
        "谢谢",
        True,
    )


async def test_events_tell_of_people_and_menus(page: Page, bot: Bot, sandbox: Sandbox) -> None:
    async with make_client(sandbox) as client, listen(client) as events:
        person = await page.post("people", name="王妈妈")
        await page.client.delete(f"/sandbox/people/{person['id']}")
        await bot.set_my_commands([("help", "帮助")])
        seen = [await events.next() for _ in range(3)]

    assert [event["type"] for event in seen] == ["people", "people", "commands"]
    assert [event["person"] for event in seen[:2]] == [person, None]


async def test_a_reset_leaves_an_empty_world_whose_ids_go_on(
    page: Page, bot: Bot, sandbox: Sandbox, parent: int
) -> None:
    before = await bot.send_message(parent, "通知")
    await bot.set_my_commands([("help", "帮助")])
    await page.post(f"chats/{parent}/messages", text="在吗")
    next_update = sandbox.world.updates.next_id

    await page.post("reset")

    assert (await page.get("world"))["people"] == []
    assert (await page.get("ledger"))["sends"] == []
    assert await bot.get_updates(timeout=0) == ()
    assert len(await bot.get_my_commands()) == 1
    await page.meet()
    (update,) = await bot.get_updates()
    assert update.update_id == next_update
    assert update.message
    assert update.message.id > before.id


async def test_a_foreign_page_may_do_nothing(page: Page, sandbox: Sandbox) -> None:
    foreign = {"origin": "https://evil.example"}
    own = {"origin": sandbox.address}

    refused = await page.client.post("/sandbox/reset", headers=foreign)
    allowed = await page.client.post("/sandbox/reset", headers=own)

    assert (refused.status_code, allowed.status_code) == (403, 200)


async def test_a_wrong_address_is_answered_in_json(page: Page) -> None:
    answer = await page.client.get("/sandbox/nothing")

    assert answer.status_code == 404
    assert answer.json() == {"error": "Not Found"}


async def test_a_body_that_is_no_object_is_refused(page: Page) -> None:
    for body in (b"{", b"[]", b"[" * 100_000):
        answer = await page.client.post("/sandbox/people", content=body)

        assert answer.status_code == 400


class Listening:
    """An open stream of events."""

    def __init__(self, lines: AsyncIterator[str]) -> None:
        self._lines = lines

    async def next(self) -> dict[str, Any]:
        async with asyncio.timeout(30):
            async for line in self._lines:
                if line.startswith("data: "):
                    event: dict[str, Any] = json.loads(line.removeprefix("data: "))
                    return event
        raise AssertionError("The stream ended.")

    async def begin(self) -> None:
        assert (await anext(self._lines)).startswith("retry")


class listen:  # noqa: N801
    """Open the stream and close it again."""

    def __init__(self, client: httpx.AsyncClient) -> None:
        self._opening = client.stream("GET", "/sandbox/events", timeout=10)

    async def __aenter__(self) -> Listening:
        answer = await self._opening.__aenter__()
        listening = Listening(answer.aiter_lines())
        await listening.begin()
        return listening

    async def __aexit__(self, *error: object) -> None:
        await self._opening.__aexit__(None, None, None)
