"""`jiaxiao knowledge` keeps its promises to scripts: fields, exit codes, a line a problem."""

from __future__ import annotations

import io
import json
import shutil
from pathlib import Path

import pytest

from bot.cli import run_command
from bot.faq.learning.learned import read_tuning
from tests.unit.faq.folders import KNOWLEDGE, content, write

Capture = pytest.CaptureFixture[str]


@pytest.fixture(autouse=True)
def in_a_folder_of_its_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("JIAXIAO__KNOWLEDGE__PATH", str(KNOWLEDGE))


def test_a_question_is_answered_as_a_parent_reads_it(capsys: Capture) -> None:
    assert run_command(["knowledge", "ask", "课后服务必须参加吗", "--grade", "3"]) == 0

    out = capsys.readouterr().out
    assert out.startswith("您问的是：课后服务必须参加吗？")
    assert "依据：" in out


def test_json_may_be_asked_for_anywhere(capsys: Capture) -> None:
    assert run_command(["--json", "knowledge", "ask", "双减是什么意思"]) == 0

    document = json.loads(capsys.readouterr().out)
    assert document["decision"] == "answer"
    assert document["topics"][0]["id"] == "policy-what"
    assert 0 < document["topics"][0]["score"] <= 1


def test_an_explanation_says_why(capsys: Capture) -> None:
    assert run_command(["knowledge", "ask", "延时班必须上吗", "--explain"]) == 0

    out = capsys.readouterr().out
    assert "nearest wording:" in out
    assert "points of words:" in out
    assert "nearest without an answer:" in out

    assert run_command(["knowledge", "ask", "延时班必须上吗", "--explain", "--json"]) == 0
    explained = json.loads(capsys.readouterr().out)["explain"]
    assert explained["candidates"][0]["id"] == "ass-voluntary"


def test_the_reply_comes_in_the_language_asked_for(capsys: Capture) -> None:
    assert run_command(["knowledge", "ask", "雙減是什麼意思", "--lang", "zh-Hant"]) == 0
    assert capsys.readouterr().out.startswith("您問的是：")

    assert run_command(["knowledge", "ask", "hello", "--lang", "en"]) == 0
    assert capsys.readouterr().out.startswith("Hello!")


def test_a_batch_gives_a_line_for_a_line(capsys: Capture, tmp_path: Path) -> None:
    questions = [
        {"n": 1, "q": "双减是什么意思"},
        {"n": 2, "q": "你好"},
        {"n": 3, "q": "孩子不想活了", "grade": 7},
        {"n": 4, "q": "公积金怎么提取", "region": "example", "after": "policy-what"},
    ]
    path = tmp_path / "questions.jsonl"
    lines = [json.dumps(question, ensure_ascii=False) for question in questions]
    path.write_text("\ufeff" + "\n\n".join(lines), encoding="utf-8")

    assert run_command(["knowledge", "ask", "--batch", str(path)]) == 0

    replies = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    decisions = [(reply["n"], reply["decision"]) for reply in replies]
    assert decisions == [(1, "answer"), (2, "smalltalk"), (3, "crisis"), (4, "abstain")]
    assert all(reply["text"] and reply["ms"] >= 0 for reply in replies)
    assert len(replies[0]["topics"]) == 3


def test_a_bad_line_costs_only_itself(capsys: Capture, monkeypatch: pytest.MonkeyPatch) -> None:
    lines = ['{"n": 1, "q": "你好"}'.encode(), b"{bad", b'{"n": 3}', b'{"q": "x", "grade": 13}']
    written = b"\n".join([*lines, b"\xff"])
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(written)))

    assert run_command(["knowledge", "ask", "--batch", "-"]) == 1

    captured = capsys.readouterr()
    assert [json.loads(line)["n"] for line in captured.out.splitlines()] == [1]
    problems = captured.err.splitlines()
    assert [problem.split(":")[0] for problem in problems] == [
        f"standard input, line {line}" for line in (2, 3, 4, 5)
    ]


def test_a_missing_batch_file_is_said_in_one_line(capsys: Capture) -> None:
    assert run_command(["knowledge", "ask", "--batch", "nowhere.jsonl"]) == 1
    assert capsys.readouterr().err.startswith("nowhere.jsonl: the file cannot be read")


@pytest.mark.parametrize("arguments", [[], ["问题", "--batch", "-"], ["问题", "--grade", "13"]])
def test_wrong_usage_is_told_apart_from_failure(arguments: list[str], capsys: Capture) -> None:
    assert run_command(["knowledge", "ask", *arguments]) == 2
    assert capsys.readouterr().err


def test_check_names_every_problem_and_fails(capsys: Capture, tmp_path: Path) -> None:
    folder = write(tmp_path / "mine", content(see_also=["nowhere"]))

    assert run_command(["knowledge", "check", str(folder), "--json"]) == 1

    captured = capsys.readouterr()
    document = json.loads(captured.out)
    assert len(document["problems"]) == len(captured.err.splitlines()) == 4
    assert "homework-time.yaml, line" in captured.err


def test_check_of_our_own_folder_is_well(capsys: Capture) -> None:
    assert run_command(["knowledge", "check"]) == 0
    assert "all well" in capsys.readouterr().out


def test_asking_a_broken_folder_is_one_sentence_a_problem(
    capsys: Capture, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = write(tmp_path / "mine", content(short=None))
    monkeypatch.setenv("JIAXIAO__KNOWLEDGE__PATH", str(folder))

    assert run_command(["knowledge", "ask", "作业"]) == 1
    assert capsys.readouterr().err.endswith("line 1: short is missing; add it\n")


def test_score_gives_figures(capsys: Capture, tmp_path: Path) -> None:
    path = tmp_path / "labelled.yaml"
    labelled = (
        "- {n: 7, q: 双减是什么意思, label: answer, accept: [ass-fee]}",
        "- {q: 你好, label: smalltalk}",
    )
    path.write_text("\n".join(labelled), encoding="utf-8")

    assert run_command(["knowledge", "score", str(path), "--json"]) == 0
    document = json.loads(capsys.readouterr().out)
    assert document["figures"]["answered_wrong"] == {"count": 1, "of": 1, "share": 1.0}
    assert document["wrong"] == [{"n": 7, "answered": "policy-what", "label": "answer"}]

    assert run_command(["knowledge", "score", str(path)]) == 0
    assert "answered_wrong" in capsys.readouterr().out


def test_calibrating_rebuilds_about_the_numbers_we_ship(tmp_path: Path, capsys: Capture) -> None:
    mine = tmp_path / "mine"
    shutil.copytree(KNOWLEDGE, mine)
    (mine / "thresholds.yaml").unlink()
    (tmp_path / "config.yaml").write_text(f"knowledge:\n  path: {mine}\n", encoding="utf-8")

    with pytest.MonkeyPatch.context() as patch:
        patch.delenv("JIAXIAO__KNOWLEDGE__PATH")
        assert run_command(["knowledge", "calibrate"]) == 0

    capsys.readouterr()
    learned, shipped = read_tuning(mine), read_tuning(KNOWLEDGE)
    assert learned.answer.threshold == pytest.approx(shipped.answer.threshold, abs=0.03)
    assert learned.suggest.threshold == pytest.approx(shipped.suggest.threshold, abs=0.03)
    assert learned.ranking == pytest.approx(shipped.ranking, abs=0.3)


def test_a_last_topic_that_does_not_exist_is_named(capsys: Capture, tmp_path: Path) -> None:
    assert run_command(["knowledge", "ask", "那初中呢", "--after", "nope"]) != 0
    assert "There is no answer nope" in capsys.readouterr().err

    lines = tmp_path / "questions.jsonl"
    lines.write_text('{"q": "那初中呢", "after": "nope"}\n{"q": "双减是什么意思"}\n', "utf-8")
    assert run_command(["knowledge", "ask", "--batch", str(lines)]) == 1
    captured = capsys.readouterr()
    assert "There is no answer nope" in captured.err
    assert len(captured.out.splitlines()) == 1
