"""From a CSV file to rows with names. Pure.

Rows are counted as a spreadsheet shows them, the header being row 1. All problems are
found in one go, because a person who mends a file wants to mend it once; and one problem
is enough for nothing to be imported.
"""

from __future__ import annotations

import codecs
import csv
import io
from collections.abc import Iterator
from typing import Final

from bot.timetable.errors import BadSlots
from bot.timetable.importing.columns import columns_of, named_row
from bot.timetable.importing.rows import Row

_DELIMITERS: Final = ",;\t，"
"""What stands between cells: a comma, or what spreadsheets of other countries write instead."""

LARGEST_FILE: Final = 5 * 1024 * 1024
"""Bytes; 2,000 classes with five slots each need about a tenth of it."""


def csv_rows(data: bytes) -> Iterator[Row]:
    """Read a whole file.

    Args:
        data: The file, in UTF-8 with or without a mark at its beginning, or in GBK.

    Raises:
        BadSlots: It is no table, or its header is not as it must be.
    """
    rows = _rows(_decoded(data))
    columns = columns_of(rows[0] if rows else [], "row 1")
    for number, cells in enumerate(rows[1:], start=2):
        if any(cell.strip() for cell in cells):
            yield named_row(f"row {number}", cells, columns)


def _decoded(data: bytes) -> str:
    if len(data) > LARGEST_FILE:
        raise BadSlots(["the file is larger than 5 MB; a timetable is far smaller"])
    if data.startswith(b"PK"):
        raise BadSlots(["this is an Excel workbook; give it a name that ends in .xlsx"])
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        raise BadSlots(["this is UTF-16; save the file as CSV in UTF-8 or GBK"])
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise BadSlots(["this is neither UTF-8 nor GBK; save the file as CSV in UTF-8"])


def _rows(text: str) -> list[list[str]]:
    delimiter = _delimiter(text.partition("\n")[0])
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    rows: list[list[str]] = []
    try:
        rows.extend(reader)
    except csv.Error as error:
        sentence = f"row {len(rows) + 1}: a quotation mark is not closed; delete or close it"
        raise BadSlots([sentence]) from error
    return rows


def _delimiter(header: str) -> str:
    """Return what stands between the cells of a header most often; a comma where nothing does."""
    return max(_DELIMITERS, key=header.count)
