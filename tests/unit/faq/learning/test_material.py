"""What matching learns from is read whole, and what it has learned is written readably."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from bot.faq.files.loader import load
from bot.faq.learning.learned import read_points, read_tuning, write_points
from bot.faq.learning.material import latin_words, material_problems, read_index, read_material
from bot.faq.problems import BrokenKnowledge
from bot.matching.calibration import points_by

KNOWLEDGE = Path(__file__).parents[4] / "knowledge"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Two entries with what belongs to them."""
    for name in ("homework/homework-time-limit.yaml", "phones-and-eyes/phone-bring.yaml"):
        (tmp_path / "faq" / name).parent.mkdir(parents=True)
        shutil.copy(KNOWLEDGE / "faq" / name, tmp_path / "faq" / name)
    for name in ("thresholds.yaml", "words.yaml", "documents.yaml"):
        shutil.copy(KNOWLEDGE / name, tmp_path / name)
    (tmp_path / "practice").mkdir()
    return tmp_path


def test_a_message_is_a_lesson_of_its_kind(folder: Path) -> None:
    (folder / "negatives.yaml").write_text(
        "not_yet_answered:\n  phone-bring: [甲甲]\n  other: [乙乙]\n", encoding="utf-8"
    )
    (folder / "practice" / "some.yaml").write_text(
        "- q: 写到几点\n  accept: [homework-time-limit]\n"
        "- q: 手机哪款好\n  near: phone-bring\n- q: 天气\n",
        encoding="utf-8",
    )

    material = read_material(folder, load(folder))

    assert [(group.key, group.answered) for group in material.groups] == [
        ("homework-time-limit", True),
        ("phone-bring", True),
        ("other", False),
        ("practice-nearly-ours", False),
        ("practice-not-ours", False),
    ]
    assert [lesson.kind.value for lesson in material.practice] == ["ours", "near", "outside"]
    assert read_tuning(folder).answer.threshold > 0


def test_learned_points_are_read_as_they_were_learned(folder: Path) -> None:
    (folder / "practice" / "some.yaml").write_text(
        "- q: 用app wifi打卡\n  accept: [homework-time-limit]\n- q: app wifi慢\n", encoding="utf-8"
    )
    material = read_material(folder, load(folder))
    points = points_by(material)

    write_points(folder, points, latin_words(material))

    read = read_points(folder)
    assert read.keys() == points.keys() >= {"homework-time-limit", "practice-not-ours"}
    for key, one in points.items():
        assert read[key].always == one.always
        assert dict(zip(read[key].terms.tolist(), read[key].worth.tolist(), strict=True)) == dict(
            zip(one.terms.tolist(), one.worth.tolist(), strict=True)
        )
    assert "app_wifi" in (folder / "learned-points.yaml").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("file", "text", "line", "sentence"),
    [
        ("practice/a.yaml", "- q: 甲\n- q: 乙\n  accept: [nothing]\n", 2, "no entry nothing"),
        (
            "practice/a.yaml",
            "- q: 甲\n  near: phone-bring\n  accept: [phone-bring]\n",
            1,
            "accept and near exclude each other",
        ),
        ("practice/a.yaml", "- q: 甲\n- q: 乙\n- q: 甲\n", 3, "also stands in a.yaml:1"),
        ("learned-points.yaml", "phone-bring: 手机\n", 1, "must begin with a number"),
        (
            "learned-points.yaml",
            "phone-bring: |\n  3 手机\n  x 包\n",
            3,
            "must begin with a number",
        ),
        (
            "learned-points.yaml",
            "phone-bring: |\n  3 手机\n\n  2 包\n",
            3,
            "must begin with a num",
        ),
        ("learned-points.yaml", "phone-bring:\n  3: 手机\n", 1, "must be text"),
        ("words.yaml", "- 作业\n- 手机\n- 作 业\n", 3, "is listed already"),
    ],
)
def test_what_is_wrong_is_named_with_its_line(
    folder: Path, file: str, text: str, line: int, sentence: str
) -> None:
    (folder / "learned-points.yaml").write_text("{}\n", encoding="utf-8")
    (folder / file).write_text(text, encoding="utf-8")

    (problem,) = material_problems(folder, load(folder))

    assert problem.path == folder / file
    assert problem.line == line
    assert sentence in problem.sentence


def test_a_broken_practice_file_stops_calibration_and_not_answering(folder: Path) -> None:
    (folder / "practice" / "a.yaml").write_text("- 甲\n", encoding="utf-8")

    assert read_index(folder, load(folder)).groups
    with pytest.raises(BrokenKnowledge):
        read_material(folder, load(folder))


@pytest.mark.parametrize("written", ["{}\n", "phone-bring: ''\n", "phone-bring: |\n  1\n"])
def test_a_list_of_learned_points_may_be_empty(tmp_path: Path, written: str) -> None:
    (tmp_path / "learned-points.yaml").write_text(written, encoding="utf-8")

    assert read_points(tmp_path) == {}
