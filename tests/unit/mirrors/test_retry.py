from __future__ import annotations

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.mirrors.model import FOR_GOOD, Outcome, Post, Reason, State
from bot.mirrors.retry import MOST_ATTEMPTS, WAITS, decide
from tests.support.clocks import A_THURSDAY_NOON as NOW

PASSING = sorted(set(Reason) - FOR_GOOD)


def post(attempts: int, doubts: int = 0) -> Post:
    return Post(1, "notice:1", "group", "标题", "正文", attempts, doubts)


def test_what_was_accepted_is_sent() -> None:
    assert decide(post(3, doubts=1), Outcome(), NOW).state is State.SENT


@pytest.mark.parametrize("reason", sorted(FOR_GOOD))
def test_what_waiting_does_not_mend_is_given_up_at_once(reason: Reason) -> None:
    settled = decide(post(1), Outcome(reason), NOW)

    assert (settled.state, settled.reason) == (State.FAILED, reason)


@given(st.integers(1, MOST_ATTEMPTS - 1), st.sampled_from(PASSING))
def test_other_trouble_is_tried_again_later_and_later(attempts: int, reason: Reason) -> None:
    settled = decide(post(attempts), Outcome(reason), NOW)

    assert settled.state is State.PENDING
    assert settled.not_before == NOW + WAITS[attempts - 1]


@pytest.mark.parametrize("reason", PASSING)
def test_after_the_last_attempt_it_is_given_up(reason: Reason) -> None:
    assert decide(post(MOST_ATTEMPTS), Outcome(reason), NOW).state is State.FAILED


def test_what_may_have_arrived_is_counted() -> None:
    assert (
        decide(post(1, doubts=1), Outcome(Reason.TIMED_OUT, may_have_arrived=True), NOW).doubts
        == 2
    )


def test_an_hour_without_a_network_is_outlived() -> None:
    assert sum(WAITS, timedelta()) > timedelta(hours=1)
