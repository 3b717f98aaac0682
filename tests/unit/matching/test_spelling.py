"""What was typed by ear or in letters is read as it was meant; the rest is left alone."""

from __future__ import annotations

from typing import Final

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.matching.normalise import fold
from bot.matching.spelling import Speller

TEXTS: Final = ("作业太多了怎么办", "课后服务必须参加吗", "孩子写作业到几点", "课后服务收费吗") * 8
SPELLER = Speller(TEXTS, ("作业", "课后服务", "收费"))


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("zuo ye tai duo le", "作业太多了"),
        ("zuoye太多了", "作业太多了"),
        ("kehoufuwu必须参加吗", "课后服务必须参加吗"),
        ("坐业太多了", "作业太多了"),
        ("课后福务收费吗", "课后服务收费吗"),
        ("课候服务必须参加吗", "课后服务必须参加吗"),
        ("作业太多了", "作业太多了"),
        ("下载app", "下载app"),
        ("the quick brown fox", "the quick brown fox"),
        ("", ""),
    ],
)
def test_a_message_is_read_as_it_was_meant(written: str, meant: str) -> None:
    assert SPELLER.mend(written) == meant


@given(st.text(max_size=200))
def test_any_text_can_be_read_and_never_grows(text: str) -> None:
    folded = fold(text)

    assert len(SPELLER.mend(folded)) <= len(folded)


@pytest.mark.parametrize("text", sorted(set(TEXTS)))
def test_what_the_wordings_hold_is_left_alone(text: str) -> None:
    assert SPELLER.mend(text) == text
