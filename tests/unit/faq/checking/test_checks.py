"""The checks find what can be loaded and still should not go out."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from bot.faq.checking.checks import check, main
from bot.faq.checking.english_checks import MISSING
from bot.faq.writing.traditional import write_all
from tests.unit.faq import folders
from tests.unit.faq.folders import KNOWLEDGE, Content, write

TODAY = date(2026, 11, 21)
THRESHOLDS = KNOWLEDGE / "thresholds.yaml"


ENGLISH = {"question": "How long?", "short": "Homework", "text": "An hour at most."}


def content(entry_id: str = "homework-time", **changes: object) -> Content:
    return folders.content(entry_id, **{"en": ENGLISH, **changes})


def _folder(tmp_path: Path, *contents: dict[str, object]) -> Path:
    folder = write(tmp_path, *contents)
    (folder / "thresholds.yaml").write_bytes(THRESHOLDS.read_bytes())
    write_all(folder)
    return folder


def _sentences(tmp_path: Path, *contents: dict[str, object]) -> list[str]:
    return [problem.sentence for problem in check(_folder(tmp_path, *contents), TODAY)]


def test_a_good_folder_has_no_problem(tmp_path: Path) -> None:
    assert _sentences(tmp_path, content(), content("other")) == []


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"wordings": ["一种说法"]}, "write at least 5 ways"),
        ({"wordings": ["甲", "乙", "丙", "丁", "戊", "甲。"]}, "“甲。” stands twice"),
        ({"answer": {"text": "长" * 901}}, "takes 9"),
        ({"see_also": ["nowhere"]}, "there is no entry nowhere"),
        (
            {"sources": [{"document": "作業通知", "issuer": "教育部"}]},
            "traditional characters in simplified text: 業",
        ),
        ({"valid_until": "2026-11-20"}, "no longer valid since 2026-11-20"),
        ({"valid_from": "2026-11-20", "valid_until": "2026-11-19"}, "ends before it begins"),
        ({"checked_on": "2026-11-22"}, "has not come yet"),
        ({"answer": {"text": "作業不超過一小时"}}, "traditional characters in simplified text"),
        (
            {
                "answer": {
                    "text": "一",
                    "variants": [
                        {"grades": "1-6", "text": "二"},
                        {"grades": "2-3", "text": "三"},
                    ],
                }
            },
            "answered by a variant above",
        ),
    ],
)
def test_a_problem_is_found(tmp_path: Path, changes: dict[str, object], said: str) -> None:
    sentences = _sentences(tmp_path, content() | changes)

    assert any(said in sentence for sentence in sentences), sentences


def test_an_entry_without_english_is_found(tmp_path: Path) -> None:
    assert _sentences(tmp_path, content(en=None)) == [MISSING]


def test_two_entries_must_not_claim_one_wording(tmp_path: Path) -> None:
    shared = ["甲甲", "乙乙", "丙丙", "丁丁", "请问，戊戊？"]
    other = ["己己", "庚庚", "辛辛", "壬壬", "戊戊"]
    problems = check(
        _folder(tmp_path, content("one", wordings=shared), content("two", wordings=other)), TODAY
    )

    assert [problem.sentence for problem in problems] == [
        "“戊戊” also stands in one; keep it in one entry"
    ]
    assert (problems[0].path.name, problems[0].line) == ("two.yaml", 10)


def test_the_folder_and_the_file_name_must_fit(tmp_path: Path) -> None:
    folder = _folder(tmp_path, content())
    path = folder / "faq" / "homework" / "homework-time.yaml"
    (folder / "faq" / "exams").mkdir()
    path.rename(folder / "faq" / "exams" / "other.yaml")

    sentences = [problem.sentence for problem in check(folder, TODAY)]
    assert sentences == [
        "the id homework-time must equal the file's name other",
        "the category homework must equal the folder exams",
    ]


def test_a_conversion_older_than_its_entry_is_found(tmp_path: Path) -> None:
    folder = _folder(tmp_path, content())
    write(folder, content(answer={"text": "改了。"}))

    sentences = [problem.sentence for problem in check(folder, TODAY)]
    assert sentences == ["the zh-Hant texts are missing or older than the entry; run make texts"]


def test_a_topic_with_an_entry_is_no_negative_any_more(tmp_path: Path) -> None:
    folder = _folder(tmp_path, content())
    negatives = "not_yet_answered:\n  homework-time:\n  - 写到几点\n"
    (folder / "negatives.yaml").write_text(negatives, encoding="utf-8")

    problems = check(folder, TODAY)
    assert [(problem.path.name, problem.line) for problem in problems] == [("negatives.yaml", 2)]
    assert "has an entry now" in problems[0].sentence


def test_the_learned_numbers_must_be_there(tmp_path: Path) -> None:
    folder = _folder(tmp_path, content())
    (folder / "thresholds.yaml").write_text("ranking: {}\n", encoding="utf-8")

    sentences = [problem.sentence for problem in check(folder, TODAY)]
    assert "ranking does not fit this version; run jiaxiao knowledge calibrate" in sentences


def test_the_command_prints_each_problem_and_fails(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = _folder(tmp_path, content(see_also=["nowhere"]))

    assert main([str(folder)]) == 1
    assert "there is no entry nowhere" in capsys.readouterr().err


def test_the_knowledge_we_ship_has_no_problem() -> None:
    assert check(KNOWLEDGE, TODAY) == []


def test_a_broken_file_hides_no_entry_from_those_that_link_to_it(tmp_path: Path) -> None:
    folder = _folder(tmp_path, content(see_also=["other", "nowhere"]), content("other"))
    broken = folder / "faq" / "homework" / "other.yaml"
    broken.write_text("id: other\n", encoding="utf-8")
    found = check(folder, TODAY)
    assert [one.sentence for one in found if "there is no entry" in one.sentence] == [
        "there is no entry nowhere; correct the id or remove it"
    ]
    assert any(one.path == broken for one in found)
