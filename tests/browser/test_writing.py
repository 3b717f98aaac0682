"""What people do on the chat page, as the bot receives it."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.async_api import expect

from tests.browser.conftest import GRANDMA, NEWCOMER, PARENT, TEACHER, OpenDesk
from tests.browser.scripted_bot import Refused, ScriptedBot

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="session")]


async def test_enter_sends_and_shift_enter_makes_a_new_line(
    open_desk: OpenDesk, bot: ScriptedBot
) -> None:
    phone = (await open_desk(PARENT)).phone(PARENT)

    await phone.composer.press_sequentially("作业太多了")
    await phone.composer.press("Shift+Enter")
    await phone.composer.press_sequentially("怎么办？")
    await phone.composer.press("Enter")

    assert (await bot.next())["text"] == "作业太多了\n怎么办？"
    await expect(phone.last.get_by_test_id("text")).to_have_text("作业太多了\n怎么办？")
    await expect(phone.composer).to_have_value("")
    await expect(phone.part("send")).to_be_disabled()


async def test_enter_that_chooses_a_chinese_word_does_not_send(
    open_desk: OpenDesk, bot: ScriptedBot
) -> None:
    phone = (await open_desk(PARENT)).phone(PARENT)
    keys = await phone.node.page.context.new_cdp_session(phone.node.page)
    await phone.composer.focus()

    await keys.send(
        "Input.imeSetComposition", {"text": "zuoye", "selectionStart": 5, "selectionEnd": 5}
    )
    await keys.send(
        "Input.dispatchKeyEvent",
        {"type": "rawKeyDown", "key": "Enter", "code": "Enter", "windowsVirtualKeyCode": 13},
    )
    await keys.send("Input.insertText", {"text": "作业"})

    await expect(phone.composer).to_have_value("作业")
    await expect(phone.messages).to_have_count(1)
    await phone.composer.press("Enter")
    assert (await bot.next())["text"] == "作业"


async def test_enter_that_safari_reports_after_composing_does_not_send(
    open_desk: OpenDesk,
) -> None:
    phone = (await open_desk(PARENT)).phone(PARENT)
    await phone.composer.fill("作业")

    sent = await phone.composer.evaluate(
        """field => field.dispatchEvent(new KeyboardEvent("keydown",
           {key: "Enter", keyCode: 229, bubbles: true, cancelable: true}))"""
    )

    assert sent is True, "the page took the key for itself"
    await expect(phone.composer).to_have_value("作业")


async def test_a_first_contact_begins_with_a_start_button(
    open_desk: OpenDesk, bot: ScriptedBot
) -> None:
    phone = (await open_desk(NEWCOMER)).phone(NEWCOMER)
    await expect(phone.part("welcome")).to_be_visible()
    await expect(phone.composer).to_be_hidden()

    await phone.part("start").click()

    assert (await bot.next())["text"] == "/start"
    await expect(phone.part("welcome")).to_be_hidden()
    await expect(phone.composer).to_be_visible()


async def test_an_invitation_pressed_on_one_phone_opens_on_another(
    open_desk: OpenDesk, bot: ScriptedBot
) -> None:
    desk = await open_desk(TEACHER)
    await bot.send(TEACHER, "邀请：https://t.me/test_school_bot?start=c3b2-9fKq，14天内有效")

    await desk.phone(TEACHER).last.get_by_role("link").click()
    await desk.open_link_on(NEWCOMER)

    started = await bot.next()
    assert started["text"] == "/start c3b2-9fKq"
    assert started["chat"] == {"id": NEWCOMER, "type": "private", "first_name": "周可爸爸"}
    await expect(desk.phone(NEWCOMER).last).to_contain_text("/start c3b2-9fKq")


async def test_an_invitation_can_be_pasted_or_come_with_the_address(
    open_desk: OpenDesk, bot: ScriptedBot
) -> None:
    desk = await open_desk(PARENT, query="&start=from-poster")
    await desk.open_link_on(PARENT)
    assert (await bot.next())["text"] == "/start from-poster"

    await desk.part("open-link-top").click()
    await desk.part("link").fill("https://t.me/another_bot?start=abc")
    await desk.open_link_on(PARENT)
    await expect(desk.part("link-dialog")).to_contain_text("不是本机器人的链接")
    await desk.part("link").fill("t.me/test_school_bot?start=pasted")
    await desk.open_link_on(PARENT)

    assert (await bot.next())["text"] == "/start pasted"


async def test_a_forced_reply_opens_the_composer_in_reply(
    open_desk: OpenDesk, bot: ScriptedBot
) -> None:
    phone = (await open_desk(TEACHER)).phone(TEACHER)
    asked = await bot.send(
        TEACHER,
        "请写通知的内容：",
        reply_markup={"force_reply": True, "input_field_placeholder": "明天下午开家长会"},
    )
    await expect(phone.part("reply-bar")).to_contain_text("请写通知的内容")
    await expect(phone.composer).to_have_attribute("placeholder", "明天下午开家长会")

    await phone.say("周五开放课堂")

    answer = await bot.next()
    quoted = answer["reply_to_message"]
    assert isinstance(quoted, dict)
    assert quoted["message_id"] == asked
    await expect(phone.part("reply-bar")).to_be_hidden()
    await expect(phone.last.locator(".quote")).to_contain_text("请写通知的内容")


async def test_any_message_can_be_replied_to_or_not_after_all(
    open_desk: OpenDesk, bot: ScriptedBot
) -> None:
    phone = (await open_desk(PARENT)).phone(PARENT)
    message = phone.message(await bot.send(PARENT, "明天带水杯"))

    await message.click(button="right")
    await phone.part("menu-reply").click()
    await expect(phone.part("reply-bar")).to_contain_text("明天带水杯")
    await phone.part("cancel-reply").click()
    await phone.say("好的")

    assert "reply_to_message" not in await bot.next()


async def test_commands_are_listed_and_sent(open_desk: OpenDesk, bot: ScriptedBot) -> None:
    phone = (await open_desk(PARENT)).phone(PARENT)
    await expect(phone.part("commands-button")).to_be_hidden()
    await bot.call(
        "setMyCommands",
        commands=[
            {"command": "week", "description": "看本周课后服务"},
            {"command": "help", "description": "怎么用"},
        ],
    )

    await phone.part("commands-button").click()
    await expect(phone.part("commands").get_by_role("button")).to_have_count(2)
    await phone.part("commands-button").click()
    await phone.composer.press_sequentially("/we")
    await phone.part("commands").get_by_text("看本周课后服务").click()

    assert (await bot.next())["text"] == "/week"
    await expect(phone.composer).to_have_value("")


async def test_a_file_is_looked_at_before_it_is_sent(
    open_desk: OpenDesk, bot: ScriptedBot, tmp_path: Path
) -> None:
    desk = await open_desk(TEACHER)
    phone = desk.phone(TEACHER)
    table = tmp_path / "课后服务.csv"
    table.write_text("班级,星期\n三（2）班,一\n", encoding="utf-8")

    await phone.part("attach").click()
    async with desk.page.expect_file_chooser() as chooser:
        await phone.node.locator('[data-kind="document"]').click()
    await (await chooser.value).set_files(table)
    await desk.part("caption").fill("下周的")
    await desk.part("send-file").click()

    received = await bot.next()
    assert received["caption"] == "下周的"
    document = received["document"]
    assert isinstance(document, dict)
    assert document["file_name"] == "课后服务.csv"
    await expect(phone.last).to_contain_text("课后服务.csv")


async def test_stickers_and_voice_need_no_files(open_desk: OpenDesk, bot: ScriptedBot) -> None:
    phone = (await open_desk(PARENT)).phone(PARENT)

    await phone.part("attach").click()
    await phone.node.locator('[data-kind="sticker"]').click()
    await phone.node.get_by_role("menuitem", name="🐼").click()
    assert "sticker" in await bot.next()
    await expect(phone.last.get_by_test_id("sticker")).to_have_js_property("naturalWidth", 512)
    await phone.part("attach").click()
    await phone.node.locator('[data-kind="voice"]').click()

    assert "voice" in await bot.next()
    await expect(phone.last.get_by_test_id("voice")).to_contain_text("0:03")


async def test_a_text_too_long_for_one_message_becomes_two(
    open_desk: OpenDesk, bot: ScriptedBot
) -> None:
    phone = (await open_desk(PARENT)).phone(PARENT)

    await phone.say("字" * 5000)

    parts = [(await bot.next())["text"], (await bot.next())["text"]]
    assert parts == ["字" * 4096, "字" * 904]


async def test_who_blocks_the_bot_is_out_of_reach_until_restarting(
    open_desk: OpenDesk, bot: ScriptedBot
) -> None:
    desk = await open_desk(GRANDMA)
    phone = desk.phone(GRANDMA)
    await phone.choose("block")
    await expect(phone.part("restart")).to_be_visible()
    await expect(phone.composer).to_be_hidden()
    with pytest.raises(Refused) as refused:
        await bot.send(GRANDMA, "在吗？")
    assert refused.value.code == 403

    await phone.part("restart").click()

    assert (await bot.next())["text"] == "/start"
    await expect(phone.composer).to_be_visible()
    await bot.send(GRANDMA, "欢迎回来")
    await expect(phone.last).to_contain_text("欢迎回来")
