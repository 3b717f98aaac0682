from __future__ import annotations

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.chat.polling import Window


@pytest.fixture
def window() -> Window:
    return Window()


def test_the_offset_waits_for_the_oldest_update_in_work(window: Window) -> None:
    for number in (5, 6, 7):
        assert window.takes(number)

    window.finish(7)
    window.finish(5)

    assert window.offset == 6


def test_the_offset_moves_behind_everything_once_all_is_done(window: Window) -> None:
    for number in (5, 6):
        window.takes(number)

    window.finish(6)
    window.finish(5)

    assert window.offset == 7


def test_an_update_that_comes_again_while_in_work_is_not_taken(window: Window) -> None:
    assert window.takes(5)
    assert not window.takes(5)


def test_an_update_finished_while_an_older_question_was_out_is_not_taken_again(
    window: Window,
) -> None:
    window.takes(5)
    asked_with = window.offset
    window.finish(5)

    window.confirmed(asked_with)

    assert not window.takes(5)


def test_numbers_that_begin_anew_lower_are_taken(window: Window) -> None:
    window.takes(5_000)
    window.finish(5_000)
    window.confirmed(window.offset)

    assert window.takes(12)
    window.finish(12)
    assert window.offset == 13


@given(rounds=st.lists(st.lists(st.integers(0, 7), max_size=4), min_size=1, max_size=8))
def test_whatever_the_timing_each_update_is_handled_once_and_none_is_lost(
    rounds: list[list[int]],
) -> None:
    window, telegrams = Window(), set(range(1, 9))
    handled: Counter[int] = Counter()
    in_work: list[int] = []
    for places in rounds:
        asked_with = window.offset
        telegrams = {number for number in telegrams if number >= (asked_with or 0)}
        # While the answer is on its way, some of what is in work gets done.
        for place in places:
            if place < len(in_work):
                number = in_work.pop(place)
                handled[number] += 1
                window.finish(number)
        window.confirmed(asked_with)
        in_work += [number for number in sorted(telegrams) if window.takes(number)]
        assert set(in_work) <= telegrams
    handled.update(in_work)
    assert handled == dict.fromkeys(range(1, 9), 1)
