"""How strangers' everyday messages fare that nothing was chosen by.

A last person wrote them when everything had been learned, having seen nothing but the names of
the questions. What README.md says of them is their first run; the bars here stand a little
below it (in brackets), so that a change for the worse is seen.
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
MESSAGES = Path(__file__).with_name("unseen.yaml")


@pytest.fixture(scope="module")
def result() -> Score:
    answers = Answers.load(KNOWLEDGE, lambda: date(2026, 11, 22))
    return score(answers, read_labelled(MESSAGES))


@pytest.mark.parametrize(
    ("figure", "least"),
    [
        ("top1", 0.95),  # 0.981
        ("top3", 0.97),  # 0.990
        ("answered_right", 0.90),  # 0.962
    ],
)
def test_a_figure_reaches_its_bar(result: Score, figure: str, least: float) -> None:
    assert result.shares[figure].value >= least, result.shares[figure]


@pytest.mark.parametrize(
    ("figure", "most"),
    [
        ("answered_wrong", 0.03),  # 0.014
        ("out_of_scope_answered", 0.03),  # 0.0
        ("uncovered_answered", 0.08),  # 0.025
        ("crisis_false_alarms", 0.02),  # 0.015
    ],
)
def test_a_figure_stays_under_its_bar(result: Score, figure: str, most: float) -> None:
    assert result.shares[figure].value <= most, result.shares[figure]


def test_what_is_judged_is_never_learned_from() -> None:
    material = read_material(KNOWLEDGE, load(KNOWLEDGE))
    learned = {fold(wording) for group in material.groups for wording in group.wordings}
    learned |= {fold(lesson.message) for lesson in material.practice}

    assert [one.q for one in read_labelled(MESSAGES) if fold(one.q) in learned] == []
