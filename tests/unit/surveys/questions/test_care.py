from __future__ import annotations

import pytest

from bot.surveys.questions.care import gad2_sum, needs_help
from tests.support.surveys import a_ready_survey, a_survey


@pytest.mark.parametrize(
    ("items", "total", "severe"),
    [("00", 0, False), ("11", 2, False), ("12", 3, True), ("3", 3, True), ("-3", 3, True),
     ("2-", 2, False), ("--", 0, False), ("33", 6, True), ("", 0, False)],
)  # fmt: skip
def test_help_is_offered_from_a_sum_of_three(items: str, total: int, *, severe: bool) -> None:
    survey = a_ready_survey("parent-anxiety")

    assert gad2_sum(survey, items) == total
    assert needs_help(survey, items) is severe


def test_other_questions_never_count() -> None:
    assert not needs_help(a_survey(), "11")
