"""Pictures, documents and edits, through PTB to the sandbox."""

from __future__ import annotations

import pytest

from bot.chat.blank import blank_picture
from bot.chat.sender import TelegramSender
from bot.delivery.model import (
    Body,
    Button,
    Deed,
    Delivered,
    File,
    FileKind,
    Outcome,
    Reason,
    Refused,
)
from bot.notices.writing.file_checks import examined
from bot.sandbox import Sandbox
from bot.sandbox.values import ChatId, Kind, Message
from tests.support.files import a_pdf, a_picture
from tests.support.telegram import bot_of, telegram

PHOTO = File(1, FileKind.PHOTO, "路线.png", content=a_picture())
PDF = File(2, FileKind.DOCUMENT, "回执 表.pdf", content=a_pdf())
READ = ((Button("已阅", "nr:1"),),)


async def send(sandbox: Sandbox, *bodies: Body) -> list[Outcome]:
    async with bot_of(sandbox) as bot:
        return [await TelegramSender(bot).send(1, body) for body in bodies]


def newest(sandbox: Sandbox) -> Message:
    return list(sandbox.world.messages[ChatId(1)].values())[-1]


@pytest.mark.parametrize(("file", "kind"), [(PHOTO, Kind.PHOTO), (PDF, Kind.DOCUMENT)])
async def test_a_file_is_uploaded_with_its_words_and_buttons(file: File, kind: Kind) -> None:
    async with telegram([1]) as sandbox:
        (outcome,) = await send(sandbox, Body("请看。", READ, files=(file,)))
        message = newest(sandbox)

    assert isinstance(outcome, Delivered)
    assert (message.kind, message.text, message.id) == (kind, "请看。", outcome.message_id)
    assert message.file_id == outcome.known_as
    assert message.markup is not None
    stored = sandbox.world.files[message.file_id] if message.file_id else None
    assert stored is not None
    assert (stored.name, stored.content) == (file.name, file.content)


@pytest.mark.parametrize("file", [PHOTO, PDF])
async def test_a_file_that_telegram_has_is_sent_by_its_name(file: File) -> None:
    async with telegram([1]) as sandbox:
        (first,) = await send(sandbox, Body("", files=(file,)))
        assert isinstance(first, Delivered)
        known = File(file.id, file.kind, file.name, known_as=first.known_as)
        (again,) = await send(sandbox, Body("再看。", files=(known,)))

    assert isinstance(again, Delivered)
    assert again.known_as is None
    assert len(sandbox.world.files) == 1


async def test_a_file_that_nobody_has_any_more_is_a_refusal_of_this_message_only() -> None:
    async with telegram([1]) as sandbox:
        (outcome,) = await send(sandbox, Body("", files=(File(1, FileKind.PHOTO, "a.png"),)))

    assert isinstance(outcome, Refused)
    assert (outcome.reason, outcome.gone) == (Reason.REFUSED, False)


async def test_the_name_of_another_bots_file_is_a_refusal() -> None:
    foreign = File(1, FileKind.PHOTO, "a.png", known_as="of-another-bot")
    async with telegram([1]) as sandbox:
        (outcome,) = await send(sandbox, Body("", files=(foreign,)))

    assert isinstance(outcome, Refused)
    assert not outcome.gone


async def test_an_edit_takes_the_place_of_a_text_and_its_buttons() -> None:
    async with telegram([1]) as sandbox:
        (first,) = await send(sandbox, Body("旧的", READ))
        assert isinstance(first, Delivered)
        edit = Body("已更正", deed=Deed.EDIT, edits=first.message_id)
        outcomes = await send(sandbox, edit, edit)
        message = newest(sandbox)

    # Made again after a crash, it is as well.
    assert outcomes == [Delivered(first.message_id)] * 2
    assert (message.text, message.markup) == ("已更正", None)


async def test_an_edit_takes_the_place_of_the_words_under_a_picture() -> None:
    async with telegram([1]) as sandbox:
        (first,) = await send(sandbox, Body("旧的", READ, files=(PHOTO,)))
        assert isinstance(first, Delivered)
        await send(sandbox, Body("已更正", deed=Deed.CAPTION, edits=first.message_id))
        message = newest(sandbox)

    assert (message.kind, message.text, message.markup) == (Kind.PHOTO, "已更正", None)
    assert message.file_id == first.known_as


@pytest.mark.parametrize("file", [PHOTO, PDF])
async def test_a_withdrawn_file_is_replaced_by_an_empty_picture(file: File) -> None:
    async with telegram([1]) as sandbox:
        (first,) = await send(sandbox, Body("旧的", READ, files=(file,)))
        assert isinstance(first, Delivered)
        (outcome,) = await send(sandbox, Body("已撤回", deed=Deed.BLANK, edits=first.message_id))
        message = newest(sandbox)
        stored = sandbox.world.files[message.file_id] if message.file_id else None

    assert outcome == Delivered(first.message_id)
    assert (message.kind, message.text) == (Kind.PHOTO, "已撤回")
    assert stored is not None
    assert stored.content == blank_picture()


@pytest.mark.parametrize("deed", [Deed.EDIT, Deed.CAPTION, Deed.BLANK])
async def test_what_is_gone_from_the_chat_cannot_be_edited(deed: Deed) -> None:
    async with telegram([1]) as sandbox:
        (outcome,) = await send(sandbox, Body("已撤回", deed=deed, edits=4711))

    assert isinstance(outcome, Refused)
    assert (outcome.reason, outcome.gone) == (Reason.REFUSED, False)


async def test_the_bots_number_is_that_of_its_token() -> None:
    async with telegram([1]) as sandbox, bot_of(sandbox) as bot:
        assert TelegramSender(bot).bot_id == bot.id


def test_the_empty_picture_is_one() -> None:
    assert examined("blank.png", blank_picture()).kind is FileKind.PHOTO
