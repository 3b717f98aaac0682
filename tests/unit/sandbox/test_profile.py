from __future__ import annotations

import pytest
from telegram import (
    Bot,
    BotCommand,
    BotCommandScopeAllPrivateChats,
    BotCommandScopeChat,
    MenuButtonCommands,
    MenuButtonDefault,
    MenuButtonWebApp,
    WebAppInfo,
)
from telegram.error import BadRequest

from tests.unit.sandbox.conftest import Page

HELP = BotCommand("help", "帮助")
NOTICE = BotCommand("notice", "发通知")


async def menu(page: Page, person_id: int) -> list[str]:
    shown = await page.get(f"people/{person_id}/commands")
    return [entry["command"] for entry in shown]


async def test_the_narrowest_scope_decides_the_menu(page: Page, bot: Bot, parent: int) -> None:
    teacher = await page.meet(502)
    await bot.set_my_commands([BotCommand("start", "开始")])
    await bot.set_my_commands([HELP], BotCommandScopeAllPrivateChats())
    await bot.set_my_commands([HELP, NOTICE], BotCommandScopeChat(teacher))

    assert await menu(page, parent) == ["help"]
    assert await menu(page, teacher) == ["help", "notice"]

    await bot.delete_my_commands(BotCommandScopeChat(teacher))
    assert await menu(page, teacher) == ["help"]


async def test_within_a_scope_the_language_decides_the_menu(page: Page, bot: Bot) -> None:
    await bot.set_my_commands([HELP])
    await bot.set_my_commands([NOTICE], language_code="en")
    await page.post("people", name="王妈妈", id=7)
    await page.post("people", name="Lee", id=8, language="en-GB")

    assert await menu(page, 7) == ["help"]
    assert await menu(page, 8) == ["notice"]


async def test_a_menu_is_read_back_by_exact_scope_and_language(bot: Bot) -> None:
    await bot.set_my_commands([HELP], language_code="zh")

    assert await bot.get_my_commands(language_code="zh") == (HELP,)
    assert await bot.get_my_commands() == ()


async def test_a_menu_for_a_chat_needs_the_chat(bot: Bot) -> None:
    with pytest.raises(BadRequest, match="Chat not found"):
        await bot.set_my_commands([HELP], BotCommandScopeChat(404))


async def test_texts_are_kept_by_language(bot: Bot) -> None:
    await bot.set_my_description("说明")
    await bot.set_my_description("About", language_code="en")
    await bot.set_my_short_description("短")
    await bot.set_my_name("家校助手")

    assert (await bot.get_my_description()).description == "说明"
    assert (await bot.get_my_description("en")).description == "About"
    assert (await bot.get_my_description("fr")).description == "说明"
    assert (await bot.get_my_short_description()).short_description == "短"
    assert (await bot.get_my_name()).name == "家校助手"
    assert (await bot.get_me()).first_name == "家校助手"
    with pytest.raises(BadRequest):
        await bot.set_my_short_description("短" * 121)


async def test_a_menu_button_is_kept_by_chat(bot: Bot, parent: int) -> None:
    button = MenuButtonWebApp("打开", WebAppInfo("https://a.example"))
    await bot.set_chat_menu_button(parent, button)

    assert await bot.get_chat_menu_button(parent) == button
    assert await bot.get_chat_menu_button() == MenuButtonCommands()
    await bot.set_chat_menu_button(parent, MenuButtonDefault())
    assert await bot.get_chat_menu_button(parent) == MenuButtonCommands()


async def test_a_chat_that_has_started_can_be_looked_up(page: Page, bot: Bot, parent: int) -> None:
    await page.post("people", name="李爸爸", id=7)

    assert (await bot.get_chat(parent)).first_name == "王妈妈"
    with pytest.raises(BadRequest, match="Chat not found"):
        await bot.get_chat(7)


async def test_an_unknown_file_is_not_found(page: Page, bot: Bot) -> None:
    with pytest.raises(BadRequest, match="Invalid file_id"):
        await bot.get_file("nothing")

    for path in ("/file/bot1:a/documents/nothing", "/file/botx/documents/y", "/file/bot1:a"):
        assert (await page.client.get(path)).status_code == 404
