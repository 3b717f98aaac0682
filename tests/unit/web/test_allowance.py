from __future__ import annotations

from datetime import UTC, datetime, timedelta

from bot.web.allowance import Allowance

NOW = datetime(2026, 11, 19, tzinfo=UTC)
MINUTE = timedelta(minutes=1)


def test_a_burst_is_let_through_and_then_one_each_time() -> None:
    allowance = Allowance(3, MINUTE)

    assert [allowance.wait("a", NOW) for _ in range(5)] == [0, 0, 0, 60, 60]
    assert allowance.wait("a", NOW + timedelta(seconds=50)) == 10
    assert [allowance.wait("a", NOW + MINUTE) for _ in range(2)] == [0, 60]


def test_it_never_grows_beyond_the_burst() -> None:
    allowance = Allowance(2, MINUTE)
    allowance.wait("a", NOW)

    later = NOW + timedelta(days=1)

    assert [allowance.wait("a", later) for _ in range(3)] == [0, 0, 60]


def test_keys_do_not_share() -> None:
    allowance = Allowance(1, MINUTE)
    allowance.wait("a", NOW)

    assert allowance.wait("b", NOW) == 0


def test_the_quietest_key_is_forgotten_first() -> None:
    allowance = Allowance(1, MINUTE, most_keys=2)
    for key in ("a", "b", "a", "c"):
        allowance.wait(key, NOW)

    assert allowance.wait("a", NOW) == 60
    assert allowance.wait("b", NOW) == 0
