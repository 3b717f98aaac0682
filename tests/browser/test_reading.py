"""What the bot sends, as people see it on the chat page."""

from __future__ import annotations

import struct
import zlib
from pathlib import Path

import pytest
from playwright.async_api import expect

from bot.sandbox import Sandbox, SandboxOptions
from tests.browser.conftest import GRANDMA, PARENT, TEACHER, OpenDesk
from tests.browser.scripted_bot import ScriptedBot, keyboard

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="session")]


async def test_a_message_appears_with_its_day_and_time(
    open_desk: OpenDesk, bot: ScriptedBot
) -> None:
    phone = (await open_desk(PARENT)).phone(PARENT)

    message = phone.message(await bot.send(PARENT, "今天的课后服务：足球，15:40 在操场。"))

    await expect(message.get_by_test_id("text")).to_have_text(
        "今天的课后服务：足球，15:40 在操场。"
    )
    await expect(phone.part("day")).to_have_text("今天")
    assert await message.locator("time").inner_text()


async def test_markup_in_a_text_stays_text(open_desk: OpenDesk, bot: ScriptedBot) -> None:
    desk = await open_desk(PARENT)
    text = '<img src=x onerror="document.title=1"> <b>粗</b> & javascript:alert(1)'

    message = desk.phone(PARENT).message(await bot.send(PARENT, text))

    await expect(message.get_by_test_id("text")).to_have_text(text)
    await expect(message.locator(".text *")).to_have_count(0)


async def test_formatting_of_the_bot_is_drawn(open_desk: OpenDesk, bot: ScriptedBot) -> None:
    phone = (await open_desk(PARENT)).phone(PARENT)

    sent = await bot.send(
        PARENT,
        '😀<b>不超过<i>60分钟</i></b>，见<a href="https://example.org/yj">意见</a>',
        parse_mode="HTML",
    )

    message = phone.message(sent)
    await expect(message.locator("strong")).to_have_text("不超过60分钟")
    await expect(message.locator("strong em")).to_have_text("60分钟")
    await expect(message.locator("a")).to_have_attribute("href", "https://example.org/yj")


async def test_the_numbers_of_a_keypad_stay_on_one_line_where_phones_stand_close(
    open_desk: OpenDesk, bot: ScriptedBot
) -> None:
    desk = await open_desk(PARENT, TEACHER, GRANDMA, width=1000)
    digits = {str(number): f"seat:{number}" for number in range(50, 57)}
    await bot.send(PARENT, "座号是多少？", reply_markup=keyboard(digits, {"跳过": "skip"}))

    number, word = desk.phone(PARENT).button("55"), desk.phone(PARENT).button("跳过")

    await expect(number).to_be_visible()
    heights = [(await key.bounding_box() or {"height": 0})["height"] for key in (number, word)]
    assert heights[0] == heights[1] > 0


async def test_an_edit_happens_in_place_and_is_marked(
    open_desk: OpenDesk, bot: ScriptedBot
) -> None:
    phone = (await open_desk(TEACHER)).phone(TEACHER)
    progress = await bot.send(TEACHER, "已送达 0 / 42")
    later = await bot.send(TEACHER, "还有什么要发的吗？")
    await expect(phone.last).to_contain_text("还有什么")

    await bot.call("editMessageText", chat_id=TEACHER, message_id=progress, text="已送达 42 / 42")

    await expect(phone.message(progress).get_by_test_id("text")).to_have_text("已送达 42 / 42")
    await expect(phone.message(progress).get_by_test_id("edited")).to_have_text("已编辑")
    await expect(phone.last).to_have_attribute("data-message-id", str(later))


async def test_a_deleted_message_goes_away(open_desk: OpenDesk, bot: ScriptedBot) -> None:
    phone = (await open_desk(PARENT)).phone(PARENT)
    sent = await bot.send(PARENT, "发错了")
    await expect(phone.message(sent)).to_be_visible()

    await bot.call("deleteMessage", chat_id=PARENT, message_id=sent)

    await expect(phone.message(sent)).to_have_count(0)


async def test_a_tap_reaches_the_bot_and_its_answer_is_a_toast(
    open_desk: OpenDesk, bot: ScriptedBot
) -> None:
    phone = (await open_desk(PARENT)).phone(PARENT)
    await bot.send(PARENT, "明天家长会", reply_markup=keyboard({"已阅": "read:7"}, {"不去": "no"}))

    await phone.tap("已阅")
    query = await bot.next("callback_query")
    assert query["data"] == "read:7"
    await expect(phone.button("已阅")).to_contain_class("waiting")
    await bot.call("answerCallbackQuery", callback_query_id=query["id"], text="谢谢您")

    await expect(phone.toast).to_have_text("谢谢您")
    await expect(phone.button("已阅")).not_to_contain_class("waiting")


async def test_an_alert_waits_until_it_is_confirmed(open_desk: OpenDesk, bot: ScriptedBot) -> None:
    phone = (await open_desk(PARENT)).phone(PARENT)
    await bot.send(PARENT, "问卷", reply_markup=keyboard({"交卷": "done"}))
    await phone.tap("交卷")
    query = await bot.next("callback_query")

    await bot.call(
        "answerCallbackQuery", callback_query_id=query["id"], text="问卷已经结束", show_alert=True
    )

    await expect(phone.part("alert")).to_contain_text("问卷已经结束")
    await phone.part("alert").get_by_role("button").press("Enter")
    await expect(phone.part("alert")).to_have_count(0)


async def test_a_document_shows_name_and_size_and_can_be_saved(
    open_desk: OpenDesk, bot: ScriptedBot, tmp_path: Path
) -> None:
    phone = (await open_desk(TEACHER)).phone(TEACHER)
    content = b"\x00\x01" * 18_432

    await bot.send_file(TEACHER, "document", "问卷汇总.xlsx", content, "九月")

    document = phone.last.get_by_test_id("document")
    await expect(document).to_contain_text("问卷汇总.xlsx")
    await expect(document).to_contain_text("36.0 KB")
    async with phone.node.page.expect_download() as download:
        await document.click()
    saved = await download.value
    await saved.save_as(tmp_path / "saved")
    assert saved.suggested_filename == "问卷汇总.xlsx"
    assert (tmp_path / "saved").read_bytes() == content


async def test_a_picture_is_shown_and_seen_large(open_desk: OpenDesk, bot: ScriptedBot) -> None:
    desk = await open_desk(PARENT)
    phone = desk.phone(PARENT)

    await bot.send_file(PARENT, "photo", "week.png", _picture(640, 400), "本周安排")

    image = phone.last.get_by_test_id("photo").locator("img")
    await expect(image).to_have_js_property("naturalWidth", 640)
    await expect(phone.last).to_contain_text("本周安排")
    await phone.last.get_by_test_id("photo").click()
    await expect(desk.part("zoomed")).to_be_visible()
    await desk.page.keyboard.press("Escape")
    await expect(desk.part("zoom")).to_have_count(0)


async def test_who_is_not_looking_gets_a_badge(
    open_desk: OpenDesk, bot: ScriptedBot, sandbox: Sandbox
) -> None:
    desk = await open_desk(PARENT)

    await bot.send(GRANDMA, "一")
    await bot.send(GRANDMA, "二")
    await bot.send(PARENT, "三")

    await expect(desk.badge(GRANDMA)).to_have_text("2")
    await expect(desk.phone(PARENT).last).to_contain_text("三")
    await expect(desk.badge(PARENT)).to_be_hidden()
    await expect(desk.page).to_have_title("(2) 家校小助手 · 聊天试用")
    await desk.chip(GRANDMA).click()
    await expect(desk.phone(GRANDMA).last).to_contain_text("二")
    await expect(desk.badge(GRANDMA)).to_be_hidden()
    await expect(desk.page).to_have_title("家校小助手 · 聊天试用")
    assert sandbox.world.person(GRANDMA).unread == 0


async def test_who_reads_above_is_not_pulled_down(open_desk: OpenDesk, bot: ScriptedBot) -> None:
    phone = (await open_desk(PARENT)).phone(PARENT)
    for number in range(30):
        await bot.send(PARENT, f"第 {number} 条")
    await expect(phone.last).to_contain_text("第 29 条")
    await phone.part("messages").evaluate("list => { list.scrollTop = 0; }")
    await expect(phone.part("to-bottom")).to_be_visible()

    newest = await bot.send(PARENT, "新的一条")

    await expect(phone.part("to-bottom")).to_have_text("1")
    await expect(phone.message(newest)).not_to_be_in_viewport()
    await phone.part("to-bottom").click()
    await expect(phone.message(newest)).to_be_in_viewport()
    await expect(phone.part("to-bottom")).to_be_hidden()


async def test_a_tick_doubles_once_the_bot_has_answered(
    open_desk: OpenDesk, bot: ScriptedBot
) -> None:
    phone = (await open_desk(PARENT)).phone(PARENT)
    await phone.say("几点放学？")
    await expect(phone.last.get_by_role("img", name="已发出")).to_be_visible()
    asked = phone.message(int(await phone.last.get_attribute("data-message-id") or 0))

    await bot.send(PARENT, "15:30")

    await expect(asked.get_by_role("img", name="机器人已收到")).to_be_visible()


async def test_the_page_catches_up_after_the_server_was_away(
    open_desk: OpenDesk, sandbox: Sandbox, bot: ScriptedBot
) -> None:
    desk = await open_desk(PARENT)
    await bot.send(PARENT, "停之前")
    await expect(desk.phone(PARENT).last).to_contain_text("停之前")
    port = sandbox.port
    await sandbox.stop()
    await expect(desk.page.locator("#offline")).to_be_visible()

    async with Sandbox(SandboxOptions(port=port, limits=False)) as again:
        again.world.add_person("林小雨妈妈", "zh-hans", PARENT)

        await expect(desk.page.locator("#offline")).to_be_hidden()
        await expect(desk.phone(PARENT).messages).to_have_count(0)
        await expect(desk.chip(TEACHER)).to_have_count(0)


def _picture(width: int, height: int) -> bytes:
    """A PNG of one colour, made by hand so that no library is needed."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        checked = kind + data
        return struct.pack(">I", len(data)) + checked + struct.pack(">I", zlib.crc32(checked))

    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    rows = (b"\x00" + b"\x2a\x9d\x8f" * width) * height
    body = chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b"")
    return b"\x89PNG\r\n\x1a\n" + body
