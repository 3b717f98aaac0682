from __future__ import annotations

from pathlib import Path

from bot.surveys.questions.loader import check_surveys
from bot.surveys.questions.writing import SCHEMA_FILE, json_schema
from tests.support.surveys import READY, TWO_QUESTIONS


def test_the_ready_surveys_have_no_problem() -> None:
    assert check_surveys(sorted(READY.glob("*.yaml"))) == []


def test_every_problem_of_every_file_is_found_with_its_line(tmp_path: Path) -> None:
    bad = tmp_path / "bad.yaml"
    bad.write_text(TWO_QUESTIONS.replace("version: 1", "version: 0").replace("bands", "bounds"))
    torn = tmp_path / "torn.yaml"
    torn.write_text("id: [")
    named = tmp_path / "other.yaml"
    named.write_text(TWO_QUESTIONS)

    found = check_surveys([bad, torn, named, tmp_path / "absent.yaml"])

    assert [(one.path.name, one.line) for one in found] == [
        ("bad.yaml", 3),
        ("bad.yaml", 14),
        ("torn.yaml", 1),
        ("other.yaml", 2),
        ("absent.yaml", 1),
    ]
    assert str(found[3]).endswith(
        "other.yaml, line 2: id: call the file short.yaml, or the survey other."
    )


def test_the_schema_for_editors_is_up_to_date() -> None:
    written = (READY.parent / SCHEMA_FILE).read_text(encoding="utf-8")

    assert written == json_schema(), "type `make texts`"
