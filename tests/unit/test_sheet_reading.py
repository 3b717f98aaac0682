from __future__ import annotations

import zipfile
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook

from bot.sheet_reading import Day, Formula, SheetUnreadable, _csv_rows, _decoded, read_sheets

LIST = "班级,座号\n三年级1班,7\n"


def written(folder: Path, data: bytes, name: str = "list.csv") -> Path:
    path = folder / name
    path.write_bytes(data)
    return path


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "gbk", "gb18030", "utf-16", "utf-16-le", "utf-16-be"]
)
def test_a_list_is_read_in_every_encoding_schools_use(tmp_path: Path, encoding: str) -> None:
    (sheet,) = read_sheets(written(tmp_path, LIST.encode(encoding)))

    assert [list(row) for row in sheet.rows] == [["班级", "座号"], ["三年级1班", "7"]]


@pytest.mark.parametrize("mark", [",", "\t", ";"])
def test_cells_are_parted_by_commas_tabs_or_semicolons(tmp_path: Path, mark: str) -> None:
    (sheet,) = read_sheets(written(tmp_path, LIST.replace(",", mark).encode("gbk")))

    assert sheet.rows[1] == ["三年级1班", "7"]


@given(
    rows=st.lists(
        st.lists(st.text(st.characters(min_codepoint=0x4E00, max_codepoint=0x9FA5)), min_size=2),
        min_size=1,
    ),
    encoding=st.sampled_from(["utf-8", "utf-8-sig", "gb18030", "utf-16"]),
)
def test_chinese_text_comes_back_as_it_was(rows: list[list[str]], encoding: str) -> None:
    text = "班级,座号\n" + "\n".join(",".join(row) for row in rows)

    read = _csv_rows(Path("x.csv"), _decoded(Path("x.csv"), text.encode(encoding)))

    assert [row for row in read[1:] if row] == [row for row in rows if row]


def test_a_formula_is_marked_and_never_worked_out(tmp_path: Path) -> None:
    (of_csv,) = read_sheets(written(tmp_path, b"a,b\n=1+1,=cmd|' /C calc'!A0\n"))
    book = Workbook()
    assert book.active is not None
    book.active.append(["=1+1", "7"])
    book.save(tmp_path / "list.xlsx")
    (of_xlsx,) = read_sheets(tmp_path / "list.xlsx")

    assert all(isinstance(cell, Formula) for cell in of_csv.rows[1])
    assert isinstance(of_xlsx.rows[0][0], Formula)
    assert not isinstance(of_xlsx.rows[0][1], Formula)


def test_a_number_that_an_export_has_put_into_a_formula_is_text(tmp_path: Path) -> None:
    (sheet,) = read_sheets(written(tmp_path, b'a,b\n="07",8\n'))

    assert sheet.rows[1] == ["07", "8"]
    assert not isinstance(sheet.rows[1][0], Formula)


def test_a_workbook_gives_its_visible_sheets_with_whole_numbers_and_marked_days(
    tmp_path: Path,
) -> None:
    book = Workbook()
    assert book.active is not None
    book.active.title = "三年级"
    book.active.append(["三年级1班", 7.0, 2.5, None, date(2026, 3, 1)])
    book.create_sheet("藏着").sheet_state = "hidden"
    book.save(tmp_path / "list.xlsx")

    (sheet,) = read_sheets(tmp_path / "list.xlsx")

    assert sheet.name == "三年级"
    assert list(sheet.rows[0][:4]) == ["三年级1班", "7", "2.5", ""]
    assert isinstance(sheet.rows[0][4], Day)


@pytest.mark.parametrize(
    ("name", "data", "sentence"),
    [
        ("list.txt", b"a,b", "must be a .csv or .xlsx file"),
        ("list.xls", b"a,b", "must be a .csv or .xlsx file"),
        ("list.csv", b"", "is empty"),
        ("list.xlsx", b"\xd0\xcf\x11\xe0 protected", "protected by a password"),
        ("list.xlsx", b"PK\x03\x04 broken", "is no workbook that can be read"),
        ("list.xlsx", b"class,seat", "is no workbook that can be read"),
        ("list.csv", b"\x80\xff\xff,\xff", "neither UTF-8 nor GBK"),
        ("list.csv", b'a,b\n"c,d\n', "row 2: a quotation mark is not closed"),
        ("list.csv", b"x" * (10 * 1024 * 1024 + 1), "larger than 10 MB"),
        ("list.csv", b"1,2\n" * 20_001, "more than 20000 rows"),
    ],
)
def test_what_cannot_be_read_is_refused_in_one_sentence(
    tmp_path: Path, name: str, data: bytes, sentence: str
) -> None:
    with pytest.raises(SheetUnreadable, match=sentence) as refused:
        read_sheets(written(tmp_path, data, name))

    assert "\n" not in str(refused.value)


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(SheetUnreadable, match=r"absent\.csv: cannot be read"):
        read_sheets(tmp_path / "absent.csv")


def test_a_small_archive_that_unfolds_into_very_much_is_refused(tmp_path: Path) -> None:
    with (
        zipfile.ZipFile(tmp_path / "list.xlsx", "w", zipfile.ZIP_DEFLATED) as archive,
        archive.open("xl/worksheets/sheet1.xml", "w") as part,
    ):
        for _ in range(201):
            part.write(bytes(1024 * 1024))

    with pytest.raises(SheetUnreadable, match="unfolds to more than 200 MB"):
        read_sheets(tmp_path / "list.xlsx")


def test_a_workbook_with_a_broken_sheet_is_refused(tmp_path: Path) -> None:
    Workbook().save(tmp_path / "good.xlsx")
    with (
        zipfile.ZipFile(tmp_path / "good.xlsx") as good,
        zipfile.ZipFile(tmp_path / "bad.xlsx", "w") as bad,
    ):
        for name in good.namelist():
            is_sheet = name.startswith("xl/worksheets")
            bad.writestr(name, b"<worksheet><sheetData><row" if is_sheet else good.read(name))

    with pytest.raises(SheetUnreadable, match="is no workbook that can be read"):
        read_sheets(tmp_path / "bad.xlsx")
