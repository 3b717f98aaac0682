from __future__ import annotations

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.delivery.model import (
    STEPS,
    Delivered,
    Outcome,
    Outgoing,
    Reason,
    Refused,
    RetryLater,
    State,
    Unreachable,
    WhenUnsure,
)
from bot.delivery.retry import LONGEST_PAUSE, MOST_DOUBTS, decide, pause_after
from tests.support.clocks import A_THURSDAY_NOON as NOON


def message(
    attempts: int = 1, doubts: int = 0, when_unsure: WhenUnsure = WhenUnsure.RESEND
) -> Outgoing:
    return Outgoing(
        id=5,
        batch="notice:1",
        body_id=1,
        address=7,
        attempts=attempts,
        doubts=doubts,
        when_unsure=when_unsure,
    )


OUTCOMES: list[Outcome] = [
    Delivered(message_id=1),
    Refused(Reason.BLOCKED, gone=True),
    RetryLater(),
    RetryLater(after=timedelta(seconds=30), halts_all=True),
    Unreachable(maybe_accepted=False),
    Unreachable(maybe_accepted=True),
]


@given(
    outcome=st.sampled_from(OUTCOMES),
    attempts=st.integers(1, 1000),
    doubts=st.integers(0, 20),
    rule=st.sampled_from(WhenUnsure),
)
def test_every_outcome_leads_to_a_step_that_is_allowed(
    outcome: Outcome, attempts: int, doubts: int, rule: WhenUnsure
) -> None:
    settlement = decide(message(attempts, doubts, rule), outcome, NOON)

    assert settlement.state in STEPS[State.SENDING]
    assert NOON <= settlement.not_before <= NOON + LONGEST_PAUSE


def test_an_accepted_message_is_delivered_and_can_be_found_again() -> None:
    settlement = decide(message(), Delivered(message_id=99), NOON)

    assert (settlement.state, settlement.message_id) == (State.DELIVERED, 99)


def test_a_refusal_is_final_and_keeps_its_reason() -> None:
    outcome = Refused(Reason.REFUSED, gone=False, detail="Message is too long")
    settlement = decide(message(), outcome, NOON)

    assert settlement.state is State.FAILED
    assert (settlement.reason, settlement.detail) == (Reason.REFUSED, "Message is too long")


def test_a_refusal_of_any_length_fits_into_its_row() -> None:
    settlement = decide(message(), Refused(Reason.REFUSED, gone=False, detail="x" * 999), NOON)

    assert settlement.detail == "x" * 200


def test_a_429_is_tried_again_when_telegram_says() -> None:
    outcome = RetryLater(after=timedelta(seconds=30), halts_all=True)
    settlement = decide(message(attempts=9), outcome, NOON)

    assert settlement.state is State.PENDING
    assert settlement.not_before == NOON + timedelta(seconds=30)


@pytest.mark.parametrize("outcome", [RetryLater(), Unreachable(maybe_accepted=False)])
@pytest.mark.parametrize("attempts", [1, 50, 5000])
def test_what_never_arrived_is_tried_for_as_long_as_it_takes(
    outcome: Outcome, attempts: int
) -> None:
    settlement = decide(message(attempts), outcome, NOON)

    assert (settlement.state, settlement.doubts) == (State.PENDING, 0)
    assert settlement.not_before == NOON + pause_after(attempts)


def test_what_may_have_arrived_is_sent_again_and_remembered() -> None:
    settlement = decide(message(), Unreachable(maybe_accepted=True), NOON)

    assert (settlement.state, settlement.doubts) == (State.PENDING, 1)


def test_what_may_have_arrived_is_left_where_the_batch_says_so() -> None:
    settlement = decide(
        message(when_unsure=WhenUnsure.LEAVE), Unreachable(maybe_accepted=True), NOON
    )

    assert (settlement.state, settlement.doubts) == (State.AMBIGUOUS, 1)


def test_no_parent_gets_a_message_for_ever_because_answers_are_lost() -> None:
    settlement = decide(message(doubts=MOST_DOUBTS - 1), Unreachable(maybe_accepted=True), NOON)

    assert settlement.state is State.AMBIGUOUS


@given(st.integers(1, 100_000))
def test_pauses_grow_up_to_a_minute(attempts: int) -> None:
    assert pause_after(attempts) <= pause_after(attempts + 1) <= LONGEST_PAUSE


def test_the_first_pauses_are_short() -> None:
    assert [pause_after(n).total_seconds() for n in (1, 2, 3, 4)] == [1, 2, 4, 8]
