from __future__ import annotations

import struct

import pytest
from telegram import (
    Bot,
    ForceReply,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    InputFile,
    InputMediaPhoto,
    MessageOriginUser,
    ReplyKeyboardMarkup,
    ReplyKeyboardRemove,
    ReplyParameters,
)
from telegram.error import BadRequest

from bot.sandbox import Sandbox
from tests.unit.sandbox.conftest import TOKEN, Page, one_update

PNG = b"\x89PNG\r\n\x1a\n" + struct.pack(">I4sII", 13, b"IHDR", 640, 480) + b"\x08\x02\x00\x00\x00"
BUTTONS = InlineKeyboardMarkup(
    [
        [InlineKeyboardButton("已阅", callback_data="r:1")],
        [InlineKeyboardButton("网页", url="a.cn")],
    ]
)


async def test_a_message_appears_in_the_chat_with_its_buttons(
    page: Page, bot: Bot, parent: int
) -> None:
    message = await bot.send_message(parent, "明天放假", reply_markup=BUTTONS)

    shown = (await page.get(f"chats/{parent}/messages?after=1"))[0]
    assert shown["id"] == message.id
    assert shown["from"] == "bot"
    assert shown["text"] == "明天放假"
    assert shown["buttons"] == [
        [{"text": "已阅", "data": "r:1"}],
        [{"text": "网页", "url": "a.cn"}],
    ]
    assert message.reply_markup == BUTTONS


async def test_html_becomes_text_with_entities(page: Page, bot: Bot, parent: int) -> None:
    message = await bot.send_message(
        parent,
        '🎒<b>放假</b> <a href="https://a.cn/?x=1&amp;y=2">通知</a> &lt;3',
        parse_mode="HTML",
    )

    assert message.text == "🎒放假 通知 <3"
    assert [(entity.type, entity.offset, entity.length) for entity in message.entities] == [
        ("bold", 2, 2),
        ("text_link", 5, 2),
    ]
    assert message.entities[1].url == "https://a.cn/?x=1&y=2"


async def test_an_edit_changes_the_message_in_place_and_drops_its_buttons(
    page: Page, bot: Bot, parent: int
) -> None:
    message = await bot.send_message(parent, "明天放假", reply_markup=BUTTONS)

    edited = await message.edit_text("明天上课")

    assert edited is not True
    shown = (await page.get(f"chats/{parent}/messages"))[-1]
    assert (shown["id"], shown["text"], shown["buttons"]) == (message.id, "明天上课", [])
    assert shown["edited"] is not None


async def test_buttons_can_be_changed_alone(page: Page, bot: Bot, parent: int) -> None:
    message = await bot.send_message(parent, "明天放假", reply_markup=BUTTONS)

    await message.edit_reply_markup(None)

    shown = (await page.get(f"chats/{parent}/messages"))[-1]
    assert (shown["text"], shown["buttons"]) == ("明天放假", [])


async def test_a_deleted_message_loses_its_content(page: Page, bot: Bot, parent: int) -> None:
    message = await bot.send_message(parent, "发错了")

    await message.delete()

    shown = (await page.get(f"chats/{parent}/messages"))[-1]
    assert (shown["id"], shown["deleted"], shown["text"]) == (message.id, True, "")


async def test_a_reply_can_be_asked_for_and_knows_its_question(
    page: Page, bot: Bot, parent: int
) -> None:
    asked = await bot.send_message(
        parent, "请写下意见", reply_markup=ForceReply(input_field_placeholder="可不写")
    )
    shown = (await page.get(f"chats/{parent}/messages"))[-1]
    await page.post(f"chats/{parent}/messages", text="作业少一点", reply_to=asked.id)

    update = await one_update(bot)

    assert (shown["force_reply"], shown["placeholder"]) == (True, "可不写")
    assert update.message
    assert update.message.reply_to_message
    assert update.message.reply_to_message.id == asked.id
    assert update.message.reply_to_message.text == "请写下意见"


async def test_a_message_with_a_forced_reply_cannot_be_edited(bot: Bot, parent: int) -> None:
    asked = await bot.send_message(parent, "请写下意见", reply_markup=ForceReply())

    with pytest.raises(BadRequest, match="Message can't be edited"):
        await asked.edit_text("不用写了")


async def test_a_reply_keyboard_is_shown_and_removed(page: Page, bot: Bot, parent: int) -> None:
    await bot.send_message(parent, "请选择", reply_markup=ReplyKeyboardMarkup([["甲", "乙"]]))
    shown = (await page.get(f"chats/{parent}/messages"))[-1]

    message = await bot.send_message(parent, "好的", reply_markup=ReplyKeyboardRemove())

    assert shown["keyboard"] == [[{"text": "甲"}, {"text": "乙"}]]
    assert message.reply_markup is None


async def test_the_bot_can_answer_a_message(page: Page, bot: Bot, parent: int) -> None:
    message = await bot.send_message(parent, "您好", reply_parameters=ReplyParameters(1))

    assert message.reply_to_message
    assert message.reply_to_message.id == 1
    with pytest.raises(BadRequest, match="Message to be replied not found"):
        await bot.send_message(parent, "您好", reply_parameters=ReplyParameters(99))
    alone = ReplyParameters(99, allow_sending_without_reply=True)
    assert (await bot.send_message(parent, "您好", reply_parameters=alone)).text == "您好"


async def test_a_photo_is_shown_with_its_size(page: Page, bot: Bot, parent: int) -> None:
    message = await bot.send_photo(parent, PNG, caption="本周课表")

    shown = (await page.get(f"chats/{parent}/messages"))[-1]
    assert (shown["kind"], shown["text"]) == ("photo", "本周课表")
    assert (shown["photo"]["width"], shown["photo"]["height"]) == (640, 480)
    answer = await page.client.get(shown["photo"]["url"])
    assert (answer.content, answer.headers["content-type"]) == (PNG, "image/png")
    assert message.photo[0].width == 640


@pytest.mark.parametrize(
    ("sides", "size", "words"),
    [
        ((9000, 1001), 40, "Photo_invalid_dimensions"),
        ((2100, 100), 40, "Photo_invalid_dimensions"),
        ((640, 480), 10 * 1024 * 1024 + 1, "is too big for a photo"),
    ],
)
async def test_a_photo_telegram_would_not_take_is_refused(
    bot: Bot, parent: int, sides: tuple[int, int], size: int, words: str
) -> None:
    header = b"\x89PNG\r\n\x1a\n" + struct.pack(">I4sII", 13, b"IHDR", *sides)

    with pytest.raises(BadRequest, match=words):
        await bot.send_photo(parent, header.ljust(size, b"\0"))


async def test_a_document_can_be_fetched_and_sent_again_by_its_id(
    page: Page, bot: Bot, parent: int
) -> None:
    first = await bot.send_document(parent, b"a,b\n", filename="课表.csv")
    assert first.document

    again = await bot.send_document(parent, first.document.file_id, caption="再发一次")

    assert again.document == first.document
    file = await bot.get_file(first.document)
    assert bytes(await file.download_as_bytearray()) == b"a,b\n"
    shown = (await page.get(f"chats/{parent}/messages"))[-1]
    assert (shown["document"]["name"], shown["document"]["size"]) == ("课表.csv", 4)


async def test_a_file_can_be_attached_under_another_name(bot: Bot, parent: int) -> None:
    message = await bot.send_document(parent, InputFile(b"x", filename="a.txt", attach=True))

    assert message.document
    assert message.document.file_name == "a.txt"


async def test_a_file_of_one_sort_is_not_another(bot: Bot, parent: int) -> None:
    document = (await bot.send_document(parent, b"x")).document
    assert document

    with pytest.raises(BadRequest, match="Can't use file of type document as photo"):
        await bot.send_photo(parent, document.file_id)


async def test_a_document_is_saved_and_not_opened_by_the_browser(
    page: Page, bot: Bot, parent: int
) -> None:
    await bot.send_document(parent, b"<script>", filename="a.html")
    shown = (await page.get(f"chats/{parent}/messages"))[-1]

    answer = await page.client.get(shown["document"]["url"])

    assert answer.headers["content-disposition"].startswith("attachment")
    assert answer.headers["x-content-type-options"] == "nosniff"


async def test_a_copy_has_the_content_and_a_forward_its_origin(
    page: Page, bot: Bot, parent: int
) -> None:
    other = await page.meet(502)
    original = await bot.send_document(parent, b"x", caption="旧", filename="a.txt")

    copy = await bot.copy_message(other, parent, original.id, caption="新")
    forward = await bot.forward_message(other, parent, original.id)

    first, second = (await page.get(f"chats/{other}/messages"))[-2:]
    assert (first["id"], first["text"], first["forwarded"]) == (copy.message_id, "新", False)
    assert (second["text"], second["forwarded"]) == ("旧", True)
    assert isinstance(forward.forward_origin, MessageOriginUser)
    with pytest.raises(BadRequest, match="Message to copy not found"):
        await bot.copy_message(other, parent, 999)
    with pytest.raises(BadRequest, match="Message to forward not found"):
        await bot.forward_message(other, parent, 999)


async def test_a_caption_can_be_edited(page: Page, bot: Bot, parent: int) -> None:
    message = await bot.send_document(parent, b"x", caption="旧")

    await message.edit_caption("新")

    assert (await page.get(f"chats/{parent}/messages"))[-1]["text"] == "新"


async def test_the_ledger_has_every_message_in_order(
    page: Page, bot: Bot, sandbox: Sandbox, parent: int
) -> None:
    first = await bot.send_message(parent, "一")
    second = await bot.send_document(parent, b"x", caption="二")

    ledger = await page.get("ledger")

    assert [(sent["message_id"], sent["text"], sent["method"]) for sent in ledger["sends"]] == [
        (first.id, "一", "sendMessage"),
        (second.id, "二", "sendDocument"),
    ]
    assert ledger["sends"][0]["time"] == sandbox.world.now()
    assert (await page.get("ledger?after=1"))["sends"] == ledger["sends"][1:]


@pytest.mark.parametrize("form", ["json", "data", "params"])
async def test_parameters_are_taken_in_every_form(page: Page, parent: int, form: str) -> None:
    given = {"chat_id": parent, "text": "您好"}
    options = {form: given}

    answer = await page.client.request("POST", f"/bot{TOKEN}/SENDMESSAGE", **options)  # type: ignore[arg-type]

    assert answer.json()["result"]["text"] == "您好"


async def test_a_picture_takes_the_place_of_a_document(page: Page, bot: Bot, parent: int) -> None:
    message = await bot.send_document(parent, b"%PDF", caption="旧的", reply_markup=BUTTONS)

    await bot.edit_message_media(InputMediaPhoto(PNG, "已撤回"), parent, message.id)

    shown = (await page.get(f"chats/{parent}/messages"))[-1]
    assert (shown["text"], shown["buttons"], shown["document"]) == ("已撤回", [], None)
    assert (shown["photo"]["width"], shown["photo"]["height"]) == (640, 480)


async def test_a_text_does_not_become_a_picture(bot: Bot, parent: int) -> None:
    message = await bot.send_message(parent, "通知")

    with pytest.raises(BadRequest, match="Message can't be edited"):
        await bot.edit_message_media(InputMediaPhoto(PNG), parent, message.id)


@pytest.mark.parametrize(
    "media", ["", "[]", '{"type": "video", "media": "x"}', '{"type": "song", "media": "x"}']
)
async def test_other_media_are_refused_in_telegrams_words(
    page: Page, parent: int, media: str
) -> None:
    given = {"chat_id": parent, "message_id": 1, "media": media}

    answer = await page.client.post(f"/bot{TOKEN}/editMessageMedia", json=given)

    assert answer.status_code == 400
    assert answer.json()["description"].startswith("Bad Request: can't parse InputMedia")


async def test_typing_is_accepted(bot: Bot, parent: int) -> None:
    assert await bot.send_chat_action(parent, "typing")


async def test_a_message_can_be_pinned(bot: Bot, parent: int) -> None:
    message = await bot.send_message(parent, "通知")

    assert await message.pin()
    with pytest.raises(BadRequest, match="Message to pin not found"):
        await bot.pin_chat_message(parent, 999)
