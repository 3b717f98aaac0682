"""A kept set is the set that would be built; anything else than that is as if not there."""

from __future__ import annotations

import os
import pickle
import threading
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from structlog.testing import capture_logs

from bot.faq.model import EntryId
from bot.faq.problems import BrokenKnowledge
from bot.faq.reply import Reply
from bot.faq.service import Answers, EntryMissing
from bot.faq.sets import building, cache
from bot.faq.sets.cache import (
    KEEPING,
    MOST_KEPT,
    cache_folder,
    find,
    keep,
    key_of,
    load_answers,
)
from bot.i18n.languages import Language
from tests.unit.faq.folders import KNOWLEDGE, content, write

HOMEWORK = EntryId("homework-time")
TODAY = date(2026, 11, 21)


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    return tmp_path / "cache"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "knowledge"
    folder.mkdir()
    (folder / "thresholds.yaml").write_bytes((KNOWLEDGE / "thresholds.yaml").read_bytes())
    return write(folder, content(), content("other", question="别的问题怎么办？"))


@pytest.fixture(autouse=True)
def _say_again() -> Iterator[None]:
    cache._say_once.cache_clear()
    yield
    cache._say_once.cache_clear()


def _today() -> date:
    return TODAY


def _load(folder: Path) -> Answers:
    answers = load_answers(folder, _today)
    for thread in threading.enumerate():
        if thread.name == KEEPING:
            thread.join()
    return answers


def _kept(home: Path) -> list[Path]:
    return sorted((home / "jiaxiao").glob("*"))


def test_a_kept_set_is_taken_and_nothing_is_read_again(
    home: Path, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = _load(folder)
    monkeypatch.setattr(Answers, "load", None)

    second = _load(folder)

    assert second is not first
    assert second.snapshot == first.snapshot
    assert second.tuning == first.tuning


def test_a_kept_set_answers_as_the_one_that_was_built(home: Path) -> None:
    _load(KNOWLEDGE)
    kept, built = _load(KNOWLEDGE), Answers.load(KNOWLEDGE, _today)

    def replies(answers: Answers) -> list[Reply]:
        questions = [entry.wordings[-1] for entry in built.snapshot.entries.values()][::5]
        return [
            answers.ask(question, grade=3, language=Language.ZH_HANT)
            for question in [*questions, "zuo ye tai duo le", "坐业写到十一点。怎么办", "股票"]
        ]

    assert kept.snapshot == built.snapshot
    assert replies(kept) == replies(built)


def test_a_kept_set_asks_for_the_day_anew(home: Path, folder: Path) -> None:
    write(folder, content(valid_until="2026-11-21"))
    _load(folder)

    later = load_answers(folder, lambda: date(2026, 11, 22))

    with pytest.raises(EntryMissing, match="not valid today"):
        later.answer_for(HOMEWORK, None, Language.ZH_HANS)


def test_other_content_has_another_set(home: Path, folder: Path) -> None:
    _load(folder)
    write(folder, content(answer={"text": "改了。"}))

    shown = _load(folder).answer_for(HOMEWORK, None, Language.ZH_HANS)

    assert shown.text == "改了。"
    assert len(_kept(home)) == 2


def test_the_key_follows_names_content_and_code(
    home: Path, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    keys = [key_of(folder)]
    path = folder / "faq" / "homework" / "other.yaml"
    path.rename(path.with_name("renamed.yaml"))
    keys.append(key_of(folder))
    path.with_name("renamed.yaml").write_text("a: 1\n", encoding="utf-8")
    keys.append(key_of(folder))
    monkeypatch.setattr(cache, "_code", lambda: b"another release")
    keys.append(key_of(folder))
    (folder / "surveys").mkdir()
    (folder / "surveys" / "pulse.yaml").write_text("a: 1\n", encoding="utf-8")

    assert len(set(keys)) == 4
    assert key_of(folder) == keys[-1]


def test_a_folder_that_changes_while_it_is_read_is_not_kept(
    home: Path, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    load = Answers.load

    def loading(folder: Path, on: object) -> Answers:
        answers = load(folder, _today)
        write(folder, content(answer={"text": "刚改了。"}))
        return answers

    monkeypatch.setattr(Answers, "load", loading)
    _load(folder)

    assert _kept(home) == []


def test_a_broken_folder_is_told_and_not_kept(home: Path, folder: Path) -> None:
    (folder / "faq" / "bad.yaml").write_text("a: [", encoding="utf-8")

    with pytest.raises(BrokenKnowledge, match=r"bad\.yaml"):
        _load(folder)

    assert _kept(home) == []


@given(cut=st.floats(0, 1, exclude_max=True), junk=st.binary(max_size=8))
def test_a_damaged_file_is_ignored(
    tmp_path_factory: pytest.TempPathFactory, cut: float, junk: bytes
) -> None:
    place, key, whole = _sample(tmp_path_factory)
    path = place / f"{key}.answers"
    at = int(cut * len(whole))

    path.write_bytes(whole[:at] + junk)
    assert find(place, key, _today) is None or path.read_bytes() == whole
    path.write_bytes(whole[:at] + junk + whole[at + max(1, len(junk)) :])
    assert find(place, key, _today) is None or path.read_bytes() == whole


_SAMPLE: list[tuple[Path, str, bytes]] = []


def _sample(factory: pytest.TempPathFactory) -> tuple[Path, str, bytes]:
    """Return a folder with one kept set, its key and its bytes; made once."""
    if not _SAMPLE:
        folder, place = factory.mktemp("knowledge"), factory.mktemp("cache")
        (folder / "thresholds.yaml").write_bytes((KNOWLEDGE / "thresholds.yaml").read_bytes())
        answers = Answers.load(write(folder, content()), _today)
        keep(place, "key", answers, _today)
        _SAMPLE.append((place, "key", (place / "key.answers").read_bytes()))
    return _SAMPLE[0]


@pytest.mark.parametrize("size", [0, 3, 4, 5, 4096])
def test_a_file_of_nothing_is_ignored(tmp_path: Path, size: int) -> None:
    (tmp_path / "key.answers").write_bytes(bytes(size))

    assert find(tmp_path, "key", _today) is None


def test_a_damaged_file_is_written_anew(home: Path, folder: Path) -> None:
    _load(folder)
    (path,) = _kept(home)
    path.write_bytes(path.read_bytes()[:-100])

    _load(folder)

    assert find(path.parent, path.stem, _today) is not None


def test_only_the_newest_sets_are_kept(home: Path, folder: Path) -> None:
    for number in range(MOST_KEPT + 2):
        write(folder, content(answer={"text": f"第{number}次。"}))
        _load(folder)

    assert len(_kept(home)) == MOST_KEPT
    assert find(home / "jiaxiao", key_of(folder), _today) is not None


def test_what_is_kept_is_for_nobody_else(home: Path, folder: Path) -> None:
    _load(folder)

    assert (home / "jiaxiao").stat().st_mode & 0o777 == 0o700
    assert [path.stat().st_mode & 0o077 for path in _kept(home)] == [0]


def _open_to_others(place: Path) -> None:
    place.mkdir(parents=True)
    place.chmod(0o770)


def _a_link(place: Path) -> None:
    place.parent.mkdir()
    (place.parent / "elsewhere").mkdir(mode=0o700)
    place.symlink_to(place.parent / "elsewhere")


def _a_file(place: Path) -> None:
    place.parent.mkdir()
    place.write_bytes(b"")


@pytest.mark.parametrize("make", [_open_to_others, _a_link, _a_file])
def test_a_folder_that_cannot_be_trusted_is_left_alone(
    home: Path, folder: Path, make: object
) -> None:
    assert callable(make)
    make(home / "jiaxiao")

    with capture_logs() as logged:
        answers = [_load(folder), _load(folder)]

    assert all(HOMEWORK in one.snapshot.entries for one in answers)
    assert cache_folder() is None
    assert [line["event"] for line in logged] == ["cache_not_used"]
    assert [path.name for path in home.rglob("*.answers")] == []


def test_a_link_in_the_folder_is_not_followed(home: Path, folder: Path) -> None:
    _load(folder)
    (path,) = _kept(home)
    elsewhere = home / "elsewhere"
    path.rename(elsewhere)
    path.symlink_to(elsewhere)

    assert find(path.parent, path.stem, _today) is None


def test_a_full_or_closed_folder_is_no_misfortune(
    home: Path, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "replace", full)

    assert HOMEWORK in _load(folder).snapshot.entries
    assert _kept(home) == []


def test_what_is_no_part_of_a_set_is_not_brought_back(tmp_path: Path) -> None:
    harmful = pickle.dumps(os.getcwd)
    (tmp_path / "key.answers").write_bytes(harmful + cache._checksum(memoryview(harmful)))

    with pytest.raises(pickle.UnpicklingError, match=r"posix\.getcwd is no part"):
        find(tmp_path, "key", _today)


@pytest.mark.parametrize("name", ["os.getcwd", "cache_folder", "Path"])
def test_nothing_is_reached_through_a_module_of_ours(tmp_path: Path, name: str) -> None:
    module = b"bot.faq.sets.cache"
    content = b"".join(b"\x8c%c%b" % (len(text), text) for text in (module, name.encode()))
    harmful = b"\x80\x04" + content + b"\x93)R."
    (tmp_path / "key.answers").write_bytes(harmful + cache._checksum(memoryview(harmful)))

    with pytest.raises(pickle.UnpicklingError, match="is no part"):
        find(tmp_path, "key", _today)


def test_a_folder_that_is_a_link_counts_as_what_it_leads_to(
    home: Path, folder: Path, tmp_path: Path
) -> None:
    (folder / "faq").rename(tmp_path / "elsewhere")
    (folder / "faq").symlink_to(tmp_path / "elsewhere")
    before, entry = _load(folder), tmp_path / "elsewhere" / "homework" / "homework-time.yaml"

    entry.write_text(entry.read_text(encoding="utf-8").replace("作业", "功课"), encoding="utf-8")

    assert _load(folder).snapshot != before.snapshot


async def test_another_process_builds_what_is_wanted(home: Path, folder: Path) -> None:
    assert cache.wants_building(folder)

    await building.build_elsewhere(folder)

    assert not cache.wants_building(folder)
    assert find(home / "jiaxiao", key_of(folder), _today) is not None
    before = [path.stat().st_mtime_ns for path in _kept(home)]
    await building.build_elsewhere(folder)
    assert [path.stat().st_mtime_ns for path in _kept(home)] == before


async def test_a_process_that_cannot_build_is_no_misfortune(home: Path, folder: Path) -> None:
    (folder / "faq" / "bad.yaml").write_text("a: [", encoding="utf-8")

    await building.build_elsewhere(folder)

    assert _kept(home) == []
