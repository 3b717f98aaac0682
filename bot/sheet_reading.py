"""Rows out of CSV and XLSX files as school programs write them, without running anything.

Such files come in GBK, UTF-8 or UTF-16, with commas or tabs, with several sheets. A formula
is never evaluated, because what it would say is not what a person has seen and checked; the
room that reads the rows says what to do about it. Files are measured before they are
opened, so a small archive cannot unfold into all of the machine's memory.
"""

from __future__ import annotations

import codecs
import csv
import io
import zipfile
import zlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, time
from pathlib import Path
from typing import Final, Protocol

from bot.errors import BadInput

LARGEST_FILE: Final = 10 * 1024 * 1024
LARGEST_UNFOLDED: Final = 200 * 1024 * 1024
MOST_ROWS: Final = 20_000
MOST_COLUMNS: Final = 100

OLD_OFFICE: Final = b"\xd0\xcf\x11\xe0"
"""How old workbooks begin, and new ones that a password protects."""

_DELIMITERS: Final = (",", "\t", ";")
_FIRST_LINES: Final = 30

BROKEN: Final = (
    zipfile.BadZipFile,
    zlib.error,
    ArithmeticError,
    AttributeError,
    EOFError,
    LookupError,
    OSError,
    RuntimeError,
    SyntaxError,
    TypeError,
    ValueError,
)
"""What the libraries raise on a damaged workbook; they promise no family of their own."""


class _Opened(Protocol):
    """What the library gives for a cell."""

    @property
    def value(self) -> object: ...

    @property
    def data_type(self) -> str: ...


class SheetUnreadable(BadInput):
    """A file cannot be read as a table; the sentence says what to do."""


class Formula(str):
    """A cell that holds a formula; its text is the formula's, for nobody to run."""

    __slots__ = ()


class Day(str):
    """A cell that the spreadsheet program has taken for a date or a time."""

    __slots__ = ()


@dataclass(frozen=True)
class ReadSheet:
    """One table of a file.

    Attributes:
        name: What the tab is called; empty for CSV.
        rows: Its cells as text, row 1 first, empty cells as empty text.
    """

    name: str
    rows: Sequence[Sequence[str]]


def read_sheets(path: Path) -> list[ReadSheet]:
    """Read every visible sheet of a file.

    Args:
        path: A `.csv` or `.xlsx` file of at most 10 MB.

    Raises:
        SheetUnreadable: It is something else, protected, broken or too large.
    """
    ending = path.suffix.lower()
    if ending not in {".csv", ".xlsx"}:
        message = f"{path}: must be a .csv or .xlsx file; save the sheet as one of these."
        raise SheetUnreadable(message)
    data = _bytes_of(path)
    if data.startswith(OLD_OFFICE):
        message = (
            f"{path}: is protected by a password, or an old .xls file; take the password off "
            "and save it as .xlsx."
        )
        raise SheetUnreadable(message)
    if data.startswith(b"PK") or ending == ".xlsx":
        return _workbook(path, data)
    return [ReadSheet("", _csv_rows(path, _decoded(path, data)))]


def _bytes_of(path: Path) -> bytes:
    try:
        if path.stat().st_size > LARGEST_FILE:
            message = f"{path}: is larger than 10 MB; a list of classes and seats is far smaller."
            raise SheetUnreadable(message)
        data = path.read_bytes()
    except OSError as error:
        message = f"{path}: cannot be read ({error.strerror}); check its name and its owner."
        raise SheetUnreadable(message) from error
    if not data.strip():
        message = f"{path}: is empty; save the sheet again."
        raise SheetUnreadable(message)
    return data


def _decoded(path: Path, data: bytes) -> str:
    for encoding in _likely_encodings(data):
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\0" not in text:
            return text
    message = f"{path}: is neither UTF-8 nor GBK nor UTF-16; save it as CSV in UTF-8."
    raise SheetUnreadable(message)


def _likely_encodings(data: bytes) -> tuple[str, ...]:
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return ("utf-16",)
    even, odd = data[:2000:2].count(0), data[1:2000:2].count(0)
    if even or odd:
        return ("utf-16-be",) if even > odd else ("utf-16-le",)
    return ("utf-8-sig", "gb18030")


def _csv_rows(path: Path, text: str) -> list[list[str]]:
    first = text.splitlines()[:_FIRST_LINES]
    delimiter = max(_DELIMITERS, key=lambda mark: sum(line.count(mark) for line in first))
    rows: list[list[str]] = []
    try:
        for row in csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True):
            rows.append([_of_csv(cell) for cell in row[:MOST_COLUMNS]])
            _check_length(path, rows)
    except csv.Error as error:
        message = (
            f"{path}, row {len(rows) + 1}: a quotation mark is not closed; delete or close it."
        )
        raise SheetUnreadable(message) from error
    return rows


def _of_csv(cell: str) -> str:
    """Take `="07"`, which keeps a leading nought, for the text it is, and other formulas not."""
    plain = cell.strip()
    if not plain.startswith("="):
        return cell
    inner = plain[2:-1] if plain.startswith('="') and plain.endswith('"') else ""
    return inner if inner and '"' not in inner else Formula(plain)


def _workbook(path: Path, data: bytes) -> list[ReadSheet]:
    # Imported on use: only imports of workbooks need it, and it is not small.
    from openpyxl import load_workbook  # noqa: PLC0415

    try:
        _check_unfolded(path, data)
        book = load_workbook(io.BytesIO(data), read_only=True, keep_links=False)
        sheets = []
        for page in book.worksheets:
            if page.sheet_state == "visible":
                page.reset_dimensions()
                cells = page.iter_rows(max_col=MOST_COLUMNS)
                sheets.append(ReadSheet(page.title, _sheet_rows(path, cells)))
        book.close()
    except BROKEN as error:
        message = f"{path}: is no workbook that can be read; open it and save it again as .xlsx."
        raise SheetUnreadable(message) from error
    return sheets


def _check_unfolded(path: Path, data: bytes) -> None:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        if sum(part.file_size for part in archive.infolist()) > LARGEST_UNFOLDED:
            message = f"{path}: unfolds to more than 200 MB; copy the list into a new workbook."
            raise SheetUnreadable(message)


def _sheet_rows(path: Path, rows: Iterable[Iterable[_Opened]]) -> list[list[str]]:
    read: list[list[str]] = []
    for row in rows:
        read.append([_of_workbook(cell) for cell in row])
        _check_length(path, read)
    return read


def _of_workbook(cell: _Opened) -> str:
    value = cell.value
    if value is None:
        return ""
    if cell.data_type == "f":
        return Formula(str(value))
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, date | time):
        return Day(str(value))
    return str(value)


def _check_length(path: Path, rows: Sequence[object]) -> None:
    if len(rows) > MOST_ROWS:
        message = f"{path}: has more than {MOST_ROWS} rows; a school's list is shorter."
        raise SheetUnreadable(message)
