"""On the command line a place is two options; an unknown one costs a hint, not the answer."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from bot.cli import run_command
from bot.cli.demo_school import REGION, SCHOOL
from tests.unit.faq.folders import KNOWLEDGE

Capture = pytest.CaptureFixture[str]

QUESTION = "课后服务几点结束"


@pytest.fixture(autouse=True)
def in_a_folder_of_its_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("JIAXIAO__KNOWLEDGE__PATH", str(KNOWLEDGE))


def test_a_region_and_a_school_are_answered_by_their_own_words(capsys: Capture) -> None:
    at_school = ["--region", REGION, "--school", SCHOOL]
    assert run_command(["knowledge", "ask", QUESTION, *at_school]) == 0
    captured = capsys.readouterr()
    assert f"{SCHOOL}的安排：" in captured.out
    assert captured.err == ""

    assert run_command(["knowledge", "ask", QUESTION, "--region", "example"]) == 0
    out = capsys.readouterr().out
    assert "示例区教育局的规定：" in out
    assert SCHOOL not in out


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (["--region", "nowhere"], "Region nowhere has no folder"),
        (["--region", "example", "--school", "南小"], "南小 has no file in region example"),
    ],
)
def test_an_unknown_place_gets_the_wider_rule_and_a_hint_with_known_names(
    capsys: Capture, options: list[str], said: str
) -> None:
    assert run_command(["knowledge", "ask", QUESTION, *options]) == 0

    captured = capsys.readouterr()
    assert captured.out.startswith("您问的是：")
    (hint,) = captured.err.splitlines()
    assert hint.startswith(said)
    assert "known: " in hint


def test_a_school_without_its_region_is_wrong_usage(capsys: Capture) -> None:
    assert run_command(["knowledge", "ask", QUESTION, "--school", SCHOOL]) == 2
    assert "--region" in capsys.readouterr().err


def test_a_batch_answers_each_line_for_its_place_and_hints_once(
    capsys: Capture, tmp_path: Path
) -> None:
    places: list[dict[str, str]] = [
        {"region": REGION, "school": SCHOOL},
        {"region": "example"},
        {},
        {"region": "nowhere"},
        {"region": "nowhere"},
    ]
    lines = [json.dumps({"q": QUESTION, **place}, ensure_ascii=False) for place in places]
    path = tmp_path / "questions.jsonl"
    path.write_text("\n".join(lines), encoding="utf-8")

    assert run_command(["knowledge", "ask", "--batch", str(path)]) == 0

    captured = capsys.readouterr()
    texts = [json.loads(line)["text"] for line in captured.out.splitlines()]
    assert [SCHOOL in text for text in texts] == [True, False, False, False, False]
    assert ["示例区教育局" in text for text in texts] == [False, True, False, False, False]
    assert len(captured.err.splitlines()) == 1


def test_a_batch_line_with_a_school_and_no_region_is_named(
    capsys: Capture, tmp_path: Path
) -> None:
    path = tmp_path / "questions.jsonl"
    path.write_text('{"q": "你好", "school": "南小"}', encoding="utf-8")

    assert run_command(["knowledge", "ask", "--batch", str(path)]) == 1
    assert "line 1: " in (said := capsys.readouterr().err)
    assert "region" in said


def test_check_lists_what_a_place_has_not_said_itself(capsys: Capture) -> None:
    at_school = ["--region", REGION, "--school", SCHOOL]
    assert run_command(["knowledge", "check", *at_school]) == 0
    out = capsys.readouterr().out
    assert "answers that places decide have no words of this place yet:" in out
    assert "exams/exam-zhongkao" in out
    assert "after-school-service/ass-fee " not in out

    assert run_command(["knowledge", "check", *at_school, "--json"]) == 0
    at_the_school = json.loads(capsys.readouterr().out)["lacking"]
    assert run_command(["knowledge", "check", "--region", "example", "--json"]) == 0
    in_the_district = json.loads(capsys.readouterr().out)["lacking"]
    assert set(in_the_district) - set(at_the_school) == {
        "ass-pickup-safety",
        "ass-meals",
        "homework-no-homework-day",
        "teacher-contact",
    }
