"""From a CSV file to slots, with every problem named by row and column. Pure.

Rows are counted as a spreadsheet shows them, the header being row 1. All problems are
found in one go, because a person who mends a file wants to mend it once; and one problem
is enough for nothing to be imported.
"""

from __future__ import annotations

import codecs
import csv
import io
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Final

from bot.people.model import SchoolClass
from bot.timetable import cells
from bot.timetable.errors import BadSlots
from bot.timetable.model import Slot
from bot.timetable.rows import Row, RowReader

LARGEST_FILE: Final = 5 * 1024 * 1024
"""Bytes; 2,000 classes with five slots each need about a tenth of it."""

REQUIRED: Final = ("class", "weekday", "start", "end", "title", "place", "teacher")
OPTIONAL: Final = ("valid_from", "valid_until")
HEADER: Final = "class,weekday,start,end,title,place,teacher[,valid_from,valid_until]"

_ALIASES: Final = {
    "班级": "class",
    "星期": "weekday",
    "周几": "weekday",
    "开始": "start",
    "开始时间": "start",
    "结束": "end",
    "结束时间": "end",
    "课程": "title",
    "内容": "title",
    "名称": "title",
    "课后服务": "title",
    "地点": "place",
    "教室": "place",
    "教师": "teacher",
    "老师": "teacher",
    "任课教师": "teacher",
    "生效日期": "valid_from",
    "起始日期": "valid_from",
    "失效日期": "valid_until",
    "截止日期": "valid_until",
}


def read_slots(data: bytes, classes: Sequence[SchoolClass]) -> list[Slot]:
    """Read a whole file.

    Args:
        data: The file, in UTF-8 with or without a mark at its beginning, or in GBK.
        classes: The school's classes; a row names one by its name or its id.

    Raises:
        BadSlots: Every problem of the file.
    """
    rows = _rows(_decoded(data))
    columns = _columns(rows[0] if rows else [])
    reader = RowReader(classes)
    for number, cells_of_row in enumerate(rows[1:], start=2):
        if any(cell.strip() for cell in cells_of_row):
            reader.read(Row(number, cells_of_row, columns))
    if reader.problems:
        raise BadSlots(reader.problems)
    if not reader.slots:
        raise BadSlots(["row 2: there are no slots below the header"])
    return reader.slots


def _decoded(data: bytes) -> str:
    if len(data) > LARGEST_FILE:
        raise BadSlots(["the file is larger than 5 MB; a timetable is far smaller"])
    if data.startswith(b"PK"):
        raise BadSlots(["this is an Excel workbook; save the sheet as CSV (UTF-8) first"])
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        raise BadSlots(["this is UTF-16; save the file as CSV in UTF-8 or GBK"])
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise BadSlots(["this is neither UTF-8 nor GBK; save the file as CSV in UTF-8"])


def _rows(text: str) -> list[list[str]]:
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    rows: list[list[str]] = []
    try:
        rows.extend(reader)
    except csv.Error as error:
        sentence = f"row {len(rows) + 1}: a quotation mark is not closed; delete or close it"
        raise BadSlots([sentence]) from error
    return rows


def _columns(header: Sequence[str]) -> Mapping[str, int]:
    names = [cells.plain(cell).lower() for cell in header]
    named = [_ALIASES.get(name, name) for name in names]
    problems = list(_header_problems(named))
    if problems:
        raise BadSlots([*problems, f"row 1: the header must be {HEADER}"])
    return {name: position for position, name in enumerate(named) if name}


def _header_problems(named: Iterable[str]) -> Iterator[str]:
    counts = Counter(name for name in named if name)
    for name in REQUIRED:
        if name not in counts:
            yield f"row 1: the column {name} is missing"
    for name, count in counts.items():
        if name not in REQUIRED + OPTIONAL:
            yield f"row 1: there is no column {name[:20]}; remove it or mend its name"
        elif count > 1:
            yield f"row 1: the column {name} stands {count} times; keep one"
