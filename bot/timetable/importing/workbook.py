"""The cells of an XLSX workbook as text, merged ones filled in, and nothing run.

A workbook is measured before it is opened. Formulas are marked, because what one would say is
not what a person has seen and checked; macros are refused with the whole file.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import TYPE_CHECKING, Final

from bot.sheet_reading import BROKEN, OLD_OFFICE
from bot.timetable.errors import BadSlots

if TYPE_CHECKING:
    from openpyxl.cell.cell import Cell, MergedCell
    from openpyxl.worksheet.cell_range import CellRange
    from openpyxl.worksheet.worksheet import Worksheet

LARGEST_SHEET: Final = 16 * 1024 * 1024
MOST_ROWS: Final = 20_000
MOST_COLUMNS: Final = 60

_ROW: Final = re.compile(rb"<(?:\w+:)?row[ />]")


class Formula(str):
    """A cell that holds a formula; its text is the formula's, for nobody to run."""

    __slots__ = ()


Grid = Mapping[tuple[int, int], str]
"""Cells that are not empty, by row and column, both from 1."""


@dataclass(frozen=True)
class Page:
    """One visible sheet.

    Attributes:
        name: What its tab is called.
        cells: Its cells; a merged one stands in every place it covers.
        height: The last row with anything in it.
        width: The last column with anything in it.
        tall: The cells that reach down from the row above, because they are merged.
    """

    name: str
    cells: Grid
    height: int
    width: int
    tall: frozenset[tuple[int, int]] = frozenset()

    def row(self, number: int) -> list[str]:
        """Return a row as a list, empty cells as empty text."""
        return [self.cells.get((number, place), "") for place in range(1, self.width + 1)]


def read_pages(data: bytes) -> list[Page]:
    """Read every visible sheet.

    Raises:
        BadSlots: It is no workbook, is protected, holds macros or is far too large.
    """
    if data.startswith(OLD_OFFICE):
        sentence = (
            "this is an old .xls workbook, or a password protects it; take the password off "
            "and save it as .xlsx"
        )
        raise BadSlots([sentence])
    # Imported on use: only imports of workbooks need it, and it is not small.
    from openpyxl import load_workbook  # noqa: PLC0415

    try:
        _measure(data)
        book = load_workbook(io.BytesIO(data), keep_links=False, rich_text=False)
        pages = [_page(sheet) for sheet in book.worksheets if sheet.sheet_state == "visible"]
        book.close()
    except BROKEN as error:
        sentence = "this is no workbook that can be read; open it and save it again as .xlsx"
        raise BadSlots([sentence]) from error
    return pages


def _measure(data: bytes) -> None:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        if any(part.filename.lower().endswith("vbaproject.bin") for part in archive.infolist()):
            raise BadSlots(["this workbook holds macros; save it as .xlsx, which leaves them out"])
        for part in archive.infolist():
            if part.filename.startswith("xl/worksheets/") and part.filename.endswith(".xml"):
                _measure_sheet(archive, part)
            elif part.file_size > LARGEST_SHEET:
                raise BadSlots(["this workbook is far too large; copy the table into a new one"])


def _measure_sheet(archive: zipfile.ZipFile, part: zipfile.ZipInfo) -> None:
    rows = 0
    with archive.open(part) as sheet:
        rest = b""
        while chunk := sheet.read(1 << 20):
            text = rest + chunk
            rows += len(_ROW.findall(text, 0, len(text) - 16))
            rest = text[max(0, len(text) - 16) :]
            if rows > MOST_ROWS or sheet.tell() > LARGEST_SHEET:
                sentence = (
                    f"a sheet has more than {MOST_ROWS} rows, empty ones among them; delete the "
                    "rows below the table, or copy the table into a new workbook"
                )
                raise BadSlots([sentence])


def _page(sheet: Worksheet) -> Page:
    cells: dict[tuple[int, int], str] = {}
    for number, row in enumerate(sheet.iter_rows(max_col=MOST_COLUMNS), start=1):
        for column, cell in enumerate(row, start=1):
            if text := _text(cell):
                cells[number, column] = text
    tall: set[tuple[int, int]] = set()
    for merged in sheet.merged_cells.ranges:
        _spread(cells, tall, merged)
    height = max((row for row, _ in cells), default=0)
    width = max((column for _, column in cells), default=0)
    return Page(sheet.title, cells, height, width, frozenset(tall))


def _spread(
    cells: dict[tuple[int, int], str], tall: set[tuple[int, int]], merged: CellRange
) -> None:
    """Put the text of a merged cell into every place it covers."""
    first, last = merged.min_row, min(merged.max_row, MOST_ROWS)
    text = cells.get((first, merged.min_col), "")
    if not text:
        return
    for row in range(first, last + 1):
        for column in range(merged.min_col, min(merged.max_col, MOST_COLUMNS) + 1):
            cells[row, column] = text
            if row > first:
                tall.add((row, column))


def _text(cell: Cell | MergedCell) -> str:
    value = cell.value
    if cell.data_type == "f":
        return Formula(str(value))
    if isinstance(value, time):
        return f"{value:%H:%M}"
    if isinstance(value, datetime) and value.time() != time():
        return f"{value:%Y-%m-%d %H:%M}"
    if isinstance(value, date):
        return f"{value:%Y-%m-%d}"
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return "" if value is None else str(value).strip()


def letters(column: int) -> str:
    """Return a column's letters as a spreadsheet shows them: 1 is A, 27 is AA."""
    said = ""
    while column:
        column, rest = divmod(column - 1, 26)
        said = chr(ord("A") + rest) + said
    return said


def formulas(page: Page, rows: Sequence[int]) -> list[str]:
    """Return a sentence for each cell of some rows that holds a formula; a merged one is one."""
    wanted = frozenset(rows)
    found = {
        id(text): f"{letters(column)}{row}"
        for (row, column), text in sorted(page.cells.items(), reverse=True)
        if row in wanted and isinstance(text, Formula)
    }
    return [
        f"sheet {page.name}, cell {cell}: holds a formula; copy it and paste its value"
        for cell in reversed(found.values())
    ]
