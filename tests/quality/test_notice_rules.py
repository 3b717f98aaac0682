"""The check before sending finds what it is for, and lets honest notices pass."""

from __future__ import annotations

import pytest

from tests.support.notice_rules import Example, examples, figures, named, shipped_rules


@pytest.mark.parametrize("name", ["seen", "unseen"])
def test_there_are_honest_notices_for_every_two_that_are_not(name: str) -> None:
    rules = [bool(one.rules) for one in examples(name)]

    assert rules.count(False) > rules.count(True)


@pytest.mark.parametrize("example", examples("seen"), ids=lambda one: one.text[:12])
def test_every_notice_in_view_touches_just_its_rules(example: Example) -> None:
    assert named(example.text, example.at, example.stages) == set(example.rules)


def test_of_notices_put_aside_no_less_is_found_and_no_more_stopped_than_before() -> None:
    got = figures(examples("unseen"))

    assert got.missed == 0
    assert got.stopped == 0
    assert got.wrong == 0


def test_every_rule_has_notices_it_must_find() -> None:
    wanted = {rule for name in ("seen", "unseen") for one in examples(name) for rule in one.rules}

    assert wanted == {rule.id for rule in shipped_rules().rules}
