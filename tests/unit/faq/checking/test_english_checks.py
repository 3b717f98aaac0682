"""Parents who chose English read English, and the checks see where it says less."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from bot.faq.checking.english_checks import english_problems
from bot.faq.files.loader import read_entries
from bot.faq.model import EntryId
from bot.faq.service import Answers
from bot.i18n.languages import Language
from tests.unit.faq.folders import KNOWLEDGE, Content, content, write

ANSWER = {"text": "看年级。", "variants": [{"grades": "1-2", "text": "不留。"}]}
ENGLISH: Content = {
    "question": "How long may homework take?",
    "short": "Homework time",
    "text": "It depends on the grade.",
    "variants": [{"grades": "1-2", "text": "None in writing."}],
}


def _problems(folder: Path, **changes: object) -> list[str]:
    english = {key: value for key, value in (ENGLISH | changes).items() if value is not None}
    write(folder, content(answer=ANSWER, en=english))
    loaded, problems = read_entries(folder)
    assert problems == []
    return [problem.sentence for problem in english_problems(loaded[0])]


def test_good_english_has_no_problem(tmp_path: Path) -> None:
    assert _problems(tmp_path) == []


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"variants": None}, "variants for the grades of the Chinese"),
        ({"variants": [{"grades": "1-3", "text": "None."}]}, "variants for the grades"),
        ({"who_decides": "Ask the school."}, "who_decides in both languages"),
        ({"text": "word " * 151}, "151 words"),
        ({"text": "每天不超过一小时 a day"}, "mostly Chinese"),
    ],
)
def test_english_that_says_less_is_found(
    tmp_path: Path, changes: dict[str, object], said: str
) -> None:
    assert any(said in sentence for sentence in _problems(tmp_path, **changes))


def test_who_reads_english_is_shown_english_for_the_grade(tmp_path: Path) -> None:
    (tmp_path / "thresholds.yaml").write_bytes((KNOWLEDGE / "thresholds.yaml").read_bytes())
    write(tmp_path, content(answer=ANSWER, en=ENGLISH))
    answers = Answers.load(tmp_path, lambda: date(2026, 11, 21))

    shown = answers.answer_for(EntryId("homework-time"), 1, Language.EN)

    assert (shown.question, shown.text) == ("How long may homework take?", "None in writing.")
    assert shown.sources[0].document == "作业通知"


def test_without_english_the_chinese_is_shown(tmp_path: Path) -> None:
    (tmp_path / "thresholds.yaml").write_bytes((KNOWLEDGE / "thresholds.yaml").read_bytes())
    write(tmp_path, content())
    answers = Answers.load(tmp_path, lambda: date(2026, 11, 21))

    shown = answers.answer_for(EntryId("homework-time"), None, Language.EN)

    assert shown.text == "每天不超过一小时。"
