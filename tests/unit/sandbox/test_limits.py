from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from bot.sandbox.limits import CHAT, GROUP, OVERALL, Bucket, Cost, Limiter, Rate, take, wait_for

rates = st.sampled_from([OVERALL, CHAT, GROUP])
pauses = st.lists(st.floats(min_value=0, max_value=5), min_size=1, max_size=200)


def allowed_moments(rate: Rate, pauses: list[float]) -> list[float]:
    """Try once after each pause and return the moments that were allowed."""
    bucket, now, moments = Bucket(rate.capacity, 0.0), 0.0, []
    for pause in pauses:
        now += pause
        if wait_for(rate, bucket, now) == 0:
            bucket = take(rate, bucket, now)
            moments.append(now)
    return moments


@given(rates, pauses)
def test_no_stretch_of_time_lets_more_through_than_burst_and_rate(
    rate: Rate, pauses: list[float]
) -> None:
    moments = allowed_moments(rate, pauses)

    for first, begin in enumerate(moments):
        for last in range(first, len(moments)):
            most = rate.capacity + (moments[last] - begin) * rate.per_second
            assert last - first + 1 <= most + 1e-6


@given(rates, pauses)
def test_whoever_waits_as_long_as_told_is_let_through(rate: Rate, pauses: list[float]) -> None:
    bucket, now = Bucket(rate.capacity, 0.0), 0.0
    for pause in pauses:
        now += pause / 50
        wait = wait_for(rate, bucket, now)
        assert wait_for(rate, bucket, now + wait) == 0
        now += wait
        bucket = take(rate, bucket, now)


@given(rates, st.floats(min_value=0, max_value=1e6))
def test_a_full_bucket_grows_no_further(rate: Rate, idle: float) -> None:
    bucket = Bucket(rate.capacity, 0.0)
    for _ in range(int(rate.capacity)):
        assert wait_for(rate, bucket, idle) == 0
        bucket = take(rate, bucket, idle)

    assert wait_for(rate, bucket, idle) > 0


def test_a_clock_that_steps_back_gives_nothing_away() -> None:
    empty = Bucket(0.0, 100.0)

    assert wait_for(OVERALL, empty, 50.0) > 0
    assert take(OVERALL, Bucket(1.0, 100.0), 50.0).at == 100.0


def test_a_chat_takes_a_burst_of_three_and_then_one_a_second() -> None:
    limiter = Limiter(enforced=True)

    assert [limiter.refuse_for(Cost.MESSAGE, 1, 0.0) for _ in range(4)] == [0, 0, 0, 1]
    assert limiter.refuse_for(Cost.MESSAGE, 1, 1.0) == 0


def test_a_refusal_locks_the_whole_bot_until_its_end() -> None:
    limiter = Limiter(enforced=True)
    for _ in range(4):
        limiter.refuse_for(Cost.MESSAGE, 1, 0.0)

    assert limiter.refuse_for(Cost.MESSAGE, 2, 0.5) == 1
    assert limiter.refuse_for(Cost.OVERALL, 2, 0.999) == 1
    assert limiter.refuse_for(Cost.FREE, 2, 0.5) == 0
    assert limiter.refuse_for(Cost.MESSAGE, 2, 1.0) == 0


def test_thirty_chats_a_second_are_the_most() -> None:
    limiter = Limiter(enforced=True)

    answers = [limiter.refuse_for(Cost.MESSAGE, chat, 0.0) for chat in range(1, 32)]

    assert answers == [0] * 30 + [1]


def test_edits_do_not_count_for_the_chat() -> None:
    limiter = Limiter(enforced=True)

    assert [limiter.refuse_for(Cost.OVERALL, 1, 0.0) for _ in range(10)] == [0] * 10


def test_a_group_takes_twenty_a_minute() -> None:
    limiter = Limiter(enforced=True)
    first = [limiter.refuse_for(Cost.MESSAGE, -1, float(second)) for second in range(29)]

    refused = limiter.refuse_for(Cost.MESSAGE, -1, 29.0)

    assert set(first) == {0}
    assert refused > 0
    assert limiter.refuse_for(Cost.MESSAGE, -1, 29.0 + refused) == 0


def test_without_limits_nothing_is_refused() -> None:
    limiter = Limiter(enforced=False)

    assert {limiter.refuse_for(Cost.MESSAGE, 1, 0.0) for _ in range(100)} == {0}
