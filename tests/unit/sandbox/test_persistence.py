from __future__ import annotations

import json
import stat
from pathlib import Path

import pytest
from telegram import Bot, BotCommand, InlineKeyboardButton, InlineKeyboardMarkup

from bot.sandbox import Sandbox, SandboxOptions, WorldUnreadable, WorldUnwritable
from tests.unit.sandbox.conftest import Page, eventually, make_bot, make_client
from tests.unit.sandbox.test_sending import PNG

READ = InlineKeyboardMarkup.from_button(InlineKeyboardButton("已阅", callback_data="r:1"))


@pytest.fixture
def options(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> SandboxOptions:
    monkeypatch.setenv("PTB_TIMEDELTA", "1")
    return SandboxOptions(port=0, world_path=tmp_path / "state" / "world.json", limits=False)


async def live(page: Page, bot: Bot) -> None:
    """Fill a world with one of everything."""
    await page.meet()
    await page.post("people", name="Lee", id=7, language="en")
    await page.post("people/501/block", blocked=True)
    await page.post("people/501/block", blocked=False)
    message = await bot.send_message(501, "<b>通知</b>", "HTML", reply_markup=READ)
    await bot.send_photo(501, PNG, caption="课表")
    await page.post("chats/501/taps", message_id=message.id, data="r:1")
    await bot.set_my_commands([BotCommand("help", "帮助")], language_code="zh")
    await bot.set_my_description("说明")
    await bot.get_updates(timeout=0, allowed_updates=["message", "callback_query"])


async def view(page: Page, bot: Bot) -> object:
    return (
        await page.get("world"),
        await page.get("chats/501/messages"),
        await page.get("people/501/commands"),
        (await bot.get_my_description()).description,
        await bot.get_updates(timeout=0),
    )


async def test_a_restart_keeps_everything(options: SandboxOptions) -> None:
    async with Sandbox(options) as first, make_client(first) as client, make_bot(first) as bot:
        await live(Page(client), bot)
        before = await view(Page(client), bot)

    async with Sandbox(options) as second, make_client(second) as client, make_bot(second) as bot:
        page = Page(client)
        assert await view(page, bot) == before
        query = (await bot.get_updates())[-1].callback_query
        assert query
        assert await query.answer()
        photo = (await page.get("chats/501/messages"))[-1]["photo"]
        assert (await client.get(photo["url"])).content == PNG
        await page.post("chats/7/start")
        assert (await bot.get_updates())[-1].update_id > 100_000_001


async def test_a_webhook_is_kept(options: SandboxOptions) -> None:
    async with Sandbox(options) as first, make_bot(first) as bot:
        await bot.set_webhook("http://127.0.0.1:9/hook", secret_token="s")

    async with Sandbox(options) as second, make_bot(second) as bot:
        assert (await bot.get_webhook_info()).url == "http://127.0.0.1:9/hook"
        assert second.world.settings.webhook.secret_token == "s"


async def test_a_change_reaches_the_disk_without_a_stop(options: SandboxOptions) -> None:
    path = options.world_path
    assert path

    async def is_written() -> bool:
        return path.exists()

    async with Sandbox(options) as sandbox, make_client(sandbox) as client:
        await Page(client).meet()
        await eventually(is_written)

        stored = json.loads(path.read_text("utf-8"))

    assert stored["people"][0]["id"] == 501
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert list(path.parent.iterdir()) == [path]


@pytest.mark.parametrize(
    "content", ["", "{", "[]", '{"format": 2}', '{"format": 1}', '{"format": 1, "people": [3]}']
)
async def test_a_file_that_is_no_world_is_left_alone(
    options: SandboxOptions, content: str
) -> None:
    assert options.world_path
    options.world_path.parent.mkdir()
    options.world_path.write_text(content)

    with pytest.raises(WorldUnreadable, match=r"world\.json is not a sandbox world"):
        await Sandbox(options).start()

    assert options.world_path.read_text() == content


async def test_a_disk_that_takes_nothing_is_named(options: SandboxOptions) -> None:
    assert options.world_path
    sandbox = Sandbox(options)
    await sandbox.start()
    async with make_client(sandbox) as client:
        await Page(client).meet()
    options.world_path.parent.write_text("a file where the folder should be")

    with pytest.raises(WorldUnwritable, match="Cannot keep the sandbox world"):
        await sandbox.stop()


async def test_a_full_disk_is_told_and_tried_again(
    options: SandboxOptions, caplog: pytest.LogCaptureFixture
) -> None:
    path = options.world_path
    assert path

    async def is_told() -> bool:
        return "Cannot keep the sandbox world" in caplog.text

    async with Sandbox(options) as sandbox, make_client(sandbox) as client:
        path.parent.write_text("a file where the folder should be")
        await Page(client).meet()
        await eventually(is_told)
        path.parent.unlink()

    assert json.loads(path.read_text("utf-8"))["people"][0]["id"] == 501
