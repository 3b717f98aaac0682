"""A change of the folder is taken up whole, once it is still, and a mistake changes nothing."""

from __future__ import annotations

import shutil
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest
from structlog.testing import capture_logs

from bot.clock import today
from bot.faq.files.folder import stamp
from bot.faq.model import EntryId
from bot.faq.problems import BrokenKnowledge
from bot.faq.service import Answers, EntryMissing
from bot.faq.sets.watcher import CurrentAnswers
from bot.i18n.languages import Language
from tests.support.clocks import FixedClock
from tests.unit.faq.folders import KNOWLEDGE, content, write

HOMEWORK = EntryId("homework-time")


def _read(folder: Path) -> Answers:
    return Answers.load(folder, lambda: date(2026, 11, 21))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "thresholds.yaml").write_bytes((KNOWLEDGE / "thresholds.yaml").read_bytes())
    return write(tmp_path, content(answer={"text": "一小时。"}))


@pytest.fixture
def current(folder: Path) -> CurrentAnswers:
    current = CurrentAnswers(folder, _read)
    assert _said(current) == "一小时。"
    return current


def _said(current: CurrentAnswers) -> str:
    return current.answers.answer_for(HOMEWORK, None, Language.ZH_HANS).text


def _says(folder: Path, text: str) -> None:
    write(folder, content(answer={"text": text}))


async def _looks(current: CurrentAnswers, times: int = 2) -> list[dict[str, object]]:
    with capture_logs() as logged:
        for _ in range(times):
            await current.look()
    return [dict(line) for line in logged]


async def test_a_change_is_taken_up_when_it_has_been_still_for_a_look(
    folder: Path, current: CurrentAnswers
) -> None:
    _says(folder, "两小时。")

    assert await _looks(current, 1) == []
    assert _said(current) == "一小时。"
    assert [line["event"] for line in await _looks(current, 1)] == ["knowledge_reloaded"]
    assert _said(current) == "两小时。"


async def test_what_is_still_being_saved_waits(folder: Path, current: CurrentAnswers) -> None:
    for text in ("两", "两小", "两小时。"):
        _says(folder, text)
        assert await _looks(current, 1) == []
        assert _said(current) == "一小时。"

    await _looks(current, 1)
    assert _said(current) == "两小时。"


async def test_without_a_change_nothing_is_built(current: CurrentAnswers) -> None:
    before = current.answers

    assert await _looks(current, 3) == []
    assert current.answers is before


async def test_an_entry_comes_and_goes_with_its_file(
    folder: Path, current: CurrentAnswers
) -> None:
    write(folder, content("other", question="别的问题怎么办？", wordings=["别的事情"]))
    await _looks(current)
    assert set(current.answers.snapshot.entries) == {HOMEWORK, "other"}

    (folder / "faq" / "homework" / "other.yaml").unlink()
    await _looks(current)
    assert set(current.answers.snapshot.entries) == {HOMEWORK}


async def test_a_mistake_keeps_the_last_good_set_and_is_logged_once(
    folder: Path, current: CurrentAnswers
) -> None:
    path = folder / "faq" / "homework" / "homework-time.yaml"
    good = path.read_text(encoding="utf-8")
    path.write_text("id: homework-time\ngeheim: [", encoding="utf-8")

    logged = await _looks(current, 4)

    assert [line["event"] for line in logged] == ["knowledge_not_reloaded"]
    assert logged[0]["problems"] == 1
    assert str(logged[0]["first"]).endswith("homework-time.yaml:2")
    assert "geheim" not in str(logged)
    assert _said(current) == "一小时。"

    path.write_text(good.replace("一小时", "三小时"), encoding="utf-8")
    await _looks(current)
    assert _said(current) == "三小时。"


async def test_another_mistake_is_logged_again_and_the_same_one_is_not(
    folder: Path, current: CurrentAnswers
) -> None:
    path = folder / "faq" / "homework" / "homework-time.yaml"
    said = []
    for broken in ("a: [", "# again\na: [", "a: [  "):
        path.write_text(broken, encoding="utf-8")
        said.append(len(await _looks(current, 3)))
    (folder / "unrelated.yaml").write_text("a: 1\n", encoding="utf-8")

    assert said == [1, 1, 1]
    assert await _looks(current, 3) == []


async def test_a_deleted_folder_leaves_the_last_good_set(
    folder: Path, current: CurrentAnswers
) -> None:
    shutil.rmtree(folder)

    logged = await _looks(current, 4)

    assert [line["event"] for line in logged] == ["knowledge_not_reloaded"]
    assert _said(current) == "一小时。"


async def test_a_folder_that_comes_back_is_taken_up(
    folder: Path, current: CurrentAnswers, tmp_path_factory: pytest.TempPathFactory
) -> None:
    away = tmp_path_factory.mktemp("away") / "knowledge"
    folder.rename(away)
    await _looks(current)
    _says(away, "四小时。")
    away.rename(folder)

    await _looks(current)

    assert _said(current) == "四小时。"


async def test_a_set_read_while_the_folder_changed_is_dropped(folder: Path) -> None:
    meddling: list[str] = []

    def read(folder: Path) -> Answers:
        answers = _read(folder)
        if meddling:
            _says(folder, meddling.pop())
        return answers

    current = CurrentAnswers(folder, read)
    assert _said(current) == "一小时。"
    meddling.append("六小时。")
    _says(folder, "五小时。")

    assert await _looks(current) == []
    assert _said(current) == "一小时。"
    await _looks(current)
    assert _said(current) == "六小时。"


async def test_a_change_during_the_first_reading_is_not_missed(folder: Path) -> None:
    meddling = ["六小时。"]

    def read(folder: Path) -> Answers:
        answers = _read(folder)
        if meddling:
            _says(folder, meddling.pop())
        return answers

    current = CurrentAnswers(folder, read)
    assert _said(current) == "一小时。"

    await _looks(current)

    assert _said(current) == "六小时。"


async def test_a_question_begun_with_one_set_ends_with_it(
    folder: Path, current: CurrentAnswers
) -> None:
    answers = current.answers
    _says(folder, "两小时。")
    await _looks(current)

    assert answers.answer_for(HOMEWORK, None, Language.ZH_HANS).text == "一小时。"
    assert current.answers is not answers


def test_an_answer_ends_at_midnight_without_being_read_again(folder: Path) -> None:
    clock = FixedClock()
    write(folder, content(answer={"text": "一小时。"}, valid_until="2026-11-21"))
    current = CurrentAnswers(folder, lambda folder: Answers.load(folder, lambda: today(clock)))

    clock.set(datetime(2026, 11, 21, 23, 59, tzinfo=clock.zone))
    assert _said(current) == "一小时。"
    clock.move(timedelta(minutes=1))

    with pytest.raises(EntryMissing, match="not valid today"):
        _said(current)
    reply = current.answers.ask("homework-time作业最多写多久？", grade=None, language=Language.EN)
    assert reply.answer is None


def test_a_folder_that_is_broken_from_the_start_is_said_so(tmp_path: Path) -> None:
    with pytest.raises(BrokenKnowledge, match="no entry is here"):
        _ = CurrentAnswers(tmp_path, _read).answers


def test_surveys_and_other_files_are_no_part_of_a_set(folder: Path) -> None:
    before = stamp(folder)
    (folder / "surveys").mkdir()
    (folder / "surveys" / "pulse.yaml").write_text("id: pulse\n", encoding="utf-8")
    (folder / "README.md").write_text("…", encoding="utf-8")
    assert stamp(folder) == before

    (folder / "faq" / "homework" / "more.yml").write_text("id: more\n", encoding="utf-8")
    assert stamp(folder) != before


def test_a_file_replaced_by_one_of_the_same_size_and_time_is_a_change(folder: Path) -> None:
    path = folder / "faq" / "homework" / "homework-time.yaml"
    before, figures = stamp(folder), path.stat()
    other = folder / "other"
    other.write_bytes(path.read_bytes())
    shutil.copystat(path, other)
    other.rename(path)

    assert path.stat().st_mtime_ns == figures.st_mtime_ns
    assert stamp(folder) != before


def test_links_in_a_circle_are_no_trap(folder: Path) -> None:
    (folder / "faq" / "round").symlink_to(folder)
    (folder / "faq" / "self.yaml").symlink_to(folder / "faq" / "self.yaml")

    assert len(stamp(folder)) == 3


async def test_whatever_a_reading_raises_the_last_good_set_stays_and_the_next_change_is_taken(
    folder: Path,
) -> None:
    fails = False

    def read(path: Path) -> Answers:
        if fails:
            message = "a secret"
            raise MemoryError(message)
        return _read(path)

    current = CurrentAnswers(folder, read)
    assert _said(current) == "一小时。"
    fails = True
    _says(folder, "两小时。")

    logged = await _looks(current, 4)

    assert [(line["event"], line["kind"]) for line in logged] == [
        ("knowledge_not_reloaded", "MemoryError")
    ]
    assert "secret" not in str(logged)
    assert _said(current) == "一小时。"
    fails = False
    _says(folder, "三小时。")
    await _looks(current)
    assert _said(current) == "三小时。"
