"""Danger is heard in messages that were written before the patterns were mended for them."""

from __future__ import annotations

from pathlib import Path
from typing import Final

import numpy as np
import pytest

from bot.faq.crisis.danger import is_danger
from bot.faq.crisis.likeness import all_points
from bot.faq.learning.material import NEGATIVES_FILE
from bot.faq.service import Answers
from bot.yaml_loader import load_mapping, read_yaml
from tests.quality import crisis_learning
from tests.quality.crisis_learning import Kind, Message, as_taught, fitted, ordinary
from tests.quality.crisis_tables import characters_module, pairs_module
from tests.unit.faq.folders import KNOWLEDGE

HERE: Final = Path(__file__).parent
MESSAGES: Final = load_mapping(HERE / "crisis.yaml")
CLOSED: Final = load_mapping(HERE / "crisis_closed.yaml")
DANGER: Final = [part for part in MESSAGES if "danger" in part]
HARMLESS: Final = [part for part in MESSAGES if "harmless" in part]


def _messages(part: str, of: dict[str, object] | None = None) -> list[str]:
    listed = (of or MESSAGES)[part]
    assert isinstance(listed, list)
    return [str(message) for message in listed]


def test_there_are_enough_messages_of_each_kind() -> None:
    counts = {part: len(set(_messages(part))) for part in MESSAGES}

    assert sum(counts[part] for part in DANGER) >= 360
    assert counts["danger_with_typos"] + counts["second_danger_with_typos"] >= 100
    assert sum(counts[part] for part in HARMLESS) >= 750


@pytest.mark.parametrize("part", DANGER)
def test_every_cry_for_help_is_heard(part: str) -> None:
    assert [message for message in _messages(part) if not is_danger(message)] == []


@pytest.mark.parametrize("part", HARMLESS)
def test_nothing_harmless_raises_the_alarm(part: str) -> None:
    assert [message for message in _messages(part) if is_danger(message)] == []


@pytest.mark.parametrize(
    ("part", "least", "most_false"),
    [
        ("", 25, 2),
        ("second_", 147, 6),
        ("third_", 148, 10),
        ("fourth_", 148, 22),
        ("fifth_", 142, 9),
    ],
)
def test_no_fewer_messages_are_heard_that_nothing_was_fitted_to(
    part: str, least: int, most_false: int
) -> None:
    heard = sum(map(is_danger, _messages(f"{part}danger", CLOSED)))
    false = sum(map(is_danger, _messages(f"{part}harmless", CLOSED)))

    assert heard >= least
    assert false <= most_false


def test_what_nothing_is_fitted_to_is_not_learned_from() -> None:
    taught = {message for side in crisis_learning.danger_and_alike() for message in side}

    assert all(taught.isdisjoint(_messages(part, CLOSED)) for part in CLOSED)


def test_ordinary_questions_hardly_ever_raise_the_alarm() -> None:
    entries = Answers.load(KNOWLEDGE).snapshot.entries.values()
    asked = [wording for entry in entries for wording in entry.wordings]
    negatives = read_yaml(KNOWLEDGE / NEGATIVES_FILE).value
    assert isinstance(negatives, dict)
    for matters in negatives.values():
        assert isinstance(matters, dict)
        asked += [
            str(one) for group in matters.values() if isinstance(group, list) for one in group
        ]

    assert sum(map(is_danger, asked)) <= 0.005 * len(asked)


def test_parents_messages_raise_it_about_as_often_as_they_speak_of_danger() -> None:
    asked = ordinary()

    assert sum(map(is_danger, asked)) <= 0.008 * len(asked)


def test_the_tables_say_what_a_person_would_expect() -> None:
    points = all_points()

    assert all(points[one] > 0 for one in ("血", "割", "遗书", "救", "打我"))
    assert all(points[one] < 0 for one in ("吗", "课", "题", "作业"))


TWO_KINDS: Final = [
    Message("血在流", Kind.DANGER, is_fair=True),
    Message("课在哪", Kind.ALIKE, is_fair=True),
] * 3


def test_a_character_of_danger_is_learned_from_messages_that_have_it() -> None:
    known = as_taught(TWO_KINDS)

    points = dict(zip(known.names, fitted(known).tolist(), strict=False))

    assert points["血"] > 0 > points["课"]
    assert points["血在"] > 0 > points["课在"]
    assert abs(points["在"]) < points["血"]


def test_the_written_tables_are_python_that_says_the_same() -> None:
    known = as_taught(TWO_KINDS)
    weights = fitted(known)
    characters: dict[str, dict[int, str]] = {}
    pairs: dict[str, dict[int, str]] = {}

    exec(characters_module(known.names, weights[:-1], 0.5, np.array([1.0, 2.0]), 0.0), characters)
    for against in (False, True):
        exec(pairs_module(known.names, weights[:-1], against=against), pairs)

    assert [level > 0 for level, held in characters["CHARACTERS"].items() if "血" in held] == [
        True
    ]
    assert any("血在" in held for held in pairs["FOR"].values())
    assert any("课在" in held for held in pairs["AGAINST"].values())
    assert all(level < 0 for level in pairs["AGAINST"])
