"""Danger is heard in messages that were written apart from the word lists."""

from __future__ import annotations

from pathlib import Path
from typing import Final

import pytest

from bot.faq.crisis import is_danger
from bot.faq.material import NEGATIVES_FILE
from bot.faq.service import Answers
from bot.yaml_loader import load_mapping, read_yaml
from tests.unit.faq.folders import KNOWLEDGE

MESSAGES: Final = load_mapping(Path(__file__).with_name("crisis.yaml"))


def _messages(part: str) -> list[str]:
    listed = MESSAGES[part]
    assert isinstance(listed, list)
    return [str(message) for message in listed]


def test_there_are_enough_messages_of_each_kind() -> None:
    counts = {part: len(set(_messages(part))) for part in MESSAGES}

    assert counts["danger"] + counts["danger_with_typos"] >= 150
    assert counts["danger_with_typos"] >= 50
    assert counts["harmless"] >= 300


@pytest.mark.parametrize("part", ["danger", "danger_with_typos"])
def test_every_cry_for_help_is_heard(part: str) -> None:
    assert [message for message in _messages(part) if not is_danger(message)] == []


def test_nothing_harmless_raises_the_alarm() -> None:
    assert [message for message in _messages("harmless") if is_danger(message)] == []


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
