"""Several people on one page: who is shown, added, removed, and on which screen."""

from __future__ import annotations

import re

import pytest
from playwright.async_api import expect

from bot.sandbox import Sandbox
from tests.browser.conftest import GRANDMA, NEWCOMER, PARENT, TEACHER, OpenDesk
from tests.browser.scripted_bot import ScriptedBot, keyboard

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="session")]

_NAMELESS = """() => [...document.querySelectorAll("button, a, input:not([type=file]), textarea")]
    .filter((one) => !(one.getAttribute("aria-label") ?? one.textContent).trim())
    .map((one) => one.outerHTML)"""


async def test_people_stand_side_by_side_each_with_an_own_chat(
    open_desk: OpenDesk, bot: ScriptedBot
) -> None:
    desk = await open_desk(TEACHER, PARENT, GRANDMA)

    await desk.phone(TEACHER).say("/notice")
    await bot.send(PARENT, "给妈妈的")

    await expect(desk.phone(PARENT).last).to_contain_text("给妈妈的")
    await expect(desk.phone(TEACHER).last).to_contain_text("/notice")
    await expect(desk.phone(GRANDMA).messages).to_have_count(1)
    lefts = [
        box["x"]
        for person in (TEACHER, PARENT, GRANDMA)
        if (box := await desk.phone(person).node.bounding_box())
    ]
    assert lefts == sorted(set(lefts))
    assert len(lefts) == 3


async def test_the_strip_takes_phones_off_the_desk_and_puts_them_back(
    open_desk: OpenDesk,
) -> None:
    desk = await open_desk(TEACHER, PARENT)

    await desk.chip(TEACHER).click()

    await expect(desk.phone(TEACHER).node).to_have_count(0)
    await expect(desk.page).to_have_url(re.compile(rf"people={PARENT}$"))
    await desk.chip(TEACHER).click()
    await expect(desk.phone(TEACHER).node).to_be_visible()
    await expect(desk.page).to_have_url(re.compile(rf"people={PARENT},{TEACHER}$"))


async def test_a_person_can_be_added_with_name_and_language(
    open_desk: OpenDesk, sandbox: Sandbox
) -> None:
    desk = await open_desk(PARENT)

    await desk.part("add-person").click()
    await desk.part("new-name").fill("黃家明爸爸")
    await desk.part("new-language").select_option("zh-hant")
    await desk.part("add-person-confirm").click()

    phone = desk.phone(1005)
    await expect(phone.node).to_contain_text("黃家明爸爸")
    await expect(phone.part("start")).to_be_visible()
    assert sandbox.world.person(1005).language == "zh-hant"


async def test_a_newcomer_reads_what_the_bot_says_about_itself(
    open_desk: OpenDesk, bot: ScriptedBot
) -> None:
    phone = (await open_desk(NEWCOMER)).phone(NEWCOMER)
    await expect(phone.part("description")).to_have_text("这里还没有消息")

    await bot.call("setMyDescription", description="About school life.")
    await bot.call(
        "setMyDescription", description="问作业、看通知、查课后服务。", language_code="zh"
    )

    await expect(phone.part("description")).to_have_text("问作业、看通知、查课后服务。")


async def test_a_person_can_be_deleted_after_asking(open_desk: OpenDesk) -> None:
    desk = await open_desk(PARENT, GRANDMA)

    await desk.phone(GRANDMA).choose("remove")
    await desk.part("remove-confirm").click()

    await expect(desk.phone(GRANDMA).node).to_have_count(0)
    await expect(desk.chip(GRANDMA)).to_have_count(0)


async def test_on_a_narrow_screen_one_phone_is_seen_at_a_time(
    open_desk: OpenDesk, bot: ScriptedBot
) -> None:
    desk = await open_desk(PARENT, GRANDMA, width=390)
    await expect(desk.phone(PARENT).node).to_be_visible()
    await expect(desk.phone(GRANDMA).node).to_be_hidden()

    await bot.send(GRANDMA, "晚上好")
    await expect(desk.badge(GRANDMA)).to_have_text("1")
    await desk.chip(GRANDMA).click()

    await expect(desk.phone(PARENT).node).to_be_hidden()
    await expect(desk.phone(GRANDMA).last).to_be_in_viewport()
    await expect(desk.badge(GRANDMA)).to_be_hidden()
    assert await desk.page.evaluate("document.documentElement.scrollWidth") == 390


async def test_the_page_speaks_english_when_asked(open_desk: OpenDesk) -> None:
    desk = await open_desk(PARENT)

    await desk.page.get_by_role("button", name="Show this page in English").click()

    await expect(desk.phone(PARENT).composer).to_have_attribute("placeholder", "Message")
    await expect(desk.page.locator("html")).to_have_attribute("lang", "en")


async def test_every_control_has_a_name(open_desk: OpenDesk, bot: ScriptedBot) -> None:
    desk = await open_desk(PARENT)
    phone = desk.phone(PARENT)
    await bot.send(PARENT, "看看 /help", reply_markup=keyboard({"好": "ok", "网": "https://a.cn"}))
    await bot.send_file(PARENT, "document", "表.csv", b"1")
    await expect(phone.last.get_by_test_id("document")).to_be_visible()
    await phone.part("attach").click()

    assert await desk.page.evaluate(_NAMELESS) == []


async def test_the_page_asks_no_other_server(open_desk: OpenDesk, sandbox: Sandbox) -> None:
    desk = await open_desk(PARENT)
    asked: list[str] = []
    desk.page.on("request", lambda request: asked.append(request.url))

    await desk.page.reload()
    await expect(desk.phone(PARENT).composer).to_be_visible()

    assert asked
    assert [url for url in asked if not url.startswith(sandbox.address)] == []
