"""How messages fare by people who had seen neither wordings nor practice.

`hard.yaml` is what is hardest: scenes that name no rule, old names, hearsay, half sentences; its
figures are a floor, not what a school meets every day. `unseen.yaml` is everyday messages, written
when everything had been learned. As in `test_questions.py` the bars stand a little on the safe
side of what was recorded (in brackets).
"""

from __future__ import annotations

from datetime import date
from functools import cache
from pathlib import Path

import pytest

from bot.faq.files.loader import load
from bot.faq.learning.material import read_material
from bot.faq.scoring import Score, read_labelled, score
from bot.faq.service import Answers
from bot.matching.normalise import fold

HERE = Path(__file__).parent
KNOWLEDGE = HERE.parents[1] / "knowledge"


@cache
def _answers() -> Answers:
    return Answers.load(KNOWLEDGE, lambda: date(2026, 11, 22))


@cache
def _score(messages: str) -> Score:
    return score(_answers(), read_labelled(HERE / messages))


@pytest.mark.parametrize(
    ("messages", "figure", "least"),
    [
        ("hard.yaml", "top1", 0.83),  # 0.858
        ("hard.yaml", "top3", 0.93),  # 0.949
        ("hard.yaml", "answered_right", 0.63),  # 0.667
        ("unseen.yaml", "top1", 0.96),  # 0.990
        ("unseen.yaml", "top3", 0.98),  # 1.0
        ("unseen.yaml", "answered_right", 0.93),  # 0.971
    ],
)
def test_a_figure_reaches_its_bar(messages: str, figure: str, least: float) -> None:
    assert _score(messages).shares[figure].value >= least, _score(messages).shares[figure]


@pytest.mark.parametrize(
    ("messages", "figure", "most"),
    [
        ("hard.yaml", "answered_wrong", 0.05),  # 0.037
        ("hard.yaml", "out_of_scope_answered", 0.03),  # 0.007
        ("hard.yaml", "crisis_false_alarms", 0.01),  # 0.005
        ("unseen.yaml", "answered_wrong", 0.03),  # 0.010
        ("unseen.yaml", "out_of_scope_answered", 0.03),  # 0.0
        ("unseen.yaml", "uncovered_answered", 0.08),  # 0.053
        ("unseen.yaml", "crisis_false_alarms", 0.01),  # 0.006
    ],
)
def test_a_figure_stays_under_its_bar(messages: str, figure: str, most: float) -> None:
    assert _score(messages).shares[figure].value <= most, _score(messages).shares[figure]


@pytest.mark.parametrize("messages", ["hard.yaml", "unseen.yaml"])
def test_what_is_judged_is_never_learned_from(messages: str) -> None:
    material = read_material(KNOWLEDGE, load(KNOWLEDGE))
    learned = {fold(wording) for group in material.groups for wording in group.wordings}
    learned |= {fold(lesson.message) for lesson in material.practice}

    assert [one.q for one in read_labelled(HERE / messages) if fold(one.q) in learned] == []
