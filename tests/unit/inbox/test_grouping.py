from __future__ import annotations

import random
from pathlib import Path

import yaml
from hypothesis import given
from hypothesis import strategies as st

from bot.inbox import grouping
from bot.inbox.grouping import ALIKE as FROM
from bot.inbox.grouping import likeness, nearest, representative
from tests.unit.inbox.pairs import ALIKE, DIFFERENT

KNOWLEDGE = Path(__file__).parents[3] / "knowledge" / "faq"
TEXTS = st.one_of(st.text(max_size=80), st.sampled_from([one for pair in ALIKE for one in pair]))


def test_most_questions_asked_in_other_words_are_one() -> None:
    taken = [pair for pair in ALIKE if likeness(*pair) >= FROM]

    assert len(ALIKE) >= 40
    assert len(taken) >= 35, set(ALIKE) - set(taken)


def test_no_two_questions_that_only_look_alike_are_one() -> None:
    assert len(DIFFERENT) >= 40
    assert [pair for pair in DIFFERENT if likeness(*pair) >= FROM] == []


def test_questions_of_different_answers_are_hardly_ever_one() -> None:
    chooser = random.Random(3)
    wordings = []
    for path in sorted(KNOWLEDGE.rglob("*.yaml")):
        entry = yaml.safe_load(path.read_text(encoding="utf-8"))
        wordings += [(entry["id"], str(one)) for one in entry["wordings"]]
    sample = chooser.sample(wordings, 200)

    mixed = [
        (one, nearest(one, [(other, other) for there, other in wordings if there != entry]))
        for entry, one in sample
    ]

    # Seven of two hundred at writing, most of them the same question in two answers.
    assert sum(other is not None for _, other in mixed) <= 12, mixed


def test_what_is_asked_of_a_thing_counts() -> None:
    assert likeness("图书馆的书可以借几本", "图书馆的书可以借几天") == 0
    assert likeness("三年级作业写多久", "一年级作业写多久") == 0


def test_scripts_width_and_politeness_make_no_difference() -> None:
    assert likeness("请问校服必须买吗", "校服必須買嗎？") == 1


def test_of_several_groups_the_nearest_is_chosen() -> None:
    groups = [(1, "饭卡怎么退"), (2, "校服必须买吗"), (2, "可不可以不买校服"), (3, "校服必须买吗")]

    assert nearest("校服一定要买吗", groups) == 2
    assert nearest("校服必须买吗", groups) == 2
    assert nearest("学校有没有校车", groups) is None
    assert nearest("学校有没有校车", []) is None


def test_what_is_kept_no_more_is_not_remembered() -> None:
    comparison = grouping.Comparison()

    assert comparison.nearest("校服必须买吗", [(1, "校服必须买吗"), (2, "饭卡怎么退")]) == 1
    assert comparison.nearest("校服必须买吗", [(2, "饭卡怎么退")]) is None
    assert set(comparison._read) == {"饭卡怎么退"}


def test_a_group_is_named_by_the_sentence_nearest_to_all() -> None:
    sentences = ["校服到底是不是非买不可啊", "校服必须买吗", "校服一定要买吗"]

    assert representative(sentences) in sentences[1:]


@given(TEXTS, TEXTS)
def test_likeness_is_the_same_from_both_sides_and_a_share(one: str, other: str) -> None:
    alike = likeness(one, other)

    assert 0 <= alike <= 1.000001
    assert alike == likeness(other, one)
    assert likeness(one, one) == 1


@given(TEXTS)
def test_a_sentence_always_finds_itself(sentence: str) -> None:
    assert grouping.nearest(sentence, [("it", sentence)]) == "it"
