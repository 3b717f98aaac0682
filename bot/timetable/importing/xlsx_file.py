"""From a workbook to rows with names, whichever of the layouts of schools it has. Pure.

A sheet is either a list with a header like that of the CSV file, below as many title lines as
it likes, or a week with weekdays as columns. Sheets that are neither, such as a table of
lessons or instructions, are passed over; a workbook without any table is refused.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from bot.people.model import SchoolClass
from bot.timetable.errors import BadSlots
from bot.timetable.importing.columns import column, columns_of, named_row
from bot.timetable.importing.grid import Layout, grid_rows, layout_of, lessons_in
from bot.timetable.importing.rows import OPTIONAL, REQUIRED, Row
from bot.timetable.importing.workbook import Page, formulas, read_pages

_MOST_TITLES: Final = 20
_FEWEST_COLUMNS: Final = 4


def xlsx_rows(data: bytes, classes: Sequence[SchoolClass]) -> Iterator[Row]:
    """Read every table of a workbook.

    Raises:
        BadSlots: There is no table in it, a header is wrong, or a table holds formulas.
    """
    pages = read_pages(data)
    lists = {page.name: header for page in pages if (header := _header(page))}
    grids = {
        page.name: layout
        for page in pages
        if page.name not in lists and (layout := layout_of(page))
    }
    if not lists and not grids:
        sentence = (
            "no sheet has a table: neither columns such as class and weekday, nor weekdays "
            "side by side; see `jiaxiao timetable template`"
        )
        raise BadSlots([sentence])
    _check_formulas(pages, lists, grids)
    lessons = lessons_in(pages)
    for page in pages:
        if page.name in lists:
            yield from _list_rows(page, lists[page.name])
        elif page.name in grids:
            yield from grid_rows(page, grids[page.name], lessons, classes)


def _header(page: Page) -> int | None:
    """Return the row of a list's header, if the sheet is one."""
    for number in range(1, min(page.height, _MOST_TITLES) + 1):
        named = {column(cell) for cell in page.row(number)}
        known = named & set(REQUIRED + OPTIONAL)
        if len(known) >= _FEWEST_COLUMNS and known & {"weekday", "start", "end"}:
            return number
    return None


def _list_rows(page: Page, header: int) -> Iterator[Row]:
    columns = columns_of(page.row(header), f"sheet {page.name}, row {header}")
    for number in range(header + 1, page.height + 1):
        row = page.row(number)
        if any(row):
            yield named_row(f"sheet {page.name}, row {number}", row, columns)


def _check_formulas(
    pages: Sequence[Page], lists: Mapping[str, int], grids: Mapping[str, Layout]
) -> None:
    problems: list[str] = []
    for page in pages:
        header = lists.get(page.name) or (grids[page.name].header if page.name in grids else None)
        if header is not None:
            problems += formulas(page, range(header, page.height + 1))
    if problems:
        raise BadSlots(problems)
