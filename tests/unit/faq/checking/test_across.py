"""The checks see what is wrong between entries that are right by themselves."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from bot.faq.checking.across import problems_across
from bot.faq.files.loader import read_entries
from bot.faq.problems import Problem
from tests.unit.faq.folders import Content, content, write

TODAY = date(2026, 11, 21)
SOURCE = {"document": "作业通知", "issuer": "教育部", "clause": "第2条"}


def _problems(folder: Path, *contents: Content) -> list[Problem]:
    loaded, problems = read_entries(write(folder, *contents))
    assert problems == []
    return list(problems_across(folder, loaded, TODAY))


def _sentences(folder: Path, *contents: Content) -> list[str]:
    return [problem.sentence for problem in _problems(folder, *contents)]


def test_wordings_that_nearly_double_are_found(tmp_path: Path) -> None:
    one = content("one", wordings=["每天晚上写作业写到十一点多还没有写完正常吗"])
    two = content("two", wordings=["每天晚上写作业写到十一点多还没有写完正常吗啊"])

    (problem,) = _problems(tmp_path, one, two)

    assert "is nearly" in problem.sentence
    assert (problem.path.name, problem.line) == ("two.yaml", 6)


@pytest.mark.parametrize(("until", "found"), [("2026-12-20", True), ("2027-03-01", False)])
def test_an_answer_that_ends_soon_is_named(tmp_path: Path, until: str, *, found: bool) -> None:
    sentences = _sentences(tmp_path, content(valid_until=until))

    assert any("renew it in time" in said for said in sentences) is found


def test_a_document_nobody_knows_is_found(tmp_path: Path) -> None:
    (tmp_path / "documents.yaml").write_text("- 作业通知\n", "utf-8")
    known = content("one")
    unknown = content("two", sources=[SOURCE | {"document": "作业的通知"}])

    sentences = _sentences(tmp_path, known, unknown)

    assert [said[:5] for said in sentences] == ["作业的通知"]
