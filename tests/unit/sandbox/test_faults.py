from __future__ import annotations

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st
from telegram import Bot
from telegram.error import NetworkError, RetryAfter, TimedOut

from bot.sandbox import FaultKind, FaultPlan, NextCalls, Sandbox
from bot.sandbox.faults import Faults, draw_shares
from tests.unit.sandbox.conftest import Page, one_update

SHARES = {FaultKind.SERVER_ERROR: 0.02, FaultKind.RESET_AFTER: 0.01, FaultKind.LATE: 0.5}


@given(st.integers(), st.integers(), st.integers(min_value=1, max_value=50))
def test_the_same_attempt_always_meets_the_same_trouble(
    seed: int, chat_id: int, attempt: int
) -> None:
    plan = FaultPlan(seed=seed, shares=SHARES)

    assert draw_shares(plan, chat_id, attempt) == draw_shares(plan, chat_id, attempt)


def test_shares_are_met_over_many_chats() -> None:
    plan = FaultPlan(seed=3, shares=SHARES)

    met = Counter(kind for chat in range(20_000) for kind in draw_shares(plan, chat, 1))

    assert 320 < met[FaultKind.SERVER_ERROR] < 480
    assert 140 < met[FaultKind.RESET_AFTER] < 260
    assert 9_700 < met[FaultKind.LATE] < 10_300


def test_planned_troubles_are_used_up_in_their_number() -> None:
    faults = Faults(
        FaultPlan(next=(NextCalls(kind=FaultKind.LATE, method="sendMessage", count=2),))
    )

    drawn = [faults.draw("sendMessage", 1, counts=True) for _ in range(3)]

    assert drawn == [{FaultKind.LATE}, {FaultKind.LATE}, set()]


async def plan_next(page: Page, kind: str, method: str = "sendMessage") -> None:
    planned = [{"kind": kind, "method": method}]
    await page.post("faults", next=planned, hold_seconds=0.3, delay_ms=1)


async def test_a_server_error_sends_nothing(
    page: Page, bot: Bot, sandbox: Sandbox, parent: int
) -> None:
    await plan_next(page, "server_error")

    with pytest.raises(NetworkError, match="Internal Server Error"):
        await bot.send_message(parent, "通知")

    assert sandbox.ledger.sends == []
    assert sandbox.ledger.refusals == {"500 Internal Server Error": 1}


async def test_a_reset_before_acceptance_sends_nothing(
    page: Page, bot: Bot, sandbox: Sandbox, parent: int
) -> None:
    await plan_next(page, "reset_before")

    with pytest.raises(NetworkError):
        await bot.send_message(parent, "通知")

    assert sandbox.ledger.sends == []


async def test_a_reset_after_acceptance_has_sent_the_message(
    page: Page, bot: Bot, sandbox: Sandbox, parent: int
) -> None:
    await plan_next(page, "reset_after")

    with pytest.raises(NetworkError):
        await bot.send_message(parent, "通知")

    assert [sent.text for sent in sandbox.ledger.sends] == ["通知"]
    assert sandbox.ledger.faults == {"reset_after": 1}


async def test_a_timeout_after_acceptance_has_sent_the_message(
    page: Page, bot: Bot, sandbox: Sandbox, parent: int
) -> None:
    await plan_next(page, "timeout_after")

    with pytest.raises(TimedOut):
        await bot.send_message(parent, "通知", read_timeout=0.1)

    assert len(sandbox.ledger.sends) == 1


async def test_a_late_answer_is_still_an_answer(
    page: Page, bot: Bot, sandbox: Sandbox, parent: int
) -> None:
    await plan_next(page, "late")

    message = await bot.send_message(parent, "通知")

    assert message.text == "通知"
    assert sandbox.ledger.faults == {"late": 1}


async def test_too_many_requests_on_request_say_how_long(
    page: Page, bot: Bot, parent: int
) -> None:
    await plan_next(page, "too_many_requests")

    with pytest.raises(RetryAfter):
        await bot.send_message(parent, "通知")

    assert (await bot.send_message(parent, "通知")).text == "通知"


async def test_updates_whose_answer_was_lost_come_again(page: Page, bot: Bot, parent: int) -> None:
    await page.post(f"chats/{parent}/messages", text="在吗")
    await plan_next(page, "reset_after", "getUpdates")

    with pytest.raises(NetworkError):
        await bot.get_updates()

    update = await one_update(bot)
    assert update.message
    assert update.message.text == "在吗"


async def test_shares_hit_what_counts_and_nothing_else(
    page: Page, bot: Bot, sandbox: Sandbox, parent: int
) -> None:
    await page.post("faults", shares={"server_error": 1})

    with pytest.raises(NetworkError):
        await bot.send_message(parent, "通知")
    assert (await bot.get_me()).is_bot
    assert sandbox.ledger.faults == {"server_error": 1}


async def test_shares_can_be_aimed_at_methods(page: Page, bot: Bot, parent: int) -> None:
    await page.post("faults", shares={"server_error": 1}, methods=["getMe"])

    with pytest.raises(NetworkError):
        await bot.get_me()
    assert (await bot.send_message(parent, "通知")).text == "通知"


@pytest.mark.parametrize(
    ("plan", "words"),
    [
        ({"share": {}}, "“share”"),
        ({"shares": [1]}, "“shares”"),
        ({"next": 1}, "“next”"),
        ({"methods": 1}, "“methods”"),
        ({"delay_ms": -1}, "“delay_ms”"),
        ({"seed": True}, "“seed”"),
        ({"shares": {"fire": 0.1}}, "“fire”"),
        ({"shares": {"server_error": 2}}, "“server_error”"),
        ({"shares": {"server_error": 0.6, "reset_after": 0.6}}, "more than 1"),
        ({"next": [{"kind": "late", "method": "sendPigeon"}]}, "“sendPigeon”"),
        ({"methods": ["sendPigeon"]}, "“sendPigeon”"),
    ],
)
async def test_a_plan_that_could_never_work_is_refused(
    page: Page, plan: dict[str, object], words: str
) -> None:
    status, sentence = await page.refused("faults", **plan)

    assert status == 400
    assert words in sentence


async def test_a_plan_can_be_read_back(page: Page) -> None:
    plan: dict[str, object] = {"seed": 4, "shares": {"reset_after": 0.01}, "methods": ["getMe"]}

    await page.post("faults", **plan)

    read = await page.get("faults")
    assert {name: read[name] for name in plan} == plan
