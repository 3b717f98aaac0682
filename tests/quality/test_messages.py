"""No change may quietly make more messages worse than it makes better."""

from __future__ import annotations

import pytest

from tests.quality.judging import CERTAIN, Outcome, chance_of, changes, outcomes, recorded


def test_every_message_has_a_recorded_outcome() -> None:
    assert set(recorded()) == set(outcomes())


def test_losses_do_not_significantly_exceed_gains() -> None:
    before, now = recorded(), outcomes()
    gains, losses = changes(before, now)
    worse = [q for q in before if now.get(q, Outcome.RIGHT) < before[q]]

    assert losses <= gains or chance_of(gains, losses) >= CERTAIN, worse


@pytest.mark.parametrize(
    ("gains", "losses", "chance"), [(0, 0, 1.0), (0, 5, 1 / 32), (5, 0, 1.0), (1, 1, 0.75)]
)
def test_the_sign_test_counts_as_coins_do(gains: int, losses: int, chance: float) -> None:
    assert chance_of(gains, losses) == pytest.approx(chance)


def test_a_message_that_now_misleads_counts_as_lost() -> None:
    before = {"a": Outcome.RIGHT, "b": Outcome.NO_HELP, "c": Outcome.HELPED}
    now = {"a": Outcome.MISLED, "b": Outcome.RIGHT, "c": Outcome.HELPED}

    assert changes(before, now) == (1, 1)
