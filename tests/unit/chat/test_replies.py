from __future__ import annotations

import json
from dataclasses import replace
from functools import partial
from typing import Any

import pytest
from telegram import Bot, LinkPreviewOptions
from telegram.error import BadRequest, Forbidden, TelegramError
from telegram.ext import ExtBot

from bot.chat import replies
from bot.chat.keyboards import Keyboard, inline_markup, markup, markup_values
from bot.chat.patience import Patience
from bot.chat.replies import Reply, ReplyUnreadable
from bot.chat.request import AiohttpRequest, Prepared
from bot.delivery.model import Button
from bot.sandbox import FaultKind, FaultPlan, NextCalls
from tests.support.telegram import TOKEN, bot_of, telegram

PARENT = 1
BUTTONS: Keyboard = (
    (Button("已阅", "seen:1"), Button("有“疑问”", "ask:1")),
    (Button("👍", "up:1"),),
)
KINDS = [
    Reply("明天体检。\n请穿宽松的衣服 & <别>迟到 + 100%"),
    Reply("您好", BUTTONS),
    Reply("请说", force_reply="写在这里" * 30),
    Reply("请说", force_reply=""),
    Reply("答复", reply_to=1),
    Reply("那条消息已经没有了", BUTTONS, reply_to=99_999),
    Reply("https://example.org", with_preview=False),
]


async def say_by_ptb(bot: Bot, reply: Reply) -> int:
    preview = None if reply.with_preview else LinkPreviewOptions(is_disabled=True)
    sent = await bot.send_message(
        PARENT,
        reply.text,
        reply_markup=markup(reply.keyboard, reply.force_reply),
        reply_to_message_id=reply.reply_to,
        allow_sending_without_reply=True if reply.reply_to is not None else None,
        link_preview_options=preview,
    )
    return sent.message_id


@pytest.mark.parametrize("reply", KINDS)
async def test_a_reply_arrives_as_ptb_would_have_sent_it(reply: Reply) -> None:
    async with telegram([PARENT]) as sandbox, bot_of(sandbox) as bot:
        theirs = sandbox.world.message(PARENT, await say_by_ptb(bot, reply))

        ours = sandbox.world.message(PARENT, await replies.send(bot, PARENT, reply))

    assert theirs is not None
    assert ours is not None
    assert replace(ours, id=theirs.id, date=theirs.date) == theirs
    assert ours.text == reply.text


@pytest.fixture
def told(monkeypatch: pytest.MonkeyPatch) -> list[dict[str, Any]]:
    """What Telegram is told in a chat, call by call."""
    calls: list[dict[str, Any]] = []
    real = AiohttpRequest.do_request

    async def listening(
        self: AiohttpRequest, url: str, method: str, request_data: Any = None, **named: Any
    ) -> tuple[int, bytes]:
        said = request_data
        if url.endswith(("/sendMessage", "/editMessageText", "/answerCallbackQuery")):
            calls.append(
                json.loads(said.content) if isinstance(said, Prepared) else said.parameters
            )
        return await real(self, url, method, request_data, **named)

    monkeypatch.setattr(AiohttpRequest, "do_request", listening)
    return calls


@pytest.mark.parametrize("reply", KINDS)
async def test_telegram_is_told_the_same_parameters_as_by_ptb(
    reply: Reply, told: list[dict[str, Any]]
) -> None:
    async with telegram([PARENT]) as sandbox, bot_of(sandbox) as bot:
        await say_by_ptb(bot, reply)
        await replies.send(bot, PARENT, reply)

    theirs, ours = told
    assert ours == theirs


@pytest.mark.parametrize("keyboard", [(), BUTTONS])
async def test_a_message_is_changed_as_ptb_would_have_changed_it(
    keyboard: Keyboard, told: list[dict[str, Any]]
) -> None:
    async with telegram([PARENT]) as sandbox, bot_of(sandbox) as bot:
        first, second = [
            await replies.send(bot, PARENT, Reply("第 1 题", BUTTONS)) for _ in range(2)
        ]
        told.clear()

        await bot.edit_message_text("第 2 题", PARENT, first, reply_markup=inline_markup(keyboard))
        await replies.edit(bot, PARENT, second, "第 2 题", keyboard)

        shown = [sandbox.world.message(PARENT, number) for number in (first, second)]

    theirs, ours = told
    assert ours == {**theirs, "message_id": second}
    assert shown[0] is not None
    assert shown[1] is not None
    assert shown[1].text == "第 2 题"
    assert replace(shown[1], id=shown[0].id, date=shown[0].date) == shown[0]


async def test_the_same_text_again_is_refused_as_by_ptb() -> None:
    async with telegram([PARENT]) as sandbox, bot_of(sandbox) as bot:
        number = await replies.send(bot, PARENT, Reply("您好"))

        with pytest.raises(BadRequest, match="not modified"):
            await replies.edit(bot, PARENT, number, "您好")


@pytest.mark.parametrize("text", [None, "谢谢"])
async def test_a_tap_is_acknowledged_as_ptb_would_do_it(
    text: str | None, told: list[dict[str, Any]]
) -> None:
    async with telegram([PARENT]) as sandbox, bot_of(sandbox) as bot:
        for acknowledge in (bot.answer_callback_query, partial(replies.acknowledge, bot)):
            with pytest.raises(BadRequest, match="query"):
                await acknowledge("123456", text)

    theirs, ours = told
    assert ours == theirs


@pytest.mark.parametrize("reply", KINDS)
def test_buttons_are_the_same_with_and_without_ptbs_objects(reply: Reply) -> None:
    theirs = markup(reply.keyboard, reply.force_reply)

    ours = markup_values(reply.keyboard, reply.force_reply)

    assert ours == (theirs.to_dict() if theirs is not None else None)


async def test_whoever_has_blocked_us_and_what_is_refused_are_told_apart() -> None:
    async with telegram([PARENT]) as sandbox, bot_of(sandbox) as bot:
        with pytest.raises(BadRequest):
            await replies.send(bot, PARENT, Reply("长" * 4097))
    async with telegram([PARENT], blocked=[PARENT]) as sandbox, bot_of(sandbox) as bot:
        with pytest.raises(Forbidden):
            await replies.send(bot, PARENT, Reply("您好"))


async def test_a_reply_that_meets_trouble_is_tried_again_and_counted() -> None:
    plan = FaultPlan(next=(NextCalls(kind=FaultKind.SERVER_ERROR, method="sendMessage"),))
    calls: list[None] = []
    async with telegram([PARENT], faults=plan) as sandbox:
        bot: ExtBot[Any] = ExtBot(
            TOKEN,
            sandbox.base_url,
            request=AiohttpRequest(),
            get_updates_request=AiohttpRequest(connections=1),
            rate_limiter=Patience(on_call=lambda: calls.append(None)),
        )
        async with bot:
            number = await replies.send(bot, PARENT, Reply("您好"))

        assert sandbox.world.message(PARENT, number) is not None
    assert len(calls) == 2


async def test_an_answer_without_a_number_is_an_error(monkeypatch: pytest.MonkeyPatch) -> None:
    async def numberless(*_given: object, **_named: object) -> tuple[int, bytes]:
        return 200, b'{"ok":true,"result":true}'

    async with telegram([PARENT]) as sandbox, bot_of(sandbox) as bot:
        monkeypatch.setattr(AiohttpRequest, "do_request", numberless)
        with pytest.raises(ReplyUnreadable) as caught:
            await replies.send(bot, PARENT, Reply("您好"))

    assert isinstance(caught.value, TelegramError)
