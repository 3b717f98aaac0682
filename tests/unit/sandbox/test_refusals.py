from __future__ import annotations

import io

import pytest
from telegram import Bot, BotCommand, InlineKeyboardButton, InlineKeyboardMarkup
from telegram.error import BadRequest, Forbidden, InvalidToken, RetryAfter

from bot.sandbox import Sandbox, SandboxOptions
from tests.unit.sandbox.conftest import TOKEN, Hours, Page, make_bot


def keyboard(data: str) -> InlineKeyboardMarkup:
    return InlineKeyboardMarkup.from_button(InlineKeyboardButton("已阅", callback_data=data))


@pytest.mark.parametrize("text", ["", "  \n"])
async def test_an_empty_text_is_refused(bot: Bot, parent: int, text: str) -> None:
    with pytest.raises(BadRequest, match="Message text is empty"):
        await bot.send_message(parent, text)


async def test_a_text_of_4096_characters_is_sent_and_one_more_is_refused(
    bot: Bot, parent: int
) -> None:
    await bot.send_message(parent, "学" * 4096)

    with pytest.raises(BadRequest, match="Message is too long"):
        await bot.send_message(parent, "学" * 4097)


async def test_length_is_counted_without_mark_up(bot: Bot, parent: int) -> None:
    message = await bot.send_message(parent, f"<b>{'学' * 4096}</b>", parse_mode="HTML")

    assert message.text == "学" * 4096


async def test_a_caption_of_1025_characters_is_refused(bot: Bot, parent: int) -> None:
    await bot.send_document(parent, b"x", caption="学" * 1024)

    with pytest.raises(BadRequest, match="Message caption is too long"):
        await bot.send_document(parent, b"x", caption="学" * 1025)


async def test_broken_mark_up_is_refused(bot: Bot, parent: int) -> None:
    with pytest.raises(BadRequest, match="Can't parse entities"):
        await bot.send_message(parent, "<b>通知", parse_mode="HTML")


async def test_another_mark_up_than_html_is_refused(bot: Bot, parent: int) -> None:
    with pytest.raises(BadRequest, match="Unsupported parse_mode"):
        await bot.send_message(parent, "*通知*", parse_mode="Morse")


async def test_button_data_is_at_most_64_bytes_and_not_empty(bot: Bot, parent: int) -> None:
    await bot.send_message(parent, "通知", reply_markup=keyboard("学" * 21))

    for data in ("学" * 22, "x" * 65, ""):
        with pytest.raises(BadRequest, match="Button_data_invalid"):
            await bot.send_message(parent, "通知", reply_markup=keyboard(data))


async def test_a_button_without_an_action_is_refused(bot: Bot, parent: int) -> None:
    markup = {"inline_keyboard": [[{"text": "已阅"}]]}

    with pytest.raises(BadRequest, match="text buttons are unallowed"):
        await bot.send_message(parent, "通知", api_kwargs={"reply_markup": markup})


@pytest.mark.parametrize(
    "url", ["ftp://a.example", "not a url", "javascript:alert(1)//", "http://localhost/x", ""]
)
async def test_a_button_with_a_bad_address_is_refused(bot: Bot, parent: int, url: str) -> None:
    markup = InlineKeyboardMarkup.from_button(InlineKeyboardButton("打开", url=url))

    with pytest.raises(BadRequest, match=r"Inline keyboard button url .* is invalid"):
        await bot.send_message(parent, "通知", reply_markup=markup)


@pytest.mark.parametrize(
    "url", ["https://a.example/x?y=1", "a.example", "http://127.0.0.1:80/x", "tg://resolve"]
)
async def test_a_button_with_a_good_address_is_sent(bot: Bot, parent: int, url: str) -> None:
    markup = InlineKeyboardMarkup.from_button(InlineKeyboardButton("打开", url=url))

    message = await bot.send_message(parent, "通知", reply_markup=markup)

    assert message.reply_markup == markup


@pytest.mark.parametrize("chat_id", [999, -100, "@somebody"])
async def test_an_unknown_chat_is_not_found(bot: Bot, parent: int, chat_id: int | str) -> None:
    with pytest.raises(BadRequest, match="Chat not found"):
        await bot.send_message(chat_id, "通知")


async def test_a_person_who_blocked_the_bot_gets_nothing(
    page: Page, bot: Bot, parent: int
) -> None:
    message = await bot.send_message(parent, "通知")
    await page.post(f"people/{parent}/block", blocked=True)

    with pytest.raises(Forbidden, match="bot was blocked by the user"):
        await bot.send_message(parent, "通知")
    with pytest.raises(Forbidden, match="bot was blocked by the user"):
        await message.edit_text("更正")


async def test_a_deleted_account_gets_nothing(page: Page, bot: Bot, parent: int) -> None:
    await page.client.delete(f"/sandbox/people/{parent}")

    with pytest.raises(Forbidden, match="user is deactivated"):
        await bot.send_message(parent, "通知")


async def test_a_person_who_never_pressed_start_gets_nothing(page: Page, bot: Bot) -> None:
    await page.post("people", name="李爸爸", id=7)

    with pytest.raises(Forbidden, match="bot can't initiate conversation with a user"):
        await bot.send_message(7, "通知")


async def test_an_edit_that_changes_nothing_is_refused(bot: Bot, parent: int) -> None:
    message = await bot.send_message(parent, "通知", reply_markup=keyboard("r"))

    with pytest.raises(BadRequest, match="Message is not modified"):
        await message.edit_text("通知", reply_markup=keyboard("r"))


async def test_a_message_that_is_not_there_cannot_be_edited_or_deleted(
    bot: Bot, parent: int
) -> None:
    with pytest.raises(BadRequest, match="Message to edit not found"):
        await bot.edit_message_text("更正", parent, 999)
    with pytest.raises(BadRequest, match="Message to delete not found"):
        await bot.delete_message(parent, 999)


async def test_what_a_person_wrote_cannot_be_edited(bot: Bot, parent: int) -> None:
    with pytest.raises(BadRequest, match="Message can't be edited"):
        await bot.edit_message_text("更正", parent, 1)


async def test_a_text_has_no_caption_and_a_file_no_text(bot: Bot, parent: int) -> None:
    text = await bot.send_message(parent, "通知")
    file = await bot.send_document(parent, b"x")

    with pytest.raises(BadRequest, match="There is no caption in the message to edit"):
        await text.edit_caption("更正")
    with pytest.raises(BadRequest, match="There is no text in the message to edit"):
        await file.edit_text("更正")


async def test_nothing_is_deleted_after_48_hours(hours: Hours, bot: Bot, parent: int) -> None:
    old = await bot.send_message(parent, "旧通知")
    hours.now += 47 * 3600
    new = await bot.send_message(parent, "新通知")
    hours.now += 2 * 3600

    with pytest.raises(BadRequest, match="Message can't be deleted"):
        await old.delete()
    assert await new.delete()


async def test_a_tap_can_be_answered_once_and_not_for_ever(
    hours: Hours, page: Page, bot: Bot, parent: int
) -> None:
    message = await bot.send_message(parent, "通知", reply_markup=keyboard("r"))
    first, late = [
        (await page.post(f"chats/{parent}/taps", message_id=message.id, data="r"))["callback_id"]
        for _ in range(2)
    ]

    assert await bot.answer_callback_query(first)
    with pytest.raises(BadRequest, match="Query is too old"):
        await bot.answer_callback_query(first)
    hours.now += 61
    with pytest.raises(BadRequest, match="Query is too old"):
        await bot.answer_callback_query(late)


async def test_a_wrong_token_is_unauthorized() -> None:
    options = SandboxOptions(port=0, tokens=frozenset({TOKEN}))
    async with Sandbox(options) as sandbox:
        async with make_bot(sandbox) as bot:
            assert (await bot.get_me()).username == "jiaxiao_demo_bot"

        with pytest.raises(InvalidToken):
            async with make_bot(sandbox, "7000000001:other"):
                pass


async def test_a_malformed_token_and_an_unknown_method_are_not_found(
    page: Page,
) -> None:
    for path in ("/botnonsense/getMe", f"/bot{TOKEN}", f"/bot{TOKEN}/sendPigeon"):
        answer = await page.client.post(path)

        assert answer.status_code == 404
        assert answer.json()["ok"] is False


async def test_a_file_that_is_empty_missing_or_unknown_is_refused(bot: Bot, parent: int) -> None:
    with pytest.raises(BadRequest, match="File must be non-empty"):
        await bot.send_document(parent, io.BytesIO(b""))
    with pytest.raises(BadRequest, match="There is no document in the request"):
        await bot.send_document(parent, "attach://nothing")
    with pytest.raises(BadRequest, match="Wrong file identifier"):
        await bot.send_document(parent, "no-such-id")


async def test_a_photo_that_is_no_picture_is_refused(bot: Bot, parent: int) -> None:
    with pytest.raises(BadRequest, match="Image_process_failed"):
        await bot.send_photo(parent, b"not a picture")


@pytest.mark.parametrize(
    ("command", "description"),
    [("Help", "帮助"), ("x" * 33, "帮助"), ("help", " "), ("help", "帮" * 257)],
)
async def test_a_command_that_telegram_would_refuse_is_refused(
    bot: Bot, command: str, description: str
) -> None:
    with pytest.raises(BadRequest):
        await bot.set_my_commands([BotCommand(command, description)])


async def test_a_menu_language_has_two_letters(bot: Bot) -> None:
    with pytest.raises(BadRequest, match="Invalid language code"):
        await bot.set_my_commands([BotCommand("help", "帮助")], language_code="zh-hans")


async def test_the_fourth_message_at_once_to_a_chat_locks_the_bot(
    page: Page, bot: Bot, parent: int
) -> None:
    await page.post("limits", enforced=True)
    await page.meet(7)
    for number in range(3):
        await bot.send_message(parent, f"通知 {number}")

    with pytest.raises(RetryAfter) as refusal:
        await bot.send_message(parent, "通知 4")
    with pytest.raises(RetryAfter):
        await bot.send_message(7, "通知")

    assert refusal.value.retry_after.total_seconds() == 1  # type: ignore[union-attr]
    assert (await bot.get_me()).is_bot


async def test_refusals_are_counted_by_kind(page: Page, bot: Bot, parent: int) -> None:
    for _ in range(2):
        with pytest.raises(BadRequest):
            await bot.send_message(999, "通知")

    ledger = await page.get("ledger")

    assert ledger["refusals"] == {"400 Bad Request: chat not found": 2}
    assert ledger["sends"] == []


@pytest.mark.parametrize(
    ("content_type", "body"),
    [
        ("application/json", b"{"),
        ("application/json", b"[]"),
        ("application/json", b'{"chat_id": 501, "text": "\\ud800"}'),
        ("application/json", b'{"chat_id": 501, "text": "\xff"}'),
        ("application/json", b'{"chat_id": 1e999, "text": {"a": 1}}'),
        ("application/x-www-form-urlencoded", b"chat_id=501&text=%FF"),
        ("application/x-www-form-urlencoded", b"chat_id=501&text=a&reply_markup={"),
        ("application/x-www-form-urlencoded", b"chat_id=501&text=a&reply_markup=3"),
        ("multipart/form-data", b"nothing"),
        ("multipart/form-data; boundary=x", b"--x\r\nbroken"),
    ],
)
async def test_a_broken_body_is_a_bad_request(
    page: Page, parent: int, content_type: str, body: bytes
) -> None:
    answer = await page.client.post(
        f"/bot{TOKEN}/sendMessage", content=body, headers={"content-type": content_type}
    )

    assert answer.status_code == 400
    assert answer.json()["description"].startswith("Bad Request: ")
