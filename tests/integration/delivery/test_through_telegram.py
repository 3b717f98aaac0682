"""Delivery through PTB, over HTTP, to the sandbox."""

from __future__ import annotations

from datetime import timedelta

import pytest

from bot.chat.sender import TelegramSender
from bot.delivery import retry
from bot.delivery.model import Body, Button, State, WhenUnsure
from bot.delivery.pacing import Pacing
from bot.sandbox import FaultKind, FaultPlan, NextCalls
from bot.storage.database import Database
from tests.support.dispatching import make_dispatcher, running
from tests.support.outbox import fates, fill, recipients, until_settled
from tests.support.telegram import bot_of, copies, telegram

CLASS = range(1, 61)


@pytest.fixture(autouse=True)
def short_pauses(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(retry, "FIRST_PAUSE", timedelta(milliseconds=50))


async def test_a_class_gets_a_notice_but_for_who_has_blocked_the_bot(
    database: Database,
) -> None:
    gone: list[int] = []

    async def note(address: int) -> None:
        gone.append(address)

    await fill(database, CLASS, body=Body("明天穿校服。", ((Button("已阅", "seen:1"),),)))
    async with telegram(CLASS, blocked=[7]) as sandbox, bot_of(sandbox) as bot:
        async with running(make_dispatcher(database, TelegramSender(bot), on_gone=note)):
            counts = await until_settled(database)

        assert counts == {State.DELIVERED: 59, State.FAILED: 1}
        assert gone == [7]
        assert copies(sandbox) == {person: 1 for person in CLASS if person != 7}


async def test_a_broadcast_under_telegrams_limits_meets_no_refusal(
    database: Database,
) -> None:
    people = range(1, 76)
    await fill(database, people)
    async with telegram(people, limits=True) as sandbox, bot_of(sandbox) as bot:
        async with running(make_dispatcher(database, TelegramSender(bot), pacing=Pacing(25))):
            counts = await until_settled(database)

        assert counts == {State.DELIVERED: 75}
        assert not sandbox.ledger.refusals


async def test_who_is_too_fast_obeys_the_429_and_loses_nobody(database: Database) -> None:
    people = range(1, 61)
    await fill(database, people)
    async with telegram(people, limits=True) as sandbox, bot_of(sandbox) as bot:
        async with running(make_dispatcher(database, TelegramSender(bot), pacing=Pacing(200))):
            counts = await until_settled(database)

        assert counts == {State.DELIVERED: 60}
        assert copies(sandbox) == dict.fromkeys(people, 1)


TROUBLE = FaultPlan(
    seed=4,
    shares={
        FaultKind.SERVER_ERROR: 0.1,
        FaultKind.RESET_BEFORE: 0.05,
        FaultKind.RESET_AFTER: 0.05,
        FaultKind.TIMEOUT_AFTER: 0.03,
    },
    hold_seconds=2,
)


async def test_trouble_on_the_way_loses_nobody_and_every_double_is_marked(
    database: Database,
) -> None:
    people = range(1, 201)
    await fill(database, people)
    async with (
        telegram(people, faults=TROUBLE) as sandbox,
        bot_of(sandbox, read_timeout=0.5) as bot,
    ):
        pacing = Pacing(1000, chat_pause=0.01)
        async with running(make_dispatcher(database, TelegramSender(bot), pacing=pacing)):
            counts = await until_settled(database)

        doubts = {row.address: row.doubts for row in await recipients(database)}
        doubled = {person for person, count in copies(sandbox).items() if count > 1}
        assert counts == {State.DELIVERED: 200}
        assert set(copies(sandbox)) == set(people)
        assert doubled
        assert all(copies(sandbox)[person] <= 1 + doubts[person] for person in people)


async def test_with_the_rule_never_twice_nobody_gets_it_twice(database: Database) -> None:
    people = range(1, 201)
    await fill(database, people, when_unsure=WhenUnsure.LEAVE)
    async with (
        telegram(people, faults=TROUBLE) as sandbox,
        bot_of(sandbox, read_timeout=0.5) as bot,
    ):
        pacing = Pacing(1000, chat_pause=0.01)
        async with running(make_dispatcher(database, TelegramSender(bot), pacing=pacing)):
            await until_settled(database)

        missed = set(people) - set(copies(sandbox))
        by_person = await fates(database)
        assert max(copies(sandbox).values()) == 1
        assert all(by_person[person] is State.AMBIGUOUS for person in missed)


async def test_a_429_on_request_is_obeyed(database: Database) -> None:
    plan = FaultPlan(
        next=(NextCalls(kind=FaultKind.TOO_MANY, method="sendMessage"),), retry_after=1
    )
    await fill(database, [1, 2])
    async with telegram([1, 2], faults=plan) as sandbox, bot_of(sandbox) as bot:
        async with running(make_dispatcher(database, TelegramSender(bot), in_flight=1)):
            await until_settled(database)

        assert copies(sandbox) == {1: 1, 2: 1}
        assert sandbox.ledger.calls["sendMessage"] == 3
