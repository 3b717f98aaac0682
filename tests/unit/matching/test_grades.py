"""A grade is understood however a parent writes it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.matching.grades import span_in


@pytest.mark.parametrize(
    ("text", "grade"),
    [
        ("娃上二年级", 2),
        ("孩子上5年级了", 5),
        ("三年级3班", 3),
        ("一年级二班", 1),
        ("三年2班", 3),
        ("五(2)班", 5),
        ("五（2）班", 5),
        ("初二", 8),
        ("初1", 7),
        ("初中二年级", 8),
        ("七年级", 7),
        ("国一", 7),
        ("初三(5)班", 9),
        ("高一", 10),
        ("高中三年级", 12),
        ("十一年级", 11),
        ("12年级", 12),
        ("G3", 3),
        ("grade 5", 5),
        ("小一", 1),
        ("小学三年级", 3),
        ("六年級", 6),
        ("二\u200b年级", 2),
        ("二 年 级", 2),
    ],
)
def test_a_single_grade_is_understood(text: str, grade: int) -> None:
    assert span_in(text) == (grade, grade)


@pytest.mark.parametrize(
    "text", ["幼儿园", "大年初一", "5G手机", "第一年级", "其中一个", "年级组", "十三年级", ""]
)
def test_what_only_looks_like_a_grade_is_none(text: str) -> None:
    assert span_in(text) is None


@pytest.mark.parametrize(
    ("text", "span"),
    [
        ("小学", (1, 6)),
        ("低年级", (1, 2)),
        ("初中生", (7, 9)),
        ("高中作业", (10, 12)),
        ("一二年级", (1, 2)),
        ("一、二年级", (1, 2)),
        ("3-6年级", (3, 6)),
        ("三到六年级", (3, 6)),
        ("小学和初中", None),
    ],
)
def test_a_stage_is_a_span_of_grades(text: str, span: tuple[int, int] | None) -> None:
    assert span_in(text) == span


def test_two_children_leave_the_grade_open() -> None:
    assert span_in("老大三年级，老二一年级") is None


@given(st.integers(1, 12), st.sampled_from("一二三四五六七八九"))
def test_the_number_and_the_word_mean_the_same(number: int, word: str) -> None:
    assert span_in(f"{number}年级") == (number, number)
    assert span_in(f"{word}年级") == ("一二三四五六七八九".index(word) + 1,) * 2


@given(st.text(max_size=60))
def test_any_text_gives_a_grade_of_a_school_or_none(text: str) -> None:
    span = span_in(text)

    assert span is None or 1 <= span[0] <= span[1] <= 12
