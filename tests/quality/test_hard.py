"""What is hardest for the answers: scenes that name no rule, old names, hearsay, half sentences.

Written by somebody who had seen neither wordings nor practice, and asked to avoid obvious words.
The figures are a floor for strangers, not what a school meets every day; as in
`test_questions.py` the bars stand a little below what was recorded (in brackets).
"""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from bot.faq.files.loader import load
from bot.faq.learning.material import read_material
from bot.faq.scoring import Score, read_labelled, score
from bot.faq.service import Answers
from bot.matching.normalise import fold

KNOWLEDGE = Path(__file__).parents[2] / "knowledge"
MESSAGES = Path(__file__).with_name("hard.yaml")


@pytest.fixture(scope="module")
def result() -> Score:
    answers = Answers.load(KNOWLEDGE, lambda: date(2026, 11, 22))
    return score(answers, read_labelled(MESSAGES))


@pytest.mark.parametrize(
    ("figure", "least"),
    [
        ("top1", 0.79),  # 0.817
        ("top3", 0.92),  # 0.942
        ("answered_right", 0.53),  # 0.563
    ],
)
def test_a_figure_reaches_its_bar(result: Score, figure: str, least: float) -> None:
    assert result.shares[figure].value >= least, result.shares[figure]


@pytest.mark.parametrize(
    ("figure", "most"),
    [
        ("answered_wrong", 0.045),  # 0.033
        ("out_of_scope_answered", 0.03),  # 0.022
        ("crisis_false_alarms", 0.01),  # 0.005
    ],
)
def test_a_figure_stays_under_its_bar(result: Score, figure: str, most: float) -> None:
    assert result.shares[figure].value <= most, result.shares[figure]


def test_what_is_judged_is_never_learned_from() -> None:
    material = read_material(KNOWLEDGE, load(KNOWLEDGE))
    learned = {fold(wording) for group in material.groups for wording in group.wordings}
    learned |= {fold(lesson.message) for lesson in material.practice}

    assert [one.q for one in read_labelled(MESSAGES) if fold(one.q) in learned] == []
