"""The list of the unreached as CSV, XLSX and paper, in three languages."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest
from openpyxl import load_workbook

from bot.errors import BadOption
from bot.fonts import find_font
from bot.i18n.catalogue import speaking
from bot.i18n.languages import Language
from bot.notices.afterwards import drawing, lists
from bot.notices.afterwards.lists import Table
from bot.notices.afterwards.unreached import Unreached, UnreachedList, Why
from bot.notices.model import Notice, NoticeId, State
from bot.people.audience import Audience, Kind
from bot.printing.page import HEIGHT
from tests.support.clocks import A_THURSDAY_NOON

NOTICE = Notice(
    id=NoticeId(1234),
    school_id=None,
    author_id=None,
    audiences=(Audience(Kind.SCHOOL, 1),),
    text="明天穿校服。",
    asks_confirmation=False,
    is_urgent=False,
    state=State.SENT,
    created_at=A_THURSDAY_NOON,
)


def found(*children: Unreached) -> UnreachedList:
    return UnreachedList(NOTICE, children, 40)


def table(*children: Unreached, language: Language = Language.ZH_HANS) -> Table:
    return lists.table_of(found(*children), speaking(language), made="2026-11-19 16:30")


ONE = Unreached("实验小学", "三（1）班", 7, Why.NOBODY)
OTHER = Unreached("实验小学", "三（1）班", None, Why.UNCERTAIN)


def test_class_seat_and_reason_stand_in_words() -> None:
    made = table(ONE, OTHER)

    assert made.heading == ("班级", "座号", "原因")
    assert made.rows == (
        ("三（1）班", 7, "还没有家长加入"),
        ("三（1）班", "未填", "不确定，可能已经收到"),
    )
    assert made.note == "2026-11-19 16:30 统计：40 个孩子里，2 个的家长还没收到。"


def test_schools_are_named_where_there_are_several() -> None:
    made = table(ONE, Unreached("第二小学", "一（1）班", 1, Why.BLOCKED))

    assert made.heading[0] == "学校"
    assert [row[0] for row in made.rows] == ["实验小学", "第二小学"]


@pytest.mark.parametrize("language", Language)
def test_every_reason_has_words_of_its_own(language: Language) -> None:
    said = {lists.why_in_words(why, speaking(language)) for why in Why}

    assert len(said) == len(Why)


async def test_excel_opens_the_csv_and_runs_nothing_in_it(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"

    await lists.write(table(Unreached("", "=HYPERLINK(1)", 3, Why.NOBODY)), path)

    assert path.read_bytes().startswith(b"\xef\xbb\xbf")
    with path.open(encoding="utf-8-sig") as file:
        rows = list(csv.reader(file))
    assert rows[1] == ["'=HYPERLINK(1)", "3", "还没有家长加入"]


async def test_the_sheet_keeps_seats_as_numbers(tmp_path: Path) -> None:
    path = tmp_path / "a.XLSX"

    await lists.write(table(ONE, OTHER), path)

    sheet = load_workbook(path).active
    assert sheet is not None
    assert [cell.value for cell in sheet[2]] == ["三（1）班", 7, "还没有家长加入"]


async def test_the_paper_has_a_sheet_for_each_33_children(tmp_path: Path) -> None:
    path = tmp_path / "a.pdf"

    await lists.write(table(*[ONE] * (drawing.ROWS_A_PAGE + 1)), path)

    content = path.read_bytes()
    assert content.startswith(b"%PDF-")
    assert b"/Count 2" in content


def test_the_lines_of_a_sheet_end_above_its_edge() -> None:
    assert 44 + (drawing.ROWS_A_PAGE + 1) * drawing.LINE < HEIGHT


def test_a_character_the_font_lacks_is_printed_as_a_question_mark() -> None:
    values = {
        "title": "名单",
        "note": "",
        "heading": ["a", "b", "c"],
        "rows": [["\U0001f600", 1, "c"]],
    }

    assert drawing.render(values, find_font()).startswith(b"%PDF-")


async def test_another_ending_is_refused(tmp_path: Path) -> None:
    with pytest.raises(BadOption, match=r"must end in \.csv, \.xlsx or \.pdf"):
        await lists.write(table(ONE), tmp_path / "a.doc")
