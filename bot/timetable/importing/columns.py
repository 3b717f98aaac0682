"""The names of columns, in the languages people write them in. Pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Final

from bot.timetable import cells
from bot.timetable.errors import BadSlots
from bot.timetable.importing.rows import OPTIONAL, REQUIRED, Row

HEADER: Final = (
    "class,weekday,start,end,title,place,teacher"
    "[,valid_from,valid_until,course,weeks,kind,capacity,fee,grades]"
)

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
    "负责老师": "teacher",
    "老师": "teacher",
    "任课教师": "teacher",
    "生效日期": "valid_from",
    "起始日期": "valid_from",
    "失效日期": "valid_until",
    "截止日期": "valid_until",
    "社团": "course",
    "社团课": "course",
    "选修课": "course",
    "单双周": "weeks",
    "周次": "weeks",
    "类型": "kind",
    "名额": "capacity",
    "人数": "capacity",
    "收费": "fee",
    "收费说明": "fee",
    "费用": "fee",
    "年级": "grades",
    "班級": "class",
    "課程": "title",
    "開始時間": "start",
    "結束時間": "end",
    "地點": "place",
    "教師": "teacher",
    "老師": "teacher",
    "社團": "course",
    "單雙週": "weeks",
    "類型": "kind",
    "种类": "kind",
    "種類": "kind",
    "內容": "title",
    "名額": "capacity",
    "收費說明": "fee",
    "年級": "grades",
}


def column(cell: str) -> str:
    """Return the name of a column from its heading, as far as it is known."""
    name = cells.plain(cell).lower()
    return _ALIASES.get(name, name)


def columns_of(header: Sequence[str], where: str) -> Mapping[str, int]:
    """Return the position of each column.

    Args:
        header: The cells of the header.
        where: Where it stands: row 1.

    Raises:
        BadSlots: A column is missing, unknown or there twice.
    """
    named = [column(cell) for cell in header]
    problems = [f"{where}: {problem}" for problem in _problems(named)]
    if problems:
        raise BadSlots([*problems, f"{where}: the header must be {HEADER}"])
    return {name: position for position, name in enumerate(named) if name}


def named_row(where: str, row: Sequence[str], columns: Mapping[str, int]) -> Row:
    """Return a row whose cells have the names of their columns."""
    width = 1 + max(columns.values())
    held = {name: row[place] for name, place in columns.items() if place < len(row)}
    return Row(where, held, overflows=any(cell.strip() for cell in row[width:]))


def _problems(named: Iterable[str]) -> Iterator[str]:
    counts = Counter(name for name in named if name)
    for name in REQUIRED:
        if name not in counts and not (name in {"class", "title"} and "course" in counts):
            yield f"the column {name} is missing"
    for name, count in counts.items():
        if name not in REQUIRED + OPTIONAL:
            yield f"there is no column {name[:20]}; remove it or mend its name"
        elif count > 1:
            yield f"the column {name} stands {count} times; keep one"
