"""What matching learns from is read whole, and what it has learned is written readably."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from bot.faq.files.loader import load
from bot.faq.learning.learned import (
    read_points,
    read_tuning,
    read_words,
    write_points,
    write_words,
)
from bot.faq.learning.material import latin_words, material_problems, read_index, read_material
from bot.faq.problems import BrokenKnowledge
from bot.matching.calibration import points_by, taught_by
from bot.matching.terms import Concepts

KNOWLEDGE = Path(__file__).parents[4] / "knowledge"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Two entries with what belongs to them."""
    for name in ("homework/homework-time-limit.yaml", "phones-and-eyes/phone-bring.yaml"):
        (tmp_path / "faq" / name).parent.mkdir(parents=True)
        shutil.copy(KNOWLEDGE / "faq" / name, tmp_path / "faq" / name)
    for name in ("thresholds.yaml", "concepts.yaml", "documents.yaml"):
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


def test_learned_words_are_read_as_they_were_learned(folder: Path) -> None:
    messages = ("用app打卡写到11点，累", "天天用app打卡到11点，累", "app wifi 打卡", "app wifi 慢")
    (folder / "practice" / "some.yaml").write_text(
        "".join(f"- q: {text}\n  accept: [homework-time-limit]\n" for text in messages),
        encoding="utf-8",
    )
    material = read_material(folder, load(folder))
    taught = taught_by(material)

    write_words(folder, taught, material.concepts, latin_words(material))

    read = read_words(folder, material.concepts)
    assert read.keys() == taught.keys() == {"homework-time-limit"}
    one, other = taught["homework-time-limit"], read["homework-time-limit"]
    assert dict(zip(one.terms.tolist(), one.times.tolist(), strict=True)) == dict(
        zip(other.terms.tolist(), other.times.tolist(), strict=True)
    )
    assert " 用app " in (folder / "learned-words.yaml").read_text(encoding="utf-8")
    assert read_index(folder, load(folder)).groups == material.groups[:2]


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
        ("learned-words.yaml", "phone-bring: |\n  0 手机\n", 2, "must begin with a number"),
        ("learned-words.yaml", "phone-bring: 手机\n", 1, "must begin with a number"),
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
        ("concepts.yaml", "ban:\n- 禁止\nstop:\n- 停\n- 禁 止\n", 5, "under ban as well"),
    ],
)
def test_what_is_wrong_is_named_with_its_line(
    folder: Path, file: str, text: str, line: int, sentence: str
) -> None:
    for name in ("learned-words.yaml", "learned-points.yaml"):
        (folder / name).write_text("{}\n", encoding="utf-8")
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
def test_a_list_of_learned_words_may_be_empty(tmp_path: Path, written: str) -> None:
    for name in ("learned-words.yaml", "learned-points.yaml"):
        (tmp_path / name).write_text(written, encoding="utf-8")

    assert read_words(tmp_path, Concepts({})) == {}
    assert read_points(tmp_path) == {}
