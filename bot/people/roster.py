"""From a school's own list of children to classes and seats, every problem named. Pure.

Only three columns are looked at: class, seat and, if there is one, grade. Names, numbers of
pupils and whatever else the school's program has exported are neither kept nor repeated in
a message. All problems are found in one go, because a person who mends a file wants to mend
it once.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from bot.errors import BadInput
from bot.people.class_names import Spelling, new_name, number_of, read_class, read_grade, tidy
from bot.people.model import SEATS, ClassId, SchoolClass
from bot.sheet_reading import Day, Formula, ReadSheet

HEADER_WITHIN: Final = 20
"""Rows in which the header is looked for; titles and notes may stand above it."""

LONGEST_NAME: Final = 60
_SHOWN: Final = 20

_ALIASES: Final[Mapping[str, str]] = {
    "class": "class",
    "班级": "class",
    "班别": "class",
    "班级名称": "class",
    "行政班": "class",
    "行政班级": "class",
    "所在班级": "class",
    "班": "class",
    "seat": "seat",
    "座号": "seat",
    "座位号": "seat",
    "座次号": "seat",
    "班内座号": "seat",
    "grade": "grade",
    "年级": "grade",
    "年级名称": "grade",
    "所在年级": "grade",
}
"""Headings, without blanks and in lower case, and the column they stand over."""

_SHOWN_AS: Final = {"class": "班级", "seat": "座号", "grade": "年级"}

_ENDINGS: Final = (
    "合计",
    "总计",
    "小计",
    "共计",
    "总数",
    "总人数",
    "人数",
    "全班共",
    "全校共",
    "备注",
    "说明",
    "注:",
    "制表",
    "填表",
    "审核",
    "打印",
    "导出",
    "班主任",
    "校长",
)
"""How the first words of a row begin that closes a list rather than belongs to it."""


class BadRoster(BadInput):
    """A list of classes and seats cannot be imported; the sentences name row and column."""

    def __init__(self, problems: Sequence[str]) -> None:
        super().__init__("\n".join(problems))
        self.problems = tuple(problems)


@dataclass(frozen=True)
class ListedClass:
    """A class of the list.

    Attributes:
        name: What it is called here; for a new class what it will be called.
        id: Its number if the school has it already.
        seats: The seat numbers listed for it, in order.
    """

    name: str
    grade: int
    id: ClassId | None
    seats: tuple[int, ...]


@dataclass(frozen=True)
class Roster:
    """What a file says.

    Attributes:
        classes: Its classes, by grade and name.
        problems: A sentence for each thing that is wrong with it.
        ignored_columns: How many columns were not looked at.
        ignored_rows: How many rows below the header were totals, remarks or repeated headers.
    """

    classes: tuple[ListedClass, ...]
    problems: tuple[str, ...]
    ignored_columns: int
    ignored_rows: int


@dataclass(frozen=True)
class _Table:
    """One sheet from its header on."""

    sheet: ReadSheet
    header_row: int
    columns: Mapping[str, int]
    is_only: bool

    def place(self, row: int, column: str | None = None) -> str:
        parts = [] if self.is_only or not self.sheet.name else [f"sheet {self.sheet.name}"]
        parts.append(f"row {row}")
        if column is not None:
            index = self.columns.get(column)
            heading = "" if index is None else self.sheet.rows[self.header_row - 1][index]
            parts.append(tidy(heading) or _SHOWN_AS[column])
        return ", ".join(parts)


@dataclass
class _Found:
    """A class while the rows are read."""

    name: str
    grade: int
    id: ClassId | None
    seats: dict[int, str] = field(default_factory=dict)


def read_roster(
    sheets: Sequence[ReadSheet], classes: Sequence[SchoolClass], school_year: int
) -> Roster:
    """Read the sheets of a file.

    Args:
        sheets: As `bot.sheet_reading` gives them.
        classes: The classes the school has already, the left ones included.
        school_year: The calendar year in which the school year began.

    Raises:
        BadRoster: No sheet has a header that names class and seat.
    """
    tables = _tables(sheets)
    reader = _Reader(classes, school_year)
    for table in tables:
        reader.read(table)
    if not reader.problems and not reader.found:
        reader.problems.append(
            f"row {tables[0].header_row + 1}: there is no seat below the header"
        )
    ignored = sum(_heading_count(table) - len(table.columns) for table in tables)
    return Roster(reader.classes, tuple(reader.problems), ignored, reader.ignored_rows)


def _tables(sheets: Sequence[ReadSheet]) -> list[_Table]:
    found: list[_Table] = []
    headed = [(sheet, row) for sheet in sheets if (row := _header_row(sheet)) is not None]
    for sheet, row in headed:
        columns: dict[str, int] = {}
        for index, name in enumerate(_named(sheet.rows[row - 1])):
            if name is None:
                continue
            if name in columns:
                sentence = (
                    f"row {row}: the column {_SHOWN_AS[name]} stands twice; keep one of them"
                )
                raise BadRoster([sentence])
            columns[name] = index
        found.append(_Table(sheet, row, columns, is_only=len(headed) == 1))
    if not found:
        sentence = (
            f"rows 1 to {HEADER_WITHIN}: there is no header; one row must name the columns "
            "class and seat, or 班级 and 座号"
        )
        raise BadRoster([sentence])
    return found


def _header_row(sheet: ReadSheet) -> int | None:
    for number, row in enumerate(sheet.rows[:HEADER_WITHIN], start=1):
        if {"class", "seat"} <= set(_named(row)):
            return number
    return None


def _named(row: Iterable[str]) -> list[str | None]:
    return [_ALIASES.get(tidy(cell).lower()) for cell in row]


def _heading_count(table: _Table) -> int:
    return sum(bool(tidy(cell)) for cell in table.sheet.rows[table.header_row - 1])


class _Reader:
    """Turns rows into classes with seats, and keeps a list of what is wrong."""

    def __init__(self, classes: Sequence[SchoolClass], school_year: int) -> None:
        self.problems: list[str] = []
        self.ignored_rows = 0
        self.found: dict[str, _Found] = {}
        self._year = school_year
        self._by_name = {read_class(one.name, school_year).plain: one for one in classes}
        self._by_number = {
            (one.grade, number): one
            for one in classes
            if (number := read_class(one.name, school_year).number) is not None
        }

    @property
    def classes(self) -> tuple[ListedClass, ...]:
        listed = [
            ListedClass(one.name, one.grade, one.id, tuple(sorted(one.seats)))
            for one in self.found.values()
            if one.seats
        ]
        return tuple(sorted(listed, key=lambda one: (one.grade, one.name)))

    def read(self, table: _Table) -> None:
        rows = table.sheet.rows
        heading = _named(rows[table.header_row - 1])
        for number, row in enumerate(rows[table.header_row :], start=table.header_row + 1):
            if not any(tidy(cell) for cell in row):
                continue
            if _closes(row) or _named(row) == heading:
                self.ignored_rows += 1
            else:
                self._row(table, number, row)

    def _row(self, table: _Table, number: int, row: Sequence[str]) -> None:
        cells = {
            name: row[index] if index < len(row) else "" for name, index in table.columns.items()
        }
        problems = list(_unusable(table, number, cells))
        if problems:
            self.problems += problems
            return
        seat, complaint = _seat(cells["seat"])
        if complaint:
            self.problems.append(f"{table.place(number, 'seat')}: {complaint}")
        try:
            found = self._class(table, number, cells)
        except ValueError as error:
            self.problems.append(str(error))
            return
        if seat is not None:
            self._take(found, seat, table.place(number, "seat"), table.place(number))

    def _take(self, found: _Found, seat: int, place: str, row: str) -> None:
        first = found.seats.setdefault(seat, row)
        if first != row:
            self.problems.append(
                f"{place}: seat {seat} of {found.name} stands in {first} already; "
                "mend one of the two"
            )

    def _class(self, table: _Table, number: int, cells: Mapping[str, str]) -> _Found:
        place = table.place(number, "class")
        written, given = cells["class"], cells.get("grade", "")
        spelling = read_class(written, self._year)
        grade = self._grade(table.place(number, "grade"), given, spelling)
        known = self._known(spelling, grade)
        if known is not None:
            if grade is not None and known.grade != grade:
                message = (
                    f"{place}: {known.name} is a class of grade {known.grade} here, not of "
                    f"grade {grade}; mend the grade, or rename one of them"
                )
                raise ValueError(message)
            return self._entry(known.name, known.grade, known.id, place)
        if grade is None:
            message = (
                f"{place}: the name does not say which grade the class is; add a column 年级 "
                "with 1 to 9"
            )
            raise ValueError(message)
        if spelling.number is None and "班" not in spelling.plain:
            message = f"{place}: is no class's name; write it like 三年级(2)班"
            raise ValueError(message)
        name = new_name(written, spelling, grade)
        if len(name) > LONGEST_NAME:
            message = f"{place}: has {len(name)} characters; at most {LONGEST_NAME} fit"
            raise ValueError(message)
        return self._entry(name, grade, None, place)

    def _grade(self, place: str, given: str, spelling: Spelling) -> int | None:
        if not tidy(given):
            return spelling.grade
        grade = read_grade(given, self._year)
        if grade is None:
            message = f"{place}: {_short(given)} is no grade from 1 to 9; write 1 to 9 or 三年级"
            raise ValueError(message)
        if spelling.grade not in (None, grade):
            message = (
                f"{place}: says grade {grade}, but the class's name says grade {spelling.grade}; "
                "mend one of them"
            )
            raise ValueError(message)
        return grade

    def _known(self, spelling: Spelling, grade: int | None) -> SchoolClass | None:
        is_only_number = spelling.grade is None and spelling.cohort is None
        if is_only_number and spelling.number is not None and grade is not None:
            return self._by_number.get((grade, spelling.number))
        named = self._by_name.get(spelling.plain)
        if named is not None or grade is None or spelling.number is None:
            return named
        return self._by_number.get((grade, spelling.number))

    def _entry(self, name: str, grade: int, number: ClassId | None, place: str) -> _Found:
        key = self._key(name, grade)
        found = self.found.setdefault(key, _Found(name, grade, number))
        if found.grade != grade:
            message = (
                f"{place}: {name} is a class of grade {found.grade} further up, here of grade "
                f"{grade}; mend the grade, or rename one of them"
            )
            raise ValueError(message)
        return found

    def _key(self, name: str, grade: int) -> str:
        """Return what makes two spellings of a class one: its grade and number, else its name."""
        spelling = read_class(name, self._year)
        if spelling.number is None or spelling.cohort is not None:
            return spelling.plain
        return f"{grade}/{spelling.number}"


def _unusable(table: _Table, number: int, cells: Mapping[str, str]) -> Iterator[str]:
    for name, cell in cells.items():
        if isinstance(cell, Formula):
            yield (
                f"{table.place(number, name)}: holds a formula, which is never worked out here; "
                "put its value in its place"
            )
        elif isinstance(cell, Day):
            yield (
                f"{table.place(number, name)}: the spreadsheet program has made a date of it; "
                "format the column as text and type it again"
            )
        elif not tidy(cell) and name != "grade":
            yield f"{table.place(number, name)}: is empty; fill it in, or delete the row"


def _seat(cell: str) -> tuple[int | None, str]:
    """Return a seat's number, or what is wrong; what stands there may be a name, so not that."""
    plain = tidy(cell).removesuffix("号").removeprefix("'")
    seat = number_of(plain)
    if seat is None and not plain.isdecimal():
        return None, "is no number; write 1 to 99"
    if seat not in SEATS:
        return None, f"{plain[:_SHOWN]} is out of range; a seat is 1 to 99"
    return seat, ""


def _closes(row: Iterable[str]) -> bool:
    first = next((tidy(cell) for cell in row if tidy(cell)), "")
    return first.startswith(_ENDINGS)


def _short(cell: str) -> str:
    plain = " ".join(cell.split())
    return plain if len(plain) <= _SHOWN else f"{plain[:_SHOWN]}…"
