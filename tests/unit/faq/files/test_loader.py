"""A knowledge folder becomes one snapshot, or one sentence for each thing that is wrong."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from bot.faq.files.loader import load
from bot.faq.model import Category, EntryId
from bot.faq.problems import BrokenKnowledge
from tests.unit.faq.folders import content, write


def _sentences(folder: Path) -> list[str]:
    with pytest.raises(BrokenKnowledge) as caught:
        load(folder)
    return [str(problem) for problem in caught.value.problems]


def _changed(changes: dict[str, object]) -> dict[str, object]:
    return {key: value for key, value in (content() | changes).items() if value is not None}


def test_a_good_file_becomes_an_entry(tmp_path: Path) -> None:
    variants = [{"grades": "1-2", "text": "不留。"}, {"grades": 7, "text": "九十分钟。"}]
    answer = {"text": "一小时。\n", "variants": variants}
    snapshot = load(write(tmp_path, content(answer=answer, valid_from="2021-07-24")))

    entry = snapshot.entries[EntryId("homework-time")]
    assert entry.category is Category.HOMEWORK
    assert entry.wordings[0] == entry.question
    assert entry.answer.text == "一小时。"
    assert [(one.first, one.last) for one in entry.answer.variants] == [(1, 2), (7, 7)]
    assert entry.valid_from == date(2021, 7, 24)
    assert entry.sources[0].number is None


def test_the_first_fitting_variant_is_taken(tmp_path: Path) -> None:
    variants = [{"grades": "1-6", "text": "小学"}, {"grades": "3-9", "text": "其余"}]
    answer = {"text": "都一样", "variants": variants}
    entry = load(write(tmp_path, content(answer=answer))).entries[EntryId("homework-time")]

    chosen = [entry.answer.for_span(span)[0] for span in ((3, 3), (7, 9), (12, 12), None)]
    assert chosen == ["小学", "其余", "都一样", "都一样"]


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"sources": None}, "sources is missing; add it"),
        ({"sources": []}, "sources needs at least one line"),
        ({"wordings": "一句话"}, "wordings must be a list"),
        ({"short": "一个比十二个字还要长的短名"}, "short is too long"),
        ({"category": "homwork"}, "category is not a known category"),
        ({"wordngs": []}, "did you mean wordings?"),
        ({"checked_on": "2026-13-01"}, "checked_on must be a day like"),
        ({"valid_until": "soon"}, "valid_until must be a day like"),
        ({"question": "一\u200b二"}, "invisible character U+200B"),
        ({"question": " "}, "question must not be empty"),
        ({"question": "一\n二"}, "question must stand on one line"),
        ({"id": "Homework_Time"}, "must be small letters, digits and hyphens"),
        ({"answer": "一小时"}, "answer must be a group of keys"),
        ({"answer": {"text": 5}}, "answer.text must be text"),
        (
            {"answer": {"text": "一", "variants": [{"grades": "3-1", "text": "二"}]}},
            "answer.variants[1].grades must be grades like",
        ),
        (
            {"sources": [{"document": "一", "issuer": "二", "date": "2021-02-30"}]},
            "sources[1].date '2021-02-30' is not a day of the calendar",
        ),
        (
            {"sources": [{"document": "一", "issuer": "二", "date": "2021年"}]},
            "sources[1].date must be '2021'",
        ),
    ],
)
def test_what_is_wrong_is_said_in_a_sentence(
    tmp_path: Path, changes: dict[str, object], said: str
) -> None:
    sentences = _sentences(write(tmp_path, _changed(changes)))

    assert any(said in sentence for sentence in sentences), sentences


def test_the_line_is_named(tmp_path: Path) -> None:
    path = tmp_path / "faq" / "homework" / "broken.yaml"
    path.parent.mkdir(parents=True)
    path.write_text("id: broken\ncategory: homework\nshort: 7\n", encoding="utf-8")

    assert f"{path}, line 3: short must be text; put it in quotes" in _sentences(tmp_path)


def test_every_broken_file_is_reported_at_once(tmp_path: Path) -> None:
    folder = write(tmp_path, content("one", short=None), content("two", sources=None))
    (folder / "faq" / "three.yaml").write_text("a: [", encoding="utf-8")

    sentences = _sentences(folder)

    assert [name in " ".join(sentences) for name in ("one.yaml", "two.yaml", "three.yaml")] == [
        True,
        True,
        True,
    ]


def test_an_id_is_used_once(tmp_path: Path) -> None:
    folder = write(tmp_path, content())
    twin = folder / "faq" / "twin.yaml"
    twin.write_bytes((folder / "faq" / "homework" / "homework-time.yaml").read_bytes())

    assert ["is already used by" in sentence for sentence in _sentences(folder)] == [True]


def test_an_empty_folder_is_no_knowledge(tmp_path: Path) -> None:
    assert "no entry is here" in _sentences(tmp_path)[0]


def test_an_entry_is_current_between_its_days(tmp_path: Path) -> None:
    one = content(valid_from="2026-01-02", valid_until="2026-01-04")
    entry = load(write(tmp_path, one)).entries[EntryId("homework-time")]

    days = [entry.is_current(date(2026, 1, day)) for day in (1, 2, 4, 5)]
    assert days == [False, True, True, False]
