"""Two numbers for one rule are found, and a stage that is named and has no variant."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.faq.checking.limits import limit_problems
from bot.faq.files.loader import read_entries
from bot.faq.problems import Problem
from tests.unit.faq.folders import KNOWLEDGE, Content, content, write

SOURCE = {"document": "作业通知", "issuer": "教育部", "clause": "第2条"}


def _problems(folder: Path, *contents: Content) -> list[Problem]:
    loaded, problems = read_entries(write(folder, *contents))
    assert problems == []
    return list(limit_problems(loaded))


def _saying(entry_id: str, text: str, **source: str) -> Content:
    return content(entry_id, answer={"text": text}, sources=[SOURCE | source])


def _varied(text: str, *grades: str) -> Content:
    variants = [{"grades": span, "text": f"{span}的说法。"} for span in grades]
    return content(answer={"text": text, "variants": variants})


def test_entries_that_agree_have_no_problem(tmp_path: Path) -> None:
    text = "小学书面作业平均完成时间不超过60分钟。"

    assert _problems(tmp_path, _saying("one", text), _saying("two", text)) == []


@pytest.mark.parametrize(
    ("first", "second", "said"),
    [
        (
            "书面作业平均完成时间不超过60分钟。",
            "书面作业平均完成时间不超过90分钟。",
            "“不超过90分钟” is 60 in one",
        ),
        (
            "每天书面作业平均完成时间不得超过60分钟。",
            "规定是，书面作业平均不超过80分钟。",
            "“不超过80分钟” is 60 in one",
        ),
        (
            "上课时间不早于8:20。",
            "早上上课时间不早于8:00。",
            "“不早于8:00” is 8:20 in one",
        ),
        ("上课时间不早于8点。", "早上上课时间不晚于9点。", None),
    ],
)
def test_two_limits_by_one_clause_are_found(
    tmp_path: Path, first: str, second: str, said: str | None
) -> None:
    problems = _problems(tmp_path, _saying("one", first), _saying("two", second))

    assert [said in problem.sentence for problem in problems if said] == [True] * bool(said)
    assert {problem.path.name for problem in problems} <= {"two.yaml"}


def test_limits_by_different_clauses_may_differ(tmp_path: Path) -> None:
    one = _saying("one", "书面作业平均完成时间不超过60分钟。")
    two = _saying("two", "书面作业平均完成时间不超过90分钟。", clause="第3条")

    assert _problems(tmp_path, one, two) == []


def test_limits_of_different_things_may_differ(tmp_path: Path) -> None:
    one = _saying("one", "书面作业平均完成时间不超过60分钟。")
    two = _saying("two", "线上培训每节课不超过30分钟。")

    assert _problems(tmp_path, one, two) == []


def test_an_entry_that_names_both_numbers_speaks_of_both_stages(tmp_path: Path) -> None:
    one = _saying("one", "这些年级的书面作业平均完成时间不超过60分钟。")
    two = _saying("two", "书面作业平均完成时间有的不超过90分钟，有的不超过60分钟。")

    assert _problems(tmp_path, one, two) == []


def test_grades_between_two_variants_must_not_be_forgotten(tmp_path: Path) -> None:
    (problem,) = _problems(tmp_path, _varied("看年级。", "1-2", "7-9"))

    assert problem.sentence.startswith("grade 3, 4, 5, 6 has no variant")
    assert problem.line == 14


@pytest.mark.parametrize(
    "content",
    [
        _varied("看年级。", "1-2", "3-6", "7-9"),
        _varied("看年级。", "1-2"),
        _varied("看年级。", "7-9", "10-12"),
        _varied("三到六年级不超过60分钟。", "1-2", "7-9"),
        _varied("其他年级按学校安排。", "1-2", "7-9"),
    ],
)
def test_grades_that_are_spoken_to_are_not_forgotten(tmp_path: Path, content: Content) -> None:
    assert _problems(tmp_path, content) == []


def test_a_number_for_each_stage_needs_variants(tmp_path: Path) -> None:
    text = "三到六年级每天不超过60分钟，初中不超过90分钟。"

    (problem,) = _problems(tmp_path, content(answer={"text": text}))

    assert "different 分钟 for different grades" in problem.sentence
    assert _problems(tmp_path, _varied(text, "3-6", "7-9")) == []


@pytest.mark.parametrize(
    "text", ["小学和初中都不超过60分钟。", "小学每天60分钟，初中每周90元。", "每天1小时。"]
)
def test_one_number_for_all_needs_none(tmp_path: Path, text: str) -> None:
    assert _problems(tmp_path, content(answer={"text": text})) == []


def test_the_answers_we_ship_agree() -> None:
    assert list(limit_problems(read_entries(KNOWLEDGE)[0])) == []
