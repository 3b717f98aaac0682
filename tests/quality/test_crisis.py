"""Danger is heard in messages that were written before the patterns were mended for them."""

from __future__ import annotations

from pathlib import Path
from typing import Final

import pytest

from bot.faq.crisis.characters import POINTS
from bot.faq.crisis.danger import is_danger
from bot.faq.learning.material import NEGATIVES_FILE
from bot.faq.service import Answers
from bot.yaml_loader import load_mapping, read_yaml
from tests.quality import crisis_learning
from tests.quality.crisis_learning import ROOT, Taught, learned, module, ordinary
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


def test_no_fewer_messages_are_heard_that_nothing_was_fitted_to() -> None:
    heard = sum(map(is_danger, _messages("danger", CLOSED)))
    false = sum(map(is_danger, _messages("harmless", CLOSED)))

    assert heard >= 21
    assert false <= 6


def test_what_nothing_is_fitted_to_is_not_learned_from() -> None:
    taught = {message for side in crisis_learning.danger_and_alike() for message in side}

    assert taught.isdisjoint(_messages("danger", CLOSED))
    assert taught.isdisjoint(_messages("harmless", CLOSED))


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


def test_the_table_of_characters_says_what_a_person_would_expect() -> None:
    assert all(POINTS[one] > 0 for one in "血刀死割药")
    assert all(POINTS[one] < 0 for one in "吗课哪题")


def test_a_character_of_danger_is_learned_from_messages_that_have_it() -> None:
    known = crisis_learning.as_taught([("血在流", 1.0, 8.0), ("课在哪", 0.0, 8.0)] * 3)

    weights, _ = learned(known)
    points = dict(zip(known.characters, weights.tolist(), strict=True))

    assert points["血"] > 0 > points["课"]
    assert abs(points["在"]) < points["血"]


def test_the_written_table_is_python_that_says_the_same() -> None:
    known = crisis_learning.as_taught([("血在流", 1.0, 8.0), ("课在哪", 0.0, 8.0)] * 3)
    written: dict[str, dict[str, float]] = {}

    exec(module(known.characters, *learned(known)), written)

    assert isinstance(known, Taught)
    assert written["POINTS"]["血"] > 0 > written["POINTS"]["课"]
    assert (ROOT / "bot" / "faq" / "crisis" / "characters.py").is_file()
