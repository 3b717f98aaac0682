"""What is tried again, how often, and what never is."""

from __future__ import annotations

from datetime import timedelta

import pytest
from structlog.testing import capture_logs
from telegram.error import (
    BadRequest,
    Conflict,
    Forbidden,
    InvalidToken,
    NetworkError,
    RetryAfter,
    TelegramError,
    TimedOut,
)

from bot.chat import patience
from bot.chat.patience import LONGEST_WAIT, MOST_ATTEMPTS, Patience, insist
from bot.errors import NotAllowed

AT_ONCE = timedelta(0)
TOO_LONG = LONGEST_WAIT + timedelta(seconds=1)


@pytest.fixture(autouse=True)
def _in_a_hurry(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(patience, "PAUSES", (0.0,) * len(patience.PAUSES))
    monkeypatch.setattr(patience, "START_PAUSES", (0.0,))


class Telegram:
    """Meets its callers with these troubles, one after the other, then answers."""

    def __init__(self, *troubles: Exception) -> None:
        self._troubles = list(troubles)
        self.calls = 0

    async def answer(self) -> str:
        self.calls += 1
        if self._troubles:
            raise self._troubles.pop(0)
        return "好"


async def call(telegram: Telegram, held: Patience, endpoint: str = "sendMessage") -> object:
    return await held.process_request(telegram.answer, (), {}, endpoint, {}, None)


@pytest.mark.parametrize(
    "trouble", [NetworkError("Bad Gateway"), TimedOut(), RetryAfter(AT_ONCE)], ids=type
)
async def test_a_reply_is_tried_again_until_it_arrives(trouble: TelegramError) -> None:
    telegram = Telegram(*[trouble] * (MOST_ATTEMPTS - 1))

    assert await call(telegram, Patience()) == "好"
    assert telegram.calls == MOST_ATTEMPTS


@pytest.mark.parametrize("trouble", [NetworkError("Bad Gateway"), RetryAfter(AT_ONCE)], ids=type)
async def test_patience_ends_after_so_many_attempts(trouble: TelegramError) -> None:
    telegram = Telegram(*[trouble] * (MOST_ATTEMPTS + 1))

    with pytest.raises(type(trouble)):
        await call(telegram, Patience())

    assert telegram.calls == MOST_ATTEMPTS


@pytest.mark.parametrize(
    "refusal",
    [BadRequest("Chat not found"), Forbidden("blocked"), InvalidToken(), RetryAfter(TOO_LONG)],
    ids=type,
)
async def test_what_cannot_help_is_not_tried_again(refusal: TelegramError) -> None:
    telegram = Telegram(refusal)

    with pytest.raises(type(refusal)):
        await call(telegram, Patience())

    assert telegram.calls == 1


async def test_fetching_updates_has_a_loop_of_its_own() -> None:
    telegram = Telegram(NetworkError("Bad Gateway"))

    with pytest.raises(NetworkError):
        await call(telegram, Patience(), "getUpdates")


async def test_a_flood_is_passed_on_so_that_broadcasts_pause_too() -> None:
    told: list[timedelta] = []

    await call(Telegram(RetryAfter(AT_ONCE), NetworkError("…")), Patience(told.append))

    assert told == [AT_ONCE]


@pytest.mark.parametrize(
    ("trouble", "event"),
    [
        (Conflict("two polls"), "token_used_elsewhere"),
        (NetworkError("a secret"), "telegram_unreachable"),
        (RetryAfter(AT_ONCE), "telegram_unreachable"),
        (KeyError("a secret"), "telegram_unreadable"),
    ],
    ids=str,
)
async def test_without_telegram_nothing_works_so_it_is_asked_for_ever(
    trouble: Exception, event: str
) -> None:
    telegram = Telegram(*[trouble] * 20)

    with capture_logs() as events:
        assert await insist(telegram.answer) == "好"

    assert [item["event"] for item in events] == [event] * 20
    assert "secret" not in str(events)


@pytest.mark.parametrize("final", [InvalidToken(), NotAllowed()], ids=type)
async def test_a_refused_token_and_our_own_errors_are_final(final: Exception) -> None:
    with pytest.raises(type(final)):
        await insist(Telegram(final).answer)


async def test_what_counts_against_the_rate_is_told_each_time_it_is_tried() -> None:
    counted: list[str] = []
    held = Patience(on_call=lambda: counted.append("one"))

    await call(Telegram(NetworkError("Bad Gateway")), held)
    for endpoint in ("getUpdates", "answerCallbackQuery", "setMyCommands"):
        await call(Telegram(), held, endpoint)
    await call(Telegram(), held, "editMessageText")

    assert len(counted) == 3
