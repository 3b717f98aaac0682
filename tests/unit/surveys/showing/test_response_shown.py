"""How many have answered by grade, as every file tells it."""

from __future__ import annotations

import csv
import json
from collections import Counter
from dataclasses import replace
from io import StringIO
from pathlib import Path
from typing import Final

import openpyxl

from bot.i18n.languages import Language
from bot.surveys.figures.results import Asked, Results
from bot.surveys.figures.trend import ALONE
from bot.surveys.hiding.anonymity import Limits
from bot.surveys.model import Answer, WaveState
from bot.surveys.questions.schema import Unit
from bot.surveys.showing.booklets import booklet_of
from bot.surveys.showing.export import Format, as_export, write
from bot.surveys.showing.export_schema import ExportDocument
from tests.support.clocks import FixedClock
from tests.support.figures import results_of
from tests.support.surveys import a_survey, a_wave

ZONE: Final = FixedClock().zone
ZH: Final = Language.ZH_HANS
HIDDEN: Final = "为保护隐私，不显示"
ANSWERS: Final = Counter(
    {
        Answer(1, "00"): 3,
        Answer(2, "11"): 4,
        Answer(2, "00"): 4,
        Answer(3, "01"): 15,
        Answer(3, "10"): 6,
    }
)
ASKED: Final = {1: 31, 2: 26, 3: 28, 4: 27}


def of_children() -> Results:
    """Grade 1 has few answers, so grade 2 is hidden with it; nobody of grade 4 answered."""
    survey = a_survey().model_copy(update={"unit": Unit.CHILD})
    wave = replace(a_wave(survey, WaveState.CLOSED), invited=sum(ASKED.values()))
    return results_of(wave, ANSWERS, [], Limits(), Asked(invited=ASKED))


def of_families() -> Results:
    tally = Counter({Answer(1, "01"): 8, Answer(3, "10"): 8})
    return results_of(a_wave(state=WaveState.CLOSED), tally, [], Limits())


def sheet(found: Results, folder: Path, language: Language = ZH) -> list[tuple[object, ...]]:
    write(found, folder / "a.xlsx", Format.XLSX, language, ZONE)
    name = "回收情况" if language is ZH else "Response"
    book = openpyxl.load_workbook(folder / "a.xlsx")
    return list(book[name].iter_rows(values_only=True))


def csv_rows(found: Results, folder: Path) -> list[dict[str, str]]:
    write(found, folder / "a.csv", Format.CSV, ZH, ZONE)
    text = (folder / "a.csv").read_text(encoding="utf-8-sig")
    rows = list(csv.DictReader(StringIO(text, newline="")))
    return [row for row in rows if row["question"].startswith("回收情况：")]


def test_the_workbook_has_a_sheet_of_it(tmp_path: Path) -> None:
    assert sheet(of_children(), tmp_path) == [
        ("范围", "问到的孩子", "收到答卷", "回收率", "备注"),
        ("全校", 112, 32, 32 / 112, None),
        ("一年级", 31, None, None, HIDDEN),
        ("二年级", 26, None, None, HIDDEN),
        ("三年级", 28, 21, 0.75, None),
        ("四年级", 27, None, None, HIDDEN),
    ]
    rate = openpyxl.load_workbook(tmp_path / "a.xlsx")["回收情况"].cell(2, 4)
    assert rate.number_format == "0.0%"


def test_it_is_told_in_english_too(tmp_path: Path) -> None:
    heading, whole, *_ = sheet(of_children(), tmp_path, Language.EN)

    assert heading == (
        *("Group", "Children asked about", "Answers received"),
        *("Response rate", "Remark"),
    )
    assert whole[1:3] == (112, 32)


def test_of_families_the_sheet_says_why_grades_have_no_rate(tmp_path: Path) -> None:
    [heading, whole, first, _] = sheet(of_families(), tmp_path)

    assert heading[1] == "邀请家庭"
    assert whole == ("全校", 40, 16, 0.4, None)
    assert first == ("一年级", None, 8, None, "家里有两个年级的孩子也只交一份，各年级不算回收率")


def test_a_grade_that_joined_later_has_its_number_and_no_rate(tmp_path: Path) -> None:
    found = of_children()
    later = replace(found.groups[3], invited=None)
    rows = sheet(replace(found, groups=(*found.groups[:3], later)), tmp_path)

    assert rows[4] == ("三年级", None, 21, None, None)


def test_a_csv_tells_it_in_lines_of_words_that_no_sum_of_shares_counts(tmp_path: Path) -> None:
    lines = csv_rows(of_children(), tmp_path)

    told = [(row["group"], row["n"], row["question"][5:], row["answer"]) for row in lines]
    assert told == [
        ("一年级", "", "问到的孩子", "31"),
        ("一年级", "", "回收率", HIDDEN),
        ("二年级", "", "问到的孩子", "26"),
        ("二年级", "", "回收率", HIDDEN),
        ("三年级", "21", "问到的孩子", "28"),
        ("三年级", "21", "回收率", "75.0%"),
        ("四年级", "", "问到的孩子", "27"),
        ("四年级", "", "回收率", HIDDEN),
    ]
    assert {row[name] for row in lines for name in ("count", "share", "suppressed")} == {""}


def test_a_csv_of_families_has_no_such_lines(tmp_path: Path) -> None:
    assert csv_rows(of_families(), tmp_path) == []


def test_json_tells_it_for_scripts() -> None:
    document = as_export(of_children(), ZH, ZONE)

    ExportDocument.model_validate(document)
    assert document["response"] == [
        {"group": "school", "invited": 112, "n": 32, "rate": 0.2857, "suppressed": False},
        {"group": "grade-1", "invited": 31, "n": None, "rate": None, "suppressed": True},
        {"group": "grade-2", "invited": 26, "n": None, "rate": None, "suppressed": True},
        {"group": "grade-3", "invited": 28, "n": 21, "rate": 0.75, "suppressed": False},
        {"group": "grade-4", "invited": 27, "n": None, "rate": None, "suppressed": True},
    ]
    json.dumps(document)


def test_the_booklet_has_a_table_of_it_where_grades_have_rates() -> None:
    [(title, table)] = booklet_of(of_children(), ALONE, ZH, ZONE).tables

    assert title == "回收情况"
    assert table.heading == ("范围", "问到的孩子", "收到答卷", "回收率")
    assert table.rows[0] == ("全校", "112", "32", "28.6%")
    assert table.rows[1] == ("一年级", "31", "", HIDDEN)
    assert booklet_of(of_families(), ALONE, ZH, ZONE).tables == ()
