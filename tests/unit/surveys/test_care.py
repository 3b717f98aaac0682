from __future__ import annotations

import pytest

from bot.surveys.care import gad2_sum, needs_help, speaks_of_self_harm
from tests.support.surveys import a_ready_survey, a_survey

BEFORE_GAD = "000"


@pytest.mark.parametrize(
    ("items", "total", "severe"),
    [("00", 0, False), ("11", 2, False), ("12", 3, True), ("3", 3, True), ("-3", 3, True),
     ("2-", 2, False), ("--", 0, False), ("33", 6, True), ("", 0, False)],
)  # fmt: skip
def test_help_is_offered_from_a_sum_of_three(items: str, total: int, *, severe: bool) -> None:
    survey = a_ready_survey("homework-burden")

    assert gad2_sum(survey, BEFORE_GAD + items) == total
    assert needs_help(survey, BEFORE_GAD + items) is severe


def test_other_questions_never_count() -> None:
    assert not needs_help(a_survey(), "11")


@pytest.mark.parametrize(
    "text",
    [
        "有时候真的不想活了",
        "孩子说活着没意思",
        "孩子说 不 想 活 了",
        "我想自杀。",
        "他用小刀自残",
        "孩子說想跳樓",
        "I want to kill myself",
        "my son talks about suicide",
        "He said: I want to die!",
    ],
)
def test_words_of_self_harm_are_heard(text: str) -> None:
    assert speaks_of_self_harm(text)


@pytest.mark.parametrize(
    "text",
    [
        "作业太多了，孩子十一点才睡",
        "希望少一点重复抄写",
        "老师很好，谢谢",
        "Too much homework.",
        "累死了",
    ],
)
def test_plain_complaints_are_no_alarm(text: str) -> None:
    assert not speaks_of_self_harm(text)
