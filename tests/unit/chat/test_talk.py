"""Long texts in parts that Telegram accepts."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.chat.talk import MOST_CHARACTERS, split

TEXTS = st.text(st.sampled_from("好的。！\n a😀𠮷"), max_size=60)


def units(text: str) -> int:
    """Count as Telegram does."""
    return len(text.encode("utf-16-le")) // 2


@given(TEXTS, st.integers(2, 20))
def test_every_part_fits_and_says_something(text: str, limit: int) -> None:
    parts = split(text, limit)

    assert all(units(part) <= limit for part in parts)
    assert all(part.strip() for part in parts) or parts == [""]


@given(TEXTS, st.integers(2, 20))
def test_nothing_but_white_space_is_lost(text: str, limit: int) -> None:
    assert "".join("".join(split(text, limit)).split()) == "".join(text.split())


def test_a_text_of_one_message_stays_one() -> None:
    text = "一" * (MOST_CHARACTERS - 1) + "。"

    assert split(text) == [text]


@pytest.mark.parametrize("mark", ["。", "\n"])
def test_a_long_text_is_cut_where_a_sentence_or_a_line_ends(mark: str) -> None:
    sentence = "天" * 999 + mark

    parts = split(sentence * 5)

    assert [units(part.rstrip()) for part in parts] == pytest.approx([4000, 1000], abs=4)


def test_a_sentence_longer_than_a_message_is_cut_all_the_same() -> None:
    assert [units(part) <= MOST_CHARACTERS for part in split("😀" * 4096)] == [True, True]
