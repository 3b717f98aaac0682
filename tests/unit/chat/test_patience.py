from __future__ import annotations

import pytest
from structlog.testing import capture_logs
from telegram.error import Conflict, NetworkError, TelegramError

from bot.chat import patience
from bot.chat.patience import insist


@pytest.mark.parametrize(
    ("refusal", "event"),
    [(Conflict("two polls"), "token_used_elsewhere"), (NetworkError("x"), "telegram_unreachable")],
)
async def test_the_log_tells_a_second_program_from_a_dead_network(
    refusal: TelegramError, event: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(patience, "START_PAUSES", (0.0,))
    answers: list[TelegramError | None] = [refusal, None]

    async def ask() -> str:
        if (answer := answers.pop(0)) is not None:
            raise answer
        return "there"

    with capture_logs() as events:
        assert await insist(ask) == "there"

    assert [item["event"] for item in events] == [event]
