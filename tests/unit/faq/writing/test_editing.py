from __future__ import annotations

import os
import shutil
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from ruamel.yaml import YAML

from bot.faq.files.loader import load
from bot.faq.model import Category, EntryId, Source
from bot.faq.problems import BrokenKnowledge
from bot.faq.writing import editing, yaml_writing
from bot.faq.writing.editing import (
    EditRefused,
    EntryUnknown,
    EntryWritten,
    FolderUnwritable,
    NewEnglish,
    NewEntry,
)
from bot.faq.writing.traditional import write_all
from bot.yaml_loader import load_mapping, read_yaml
from tests.unit.faq.folders import KNOWLEDGE, content, write

A_DAY = date(2026, 11, 19)
ENTRY = "homework-time"
NEW = NewEntry(
    id="playground",
    category=Category.SCHOOL_LIFE,
    question="放学后可以在操场玩吗？",
    short="放学后操场",
    text="由学校决定。\n建议先问班主任。",
    wordings=("放学以后能不能在操场上多玩一会儿", "放学能在操场玩吗"),
    sources=(Source("作业通知", None, "教育部", "2021-04", None),),
)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = write(
        tmp_path / "knowledge", content(ENTRY, en=ENGLISH), content("exam-marks", en=ENGLISH)
    )
    for learned in ("thresholds.yaml", "learned-points.yaml"):
        if (KNOWLEDGE / learned).exists():
            shutil.copy(KNOWLEDGE / learned, made)
    write_all(made)
    return made


ENGLISH = {"question": "How long?", "short": "Time", "text": "At most an hour a day."}


def file_of(folder: Path, entry_id: str = ENTRY) -> Path:
    return folder / "faq" / "homework" / f"{entry_id}.yaml"


def bytes_in(folder: Path) -> dict[Path, bytes]:
    return {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_a_wording_is_one_more_line_and_every_other_byte_stays(folder: Path) -> None:
    path = file_of(folder)
    written = "# 作业\n" + path.read_text("utf-8").replace("answer:", "# 答案\nanswer:")
    path.write_text(written, encoding="utf-8")
    before = path.read_text("utf-8").splitlines()

    editing.add_wording(folder, ENTRY, "写到几点算晚", on=A_DAY)

    after = path.read_text("utf-8").splitlines()
    assert [line for line in after if line not in before] == ["- 写到几点算晚"]
    after.remove("- 写到几点算晚")
    assert after == before
    assert load(folder).entries[EntryId(ENTRY)].wordings[-1] == "写到几点算晚"


@pytest.mark.parametrize(
    "shape",
    [
        "wordings:\n- 一\n- 二\nid: x\n",
        "wordings:\n  - 一\n  - 二  # 注\n# 下面\nid: x\n",
        "id: x\nwordings:\n    -   一\n    -   '二'\n",
        "id: x\nwordings:\n- 一\n- 二",
        "id: x\r\nwordings:\r\n- 一\r\n- 二\r\n",
        'wordings:\n- 一\n- "二"\n\n\nid: x\n',
    ],
)
def test_a_line_takes_the_shape_of_the_lines_above_it(shape: str) -> None:
    after = yaml_writing.with_item(shape, "wordings", "三: #三")

    assert after is not None
    assert yaml_writing.values(after) == {"id": "x", "wordings": ["一", "二", "三: #三"]}
    assert len(after.splitlines()) == len(shape.splitlines()) + 1
    assert not set(shape.splitlines()) - set(after.splitlines())


@pytest.mark.parametrize(
    "shape",
    ["wordings: [一, 二]\n", "wordings: 一\n", "a: 1\n", "- 一\n", "{", "", "wordings: []\n"],
)
def test_a_list_in_another_form_is_left_alone(shape: str) -> None:
    assert yaml_writing.with_item(shape, "wordings", "三") is None


@settings(deadline=None)
@given(st.text(alphabet=st.characters(categories=["L", "N", "P", "S", "Zs"]), min_size=1))
def test_any_line_is_read_back_as_it_was_typed(line: str) -> None:
    shape = "id: x\nwordings:\n- 一\n- 二\nlast: y\n"

    after = yaml_writing.with_item(shape, "wordings", line)

    assert after is not None
    assert yaml_writing.values(after)["wordings"] == ["一", "二", line]


def test_ruamel_reads_every_file_as_our_loader_does() -> None:
    reader = YAML(typ="safe", pure=True)
    for path in sorted(KNOWLEDGE.rglob("*.yaml")):
        assert reader.load(path.read_text("utf-8")) == _plain(path), path


def _plain(path: Path) -> object:
    return read_yaml(path).value


def test_what_the_checks_refuse_leaves_the_folder_untouched(folder: Path) -> None:
    before = bytes_in(folder)
    taken = load(folder).entries[EntryId("exam-marks")].wordings[1]

    with pytest.raises(BrokenKnowledge) as refused:
        editing.add_wording(folder, ENTRY, taken, on=A_DAY)

    assert [one.path for one in refused.value.problems] != []
    assert all(folder in one.path.parents for one in refused.value.problems)
    assert bytes_in(folder) == before


def test_a_problem_that_was_there_before_refuses_nothing(folder: Path) -> None:
    write(folder, content("exam-marks", en=ENGLISH, wordings=["只有一种说法"]))

    editing.add_wording(folder, ENTRY, "写到几点算晚", on=A_DAY)

    assert "写到几点算晚" in file_of(folder).read_text("utf-8")


@pytest.mark.parametrize(
    ("wording", "said"),
    [
        ("  ", "must not be empty"),
        ("两行\n说法", "must stand on one line"),
        ("有\u200b隐形字", "invisible character"),
        ("homework-time说法一！", "has this wording already"),
    ],
)
def test_a_wording_that_cannot_be_used_is_refused_in_a_sentence(
    folder: Path, wording: str, said: str
) -> None:
    with pytest.raises(EditRefused, match=said):
        editing.add_wording(folder, ENTRY, wording, on=A_DAY)


@pytest.mark.parametrize("entry_id", ["nothing-here", "../../etc/passwd", "*", ""])
def test_an_unknown_entry_is_named(folder: Path, entry_id: str) -> None:
    with pytest.raises(EntryUnknown, match="There is no answer"):
        editing.add_wording(folder, entry_id, "写到几点算晚", on=A_DAY)


def test_of_two_editors_at_once_neither_loses_a_line(folder: Path) -> None:
    lines = ["写到几点算晚", "晚上作业到什么时候为止"]

    with ThreadPoolExecutor() as both:
        list(both.map(lambda line: editing.add_wording(folder, ENTRY, line, on=A_DAY), lines))

    assert set(lines) <= set(load(folder).entries[EntryId(ENTRY)].wordings)
    assert not list(folder.rglob("*.draft"))


def test_a_file_changed_meanwhile_is_not_overwritten(folder: Path) -> None:
    path = file_of(folder)
    seen = path.read_bytes()
    path.write_bytes(seen + "# 别人写的\n".encode())

    assert not editing._replace(path, seen, "id: x\n")

    assert "别人写的" in path.read_text("utf-8")


def test_somebody_who_is_writing_is_not_disturbed(folder: Path) -> None:
    draft = file_of(folder).with_name(f"{ENTRY}.yaml.draft")
    draft.touch()

    with pytest.raises(FolderUnwritable, match="somebody is writing just now"):
        editing.add_wording(folder, ENTRY, "写到几点算晚", on=A_DAY)

    assert draft.exists()


def test_a_read_only_folder_is_named_with_what_to_do(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    really_open = os.open

    def refuse(
        path: str | Path, flags: int, mode: int = 0o777, *, dir_fd: int | None = None
    ) -> int:
        if str(path).endswith(".draft"):
            raise OSError(30, "Read-only file system")
        return really_open(path, flags, mode, dir_fd=dir_fd)

    monkeypatch.setattr("bot.faq.writing.editing.os.open", refuse)

    with pytest.raises(FolderUnwritable, match=r"knowledge\.path.*Read-only.*copy it to a folder"):
        editing.add_wording(folder, ENTRY, "写到几点算晚", on=A_DAY)


def test_a_new_entry_is_a_file_like_the_others_with_its_traditional_text(folder: Path) -> None:
    path = editing.add_entry(folder, NEW, on=A_DAY)

    assert path == folder / "faq" / "school-life" / "playground.yaml"
    assert load_mapping(path) == {
        "id": "playground",
        "category": "school-life",
        "question": "放学后可以在操场玩吗？",
        "short": "放学后操场",
        "wordings": list(NEW.wordings),
        "answer": {"text": "由学校决定。\n建议先问班主任。\n"},
        "sources": [
            {
                "document": "作业通知",
                "number": None,
                "issuer": "教育部",
                "date": "2021-04",
                "clause": None,
            }
        ],
        "checked_on": "2026-11-19",
    }
    assert "number: null" in path.read_text("utf-8")
    snapshot = load(folder)
    assert snapshot.traditional[EntryId("playground")].question == "放學後可以在操場玩嗎？"


def test_a_new_entry_may_have_english_and_neighbours(folder: Path) -> None:
    english = NewEnglish("May they play?", "Playground", "The school decides.")
    draft = replace(NEW, english=english, see_also=(ENTRY,), who_decides="学校，问班主任。")
    with pytest.raises(BrokenKnowledge, match="who_decides"):
        editing.add_entry(folder, draft, on=A_DAY)

    editing.add_entry(folder, replace(draft, who_decides=None), on=A_DAY)

    entry = load(folder).entries[EntryId("playground")]
    assert entry.english is not None
    assert entry.see_also == (ENTRY,)


@pytest.mark.parametrize("entry_id", [ENTRY, "No Id", "../x", ""])
def test_an_id_that_is_taken_or_none_is_refused(folder: Path, entry_id: str) -> None:
    before = bytes_in(folder)

    with pytest.raises(EditRefused):
        editing.add_entry(folder, replace(NEW, id=entry_id), on=A_DAY)

    assert bytes_in(folder) == before


def test_a_new_entry_the_checks_refuse_leaves_nothing_behind(folder: Path) -> None:
    before = bytes_in(folder)

    with pytest.raises(BrokenKnowledge, match="too long"):
        editing.add_entry(folder, replace(NEW, short="这个短名比十二个字要长得多"), on=A_DAY)

    assert bytes_in(folder) == before


def test_the_same_entry_written_twice_is_named_apart_from_a_taken_id(folder: Path) -> None:
    editing.add_entry(folder, NEW, on=A_DAY)
    before = bytes_in(folder)

    with pytest.raises(EntryWritten):
        editing.add_entry(folder, NEW, on=A_DAY)
    with pytest.raises(EditRefused, match="choose another one") as refused:
        editing.add_entry(folder, replace(NEW, text="可以。"), on=A_DAY)

    assert not isinstance(refused.value, EntryWritten)
    assert bytes_in(folder) == before


def test_a_traditional_text_left_over_from_an_entry_that_is_gone_is_replaced(
    folder: Path,
) -> None:
    left_over = folder / "zh-Hant" / "playground.yaml"
    left_over.write_text("id: playground\n", encoding="utf-8")

    editing.add_entry(folder, NEW, on=A_DAY)

    assert "學校" in left_over.read_text(encoding="utf-8")


def test_a_file_keeps_who_may_read_and_write_it(folder: Path) -> None:
    path = file_of(folder)
    path.chmod(0o664)

    editing.add_wording(folder, ENTRY, "写作业最多写多长时间", on=A_DAY)

    assert path.stat().st_mode & 0o777 == 0o664


def test_a_conversion_that_never_ends_is_given_up_and_nothing_is_written(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(editing, "CONVERTS_WITHIN", 0.001)
    before = bytes_in(folder)

    with pytest.raises(BrokenKnowledge):
        editing.add_entry(folder, NEW, on=A_DAY)

    assert bytes_in(folder) == before
