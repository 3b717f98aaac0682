"""The numbers are learned the same way every time, and from nothing they are judged by."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.matching.calibration import (
    FOLDS,
    Kind,
    Lesson,
    Material,
    calibrate,
    parts_by_writer,
)
from bot.matching.decision import Decision, judge
from bot.matching.index import FEATURES, Group, Index
from bot.matching.learning import learn_ranking, learn_yes_or_no, threshold_for


def test_ranking_learns_which_feature_tells_the_right_question() -> None:
    generator = np.random.default_rng(1)
    features = generator.random((200, 5, 2), dtype=np.float32)
    wanted = features[:, :, 0].argmax(axis=1)

    weights = learn_ranking(features, wanted, np.ones(200))

    assert weights[0] > 5 * weights[1] >= 0


def test_a_feature_never_counts_against_a_question() -> None:
    generator = np.random.default_rng(2)
    features = generator.random((200, 5, 2), dtype=np.float32)
    wanted = features[:, :, 0].argmin(axis=1)

    assert learn_ranking(features, wanted, np.ones(200))[0] == 0


def test_a_gate_learns_what_tells_yes_from_no() -> None:
    generator = np.random.default_rng(3)
    signs = generator.normal(size=(400, 2))
    yes = (signs[:, 0] > 0.5).astype(np.float64)

    rule, unseen = learn_yes_or_no(signs, yes, np.ones(400))

    assert rule.weights[0] > 5 * abs(rule.weights[1])
    assert ((unseen > 0.5) == (yes > 0)).mean() > 0.9


@pytest.mark.parametrize(("allowed", "threshold"), [(0.0, 0.9), (0.5, 0.7), (1.0, 0.6)])
def test_the_threshold_lets_no_more_through_than_allowed(allowed: float, threshold: float) -> None:
    chances = np.array([0.9, 0.8, 0.7, 0.6])
    refused = np.array([0.0, 1.0, 0.0, 1.0])

    assert threshold_for(chances, refused, allowed) == pytest.approx(threshold)


def test_when_the_surest_is_wrong_nothing_passes() -> None:
    assert threshold_for(np.array([0.9, 0.8]), np.array([1.0, 0.0]), 0.0) == 1.0


def _material() -> Material:
    things = {
        "homework": "作业",
        "phone": "手机",
        "care": "延时班",
        "exam": "月考",
        "sleep": "睡觉",
    }
    asks = (
        "{}有规定吗",
        "{}怎么办",
        "孩子{}的事想问问",
        "{}能不能少点",
        "关于{}学校怎么说",
        "{}行不行",
    )
    strange = {"weather": "下雨", "bus": "公交", "doctor": "挂号", "house": "房贷"}
    words = ("{}怎么样", "今天{}了没", "哪里能{}", "{}几点开始", "想知道{}的情况", "{}贵不贵")
    groups = [
        Group(key, tuple(ask.format(thing) for ask in asks)) for key, thing in things.items()
    ]
    groups += [
        Group(key, tuple(word.format(thing) for word in words), answered=False)
        for key, thing in strange.items()
    ]
    practice = (Lesson("最近月考太多了怎么办", frozenset({"exam"}), Kind.OURS, 2.0),)
    return Material(tuple(groups), frozenset(strange), (), practice)


@given(st.lists(st.sampled_from("甲乙丙丁戊己庚"), max_size=60))
def test_what_one_person_wrote_is_left_out_together(writers: list[str]) -> None:
    practice = [Lesson("话", frozenset(), Kind.OUTSIDE, writer=writer) for writer in writers]

    parts = parts_by_writer(practice).tolist()

    assert len(set(zip(writers, parts, strict=True))) == len(set(writers))
    assert all(0 <= part < FOLDS for part in parts)
    sizes = [parts.count(part) for part in range(FOLDS)]
    most = max((writers.count(writer) for writer in writers), default=0)
    assert max(sizes) - min(sizes) <= most


def test_calibration_is_repeatable_and_tells_ours_from_others() -> None:
    material = _material()
    tuning = calibrate(material)
    index = Index(material.groups, material.words)

    assert calibrate(material) == tuning
    assert set(tuning.ranking) == set(FEATURES)
    ours = judge(index, index.evidence("手机到底有规定没有"), tuning)
    other = judge(index, index.evidence("公交今天几点开始"), tuning)
    assert ours.candidates[0].key == "phone"
    assert ours.answer_probability > other.answer_probability
    assert other.decision is not Decision.ANSWER


def test_a_single_writer_of_what_is_not_ours_may_be_left_out() -> None:
    outside = [Lesson(f"路上{n}点堵车", frozenset(), Kind.OUTSIDE, 1.0, "far") for n in range(6)]
    material = _material()
    groups = (*material.groups, Group("far", (), answered=False))

    tuning = calibrate(replace(material, groups=groups, practice=tuple(outside)))

    assert 0 <= tuning.answer.threshold <= 1


def test_answering_is_as_wary_of_what_only_sounds_like_ours_as_of_what_is_far_off() -> None:
    material = _material()

    assert calibrate(replace(material, outside=frozenset())).answer == calibrate(material).answer
