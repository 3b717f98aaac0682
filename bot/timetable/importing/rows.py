"""From a row of a timetable file to a slot, or to sentences on what is wrong with it. Pure."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, time
from typing import TypeVar

from bot.people.model import ClassId, SchoolClass
from bot.timetable import cells
from bot.timetable.model import Slot

_Value = TypeVar("_Value")


@dataclass(frozen=True)
class Row:
    """A row that can be asked for its cells by name."""

    number: int
    row: Sequence[str]
    columns: Mapping[str, int]

    def cell(self, name: str) -> str:
        """Return a cell by its column's name; empty if the row or the file ends before."""
        position = self.columns.get(name)
        if position is None or position >= len(self.row):
            return ""
        return self.row[position]

    @property
    def overflows(self) -> bool:
        """Whether something stands beyond the header's last column."""
        width = 1 + max(self.columns.values())
        return any(cell.strip() for cell in self.row[width:])


class RowReader:
    """Turns rows into slots and keeps a list of what is wrong with them."""

    def __init__(self, classes: Sequence[SchoolClass]) -> None:
        self.problems: list[str] = []
        self._classes = _by_name(classes)
        self._seen: dict[Slot, int] = {}

    @property
    def slots(self) -> list[Slot]:
        """The slots read so far, in the order of their rows."""
        return list(self._seen)

    def read(self, row: Row) -> None:
        """Take one more row."""
        before = len(self.problems)
        if row.overflows:
            self._complain(row, None, "something stands beyond the last column; delete it")
        slot = self._slot(row)
        if len(self.problems) > before or slot is None:
            return
        first = self._seen.setdefault(slot, row.number)
        if first != row.number:
            self._complain(row, None, f"says the same as row {first}; delete one of them")

    def _slot(self, row: Row) -> Slot | None:
        class_id = self._cell(row, "class", self._class)
        weekday = self._cell(row, "weekday", cells.weekday)
        starts_at, ends_at = self._times(row)
        title = self._cell(row, "title", _title)
        place = self._cell(row, "place", cells.text) or ""
        teacher = self._cell(row, "teacher", cells.text) or ""
        validity = self._validity(row)
        if not (class_id and weekday and starts_at and ends_at and title):
            return None
        return Slot(class_id, weekday, starts_at, ends_at, title, place, teacher, *validity)

    def _times(self, row: Row) -> tuple[time | None, time | None]:
        starts_at = self._cell(row, "start", cells.time_of_day)
        ends_at = self._cell(row, "end", cells.time_of_day)
        if starts_at and ends_at and ends_at <= starts_at:
            self._complain(row, "end", f"{ends_at:%H:%M} is not after the start {starts_at:%H:%M}")
        return starts_at, ends_at

    def _validity(self, row: Row) -> tuple[date | None, date | None]:
        begin = self._cell(row, "valid_from", cells.day)
        end = self._cell(row, "valid_until", cells.day)
        if begin and end and end < begin:
            self._complain(row, "valid_until", f"{end} is before valid_from, {begin}")
        return begin, end

    def _class(self, cell: str) -> ClassId:
        found = self._classes.get(_key(cell))
        if found is None:
            name = cell.strip()[:20] or "without a name"
            message = (
                f"there is no class {name} in this school; mend the name, "
                "or add the class with `jiaxiao class add`"
            )
            raise ValueError(message)
        return found

    def _cell(self, row: Row, name: str, read: Callable[[str], _Value]) -> _Value | None:
        try:
            return read(row.cell(name))
        except ValueError as error:
            self._complain(row, name, str(error))
            return None

    def _complain(self, row: Row, name: str | None, sentence: str) -> None:
        place = f"row {row.number}, {name}" if name else f"row {row.number}"
        self.problems.append(f"{place}: {sentence}")


def _title(cell: str) -> str:
    if not cell.strip():
        message = "is empty; say what takes place"
        raise ValueError(message)
    return cells.text(cell)


def _by_name(classes: Sequence[SchoolClass]) -> dict[str, ClassId]:
    """Return classes by id and name; where a name looks like another's id, the name wins."""
    by_id = {str(item.id): item.id for item in classes}
    return by_id | {_key(item.name): item.id for item in classes}


def _key(name: str) -> str:
    """Return a class's name without the differences people do not see: widths and blanks."""
    return "".join(cells.plain(name).split())
