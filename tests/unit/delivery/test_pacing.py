from __future__ import annotations

import math
from bisect import bisect_left
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.delivery.pacing import PAID_RATE, RECOVERS_AFTER, SLOWER, Pacing

RATES = st.sampled_from([0.5, 1, 2.5, 25, 30, 300])
STEPS = st.lists(st.floats(0, 2), min_size=1, max_size=60)


def send_all(pacing: Pacing, now: float) -> int:
    """Send as many as are allowed, each to another chat."""
    count = pacing.allowance(now)
    for address in range(count):
        pacing.left(address, now)
    return count


def eager(pacing: Pacing, count: int, start: float = 0.0) -> list[float]:
    """Send `count` messages as early as the pace allows; return when each left."""
    now, left = start, list[float]()
    while len(left) < count:
        left += [now] * send_all(pacing, now)
        now += pacing.wait(now)
    return left[:count]


def most_within(times: list[float], seconds: float) -> int:
    """Count the fullest window; the times are in order."""
    return max(bisect_left(times, start + seconds) - number for number, start in enumerate(times))


@settings(deadline=None)
@given(rate=RATES, steps=STEPS)
def test_no_second_ever_sees_more_than_the_setting(rate: float, steps: list[float]) -> None:
    pacing, now, left = Pacing(rate), 0.0, list[float]()

    for step in steps:
        now += step
        left += [now] * send_all(pacing, now)

    assert not left or most_within(left, 1.0) <= math.ceil(rate)


@settings(deadline=None)
@given(rate=RATES, steps=STEPS, seconds=st.floats(1, 60))
def test_no_window_ever_sees_more_than_the_setting_and_half_a_second(
    rate: float, steps: list[float], seconds: float
) -> None:
    pacing, now, left = Pacing(rate), 0.0, list[float]()

    for step in steps:
        now += step
        left += [now] * send_all(pacing, now)

    assert not left or most_within(left, seconds) <= rate * seconds + max(1, rate / 2) + 1e-6


@settings(deadline=None)
@given(
    rate=RATES,
    steps=STEPS,
    halts=st.dictionaries(st.integers(0, 59), st.floats(0.1, 5), max_size=5),
)
def test_a_halt_really_halts(rate: float, steps: list[float], halts: dict[int, float]) -> None:
    pacing, now, until = Pacing(rate), 0.0, 0.0

    for number, step in enumerate(steps):
        now += step
        sent = send_all(pacing, now)
        assert sent == 0 or now >= until
        if number in halts:
            pacing.halt(halts[number], now)
            until = max(until, now + halts[number])


@settings(deadline=None)
@given(rate=RATES)
def test_who_waits_as_told_may_send(rate: float) -> None:
    pacing, now = Pacing(rate), 0.0

    for _ in range(200):
        now += pacing.wait(now) + 0.001
        assert send_all(pacing, now) > 0


@pytest.mark.parametrize("rate", [25, 30, 1000])
def test_almost_all_of_the_setting_is_used(rate: int) -> None:
    count = rate * 50
    shortest = count / rate - 1  # The first second's worth may leave at once.

    assert eager(Pacing(rate), count)[-1] <= shortest / 0.985


def test_half_a_second_of_a_bucket_of_thirty_is_left_as_slack() -> None:
    pacing = Pacing(30)

    assert send_all(pacing, 0.0) == 15


def test_after_a_429_four_fifths_of_the_setting_are_used() -> None:
    pacing = Pacing(30)
    pacing.halt(3, now=0.0)

    left = eager(pacing, 100)

    assert left[0] == pytest.approx(3)
    assert most_within([t for t in left if t < 4], 1.0) <= 30 * SLOWER


def test_the_whole_setting_is_back_within_a_minute_of_a_halt() -> None:
    pacing = Pacing(30)
    pacing.halt(3, now=0.0)
    left = eager(pacing, 30 * 90)

    after_a_minute = [t for t in left if 63 <= t < 73]

    assert RECOVERS_AFTER < 60
    assert len(after_a_minute) >= 295


def test_a_shorter_halt_does_not_end_a_longer_one() -> None:
    pacing = Pacing(30)
    pacing.halt(10, now=0.0)
    pacing.halt(1, now=0.5)

    assert pacing.allowance(9.9) == 0
    assert pacing.halt_wait(9.0) == pytest.approx(1)


def test_one_chat_gets_one_message_a_second() -> None:
    pacing = Pacing(30)
    pacing.left(7, now=0.0)

    assert pacing.chat_wait(7, now=0.4) == pytest.approx(0.6)
    assert pacing.chat_wait(8, now=0.4) == 0
    assert pacing.chat_wait(7, now=1.0) == 0


def test_chats_are_forgotten_once_they_need_not_wait() -> None:
    pacing = Pacing(1000)
    for number in range(5000):
        pacing.left(number, now=number / 1000)

    pacing.allowance(10.0)

    assert not pacing._chats
    assert not pacing._departures


def test_a_slow_setting_spreads_messages_evenly() -> None:
    left = eager(Pacing(0.5), 5)

    assert all(later - earlier >= 2 - 1e-6 for earlier, later in pairwise(left))


@settings(deadline=None)
@given(steps=STEPS)
def test_a_group_gets_at_most_twenty_messages_a_minute(steps: list[float]) -> None:
    pacing, now, left = Pacing(1000), 0.0, list[float]()

    for step in [*steps, *[0.0] * 60]:
        now += max(step, pacing.chat_wait(-7, now))
        pacing.left(-7, now)
        left.append(now)

    assert most_within(left, 60 - 1e-6) <= 20
    assert all(later - earlier >= 1 - 1e-6 for earlier, later in pairwise(left))


def test_a_person_is_not_held_to_the_minute_of_a_group() -> None:
    pacing = Pacing(30)
    for second in range(40):
        pacing.left(7, float(second))

    assert pacing.chat_wait(7, 40.0) == 0


def test_groups_are_forgotten_once_they_need_not_wait() -> None:
    pacing = Pacing(1000)
    for number in range(1, 500):
        pacing.left(-number, now=number / 1000)

    pacing.allowance(100.0)

    assert not pacing._groups


@settings(deadline=None)
@given(rate=st.sampled_from([25, 28, 30]), gaps=st.lists(st.floats(0.04, 2), max_size=200))
def test_notices_and_replies_together_stay_below_telegrams_rate(
    rate: int, gaps: list[float]
) -> None:
    pacing, now, notices = Pacing(rate), 0.0, 0

    # Two quiet seconds at the end, in which notices go without what the last replies took.
    for gap in [*gaps, 2.0]:
        later = now + gap
        while now < later:
            notices += send_all(pacing, now)
            now += max(pacing.wait(now), 1e-6)
        now = later
        pacing.replied(now)

    assert notices + len(gaps) <= 30 * now + 15 + 1


def test_a_few_replies_a_second_cost_notices_nothing_at_the_default() -> None:
    quiet, talking = Pacing(25), Pacing(25)

    for tick in range(10 * 60):
        if tick % 2 == 0:
            talking.replied(tick / 10)
        assert send_all(talking, tick / 10) == send_all(quiet, tick / 10)


def test_notices_wait_for_a_crowd_of_replies_and_catch_up() -> None:
    pacing = Pacing(30)
    send_all(pacing, 0.0)
    for _ in range(45):
        pacing.replied(0.0)

    assert send_all(pacing, 0.9) == 0
    assert pacing.wait(0.9) < 0.5
    assert send_all(pacing, 5.0) == 15


def test_whoever_pays_may_send_a_thousand_a_second() -> None:
    left = eager(Pacing(1000, overall=PAID_RATE), 20_000)

    assert most_within(left, 1.0) <= 1000
    assert left[-1] <= 20
