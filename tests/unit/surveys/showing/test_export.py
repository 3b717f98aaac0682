from __future__ import annotations

import csv
import json
from collections import Counter
from dataclasses import replace
from io import StringIO
from pathlib import Path

import openpyxl
import pytest

from bot.i18n.languages import Language
from bot.surveys.figures.results import Results
from bot.surveys.hiding.anonymity import Limits
from bot.surveys.model import Answer, WaveState
from bot.surveys.showing.export import FIELDS, Format, as_export, rows_of, write
from bot.surveys.showing.export_schema import ExportDocument
from bot.surveys.showing.method import method
from bot.surveys.showing.reports import as_document, as_text
from tests.support.clocks import FixedClock
from tests.support.figures import results_of
from tests.support.surveys import TWO_QUESTIONS, a_ready_survey, a_survey, a_wave

ZONE = FixedClock().zone
ROOT = Path(__file__).parents[4]
ZH = Language.ZH_HANS
ANSWERS = [
    *[Answer(1, "00")] * 3,
    *[Answer(2, "11")] * 5,
    *[Answer(2, "00")] * 3,
    *[Answer(3, "01")] * 6,
    *[Answer(3, "10")] * 3,
]
COMMENTS = ["=HYPERLINK(1)", "@某人", *(f"留言{number}" for number in range(8))]


def results(comments: list[str] | None = None, answers: list[Answer] | None = None) -> Results:
    wave = a_wave(state=WaveState.CLOSED)
    tally = Counter(ANSWERS if answers is None else answers)
    return results_of(wave, tally, comments or [], Limits())


def csv_rows(found: Results, folder: Path) -> list[dict[str, str]]:
    path = folder / "a.csv"
    write(found, path, Format.CSV, ZH, ZONE)
    return list(csv.DictReader(StringIO(path.read_text(encoding="utf-8-sig"), newline="")))


def test_the_columns_of_a_csv_are_the_promised_ones(tmp_path: Path) -> None:
    write(results(), tmp_path / "a.csv", Format.CSV, ZH, ZONE)

    raw = (tmp_path / "a.csv").read_bytes()
    assert raw.startswith(b"\xef\xbb\xbf")
    heading = b"wave,group,n,question,answer,count,share,low,high,suppressed\r\n"
    assert raw[3:].startswith(heading)


def test_a_csv_row_is_one_groups_share_of_one_answer(tmp_path: Path) -> None:
    row = csv_rows(results(), tmp_path)[0]

    assert row == {
        "wave": "12",
        "group": "全校",
        "n": "20",
        "question": "作业多不多？",
        "answer": "少",
        "count": "12",
        "share": "0.6",
        "low": "0.4441",
        "high": "0.738",
        "suppressed": "false",
    }


def test_every_export_says_wave_method_suppression_and_carries_the_same_hash(
    tmp_path: Path,
) -> None:
    found = results()
    for kind in (Format.CSV, Format.JSON):
        write(found, tmp_path / "a", kind, ZH, ZONE)
        text = (tmp_path / "a").read_text(encoding="utf-8-sig")
        assert found.digest in text
        assert "Wilson" in text
        assert "不足 5 份的年级不显示" in text


def test_the_document_of_an_export_fits_its_schema() -> None:
    schema = json.loads((ROOT / "docs/schemas/survey-export.json").read_text(encoding="utf-8"))

    assert schema == ExportDocument.model_json_schema()
    ExportDocument.model_validate(as_export(results(COMMENTS), ZH, ZONE))


def test_where_all_agree_only_that_is_exported(tmp_path: Path) -> None:
    found = results(answers=[Answer(3, "00")] * 120)

    assert {row["count"] for row in csv_rows(found, tmp_path)} == {""}
    assert "几乎都选“少”" in as_text(found, ZH)
    document = as_document(found)
    groups = document["groups"]
    assert isinstance(groups, list)
    assert groups[0]["figures"]["homework"] == {"suppressed": True, "nearly_all": "little"}


def test_of_a_small_school_where_all_agree_no_file_tells_on_what(tmp_path: Path) -> None:
    found = results(answers=[Answer(3, "00")] * 12)

    rows = [row for row in csv_rows(found, tmp_path) if row["suppressed"]]
    assert {(row["suppressed"], row["answer"]) for row in rows} == {("true", "")}
    assert "几乎都选" not in as_text(found, ZH)
    assert "nearly_all" not in json.dumps(as_document(found))


def test_no_file_says_that_nearly_all_of_a_large_school_are_anxious(tmp_path: Path) -> None:
    wave = a_wave(a_ready_survey("parent-anxiety"), WaveState.CLOSED)
    found = results_of(wave, {Answer(3, "33012"): 150}, [], Limits())

    groups = as_document(found)["groups"]
    assert isinstance(groups, list)
    told = {name: figure.get("nearly_all") for name, figure in groups[0]["figures"].items()}
    assert {name for name, answer in told.items() if answer is None} == {
        "gad-nervous",
        "gad-worrying",
        "gad-2",
    }
    lines = as_text(found, ZH)
    assert "几乎每天”" not in lines
    assert "3 分及以上" not in lines
    for kind in (Format.CSV, Format.JSON):
        write(found, tmp_path / "a", kind, ZH, ZONE)
        figures = (tmp_path / "a").read_text(encoding="utf-8-sig").partition("方法与隐去说明")[0]
        assert "几乎每天" not in figures


def test_a_hidden_group_has_a_row_that_says_so_and_no_figure(tmp_path: Path) -> None:
    hidden = [row for row in csv_rows(results(), tmp_path) if row["suppressed"] == "true"]

    assert [row["group"] for row in hidden] == ["一年级", "二年级"] * 2
    figures = ("n", "answer", "count", "share", "low", "high")
    assert {row[field] for row in hidden for field in figures} == {""}


def test_no_export_has_one_row_an_answer(tmp_path: Path) -> None:
    few = len(list(rows_of(results(), ZH)))
    many = len(list(rows_of(results(answers=ANSWERS * 10), ZH)))

    assert few <= many < len(ANSWERS) * 10


def test_comments_stand_apart_and_are_no_formulas(tmp_path: Path) -> None:
    last = [row for row in csv_rows(results(COMMENTS), tmp_path) if row["question"] == "留言"]

    assert len(last) == 10
    assert {row["group"] for row in last} == {"全校"}
    assert {row["answer"] for row in last} == {
        "'=HYPERLINK(1)",
        "'@某人",
        *COMMENTS[2:],
    }


def test_too_few_comments_are_in_no_file(tmp_path: Path) -> None:
    found = results(COMMENTS[:9])
    for kind in Format:
        write(found, tmp_path / f"a.{kind}", kind, ZH, ZONE)

    assert "留言1" not in (tmp_path / "a.csv").read_text(encoding="utf-8-sig")
    assert json.loads((tmp_path / "a.json").read_text(encoding="utf-8"))["comments"] == []
    assert "留言" not in openpyxl.load_workbook(tmp_path / "a.xlsx").sheetnames


def test_json_holds_the_same_fields_and_stable_names(tmp_path: Path) -> None:
    write(results(COMMENTS), tmp_path / "a.json", Format.JSON, ZH, ZONE)

    document = json.loads((tmp_path / "a.json").read_text(encoding="utf-8"))
    first = document["rows"][0]
    assert set(FIELDS) <= set(first)
    assert (first["group_id"], first["question_id"], first["answer_id"]) == (
        "school",
        "homework",
        "little",
    )
    assert first["suppressed"] is False
    assert sorted(document["comments"]) == sorted(COMMENTS)
    assert document["responses"] == 20


def test_xlsx_has_chinese_headings_real_numbers_and_a_method_note(tmp_path: Path) -> None:
    write(results(COMMENTS), tmp_path / "a.xlsx", Format.XLSX, ZH, ZONE)

    book = openpyxl.load_workbook(tmp_path / "a.xlsx")
    heading, first = list(book["概要"].iter_rows(max_row=2))
    assert book.sheetnames == ["概要", "回收情况", "按年级", "趋势", "留言", "方法与隐去说明"]
    assert [cell.value for cell in heading][:4] == ["题目", "选项", "回答数", "份数"]
    assert [cell.value for cell in heading][7:] == ["加权占比", "跳过", "备注"]
    assert (first[4].value, first[4].number_format) == (0.6, "0.0%")
    note = {row[0].value: row[1].value for row in book["方法与隐去说明"].iter_rows(min_row=2)}
    assert len(str(note["内容校验码（SHA-256）"])) == 64
    assert note["收到答卷"] == "20"
    assert note["结束"] == "2026-11-19 12:00"
    assert "Wilson" in str(note["怎么算"])
    assert "GAD-2 合计" not in note


def test_the_method_note_says_that_a_screen_is_no_diagnosis(tmp_path: Path) -> None:
    wave = a_wave(a_ready_survey("parent-anxiety"), WaveState.CLOSED)
    write(results_of(wave, {}, [], Limits()), tmp_path / "a.xlsx", Format.XLSX, ZH, ZONE)

    rows = openpyxl.load_workbook(tmp_path / "a.xlsx")["方法与隐去说明"].iter_rows(
        values_only=True
    )
    assert any("不是诊断" in str(row[1]) for row in rows)


def test_formulas_in_a_surveys_own_text_are_made_plain(tmp_path: Path) -> None:
    survey = a_survey(TWO_QUESTIONS.replace("作业多不多？", "'=1+1'"))
    wave = a_wave(survey, WaveState.CLOSED)
    found = results_of(wave, Counter(ANSWERS), [], Limits())

    assert csv_rows(found, tmp_path)[0]["question"] == "'=1+1"


@pytest.mark.parametrize("kind", list(Format))
def test_a_wave_with_no_answer_can_be_exported(kind: Format, tmp_path: Path) -> None:
    write(results(answers=[]), tmp_path / "a", kind, ZH, ZONE)

    assert (tmp_path / "a").stat().st_size > 0


def test_the_document_for_scripts_is_the_promised_one() -> None:
    document = as_document(results())

    assert {key: document[key] for key in ("survey", "wave", "state", "responses")} == {
        "survey": "short",
        "wave": 12,
        "state": "closed",
        "responses": 20,
    }
    groups = document["groups"]
    assert isinstance(groups, list)
    assert groups[1] == {"group": "grade-1", "suppressed": True}
    assert groups[3]["figures"]["sleep"]["answers"]["long"] == {
        "count": 6,
        "share": 0.6667,
        "low": 0.3542,
        "high": 0.8794,
    }


def test_of_a_wave_with_few_answers_the_document_tells_no_number() -> None:
    document = as_document(results(answers=ANSWERS[:4]))

    assert (document["responses"], document["fewer_than"]) == (0, 5)
    assert document["groups"] == [{"group": "school", "suppressed": True}]


def test_the_terminal_shows_figures_and_what_is_hidden() -> None:
    lines = as_text(results(COMMENTS), ZH).splitlines()

    assert "  全校（20 份）  少 60%  多 40%" in lines
    assert "  一年级：为保护隐私，不显示" in lines
    assert "  · @某人" in lines


def test_the_terminal_says_once_why_a_survey_with_few_answers_shows_nothing() -> None:
    lines = as_text(results(answers=ANSWERS[:4]), ZH).splitlines()

    assert lines == ["小调查", "交回的不足 5 份，为保护隐私，结果都不显示。", "邀请家庭：40"]


def test_more_homework_than_allowed_is_said_as_the_rules_put_it() -> None:
    survey = a_ready_survey("homework-burden")
    answers = [*[Answer(2, "0----")] * 9, *[Answer(2, "1----")] * 7, *[Answer(5, "2----")] * 16]
    answers += [Answer(5, "1----")] * 9
    found = results_of(a_wave(survey, WaveState.CLOSED), Counter(answers), [], Limits())

    lines = as_text(found, ZH).splitlines()

    assert lines[-3:] == [
        "书面作业超过规定时间的占比",
        "  二年级有家庭书面作业（按规定不布置）：44%",
        "  五年级书面作业超过规定的每天 60 分钟：64%",
    ]


def test_a_survey_for_each_child_says_how_many_children_were_asked_about(tmp_path: Path) -> None:
    survey = a_ready_survey("homework-burden")
    found = results_of(a_wave(survey, WaveState.CLOSED), Counter(), [], Limits())

    rows = csv_rows(found, tmp_path)

    notes = {row["question"]: row["answer"] for row in rows}
    assert notes["方法与隐去说明：问到的孩子"] == "40"
    assert notes["方法与隐去说明：怎么算"].startswith("每个孩子一份")
    assert "方法与隐去说明：邀请家庭" not in notes


def method_of(survey: str) -> dict[str, str]:
    wave = a_wave(a_ready_survey(survey), WaveState.CLOSED)
    return dict(method(results_of(wave, {}, [], Limits()), ZH, ZONE))


def test_of_families_the_method_says_why_grades_have_no_number_of_their_own() -> None:
    note = method_of("pulse")

    assert "家里有两个年级的孩子" in note["按年级"]
    assert "加权占比" not in note


def test_of_children_the_method_says_how_grades_are_weighted() -> None:
    note = method_of("homework-burden")

    assert "按年级" not in note
    assert "问到的人数" in note["加权占比"]


@pytest.mark.parametrize("survey", ["pulse", "homework-burden"])
def test_of_a_district_the_method_speaks_of_no_grades(survey: str) -> None:
    wave = a_wave(a_ready_survey(survey), WaveState.CLOSED)
    found = results_of(wave, {}, [], Limits())
    district = replace(found, groups=(replace(found.groups[0], schools=5),))

    note = dict(method(district, ZH, ZONE))

    assert note["参加学校"] == "5"
    assert not {"按年级", "加权占比"} & note.keys()


def test_who_passed_over_a_question_and_a_scales_mean_are_told(tmp_path: Path) -> None:
    survey = a_ready_survey("parent-anxiety")
    pairs = ("11", "12", "20", "33", "30", "01", "-2")
    answers = [Answer(3, f"{pair}---") for pair in pairs]
    found = results_of(a_wave(survey, WaveState.CLOSED), Counter(answers), [], Limits())

    document = as_export(found, ZH, ZONE)
    ExportDocument.model_validate(document)
    rows = [row for row in rows_of(found, ZH) if row.question_id == "gad-nervous"]
    assert {row.missing for row in rows} == {1}
    means = document["means"]
    assert isinstance(means, list)
    assert [(mean["group"], mean["question"]) for mean in means] == [
        ("school", "gad-nervous"),
        ("school", "gad-worrying"),
        ("grade-3", "gad-nervous"),
        ("grade-3", "gad-worrying"),
    ]
    write(found, tmp_path / "a.xlsx", Format.XLSX, ZH, ZONE)
    sheet = openpyxl.load_workbook(tmp_path / "a.xlsx")["概要"]
    remarks = [row[9] for row in sheet.iter_rows(values_only=True)]
    assert sum(str(remark).startswith("平均分 ") for remark in remarks) == 2
