"""Every way of typing the same message becomes one spelling."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.matching.normalise import LONGEST, clauses, fold, fold_all


@pytest.mark.parametrize(
    ("typed", "folded"),
    [
        ("双减，是什么？", "双减是什么"),
        ("雙減是什麼", "双减是什么"),
        ("ＡＰＰ打卡", "app打卡"),
        ("作\u200b业\u202e多", "作业多"),
        ("作业😀多！！！", "作业多"),
        ("二年级", "2年级"),
        ("七年级", "初一"),
        ("8年级", "初二"),
        ("十一点", "11点"),
        ("二十一天", "21天"),
        ("三点半", "3点半"),
        ("网 课 几 点", "网课几点"),
        ("play game 打卡", "play game打卡"),
        ("请问一下，作业多吗", "作业多吗"),
        ("老师您好我想咨询一下课后服务", "课后服务"),
        ("資訊課用的軟體", "信息课用的软件"),
        ("一心一意", "一心一意"),
        ("", ""),
        ("？！", ""),
    ],
)
def test_a_message_is_folded(typed: str, folded: str) -> None:
    assert fold(typed) == folded


def test_only_the_first_characters_of_an_endless_message_count() -> None:
    assert len(fold("作" * (LONGEST + 1000))) == LONGEST


_CHINESE = st.text(
    st.sampled_from("作业二年级請問您好老師課後服務一下十点1２ ，。？😀\u200b\u202e乾著裡麵後谢")
)


@given(st.text(max_size=80) | _CHINESE)
def test_folding_twice_changes_nothing(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@given(st.text(max_size=80) | _CHINESE)
def test_nothing_invisible_is_left(text: str) -> None:
    folded = fold(text)

    assert folded == folded.strip()
    assert all(character.isalnum() or character == " " for character in folded)


def test_a_letter_is_cut_into_sentences_and_long_ones_at_commas() -> None:
    letter = (
        "老师好。孩子上三年级，最近每天作业写到十点多还写不完，我们看着实在心疼，能少留点吗？谢谢"
    )

    assert clauses(letter) == [
        "老师好",
        "孩子上三年级",
        "最近每天作业写到十点多还写不完",
        "我们看着实在心疼",
        "能少留点吗谢谢",
    ]


@given(st.text(max_size=200))
def test_clauses_lose_no_letter(text: str) -> None:
    kept = "".join(clauses(text))

    assert [c for c in text if c.isalnum()] == [c for c in kept if c.isalnum()]


@given(st.lists(st.text(max_size=40) | _CHINESE, max_size=6))
def test_texts_folded_together_are_folded_each_as_alone(texts: list[str]) -> None:
    assert fold_all(texts) == [fold(text) for text in texts]
