"""Points say for each question which words speak for it and which against it."""

from __future__ import annotations

from functools import cache

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.matching.index import FEATURES, Group, Index
from bot.matching.normalise import fold
from bot.matching.point_learning import learn_points
from bot.matching.points import Points
from bot.matching.terms import run_code

POINTS = FEATURES.index("points")
GROUPS = (
    Group("leave", ("周末能请假吗", "请假找谁", "周末请假要写条吗")),
    Group("lessons", ("周末能补课吗", "学校周末补课合规吗", "补课收费吗")),
    Group("food", ("食堂能带饭吗", "中午带饭行不行", "食堂饭菜贵")),
    Group("weather", (), answered=False),
)
MESSAGES = (
    ("leave", "孩子发烧了，跟谁请假"),
    ("leave", "孩子发烧，明天不来了"),
    ("weather", "明天暴雨，地铁停不停"),
    ("weather", "又是暴雨，路上堵"),
)


def _worth(points: Points) -> dict[int, int]:
    return dict(zip(points.terms.tolist(), points.worth.tolist(), strict=True))


@cache
def _index(groups: tuple[Group, ...] = GROUPS) -> Index:
    return Index(groups, points=learn_points(GROUPS, MESSAGES))


def test_a_word_that_two_questions_share_is_worth_less_than_one_that_parts_them() -> None:
    learned = learn_points(GROUPS, MESSAGES)
    leave, lessons = _worth(learned["leave"]), _worth(learned["lessons"])

    assert leave[run_code("请假")] > leave.get(run_code("周末"), 0)
    assert leave[run_code("补课")] < 0 < lessons[run_code("补课")]


def test_a_message_that_two_answers_would_help_speaks_for_both() -> None:
    messages = [("lessons", "得去得去"), ("lessons", "又得去")]
    either = [frozenset({"lessons", "leave"})] * 2

    against = _worth(learn_points(GROUPS, messages)["leave"])
    learned = learn_points(GROUPS, messages, either)

    word = run_code("得去")
    assert against[word] < 0 < _worth(learned["lessons"])[word]
    assert _worth(learned["leave"])[word] > 0 > _worth(learned["food"])[word]


def test_what_single_words_add_makes_the_sum() -> None:
    index = _index()
    evidence = index.evidence("发烧了请假")

    added = index.pointed(evidence, 0)

    assert {"请假", "发烧"} <= {word for word, adds in added.items() if adds > 0}
    assert sum(added.values()) == pytest.approx(evidence.features[0, POINTS], abs=1e-4)


@given(st.text(max_size=40), st.sampled_from(["请假 after school", "ask for leave please", ""]))
def test_every_explanation_adds_up(asked: str, more: str) -> None:
    index = _index()
    evidence = index.evidence(f"{asked} {more}")

    for row in range(len(index.groups)):
        added = index.pointed(evidence, row)
        assert sum(added.values()) == pytest.approx(evidence.features[row, POINTS], abs=1e-3)


def test_a_question_nothing_was_learned_for_is_explained_by_no_words() -> None:
    index = _index((*GROUPS, Group("bus", ("校车几点来",))))

    assert index.pointed(index.evidence("校车几点来"), 4) == {}
    assert index.evidence("校车几点来呀").features[4, POINTS] > 1


def test_words_that_only_messages_use_have_points() -> None:
    features = _index().evidence("发烧").features[:, POINTS]

    assert features.argmax() == 0


def test_a_matter_without_any_wording_has_points_of_its_messages() -> None:
    evidence = _index().evidence("明天又是暴雨")

    assert evidence.features[:, POINTS].argmax() == 3
    assert evidence.elsewhere == evidence.features[3, POINTS]


def test_a_new_question_is_judged_by_its_wordings_until_it_is_learned() -> None:
    new = Group("bus", ("校车几点来", "校车在哪上", "校车怎么报名"))
    features = _index((*GROUPS, new)).evidence("校车怎么报名呀").features[:, POINTS]

    assert features.argmax() == 4
    assert -1 < features[4] < 1


def test_the_same_lessons_give_the_same_points() -> None:
    one, other = learn_points(GROUPS, MESSAGES), learn_points(GROUPS, MESSAGES)

    assert {key: _worth(points) for key, points in one.items()} == {
        key: _worth(points) for key, points in other.items()
    }


def test_nothing_is_learned_from_nothing() -> None:
    assert learn_points((), ()) == {}
    assert learn_points(GROUPS[3:], [("unknown", "发烧")]) == {}


@settings(deadline=None)
@given(
    st.lists(
        st.tuples(st.sampled_from(["leave", "food", "weather"]), st.text(max_size=30)), max_size=6
    ),
    st.text(max_size=30),
)
def test_points_are_few_finite_and_taken_from_what_was_said(
    messages: list[tuple[str, str]], asked: str
) -> None:
    points = learn_points(GROUPS, messages)
    evidence = Index(GROUPS[:3], points=points).evidence(asked)

    assert np.isfinite(evidence.features).all()
    for one in points.values():
        assert len(set(one.terms.tolist())) == len(one.terms)
        assert (one.worth != 0).all()
    said = "".join(fold(text) for _, text in messages)
    said += "".join(fold(wording) for group in GROUPS for wording in group.wordings)
    if said.isascii():
        return
    singles = {term for one in points.values() for term in one.terms.tolist() if term < 1 << 16}
    assert singles <= {ord(character) for character in said}
