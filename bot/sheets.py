"""Rows to CSV and XLSX files that open well in Excel, WPS and LibreOffice, and do no harm.

Text that begins like a formula is run by spreadsheet programs, wherever it came from, so
such text is made plain text here for every room alike. Files appear whole or not at all:
they are written beside their place and then moved there.
"""

from __future__ import annotations

import csv
import os
import re
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from io import StringIO
from pathlib import Path
from typing import TYPE_CHECKING, Final

from bot.errors import BadInput

if TYPE_CHECKING:
    from xlsxwriter import Workbook
    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

Cell = str | int | float | date | datetime | bool | None
Row = Sequence[Cell]

LONGEST_TEXT: Final = 32_767
"""Characters of a cell; spreadsheet programs cut or refuse more."""

_FORMULA_STARTS: Final = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")  # noqa: RUF001 - full-width signs are run as formulas by some programs
_CONTROLS = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ufffe\uffff\ud800-\udfff]")
_BIDI = re.compile("[\u202a-\u202e\u2066-\u2069\u200e\u200f]")
_SHEET_NAME = re.compile(r"[\[\]:*?/\\']")
_LONGEST_SHEET_NAME: Final = 31
_SPACES: Final = " \u3000\u00a0\ufeff"
_A4: Final = 9
_READABLE: Final = 0o666

_OPTIONS: Final = {
    "constant_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}
_HEADING: Final = {"bold": True, "text_wrap": True, "bg_color": "#E7E7E7", "bottom": 1}
_TITLE: Final = {"bold": True, "font_size": 14}
_NEITHER_SHOWN_NOR_PRINTED: Final = 2
_ROW_TO_WRITE_ON: Final = 21
"""Points; high enough for a tick or a signature."""


class SheetUnwritable(BadInput):
    """A file cannot be written."""


class Style(StrEnum):
    """How a column's cells are shown in XLSX."""

    PLAIN = "plain"  # as it is
    COUNT = "count"  # a whole number
    SHARE = "share"  # between 0 and 1, shown in per cent
    LONG = "long"  # text that wraps


_FORMATS: Final[dict[Style, dict[str, object]]] = {
    Style.PLAIN: {"valign": "top"},
    Style.COUNT: {"valign": "top", "num_format": "#,##0"},
    Style.SHARE: {"valign": "top", "num_format": "0.0%"},
    Style.LONG: {"valign": "top", "text_wrap": True},
}


@dataclass(frozen=True)
class Column:
    """One column of a sheet.

    Attributes:
        heading: Its first cell.
        width: In characters of the standard font, in XLSX.
        style: How its cells are shown, in XLSX.
    """

    heading: str
    width: float = 14
    style: Style = Style.PLAIN


@dataclass(frozen=True)
class Sheet:
    """One table of a file.

    Attributes:
        name: What the tab is called, at most 31 characters.
        rows: Its rows, read once.
        title: Lines above the table, which stand on every printed page; the first is bold.
        is_upright: Whether it is printed upright, with lines to write on between its cells.
    """

    name: str
    columns: Sequence[Column]
    rows: Iterable[Row]
    title: Sequence[str] = ()
    is_upright: bool = False


def plain_text(text: str) -> str:
    """Return text without control characters, cut to what a cell holds."""
    return _BIDI.sub("", _CONTROLS.sub("", text))[:LONGEST_TEXT]


def safe_text(text: str) -> str:
    """Return text that no spreadsheet program takes for a formula.

    Source: OWASP's advice on CSV injection; an apostrophe in front makes it text.
    """
    clean = plain_text(text)
    return f"'{clean}" if _is_formula(clean) else clean


def csv_text(heading: Sequence[str], rows: Iterable[Row]) -> str:
    """Return rows as CSV text, lines ended as Excel expects."""
    file = StringIO()
    writer = csv.writer(file, lineterminator="\r\n")
    writer.writerow([safe_text(cell) for cell in heading])
    writer.writerows([_written(cell) for cell in row] for row in rows)
    return file.getvalue()


def write_csv(path: Path, heading: Sequence[str], rows: Iterable[Row]) -> None:
    """Write a CSV file in UTF-8 with a byte order mark, without which Excel guesses.

    Args:
        path: The file; replaced if it is there.
        heading: The first row.
        rows: The others.

    Raises:
        SheetUnwritable: The file cannot be written; names it.
    """
    with _appearing(path) as draft:
        draft.write_text(csv_text(heading, rows), encoding="utf-8-sig", newline="")


def write_xlsx(path: Path, sheets: Sequence[Sheet]) -> None:
    """Write an XLSX file row by row, so that memory does not grow with the rows.

    Args:
        path: The file; replaced if it is there.
        sheets: Its sheets in order.

    Raises:
        SheetUnwritable: The file cannot be written; names it.
    """
    with _appearing(path) as draft:
        _fill(draft, sheets)


def write_text(path: Path, text: str) -> None:
    """Write a UTF-8 text file, whole or not at all.

    Raises:
        SheetUnwritable: The file cannot be written; names it.
    """
    with _appearing(path) as draft:
        draft.write_text(text, encoding="utf-8", newline="")


def write_bytes(path: Path, content: bytes) -> None:
    """Write a file, whole or not at all.

    Raises:
        SheetUnwritable: The file cannot be written; names it.
    """
    with _appearing(path) as draft:
        draft.write_bytes(content)


def _written(cell: Cell) -> str | int | float:
    match cell:
        case None:
            return ""
        case bool():
            return "true" if cell else "false"
        case str():
            return safe_text(cell)
        case date():
            return cell.isoformat(" ") if isinstance(cell, datetime) else cell.isoformat()
        case _:
            return cell


def _fill(path: Path, sheets: Sequence[Sheet]) -> None:
    # Imported on use: only exports need it, and it is not small.
    from xlsxwriter import Workbook  # noqa: PLC0415

    with Workbook(str(path), _OPTIONS) as book:
        pen = _Pen(book)
        for sheet in sheets:
            pen.write(sheet)


class _Pen:
    """Writes sheets into one open workbook."""

    def __init__(self, book: Workbook) -> None:
        self._book = book
        self._taken: set[str] = set()
        self._heading = book.add_format(_HEADING)
        self._title = book.add_format(_TITLE)
        self._ruled = {
            style: book.add_format({**form, "border": 1}) for style, form in _FORMATS.items()
        }
        self._formats = {style: book.add_format(form) for style, form in _FORMATS.items()}
        self._quoted = {
            style: book.add_format({**form, "quote_prefix": True})
            for style, form in _FORMATS.items()
        }

    def write(self, sheet: Sheet) -> None:
        page = self._book.add_worksheet(_sheet_name(sheet.name, self._taken))
        head = len(sheet.title)
        page.freeze_panes(head + 1, 0)
        page.set_paper(_A4)
        page.fit_to_pages(1, 0)
        page.repeat_rows(0, head)
        if sheet.is_upright:
            page.set_portrait()
            page.hide_gridlines(_NEITHER_SHOWN_NOR_PRINTED)
            page.set_default_row(_ROW_TO_WRITE_ON)
        else:
            page.set_landscape()
        for place, column in enumerate(sheet.columns):
            page.set_column(place, place, column.width)
        for line, text in enumerate(sheet.title):
            page.write_string(line, 0, plain_text(text), self._title if line == 0 else None)
        for place, column in enumerate(sheet.columns):
            page.write_string(head, place, plain_text(column.heading), self._heading)
        formats = self._ruled if sheet.is_upright else self._formats
        for line, row in enumerate(sheet.rows, start=head + 1):
            for place, (column, cell) in enumerate(zip(sheet.columns, row, strict=True)):
                self._put(page, (line, place), cell, formats[column.style], column.style)

    def _put(
        self, page: Worksheet, place: tuple[int, int], cell: Cell, form: Format, style: Style
    ) -> None:
        match cell:
            case None:
                page.write_blank(*place, None, form)
            case bool():
                page.write_boolean(*place, cell, form)
            case str():
                text = plain_text(cell)
                form = self._quoted[style] if _is_formula(text) else form
                page.write_string(*place, text, form)
            case int() | float():
                page.write_number(*place, cell, form)
            case _:
                page.write_string(*place, str(_written(cell)), form)


def _is_formula(text: str) -> bool:
    return text.lstrip(_SPACES).startswith(_FORMULA_STARTS)


def _sheet_name(name: str, taken: set[str]) -> str:
    """Return the name of a tab that no tab before it has; capitals make no difference there."""
    plain = _SHEET_NAME.sub(" ", plain_text(name)).strip()[:_LONGEST_SHEET_NAME] or "Sheet"
    found, number = plain, 1
    while found.lower() in taken:
        number += 1
        ending = f" ({number})"
        found = plain[: _LONGEST_SHEET_NAME - len(ending)] + ending
    taken.add(found.lower())
    return found


@contextmanager
def _appearing(path: Path) -> Iterator[Path]:
    """Lend a draft beside the file, and put it in the file's place once it is written."""
    try:
        descriptor, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
        os.close(descriptor)
        draft = Path(name)
        try:
            yield draft
            draft.chmod(_READABLE & ~_umask())
            draft.replace(path)
        finally:
            draft.unlink(missing_ok=True)
    except OSError as error:
        message = f"{path}: cannot be written ({error.strerror}); name another file or folder."
        raise SheetUnwritable(message) from error


def _umask() -> int:
    """Read the process's file mask, which can only be read by setting it."""
    mask = os.umask(0)
    os.umask(mask)
    return mask
