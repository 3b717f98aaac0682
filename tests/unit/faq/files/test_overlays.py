"""Regions' and schools' files become words at a place, or a sentence with file and line."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
import yaml

from bot.faq.checking.checks import check
from bot.faq.files.loader import load
from bot.faq.model import EntryId, Level, Manner, Place, RegionCode
from bot.faq.places import chosen
from bot.faq.problems import BrokenKnowledge
from bot.faq.service import Answers
from bot.faq.writing.traditional import write_all
from bot.i18n.languages import Language
from tests.unit.faq.folders import KNOWLEDGE, Content, content, write

TODAY = date(2026, 11, 22)
HOMEWORK = EntryId("homework-time")
THERE = Place("north", "北小")


def _words(**changes: object) -> Content:
    base: Content = {
        "how": "extends",
        "answer": {"text": "本地的话。"},
        "sources": [{"document": "本地通知", "issuer": "北区教育局"}],
        "checked_on": "2026-11-01",
    }
    return {key: value for key, value in (base | changes).items() if value is not None}


def _save(path: Path, value: object) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(yaml.safe_dump(value, allow_unicode=True, sort_keys=False), "utf-8")
    return path


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with a region in a region, and a school."""
    (tmp_path / "thresholds.yaml").write_bytes((KNOWLEDGE / "thresholds.yaml").read_bytes())
    write(tmp_path, content(local=True), content("other"))
    regions = tmp_path / "regions"
    _save(regions / "100/region.yaml", {"name": "北市教育局"})
    _save(regions / "north/region.yaml", {"name": "北区教育局", "name_en": "North", "within": 100})
    _save(regions / "north/homework/homework-time.yaml", {"id": HOMEWORK, **_words()})
    school = {"school": "北小", "answers": {HOMEWORK: _words(how="replaces")}}
    _save(regions / "north/schools/any.yaml", school)
    return tmp_path


def _sentences(folder: Path) -> list[str]:
    with pytest.raises(BrokenKnowledge) as caught:
        load(folder)
    return [str(problem) for problem in caught.value.problems]


def _of_regions(folder: Path) -> list[str]:
    return [str(one) for one in check(folder, TODAY) if "regions" in one.path.parts]


def test_a_region_that_is_a_link_is_refused_in_a_sentence(folder: Path) -> None:
    (folder / "regions" / "linked").symlink_to(folder / "regions" / "100")

    (said,) = _sentences(folder)

    assert "regions/linked, line 1: a region must be a folder, not a link to one" in said


def test_a_region_knows_where_it_lies_and_its_schools(folder: Path) -> None:
    region = load(folder).regions[RegionCode("north")]

    assert (region.name, region.within) == ("北区教育局", "100")
    own = region.overlays[HOMEWORK]
    assert (own.manner, own.level, own.written.who) == (
        Manner.EXTENDS,
        Level.REGION,
        "北区教育局",
    )
    assert region.schools["北小"][HOMEWORK].written.who == "北小"


def test_a_folder_without_regions_is_a_good_folder(tmp_path: Path) -> None:
    assert load(write(tmp_path, content())).regions == {}


@pytest.mark.parametrize(
    ("path", "value", "said"),
    [
        (
            "north/homework/homework-tine.yaml",
            {"id": "homework-tine", **_words()},
            "line 1: there is no national answer homework-tine (did you mean homework-time?)",
        ),
        (
            "north/schools/two.yaml",
            {"school": "南小", "answers": {"otherr": _words()}},
            "two.yaml, line 3: there is no national answer otherr (did you mean other?)",
        ),
        (
            "north/schools/two.yaml",
            {"school": "北小", "answers": {"other": _words()}},
            "two.yaml, line 1: 北小 already has",
        ),
        (
            "south/region.yaml",
            {"name": "南区", "within": "101"},
            "region.yaml, line 2: there is no region 101 (did you mean 100?)",
        ),
        (
            "100/region.yaml",
            {"name": "北市", "within": "north"},
            "line 2: the region lies in itself (100 → north → 100); correct within",
        ),
        (
            "south/homework/other.yaml",
            {"id": "other", **_words()},
            "south/region.yaml, line 1: this file is missing",
        ),
        (
            "north/exams/other.yaml",
            {"id": "other", **_words()},
            "line 1: other belongs into the folder homework",
        ),
        (
            "north/homework/name.yaml",
            {"id": "other", **_words()},
            "line 1: the id other must equal the file's name name",
        ),
        ("north/other.yaml", {"id": "other", **_words()}, "it stands in no category"),
        ("north/homework/deep/other.yaml", {"id": "other"}, "it stands in no category"),
        ("other.yaml", {"id": "other"}, "it stands in no region"),
        (
            "north/homework/other.yaml",
            {"id": "other", **_words(how="extend")},
            "line 2: how must be replaces or extends",
        ),
        (
            "north/homework/other.yaml",
            {"id": "other", **_words(sources=[])},
            "sources needs at least one line",
        ),
        (
            "north/schools/two.yaml",
            {"school": "南小", "answers": {}},
            "line 2: answers needs at least one line",
        ),
        ("north/schools/two.yaml", {"school": "南小", "answerss": {}}, "did you mean answers?"),
        ("100/region.yaml", {"name": "北市", "example": "maybe"}, "example must be true or false"),
    ],
)
def test_what_is_wrong_is_named_with_file_and_line(
    folder: Path, path: str, value: object, said: str
) -> None:
    _save(folder / "regions" / path, value)

    assert any(said in sentence for sentence in _sentences(folder)), _sentences(folder)


def test_a_broken_national_answer_is_not_also_blamed_on_its_region(folder: Path) -> None:
    _save(folder / "faq/homework/homework-time.yaml", {"id": HOMEWORK})

    assert all("regions" not in sentence for sentence in _sentences(folder))


@pytest.mark.parametrize(
    ("changes", "line", "said"),
    [
        ({"answer": {"text": "长" * 241}}, 4, "this text has 241 characters; at most 240"),
        (
            {"how": "replaces", "answer": {"text": "长" * 601}},
            4,
            "this text has 601 characters; at most 600",
        ),
        ({"valid_until": "2026-11-21"}, 9, "the wider rule is shown since 2026-11-21"),
        ({"valid_until": "2026-12-01"}, 9, "this ends on 2026-12-01; renew it in time"),
        (
            {"valid_from": "2026-12-02", "valid_until": "2026-12-01"},
            10,
            "it ends before it begins",
        ),
        ({"checked_on": "2026-11-23"}, 8, "this day has not come yet"),
        ({"answer": {"text": "作業。"}}, 4, "traditional characters in simplified text: 業"),
        ({"en": {"text": "全是汉字"}}, 9, "mostly Chinese"),
        (
            {"en": {"text": "Words.", "variants": [{"grades": "1-2", "text": "More."}]}},
            9,
            "the grades of the Chinese",
        ),
    ],
)
def test_what_should_not_go_out_is_found_by_the_checks(
    folder: Path, changes: dict[str, object], line: int, said: str
) -> None:
    path = folder / "regions/north/homework/homework-time.yaml"
    _save(path, {"id": HOMEWORK, **_words(**changes)})
    write_all(folder)

    found = [problem for problem in check(folder, TODAY) if problem.path == path]

    assert [(problem.line, said in problem.sentence) for problem in found] == [(line, True)]


def test_a_good_folder_with_regions_has_no_problem(folder: Path) -> None:
    write_all(folder)

    assert _of_regions(folder) == []


def test_words_are_converted_and_a_stale_conversion_is_left_out(folder: Path) -> None:
    written = _words(answer={"text": "作业不过夜。"}, who="学务处")
    _save(folder / "regions/north/homework/homework-time.yaml", {"id": HOMEWORK, **written})
    write_all(folder)

    own = load(folder).regions[RegionCode("north")].overlays[HOMEWORK]
    assert own.traditional is not None
    assert (own.traditional.who, own.traditional.answer.text) == ("學務處", "作業不過夜。")

    path = folder / "regions/north/homework/homework-time.yaml"
    path.write_text(path.read_text("utf-8").replace("不过夜", "不过九点"), "utf-8")

    assert load(folder).regions[RegionCode("north")].overlays[HOMEWORK].traditional is None
    problems = _of_regions(folder)
    assert len(problems) == 1
    assert "zh-Hant/regions/north/homework-time.yaml, line 1" in problems[0]


def test_a_schools_conversion_is_read_back_and_goes_with_its_file(folder: Path) -> None:
    write_all(folder)
    converted = folder / "zh-Hant/regions/north/schools/any.yaml"
    school = load(folder).regions[RegionCode("north")].schools["北小"]
    assert school[HOMEWORK].traditional is not None

    (folder / "regions/north/schools/any.yaml").unlink()
    write_all(folder)

    assert not converted.exists()


def test_a_broken_conversion_is_named(folder: Path) -> None:
    write_all(folder)
    _save(folder / "zh-Hant/regions/north/homework-time.yaml", {"id": HOMEWORK})
    _save(folder / "zh-Hant/regions/north/schools/any.yaml", {"answers": []})

    assert len({sentence.split(",")[0] for sentence in _sentences(folder)}) == 2


def test_an_expired_price_gives_way_to_the_wider_rule_and_then_to_the_nations(
    folder: Path,
) -> None:
    school = {
        "school": "北小",
        "answers": {HOMEWORK: _words(how="replaces", valid_until="2026-11-30")},
    }
    _save(folder / "regions/north/schools/any.yaml", school)
    days = {"today": TODAY}
    answers = Answers.load(folder, lambda: days["today"])

    def whose() -> tuple[str | None, list[str]]:
        shown = answers.answer_for(HOMEWORK, None, Language.ZH_HANS, (THERE,))
        base = shown.whose.who if shown.whose else None
        return base, [part.whose.who for part in shown.local]

    assert whose() == ("北小", [])
    days["today"] = date(2026, 12, 1)
    assert whose() == (None, ["北区教育局"])


def test_the_same_question_is_answered_differently_at_two_places(folder: Path) -> None:
    answers = Answers.load(folder, lambda: TODAY)
    question = "homework-time作业最多写多久？"

    replies = [
        answers.ask(question, grade=None, language=Language.ZH_HANS, places=places).answer
        for places in ((THERE,), (Place("100"),), ())
    ]

    texts = [(one.text, one.lacking) for one in replies if one is not None]
    national = "每天不超过一小时。"
    assert texts == [
        ("本地的话。", None),
        (national, "not-entered"),
        (national, "place-unknown"),
    ]


def test_the_example_we_ship_has_words_of_both_kinds_at_both_levels() -> None:
    regions = load(KNOWLEDGE).regions
    district = regions[RegionCode("example")]
    (school,) = district.schools.values()

    for overlays in (district.overlays, school):
        assert len(overlays) >= 6
        assert {one.manner for one in overlays.values()} == set(Manner)
        assert all(one.is_example and one.english for one in overlays.values())
    fee = chosen(regions, Place("example", *district.schools), EntryId("ass-fee"), TODAY)
    assert [one.written.who[:3] for one in fee.added] == ["示例市", "示例区", "阳光学"]


def test_entries_that_places_decide_are_marked_and_say_whom_to_ask() -> None:
    local = [entry for entry in load(KNOWLEDGE).entries.values() if entry.is_local]

    assert len(local) >= 49
    assert all(entry.who_decides for entry in local)
