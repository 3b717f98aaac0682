from __future__ import annotations

import csv
from collections.abc import Iterator
from datetime import UTC, date, datetime
from io import StringIO
from pathlib import Path

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.sheets import (
    Column,
    Sheet,
    SheetUnwritable,
    Style,
    csv_text,
    plain_text,
    safe_text,
    write_bytes,
    write_csv,
    write_text,
    write_xlsx,
)

DANGEROUS = [
    "=1+1",
    "+86",
    "-2+3",
    "@SUM(A1)",
    "\t=1",
    "\r=1",
    "  =1+1",
    "＝1",  # noqa: RUF001 - a full-width sign is what this is about
    "\x00=cmd|' /C calc'!A0",
    "\u202e=1",
]


def read_back(text: str) -> list[list[str]]:
    return list(csv.reader(StringIO(text, newline="")))


@pytest.mark.parametrize("text", DANGEROUS)
def test_text_that_begins_like_a_formula_is_made_plain(text: str) -> None:
    assert safe_text(text).startswith("'")


@given(st.text())
def test_nothing_that_is_written_begins_like_a_formula(text: str) -> None:
    written = safe_text(text)

    assert not written.lstrip().startswith(("=", "+", "-", "@"))


@given(st.text(st.characters(categories=["L", "N"])))
def test_plain_words_stay_as_they_are(text: str) -> None:
    assert safe_text(text) == text


def test_control_characters_are_left_out_but_lines_and_tabs_stay() -> None:
    assert plain_text("a\x00b\x1b[31mc\n\td\u202e\ufffe\ud800") == "ab[31mc\n\td"


@given(st.lists(st.lists(st.text(max_size=20), min_size=2, max_size=2), max_size=5))
def test_what_is_written_can_be_read_back(rows: list[list[str]]) -> None:
    read = read_back(csv_text(["a", "b"], rows))

    assert read == [["a", "b"], *([safe_text(cell) for cell in row] for row in rows)]


def test_numbers_days_and_gaps_are_written_plainly() -> None:
    row = [-3, 0.25, None, True, date(2026, 9, 1), datetime(2026, 9, 1, 8, tzinfo=UTC)]

    assert read_back(csv_text(["x"] * 6, [row]))[1] == [
        "-3",
        "0.25",
        "",
        "true",
        "2026-09-01",
        "2026-09-01 08:00:00+00:00",
    ]


def test_csv_begins_with_a_byte_order_mark_so_that_excel_reads_chinese(tmp_path: Path) -> None:
    path = tmp_path / "表.csv"

    write_csv(path, ["班级"], [["三（1）班"]])

    assert path.read_bytes() == b"\xef\xbb\xbf" + "班级\r\n三（1）班\r\n".encode()


def a_sheet(*cells: str | float | None) -> Sheet:
    columns = [
        Column("文字", 20, Style.LONG),
        Column("份数", style=Style.COUNT),
        Column("占比", style=Style.SHARE),
    ]
    return Sheet("结果/2026", columns, [cells])


def test_xlsx_keeps_text_text_and_numbers_numbers(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"

    write_xlsx(path, [a_sheet("=1+1", 1234, 0.5), Sheet("说明", [Column("项目")], [["x"]])])

    book = openpyxl.load_workbook(path)
    text, count, share = book["结果 2026"][2]
    assert book.sheetnames == ["结果 2026", "说明"]
    assert (text.value, text.data_type, text.quotePrefix) == ("=1+1", "s", True)
    assert (count.value, count.number_format) == (1234, "#,##0")
    assert (share.value, share.number_format) == (0.5, "0.0%")


def test_an_empty_cell_is_empty(tmp_path: Path) -> None:
    write_xlsx(tmp_path / "a.xlsx", [a_sheet("x", None, None)])

    row = openpyxl.load_workbook(tmp_path / "a.xlsx").active[2]  # type: ignore[index]
    assert [cell.value for cell in row] == ["x", None, None]


def test_a_file_appears_whole_or_not_at_all(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("before")

    def breaking_off() -> Iterator[list[str]]:
        yield ["one row"]
        raise RuntimeError

    with pytest.raises(RuntimeError):
        write_csv(path, ["a"], breaking_off())

    assert path.read_text() == "before"
    assert [each.name for each in tmp_path.iterdir()] == ["a.csv"]


def test_a_folder_that_is_not_there_is_named(tmp_path: Path) -> None:
    path = tmp_path / "absent" / "a.csv"

    with pytest.raises(SheetUnwritable, match="absent"):
        write_csv(path, ["a"], [])
    with pytest.raises(SheetUnwritable, match="absent"):
        write_bytes(path, b"")
    with pytest.raises(SheetUnwritable, match="absent"):
        write_text(path, "")


def test_a_file_may_be_read_by_those_the_system_allows(tmp_path: Path) -> None:
    write_text(tmp_path / "a.json", "{}")
    (tmp_path / "b.json").write_text("{}")

    assert (tmp_path / "a.json").stat().st_mode == (tmp_path / "b.json").stat().st_mode
