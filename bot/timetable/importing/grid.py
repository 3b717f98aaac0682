"""A school's week as it hangs in the corridor: weekdays as columns, lessons as rows. Pure.

Whose week it is stands in a column (班级 or 社团), in a line above the table, or on the tab.
When a lesson is stands beside it (第1节, 16:00-16:40), in the cell itself, or in a table of
lessons anywhere in the workbook. A cell merged over several lessons lasts until the last one
ends; one merged over several days counts on each.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from bot.people.model import SchoolClass
from bot.timetable import cells
from bot.timetable.importing.columns import column
from bot.timetable.importing.entries import Entry, entries, time_range
from bot.timetable.importing.rows import Row, name_key
from bot.timetable.importing.workbook import Page, letters

_ENGLISH: Final = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_FEWEST_DAYS: Final = 2

Lessons = Mapping[str, tuple[str, str]]
"""Beginning and end of a lesson by its name, such as 第1节."""


@dataclass(frozen=True)
class Layout:
    """Where things stand on a sheet.

    Attributes:
        header: The row with the weekdays.
        days: Weekday by column.
        owners: The column that says whose the row is, and whether that is class or course.
    """

    header: int
    days: Mapping[int, int]
    owners: tuple[int, str] | None


def layout_of(page: Page) -> Layout | None:
    """Find the row of weekdays on a sheet; None if it has none."""
    for number in range(1, page.height + 1):
        row = page.row(number)
        days = {place: day for place, cell in enumerate(row, 1) if (day := _weekday(cell))}
        if len(set(days.values())) >= _FEWEST_DAYS:
            return Layout(number, days, _owners(row, days))
    return None


def lessons_in(pages: Sequence[Page]) -> dict[str, tuple[str, str]]:
    """Collect the times of lessons that a workbook names anywhere beside their names."""
    found: dict[str, tuple[str, str]] = {}
    for page in pages:
        layout = layout_of(page)
        days = layout.days if layout else {}
        for number in range(1, page.height + 1):
            beside = [cell for place, cell in enumerate(page.row(number), 1) if place not in days]
            times = next((times for cell in beside if (times := time_range(cell))), None)
            label = next((cell for cell in beside if cell and not time_range(cell)), "")
            if times and label:
                found.setdefault(name_key(label), times)
    return found


def grid_rows(
    page: Page, layout: Layout, lessons: Lessons, classes: Sequence[SchoolClass]
) -> Iterator[Row]:
    """Read a sheet with weekdays as columns.

    Args:
        page: The sheet.
        layout: Where things stand on it.
        lessons: The times of lessons that stand nowhere beside their row.
        classes: The school's classes, to find one named above the table or on the tab.
    """
    named = _named_above(page, layout, classes)
    for number in range(layout.header + 1, page.height + 1):
        row = page.row(number)
        if _is_note(row, layout):
            continue
        owner = _owner(row, layout, named)
        for place, weekday in layout.days.items():
            if (number, place) in page.tall:
                continue
            times = _times(page, layout, lessons, number, place)
            where = f"sheet {page.name}, cell {letters(place)}{number}"
            for entry in entries(row[place - 1]):
                yield Row(where, _cells(entry, owner, weekday, times))


def _cells(
    entry: Entry, owner: tuple[str, str], weekday: int, times: tuple[str, str]
) -> dict[str, str]:
    kind, name = owner
    start, end = (entry.start, entry.end) if entry.start else times
    return {
        kind: name,
        "weekday": str(weekday),
        "start": start,
        "end": end,
        "title": entry.title,
        "place": entry.place,
        "teacher": entry.teacher,
        "weeks": entry.weeks,
        "kind": entry.kind,
    }


def _times(
    page: Page, layout: Layout, lessons: Lessons, number: int, place: int
) -> tuple[str, str]:
    """Return when a cell begins and ends; empty texts if nothing says so."""
    last = number
    while (last + 1, place) in page.tall:
        last += 1
    first_times = _times_of_row(page.row(number), layout, lessons)
    last_times = _times_of_row(page.row(last), layout, lessons)
    return (first_times[0] if first_times else "", last_times[1] if last_times else "")


def _times_of_row(row: Sequence[str], layout: Layout, lessons: Lessons) -> tuple[str, str] | None:
    beside = [cell for place, cell in enumerate(row, 1) if place not in layout.days and cell]
    said = next((times for cell in beside if (times := time_range(cell))), None)
    known = (lessons.get(name_key(cell)) for cell in beside)
    return said or next((times for times in known if times), None)


def _is_note(row: Sequence[str], layout: Layout) -> bool:
    """Say whether a line goes across the whole table, such as a remark below it."""
    first = row[0]
    return bool(first) and all(row[place - 1] == first for place in layout.days)


def _owner(row: Sequence[str], layout: Layout, named: tuple[str, str]) -> tuple[str, str]:
    if layout.owners is None:
        return named
    place, kind = layout.owners
    return kind, row[place - 1]


def _owners(row: Sequence[str], days: Mapping[int, int]) -> tuple[int, str] | None:
    for place, cell in enumerate(row, 1):
        kind = column(cell)
        if place not in days and kind in {"class", "course"}:
            return place, kind
    return None


def _named_above(page: Page, layout: Layout, classes: Sequence[SchoolClass]) -> tuple[str, str]:
    """Return the class that the lines above the table or the tab name, or the tab itself."""
    above = [cell for number in range(1, layout.header) for cell in page.row(number)]
    names = sorted((item.name for item in classes), key=len, reverse=True)
    for text in [page.name, *above]:
        for name in names:
            if name_key(name) in name_key(text):
                return "class", name
    return "class", page.name


def _weekday(cell: str) -> int | None:
    said = cells.plain(cell).replace("週", "周").replace("禮", "礼")
    if said.isdecimal():
        return None
    if said[:3].lower() in _ENGLISH and said.lower().strip(".").isalpha():
        return _ENGLISH.index(said[:3].lower()) + 1
    try:
        return cells.weekday(said)
    except ValueError:
        return None
