from __future__ import annotations

import pytest

from bot.delivery.model import STEPS, Body, Button, Progress, State


def test_every_state_says_what_may_follow() -> None:
    assert set(STEPS) == set(State)


@pytest.mark.parametrize(
    "state", [State.DELIVERED, State.FAILED, State.AMBIGUOUS, State.CANCELLED]
)
def test_what_is_settled_stays_settled(state: State) -> None:
    assert STEPS[state] == frozenset()


def test_nothing_is_delivered_without_having_been_sent() -> None:
    assert State.DELIVERED not in STEPS[State.PENDING]


def test_a_message_cannot_have_buttons_and_a_reply_field() -> None:
    with pytest.raises(ValueError, match="not both"):
        Body("x", keyboard=((Button("已阅", "seen:1"),),), force_reply="写在这里")


def test_progress_is_finished_when_nothing_is_open() -> None:
    assert Progress({State.DELIVERED: 3, State.FAILED: 1}).is_finished
    assert not Progress({State.DELIVERED: 3, State.SENDING: 1}).is_finished
