"""Labelled messages become figures that mean what they say."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from bot.faq.problems import BrokenKnowledge
from bot.faq.scoring import Label, Labelled, Share, read_labelled, score
from bot.faq.service import Answers
from tests.unit.faq.folders import KNOWLEDGE


@pytest.fixture(scope="module")
def answers() -> Answers:
    return Answers.load(KNOWLEDGE, lambda: date(2026, 11, 21))


def test_shares_count_what_their_names_say(answers: Answers) -> None:
    question = "课后服务必须参加吗？可以不报吗？"
    messages = [
        Labelled(q=question, label=Label.ANSWER, accept=("ass-voluntary",)),
        Labelled(q=question, label=Label.ANSWER, accept=("ass-fee",)),
        Labelled(q=question, label=Label.ANSWER, accept=("no-such-entry",)),
        Labelled(q=question, label=Label.OUT),
        Labelled(q="谢谢", label=Label.SMALLTALK),
        Labelled(q="孩子不想活了", label=Label.CRISIS),
    ]
    result = score(answers, messages)

    counts = {name: (share.count, share.of) for name, share in result.shares.items()}
    assert counts["top1"] == (1, 2)
    assert counts["answered_right"] == (1, 2)
    assert counts["answered_wrong"] == (1, 2)
    assert counts["uncovered_answered"] == (1, 1)
    assert counts["out_of_scope_answered"] == (1, 2)
    assert counts["crisis_caught"] == (1, 1)
    assert counts["crisis_false_alarms"] == (0, 5)
    assert len(result.wrong) == 3


def test_an_interval_holds_the_share_and_narrows_with_more() -> None:
    few, many = Share(8, 10), Share(800, 1000)

    assert few.interval[0] < few.value < few.interval[1]
    assert many.interval[1] - many.interval[0] < few.interval[1] - few.interval[0]
    assert Share(0, 0).value == 0
    assert Share(10, 10).interval[1] == 1


def test_a_bad_label_is_named_with_its_line(tmp_path: Path) -> None:
    path = tmp_path / "questions.yaml"
    path.write_text("- q: 甲\n  label: out\n- q: 乙\n  label: maybe\n", encoding="utf-8")

    with pytest.raises(BrokenKnowledge, match=r"questions\.yaml, line 4"):
        read_labelled(path)


def test_a_wrong_label_is_told_the_right_ones(tmp_path: Path) -> None:
    path = tmp_path / "messages.yaml"
    path.write_text("- q: 几点放学\n  label: answered\n", encoding="utf-8")
    with pytest.raises(
        BrokenKnowledge, match="'answer', 'uncovered', 'out', 'smalltalk'"
    ) as found:
        read_labelled(path)
    assert "category" not in str(found.value)
