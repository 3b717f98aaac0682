"""zh-Hant files are made from the entries, can be corrected, and are never shown when stale."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.faq.files.json_schemas import SCHEMA_FOLDER, SHAPES, json_schema
from bot.faq.files.loader import load, read_entries
from bot.faq.model import EntryId, Source
from bot.faq.writing.traditional import converted, main, read_corrections, write_all
from tests.unit.faq.folders import KNOWLEDGE, content, write

HOMEWORK = EntryId("homework-time")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    variants = [{"grades": "1-2", "text": "网络课程也算。"}]
    answer = {"text": "“作业”不超过一小时。\n第二行。", "variants": variants}
    source = {
        "document": "作业通知",
        "number": "教基厅函〔2021〕13号",
        "issuer": "教育部办公厅",
        "date": "2021-04",
        "clause": "第5条",
    }
    return write(
        tmp_path, content(answer=answer, who_decides="问学校里面的老师。", sources=[source])
    )


def test_texts_are_converted_with_taiwans_words(folder: Path) -> None:
    write_all(folder)

    texts = load(folder).traditional[HOMEWORK]
    assert texts.answer.text == "「作業」不超過一小時。\n第二行。"
    assert texts.answer.variants[0].text == "網路課程也算。"
    assert texts.who_decides == "問學校裡面的老師。"
    assert texts.sources == (
        Source("作業通知", "教基廳函〔2021〕13號", "教育部辦公廳", "2021-04", "第5條"),
    )


def test_a_correction_survives_a_new_conversion(folder: Path) -> None:
    corrections = folder / "zh-Hant" / "corrections.yaml"
    corrections.parent.mkdir()
    corrections.write_text("一小時: 一個小時\n", encoding="utf-8")
    write_all(folder)
    write_all(folder)

    assert "一個小時" in load(folder).traditional[HOMEWORK].answer.text


def test_writing_again_changes_nothing(folder: Path) -> None:
    assert len(write_all(folder)) == 1
    assert write_all(folder) == []


def test_a_stale_conversion_is_left_out(folder: Path) -> None:
    write_all(folder)
    write(folder, content(answer={"text": "改了。"}))

    assert HOMEWORK not in load(folder).traditional


def test_the_file_of_a_deleted_entry_is_removed(folder: Path) -> None:
    write(folder, content("other"))
    write_all(folder)
    (folder / "faq" / "homework" / "other.yaml").unlink()
    write_all(folder)

    assert [path.name for path in (folder / "zh-Hant").glob("*.yaml")] == ["homework-time.yaml"]


def test_the_command_says_what_it_did(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([str(folder)]) == 0
    assert capsys.readouterr().out == "1 of 1 zh-Hant files changed\n"


def test_the_files_we_ship_are_current() -> None:
    corrections = read_corrections(KNOWLEDGE)
    stale = [
        one.entry.id
        for one in read_entries(KNOWLEDGE)[0]
        if (KNOWLEDGE / "zh-Hant" / f"{one.entry.id}.yaml").read_text(encoding="utf-8")
        != converted(one.entry, corrections)
    ]

    assert stale == []


@pytest.mark.parametrize("name", SHAPES)
def test_the_json_schemas_we_ship_are_those_the_bot_uses(name: str) -> None:
    shipped = (KNOWLEDGE / SCHEMA_FOLDER / name).read_text(encoding="utf-8")

    assert shipped == json_schema(SHAPES[name])
