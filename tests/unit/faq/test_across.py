"""The checks see what is wrong between entries that are right by themselves."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from bot.faq.across import problems_across
from bot.faq.loader import read_entries
from tests.unit.faq.folders import Content, content, write

TODAY = date(2026, 11, 21)
SOURCE = {"document": "作业通知", "issuer": "教育部", "clause": "第2条"}


def _sentences(folder: Path, *contents: Content) -> list[str]:
    loaded, problems = read_entries(write(folder, *contents))
    assert problems == []
    return [problem.sentence for problem in problems_across(folder, loaded, TODAY)]


def _saying(entry_id: str, text: str, **source: str) -> Content:
    return content(entry_id, answer={"text": text}, sources=[SOURCE | source])


def test_entries_that_agree_have_no_problem(tmp_path: Path) -> None:
    text = "小学书面作业平均完成时间不超过60分钟。"

    assert _sentences(tmp_path, _saying("one", text), _saying("two", text)) == []


def test_two_limits_by_one_clause_are_found(tmp_path: Path) -> None:
    one = _saying("one", "书面作业平均完成时间不超过60分钟。")
    two = _saying("two", "书面作业平均完成时间不超过90分钟。")

    assert any("is 90 here and 60 in one" in said for said in _sentences(tmp_path, one, two))


def test_limits_by_different_clauses_may_differ(tmp_path: Path) -> None:
    one = _saying("one", "书面作业平均完成时间不超过60分钟。")
    two = _saying("two", "书面作业平均完成时间不超过90分钟。", clause="第3条")

    assert _sentences(tmp_path, one, two) == []


def test_wordings_that_nearly_double_are_found(tmp_path: Path) -> None:
    one = content("one", wordings=["每天晚上写作业写到十一点多还没有写完正常吗"])
    two = content("two", wordings=["每天晚上写作业写到十一点多还没有写完正常吗啊"])

    assert any("is nearly" in said for said in _sentences(tmp_path, one, two))


@pytest.mark.parametrize(("until", "found"), [("2026-12-20", True), ("2027-03-01", False)])
def test_an_answer_that_ends_soon_is_named(tmp_path: Path, until: str, *, found: bool) -> None:
    sentences = _sentences(tmp_path, content(valid_until=until))

    assert any("renew it in time" in said for said in sentences) is found


def test_a_document_nobody_knows_is_found(tmp_path: Path) -> None:
    (tmp_path / "documents.yaml").write_text("- 作业通知\n", "utf-8")
    known, unknown = content("one"), _saying("two", "好。", document="作业的通知")

    sentences = _sentences(tmp_path, known, unknown)

    assert [said[:5] for said in sentences] == ["作业的通知"]
