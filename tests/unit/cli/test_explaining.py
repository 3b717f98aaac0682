"""`knowledge ask --explain`: every number that decided, so that sums can be checked by hand."""

from __future__ import annotations

from math import exp

import pytest

from bot.cli.explaining import MOST_SHOWN, explanation, explanation_lines, nearest
from bot.faq.service import Answers
from bot.matching.index import FEATURES
from bot.matching.points import ALWAYS
from bot.matching.tuning import SIGNS
from tests.unit.faq.folders import KNOWLEDGE

QUESTION = "延时班必须上吗"


@pytest.fixture(scope="module")
def answers() -> Answers:
    return Answers.load(KNOWLEDGE)


def test_at_least_the_ten_best_are_shown_best_first(answers: Answers) -> None:
    near = nearest(answers, answers.explain(QUESTION))

    assert len(near) == MOST_SHOWN >= 10
    assert near[0].group.key == "ass-voluntary"
    assert [one.chance for one in near] == sorted((one.chance for one in near), reverse=True)


def test_matters_without_an_answer_stand_among_them_and_say_so(answers: Answers) -> None:
    question = "今年高考分数线多少"

    explained = answers.explain(question)

    assert {one.group.answered for one in nearest(answers, explained)} == {True, False}
    assert any("(no answer)" in line for line in explanation_lines(answers, explained))


def test_a_candidates_sum_is_what_its_features_add(answers: Answers) -> None:
    explained = answers.explain(QUESTION)

    best = nearest(answers, explained)[0]

    row = explained.verdict.candidates[0].row
    weights = answers.tuning.ranking_weights
    expected = float(explained.evidence.features[row] @ weights)
    assert [one.name for one in best.added] == list(FEATURES)
    assert sum(one.adds for one in best.added) == pytest.approx(expected, abs=1e-4)


def test_words_with_points_and_uncovered_ones_are_those_of_the_message(answers: Answers) -> None:
    best = nearest(answers, answers.explain(QUESTION))[0]

    assert best.words[0][1] > 0
    assert all(word == ALWAYS or word in QUESTION for word, _ in best.words)
    assert sum(adds for _, adds in best.words) == pytest.approx(best.added[0].value, abs=1e-4)
    assert all(pair in QUESTION for pair in best.uncovered)


def test_an_answer_for_other_grades_is_last_and_said_to_be_ruled_out(answers: Answers) -> None:
    question = "作业最多写多久"

    near = nearest(answers, answers.explain(question, 2), count=len(answers.index.groups))
    senior = next(one for one in near if one.group.key == "homework-senior-high")
    lines = list(explanation_lines(answers, answers.explain(question, 11)))

    assert senior.is_ruled_out
    assert near.index(senior) > MOST_SHOWN
    assert any("homework-senior-high" in line for line in lines)


@pytest.mark.parametrize("gate", ["answer", "suggest"])
def test_a_gates_sum_gives_its_probability(answers: Answers, gate: str) -> None:
    document = explanation(answers, answers.explain(QUESTION))

    gates = document["gates"]
    assert isinstance(gates, dict)
    told = gates[gate]
    assert list(told["signs"]) == list(SIGNS)
    together = told["bias"] + sum(one["adds"] for one in told["signs"].values())
    assert told["sum"] == pytest.approx(together, abs=0.01)
    assert told["probability"] == pytest.approx(1 / (1 + exp(-told["sum"])), abs=0.01)


def test_a_message_we_hold_word_for_word_is_said_to_be_one(answers: Answers) -> None:
    wording = next(iter(answers.snapshot.entries.values())).wordings[1]

    lines = list(explanation_lines(answers, answers.explain(wording)))

    assert any("word for word" in line for line in lines)


@pytest.mark.parametrize("question", ["", "😀😀", "\u200b\u202e", "气" * 4096])
def test_nothing_sensible_is_explained_all_the_same(answers: Answers, question: str) -> None:
    assert list(explanation_lines(answers, answers.explain(question)))
    assert explanation(answers, answers.explain(question))["decision"]
