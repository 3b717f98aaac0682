"""What speaks for a question is measured, weighed and judged in the open."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.matching.decision import Decision, Verdict, judge
from bot.matching.index import FEATURES, Group, Index
from bot.matching.point_learning import learn_points
from bot.matching.tuning import SIGNS, Gate, Tuning

GROUPS = (
    Group("care", ("课后服务必须参加吗", "延时班可以不报吗", "放学后能直接回家吗")),
    Group("time", ("作业每天写多久", "写作业到几点算超时", "每天作业时间上限")),
    Group("phone", ("手机能带进学校吗", "带手机上学行不行", "校园里用手机")),
    Group("weather", ("明天下雨吗", "今天几度", "台风停课没有"), answered=False),
)
NOTHING = dict.fromkeys(SIGNS, 0.0)


def _tuning(*, answer: float = 0.5, suggest: float = 0.5) -> Tuning:
    ranking = dict.fromkeys(FEATURES, 4.0)
    gate = NOTHING | {"odds": 1.0, "points": 4.0, "known": 2.0}
    return Tuning(ranking, Gate(-3.0, gate, answer), Gate(-2.0, gate, suggest))


@pytest.fixture(scope="module")
def index() -> Index:
    return Index(GROUPS)


def _verdict(index: Index, message: str) -> Verdict:
    return judge(index, index.evidence(message), _tuning())


def test_a_known_wording_is_answered(index: Index) -> None:
    verdict = _verdict(index, "请问，手机能带进学校吗？")

    assert verdict.decision is Decision.ANSWER
    assert verdict.candidates[0].key == "phone"
    assert verdict.candidates[0].wording == "手机能带进学校吗"
    assert verdict.answer_probability == 1


def test_what_is_nearest_to_a_matter_without_an_answer_is_not_answered(index: Index) -> None:
    verdict = _verdict(index, "明天会下大雨吗")

    assert verdict.decision is Decision.ABSTAIN
    assert verdict.unanswered is not None
    assert verdict.unanswered.key == "weather"
    assert all(candidate.key != "weather" for candidate in verdict.candidates)


@pytest.mark.parametrize("message", ["", "？？", "qwerty", "字" * 4096, "甲乙丙丁戊己"])
def test_what_is_strange_is_not_answered(index: Index, message: str) -> None:
    assert _verdict(index, message).decision is Decision.ABSTAIN


def test_the_one_clause_that_asks_is_found_in_a_letter(index: Index) -> None:
    letter = "老师您好。孩子今年刚转学过来，家里老人身体不好，我们夫妻都在外地。" * 3
    verdict = _verdict(index, f"{letter}想问延时班可以不报吗。祝工作顺利。")

    assert verdict.candidates[0].key == "care"


def test_two_near_questions_are_asked_back() -> None:
    twins = (
        Group("junior", ("初中作业写多久", "初中生作业时间")),
        Group("primary", ("小学作业写多久", "小学生作业时间")),
        *GROUPS[2:],
    )
    index = Index(twins)
    verdict = judge(index, index.evidence("作业写多久啊"), _tuning(answer=0.2, suggest=0.1))

    assert verdict.decision is Decision.CLARIFY
    assert {candidate.key for candidate in verdict.candidates[:2]} == {"junior", "primary"}


def test_thresholds_divide_answering_offering_and_silence(index: Index) -> None:
    evidence = index.evidence("带手机去学校玩可以吗")
    decisions = [
        judge(index, evidence, _tuning(answer=answer, suggest=suggest)).decision
        for answer, suggest in ((0.0, 0.0), (1.0, 0.0), (1.0, 1.0))
    ]

    assert decisions == [Decision.ANSWER, Decision.SUGGEST, Decision.ABSTAIN]


@pytest.mark.parametrize("groups", [(), (Group("letters", ()),), GROUPS[3:]])
def test_an_index_with_next_to_nothing_measures_all_the_same(groups: tuple[Group, ...]) -> None:
    points = learn_points(groups, [("letters", "明天下雨"), ("letters", "明天停课")])
    evidence = Index(groups, points=points).evidence("明天下雨吗")

    assert np.isfinite(evidence.features).all()
    assert 0 <= evidence.known <= evidence.met <= 1


def test_a_message_of_one_word_is_met(index: Index) -> None:
    assert index.evidence("机").met == 1
    assert index.evidence("homework").met == 0


def test_an_index_without_answers_is_silent() -> None:
    index = Index([GROUPS[3]])

    assert _verdict(index, "明天下雨吗").decision is Decision.ABSTAIN


@given(st.text(max_size=300))
def test_any_message_is_judged(message: str) -> None:
    index = Index(GROUPS)
    verdict = _verdict(index, message)

    assert sum(candidate.score for candidate in verdict.candidates) <= 1.0001
    assert len(verdict.candidates) <= 3
    assert set(verdict.signs) in ({*SIGNS}, set())
