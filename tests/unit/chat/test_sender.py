from __future__ import annotations

from datetime import timedelta

import pytest
from telegram.error import (
    BadRequest,
    ChatMigrated,
    Conflict,
    Forbidden,
    InvalidToken,
    NetworkError,
    RetryAfter,
    TelegramError,
    TimedOut,
)

from bot.chat.request import NotSent, NotSentInTime, Unanswered, UnansweredInTime
from bot.chat.sender import TOKEN_PAUSE, TelegramSender, outcome_of
from bot.delivery.model import (
    Body,
    Button,
    Delivered,
    Outcome,
    Reason,
    Refused,
    RetryLater,
    Unreachable,
)
from bot.sandbox import FaultKind, FaultPlan, NextCalls
from tests.support.telegram import bot_of, telegram

FOR_NOW = RetryLater(after=TOKEN_PAUSE, halts_all=True)


@pytest.mark.parametrize(
    ("error", "outcome"),
    [
        (RetryAfter(7), RetryLater(after=timedelta(seconds=7), halts_all=True)),
        (NetworkError("Bad Gateway (502)"), RetryLater()),
        (NotSent("x"), Unreachable(maybe_accepted=False)),
        (NotSentInTime("x"), Unreachable(maybe_accepted=False)),
        (Unanswered("x"), Unreachable(maybe_accepted=True)),
        (UnansweredInTime("x"), Unreachable(maybe_accepted=True)),
        (TimedOut(), Unreachable(maybe_accepted=True)),
        (TelegramError("Invalid server response"), Unreachable(maybe_accepted=True)),
        (InvalidToken(), FOR_NOW),
        (Conflict("terminated by other getUpdates request"), FOR_NOW),
        (ChatMigrated(-100123), Refused(Reason.NO_SUCH_CHAT, gone=True)),
    ],
)
def test_every_error_of_telegram_is_an_outcome(error: TelegramError, outcome: Outcome) -> None:
    assert outcome_of(error) == outcome


@pytest.mark.parametrize(
    ("error", "reason", "gone"),
    [
        (Forbidden("Forbidden: bot was blocked by the user"), Reason.BLOCKED, True),
        (Forbidden("Forbidden: user is deactivated"), Reason.ACCOUNT_GONE, True),
        (
            Forbidden("Forbidden: bot can't initiate conversation with a user"),
            Reason.NEVER_STARTED,
            True,
        ),
        (BadRequest("Chat not found"), Reason.NO_SUCH_CHAT, True),
        (BadRequest("PEER_ID_INVALID"), Reason.NO_SUCH_CHAT, True),
        (BadRequest("Message is too long"), Reason.REFUSED, False),
    ],
)
def test_a_refusal_says_why_and_whether_the_chat_is_lost(
    error: TelegramError, reason: Reason, *, gone: bool
) -> None:
    outcome = outcome_of(error)

    assert isinstance(outcome, Refused)
    assert (outcome.reason, outcome.gone, outcome.detail) == (reason, gone, error.message)


async def test_a_message_arrives_with_its_buttons() -> None:
    body = Body("已阅？", ((Button("已阅", "seen:1"), Button("有疑问", "ask:1")),))
    async with telegram([1]) as sandbox, bot_of(sandbox) as bot:
        outcome = await TelegramSender(bot).send(1, body)

        assert isinstance(outcome, Delivered)
        message = sandbox.world.message(1, outcome.message_id)

    assert message is not None
    assert message.text == "已阅？"
    assert message.markup is not None
    assert message.markup["inline_keyboard"] == [
        [
            {"text": "已阅", "callback_data": "seen:1"},
            {"text": "有疑问", "callback_data": "ask:1"},
        ]
    ]


async def test_a_message_can_ask_for_a_reply() -> None:
    async with telegram([1]) as sandbox, bot_of(sandbox) as bot:
        outcome = await TelegramSender(bot).send(1, Body("请说", force_reply="写在这里"))

        assert isinstance(outcome, Delivered)
        message = sandbox.world.message(1, outcome.message_id)

    assert message is not None
    assert message.markup is not None
    assert message.markup["force_reply"] is True
    assert message.markup["input_field_placeholder"] == "写在这里"


async def test_a_stranger_is_no_such_chat() -> None:
    async with telegram([1]) as sandbox, bot_of(sandbox) as bot:
        outcome = await TelegramSender(bot).send(404, Body("x"))

    assert isinstance(outcome, Refused)
    assert outcome.reason is Reason.NO_SUCH_CHAT


@pytest.mark.parametrize(
    ("kind", "outcome"),
    [
        (FaultKind.SERVER_ERROR, RetryLater()),
        (FaultKind.TOO_MANY, RetryLater(after=timedelta(seconds=3), halts_all=True)),
        (FaultKind.RESET_BEFORE, Unreachable(maybe_accepted=True)),
        (FaultKind.RESET_AFTER, Unreachable(maybe_accepted=True)),
        (FaultKind.TIMEOUT_AFTER, Unreachable(maybe_accepted=True)),
    ],
)
async def test_trouble_on_the_wire_is_an_outcome(kind: FaultKind, outcome: Outcome) -> None:
    plan = FaultPlan(
        next=(NextCalls(kind=kind, method="sendMessage"),), retry_after=3, hold_seconds=1
    )
    async with (
        telegram([1], faults=plan) as sandbox,
        bot_of(sandbox, read_timeout=0.2) as bot,
    ):
        assert await TelegramSender(bot).send(1, Body("x")) == outcome
