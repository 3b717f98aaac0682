"""From a row of a timetable file to a slot, or to sentences on what is wrong with it. Pure.

Whatever the file, its rows come here as cells with names, so that a CSV file, a workbook and
a YAML file are held to the same rules and refused in the same words.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, time
from typing import Final, TypeVar

from bot.people.model import GRADES, ClassId, SchoolClass
from bot.timetable import cells
from bot.timetable.importing import clashes
from bot.timetable.model import Course, CourseId, Kind, Slot, Weeks

_Value = TypeVar("_Value")

REQUIRED: Final = ("class", "weekday", "start", "end", "title", "place", "teacher")
OPTIONAL: Final = (
    "valid_from",
    "valid_until",
    "course",
    "weeks",
    "kind",
    "capacity",
    "fee",
    "grades",
)


@dataclass(frozen=True)
class Row:
    """A row that can be asked for its cells by name.

    Attributes:
        where: Where it stands, as its file is counted: row 3.
        cells: What it holds, by the names of `REQUIRED` and `OPTIONAL`.
        overflows: Whether something stands beyond the header's last column.
    """

    where: str
    cells: Mapping[str, str]
    overflows: bool = False


@dataclass(frozen=True)
class Reading:
    """What a file says.

    Attributes:
        slots: In the order of their rows.
        courses: The courses they belong to; new ones have negative numbers.
        warnings: What is allowed, but may be a mistake.
    """

    slots: tuple[Slot, ...]
    courses: Mapping[CourseId, Course] = field(default_factory=dict)
    warnings: tuple[str, ...] = ()


class RowReader:
    """Turns rows into slots and keeps a list of what is wrong with them.

    Args:
        classes: The school's classes; a row names one by its name or its id.
        courses: The school's courses; a row may name a new one.
    """

    def __init__(self, classes: Sequence[SchoolClass], courses: Iterable[Course] = ()) -> None:
        self.problems: list[str] = []
        self._classes = _by_name(classes)
        self._known = {name_key(course.name): course for course in courses}
        self._courses: dict[CourseId, Course] = {}
        self._said: dict[CourseId, str] = {}
        self._seen: dict[Slot, str] = {}

    @property
    def is_empty(self) -> bool:
        """Whether no slot has been read."""
        return not self._seen

    def reading(self) -> Reading:
        """Return what was read, once every row has been taken."""
        placed = [(where, slot) for slot, where in self._seen.items()]
        return Reading(tuple(self._seen), self._courses, tuple(clashes.teachers(placed)))

    def find_overlaps(self) -> None:
        """Look for slots of one class or course that stand in each other's way."""
        placed = [(where, slot) for slot, where in self._seen.items()]
        self.problems += clashes.overlaps(placed)

    def read(self, row: Row) -> None:
        """Take one more row."""
        before = len(self.problems)
        if row.overflows:
            self.complain(row, None, "something stands beyond the last column; delete it")
        slot = self._slot(row)
        if len(self.problems) > before or slot is None:
            return
        first = self._seen.setdefault(slot, row.where)
        if first != row.where:
            self.complain(row, None, f"says the same as {first}; delete one of them")

    def complain(self, row: Row, name: str | None, sentence: str) -> None:
        """Note a problem of a row, or of one of its cells."""
        place = f"{row.where}, {name}" if name else row.where
        self.problems.append(f"{place}: {sentence}")

    def _slot(self, row: Row) -> Slot | None:
        class_id, course_id = self._owner(row)
        weekday = self._cell(row, "weekday", cells.weekday)
        starts_at, ends = self._times(row)
        title = self._title(row)
        place = self._cell(row, "place", cells.text) or ""
        teacher = self._cell(row, "teacher", cells.text) or ""
        validity = self._validity(row)
        capacity = self._cell(row, "capacity", cells.count)
        weeks, kind = self._cell(row, "weeks", _weeks), self._cell(row, "kind", _kind)
        fee = self._cell(row, "fee", cells.text) or ""
        if not ((class_id or course_id) and weekday and starts_at and ends and title):
            return None
        slot = Slot(class_id, weekday, starts_at, ends[0], title, place, teacher, *validity)
        return replace(
            slot,
            course_id=course_id,
            later_ends=ends[1:],
            weeks=weeks or Weeks.EVERY,
            kind=kind or Kind.SERVICE,
            capacity=capacity,
            fee=fee,
        )

    def _owner(self, row: Row) -> tuple[ClassId | None, CourseId | None]:
        if not row.cells.get("course", "").strip():
            return self._cell(row, "class", self._class), None
        if row.cells.get("class", "").strip():
            sentence = "names a class and a course; keep one, a course is for several classes"
            self.complain(row, "course", sentence)
            return None, None
        return None, self._course(row)

    def _course(self, row: Row) -> CourseId | None:
        name = self._cell(row, "course", cells.text)
        grades = self._cell(row, "grades", _grades)
        capacity = self._cell(row, "capacity", cells.count)
        fee = self._cell(row, "fee", cells.text) or ""
        if not name:
            return None
        known = self._known.get(name_key(name))
        number = CourseId(-len(self._known) - 1) if known is None else known.id
        low, high = grades or (GRADES[0], GRADES[-1])
        course = Course(number, name, capacity, fee, low, high)
        if known is None:
            self._known[name_key(name)] = course
        elif number in self._courses and self._courses[number] != course:
            said = self._said[number]
            sentence = f"says other places, fee or grades of {name} than {said}; make them equal"
            self.complain(row, "course", sentence)
        self._courses.setdefault(number, course)
        self._said.setdefault(number, row.where)
        return number

    def _title(self, row: Row) -> str | None:
        if not row.cells.get("title", "").strip() and row.cells.get("course", "").strip():
            return self._cell(row, "course", cells.text)
        return self._cell(row, "title", _title)

    def _times(self, row: Row) -> tuple[time | None, tuple[time, ...]]:
        starts_at = self._cell(row, "start", cells.time_of_day)
        ends = self._cell(row, "end", cells.times_of_day) or ()
        if starts_at and ends and ends[0] <= starts_at:
            sentence = f"{ends[0]:%H:%M} is not after the start {starts_at:%H:%M}"
            self.complain(row, "end", sentence)
        return starts_at, ends

    def _validity(self, row: Row) -> tuple[date | None, date | None]:
        begin = self._cell(row, "valid_from", cells.day)
        end = self._cell(row, "valid_until", cells.day)
        if begin and end and end < begin:
            self.complain(row, "valid_until", f"{end} is before valid_from, {begin}")
        return begin, end

    def _class(self, cell: str) -> ClassId:
        found = self._classes.get(name_key(cell))
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
            return read(row.cells.get(name, ""))
        except ValueError as error:
            self.complain(row, name, str(error))
            return None


def name_key(name: str) -> str:
    """Return a class's name without the differences people do not see: widths and blanks."""
    return "".join(cells.plain(name).split())


def _title(cell: str) -> str:
    if not cell.strip():
        message = "is empty; say what takes place"
        raise ValueError(message)
    return cells.text(cell)


_WEEKS: Final = {
    **dict.fromkeys(("", "every", "每周", "全部"), Weeks.EVERY),
    **dict.fromkeys(("odd", "单周", "单"), Weeks.ODD),
    **dict.fromkeys(("even", "双周", "双"), Weeks.EVEN),
}
_KINDS: Final = {
    **dict.fromkeys(("", "service", "课后服务"), Kind.SERVICE),
    **dict.fromkeys(("evening", "晚自习", "自习"), Kind.EVENING),
}


def _weeks(cell: str) -> Weeks:
    found = _WEEKS.get(cells.plain(cell).lower())
    if found is None:
        message = f"{cells.shown(cell)} is not every, odd (单周) or even (双周)"
        raise ValueError(message)
    return found


def _kind(cell: str) -> Kind:
    found = _KINDS.get(cells.plain(cell).lower())
    if found is None:
        message = f"{cells.shown(cell)} is neither service (课后服务) nor evening (晚自习)"
        raise ValueError(message)
    return found


def _grades(cell: str) -> tuple[int, int] | None:
    written = cells.plain(cell)
    if not written:
        return None
    low, _, high = written.partition("-")
    if not (low.isdecimal() and (high or low).isdecimal()):
        message = f"{cells.shown(cell)} are no grades; write them like 3-6, 7 being 初一"
        raise ValueError(message)
    found = int(low), int(high or low)
    if found[0] not in GRADES or found[1] not in GRADES or found[1] < found[0]:
        message = f"{cells.shown(cell)} are no grades from 1 to 9, the lower one first"
        raise ValueError(message)
    return found


def _by_name(classes: Sequence[SchoolClass]) -> dict[str, ClassId]:
    """Return classes by id and name; where a name looks like another's id, the name wins."""
    by_id = {str(item.id): item.id for item in classes}
    return by_id | {name_key(item.name): item.id for item in classes}
