"""What an app has cut is put together again, and nothing else is."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.notices.model import Notice, NoticeId, State
from bot.notices.writing import joining

NOW = datetime(2026, 11, 23, 8, tzinfo=UTC)
DRAFT = Notice(
    id=NoticeId(1),
    school_id=None,
    author_id=None,
    audiences=(),
    text="",
    asks_confirmation=False,
    is_urgent=False,
    state=State.DRAFT,
    created_at=NOW,
)


def after(part: str, seconds: float) -> bool:
    draft = replace(DRAFT, text=part, goes_on_until=joining.until(part, NOW))
    return joining.goes_on(draft, NOW + timedelta(seconds=seconds))


def test_what_follows_a_long_part_within_seconds_belongs_to_it() -> None:
    assert after("天" * 4096, 0)
    assert after("天" * 2048, 15)
    assert after("😀" * 1024, 1)


def test_what_follows_a_short_text_or_comes_later_takes_its_place() -> None:
    assert not after("天" * 2047, 0)
    assert not after("天" * 4096, 16)
    assert not after("天" * 4096, -1)


def test_a_text_from_elsewhere_is_whole() -> None:
    assert joining.until("天" * 4096, None) is None
    assert not joining.goes_on(replace(DRAFT, goes_on_until=NOW), None)


@pytest.mark.parametrize(
    ("before", "part", "whole"),
    [
        ("天" * 4096, "下", "天" * 4096 + "下"),
        ("天" * 8192, "下", "天" * 8192 + "下"),
        ("一、秋游。", "二、家长会。", "一、秋游。\n二、家长会。"),
        ("The trip is on", "Monday.", "The trip is on Monday."),
        ("The trip is off.", "The meeting is on.", "The trip is off.\nThe meeting is on."),
    ],
)
def test_the_white_space_at_which_a_text_was_cut_comes_back(
    before: str, part: str, whole: str
) -> None:
    assert joining.joined(before, part) == whole


@given(st.text("天地，。ab \n", min_size=1, max_size=20), st.integers(4_097, 9_000))
def test_a_text_cut_where_it_is_full_comes_out_as_it_went_in(words: str, length: int) -> None:
    text = (words * length)[:length]
    parts = [text[at : at + 4096] for at in range(0, len(text), 4096)]
    whole = parts[0]
    for part in parts[1:]:
        whole = joining.joined(whole, part)

    assert whole == text
